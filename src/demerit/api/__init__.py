"""What `import demerit as dm` gives: scenarios, runs in memory or from a folder, figures, lives, charts.

Names are listed in `demerit` itself and loaded at first use.  Nothing here computes what a run is: it asks the layers
below, and says their answers as tables, pictures and sentences.
"""

"""Additive scorecards: fitted, turned into whole-number points, and judged.  Nothing here applies one to anybody.

The form that credit scoring uses: L. C. Thomas, D. B. Edelman, J. N. Crook, Credit Scoring and Its Applications,
SIAM 2002.  All arithmetic is + - * / in a fixed order, so that a table comes out the same on every machine.
"""

"""A process of its own that computes what pages ask, and stays warm: questions in, answers out, a line of JSON each.

`python -P -m demerit.worker` reads questions on standard input and writes answers to standard output, until the input
ends.  One question at a time; `{"cancel": ID}` ends the one of that number, whether it is being answered or waits.
"""

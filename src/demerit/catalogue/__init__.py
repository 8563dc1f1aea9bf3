"""What Demerit can count, what a ledger can say, what rights there are: each declared once, and read by everybody.

`of_people` and `of_organisations` are what the month counts, `derived` what follows from counts, `found` all of them by
name.  This package knows nothing but the words of the model, so that every other part may read it.
"""

"""`demerit serve`: pages on which run folders are looked at.

It reads folders, and never computes a month itself: runs are processes of their own, which `demerit run` could as well
have been.  A page is a function from what is asked (`ask.Ask`) to a response; `routes` lists all of them.
"""

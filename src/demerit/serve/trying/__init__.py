"""Try it: one synthetic life, in which what was drawn is taken or left; on a page, and as a file for a lesson."""

from demerit.serve.trying.pages import PAGES

__all__ = ["PAGES"]

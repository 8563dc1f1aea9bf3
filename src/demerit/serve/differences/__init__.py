"""The country of a comparison: what is in one world and not in the other, province by province and month by month."""

from demerit.serve.differences.pages import PAGES

__all__ = ["PAGES"]

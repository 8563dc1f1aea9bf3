"""The report of a run or a comparison as it is, its files one by one, and all of them as one crate."""

from demerit.serve.files.pages import PAGES

__all__ = ["PAGES"]

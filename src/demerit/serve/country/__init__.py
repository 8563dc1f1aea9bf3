"""The country of a run: any measure by province and month, as a map and over time; and what it means."""

from demerit.serve.country.pages import PAGES

__all__ = ["PAGES"]

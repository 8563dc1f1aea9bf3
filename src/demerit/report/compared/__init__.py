"""The report of a comparison: one offline HTML file that says what a change does, to whom, and how sure that is."""

from demerit.report.compared.page import write

__all__ = ["write"]

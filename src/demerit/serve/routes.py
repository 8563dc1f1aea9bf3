"""Every page there is."""

from typing import Final

from demerit.serve import asking, country, differences, files, lists, lives, running, start, trying
from demerit.serve.answering import Page

PAGES: Final[tuple[Page, ...]] = (
    *(*start.PAGES, *asking.PAGES, *running.PAGES),
    *trying.PAGES,
    *(*country.PAGES, *differences.PAGES, *lists.PAGES, *lives.PAGES, *files.PAGES),
)

"""Every page there is."""

from typing import Final

from demerit.serve import country, running, start
from demerit.serve.answering import Page

PAGES: Final[tuple[Page, ...]] = (*start.PAGES, *running.PAGES, *country.PAGES)

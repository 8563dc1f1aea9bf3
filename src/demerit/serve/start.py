"""The first page: what this is, three ways in, and what was computed lately."""

from typing import Final

from starlette.responses import Response

from demerit.serve.answering import Page
from demerit.serve.ask import Ask
from demerit.serve.folders import listed

RECENT: Final = 5
DOORS: Final = (("story", "as-told"), ("record", "as-documented"), ("europe", "europe-as-told"))


def start(ask: Ask) -> Response:
    """The page."""
    return ask.page("start.html.jinja", doors=DOORS, recent=listed(ask.site.folder)[:RECENT])


PAGES: Final = (Page("/", start),)

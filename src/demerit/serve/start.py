"""The first page: what this is, three ways in, and what was computed lately."""

from typing import Final

from starlette.responses import Response

from demerit.serve.answering import Page
from demerit.serve.ask import Ask
from demerit.serve.folders import FINISHED, RUN, Held, listed

RECENT: Final = 5
DOORS: Final = (("story", "as-told"), ("record", "as-documented"), ("europe", "europe-as-told"))


def start(ask: Ask) -> Response:
    """The page."""
    found = listed(ask.site.folder)
    seen = {preset: _latest(found, preset) for _, preset in DOORS}
    return ask.page("start.html.jinja", doors=DOORS, recent=found[:RECENT], seen=seen)


def _latest(found: list[Held], preset: str) -> str:
    """The name of the latest finished run of a preset; empty where there is none."""
    of = (one for one in found if one.kind == RUN and one.state == FINISHED and one.said["scenario"] == preset)
    return next((one.name for one in of), "")


PAGES: Final = (Page("/", start),)

"""The first page: what this is, three ways in, and what was computed lately."""

from typing import Final

from starlette.responses import Response

from demerit.serve.answering import Page
from demerit.serve.ask import Ask
from demerit.serve.country.opened import prepare
from demerit.serve.folders import FINISHED, RUN, Held, listed, unnamed
from demerit.serve.site import Site

RECENT: Final = 5
DOORS: Final = (("story", "as-told"), ("record", "as-documented"), ("europe", "europe-as-told"))


def door_of(preset: str) -> str:
    """The door that leads to a preset; empty for one behind none."""
    return next((door for door, behind in DOORS if behind == preset), "")


def start(ask: Ask) -> Response:
    """The page."""
    found = listed(ask.site.folder)
    seen = {preset: one.name if one is not None else "" for preset, one in prepared(ask.site, found).items()}
    return ask.page("start.html.jinja", doors=DOORS, recent=found[:RECENT], seen=seen, unnamed=unnamed(ask.site.folder))


def prepared(site: Site, found: list[Held]) -> dict[str, Held | None]:
    """The latest finished run behind each door, by preset; they are read meanwhile: it takes seconds."""
    latest = {preset: _latest(found, preset) for _, preset in DOORS}
    for one in latest.values():
        if one is not None:
            prepare(site, one)
    return latest


def _latest(found: list[Held], preset: str) -> Held | None:
    """The latest finished run of a preset, if there is one."""
    of = (one for one in found if one.kind == RUN and one.state == FINISHED and one.said["scenario"] == preset)
    return next(of, None)


PAGES: Final = (Page("/", start),)

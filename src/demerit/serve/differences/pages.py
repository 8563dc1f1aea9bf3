"""The page of a comparison's country, its downloads, and the numbers with which its map plays."""

from typing import Any, Final

from starlette.responses import RedirectResponse, Response

from demerit.scenario.census import regions
from demerit.serve import numerals
from demerit.serve.answering import Page
from demerit.serve.ask import Ask
from demerit.serve.country.handing import handed
from demerit.serve.country.naming import first_large
from demerit.serve.country.playing import played
from demerit.serve.country.taking import as_csv
from demerit.serve.country.tilemap import TileMap, tilemap
from demerit.serve.differences import pictures, question, saying, values
from demerit.serve.differences.opened import about, opened
from demerit.serve.differences.question import SHOWN, SIGNED, Question
from demerit.serve.refusing import Refused
from demerit.world.folder import NOTE

HEADS: Final = ("base", "other", "fewer", "extra", "net", "counted")  # of NUMBERS and `counted`, in words


def asked(ask: Ask) -> Question:
    """The view that an address asks for."""
    return question.asked(opened(ask), ask.query)


def differences(ask: Ask) -> Response:
    """The page."""
    of = asked(ask)
    if any(not value for value in ask.query.values()):
        return RedirectResponse(ask.url("run", ask.names["name"], "differences", **of.query), 303)
    provinces, months = values.by_province(of, of.month), values.over_time(of)
    said: dict[str, Any] = {
        "of": of,
        "one": of.of.held,
        "variants": saying.variants(ask, of.of),
        "map": mapped(of),
        "provinces": sorted(provinces, key=lambda row: (-abs(row[of.shown] or 0), row["province"])),
        "months": months,
        "numbers": (*values.NUMBERS, "counted"),
        "columns": [first_large(ask.say(f"head.{head}")) for head in HEADS],
        "measures": of.of.measures(),
        "shows": SHOWN,
        "heads": question.can_be_per_head(of.measure),
        "saying": saying,
        "ask": ask,
        "part": regions(of.of.provinces).one,
        "short": lambda value: numerals.short(value, ask.lang),
        "finding": saying.finding(ask, of, months[of.of.months.index(of.month)]),
        "year": saying.of_year(ask, of),
        "meaning": saying.meaning(ask, of.measure),
        "citation": citation(ask, of),
        "query": of.query,
    }
    return ask.page("differences.html.jinja", **said)


def mapped(of: Question) -> TileMap | None:
    """The map of the month that is asked for."""
    every = values.all_months(of)
    return tilemap(of.of.provinces, every[of.of.months.index(of.month)], every, of.shown == SIGNED)


def citation(ask: Ask, of: Question) -> str:
    """How a view is cited."""
    what = f"{saying.title_of(ask, of)}: {saying.variants(ask, of.of)[of.variant].rstrip('.')}"
    return ask.say("country.citation", what=what, stamp=of.of.stamp, digest=f", {of.of.digest}")


def playing(ask: Ask) -> Response:
    """Every month of the map, for the script of the page."""
    of = asked(ask)
    return played(ask, of.of.months, of.of.provinces, values.all_months(of), mapped(of))


def taken(ask: Ask) -> Response:
    """A picture or the numbers of the map or of the months; shown on the page where it is not to be saved."""
    of = asked(ask)
    name = f"{ask.names['name']}-{of.variant}-{of.measure}"
    return handed(
        ask, name, of.month, lambda part: _csv(ask, of, part), lambda part, inline: _svg(ask, of, part, inline)
    )


def _csv(ask: Ask, of: Question, part: str) -> str:
    per = ", per 100,000 people" if of.per == "head" else ""
    head = [NOTE, f"measure {of.measure}, {about(of.measure).unit}{per}, variant {of.variant}", citation(ask, of)]
    columns = (*values.NUMBERS, "counted")
    if part == "map":
        rows = [{"month": of.month, **row} for row in values.by_province(of, of.month)]
        return as_csv(head, ("month", "province", *columns), rows)
    return as_csv(head, ("month", *columns), values.over_time(of))


def _svg(ask: Ask, of: Question, part: str, inline: bool) -> str:
    if part != "map":
        return pictures.series(ask, of, values.over_time(of), part == "narrow", titled=not inline)
    shown = mapped(of)
    if shown is None:
        raise Refused(404, "refused.empty")
    return pictures.of_map(ask, of, values.by_province(of, of.month), shown)


PAGES: Final = (
    Page("/run/{name}/differences", differences),
    Page("/run/{name}/differences/playing", playing),
    Page("/run/{name}/differences/{file}", taken),
)

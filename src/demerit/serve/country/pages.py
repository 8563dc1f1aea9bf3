"""The page of a country, its downloads, and the numbers with which its map plays."""

from typing import Any, Final

from starlette.responses import RedirectResponse, Response

from demerit.catalogue.found import sides, terms
from demerit.catalogue.measure import Ratio, Sum
from demerit.scenario.census import regions
from demerit.serve import numerals
from demerit.serve.answering import Page
from demerit.serve.ask import Ask
from demerit.serve.country import naming, pictures, question, saying, taking, values
from demerit.serve.country.handing import handed
from demerit.serve.country.opened import opened
from demerit.serve.country.playing import played
from demerit.serve.country.question import Question
from demerit.serve.country.tilemap import TileMap, tilemap
from demerit.serve.refusing import Refused

COLUMNS: Final = ("value", "low", "high", "least", "most", "counted")


def asked(ask: Ask) -> Question:
    """The view that an address asks for."""
    return question.asked(opened(ask), ask.query)


def country(ask: Ask) -> Response:
    """The page."""
    of = asked(ask)
    if "of" in ask.query or any(not value for value in ask.query.values()):
        return RedirectResponse(_at(ask, of), 303)
    shown = mapped(of)
    provinces = values.by_province(of, of.month)
    series = values.over_time(of)
    share = of.of.unit == "share"

    def short(value: float | None) -> str:
        return numerals.short(value, ask.lang, share)

    said: dict[str, Any] = {
        "run": of.run,
        "of": of,
        "map": shown,
        "provinces": sorted(provinces, key=lambda row: (row["value"] is None, -(row["value"] or 0), row["province"])),
        "series": series,
        "bands": [end for end in values.ENDS if any(row[end] is not None for row in series)],
        "saying": saying,
        "ask": ask,
        "short": short,
        "themes": question.themes(of.run),
        "often": [name for name in question.OFTEN if question.counted(of.run, name)],
        "parts": [name for name in question.parts_of(of.of.name) if question.counted(of.run, name)],
        "ways": question.ways(of.measure),
        "heads": question.can_be_per_head(of.measure),
        "finding": saying.finding(ask, of, series, provinces),
        "part": regions(of.run.provinces).one,
        "meaning": naming.meaning(ask, of.measure),
        "formula": formula(of),
        "mark": of.run.mark(of.measure, {of.month[:4]}),
        "citation": taking.citation(ask, of),
        "query": of.query,
    }
    return ask.page("country.html.jinja", **said)


def mapped(of: Question) -> TileMap | None:
    """The map of the month that is asked for."""
    every = values.all_months(of)
    return tilemap(of.run.provinces, every[of.run.months.index(of.month)], every)


def _at(ask: Ask, of: Question) -> str:
    return ask.url("run", ask.names["name"], "country", **of.query)


def formula(of: Question) -> list[tuple[str, ...]]:
    """What a share divides, or a sum adds up: names above the line, and below it."""
    if isinstance(of.of, Ratio):
        return list(sides(of.measure))
    return [terms(of.measure)] if isinstance(of.of, Sum) else []


def playing(ask: Ask) -> Response:
    """Every month of the map, for the script of the page."""
    of = asked(ask)
    return played(ask, of.run.months, of.run.provinces, values.all_months(of), mapped(of), of.of.unit == "share")


def taken(ask: Ask) -> Response:
    """A picture or the numbers of the map or of the series; shown on the page where it is not to be saved."""
    of = asked(ask)
    name = f"{ask.names['name']}-{of.measure}"
    return handed(
        ask, name, of.month, lambda part: _csv(ask, of, part), lambda part, inline: _svg(ask, of, part, inline)
    )


def _csv(ask: Ask, of: Question, part: str) -> str:
    head = taking.heads(ask, of)
    if part == "map":
        rows = [{"month": of.month, **row} for row in values.by_province(of, of.month)]
        return taking.as_csv(head, ("month", "province", *COLUMNS), rows)
    first = ("month", *([of.by] if of.by else []))
    return taking.as_csv(head, (*first, *COLUMNS), values.over_time(of))


def _svg(ask: Ask, of: Question, part: str, inline: bool) -> str:
    if part == "map":
        shown = mapped(of)
        svg = pictures.of_map(ask, of, values.by_province(of, of.month), shown) if shown else ""
    else:
        svg = pictures.series(ask, of, values.over_time(of), part == "narrow", titled=not inline)
    if not svg:
        raise Refused(404, "refused.empty")
    return svg


PAGES: Final = (
    Page("/run/{name}/country", country),
    Page("/run/{name}/country/playing", playing),
    Page("/run/{name}/country/{file}", taken),
)

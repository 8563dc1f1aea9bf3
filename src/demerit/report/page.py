"""The page: everything put together, written at once or not at all."""

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from importlib.resources import files
from math import ceil
from pathlib import Path
from typing import Any, Final, Protocol

import jinja2
from markupsafe import Markup

from demerit.report import exclusion, limits, lives, opening, origins
from demerit.report.drawers import Drawers
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.findings import DOCUMENTED, FINDINGS
from demerit.report.first import First
from demerit.report.folder import Run, all_read, opened
from demerit.report.kind import EXPLAINED, HEADINGS, WORDS, Kind
from demerit.report.kinds import begun, sorted_by_kind
from demerit.report.links import breaking, linked
from demerit.report.marks import Mark, of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import numeral
from demerit.report.picture import EDGE, LEAST, configured, legible, picture, plainly
from demerit.report.table import Table, data_uri
from demerit.report.theme import SMALL
from demerit.scenario.burn_in import LOUD
from demerit.world.errors import DemeritError
from demerit.world.folder import FIGURES, FILES, NOTE, REPORT, made
from demerit.world.folder import written as put

SAME: Final = ("scenario_hash", "scale")  # of runs that differ by their seeds only
FEW: Final = 12  # inputs of a mark that paper names: in a report of many rules every third page was such a list
SHOWN: Final = 40  # rows of a table that the page prints; the CSV has all


@dataclass(frozen=True)
class Panel:
    """A figure ready for the page, in both widths; rest: of its rows, those that are not printed; files: what is saved
    of it, by name.
    """

    figure: Figure
    inline: Markup
    narrow: Markup
    csv: str
    rows: list[list[str]]
    rest: str
    files: dict[str, bytes]


class Stamped(Protocol):
    """What pictures are of.  stamp: what identifies it."""

    @property
    def stamp(self) -> str: ...


def written(run: Path, beside: Iterable[Path], pictures: bool, drawers: Drawers) -> Path:
    """See `demerit.report.write`."""
    folder = opened(run)
    all_read(folder)
    others = [opened(other) for other in beside]
    for other in others:
        if any(other.manifest.get(key) != folder.manifest.get(key) for key in SAME):
            raise DemeritError(
                f"{other.folder} is not the scenario of {run} at the same scale, so no band can be made of it"
            )
    measures = Measures(folder, [Measures(other) for other in others])
    html = page(measures, run / FIGURES if pictures else None, drawers)
    target = run / REPORT
    placed(target, html.encode())
    return target


def page(m: Measures, figures: Path | None, drawers: Drawers) -> str:
    """The report as HTML; figures: folder for SVG, PNG and CSV, if wanted."""
    drawings: dict[str, list[Future[Panel]]] = {}

    def draw(key: str, heading: str, mark: Mark, shown: Iterable[Figure]) -> None:
        keep = figures is not None
        drawings[key] = [drawers.pool.submit(panel, m.run, mark, figure, drawers, heading, keep) for figure in shown]

    values = _values(m, draw)  # while the pictures of one finding are drawn, the next one is computed
    begins = begun(m)
    opens, of_first = _first(m.run, begins, drawers) if begins else (None, {})
    panels = {key: [each.result() for each in drawn] for key, drawn in drawings.items()}
    template = environment().get_template("report.html.jinja")
    html = template.render(values, panels=panels, first=begins, first_panel=opens)
    if figures is not None:  # everything is computed before anything is written
        every = [of_first, *(panel.files for each in panels.values() for panel in each)]
        files = [file for each in every for file in each.items()]
        list(drawers.pool.map(lambda file: placed(figures / file[0], file[1]), files))
    return html


def _values(m: Measures, draw: Callable[[str, str, Mark, Iterable[Figure]], None]) -> dict[str, Any]:
    def with_pictures(found: Finding | LeftOut | None) -> Finding | LeftOut | None:
        if not isinstance(found, Finding):
            return found
        (finding,) = sorted_by_kind(m, [found])
        draw(finding.key, finding.title, finding.mark, finding.figures)
        return finding

    beside_the_record = DOCUMENTED if m.run.scenario.kind == "documented" else ()
    claims = with_pictures(opening.finding(m))
    found = [with_pictures(find(m)) for find in (*beside_the_record, *FINDINGS)]
    kept = sorted_by_kind(m, [finding for finding in found if isinstance(finding, Finding)])
    told = lives.told(m.run)
    life = lives.figure(told[0]) if told else None
    draw("life", "", of_inputs(m.run, "regime.rules.0", "regime.lists.blacklist"), [life] if life else [])
    table = origins.provenance(m.run)
    style = asset("report.css")
    return {
        "run": m.run,
        "claims": claims,
        "four_rows": opening.printed(opening.rows(m)) if claims is not None else [],
        "box": exclusion.box(m),
        "limits": limits.limits(m),
        "life": told[0] if told else None,
        "other_lives": told[1:],
        "kinds": [(HEADINGS[kind], EXPLAINED[kind], [f for f in kept if f.mark.kind == kind]) for kind in Kind],
        "left_out": [each for each in found if isinstance(each, LeftOut)],
        "provenance": {"heads": [column.label for column in table.columns], "rows": printed(table)},
        "provenance_on_paper": origins.on_paper(table),
        "tells": any(row["mark"] == "told" for row in table.rows),
        "unsaid": any(row["mark"] == origins.NO_MARK for row in table.rows),
        "provenance_csv": data_uri(table.csv(m.run.stamp)),
        "manifest": flat({key: value for key, value in m.run.manifest.items() if key != FILES}),
        "bands": m.how,
        "how": m.how_in_full,
        "loud": LOUD,
        "few": FEW,
        "words": WORDS,
        "synthetic": NOTE,
        "style": Markup(style),  # noqa: S704 - our own file
        "style_hash": hashlib.sha256(style.encode()).digest(),
    }


def panel(run: Stamped, mark: Mark, figure: Figure, drawers: Drawers, heading: str = "", keep: bool = True) -> Panel:
    """Draw a figure and make it ready for the page; under a heading that is its title it needs none itself."""
    chart = drawers.svg(configured(figure.chart.wide))
    small = drawers.svg(configured(figure.chart.narrow, SMALL))
    note = figure.chart.note
    titled = picture(figure, mark, run.stamp, chart, note=note)
    under = figure.title == heading
    inline = picture(figure, mark, run.stamp, chart, titled=False, note=note) if under else titled
    narrow = picture(figure, mark, run.stamp, small, titled=not under, narrow=True, note=note)
    csv = figure.table.csv(*mark.statements, run.stamp, figure.title)
    shown, rest = few(figure.table)
    return Panel(
        figure,
        Markup(legible(inline)),  # noqa: S704 - escaped in `picture`
        Markup(narrow),  # noqa: S704
        data_uri(csv),
        printed(shown),
        rest,
        saved(figure.key, titled, csv, drawers) if keep else {},
    )


def panels(run: Stamped, mark: Mark, figures: Iterable[Figure], drawers: Drawers) -> list[Panel]:
    """Figures ready for the page, several drawn at once."""
    return list(drawers.pool.map(lambda figure: panel(run, mark, figure, drawers), figures))


def saved(key: str, titled: str, csv: str, drawers: Drawers) -> dict[str, bytes]:
    """What is saved of a picture and its table, by name."""
    return {f"{key}.svg": titled.encode(), f"{key}.png": drawers.png(titled), f"{key}.csv": csv.encode()}


def _first(run: Run, begins: First, drawers: Drawers) -> tuple[tuple[Markup, str], dict[str, bytes]]:
    """The first screen's picture and its CSV: saved alone it says everything itself, in the page the page does."""
    titled = picture(begins, begins.mark, run.stamp, begins.squares.svg(LEAST - 2 * EDGE))
    csv = begins.table.csv(*begins.mark.statements, run.stamp, begins.title, begins.below)
    shown = Markup(plainly(begins, begins.squares)), data_uri(csv)  # noqa: S704 - escaped there
    return shown, saved(begins.key, titled, csv, drawers)


def few(table: Table) -> tuple[Table, str]:
    """A table of at most SHOWN rows, and what it leaves out: of months some, evenly back from the last; of others the end."""
    n = len(table.rows)
    if n <= SHOWN:
        return table, ""
    months = list(dict.fromkeys(str(row.get("month")) for row in table.rows))
    step = ceil(len(months) / max(1, SHOWN * len(months) // n))
    kept = set(sorted(months)[::-step])
    rows = tuple(row for row in table.rows if str(row.get("month")) in kept)
    if len(months) > 1 and len(rows) <= SHOWN:
        return Table(table.columns, rows), f"One date in {step}, up to the last; all {n:,} rows are in the file."
    return Table(table.columns, table.rows[:SHOWN]), f"The first {SHOWN} rows; {n - SHOWN:,} more are in the file."


def printed(table: Table) -> list[list[str]]:
    """Its rows as the page prints them."""
    return [[column.shown(row[column.key]) for column in table.columns] for row in table.rows]


def flat(data: Any, path: str = "") -> list[tuple[str, str]]:
    """Plain data as dotted keys and texts."""
    if isinstance(data, dict) and data:
        return [pair for key, value in data.items() for pair in flat(value, f"{path}.{key}" if path else str(key))]
    return [(path, ", ".join(map(str, data)) if isinstance(data, list) else str(data))]


def asset(name: str) -> str:
    """One of our templates."""
    return files("demerit.report").joinpath("templates", name).read_text(encoding="utf-8")


def environment() -> jinja2.Environment:
    """What makes pages of templates."""
    import base64

    loader = jinja2.FunctionLoader(asset)
    made = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters["linked"] = linked
    made.filters["breaking"] = breaking
    made.filters["numeral"] = numeral
    made.filters["base64"] = lambda data: base64.b64encode(data).decode()
    made.undefined = jinja2.StrictUndefined
    return made


def placed(path: Path, content: bytes) -> None:
    """Written whole.  Raises DemeritError."""
    made(path.parent)
    put(path, lambda part: part.write_bytes(content))

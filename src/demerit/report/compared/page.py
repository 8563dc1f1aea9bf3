"""The page of a comparison: everything put together, written at once or not at all."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from markupsafe import Markup

from demerit.life.two.reasons import Reasons
from demerit.life.two.story import tell
from demerit.report.attributed import MARK as SHARED
from demerit.report.attributed import Told, figures
from demerit.report.attributed.saying import MANY, ONE, meant
from demerit.report.compared import naming
from demerit.report.compared.attributing import within
from demerit.report.compared.cells import Cells, kept
from demerit.report.compared.figures import every_year, flows, sides, where
from demerit.report.compared.folder import Compared, opened
from demerit.report.compared.mark import KIND, MARK
from demerit.report.compared.screen import Screen, band, hangs, screen
from demerit.report.compared.turnover import turnover
from demerit.report.drawers import Drawers
from demerit.report.numbers import percent, plain
from demerit.report.page import Panel, asset, environment, flat, panels, placed, printed, saved
from demerit.report.picture import EDGE, LEAST, picture, plainly
from demerit.report.table import Table, data_uri
from demerit.shell import quoted
from demerit.world.folder import FIGURES, FILES, NOTE, REPORT

THE_BASE: Final = "the base"  # as everywhere on the page: names of variants are for the command line
THE_OTHER: Final = "the other world"


@dataclass(frozen=True)
class Section:
    """A variant ready for the page."""

    key: str
    name: str
    called: str
    said: dict[str, Any]
    screen: Screen
    block: Markup
    csv: str
    flows: list[Panel]
    turnover: str
    where: list[Panel]
    years: "Grid"
    sides: list[tuple[str, "Grid"]]
    changed: list[tuple[str, str, str]]
    hangs: "Grid | None"
    life: dict[str, Any] | None
    files: dict[str, bytes]


@dataclass(frozen=True)
class Shares:
    """An attribution of the base ready for the page."""

    key: str
    one: str
    many: str
    told: Told
    meant: str
    panels: list[Panel]


@dataclass(frozen=True)
class Grid:
    """A table ready for the page."""

    heads: list[str]
    rows: list[list[str]]
    kinds: list[str]


def write(run: Path) -> Path:
    """Write report.html, and its pictures and tables in figures/, into the folder of a finished comparison; returns the
    path of the page.  Raises DemeritError.
    """
    with Drawers() as drawers:
        html, files = page(opened(run), drawers)
    for name, content in files.items():
        placed(run / FIGURES / name, content)
    placed(run / REPORT, html.encode())
    return run / REPORT


def page(c: Compared, drawers: Drawers) -> tuple[str, dict[str, bytes]]:
    """The report as HTML, and the files of its pictures by name."""
    cells = Cells(kept(c))
    sections = [_section(c, cells, name, f"v{n}", drawers) for n, (name, _) in enumerate(c.variants(), 1)]
    shares = [_shares(by, told, drawers) for by, told in within(c.path)]
    files: dict[str, bytes] = {}
    for one in sections:
        files |= one.files
    for each in (
        *(p for one in sections for p in (*one.flows, *one.where)),
        *(p for one in shares for p in one.panels),
    ):
        files |= each.files
    style = asset("report.css")
    html = (
        environment()
        .get_template("compared.html.jinja")
        .render(
            c=c,
            sections=sections,
            shares=shares,
            folder=quoted(c.path.resolve().name),  # whoever is handed the page has it elsewhere
            beside=[_beside(one) for one in sections],
            kind=KIND,
            mark=MARK,
            synthetic=NOTE,
            manifest=flat({key: value for key, value in c.manifest.items() if key != FILES}),
            style=Markup(style),  # noqa: S704 - our own file
            style_hash=hashlib.sha256(style.encode()).digest(),
        )
    )
    return html, files


def _shares(by: str, told: Told, drawers: Drawers) -> Shares:
    """An attribution: its figures go by names of their own, since a page may have several."""
    found = [replace(one, key=f"{by}-{one.key}") for one in figures(told)]
    return Shares(by, ONE[by], MANY[by], told, meant(told.outcome), panels(told, SHARED, found, drawers))


def _section(c: Compared, cells: Cells, name: str, key: str, drawers: Drawers) -> Section:
    first, drawn = screen(c, name, key), hangs(c, name)
    csv = first.table.csv(*MARK.statements, c.stamp, first.title)
    titled = picture(first, MARK, c.stamp, first.block.svg(LEAST - 2 * EDGE))
    return Section(
        key,
        name,
        naming.called(c, name),
        c.said["variants"][name],
        first,
        Markup(plainly(first, first.block)),  # noqa: S704 - escaped there
        data_uri(csv),
        panels(c, MARK, flows(c, name, key), drawers),
        turnover(c, name),
        panels(c, MARK, where(c, cells, name, key), drawers),
        _grid(every_year(c, name)),
        [(heading, _grid(one)) for heading, one in sides(c, name)],
        [naming.told(c, one) for one in c.changes(name)],
        None if drawn is None else _grid(drawn),
        _life(c, name),
        saved(first.key, titled, csv, drawers),
    )


def _grid(found: Table) -> Grid:
    return Grid([one.label for one in found.columns], printed(found), [one.kind for one in found.columns])


def _beside(one: Section) -> list[str]:
    said = one.said
    worth = (
        "nothing differs" if said["worth_runs"] is None else f"{plain(said['worth_runs'])} independent pairs of runs"
    )
    return [one.called, band(said["spared"]), band(said["harmed"]), percent(said["share_differing"]), worth]


def _life(c: Compared, name: str) -> dict[str, Any] | None:
    """The person whose lives part most, told; none where nobody's do."""
    sample = c.lives.sample(name)
    if not sample:
        return None
    called = c.pair(name).called(THE_BASE, THE_OTHER)
    return tell(called, sample[0]["person"], Reasons(called, lambda change: naming.differing(c, change)))

"""The page of a comparison: everything put together, written at once or not at all."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from demerit.life.two.story import tell
from demerit.report.compared import naming
from demerit.report.compared.cells import Cells
from demerit.report.compared.figures import every_year, flows, sides, where
from demerit.report.compared.folder import Compared, opened
from demerit.report.compared.mark import KIND, MARK
from demerit.report.compared.screen import Screen, band, hangs, screen
from demerit.report.numbers import percent, plain
from demerit.report.page import Panel, asset, environment, flat, panel, placed, printed
from demerit.report.picture import plainly
from demerit.report.table import Table, data_uri
from demerit.world.folder import FILES, NOTE, REPORT


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
    where: list[Panel]
    years: "Grid"
    sides: list[tuple[str, "Grid"]]
    changed: list[tuple[str, str, str]]
    hangs: "Grid | None"
    life: dict[str, Any] | None


@dataclass(frozen=True)
class Grid:
    """A table ready for the page."""

    heads: list[str]
    rows: list[list[str]]
    kinds: list[str]


def write(run: Path) -> Path:
    """Write report.html into the folder of a finished comparison; returns its path.  Raises DemeritError."""
    target = run / REPORT
    placed(target, page(opened(run)).encode())
    return target


def page(c: Compared) -> str:
    """The report as HTML."""
    cells = Cells(c)
    sections = [_section(c, cells, name, f"v{n}") for n, (name, _) in enumerate(c.variants(), 1)]
    style = asset("report.css")
    return (
        environment()
        .get_template("compared.html.jinja")
        .render(
            c=c,
            sections=sections,
            beside=[_beside(one) for one in sections],
            kind=KIND,
            mark=MARK,
            synthetic=NOTE,
            manifest=flat({key: value for key, value in c.manifest.items() if key != FILES}),
            style=Markup(style),  # noqa: S704 - our own file
            style_hash=hashlib.sha256(style.encode()).digest(),
        )
    )


def _section(c: Compared, cells: Cells, name: str, key: str) -> Section:
    first, drawn = screen(c, name, key), hangs(c, name)
    return Section(
        key,
        name,
        naming.called(c, name),
        c.said["variants"][name],
        first,
        Markup(plainly(first, first.block)),  # noqa: S704 - escaped there
        data_uri(first.table.csv(*MARK.statements, c.stamp, first.title)),
        [panel(c, MARK, one, saved=False) for one in flows(c, name, key)],
        [panel(c, MARK, one, saved=False) for one in where(c, cells, name, key)],
        _grid(every_year(c, name)),
        [(heading, _grid(one)) for heading, one in sides(c, name)],
        [naming.told(c, one) for one in c.changes(name)],
        None if drawn is None else _grid(drawn),
        _life(c, name),
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
    return tell(c.pair(name), sample[0]["person"]) if sample else None

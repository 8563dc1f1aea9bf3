"""From a chart to a picture that can stand alone: title above, mark, reference and what it is not below."""

import re
from collections.abc import Sequence
from html import escape
from math import ceil
from typing import Final, Protocol

from demerit.report.charts.chart import Spec
from demerit.report.charts.labels import wrapped
from demerit.report.drawer import svg
from demerit.report.marks import Mark
from demerit.report.theme import CONFIG, FONT, GREY, INK
from demerit.world.folder import NOTE as SYNTHETIC

EDGE: Final = 12
LEAST: Final = 640  # pixels wide, so that the lines below the chart have room
TELEPHONE: Final = 328  # pixels of a narrow page without its edges
TITLE, UNIT, NOTE = 15, 13, 11  # pixels of type
# On paper, as report.css says: by how much pictures are made small, and how many pixels they are high at most.
ON_PAPER, HALF_A_PAGE = 0.76, 12.5 / 2.54 * 96
SIX_POINTS, HIGHEST = 6.02 / 0.75, 32  # pixels; half pixels of the largest letters that report.css knows


class Pictured(Protocol):
    """What is said of a picture.  key: file name; title; unit: what is drawn, and in what; alt: for who cannot see it."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def alt(self) -> str: ...


def drawn(chart: Spec, config: Spec = CONFIG) -> str:
    """The chart as SVG, drawn here."""
    return svg(configured(chart, config))


def configured(chart: Spec, config: Spec = CONFIG) -> Spec:
    """The chart with type, colours and lines of reports."""
    return {**chart, "config": config}


def measured(drawing: str) -> tuple[float, float]:
    """Width and height of an SVG in pixels."""
    found = re.search(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"', drawing)
    if found is None:
        raise ValueError("an SVG without a size")
    return float(found[1]), float(found[2])


def _lines(text: str, width: float, size: int) -> list[str]:
    return wrapped(text, width, size, 0.67 if size == TITLE else 0.55)


def _text(
    lines: list[str], left: float, top: float, size: int, colour: str, weight: str = "normal"
) -> tuple[str, float]:
    out = []
    for line in lines:
        top += size * 1.3
        out.append(
            f'<text x="{left}" y="{top:.1f}" font-family="{FONT}" font-size="{size}" '
            f'font-weight="{weight}" fill="{colour}">{escape(line)}</text>'
        )
    return "".join(out), top


def footer(mark: Mark, stamp: str) -> list[str]:
    """The statements that stand in every picture."""
    return [*(f"{each}." for each in mark.in_short), f"{SYNTHETIC[0].upper()}{SYNTHETIC[1:]}. {stamp}"]


def picture(
    figure: Pictured,
    mark: Mark,
    stamp: str,
    chart: str,
    titled: bool = True,
    narrow: bool = False,
    note: str = "",
    below: Sequence[str] = (),
) -> str:
    """The whole picture as SVG.

    chart: what `drawn` gave; titled: whether its title stands in it; narrow: for a telephone; note: below the
    chart, such as what letters mean; below: statements at the end, in another language than that of reports.
    """
    edge, least = (2, TELEPHONE) if narrow else (EDGE, LEAST)
    names = f"{figure.key}-narrow" if narrow else figure.key
    own = re.sub(r'(id="|url\(#)', rf"\g<1>{names}-", chart)  # names of parts are unique on a page
    wide, high = measured(own)
    width = max(wide + 2 * edge, least)
    room = width - 2 * edge
    top = 4.0
    parts = []
    if titled:
        text, top = _text(_lines(figure.title, room, TITLE), edge, top, TITLE, INK, "bold")
        parts.append(text)
    text, top = _text(_lines(figure.unit, room, UNIT), edge, top, UNIT, INK)
    parts.append(text)
    top += 12
    own = own.replace("<svg ", '<svg overflow="visible" ', 1)
    parts.append(f'<g transform="translate({edge},{top:.1f})">{own}</g>')
    top += high + 6
    for statement in [note] if note else []:
        text, top = _text(wrapped(statement, room, NOTE, 0.6), edge, top, NOTE, INK)
        parts.append(text)
        top += 6
    lines = [line for statement in below or footer(mark, stamp) for line in wrapped(statement, room, NOTE, 0.6)]
    text, bottom = _text(lines, edge, top, NOTE, GREY)
    parts.append(text)
    size = f'width="{width:.0f}" height="{bottom + EDGE:.0f}" viewBox="0 0 {width:.0f} {bottom + EDGE:.0f}"'
    label = " ".join((f"{figure.title}. {figure.alt}", *(below or (f"Mark: {mark.word}. {SYNTHETIC}.",))))
    label = escape(label, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size} role="img" '
        f'aria-label="{label}"><rect width="100%" height="100%" fill="white"/><g aria-hidden="true">'
        + "".join(parts)
        + "</g></svg>"
    )


def legible(drawing: str) -> str:
    """The same, and on paper no letter of less than six points: a high picture is made small, so that it fits on half a page.

    A class says how many half pixels that are before it is made small; the page has a rule for each.
    """
    high = measured(drawing)[1]
    least = ceil(2 * SIX_POINTS / min(ON_PAPER, HALF_A_PAGE / high))
    named = f' class="least-{min(least, HIGHEST)}" role="img"'
    return drawing.replace(' role="img"', named, 1) if least > 2 * NOTE else drawing


class Drawing(Protocol):
    """What draws itself."""

    def svg(self) -> str: ...


def plainly(figure: Pictured, chart: Drawing) -> str:
    """The picture of a first screen as the page has it: as wide as the page, with all that is said of it in the page."""
    label = escape(f"{figure.title}. {figure.alt} {SYNTHETIC}.", quote=True)
    return chart.svg().replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)

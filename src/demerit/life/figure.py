"""The points of a life as a small step line, with its months on a list shaded: SVG, written out without any library."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from math import ceil
from typing import Any, Final

from demerit.amounts import numeral
from demerit.life.organisation_words import IN_PICTURES as COMPANIES_IN_PICTURES
from demerit.phrases import say

WIDTH, HEIGHT = 760, 250
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 26, 44
NARROW: Final = 330  # wide on a telephone, so that letters stay as large as they are
KEY_LINE: Final = 18  # pixels down to the next entry of the key there
YEAR_WIDE: Final = 40  # pixels that a year needs for its number


@dataclass(frozen=True)
class Look:
    """What a picture shows.  value: key of the points; marks: key to shade and opacity of shaded months; title:
    by the number of whom it is of; named: what a mark is called; statement: that stands in it.
    """

    value: str
    marks: dict[str, tuple[str, str]]
    title: Callable[[int], str]
    named: Callable[[str], str]
    statement: Callable[[], str]


PERSON: Final = Look(
    "score",
    {"blacklist": ("#555555", "0.28"), "redlist": ("#c0392b", "0.18"), "detained": ("#000000", "0.6")},
    lambda who: say("figure.title", id=who),
    lambda mark: say(f"figure.{mark}"),
    lambda: say("pictures"),
)
OF_COMPANIES: Final = {
    "listed": "on the blacklist",
    "suspended": "licence suspended",
    "closed": "without licence by law",
}
COMPANY: Final = Look(
    "points",
    {"listed": ("#555555", "0.28"), "suspended": ("#c0392b", "0.30"), "closed": ("#000000", "0.5")},
    lambda who: f"Points of synthetic organisation {who}",
    lambda mark: OF_COMPANIES[mark],
    lambda: COMPANIES_IN_PICTURES,
)


class Scale:
    """From months and points to places in a picture.  width: of it; top: above which there are no points."""

    def __init__(self, count: int, low: int, high: int, first: int = 0, width: int = WIDTH, top: int = TOP) -> None:
        self.count, self.low, self.high, self.first, self.width, self.top = count, low, high, first, width, top

    def x(self, month: float) -> float:
        """Where a month begins."""
        return LEFT + (self.width - LEFT - RIGHT) * (self.first + month) / max(self.count, 1)

    def y(self, score: float) -> float:
        """Where so many points are."""
        share = (score - self.low) / (self.high - self.low)
        return self.top + (HEIGHT - self.top - BOTTOM) * (1 - share)


def spans(months: list[dict[str, Any]], key: str) -> list[tuple[int, int]]:
    """Half-open runs of months in which a mark stands."""
    out: list[tuple[int, int]] = []
    for i, month in enumerate(months):
        if month[key] and out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
        elif month[key]:
            out.append((i, i + 1))
    return out


def limits(scores: list[int]) -> tuple[int, int]:
    """The lowest and the highest points that a picture shows."""
    low, high = min(scores), max(scores)
    low, high = low - low % 50, high + -high % 50
    return (low - 50, high + 50) if low == high else (low, high)


def figure(months: list[dict[str, Any]], who: int, look: Look = PERSON, narrow: bool = False) -> str:
    """The picture, or nothing where there never was a score.  months: as in the JSON of a life or a story; narrow: for
    a telephone, without the statement, for which a page has room elsewhere.
    """
    months = [month for month in months if month[look.value] is not None]
    if not months:
        return ""
    scores = [int(month[look.value]) for month in months]
    shown = [key for key in look.marks if any(month[key] for month in months)]
    width, top = (NARROW, TOP + KEY_LINE * max(len(shown) - 1, 0)) if narrow else (WIDTH, TOP)
    scale = Scale(len(months), *limits(scores), width=width, top=top)
    parts = [*_shaded(months, shown, scale, look), *axes(months, scale, look, stated=not narrow), line(scores, scale)]
    parts += _legend(shown, look, narrow)
    name = f"{who}n" if narrow else str(who)  # both may stand in one page
    first, last = months[0], months[-1]
    of_all = {"first": scores[0], "since": first["month"], "lowest": min(scores)}
    told = [say("figure.described", **of_all, last=scores[-1], until=last["month"])]
    told.append(" ".join(_lasting(months, key, look) for key in shown))
    description = " ".join([*told, f"{look.statement()}."])
    return (
        f'<svg viewBox="0 0 {width} {HEIGHT}" role="img" aria-labelledby="t{name} d{name}" '
        f'xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="12">'
        f'<title id="t{name}">{escape(look.title(who))}</title>'
        f'<desc id="d{name}">{escape(description)}</desc>'
        f'<rect width="{width}" height="{HEIGHT}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def _lasting(months: list[dict[str, Any]], mark: str, look: Look) -> str:
    return say("figure.months", n=sum(bool(month[mark]) for month in months), mark=look.named(mark))


def _shaded(months: list[dict[str, Any]], shown: list[str], scale: Scale, look: Look) -> list[str]:
    out = []
    for key in shown:
        shade, opacity = look.marks[key]
        for low, high in spans(months, key):
            width = scale.x(high) - scale.x(low)
            out.append(
                f'<rect x="{scale.x(low):.1f}" y="{scale.top}" width="{width:.1f}" '
                f'height="{HEIGHT - scale.top - BOTTOM}" fill="{shade}" fill-opacity="{opacity}"/>'
            )
    return out


def axes(months: list[dict[str, Any]], scale: Scale, look: Look, stated: bool = True) -> list[str]:
    """Points from below to above, years from left to right, and, if it is to be stated, what the picture is."""
    out, right = [], scale.width - RIGHT
    every = ceil(YEAR_WIDE / (scale.x(12) - scale.x(0)))  # years between those that are named
    step = 50 if scale.high - scale.low <= 300 else 100
    for score in range(scale.low + -scale.low % step, scale.high + 1, step):
        y = scale.y(score)
        out.append(f'<line x1="{LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="#cccccc"/>')
        out.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{numeral(score)}</text>')
    for i, month in enumerate(months):
        if month["month"].endswith("-01"):
            x = scale.x(i)
            out.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{scale.top}" y2="{HEIGHT - BOTTOM}" stroke="#e6e6e6"/>')
            if int(month["month"][:4]) % every == 0:
                out.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 16}">{month["month"][:4]}</text>')
    out.append(f'<text x="{LEFT}" y="14">{escape(say("figure.points"))}</text>')
    if not stated:
        return out
    bottom = HEIGHT - 8
    out.append(f'<text x="{right}" y="{bottom}" text-anchor="end">{escape(say("figure.month"))}</text>')
    out.append(f'<text x="{LEFT}" y="{bottom}" fill="#444444">{escape(look.statement())}</text>')
    return out


def line(scores: list[int], scale: Scale, stroke: str = 'stroke="#1a1a1a" stroke-width="2"') -> str:
    """A step line through the points of months."""
    path = f"M{scale.x(0):.1f},{scale.y(scores[0]):.1f}"
    for i, score in enumerate(scores):
        path += f"V{scale.y(score):.1f}H{scale.x(i + 1):.1f}"
    return f'<path d="{path}" fill="none" {stroke}/>'


def _legend(shown: list[str], look: Look, narrow: bool) -> list[str]:
    out, x, y = [], LEFT + 90, 14
    for key in shown:
        shade, opacity = look.marks[key]
        out.append(
            f'<rect x="{x}" y="{y - 9}" width="14" height="11" fill="{shade}" fill-opacity="{opacity}" '
            f'stroke="#666666" stroke-width="0.5"/><text x="{x + 19}" y="{y}">{escape(look.named(key))}</text>'
        )
        x, y = (x, y + KEY_LINE) if narrow else (x + 210, y)
    return out

"""The points of a life as a small step line, with its months on a list shaded: SVG, written out without any library."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from demerit.life.organisation_words import IN_PICTURES as COMPANIES_IN_PICTURES
from demerit.phrases import say

WIDTH, HEIGHT = 760, 250
LEFT, RIGHT, TOP, BOTTOM = 52, 12, 26, 44


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
    """From months and points to places in a picture."""

    def __init__(self, count: int, low: int, high: int, first: int = 0) -> None:
        self.count, self.low, self.high, self.first = count, low, high, first

    def x(self, month: float) -> float:
        """Where a month begins."""
        return LEFT + (WIDTH - LEFT - RIGHT) * (self.first + month) / max(self.count, 1)

    def y(self, score: float) -> float:
        """Where so many points are."""
        share = (score - self.low) / (self.high - self.low)
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)


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


def figure(months: list[dict[str, Any]], who: int, look: Look = PERSON) -> str:
    """The picture, or nothing where there never was a score.  months: as in the JSON of a life or a story."""
    months = [month for month in months if month[look.value] is not None]
    if not months:
        return ""
    scores = [int(month[look.value]) for month in months]
    scale = Scale(len(months), *limits(scores))
    shown = [key for key in look.marks if any(month[key] for month in months)]
    parts = [*_shaded(months, shown, scale, look), *axes(months, scale, look), line(scores, scale)]
    parts += _legend(shown, look)
    first, last = months[0], months[-1]
    of_all = {"first": scores[0], "since": first["month"], "lowest": min(scores)}
    told = [say("figure.described", **of_all, last=scores[-1], until=last["month"])]
    told.append(" ".join(_lasting(months, key, look) for key in shown))
    description = " ".join([*told, f"{look.statement()}."])
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t{who} d{who}" '
        f'xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="12">'
        f'<title id="t{who}">{escape(look.title(who))}</title>'
        f'<desc id="d{who}">{escape(description)}</desc>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>{"".join(parts)}</svg>'
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
                f'<rect x="{scale.x(low):.1f}" y="{TOP}" width="{width:.1f}" height="{HEIGHT - TOP - BOTTOM}" '
                f'fill="{shade}" fill-opacity="{opacity}"/>'
            )
    return out


def axes(months: list[dict[str, Any]], scale: Scale, look: Look) -> list[str]:
    """Points from below to above, years from left to right, and what the picture is."""
    out = []
    step = 50 if scale.high - scale.low <= 300 else 100
    for score in range(scale.low + -scale.low % step, scale.high + 1, step):
        y = scale.y(score)
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#cccccc"/>')
        out.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{score}</text>')
    for i, month in enumerate(months):
        if month["month"].endswith("-01"):
            x = scale.x(i)
            out.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#e6e6e6"/>')
            out.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 16}">{month["month"][:4]}</text>')
    bottom = HEIGHT - 8
    out.append(f'<text x="{LEFT}" y="14">{escape(say("figure.points"))}</text>')
    out.append(f'<text x="{WIDTH - RIGHT}" y="{bottom}" text-anchor="end">{escape(say("figure.month"))}</text>')
    out.append(f'<text x="{LEFT}" y="{bottom}" fill="#444444">{escape(look.statement())}</text>')
    return out


def line(scores: list[int], scale: Scale, stroke: str = 'stroke="#1a1a1a" stroke-width="2"') -> str:
    """A step line through the points of months."""
    path = f"M{scale.x(0):.1f},{scale.y(scores[0]):.1f}"
    for i, score in enumerate(scores):
        path += f"V{scale.y(score):.1f}H{scale.x(i + 1):.1f}"
    return f'<path d="{path}" fill="none" {stroke}/>'


def _legend(shown: list[str], look: Look) -> list[str]:
    out, x = [], LEFT + 90
    for key in shown:
        shade, opacity = look.marks[key]
        out.append(
            f'<rect x="{x}" y="5" width="14" height="11" fill="{shade}" fill-opacity="{opacity}" '
            f'stroke="#666666" stroke-width="0.5"/><text x="{x + 19}" y="14">{escape(look.named(key))}</text>'
        )
        x += 210
    return out

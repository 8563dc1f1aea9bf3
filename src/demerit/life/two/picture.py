"""Two lives as one picture: the points of both, where they part, and beneath the months on a list of each: SVG."""

from html import escape
from typing import Any, Final

from demerit.life.figure import BOTTOM, HEIGHT, LEFT, PERSON, RIGHT, TOP, WIDTH, Scale, axes, limits, line, spans
from demerit.phrases import say

STROKES: Final = ('stroke="#1a1a1a" stroke-width="2"', 'stroke="#00629b" stroke-width="2.5" stroke-dasharray="6 3"')
ROW, GAP = 14, 6  # of a strip of months
TOP_OF_STRIPS: Final = 18
FOOT: Final = 34
Months = list[dict[str, Any]]


def picture(said: dict[str, Any]) -> str:
    """The picture of two lives as `tell` gives them, or nothing where there is nothing to draw."""
    lives: tuple[Months, Months] = tuple(said["months"])
    names = [world["name"] for world in said["worlds"]]
    if not lives[0]:
        return ""
    scores = [[month["score"] for month in months] for months in lives]
    known = [score for each in scores for score in each if score is not None]
    begins = _begins(lives)
    shown: tuple[Months, Months] = (lives[0][begins:], lives[1][begins:])
    above = _points(shown, known) if known else []
    top = HEIGHT + 4 if known else TOP_OF_STRIPS
    scale = Scale(len(shown[0]), 0, 1)
    parts = [
        *above,
        *_legend(names),
        *_strips(shown, names, scale, top),
        *_parting(shown, said, scale, top, bool(known)),
    ]
    if not known:
        parts += _years(shown[0], scale, top + 2 * (ROW + GAP) + 14)
    height = top + 2 * (ROW + GAP) + (8 if known else FOOT)
    who = int(said["id"])
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t{who} d{who}" '
        f'xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="12">'
        f'<title id="t{who}">{escape(say("figure.two_title", id=who))}</title>'
        f'<desc id="d{who}">{escape(_described(shown, names))}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>{"".join(parts)}</svg>'
    )


def _begins(lives: tuple[Months, Months]) -> int:
    """The first month with anything to show: points, or a mark."""
    marks = ("blacklist", "redlist", "detained")
    for i, pair in enumerate(zip(*lives, strict=True)):
        if any(month["score"] is not None or any(month[mark] for mark in marks) for month in pair):
            return i
    return 0


def _points(shown: tuple[Months, Months], known: list[int]) -> list[str]:
    scale = Scale(len(shown[0]), *limits(known))
    parts = axes(shown[0], scale, PERSON)
    for months, stroke in zip(shown, STROKES, strict=True):
        first = next((i for i, month in enumerate(months) if month["score"] is not None), None)
        if first is not None:
            values = [month["score"] for month in months[first:] if month["score"] is not None]
            moved = Scale(scale.count, scale.low, scale.high, first)
            parts.append(line(values, moved, stroke))
    return parts


def _legend(names: list[str]) -> list[str]:
    out, x = [], LEFT + 60
    for name, stroke in zip(names, STROKES, strict=True):
        out.append(
            f'<line x1="{x}" x2="{x + 28}" y1="10" y2="10" {stroke}/><text x="{x + 34}" y="14">{escape(name)}</text>'
        )
        x += 34 + 7 * len(name) + 30
    return out


def _strips(shown: tuple[Months, Months], names: list[str], scale: Scale, top: int) -> list[str]:
    """A strip of months for each life, its months on a list shaded as in the picture of one life."""
    out = []
    for n, months in enumerate(shown):
        y = top + n * (ROW + GAP)
        stroke = STROKES[n].replace('stroke-width="2"', 'stroke-width="3"').replace("2.5", "3")
        out.append(f'<line x1="{LEFT - 34}" x2="{LEFT - 8}" y1="{y + ROW / 2}" y2="{y + ROW / 2}" {stroke}/>')
        width = WIDTH - LEFT - RIGHT
        out.append(f'<rect x="{LEFT}" y="{y}" width="{width}" height="{ROW}" fill="#f4f4f4"/>')
        for mark, (shade, _) in PERSON.marks.items():
            for low, high in spans(months, mark):
                x, end = scale.x(low), scale.x(high)
                opacity = {"blacklist": "0.75", "redlist": "0.45"}.get(mark, "1")
                out.append(
                    f'<rect x="{x:.1f}" y="{y}" width="{end - x:.1f}" height="{ROW}" fill="{shade}" '
                    f'fill-opacity="{opacity}"><title>{escape(names[n])}: {escape(PERSON.named(mark))}</title></rect>'
                )
    return out


def _parting(shown: tuple[Months, Months], said: dict[str, Any], scale: Scale, top: int, above: bool) -> list[str]:
    if said["parting"] is None:
        return []
    month = said["parting"]["date"][:7]
    place = next((i for i, each in enumerate(shown[0]) if each["month"] == month), None)
    if place is None:
        return []
    x, low = scale.x(place), top + 2 * ROW + GAP
    anchor, beside = ("end", -4) if place > scale.count * 0.8 else ("start", 4)
    stretches = [(TOP, HEIGHT - BOTTOM), (top - 2, low)] if above else [(top - 4, low)]  # not through the words between
    out = [
        f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{begins}" y2="{ends}" stroke="#8a2b00" stroke-width="1.5"/>'
        for begins, ends in stretches
    ]
    if above:
        where = f'x="{x + beside:.1f}" y="{HEIGHT - BOTTOM - 6}" text-anchor="{anchor}"'
        out.append(f'<text {where} fill="#8a2b00">{escape(say("figure.part"))}</text>')
    return out


def _years(months: Months, scale: Scale, y: int) -> list[str]:
    out = [
        f'<text x="{scale.x(i):.1f}" y="{y}">{month["month"][:4]}</text>'
        for i, month in enumerate(months)
        if month["month"].endswith("-01")
    ]
    return [*out, f'<text x="{LEFT}" y="{y + 16}" fill="#444444">{escape(PERSON.statement())}</text>']


def _described(shown: tuple[Months, Months], names: list[str]) -> str:
    parts = []
    for months, name in zip(shown, names, strict=True):
        listed = sum(bool(month["blacklist"]) for month in months)
        last = months[-1]
        if last["score"] is None:
            parts.append(say("figure.two_months", world=name, n=listed))
        else:
            parts.append(say("figure.two_points", world=name, n=listed, points=last["score"], until=last["month"]))
    return " ".join([*parts, f"{PERSON.statement()}."])

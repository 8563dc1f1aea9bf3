"""A country as a block of people, one dot for as many each, in which those who live otherwise light up.

Drawn by hand, 360 wide, so that it can be read on a telephone and grows with the page.  On dark ground, where both
lit colours stand out for everybody; those who are not lit are one path.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from demerit.report.charts.labels import in_lines
from demerit.report.charts.squares import LINE, TEXT, WIDE, Part
from demerit.report.theme import FONT, INK

NIGHT, DIM = "#111722", "#4b5563"
OTHERWISE: Final = "#a3acb9"  # lit, but less than others
COLUMNS: Final = {1000: 40, 10_000: 125}


@dataclass(frozen=True)
class Lit:
    """parts: how many dots of what, those that are lit first; dots: how many there are in all; ground: colour behind."""

    parts: tuple[Part, ...]
    dots: int

    def svg(self, width: int = WIDE) -> str:
        """The drawing."""
        columns = COLUMNS[self.dots]
        size = (WIDE - 12) / columns
        rows = self.dots // columns
        out = [f'<rect width="{WIDE}" height="{rows * size + 12:.0f}" rx="6" fill="{NIGHT}"/>']
        at = 0
        for part in self.parts:
            count = round(part.squares)
            if count:
                out.append(self._dots(range(at, at + count), columns, size, part.colour))
            at += count
        key, high = self._key(rows * size + 28)
        out += key
        box = f'width="{width}" height="{width * high / WIDE:.0f}" viewBox="0 0 {WIDE} {high:.0f}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(out)}</svg>'

    def _dots(self, which: Sequence[int], columns: int, size: float, colour: str) -> str:
        """Lines of no length with round ends."""
        places = (f"M{6 + size * (n % columns + 0.5):.1f} {6 + size * (n // columns + 0.5):.1f}h.01" for n in which)
        return (
            f'<path d="{"".join(places)}" stroke="{colour}" stroke-width="{size * 0.72:.2f}" stroke-linecap="round"/>'
        )

    def _key(self, top: float) -> tuple[list[str], float]:
        out, y = [], top
        for part in self.parts:
            out.append(f'<rect x="0" y="{y - 13:.1f}" width="18" height="18" rx="3" fill="{NIGHT}"/>')
            out.append(f'<circle cx="9" cy="{y - 4:.1f}" r="5" fill="{part.colour}"/>')
            for line in in_lines(part.said, int((WIDE - 26) / (TEXT * 0.6))):
                out.append(
                    f'<text x="26" y="{y:.1f}" font-family="{FONT}" font-size="{TEXT}" fill="{INK}">{escape(line)}</text>'
                )
                y += LINE
            y += 5
        return out, y - LINE + 10

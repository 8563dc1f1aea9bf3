"""People, or cases, as squares to be counted: blocks side by side, or a hundred squares beside their key.

Drawn by hand, 360 wide and as high as it needs, so that it can be read on a telephone and grows with the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from demerit.report.charts.labels import in_lines
from demerit.report.theme import FONT, INK

WIDE: Final = 360
TEXT: Final = 14  # units of type; on a telephone about as many pixels
LINE: Final = 18
GAP: Final = 0.14  # of a square, between squares
PALE: Final = "#d4d4d4"


@dataclass(frozen=True)
class Part:
    """So many squares of a colour (a fraction is drawn as part of a square), and what they are."""

    squares: float
    colour: str
    said: str


def rounded(values: Sequence[float], whole: int) -> list[int]:
    """Whole squares that add up, by largest remainder."""
    exact = [whole * value / sum(values) for value in values]
    out = [int(each) for each in exact]
    for i in sorted(range(len(exact)), key=lambda n: out[n] - exact[n])[: whole - sum(out)]:
        out[i] += 1
    return out


def _square(x: float, y: float, size: float, share: float, colour: str) -> str:
    high = size * (1 - GAP)
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{high * share:.1f}" height="{high:.1f}" rx="{size * 0.12:.1f}" fill="{colour}"/>'


def _text(x: float, y: float, text: str, bold: bool = False, anchor: str = "start") -> str:
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{FONT}" font-size="{TEXT}" text-anchor="{anchor}" fill="{INK}"{weight}>'
        f"{escape(text)}</text>"
    )


def _drawn(parts: Sequence[str], high: float, width: int) -> str:
    size = f'width="{width}" height="{width * high / WIDE:.0f}" viewBox="0 0 {WIDE} {high:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


@dataclass(frozen=True)
class Squares:
    """parts: what is counted; columns: squares in a row of one block; apart: each part a block of its own, side by side."""

    parts: tuple[Part, ...]
    columns: int
    apart: bool

    def svg(self, width: int = WIDE) -> str:
        """The drawing."""
        return self._blocks(width) if self.apart else self._whole(width)

    def _blocks(self, width: int) -> str:
        room = WIDE / len(self.parts)
        size = (room - 14) / self.columns
        rows = max(-(-int(-(-part.squares // 1)) // self.columns) for part in self.parts)
        heads = [in_lines(part.said, int((room - 10) / (TEXT * 0.55))) for part in self.parts]
        top = LINE * max(map(len, heads)) + 8
        out = []
        for n, (part, head) in enumerate(zip(self.parts, heads, strict=True)):
            left = n * room
            out += [_text(left, LINE * (i + 1) - 4, line, bold=True) for i, line in enumerate(head)]
            for i in range(int(-(-part.squares // 1))):
                x, y = left + size * (i % self.columns), top + size * (i // self.columns)
                out.append(_square(x, y, size, min(1.0, part.squares - i), part.colour))
        return _drawn(out, top + size * rows + 2, width)

    def _whole(self, width: int) -> str:
        """One block at the left, its key at the right."""
        total = round(sum(part.squares for part in self.parts))
        side = 200.0
        size = side / self.columns
        rows = -(-total // self.columns)
        colours = [part.colour for part in self.parts for _ in range(round(part.squares))]
        out = [
            _square(size * (i % self.columns), size * (i // self.columns), size, 1, c) for i, c in enumerate(colours)
        ]
        y, left = 2.0, side + 14
        for part in self.parts:
            out.append(f'<rect x="{left}" y="{y:.1f}" width="13" height="13" rx="2" fill="{part.colour}"/>')
            for line in in_lines(part.said, int((WIDE - left - 19) / (TEXT * 0.53))):
                out.append(_text(left + 19, y + 12, line))
                y += LINE
            y += 6
        return _drawn(out, max(size * rows, y), width)

"""The first screen of a report: one sentence, and one picture that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from demerit.report.charts.squares import PALE, Part, Squares, rounded
from demerit.report.marks import Mark
from demerit.report.numbers import plain
from demerit.report.table import Table, table
from demerit.report.theme import BLUE, GREY, ORANGE, RED

KEY: Final = "first"
HUNDRED, THOUSAND = 100, 1000
FEW: Final = 0.02  # a share that needs a thousand squares to be seen
COLOURS: Final = (RED, BLUE, ORANGE, GREY)  # what the sentence is about first


@dataclass(frozen=True)
class First:
    """title: the finding, in a sentence; unit: what one square is; below: that, and what the picture leaves out.

    squares: the picture; table: what it draws; alt: what somebody who cannot see it should know; mark: its mark.
    about: which of the screens it is.
    """

    title: str
    unit: str
    below: str
    squares: Squares
    table: Table
    alt: str
    mark: Mark
    key: str = KEY
    about: str = ""


@dataclass(frozen=True)
class Share:
    """A part of a whole: what, how many (people, cases), and whether it is the pale rest."""

    said: str
    value: float
    rest: bool = False


def squares_of(shares: Sequence[Share]) -> int:
    """How many squares stand for the whole: a hundred, or a thousand where what comes first, and matters, is small."""
    matters = shares[0]
    return THOUSAND if not matters.rest and matters.value < FEW * sum(share.value for share in shares) else HUNDRED


def of_whole(shares: Sequence[Share], sentence: str, one: str, below: str, mark: Mark) -> First:
    """A hundred or a thousand squares.  one: what is counted, in the plural."""
    shares = [share for share in shares if share.value]
    whole = squares_of(shares)
    counts = rounded([share.value for share in shares], whole)
    colours = iter(COLOURS)
    parts = [
        Part(
            count, PALE if share.rest else next(colours), f"{count} {share.said}" if count else f"under 1 {share.said}"
        )
        for share, count in zip(shares, counts, strict=True)
    ]
    shown = table(
        [("what", "what", "text"), ("squares", f"of {whole} squares", "count"), ("value", one, "count")],
        [{"what": s.said, "squares": n, "value": s.value} for s, n in zip(shares, counts, strict=True)],
    )
    chart = Squares(tuple(parts), 10 if whole == HUNDRED else 40, apart=False)
    alt = f"{whole} squares: " + ", ".join(part.said for part in parts) + "."
    unit = f"Each square is one of {whole:,} {one}"
    return First(sentence, unit, f"{unit}. {below}".strip(), chart, shown, alt, mark)


def blocks(
    values: Sequence[tuple[str, float, str]], unit: float, sentence: str, one: str, below: str, mark: Mark
) -> First:
    """Blocks side by side.  values: what, how many, colour; unit: how many one square stands for; one: of what."""
    parts = tuple(Part(value / unit, colour, said) for said, value, colour in values)
    most = max(part.squares for part in parts)
    shown = table(
        [("what", "what", "text"), ("squares", "squares", "number"), ("value", one, "count")],
        [
            {"what": said, "squares": part.squares, "value": value}
            for (said, value, _), part in zip(values, parts, strict=True)
        ],
    )
    chart = Squares(parts, 6 if most <= 60 else 12, apart=True)
    alt = "Two blocks of squares: " + "; ".join(said for said, _, _ in values) + "."
    each = f"{plain(unit / 1e6)} million" if unit >= 1e6 else f"{unit:,.0f}"
    said = f"Each square is {each} {one}"
    return First(sentence, said, f"{said}. {below}".strip(), chart, shown, alt, mark)

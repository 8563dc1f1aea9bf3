"""Kinds of findings, in the order in which a report tells them.

*Arises*: no single value of the regime says it.  *Fitted*: values were moved until the run gave it, or it moves in
proportion with one that was.  *Repeats*: turn the value that the file gives, and the figure turns with it.  *Sureness* is
no finding about the world of a run, but about its figures.
"""

from enum import IntEnum
from typing import Final


class Kind(IntEnum):
    """Findings of a lower kind are told first."""

    ARISES = 0
    FITTED = 1
    REPEATS = 2
    SURENESS = 3


HEADINGS: Final = {
    Kind.ARISES: "What comes out of the run",
    Kind.FITTED: "What was fitted",
    Kind.REPEATS: "What repeats the file",
    Kind.SURENESS: "How sure these figures are",
}
# Under every figure, in every picture and every CSV.
WORDS: Final = {
    Kind.ARISES: "It comes out of the run: no single value in the file says it",
    Kind.FITTED: "It was fitted, or moves with what was: values in the file were set until published figures came out",
    Kind.REPEATS: "It repeats the file: turn the value there, and it turns with it",
    Kind.SURENESS: "It is about the figures of this run, and not about the world",
}
EXPLAINED: Final = {
    Kind.ARISES: "Many values and what people do bring these about together; no single value of the file turns them in proportion.",
    Kind.FITTED: "Values of the file were moved until the run gave published figures. These are such figures, or move with the same values.",
    Kind.REPEATS: "Turn a value of the file by a quarter, and these figures turn by about a quarter. They show what the file says, on people.",
    Kind.SURENESS: "Figures that the headlines are made of, each with its band.",
}

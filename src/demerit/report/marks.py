"""What a figure is: set to match, predicted or assumed; and what its inputs are cited from.

*Set to match*: the figure was given, and values marked unknown were fitted until the run reached it.  *Predicted*: not
fitted, and every influential input was found in the record.  *Assumed*: at least one influential input is not.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from demerit.report.folder import Run
from demerit.report.kind import WORDS, Kind
from demerit.report.movers import named
from demerit.scenario.provenance import Provenance

OTHERS: Final = "for other inputs none"
PARTED: Final = re.compile(r"(?<=\]); ")  # after status and confidence: a title may have semicolons of its own
Word = Literal["set to match", "predicted", "assumed"]


@dataclass(frozen=True)
class Mark:
    """word: which of the three; reference: what is cited, with confidence; because: a sentence; inputs: what it moves with, in words."""

    word: Word
    reference: str
    because: str
    inputs: tuple[str, ...] = ()
    kind: Kind = Kind.ARISES

    @property
    def statements(self) -> list[str]:
        """What stands under a figure in a CSV."""
        return [f"Mark: {self.word}. Reference: {self.reference}", WORDS[self.kind]]

    @property
    def in_short(self) -> list[str]:
        """What stands under it in a picture."""
        return [f"Mark: {self.word}. Reference: {self.reference_in_short}", WORDS[self.kind]]

    @property
    def references(self) -> list[str]:
        """Those that are cited, one by one."""
        return PARTED.split(self.reference)

    @property
    def reference_in_short(self) -> str:
        """The first of them, and how many more there are."""
        first, *others = self.references
        rest = others[-1:] if others[-1:] == [OTHERS] else []
        more = len(others) - len(rest)
        return "; ".join([first, *([f"{more} more in the table and the report"] if more else []), *rest])


def cited(run: Run, key: str) -> str:
    """A reference by its key, as a citation with status and confidence."""
    known = run.references.get(key)
    if known is None:
        return "none"
    year = f", {known.year}" if known.year and str(known.year) not in known.title else ""
    return f"{known.title}{year} [{known.status}, {known.confidence}]"


def matched(run: Run, reference: str, because: str) -> Mark:
    """The mark of a figure that values were fitted to."""
    return Mark("set to match", cited(run, reference), because)


def of_inputs(run: Run, *inputs: str) -> Mark:
    """The mark that follows from the provenance of a figure's most influential inputs (dotted keys).

    Of a part of a scenario every value in it counts: what is found as a whole may hold a value that nobody knows.
    """
    values = dict.fromkeys(value for key in inputs for value in run.within(key))
    said = [(value, run.provenance_of(value)) for value in values]
    marks = {(p.mark if p else None) or "assumed" for _, p in said}
    keys = list(dict.fromkeys(p.reference for _, p in said if p and p.reference and p.reference != "none"))
    reference = "; ".join(cited(run, key) for key in keys) or "none, nobody knows"
    if marks == {"found"}:
        return Mark("predicted", reference, "Every input with an influence on it was found in the record.")
    if keys and any(not p or p.reference in (None, "none") for _, p in said):
        reference += f"; {OTHERS}"
    return Mark(
        "assumed",
        reference,
        _moves(said),
        _named(said, run),
    )


KNOWN: Final = {
    "found": "found in the record",
    "recalled": "from memory",
    "told": "from the article",
    "fitted": "fitted",
    "assumed": "assumed",
}


def _moves(said: list[tuple[str, Provenance | None]]) -> str:
    """How many inputs there are of each kind, in a sentence."""
    marks = [(found.mark if found else None) or "assumed" for _, found in said]
    if len(marks) == 1:
        return f"It moves with one input of the scenario, which is {KNOWN[marks[0]]}."
    if len(set(marks)) == 1:
        return f"It moves with {len(marks)} inputs of the scenario, all {KNOWN[marks[0]]}."
    each = [f"{marks.count(mark)} {words}" for mark, words in KNOWN.items() if mark in marks]
    return f"It moves with {len(marks)} inputs of the scenario: {', '.join(each)}."


def _named(said: list[tuple[str, Provenance | None]], run: Run) -> tuple[str, ...]:
    """Inputs in words, those of the same name together with how many they are, and their marks."""
    out: dict[str, list[str]] = {}
    regime = run.plain.get("regime", {})
    for key, found in said:
        out.setdefault(named(key, regime, run.regions), []).append((found.mark if found else None) or "assumed")
    return tuple(
        f"{name} ({', '.join(dict.fromkeys(marks))}{f'; {len(marks)} inputs' if len(marks) > 1 else ''})"
        for name, marks in out.items()
    )

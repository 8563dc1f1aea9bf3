"""What a figure is: set to match, predicted or assumed; and what its inputs are cited from.

*Set to match*: the figure was given, and values marked unknown were fitted until the run reached it.  *Predicted*: not
fitted, and every influential input was found in the record.  *Assumed*: at least one influential input is not.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from demerit.report.folder import Run
from demerit.report.kind import WORDS, Kind
from demerit.scenario.provenance import Provenance

if TYPE_CHECKING:
    from demerit.report.measures import Measures

Word = Literal["set to match", "predicted", "assumed"]


@dataclass(frozen=True)
class Mark:
    """word: which of the three; reference: what is cited, with confidence; because: a sentence; kind: of figure."""

    word: Word
    reference: str
    because: str
    kind: Kind = Kind.ARISES

    @property
    def statements(self) -> list[str]:
        """What stands under a figure, in a picture and in a CSV."""
        return [f"Mark: {self.word}. Reference: {self.reference}", WORDS[self.kind]]


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
    said = [(key, run.provenance_of(value)) for key in inputs for value in run.within(key)]
    marks = {(p.mark if p else None) or "assumed" for _, p in said}
    keys = sorted({p.reference for _, p in said if p and p.reference and p.reference != "none"})
    reference = "; ".join(cited(run, key) for key in keys) or "none, nobody knows"
    if marks == {"found"}:
        return Mark("predicted", reference, "Every input with an influence on it was found in the record.")
    if keys and any(not p or p.reference in (None, "none") for _, p in said):
        reference += "; for other inputs none"
    each = [f"{shown} ({marks})" for shown, marks in _named(said)]
    return Mark("assumed", reference, f"It moves with {', '.join(each)}.")


def _named(said: list[tuple[str, Provenance | None]]) -> list[tuple[str, str]]:
    """Inputs by a short name, without `regime.` and list positions, and the marks of all that share it."""
    out: dict[str, list[str]] = {}
    for key, found in said:
        parts = [part for part in key.split(".") if not part.isdigit()]
        marks = out.setdefault(" ".join(parts[1:]).replace("_", " "), [])
        mark = (found.mark if found else None) or "assumed"
        marks += [mark] if mark not in marks else []
    return [(name, ", ".join(marks)) for name, marks in out.items()]


def points_of(m: "Measures") -> list[str]:
    """Keys of the points of every rule, as inputs of a mark."""
    return [f"regime.rules.{number}.points" for number in range(len(m.run.scenario.regime.rules))]


def seen_by(m: "Measures", part: str) -> list[str]:
    """Keys of a part of every data source that the regime has."""
    return [f"regime.data_sources.{name}.{part}" for name in m.run.scenario.regime.data_sources]

"""The mark of a figure that somebody asked for: what is known of everything that it may hang on.

Findings of a report say which inputs move them; a figure that is only asked for was never looked at in that way.  So it
is *assumed* wherever one value of the scenario is, and *set to match* where values were fitted to just this figure.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from demerit.report.marks import KNOWN, Mark, Word, cited
from demerit.report.measures import COMPARED

if TYPE_CHECKING:
    from demerit.report.folder import Run as Told


@dataclass(frozen=True)
class Asked(Mark):
    """A mark without a kind: whether the figure comes out of the run or repeats the file, nobody looked.

    counts: how many values of the scenario have which mark, in the order in which they are told, where that is its
    reason; fitted: the year to which values were fitted, 0 for none.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    fitted: int = 0

    @property
    def in_short(self) -> list[str]:
        """What stands under it in a picture."""
        return [f"Mark: {self.word}. {self.because.rstrip('.')}"]


OWN_VALUES: Final = "the scenario's values"
UNSEEN: Final = Asked("assumed", "none, nobody knows", "Nobody has seen what would be under another regime.")


def mark_of(told: "Told", name: str, years: set[str]) -> Asked:
    """The mark of a measure in some years."""
    if _set_to_match(told, name) and str(COMPARED) in years:
        fitted = f"Values of the scenario were fitted to what the article says of {COMPARED}"
        if years == {str(COMPARED)}:
            return Asked("set to match", cited(told, "article"), f"{fitted}.", fitted=COMPARED)
        marks = _marks(told)
        because = f"{fitted}: of that year it is set to match. {_known(marks)}"
        return Asked("assumed", cited(told, "article"), because, counts=_in_order(marks), fitted=COMPARED)
    marks = _marks(told)
    word: Word = "predicted" if set(marks) <= {"found"} else "assumed"
    return Asked(word, OWN_VALUES, _known(marks), counts=_in_order(marks))


def _set_to_match(told: "Told", name: str) -> bool:
    from demerit.report.opening import figures

    return told.as_in_the_article and name in {shown.measure for _, shown in figures()}


def _marks(told: "Told") -> Counter[str]:
    said = (told.provenance_of(key) for key in told.values)
    return Counter((each.mark if each else None) or "assumed" for each in said)


def _in_order(marks: Counter[str]) -> dict[str, int]:
    return {mark: marks[mark] for mark in KNOWN}


def _known(marks: Counter[str]) -> str:
    each = ", ".join(f"{marks[mark]:,} {words}" for mark, words in KNOWN.items() if marks[mark])
    return (
        f"The scenario's {marks.total():,} values are: {each}; which of them this figure moves with was not looked at."
    )

"""How a report begins: the one finding of its kind that comes out of the run, as a sentence and a picture to be shared."""

from collections.abc import Callable
from typing import Final

from demerit.report.first import needed, predicted, whole
from demerit.report.first.screen import First
from demerit.report.measures import Measures

__all__ = ["First", "first"]

# The first that a run can have; each says nothing of what its regime has not.
SCREENS: Final[tuple[Callable[[Measures], First | None], ...]] = (
    needed.first,
    predicted.first,
    whole.clawed_back,
    whole.settled,
    whole.standing,
    whole.refused_for,
    whole.lending,
    whole.listed,
    whole.silent,
)


def first(m: Measures) -> First | None:
    """The first screen of a run; None where its regime does nothing that it could be about."""
    return next((found for screen in SCREENS if (found := screen(m)) is not None), None)

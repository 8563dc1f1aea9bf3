"""How a report begins: the one finding of its kind that comes out of the run, as a sentence and a picture to be shared."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from demerit.report.first import needed, predicted, rewarded, whole
from demerit.report.first.screen import First
from demerit.report.measures import Measures

__all__ = ["First", "first"]

# The first that a run can have; each says nothing of what its regime has not.
SCREENS: Final[dict[str, Callable[[Measures], First | None]]] = {
    "needed": needed.first,
    "predicted": predicted.first,
    "clawed_back": whole.clawed_back,
    "settled": whole.settled,
    "rewarded": rewarded.first,
    "standing": whole.standing,
    "refused_for": whole.refused_for,
    "lending": whole.lending,
    "listed": whole.listed,
    "silent": whole.silent,
}


def first(m: Measures) -> First | None:
    """The first screen of a run; None where its regime does nothing that it could be about."""
    found = ((about, screen(m)) for about, screen in SCREENS.items())
    return next((replace(one, about=about) for about, one in found if one is not None), None)

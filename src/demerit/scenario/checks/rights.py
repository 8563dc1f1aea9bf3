"""Rights that somebody can use."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from demerit.scenario.checks.found import Found

if TYPE_CHECKING:
    from demerit.scenario.regime import Regime


def objected(regime: "Regime") -> Iterator[Found]:
    """Objections are allowed: then it must be said how many make one, for that nobody does is no right at all."""
    if regime.rights.objection and "objecting" not in regime.rights.model_fields_set:
        message = (
            "is true, and how many of those who know object is missing; allowed: rights.objecting with the shares "
            "`justified` and `unjustified`, from 0 to 1"
        )
        yield Found(("rights", "objection"), True, message)

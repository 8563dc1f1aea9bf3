"""The learned score: an additive scorecard that the run fits on what the regime itself has recorded."""

from typing import Annotated, Final

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from demerit.scenario.turning import Still, fewer, more
from demerit.scenario.values import Demand, Frozen, Month, OneOf, Row, Score
from demerit.vocabulary import LEARNED_FEATURES, LEARNED_LABELS

MOST_PEOPLE: Final = 100_000
Feature = Annotated[str, OneOf(tuple(LEARNED_FEATURES), "something that a learned score can be shown")]
Label = Annotated[str, OneOf(tuple(LEARNED_LABELS), "something that a learned score can learn")]


class Scale(Frozen):
    """How odds become points, as lenders do it: so many points at so many to one, so many more double the odds."""

    points: Annotated[Score, more("learned_total")] = 600
    odds: Annotated[float, Field(ge=0.01, le=100_000), fewer("learned_total")] = 30.0
    doubles: Annotated[int, Field(ge=1, le=1000), Still("up for some, down for others")] = 20


class LearnedScore(Frozen):
    """A score by machine: when it is fitted, on which label, what it is shown, and what follows from a low one.

    fitted: months from whose beginning a newly fitted table holds.  label: what it is to foresee within
    `window_months`.  features: what it is shown of a person; whatever is not named is withheld.  people: at most so
    many are looked at; half of them fit the table, the others judge it.  ridge: how strongly points shrink.
    refuses: demand -> the score below which it is refused.  lists_below: the score below which somebody is listed.
    """

    fitted: Annotated[Row[Month], Field(min_length=1, max_length=60)]
    label: Label
    features: Row[Feature] = ()
    window_months: Annotated[int, Field(ge=2, le=60), Still("asks another question")] = 12
    people: Annotated[int, Field(ge=100, le=MOST_PEOPLE), Still("how surely the table is known")] = MOST_PEOPLE
    ridge: Annotated[float, Field(ge=0.001, le=1_000_000), Still("up for some, down for others")] = 1.0
    scale: Scale = Field(default_factory=Scale)
    refuses: Annotated[dict[Demand, Score], more("refused")] = Field(default_factory=dict)
    lists_below: Annotated[Score | None, more("blacklist_learned_entries")] = None

    @model_validator(mode="after")
    def _named_once(self) -> "LearnedScore":
        twice = sorted({name for name in self.features if self.features.count(name) > 1})
        if twice:
            raise PydanticCustomError("twice", "shows {names} more than once", {"names": ", ".join(twice)})
        return self

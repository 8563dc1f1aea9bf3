"""Commercial scores: a payment company's, a credit agency's; from their own data, and whether the state is told."""

from typing import Annotated, Final

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from demerit.ranges import MOST_POINTS
from demerit.scenario.turning import Bound, Still, fewer, more
from demerit.scenario.values import Bands, DatedShare, Demand, Fifths, Frozen, OneOf, Score
from demerit.vocabulary import COMMERCIAL_FEATURES

Feature = Annotated[str, OneOf(COMMERCIAL_FEATURES, "something that a commercial score knows")]
Ages = Annotated[tuple[Score, Score, Score, Score, Score, Score, Score, Score], Field(strict=False)]
Threshold = Annotated[int, Field(ge=1, le=MOST_POINTS)]
WITHIN: Final = Bound("an end of the scale: scores below which something is refused, and bands, must lie on it")
Weight = Annotated[float, Field(ge=-MOST_POINTS, le=MOST_POINTS)]


class CommercialScore(Frozen):
    """A private score: who is a customer, what is known of them, in whole points, and what a low score is refused.

    customers: share of people (with online_only: of those online) who are customers, by month, linear between dates.
    least_age: in years, of a customer.
    age: points at under 6, 6-13, 14-17, 18-29, 30-44, 45-59, 60-74, 75 and over; income: by national fifth.
    points: for each thing known; `state_points` may be a fraction.
    refuses: demand -> the score below which it is refused.
    bands: names of bands of the score, each with the lowest value in it; counted, and nothing depends on them.
    reports_below: customers who ask for credit with a lower score are reported to the state (0: nobody is).
    """

    customers: Annotated[DatedShare, more("customers")]
    online_only: bool = False
    least_age: Annotated[int, Field(ge=0, le=100), fewer("customers")] = 0
    start: Annotated[Score, fewer("customers_refused")]
    lowest: Annotated[Score, WITHIN]
    highest: Annotated[Score, WITHIN]
    age: Annotated[Ages, fewer("customers_refused")] = (0, 0, 0, 0, 0, 0, 0, 0)
    income: Annotated[Fifths[Score], fewer("customers_refused")] = (0, 0, 0, 0, 0)
    points: Annotated[dict[Feature, Weight], fewer("customers_refused")] = Field(default_factory=dict)
    refuses: Annotated[dict[Demand, Threshold], more("customers_refused")] = Field(default_factory=dict)
    bands: Annotated[Bands, Still("counted, and nothing rests on them")] = Field(default_factory=dict)
    reports_below: Annotated[int, Field(ge=0, le=MOST_POINTS), more("records")] = 0

    @model_validator(mode="after")
    def _in_order(self) -> "CommercialScore":
        if not self.lowest <= self.start <= self.highest:
            raise PydanticCustomError("score", "needs lowest <= start <= highest")
        return self

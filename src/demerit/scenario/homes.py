"""What a society says of homes: households at the census beyond its tables, and how people leave, found, join them."""

from itertools import pairwise
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from demerit.scenario.turning import Still
from demerit.scenario.values import Factor, Frozen, Pair, Share

Years = Annotated[float, Field(ge=0, le=100)]
Sevenths = Annotated[tuple[Factor, Factor, Factor, Factor, Factor, Factor, Factor], Field(strict=False)]
BySize = Annotated[tuple[Share, Share, Share, Share, Share, Share, Share, Share], Field(strict=False)]
Shared = Annotated[tuple[Share, Share, Share, Share, Share, Share, Share], Field(strict=False)]
ByTens = Annotated[tuple[Share, Share, Share, Share, Share, Share, Share], Field(strict=False)]
AgesBy = Annotated[tuple[Years, Years, Years, Years, Years, Years, Years], Field(strict=False)]


class Homes(Frozen):
    """Households that are whole in every month.

    At the census: sizes: households with 2 to 8 or more members, in the country, against one another (a province's mean
    and its one-person households have the last word); alone_by_age: who lives alone at 20-29, 30-39 and so on, 80 and
    over; generations: households of one, two, three or more; he_is_older: years by which the man of a couple is older,
    mean and spread; fertility: births by age of mother, 15-19 and so on to 45-49, of those who are children at the
    census.

    At all times: leave, pair_men, pair_women: ages by which nobody, 10, 25, 50, 75, 90 % and all have left home, or
    are one of a couple.

    Before the census: settled: years of age at it from which on a householder has stayed put in every month;
    takes_in: such households, by members, with whom people live who have no home of their own yet; with_parents:
    couples who lived with his parents for up to with_parents_years; alone_first: couples each of whom lived alone for
    up to alone_first_years; lodged: people who lived in a collective household for five years from 18 on; late: those
    alone, settled and under 60 who left home within the months that are simulated; parted: women without a partner of
    35 and over, and mothers alone, who were one of a couple until some month of those.  Of those who died at 50 and
    over: survived: had a partner who is alone at the census; housed: had a household of their own, both: a partner in
    it who died as well; institution: lived in a collective household; the rest lived with kin.

    After the census: boys: share of births; mothers: births by age of mother, as fertility; stays: of grown children
    and lodgers never leave; students: children at home who live in a collective household from 18 to 22; pairs: of
    those who leave found a couple; pairs_alone: of those who live alone, under 42, found one; parting_a_year: couples
    who part.
    """

    turning: ClassVar = Still("who lives with whom: no measure of a run says that")

    sizes: Shared
    alone_by_age: ByTens
    generations: Annotated[tuple[Share, Share, Share], Field(strict=False)]
    he_is_older: Pair[Annotated[float, Field(ge=-10, le=20)]]
    fertility: Sevenths
    leave: AgesBy
    pair_men: AgesBy
    pair_women: AgesBy
    settled: Annotated[int, Field(ge=30, le=70, multiple_of=5)]
    takes_in: BySize
    with_parents: Share
    with_parents_years: Years
    alone_first: Share
    alone_first_years: Years
    lodged: Share
    late: Share
    parted: Share
    survived: Share
    housed: Share
    both: Share
    institution: Share
    boys: Share
    mothers: Sevenths
    stays: Share
    students: Share
    pairs: Share
    pairs_alone: Share
    parting_a_year: Share

    @model_validator(mode="after")
    def _parts_of_one(self) -> "Homes":
        for names in (("with_parents", "alone_first"), ("survived", "housed", "institution")):
            if sum(getattr(self, name) for name in names) > 1:
                raise ValueError(f"{', '.join(names)} are parts of one whole: together at most 1")
        for name in ("leave", "pair_men", "pair_women"):
            ages = getattr(self, name)
            if any(later <= earlier for earlier, later in pairwise(ages)):
                raise ValueError(f"{name}: each age must be above the one before it")
        if not (sum(self.fertility) and sum(self.mothers) and sum(self.sizes) and sum(self.alone_by_age)):
            raise ValueError("sizes, alone_by_age, fertility, mothers: at least one value must be above 0")
        return self

"""What measures are told apart by.  Positions are the numbers that the month uses."""

from typing import Final

from demerit.catalogue.measure import Axis
from demerit.numbered import Numbered
from demerit.ranges import BANDS, DECILES, SCORES
from demerit.vocabulary import (
    CANDIDATES,
    CAUSES,
    CONDUCT,
    DEMANDS,
    GROUPS,
    ORGANISATION_ACTS,
    ORGANISATION_CANDIDATES,
    ORGANISATION_DEMANDS,
    ORGANISATION_GROUNDS,
    ORGANISATION_SOURCES,
    ORGANISATIONS,
    RATINGS,
    SOURCES,
)


def by_number(names: Numbered) -> tuple[str, ...]:
    """Names at their numbers; an empty one where a number is not used."""
    at = dict(names.numbered())
    return tuple(at.get(number, "") for number in range(names.room))


BINS: Final = 24  # of the distribution of points
BIN: Final = 50  # points wide; the last bin but eight begins at the start value

GROUP: Final = Axis("group", "population group", by_number(GROUPS))
KIND: Final = Axis("kind", "kind of conduct, or of what is asked for", by_number(CANDIDATES))
CONDUCT_AXIS: Final = Axis("conduct", "kind of conduct", by_number(CONDUCT))
SOURCE: Final = Axis("source", "data source", by_number(SOURCES))
DEMAND: Final = Axis("demand", "what is asked for", by_number(DEMANDS))
CAUSE: Final = Axis("cause", "why the regime refuses", by_number(CAUSES))
TENTH: Final = Axis("tenth", "tenth of household income, the lowest first", tuple(map(str, range(1, DECILES + 1))))
BIN_AXIS: Final = Axis(
    "points",
    f"points from the starting value, {BIN} at a time",
    tuple(f"{(b - (BINS - 8)) * BIN:+d}" for b in range(BINS)),
)
BAND: Final = Axis("band", "band of points, the highest first", tuple(str(b + 1) for b in range(BANDS)))
SCORE: Final = Axis("score", "private score, by its number", tuple(str(n + 1) for n in range(SCORES)))
SCORE_AND_BAND: Final = Axis(
    "score.band",
    "private score and its band, the highest first",
    tuple(f"{n + 1}.{b + 1}" for n in range(SCORES) for b in range(BANDS)),
)

ORGANISATION: Final = Axis("kind", "kind of organisation", ORGANISATIONS)
ORGANISATION_KIND: Final = Axis("kind", "kind of conduct, or of what is asked for", by_number(ORGANISATION_CANDIDATES))
ORGANISATION_CONDUCT: Final = Axis("conduct", "kind of conduct", by_number(ORGANISATION_ACTS))
ORGANISATION_SOURCE: Final = Axis("source", "data source", by_number(ORGANISATION_SOURCES))
ORGANISATION_DEMAND: Final = Axis("demand", "what is asked for", by_number(ORGANISATION_DEMANDS))
ORGANISATION_GROUND: Final = Axis("ground", "why it is listed", by_number(ORGANISATION_GROUNDS))
RATING: Final = Axis("rating", "rating, the unrated first", ("unrated", *RATINGS))

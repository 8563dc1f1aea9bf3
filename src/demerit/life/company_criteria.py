"""What can be asked for when looking for an organisation, in the same design as for persons: a screen and a test."""

from typing import Any, Final

import numpy as np

from demerit.life.criterion import Array, Criterion, Screen, Test
from demerit.life.criterion import Told as Story
from demerit.life.replaying import Data, Replay
from demerit.month.organisation_state import ENTRIES_SHIFT, LISTED, MOST_ENTRIES, RATING_SHIFT, REVOKED
from demerit.month.state import BLACK
from demerit.ranges import HIGHEST
from demerit.vocabulary import ORGANISATION_DEMANDS, ORGANISATIONS, RATINGS, SECTORS, SIZES


def anyone(moved: Replay, data: Data) -> Array:
    """All of them."""
    return np.ones(moved.firms.shape[1], bool)


def ever(mark: int) -> Screen:
    """Whichever carried a mark at the end of some month."""
    return lambda moved, data: np.asarray((moved.firms["marks"] & mark).any(axis=0))


def trait(name: str, *values: int) -> Screen:
    """Whichever has a trait."""
    return lambda moved, data: np.isin(moved.founding.traits[name], values)


def listed_again(moved: Replay, data: Data) -> Array:
    """Whichever entered the blacklist twice."""
    return np.asarray(((moved.firms["marks"] >> ENTRIES_SHIFT) & MOST_ENTRIES >= 2).any(axis=0))


def rated(rating: int) -> Screen:
    """Whichever had a rating (from 1 on) at the end of some month."""
    return lambda moved, data: np.asarray((_ratings(moved.firms) == rating).any(axis=0))


def owner_listed(moved: Replay, data: Data) -> Array:
    """Whichever has an owner who was on the black list of people."""
    owner = moved.founding.traits["owner"]
    listed = np.asarray((moved.states["marks"] & BLACK).any(axis=0))
    return np.asarray((owner >= 0) & listed[np.maximum(owner, 0)])


def may_be_refused(*demands: str) -> Screen:
    """Whichever had a standing that bars it from one of these demands, and came out with the strain of a refusal."""
    numbers = [ORGANISATION_DEMANDS.index(demand) for demand in demands]

    def screen(moved: Replay, data: Data) -> Array:
        found = np.zeros(moved.firms.shape[1], bool)
        for i in range(1, len(moved.months)):
            economy, row = data.economy_of(moved.months[i]), moved.firms[i - 1]
            if economy is not None and economy.law.active:
                standing = (1 << _ratings(row)) & ~1 | (row["marks"] & LISTED)
                strain = moved.firms[i]["strain"]
                for d in numbers:
                    least = min(int(economy.law.cost[d]), HIGHEST)
                    found |= (standing & int(economy.law.barred[d]) != 0) & (strain >= least)
        return found

    return screen


def _ratings(rows: Array) -> Array:
    return np.asarray((rows["marks"].astype(np.int64) >> RATING_SHIFT) & 7)


def happened(event: str, **given: Any) -> Test:
    """Whether the ledger has such an entry."""
    return lambda story: any(
        entry["event"] == event and all(entry.get(key) == value for key, value in given.items())
        for entry in story["ledger"]
    )


def head(name: str, *values: Any) -> Test:
    """Whether a trait of the head has one of these values."""
    return lambda story: story["head"][name] in values


def ever_month(name: str) -> Test:
    """Whether something held at the end of some month."""
    return lambda story: any(month[name] for month in story["months"])


def recorded_wrongly(story: Story) -> bool:
    """Whether something was recorded that the organisation never did."""
    return bool(story["summary"]["wrong_records"])


KINDS: Final = {"domestic": ORGANISATIONS.index("domestic"), "foreign": ORGANISATIONS.index("foreign")}
CRITERIA: Final = (
    Criterion("company", trait("kind", *KINDS.values()), head("kind", *KINDS)),
    *[Criterion(f"{name} company", trait("kind", n), head("kind", name)) for name, n in KINDS.items()],
    Criterion("organisation", anyone, lambda story: True),
    Criterion("no company", trait("kind", ORGANISATIONS.index("other")), head("kind", "other")),
    Criterion("listed", ever(LISTED), lambda story: story["summary"]["entries"] > 0),
    Criterion("listed again", listed_again, lambda story: story["summary"]["entries"] > 1),
    Criterion("never listed", anyone, lambda story: story["summary"]["entries"] == 0),
    Criterion("wrongly listed", ever(LISTED), lambda story: story["summary"]["wrongful_entries"] > 0),
    Criterion("listed for its rating", ever(LISTED), happened("entered", ground="rating")),
    Criterion("listed for its owner", ever(LISTED), happened("entered", ground="owner")),
    Criterion("left the list", ever(LISTED), happened("left")),
    Criterion("still listed", ever(LISTED), lambda story: bool(story["months"][-1]["listed"])),
    *[Criterion(f"rated {name}", rated(n), happened("rated", rating=name)) for n, name in enumerate(RATINGS, 1)],
    Criterion("suspended", ever(LISTED), happened("suspended")),
    Criterion("closed", ever(REVOKED), ever_month("closed")),
    Criterion("fined", anyone, happened("fined")),
    Criterion("taxed", anyone, happened("taxed")),
    Criterion("recorded", anyone, happened("recorded")),
    Criterion("wrong record", anyone, recorded_wrongly),
    Criterion("refused", may_be_refused(*ORGANISATION_DEMANDS), happened("refused")),
    *[
        Criterion(f"refused {demand}", may_be_refused(demand), happened("refused", what=demand))
        for demand in ORGANISATION_DEMANDS
    ],
    Criterion("never refused", anyone, lambda story: not story["summary"]["refused"]),
    Criterion("owner listed", owner_listed, lambda story: bool(story["owner_listed"])),
    *[Criterion(name.replace("_", " "), trait("size_class", n), head("size", name)) for n, name in enumerate(SIZES)],
    *[Criterion(name, trait("sector", n), head("sector", name)) for n, name in enumerate(SECTORS)],
)
BY_NAME: Final = {criterion.name: criterion for criterion in CRITERIA}
SYNONYMS: Final = {
    "blacklisted": "listed",
    "on the blacklist": "listed",
    "foreign": "foreign company",
    "domestic": "domestic company",
    "association": "no company",
    "ngo": "no company",
    "listed because its owner is listed": "listed for its owner",
    "listed because its owner was listed": "listed for its owner",
    "whose owner is listed": "owner listed",
    "whose owner was listed": "owner listed",
    "owner is listed": "owner listed",
    "owner was listed": "owner listed",
    "owner on the black list": "owner listed",
    "lost its licence": "suspended",
    "licence suspended": "suspended",
    "a record of another": "wrong record",
    **dict.fromkeys(("loan", "loans", "credit"), "refused credit"),
    **dict.fromkeys(("tender", "tenders"), "refused tender"),
    **dict.fromkeys(("permit", "permits", "market access"), "refused market_access"),
}

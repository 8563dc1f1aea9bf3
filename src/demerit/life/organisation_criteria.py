"""What can be asked for when looking for an organisation, in the same design as for persons: a screen and a test."""

from typing import Any, Final

import numpy as np

from demerit.life.criterion import Array, Criterion, Screen, Test
from demerit.life.criterion import Told as Story
from demerit.life.replaying import Data, Replay
from demerit.month.organisation_state import (
    LISTED,
    REVOKED,
    WATCHED,
    entries_in,
    marks_of,
    rating_in,
    standing_in,
)
from demerit.month.state import BLACK
from demerit.ranges import HIGHEST
from demerit.vocabulary import ORGANISATION_DEMANDS, ORGANISATIONS, RATINGS, RULEBOOK_OF, SECTORS, SIZES


def anyone(moved: Replay, data: Data) -> Array:
    """All of them."""
    return np.ones(moved.orgs.shape[1], bool)


def ever(mark: int) -> Screen:
    """Whichever carried a mark at the end of some month."""
    return lambda moved, data: np.asarray((marks_of(moved.orgs) & mark).any(axis=0))


def trait(name: str, *values: int) -> Screen:
    """Whichever has a trait."""
    return lambda moved, data: np.isin(moved.founding.traits[name], values)


def listed_again(moved: Replay, data: Data) -> Array:
    """Whichever entered the blacklist twice."""
    return np.asarray((entries_in(marks_of(moved.orgs)) >= 2).any(axis=0))


def rated(rating: int) -> Screen:
    """Whichever had a rating (from 1 on) at the end of some month."""
    return lambda moved, data: np.asarray((rating_in(marks_of(moved.orgs)) == rating).any(axis=0))


def owner_listed(moved: Replay, data: Data) -> Array:
    """Whichever has an owner who was on the black list of people."""
    owner = moved.founding.traits["owner"]
    listed = np.asarray((moved.states["marks"] & BLACK).any(axis=0))
    return np.asarray((owner >= 0) & listed[np.maximum(owner, 0)])


def may_be_refused(*demands: str) -> Screen:
    """Whichever had a standing that bars it from one of these demands, and came out with the strain of a refusal."""
    numbers = [ORGANISATION_DEMANDS.index(demand) for demand in demands]

    def screen(moved: Replay, data: Data) -> Array:
        found = np.zeros(moved.orgs.shape[1], bool)
        book = np.array(RULEBOOK_OF)[moved.founding.traits["kind"]]
        for i in range(1, len(moved.months)):
            economy = data.economy_of(moved.months[i])
            if economy is not None:
                standing, strain = standing_in(marks_of(moved.orgs[i - 1])), moved.orgs[i]["strain"]
                for d in numbers:
                    barred, cost = (economy["law"][name][:, d][book] for name in ("barred", "cost"))
                    found |= (standing & barred != 0) & (strain >= np.minimum(cost, HIGHEST))
        return found

    return screen


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
    Criterion("nonprofit", trait("kind", ORGANISATIONS.index("nonprofit")), head("kind", "nonprofit")),
    Criterion("listed", ever(LISTED), lambda story: story["summary"]["entries"] > 0),
    Criterion("listed again", listed_again, lambda story: story["summary"]["entries"] > 1),
    Criterion("never listed", anyone, lambda story: story["summary"]["entries"] == 0),
    Criterion("wrongly listed", ever(LISTED), lambda story: story["summary"]["wrongful_entries"] > 0),
    Criterion("listed for its rating", ever(LISTED), happened("entered", ground="rating")),
    Criterion("listed for its owner", ever(LISTED), happened("entered", ground="owner")),
    Criterion("watched", ever(WATCHED), lambda story: story["summary"]["watched"] > 0),
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
    "association": "nonprofit",
    "ngo": "nonprofit",
    "no company": "nonprofit",
    "listed because its owner is listed": "listed for its owner",
    "listed because its owner was listed": "listed for its owner",
    "whose owner is listed": "owner listed",
    "whose owner was listed": "owner listed",
    "owner is listed": "owner listed",
    "owner was listed": "owner listed",
    "owner on the black list": "owner listed",
    "on the watch list": "watched",
    "lost its licence": "suspended",
    "licence suspended": "suspended",
    "a record of another": "wrong record",
    **dict.fromkeys(("loan", "loans", "credit"), "refused credit"),
    **dict.fromkeys(("tender", "tenders"), "refused tender"),
    **dict.fromkeys(("permit", "permits", "market access"), "refused market_access"),
    **dict.fromkeys(("grant", "grants", "funding"), "refused funding"),
    "invoices": "refused invoices",
}

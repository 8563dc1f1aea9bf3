"""One person replayed with the whole community, from the seed and the published sums alone.

The very function that the run compiled moves the community again, burn-in included, with the ledger of one person
switched on.  Nothing about that person was stored.  A replay takes about a tenth of a millisecond a month.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

import numpy as np

from demerit.errors import NobodyFoundError
from demerit.life.choices import Choices
from demerit.life.founding import Founding
from demerit.life.traits import Community, Living, community_of
from demerit.month.community import EVERYBODY, residents
from demerit.month.note import WHOSE
from demerit.month.organisation_state import ORG_STATE
from demerit.month.state import COUNT, STATE
from demerit.organisations.desk import ORG_STRIDE
from demerit.packing import ORDINALS
from demerit.people.desk import STRIDE
from demerit.world.engine import NO_ECONOMY, Moment, Seat, move
from demerit.world.errors import DemeritError
from demerit.world.population import Population
from demerit.world.society import TILE

Array = np.ndarray[Any, Any]
ROWS: Final = 4096  # ledger rows to begin with
NOBODY: Final = -1


class Data(Protocol):
    """What a replay needs: a run folder's replay data, or a `World` in memory.

    tables: TABLES record; layout: PLACE records; names: provinces in order; first, last: months.
    """

    @property
    def tables(self) -> Any: ...
    @property
    def layout(self) -> Array: ...
    @property
    def names(self) -> Sequence[str]: ...
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...

    def society_of(self, month: int) -> Any:
        """The SOCIETY record of a month."""

    def law_of(self, month: int) -> Any:
        """The LAW record of a month."""

    def news_of(self, month: int) -> Any:
        """The NOW record of a month: calendar, seed, and what was published before it began."""

    def economy_of(self, month: int) -> Any:
        """The ECONOMY record of a month, or None where there are no organisations."""


@dataclass(frozen=True)
class Replay:
    """What came out of a replay.

    person: id, or -1 when nobody was watched; community: who lives there; months: first to last, absolute;
    ledger: int64 (rows, 5) of day, event, a, b, c (see `demerit.catalogue.events`); marks: int64 (months + 1), where
    each month begins in it; states: STATE (months, people), everybody's state at the end of each month; sums: COUNT
    (months,), of this community alone; founding: its organisations; orgs: ORG_STATE (months, organisations); offers:
    int64 (months, ordinals), bits of the kinds of which there was an occasion for the person, where choices are given.
    """

    person: int
    community: Community
    months: range
    ledger: Array
    marks: Array
    states: Array
    sums: Array
    founding: Founding
    orgs: Array
    matters: list[Array]
    offers: Array

    @property
    def position(self) -> int:
        """The person's place in the community."""
        return self.person % STRIDE

    @property
    def life(self) -> Array:
        """The person's own state at the end of each month: STATE (months,)."""
        return self.states[:, self.position]


def position_of(data: Data, person: int) -> tuple[int, int]:
    """Community and position of an id.  Raises DemeritError that says which ids there are."""
    communities = len(data.layout)
    c, k = divmod(person, STRIDE)
    if not 0 <= c < communities:
        last = (communities - 1) * STRIDE + residents(data.layout[-1]) - 1
        raise NobodyFoundError(
            f"there is no person {person} in this run; its {communities:,} communities have {STRIDE:,} numbers "
            f"each and use the first of them, one a person: the lowest is 0, the highest {last}"
        )
    if k >= residents(data.layout[c]):
        low = c * STRIDE
        raise NobodyFoundError(
            f"there is no person {person} in this run; around that number, in a community of "
            f"{data.names[int(data.layout[c]['province'])]}, people have {low} to {low + residents(data.layout[c]) - 1}"
        )
    return c, k


def replay(data: Data, person: int, months: range | None = None, choices: Choices | None = None) -> Replay:
    """Replay one person, from the first month of the burn-in to the end of `months` (by default: to the last month).

    choices: what the person decides otherwise than drawn.  What was published stays as it was.

    Raises DemeritError for an id that is nobody's.
    """
    c, _ = position_of(data, person)
    until = data.last if months is None else months[-1]
    return _replayed(data, c, person, range(data.first, until + 1), choices=choices)


def replay_community(data: Data, c: int) -> Replay:
    """Replay a whole community without watching anybody: everybody's states, and its sums."""
    return _replayed(data, c, NOBODY, range(data.first, data.last + 1))


def replay_everybody(data: Data, c: int) -> dict[int, Replay]:
    """Replay a community and watch everybody in it: the replay of each person about whom there is anything to say."""
    moved = _replayed(data, c, EVERYBODY, range(data.first, data.last + 1))
    begins = np.flatnonzero(moved.ledger[:, 1] == WHOSE)
    rows = np.diff([*begins, len(moved.ledger)])
    whose = np.repeat(moved.ledger[begins, 0], rows)
    months = np.searchsorted(moved.marks, np.arange(len(moved.ledger)), side="right") - 1
    said = np.flatnonzero(moved.ledger[:, 1] != WHOSE)
    said = said[np.argsort(whose[said], kind="stable")]  # by person, in the order of days
    people = np.unique(whose)
    low, high = (np.searchsorted(whose[said], people, side) for side in ("left", "right"))
    lives = {}
    for person, first, end in zip(people.tolist(), low, high):
        mine = said[first:end]
        marks = np.searchsorted(months[mine], np.arange(len(moved.months) + 1))
        lives[person] = replace(moved, person=person, ledger=moved.ledger[mine], marks=marks)
    return lives


def replay_organisation(data: Data, number: int) -> tuple[Replay, int]:
    """Replay one organisation with its community; returns its position too.  Raises DemeritError for no number."""
    c, f = divmod(number, ORG_STRIDE)
    here = int(data.layout[c]["organisations"]) if 0 <= c < len(data.layout) else 0
    if f >= here:
        there = "there are none in this run"
        if data.layout["organisations"].any():
            there = f"its communities have {ORG_STRIDE} numbers each and use the first of them"
            there += f"; around that number there are {c * ORG_STRIDE} to {c * ORG_STRIDE + here - 1}" if here else ""
        raise DemeritError(f"there is no organisation {number} in this run: {there}")
    return _replayed(data, c, NOBODY, range(data.first, data.last + 1), f), f


def _replayed(
    data: Data, c: int, person: int, months: range, organisation: int = NOBODY, choices: Choices | None = None
) -> Replay:
    rows = ROWS
    while True:
        ledger = np.zeros((rows, 5), np.int64)
        out = _moved(data, c, person, months, ledger, organisation, choices)
        if ledger[0, 0] < rows:
            return out
        rows = int(ledger[0, 0]) + 1  # a fuller life than most: again, with room for all of it


def _moved(
    data: Data, c: int, person: int, months: range, ledger: Array, organisation: int, choices: Choices | None
) -> Replay:
    place = np.array(data.layout[c : c + 1])
    province = int(place[0]["province"])
    people = alone(place)
    seat = Seat(province + 1)
    seat.org_desk.watch = organisation
    states = np.zeros((len(months), len(people.state)), STATE)
    orgs = np.zeros((len(months), len(people.orgs)), ORG_STATE)
    sums = np.zeros(len(months), COUNT)
    marks = np.ones(len(months) + 1, np.int64)
    matters: list[Array] = []
    offers = np.zeros((len(months), ORDINALS), np.int64)
    noted = Living(len(people.state), months)
    for i, moment in enumerate(_moments(data, months)):
        seat.sums[province] = np.zeros((), COUNT)
        held = people.held(0)
        if choices is not None:
            choices.put(seat.me, person, months[i])
        moved = move(seat, people.layout, people.state, held, people.bounds[0], moment, person, ledger, people.orgs)
        people.hold(0, *moved)
        noted.note(i, data.tables, seat.desk)
        states[i] = people.state
        offers[i] = seat.me.offers
        orgs[i] = people.orgs
        matters.append(people.held(0).copy())
        sums[i] = seat.sums[province]
        marks[i + 1] = ledger[0, 0] + 1
    settled = community_of(data, c, noted, seat.desk)
    founding = _founding(data, place[0], months[-1], seat)
    rows = ledger[1 : int(ledger[0, 0]) + 1]
    return Replay(person, settled, months, rows, marks - 1, states, sums, founding, orgs, matters, offers)


def _founding(data: Data, place: Any, month: int, seat: Seat) -> Founding:
    """The organisations of the community that is settled there."""
    economy, now = data.economy_of(month), data.news_of(month)
    return Founding.of(place, (NO_ECONOMY if economy is None else economy)["trade"], (now.k0, now.k1), seat.desk)


def alone(place: Array) -> Population:
    """A population of one community."""
    place["start"] = 0
    place["org_start"] = 0
    return Population(place)


def _moments(data: Data, months: range) -> Iterator[Moment]:
    for month in months:
        society, law, now = data.society_of(month), data.law_of(month), data.news_of(month)
        yield Moment(data.tables, society, law, now, TILE, data.economy_of(month))

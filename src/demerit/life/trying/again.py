"""One month of a replay once more, with other choices: from the state that the replay left a month before."""

from typing import Any, NamedTuple

import numpy as np

from demerit.life.choices import Choices
from demerit.life.replaying import ROWS, Data, Replay, alone
from demerit.month.state import COUNT
from demerit.world.engine import Moment, Seat, move
from demerit.world.society import TILE

Array = np.ndarray[Any, Any]
Row = tuple[int, ...]


class Month(NamedTuple):
    """What a month came to: rows of the person's ledger; whether all people, organisations and open matters of the
    community are then as in the replay, so that all that follows is the same.
    """

    rows: list[Row]
    same: bool


class Again:
    """Months of the community of a replay, each lived once more.

    One seat serves all of them.
    """

    def __init__(self, data: Data, moved: Replay) -> None:
        self.data, self.moved = data, moved
        number = moved.community.number
        self._people = alone(np.array(data.layout[number : number + 1]))
        self._province = int(data.layout[number]["province"])
        self._seat = Seat(self._province + 1)

    def month(self, i: int, choices: Choices) -> Month:
        """The month at place i of the replay, not the first."""
        moved, people, seat, month = self.moved, self._people, self._seat, self.moved.months[i]
        people.state[:] = moved.states[i - 1]
        people.orgs[:] = moved.orgs[i - 1]
        held = moved.matters[i - 1]
        seat.sums[self._province] = np.zeros((), COUNT)
        choices.put(seat.me, moved.person, month)
        data = self.data
        law, now, economy = data.law_of(month), data.news_of(month), data.economy_of(month)
        moment = Moment(data.tables, data.society_of(month), law, now, TILE, economy)
        bounds = np.array([0, len(held)])
        rows = ROWS
        while True:
            ledger = np.zeros((rows, 5), np.int64)
            left, _ = move(seat, people.layout, people.state, held, bounds, moment, moved.person, ledger, people.orgs)
            if ledger[0, 0] < rows:
                break
            rows = int(ledger[0, 0]) + 1
            people.state[:], people.orgs[:] = moved.states[i - 1], moved.orgs[i - 1]
        same = (people.state, people.orgs, left), (moved.states[i], moved.orgs[i], moved.matters[i])
        return Month(rows_of(ledger[1 : int(ledger[0, 0]) + 1]), all(map(_equal, *same)))

    def was(self, i: int) -> list[Row]:
        """The rows of the ledger that the replay has of the month."""
        return rows_of(self.moved.ledger[self.moved.marks[i] : self.moved.marks[i + 1]])


def rows_of(ledger: Array) -> list[Row]:
    """Rows as plain numbers."""
    return [tuple(row) for row in ledger.tolist()]


def _equal(one: Array, other: Array) -> bool:
    return one.shape == other.shape and one.tobytes() == other.tobytes()

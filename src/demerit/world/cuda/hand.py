"""A hand takes a wave of communities to a graphics card, has each moved by a lane there, and brings it back."""

from typing import Any, Final, NamedTuple

import numpy as np

from demerit.month import lane
from demerit.month.community import residents, room
from demerit.month.organisation_state import ORG_COUNT, ORG_DESK
from demerit.month.state import COUNT, LIFE, MATTER, NEXT, NO_ROOM, TOO_MANY, desk
from demerit.world.cuda.device import Device
from demerit.world.engine import Moment, Population
from demerit.world.rooms import Array

MORE: Final = 4  # times as much room for open matters, where they did not fit


class Parts(NamedTuple):
    """The sums of a wave, by province.  here: the provinces; sums, org_sums: their COUNT and ORG_COUNT records."""

    here: Array
    sums: Array
    org_sums: Array


class Hand:
    """A stream of a device, and what `lanes` lanes need there.  Used by one thread at a time."""

    def __init__(self, device: Device, tile: int, lanes: int) -> None:
        self.stream, self.tile, self.lanes = device.stream(), tile, lanes
        self.a_person = 1  # open matters for which there is room after a month, for each of now and for each person
        self.shared: list[Any] = []
        self.of_lanes: tuple[Any, ...] = ()

    def read(self, moment: Moment) -> None:
        """From now on, this is what everybody shares."""
        names = ("tables", "society", "law", "now", "economy")
        records = [getattr(moment, name) for name in names]
        put = self.stream.put
        self.shared = [put(name, np.array([each], each.dtype)) for name, each in zip(names, records, strict=True)]
        self.of_lanes = self.of_lanes or self._of_lanes()

    def _of_lanes(self) -> tuple[Any, ...]:
        """Desks, the person on each, sums that begin at 0."""
        room, n = self.stream.room, self.lanes
        self.counts = [
            self.stream.put(name, np.zeros(n * words(dtype), np.int64))
            for name, dtype in (("sums", COUNT), ("org_sums", ORG_COUNT))
        ]
        sums, org_sums = (count.view(dtype) for count, dtype in zip(self.counts, (COUNT, ORG_COUNT), strict=True))
        desks, lives, nexts = (
            room(name, n, dtype) for name, dtype in (("desks", desk(self.tile)), ("lives", LIFE), ("nexts", NEXT))
        )
        return desks, lives, nexts, sums, room("org_desks", n, ORG_DESK), org_sums

    def move(self, people: Population, low: int, high: int) -> Parts:
        """Move the batches low <= b < high one month on, a community a lane."""
        while True:
            layout, moved = self._lived(people, low, high)
            parts = self._totals(layout)
            if moved:
                return parts
            self.a_person *= MORE  # nothing was brought back: people are where they were

    def _lived(self, people: Population, low: int, high: int) -> tuple[Array, bool]:
        """Have a wave lived, and bring it back if its open matters fit; returns its PLACE records, and whether."""
        first, last = people.cuts[low], people.cuts[high]
        layout, state, firms = there(people, first, last)
        bounds = joined([people.bounds[b] for b in range(low, high)])
        begins = self._room_for(residents(layout), np.diff(bounds))
        stream, lanes = self.stream, len(layout)
        on_device, firms_on_device = stream.put("state", state), stream.put("firms", firms)
        held = stream.put("held", together([people.held(b) for b in range(low, high)]))
        out, begins_on_device = stream.room("out", int(begins[-1]), MATTER), stream.put("begins", begins)
        numbers, overflow = (stream.room(name, lanes, np.int64) for name in ("numbers", "overflow"))
        stream.launch(
            lane.lived,
            lanes,
            *(self.tile, *self.shared, stream.put("layout", layout), on_device, firms_on_device),
            *(held, stream.put("bounds", bounds), out, begins_on_device, numbers, overflow),
            *self.of_lanes,
        )
        overflows = self._read(overflow, lanes)
        if (overflows == TOO_MANY).any():
            raise RuntimeError("somebody holds more open matters than a person can")
        if (overflows == NO_ROOM).any():
            return layout, False
        at = cumulative(self._read(numbers, lanes))
        gathered = stream.room("gathered", int(at[-1]), MATTER)
        stream.launch(lane.gathered, lanes, out, begins_on_device, stream.put("at", at), gathered)
        stream.get(on_device, state)
        stream.get(firms_on_device, firms)
        matters = np.empty(int(at[-1]), MATTER)
        stream.get(gathered, matters)
        keep(people, low, high, matters, at)
        return layout, True

    def _room_for(self, people: Array, held: Array) -> Array:
        """Where each lane's room for open matters begins: for as many as there mostly are, not as there can be."""
        return cumulative(np.minimum(self.a_person * (people + held), room(people, held)))

    def _read(self, array: Any, number: int) -> Array:
        """So many whole numbers from there."""
        answer = np.empty(number, np.int64)
        self.stream.get(array, answer)
        return answer

    def _totals(self, layout: Array) -> Parts:
        """The sums of a wave, which begin anew.  layout: the PLACE record of each lane, by province."""
        here, firsts = np.unique(layout["province"], return_index=True)
        cuts = self.stream.put("cuts", np.array([*firsts, len(layout)], np.int64))
        sums, org_sums = (
            self._total(count, dtype, len(here), cuts)
            for count, dtype in zip(self.counts, (COUNT, ORG_COUNT), strict=True)
        )
        return Parts(here, sums, org_sums)

    def _total(self, sums: Any, dtype: Any, provinces: int, cuts: Any) -> Array:
        fields = words(dtype)
        number = provinces * fields
        totals = self.stream.room("totals", number, np.int64)
        self.stream.launch(lane.totalled, number, fields, cuts, sums, totals)
        return self._read(totals, number).view(dtype)


def words(dtype: np.dtype[Any]) -> int:
    """How many int64 a record of them has."""
    return dtype.itemsize // np.dtype(np.int64).itemsize


def cumulative(numbers: Array) -> Array:
    """Where each of so many begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(numbers)])


def there(people: Population, first: int, last: int) -> tuple[Array, Array, Array]:
    """PLACE records of the communities first <= c < last, in which rows count from 0, and the rows: people, firms."""
    layout = people.layout[first:last].copy()
    layout["start"] -= layout["start"][0]
    layout["org_start"] -= layout["org_start"][0]
    return layout, people.state[people.rows(first, last)], people.firms[people.firm_rows(first, last)]


def together(matters: list[Array]) -> Array:
    """The open matters of several batches, one after the other: as the bytes they are, see `engine.copy_records`."""
    return np.concatenate([each.view(np.uint8) for each in matters]).view(MATTER)


def joined(bounds: list[Array]) -> Array:
    """Where the open matters of each community begin, when those of several batches lie together."""
    return cumulative(np.concatenate([np.diff(each) for each in bounds]))


def keep(people: Population, low: int, high: int, matters: Array, at: Array) -> None:
    """Put the open matters of a wave back to their batches.  at: where each community's begin."""
    for b in range(low, high):
        here = at[people.cuts[b] - people.cuts[low] : people.cuts[b + 1] - people.cuts[low] + 1]
        people.hold(b, matters[here[0] : here[-1]], here - here[0])

"""A hand takes a wave of communities to a graphics card, has each moved by a lane there, and brings it back."""

from typing import Any, Final

import numpy as np

from demerit.month import lane
from demerit.month.community import residents, room
from demerit.month.organisation_state import ORG_COUNT, ORG_DESK
from demerit.month.state import COUNT, LIFE, MATTER, NEXT, NO_ROOM, TOO_MANY, desk
from demerit.world.cuda.device import Device
from demerit.world.engine import Moment
from demerit.world.population import Population
from demerit.world.rooms import Array

MORE: Final = 4  # times as much room for open matters, where they did not fit


class Hand:
    """A stream of a device, and what `lanes` lanes need there.  Used by one thread at a time."""

    def __init__(self, device: Device, tile: int, lanes: int, provinces: int) -> None:
        self.stream, self.tile, self.provinces = device.stream(), tile, provinces
        self.a_person = 1  # open matters for which there is room after a month, for each of now and for each person
        self.shared: list[Any] = []
        self.counts = [
            self.stream.put(name, np.zeros(lanes * words(dtype), np.int64))
            for name, dtype in (("sums", COUNT), ("org_sums", ORG_COUNT))
        ]
        sums, org_sums = (count.view(dtype) for count, dtype in zip(self.counts, (COUNT, ORG_COUNT), strict=True))
        desks, lives, nexts, org_desks = (
            self.stream.room(name, lanes, dtype)
            for name, dtype in (("desks", desk(tile)), ("lives", LIFE), ("nexts", NEXT), ("org_desks", ORG_DESK))
        )
        self.of_lanes = (desks, lives, nexts, sums, org_desks, org_sums)

    def read(self, moment: Moment) -> None:
        """From now on, this is what everybody shares."""
        names = ("tables", "society", "law", "now", "economy")
        records = [getattr(moment, name) for name in names]
        put = self.stream.put
        self.shared = [put(name, np.array([each], each.dtype)) for name, each in zip(names, records, strict=True)]

    def move(self, people: Population, low: int, high: int) -> tuple[Array, Array]:
        """Move the batches low <= b < high one month on, a community a lane; returns their sums by province."""
        while True:
            layout, moved = self._lived(people, low, high)
            totals = self._totals(layout)
            if moved:
                return totals
            self.a_person *= MORE  # nothing was brought back: people are where they were

    def _lived(self, people: Population, low: int, high: int) -> tuple[Array, bool]:
        """Have a wave lived, and bring it back if its open matters fit; returns its PLACE records, and whether."""
        first, last = people.cuts[low], people.cuts[high]
        layout, state, orgs = there(people, first, last)
        bounds = joined([people.bounds[b] for b in range(low, high)])
        begins = self._room_for(residents(layout), np.diff(bounds))
        stream, lanes = self.stream, len(layout)
        on_device, orgs_on_device = stream.put("state", state), stream.put("orgs", orgs)
        held = stream.put("held", together([people.held(b) for b in range(low, high)]))
        out, begins_on_device = stream.room("out", int(begins[-1]), MATTER), stream.put("begins", begins)
        numbers, overflow = (stream.room(name, lanes, np.int64) for name in ("numbers", "overflow"))
        stream.launch(
            lane.lived,
            lanes,
            *(self.tile, *self.shared, stream.put("layout", layout), on_device, orgs_on_device),
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
        stream.get(orgs_on_device, orgs)
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

    def _totals(self, layout: Array) -> tuple[Array, Array]:
        """The sums of a wave by province, which begin anew.  layout: the PLACE record of each lane, by province."""
        here, firsts = np.unique(layout["province"], return_index=True)
        cuts = self.stream.put("cuts", np.array([*firsts, len(layout)], np.int64))
        people, organisations = self.counts
        return self._total(people, COUNT, here, cuts), self._total(organisations, ORG_COUNT, here, cuts)

    def _total(self, sums: Any, dtype: Any, here: Array, cuts: Any) -> Array:
        fields = words(dtype)
        number = len(here) * fields
        totals = self.stream.room("totals", number, np.int64)
        self.stream.launch(lane.totalled, number, fields, cuts, sums, totals)
        out = np.zeros(self.provinces, dtype)
        out[here] = self._read(totals, number).view(dtype)
        return out


def words(dtype: np.dtype[Any]) -> int:
    """How many int64 a record of them has."""
    return dtype.itemsize // np.dtype(np.int64).itemsize


def cumulative(numbers: Array) -> Array:
    """Where each of so many begins, and where the last one ends."""
    return np.concatenate([[0], np.cumsum(numbers)])


def there(people: Population, first: int, last: int) -> tuple[Array, Array, Array]:
    """PLACE records of the communities first <= c < last, rows counted from 0; rows of people, of organisations."""
    layout = people.layout[first:last].copy()
    layout["start"] -= layout["start"][0]
    layout["org_start"] -= layout["org_start"][0]
    return layout, people.state[people.rows(first, last)], people.orgs[people.org_rows(first, last)]


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

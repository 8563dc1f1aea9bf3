"""Moves a population by a graphics card: state stays in this process, and goes there and back wave by wave."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import numpy as np

from demerit.month import lane
from demerit.month.community import residents, room
from demerit.month.organisation_state import ORG_COUNT, ORG_DESK, ORG_STATE
from demerit.month.state import COUNT, LIFE, MATTER, NEXT, STATE, desk
from demerit.world.cuda.device import Device
from demerit.world.engine import Moment, Population, add
from demerit.world.errors import DemeritError
from demerit.world.rooms import Array

TILE: Final = 64  # people: a lane's scratch is small, so that there can be many; results do not depend on it
MOST_LANES: Final = 1 << 16
SHARE: Final = 0.7  # of the device's free memory that lanes may take
HELD: Final = 2  # open matters a person for which the memory of lanes is reckoned


class CudaCrew:
    """Takes the place of `engine.Crew`.  tile: people whose draws a lane makes ahead.

    Raises DemeritError where the device's memory is too small.
    """

    def __init__(self, device: Device, people: Population, provinces: int, tile: int = TILE) -> None:
        self.device, self.provinces, self.tile = device, provinces, tile
        self.scratch = Scratch(device, tile, lanes_for(device, people, tile))

    def month(self, people: Population, moment: Moment) -> tuple[Array, Array]:
        """Move everybody one month on; returns the sums of each province: of people, of organisations."""
        sums, org_sums = np.zeros(self.provinces, COUNT), np.zeros(self.provinces, ORG_COUNT)
        shared = [
            self.device.put(np.array([each], each.dtype))
            for each in (moment.tables, moment.society, moment.law, moment.now, moment.economy)
        ]
        for low, high in waves(people, self.scratch.lanes):
            layout = self._wave(people, low, high, shared)
            for total, part in zip((sums, org_sums), self.scratch.totals(layout, self.provinces), strict=True):
                add(total, part)
        return sums, org_sums

    def _wave(self, people: Population, low: int, high: int, shared: list[Any]) -> Array:
        """Move the batches low <= b < high, a community a lane; returns their PLACE records."""
        first, last = people.cuts[low], people.cuts[high]
        layout, state, firms = there(people, first, last)
        held = [people.held(b) for b in range(low, high)]
        bounds = joined([people.bounds[b] for b in range(low, high)])
        begins = np.concatenate([[0], np.cumsum(room(residents(layout), np.diff(bounds)))])
        device, scratch, lanes = self.device, self.scratch, len(layout)
        on_device, firms_on_device, ends, overflow = device.put(state), device.put(firms), *scratch.answers
        out = scratch.room(int(begins[-1]))
        begins_on_device = device.put(begins)
        device.launch(
            lane.lived,
            lanes,
            *(self.tile, *shared, device.put(layout), on_device, firms_on_device),
            *(device.put(np.concatenate(held)), device.put(bounds), out, begins_on_device, ends, overflow),
            *scratch.of_lanes,
        )
        if self._read(overflow, lanes).any():
            raise RuntimeError("somebody holds more open matters than a person can")
        numbers = self._read(ends, lanes) - begins[:-1]
        at = np.concatenate([[0], np.cumsum(numbers)])
        together = device.room(int(at[-1]), MATTER)
        device.launch(lane.gathered, lanes, out, begins_on_device, ends, device.put(at), together)
        device.get(on_device, state)
        device.get(firms_on_device, firms)
        matters = np.empty(int(at[-1]), MATTER)
        device.get(together, matters)
        keep(people, low, high, matters, at)
        return layout

    def _read(self, array: Any, lanes: int) -> Array:
        """What the lanes answered."""
        answer = np.empty(len(array), np.int64)
        self.device.get(array, answer)
        return answer[:lanes]

    def close(self) -> None:
        """Let the device's memory go."""
        del self.scratch


class Scratch:
    """What lanes need on the device: desks, the person on each, sums, answers, room for open matters."""

    def __init__(self, device: Device, tile: int, lanes: int) -> None:
        self.device, self.lanes = device, lanes
        self.answers = (device.room(lanes, np.int64), device.room(lanes, np.int64))
        self.counts = [device.put(np.zeros(lanes * words(dtype), np.int64)) for dtype in (COUNT, ORG_COUNT)]
        sums, org_sums = (count.view(dtype) for count, dtype in zip(self.counts, (COUNT, ORG_COUNT), strict=True))
        desks, lives, nexts, org_desks = (device.room(lanes, dtype) for dtype in (desk(tile), LIFE, NEXT, ORG_DESK))
        self.of_lanes = (desks, lives, nexts, sums, org_desks, org_sums)
        self.out = device.room(0, MATTER)

    def room(self, matters: int) -> Any:
        """Room for so many open matters, kept from wave to wave."""
        if len(self.out) < matters:
            self.out = self.device.room(matters, MATTER)
        return self.out

    def totals(self, layout: Array, provinces: int) -> tuple[Array, Array]:
        """The sums of a wave by province, which begin anew.  layout: the PLACE record of each lane, in order."""
        here, firsts = np.unique(layout["province"], return_index=True)
        cuts = self.device.put(np.array([*firsts, len(layout)], np.int64))
        return (
            self._total(self.counts[0], COUNT, here, cuts, provinces),
            self._total(self.counts[1], ORG_COUNT, here, cuts, provinces),
        )

    def _total(self, sums: Any, dtype: Any, here: Array, cuts: Any, provinces: int) -> Array:
        fields = words(dtype)
        number = len(here) * fields
        totals = self.device.room(number, np.int64)
        self.device.launch(lane.totalled, number, fields, cuts, sums, totals)
        answer = np.empty(number, np.int64)
        self.device.get(totals, answer)
        out = np.zeros(provinces, dtype)
        out[here] = answer.view(dtype)
        return out


def words(dtype: np.dtype[Any]) -> int:
    """How many int64 a record of them has."""
    return dtype.itemsize // np.dtype(np.int64).itemsize


def lanes_for(device: Device, people: Population, tile: int) -> int:
    """How many communities fit on a device at once.  Raises DemeritError when not a single batch does."""
    layout, batch = people.layout, people.cuts[1]
    most = int(residents(layout).max())
    matters = room(most, HELD * most) + 2 * HELD * most
    a_lane = (
        sum(dtype.itemsize for dtype in (desk(tile), LIFE, NEXT, COUNT, ORG_DESK, ORG_COUNT))
        + MATTER.itemsize * matters
        + STATE.itemsize * most
        + ORG_STATE.itemsize * int(layout["organisations"].max())
    )
    fit = int(SHARE * device.free_bytes() / a_lane) // batch * batch
    if not fit:
        raise DemeritError(
            f"--cuda: the device has {device.free_bytes() / 2**30:.1f} GiB of free memory, and {batch} communities "
            f"need {batch * a_lane / 2**30:.1f} GiB"
        )
    lanes: int = min(fit, MOST_LANES, -(-len(layout) // batch) * batch)
    return lanes


def waves(people: Population, lanes: int) -> Iterator[tuple[int, int]]:
    """Which batches go to the device together."""
    batches = len(people.cuts) - 1
    step = lanes // people.cuts[1]
    return pairwise([*range(0, batches, step), batches])


def there(people: Population, first: int, last: int) -> tuple[Array, Array, Array]:
    """PLACE records of the communities first <= c < last, in which rows count from 0, and the rows: people, firms."""
    layout = people.layout[first:last].copy()
    layout["start"] -= layout["start"][0]
    layout["org_start"] -= layout["org_start"][0]
    return layout, people.state[people.rows(first, last)], people.firms[people.firm_rows(first, last)]


def joined(bounds: list[Array]) -> Array:
    """Where the open matters of each community begin, when those of several batches lie together."""
    at = 0
    out = [np.zeros(1, np.int64)]
    for each in bounds:
        out.append(each[1:] + at)
        at += int(each[-1])
    return np.concatenate(out)


def keep(people: Population, low: int, high: int, matters: Array, at: Array) -> None:
    """Put the open matters of a wave back to their batches.  at: where each community's begin."""
    for b in range(low, high):
        here = at[people.cuts[b] - people.cuts[low] : people.cuts[b + 1] - people.cuts[low] + 1]
        people.hold(b, matters[here[0] : here[-1]], here - here[0])

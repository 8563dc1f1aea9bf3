"""Moves a population by a graphics card: state stays in this process, and goes there and back wave by wave.

Several hands take waves in turn, each with a stream of its own: while one wave is carried, others are moved.
"""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Final

import numpy as np

from demerit.month.community import residents
from demerit.month.organisation_state import ORG_COUNT, ORG_DESK, ORG_STATE
from demerit.month.state import COUNT, LIFE, MATTER, NEXT, STATE, desk
from demerit.world.cuda.device import Device
from demerit.world.cuda.hand import Hand
from demerit.world.engine import Moment, add
from demerit.world.errors import DemeritError
from demerit.world.population import Population
from demerit.world.rooms import Array

TILE: Final = 64  # people: a lane's desk is small, so that there can be many; results do not depend on it
HANDS: Final = 4
MOST_LANES: Final = 1 << 14  # a hand
SHARE: Final = 0.6  # of the device's free memory that is reckoned with
HELD: Final = 2  # open matters a person for which that memory is reckoned: before the month, in it, and after it


class CudaCrew:
    """Takes the place of `engine.Crew`.  tile: people whose draws a lane makes ahead.

    Raises DemeritError where the device's memory is too small.
    """

    def __init__(self, device: Device, people: Population, provinces: int, tile: int = TILE) -> None:
        self.provinces = provinces
        number, self.lanes = share_out(device, people, tile)
        self.hands = [Hand(device, tile, self.lanes, provinces) for _ in range(number)]
        self.pool = ThreadPoolExecutor(number)

    def month(self, people: Population, moment: Moment) -> tuple[Array, Array]:
        """Move everybody one month on; returns the sums of each province: of people, of organisations."""
        sums, org_sums = np.zeros(self.provinces, COUNT), np.zeros(self.provinces, ORG_COUNT)
        waiting = waves(people, self.lanes)
        lock = threading.Lock()

        def work(hand: Hand) -> None:
            hand.read(moment)
            while True:
                with lock:
                    wave = next(waiting, None)
                if wave is None:
                    return
                part, org_part = hand.move(people, *wave)
                with lock:
                    add(sums, part)
                    add(org_sums, org_part)

        list(self.pool.map(work, self.hands))
        return sums, org_sums

    def close(self) -> None:
        """Let the device's memory go."""
        self.pool.shutdown()
        self.hands.clear()


def share_out(device: Device, people: Population, tile: int) -> tuple[int, int]:
    """How many hands, and how many communities each moves at once: all of them together if they fit on the device.

    Raises DemeritError when not a single batch does.
    """
    layout, batch = people.layout, people.cuts[1]
    most = int(residents(layout).max())
    a_lane = (
        sum(dtype.itemsize for dtype in (desk(tile), LIFE, NEXT, COUNT, ORG_DESK, ORG_COUNT))
        + (3 * HELD * MATTER.itemsize + STATE.itemsize) * most
        + ORG_STATE.itemsize * int(layout["organisations"].max())
    )
    fit = int(SHARE * device.free_bytes() / a_lane) // batch
    if not fit:
        raise DemeritError(
            f"--cuda: the device has {device.free_bytes() / 2**30:.1f} GiB of free memory, and {batch} communities "
            f"need {batch * a_lane / SHARE / 2**30:.1f} GiB"
        )
    hands = min(HANDS, fit, len(people.cuts) - 1)
    return hands, batch * min(fit // hands, MOST_LANES // batch, -(-(len(people.cuts) - 1) // hands))


def waves(people: Population, lanes: int) -> Iterator[tuple[int, int]]:
    """Which batches go to the device together."""
    batches = len(people.cuts) - 1
    return pairwise([*range(0, batches, lanes // people.cuts[1]), batches])

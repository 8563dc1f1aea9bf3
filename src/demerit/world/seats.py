"""What a thread needs to move people in several worlds: a batch laid out in each, what is counted, and scratch."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from demerit.draws import alone, record
from demerit.month import effects
from demerit.month.alike_worlds import MET, PAIR
from demerit.month.effects import COMMUNITY, FLAT, PARTED
from demerit.month.note import BELL
from demerit.month.organisation_state import ORG_COUNT, ORG_DESK, ORG_STATE
from demerit.month.state import COUNT, DESK, LIFE, MATTER, NEXT, STATE
from demerit.people.desk import WIDTH
from demerit.world import undergone
from demerit.world.differing import (
    Differences,
    Segments,
    held_apart,
    held_together,
    most_held,
    put,
    rows_apart,
    words,
)
from demerit.world.engine import SLACK
from demerit.world.population import Batch, Population, copy_records
from demerit.world.rooms import Array

COUNTED: Final = ("sums", "org_sums", "base", "effects")  # of a seat


class Seat:
    """What one thread needs to move people in several worlds: see `month.compared.compared`.

    state, orgs, parted: of a batch, laid out by world; the same as whole numbers: bits, org_bytes.
    """

    def __init__(self, worlds: int, provinces: int, people: Population) -> None:
        self.own = [alone(record(dtype)) for dtype in (DESK, LIFE, NEXT, PAIR)]
        self.met: Array = np.zeros(worlds, MET)
        self.bell: Array = np.zeros(1, BELL)
        self.companies: Array = np.zeros((worlds, WIDTH), np.int64)
        self.sums: Array = np.zeros(provinces + COMMUNITY, COUNT)
        self.flat = self.sums.view(FLAT)
        self.org_own = alone(record(ORG_DESK, watch=-1))
        self.org_sums: Array = np.zeros(worlds * provinces + 1, ORG_COUNT)
        self.org_flat = self.org_sums.view(np.int64).reshape(len(self.org_sums), -1)
        width = len(undergone.COLUMNS)
        self.base: Array = np.zeros(provinces, effects.cells(width))
        self.effects: Array = np.zeros((worlds - 1, provinces), effects.effect(width))
        self.out: Array = np.zeros(worlds * SLACK, MATTER)
        self.matters: Array = np.zeros(0, MATTER)
        rows, orgs = people.widest()
        self.state: Array = np.zeros((worlds, rows), STATE)
        self.orgs: Array = np.zeros((worlds, max(orgs, 1)), ORG_STATE)
        self.parted: Array = np.zeros((worlds - 1, rows), PARTED)
        self.bits = self.state.view(np.int64)
        self.org_bytes = self.orgs.view(np.uint8)

    def laid_out(self, base: Batch, others: Sequence[Differences]) -> Array:
        """Lay a batch out in all worlds; returns where each community's open matters begin, by world."""
        rows, orgs = len(base.state), len(base.orgs)
        for w in range(len(others) + 1):
            copy_records(base.state, self.state[w, :rows])
            copy_records(base.orgs, self.orgs[w, :orgs])
        words(self.parted)[:, :rows] = 0
        for w, other in enumerate(others, 1):
            put(other.state, self.state[w, :rows])
            put(other.orgs, self.orgs[w, :orgs])
            put(other.parted, self.parted[w - 1, :rows])
        return self._held(base, others)

    def _held(self, base: Batch, others: Sequence[Differences]) -> Array:
        most = len(base.matters) + sum(most_held(other.matters, base.matters) for other in others)
        if most > len(self.matters):
            self.matters = np.zeros(2 * most, MATTER)
        bounds: Array = np.zeros((len(others) + 1, len(base.bounds)), np.int64)
        done = 0
        for w, held in enumerate([None, *(other.matters for other in others)]):
            written = held_together(held, base.matters, base.bounds, self.matters[done:], bounds[w])
            bounds[w] += done
            done += len(written)
        return bounds

    def taken(self, w: int, base: Batch, matters: Sequence[Segments]) -> Differences:
        """By what another world differs from the first one in what is laid out."""
        rows, orgs = len(base.state), len(base.orgs)
        return Differences(
            rows_apart(self.state[w, :rows], self.state[0, :rows]),
            rows_apart(self.orgs[w, :orgs], self.orgs[0, :orgs]),
            held_apart(matters[0], matters[w]),
            rows_apart(self.parted[w - 1, :rows], None),
        )

    def grow(self) -> None:
        """More room for open matters; what is written stays."""
        grown = np.zeros(2 * len(self.out) + 4 * len(self.matters), MATTER)
        copy_records(self.out, grown[: len(self.out)])
        self.out = grown

    def clear(self) -> None:
        """Nothing is counted yet."""
        for name in COUNTED:
            getattr(self, name).view(np.int64)[:] = 0

"""Where worlds began, kept in memory: what many worlds have in common from the first month on is lived once.

A beginning is a life between two months: everybody's state, and all that was counted and published until then.  Two
kinds are kept.  At the end of a burn-in every regime on these people begins; in the month in which a variant parts from
a base, every variant of that base begins that parts no earlier.  What is lived from there on is the same to the bit.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from threading import Lock
from typing import Any, Final, NamedTuple

from demerit.people.tables import hash_of
from demerit.world.burn_in import possible
from demerit.world.comparing import Comparison, as_the_first
from demerit.world.machine import available_memory
from demerit.world.population import Batch, copied, copy_records
from demerit.world.rooms import Array
from demerit.world.shard import Shard

MOST: Final = 512 << 20  # bytes, unless said
FREE: Final = 2  # what is kept takes at most one in so many bytes that are free: worlds that part take the rest
Key = tuple[str, str, int]  # whose people, under which base (none: under any), and the month


class Beginning(NamedTuple):
    """people: batches of each shard; alone: seconds that each month took; the rest: as of a `World`."""

    people: list[list[Batch]]
    history: list[tuple[int, Array]]
    org_history: list[Array]
    news: dict[int, Any]
    fits: list[dict[str, Any]]
    sample: Array
    alone: list[float]

    def arrays(self) -> Iterator[Any]:
        """All that takes memory."""
        yield from (part for shard in self.people for batch in shard for part in batch)
        yield from (sums for _, sums in self.history)
        yield from self.org_history
        yield from self.news.values()
        yield self.sample


class Beginnings:
    """Beginnings that comparisons leave, and from which later ones go on.  Of some that do not fit the oldest goes.

    What comes out of a comparison does not depend on what is kept here: a base and a variant, others, then the first
    again give the same.
    """

    def __init__(self, most: int = MOST) -> None:
        """most: bytes that may be kept."""
        self.most = most
        self._held: OrderedDict[Key, Beginning] = OrderedDict()
        self._lock = Lock()

    @property
    def months(self) -> list[int]:
        """The months (absolute) at which there is a beginning."""
        return sorted({month for _, _, month in self._held})

    @property
    def bytes_held(self) -> int:
        """Bytes that are kept; what several beginnings have in common counts once."""
        return _bytes(self._held.values())

    def keep(self, comparison: Comparison, alone: Sequence[float]) -> None:
        """Before a month of worlds that have not parted: keep where they are, if others may begin here.

        alone: seconds that each month took so far.
        """
        month, base = comparison.month, comparison.base
        if not comparison.here or comparison.parted is not None or month == comparison.society.first:
            return
        just_over = month == base.scenario.start and possible(base)
        if just_over or comparison.parting():
            key = _people(comparison), "" if just_over else base.scenario.values_hash, month
            if key not in self._held and sum(comparison.driver.each(_size)) <= available_memory() // FREE:
                self._add(key, _beginning(comparison, alone))

    def _add(self, key: Key, made: Beginning) -> None:
        if _bytes([made]) > self.most:
            return
        with self._lock:
            self._held[key] = made
            while self.bytes_held > self.most:
                self._held.popitem(last=False)

    def begin(self, comparison: Comparison) -> list[float]:
        """Put fresh worlds as far on as they have in common with what is kept; returns the seconds of these months."""
        if not comparison.here:
            return []
        with self._lock:
            of = _people(comparison), comparison.base.scenario.values_hash
            mine = {held[2]: held for held in self._held if held[0] == of[0] and held[1] in ("", of[1])}
            latest = (key for _, key in sorted(mine.items(), reverse=True))
            key = next((one for one in latest if not self._parted(comparison, one)), None)
            if key is None:
                return []
            self._held.move_to_end(key)
            found, month = self._held[key], key[2]
        comparison.driver.each(_put, found.people)
        base = comparison.base
        base.history, base.org_history, base.news = found.history[:], found.org_history[:], dict(found.news)
        base.learning.fits, base.learning.sample = list(found.fits), found.sample
        base.month = comparison.month = month
        for other in comparison.others:
            as_the_first(other, base)
        return list(found.alone)

    def _parted(self, comparison: Comparison, key: Key) -> bool:
        """Whether worlds would have parted before the month of a beginning."""
        return comparison.parts_before(key[2], self._held[key].fits)


def _bytes(beginnings: Iterable[Beginning]) -> int:
    return sum({id(part): int(part.nbytes) for one in beginnings for part in one.arrays()}.values())


def _people(comparison: Comparison) -> str:
    """All that the months before any regime depend on."""
    society = comparison.society
    seen = hashlib.blake2b(society.layout.tobytes(), digest_size=16)
    span = society.first, society.start, society.last
    said = society.spec.model_dump_json(), hash_of(society.tables), society.seed, society.scale, span
    seen.update(repr((*said, comparison.base.economy.exists)).encode())
    return seen.hexdigest()


def _beginning(comparison: Comparison, alone: Sequence[float]) -> Beginning:
    base = comparison.base
    learning = base.learning
    people = comparison.driver.each(_taken)
    kept = base.history[:], base.org_history[:], dict(base.news)
    return Beginning(people, *kept, list(learning.fits), learning.sample, list(alone))


def _size(shard: Shard) -> int:
    """Bytes of everybody's state."""
    return sum(int(part.nbytes) for batch in shard.people.batches() for part in batch)


def _taken(shard: Shard) -> list[Batch]:
    """Everybody's state: a copy."""
    return [Batch(*map(copied, batch)) for batch in shard.people.batches()]


def _put(shard: Shard, batches: list[list[Batch]]) -> None:
    """The same put where it was; this shard is the only one."""
    (mine,) = batches
    for b, batch in enumerate(mine):
        into = shard.people.blank(b, len(batch.matters))
        for source, target in zip(batch, into, strict=True):
            copy_records(source, target)
        shard.people.keep(b, into)

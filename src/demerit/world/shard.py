"""A shard: a range of communities with their people, in one process, and what it can be asked.

Whatever a world wants from its people is a function in this module: it takes a Shard, looks at or moves the people who
are there, and returns something small.  The world adds the answers up.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from demerit.month.organisation_state import ORG_STATE
from demerit.world.cuda import Cuda, CudaCrew
from demerit.world.engine import Crew, Moment
from demerit.world.machine import peak_bytes
from demerit.world.population import Population
from demerit.world.published import Published
from demerit.world.rooms import Array, Files


@dataclass(frozen=True)
class Common:
    """What all shards share from the beginning: TABLES, all PLACE records, people a tile; how many worlds there are."""

    tables: Any
    layout: Array
    provinces: int
    tile: int
    worlds: int = 1


class Shard:
    """The communities low <= c < high of a world.

    Attributes: layout (their PLACE records, in which rows count from 0), row and org_row (the rows of the world at
    which its own begin), people (Population), common (Common), moment (the month that was published last).
    """

    def __init__(
        self,
        common: Common,
        low: int,
        high: int,
        threads: int = 1,
        spill: Path | None = None,
        cuda: bool = False,
    ) -> None:
        self.common, self.low, self.high, self.threads = common, low, high, threads
        self.layout = common.layout[low:high].copy()
        self.row, self.org_row = (int(self.layout[0][name]) for name in ("start", "org_start"))
        self.layout["start"] -= self.row
        self.layout["org_start"] -= self.org_row
        device = Cuda() if cuda else None
        self.people = Population(self.layout, Files(spill) if spill else None)
        self.crew = CudaCrew(device, self.people, common.provinces) if device else Crew(threads, common.provinces)
        self.moment: Any = None

    def read(self, several: Published | Sequence[Published]) -> None:
        """From now on, this is what is published: in the world that lives here."""
        common = self.common
        published = several if isinstance(several, Published) else several[0]
        self.moment = Moment(
            common.tables, published.society, published.law, published.now, common.tile, published.economy
        )

    def close(self) -> None:
        """Let the threads, or the device, go."""
        self.crew.close()


Answer = tuple[bool, Any]  # whether a call went well; what it returned, or the error that it raised


def answer(shard: Shard, call: Callable[..., Any], args: tuple[Any, ...]) -> Answer:
    """A call's answer, to be sent to where it was asked, even if that is an error."""
    try:
        return True, call(shard, *args)
    except Exception as error:  # `opened` raises it
        return False, error


def opened(answers: Iterable[Answer]) -> list[Any]:
    """What calls returned.  Raises what the first of those that failed raised."""
    out = []
    for well, said in answers:
        if not well:
            raise said
        out.append(said)
    return out


class Sums(NamedTuple):
    """The sums of a month, of those provinces only in which a shard has communities: from the province `first` on."""

    first: int
    people: Array
    organisations: Array


def month(shard: Shard) -> Sums:
    """Move everybody of a shard by a month."""
    return sums_here(shard, *shard.crew.month(shard.people, shard.moment))


def sums_here(shard: Shard, people: Array, organisations: Array) -> Sums:
    """Of the sums of all provinces, those in which a shard has communities."""
    first, last = int(shard.layout[0]["province"]), int(shard.layout[-1]["province"])
    return Sums(first, people[first : last + 1], organisations[first : last + 1])


def digest(shard: Shard) -> int:
    """A sum over everybody of a shard."""
    return shard.people.digest()


class Bytes(NamedTuple):
    """Bytes that a shard's people and organisations take, and the most that its process took, if it is another one."""

    people: int
    organisations: int
    process: int


def held(shard: Shard, asking: int) -> Bytes:
    """What a shard holds.  asking: the process that asks, which knows of itself."""
    process = 0 if os.getpid() == asking else peak_bytes()
    return Bytes(shard.people.bytes_held(), shard.people.ends[1] * ORG_STATE.itemsize, process)


def rows(shard: Shard, number: Array) -> Array:
    """The STATE records of those rows of the world that are in a shard."""
    here = number[(shard.row <= number) & (number < shard.row + shard.people.ends[0])]
    return shard.people.states(here - shard.row)

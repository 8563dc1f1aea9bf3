"""What a replay needs of a run, and nothing that is slow to load: tables, laws and published sums of each month."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from demerit.month.community import PLACE
from demerit.month.organisation_state import ECONOMY
from demerit.month.state import NOW
from demerit.people.tables import TABLES
from demerit.rulebook.law import LAW
from demerit.rulebook.society import SOCIETY
from demerit.world.arrays import BROKEN, loaded
from demerit.world.errors import DemeritError
from demerit.world.folder import REPLAY, manifest, named, part
from demerit.world.pieces import Pieced, divided

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class ReplayData:
    """TABLES and PLACE records, provinces in order, months; societies, laws and news by month."""

    tables: Any
    layout: Array
    names: tuple[str, ...]
    first: int
    last: int
    seed: int
    societies: Pieced
    society_at: Array
    laws: Pieced
    law_at: Array
    news: Pieced
    economies: Pieced

    def society_of(self, month: int) -> Any:
        """The SOCIETY record of a month."""
        return self.societies[int(self.society_at[month - self.first])]

    def law_of(self, month: int) -> Any:
        """The LAW record of a month."""
        return self.laws[int(self.law_at[month - self.first])]

    def news_of(self, month: int) -> Any:
        """The NOW record of a month."""
        return self.news[month - self.first]

    def economy_of(self, month: int) -> Any:
        """The ECONOMY record of a month; None where there are no organisations."""
        return self.economies[month - self.first] if len(self.economies) else None


def _bytes(record: Any) -> Array:
    return np.frombuffer(np.asarray(record).tobytes(), np.uint8)


def _numbered(of: Callable[[int], Any], months: range) -> tuple[list[bytes], Array]:
    """The records that differ, as bytes in order, and which of them each month has."""
    known: dict[bytes, int] = {}
    at = [known.setdefault(np.asarray(of(month)).tobytes(), len(known)) for month in months]
    return list(known), np.array(at)


def content(world: Any) -> dict[str, Array]:
    """What replays need of a lived world, by name."""
    months = range(world.first, world.last + 1)
    societies, society_at = _numbered(world.society_of, months)
    laws, law_at = _numbered(world.law_of, months)
    parts: dict[str, tuple[Array, Array]] = {
        "societies": divided(societies),
        "laws": divided(laws),
        "news": divided(world.news[month].tobytes() for month in months),
        "economies": divided(world.economy_of(m).tobytes() for m in months if world.economy.exists),
    }
    return {
        "tables": _bytes(world.tables),
        "layout": _bytes(world.layout),
        "society_at": society_at,
        "law_at": law_at,
        "span": np.array([world.first, world.last, world.seed]),
        "names": np.array(world.where.names),
        **{name: part for name, (part, _) in parts.items()},
        **{f"{name}_at_pieces": places for name, (_, places) in parts.items()},
    }


def save(path: Path, world: Any) -> None:
    """Write what replays need of a lived world."""
    whole: dict[str, Any] = content(world)
    with path.open("wb") as file:
        np.savez_compressed(file, **whole)


def same(run: Path, world: Any) -> bool:
    """Whether a run folder has what replays of this world need, and nothing else."""
    wanted = content(world)
    try:
        with loaded(run / REPLAY) as there:
            return set(there.files) == set(wanted) and all(_equal(there[name], each) for name, each in wanted.items())
    except BROKEN:
        return False


def _equal(one: Array, other: Array) -> bool:
    return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()


def _pieced(parts: Any, name: str, dtype: Any) -> Pieced:
    return Pieced(parts[name], parts[f"{name}_at_pieces"], dtype)


def load(run: Path) -> ReplayData:
    """Read it back.  Raises DemeritError when the run is of another version, or damaged."""
    return read(part(run, REPLAY, manifest(run)))


def read(path: Path) -> ReplayData:
    """Read a file of them, wherever it stands.  Raises DemeritError when it is of another version, or damaged."""
    try:
        with loaded(path) as parts:
            return _in_step(held(parts))
    except BROKEN as error:
        said = f"{path} cannot be read ({error}); run it again"
        raise DemeritError(said, "unread", file=named(path)) from None


def _in_step(found: ReplayData) -> ReplayData:
    """The same, known to hold every month and some community.  Raises ValueError."""
    months = found.last - found.first + 1
    for at, records in ((found.society_at, found.societies), (found.law_at, found.laws)):
        if at.shape != (months,) or not 0 <= at.min() <= at.max() < len(records):
            raise ValueError("its months are not those of the run")
    if not len(found.layout) or len(found.news) != months or len(found.economies) not in (0, months):
        raise ValueError("its records are not those of the run")
    return found


def held(parts: Mapping[str, Any]) -> ReplayData:
    """What `content` gave, or what was read back."""
    first, last, seed = (int(n) for n in parts["span"])
    return ReplayData(
        tables=parts["tables"].view(TABLES)[0],
        layout=parts["layout"].view(PLACE),
        names=tuple(str(name) for name in parts["names"]),
        first=first,
        last=last,
        seed=seed,
        societies=_pieced(parts, "societies", SOCIETY),
        society_at=parts["society_at"],
        laws=_pieced(parts, "laws", LAW),
        law_at=parts["law_at"],
        news=_pieced(parts, "news", NOW),
        economies=_pieced(parts, "economies", ECONOMY),
    )

"""What a replay needs of a run, and nothing that is slow to load: tables, laws and published sums of each month."""

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
from demerit.world.errors import DemeritError
from demerit.world.folder import REPLAY, manifest
from demerit.world.pieces import Pieced, divided

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class ReplayData:
    """TABLES and SOCIETY records, PLACE records, provinces in order, months; laws and news by month."""

    tables: Any
    society: Any
    layout: Array
    names: tuple[str, ...]
    first: int
    last: int
    seed: int
    laws: Pieced
    law_at: Array
    news: Pieced
    economies: Pieced

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


def save(path: Path, world: Any) -> None:
    """Write what replays need of a lived world."""
    months = range(world.first, world.last + 1)
    laws: dict[bytes, int] = {}
    law_at = [laws.setdefault(np.asarray(world.law_of(month)).tobytes(), len(laws)) for month in months]
    parts: dict[str, tuple[Array, Array]] = {
        "laws": divided(laws),
        "news": divided(world.news[month].tobytes() for month in months),
        "economies": divided(world.economy_of(m).tobytes() for m in months if world.economy.exists),
    }
    pieces: dict[str, Any] = {name: part for name, (part, _) in parts.items()}
    pieces |= {f"{name}_at_pieces": places for name, (_, places) in parts.items()}
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            tables=_bytes(world.tables),
            society=_bytes(world.society),
            layout=_bytes(world.layout),
            law_at=np.array(law_at),
            span=np.array([world.first, world.last, world.seed]),
            names=np.array(world.where.names),
            **pieces,
        )


def _pieced(parts: Any, name: str, dtype: Any) -> Pieced:
    return Pieced(parts[name], parts[f"{name}_at_pieces"], dtype)


def load(run: Path) -> ReplayData:
    """Read it back.  Raises DemeritError when the run is of another version, or damaged."""
    manifest(run)
    try:
        with np.load(run / REPLAY) as parts:
            first, last, seed = (int(n) for n in parts["span"])
            return ReplayData(
                tables=parts["tables"].view(TABLES)[0],
                society=parts["society"].view(SOCIETY)[0],
                layout=parts["layout"].view(PLACE),
                names=tuple(str(name) for name in parts["names"]),
                first=first,
                last=last,
                seed=seed,
                laws=_pieced(parts, "laws", LAW),
                law_at=parts["law_at"],
                news=_pieced(parts, "news", NOW),
                economies=_pieced(parts, "economies", ECONOMY),
            )
    except (OSError, ValueError, KeyError) as error:
        raise DemeritError(f"{run / REPLAY}: cannot be read ({error}); run it again") from None

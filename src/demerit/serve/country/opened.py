"""A run that is looked at: its figures, kept ready; one that is under way, too, as far as it has come."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

import pyarrow as pa

from demerit.api.asking import asked_of, figures
from demerit.api.counts import Counts
from demerit.api.figure import Figure
from demerit.api.figures import Figures
from demerit.api.mark import Asked, mark_of
from demerit.api.sources import InFolder
from demerit.errors import DemeritError
from demerit.serve.ask import Ask
from demerit.serve.folders import FINISHED, RUN, Held, of_run
from demerit.serve.kept import once
from demerit.serve.refusing import Refused
from demerit.serve.site import Site
from demerit.world import parquet, so_far
from demerit.world.folder import FILES  # of which a manifest tells: all months are lived, whoever still writes

T = TypeVar("T")
UNSAID: Final = Asked("assumed", "", "")
KEPT: Final = 4  # runs that are kept ready
ON_THE_WAY: Final = "This run is under way: what its figures rest on is said when it ends."


@dataclass(frozen=True)
class Opened:
    """held: the folder; figures: what answers; mark: how far the inputs of a measure are known, in some years; stamp:
    of which run figures are; digest: what tells it from any other, empty of one under way; kept: see `once`.
    """

    held: Held
    figures: Figures
    mark: Callable[[str, set[str]], Asked]
    stamp: str
    digest: str
    kept: dict[Any, Any] = field(default_factory=dict)

    def figure(self, name: str, by: tuple[str, ...], when: str | None = None) -> Figure:
        """A measure told apart by something.  Raises DemeritError."""
        return asked_of(self.figures, name, by, when, lambda years: self.mark(name, years), self.stamp)

    def values(self, name: str, by: tuple[str, ...], when: str | None = None) -> list[dict[str, Any]]:
        """The rows of the same without bands, of which there are none for single months of provinces: quickly."""
        alone = Figures(self.figures.counts, None)
        return asked_of(alone, name, by, when, lambda _: UNSAID, self.stamp).rows

    def once(self, key: Any, make: Callable[[], T]) -> T:
        """What takes a while and does not change, for some keys."""
        return once(self.kept, key, make)

    @property
    def months(self) -> tuple[str, ...]:
        """Those lived under the regime."""
        return self.figures.counts.months

    @property
    def provinces(self) -> tuple[str, ...]:
        """Those where the system runs."""
        return self.figures.counts.provinces


class Kept:
    """The runs that were looked at last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._opening: dict[str, threading.Lock] = {}
        self._runs: OrderedDict[str, Opened] = OrderedDict()

    def knows(self, held: Held) -> bool:
        """Whether a run is ready, or on its way to be."""
        return held.stamp in self._opening

    def opened(self, held: Held) -> Opened:
        """The run of a folder, read once.  Raises DemeritError, or Refused where there is nothing yet."""
        key = held.stamp
        with self._lock:
            own = self._opening.setdefault(key, threading.Lock())
        with own:
            found = self._runs.get(key)
            if found is None:
                found = _finished(held) if FILES in held.said else _on_the_way(held)
        with self._lock:
            self._runs[key] = found
            self._runs.move_to_end(key)
            while len(self._runs) > KEPT:
                gone, _ = self._runs.popitem(last=False)
                self._opening.pop(gone, None)
        return found


def opened(ask: Ask) -> Opened:
    """The run that an address names.  Raises Refused, DemeritError."""
    held = of_run(ask.site.folder, ask.names["name"])
    return ask.site.shared("country", Kept).opened(held)


def prepare(site: Site, held: Held) -> None:
    """Begin to open a finished run, which takes a second or two, for whoever may look at its country next."""
    if held.state != FINISHED or held.kind != RUN:
        return
    kept = site.shared("country", Kept)
    if not kept.knows(held):
        threading.Thread(target=_quietly, args=(kept, held)).start()  # which ending waits for


def _quietly(kept: Kept, held: Held) -> None:
    with suppress(DemeritError, Refused):  # whoever looks is told
        kept.opened(held).mark("people", set())  # what marks rest on is read at the first one


def _finished(held: Held) -> Opened:
    source = InFolder(held.path)

    def mark(name: str, years: set[str]) -> Asked:
        return mark_of(source.told, name, years)

    return Opened(held, figures(source), mark, source.told.stamp, source.digest)


def _on_the_way(held: Held) -> Opened:
    said = held.said
    if not held.month or "weights" not in said:
        raise Refused(409, "refused.early", name=held.name)
    try:
        table = pa.concat_tables([parquet.read(path) for path in so_far.parts(held.path)])
    except parquet.BROKEN:
        raise Refused(409, "refused.early", name=held.name) from None
    weights = {name: (people, sampled) for name, (people, sampled) in said["weights"].items()}
    mark = Asked("assumed", "the scenario", ON_THE_WAY)
    stamp = f"scenario {said['scenario']}, seed {said['seed']}, scale 1:{said['scale']}, until {held.month} so far"
    return Opened(held, Figures(Counts(table, weights, said["area"]), None), lambda *_: mark, f"Demerit, {stamp}", "")

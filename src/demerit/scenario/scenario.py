"""A scenario: a society, a regime, dated interventions, a span of months, and what is claimed of it."""

import hashlib
import json
from functools import lru_cache
from typing import Annotated, Any, Final, Literal

from pydantic import Field, PrivateAttr

from demerit.scenario.burn_in import LOUD, length
from demerit.scenario.census import census_file
from demerit.scenario.elsewhere import Transplant
from demerit.scenario.problems import Path, dotted
from demerit.scenario.provenance import Provenance, nearest, woven
from demerit.scenario.regime import Regime
from demerit.scenario.society import Society
from demerit.scenario.unwritten import DEFAULT
from demerit.scenario.values import Frozen, Line, Month, Name, Row

WORDS: Final = ("title", "place", "claim", "record", "transplanted", "unwritten")  # from which nothing in a run comes
Kind = Literal["told", "documented", "reform", "example"]


class Intervention(Frozen):
    """A dated change of the regime: values by dotted key, such as `rights.notice`; null takes a value away."""

    date: Month
    changes: Annotated[dict[str, Any], Field(min_length=1)] = Field(alias="set")


class Scenario(Frozen):
    """Everything a run needs beside seed and scale.  Values are plain; `provenance` says where they come from.

    unwritten: dotted keys of values that no file has, found by the reader and not written by hand.
    """

    name: Name
    title: Line
    kind: Kind
    place: Line
    society: Society
    start: Month
    end: Month
    claim: Line
    record: Line
    regime: Regime = Field(default_factory=Regime)
    interventions: Row[Intervention] = ()
    transplanted: Transplant | None = None
    unwritten: Annotated[tuple[Line, ...], Field(strict=False)] = ()

    _given: dict[Path, Provenance] = PrivateAttr(default_factory=dict)
    _regimes: tuple[tuple[int, Regime], ...] = PrivateAttr(default=())  # by date, each with all changes until then

    @property
    def months(self) -> range:
        """The months under the regime."""
        return range(self.start, self.end + 1)

    @property
    def burn_in_start(self) -> int:
        """The first month of all: see `scenario.burn_in`."""
        return self.start - length(self.society.lending)

    def quiet(self, month: int) -> bool:
        """Whether a month of the burn-in is one of loans and work alone."""
        return month < self.start - LOUD

    def regime_at(self, month: int) -> Regime:
        """The regime in force in a month, interventions applied."""
        now = self.regime
        for since, changed in self._regimes:
            if since <= month:
                now = changed
        return now

    @property
    def provenance(self) -> dict[str, Provenance]:
        """Where values come from, by dotted key; that of a mapping covers what is in it."""
        return {dotted(path): said for path, said in self._given.items()}

    def provenance_of(self, key: str) -> Provenance | None:
        """What covers a dotted key: its own provenance, or that of the nearest mapping around it.

        A value that no file has is assumed, whatever stands around it.
        """
        return nearest({**dict.fromkeys(map(_path, self.unwritten), DEFAULT), **self._given}, _path(key))

    def resolved(self) -> dict[str, Any]:
        """The whole scenario as plain data: society written out, defaults filled in, provenance kept."""
        plain = self.model_dump(mode="json", by_alias=True)
        data: dict[str, Any] = woven(plain, self._given)
        return data

    def changed(self, values: dict[str, Any]) -> "Scenario":
        """The scenario with other values at dotted keys, which keep what is said of them.  Raises ScenarioError."""
        plain = self.model_dump(mode="json", by_alias=True)
        for key, value in values.items():
            *path, last = key.split(".")
            holder: Any = plain
            for part in path:
                holder = holder[int(part) if isinstance(holder, list) else part]
            holder[int(last) if isinstance(holder, list) else last] = value
        return self.from_resolved(woven(plain, self._given))

    @classmethod
    def from_resolved(cls, data: dict[str, Any]) -> "Scenario":
        """The scenario that `resolved` wrote.  Raises ScenarioError."""
        from demerit.scenario.loading import built

        return built(data)

    @property
    def hash(self) -> str:
        """32 hexadecimal digits over the resolved scenario and the bytes of census files and table of deaths."""
        return self._hashed(self.resolved())

    @property
    def values_hash(self) -> str:
        """The same over what a run comes from: values alone, not titles, and not what is said of values."""
        plain = self.model_dump(mode="json", by_alias=True)
        return self._hashed({key: value for key, value in plain.items() if key not in WORDS})

    def _hashed(self, plain: dict[str, Any]) -> str:
        canonical = json.dumps(plain, sort_keys=True, separators=(",", ":"), allow_nan=False)
        return _digest(canonical, self.society.provinces, self.society.age_sex, self.society.people.mortality)


def _path(key: str) -> Path:
    return tuple(int(part) if part.isdigit() else part for part in key.split("."))


@lru_cache(maxsize=64)
def _digest(canonical: str, *names: str) -> str:
    digest = hashlib.blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=16)
    for name in names:
        digest.update(hashlib.blake2b(census_file(name)).digest())
    return digest.hexdigest()

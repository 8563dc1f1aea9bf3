"""A scenario: a society, a regime, dated interventions, a span of months, and what is claimed of it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Annotated, Any, Final, Literal

from pydantic import Field, PrivateAttr

from demerit.calendar import EVER, NEVER, month_given
from demerit.errors import DemeritError
from demerit.scenario.altered import Altered
from demerit.scenario.burn_in import LOUD, length
from demerit.scenario.census import census_file
from demerit.scenario.elsewhere import Transplant
from demerit.scenario.problems import Path, dotted, shorten
from demerit.scenario.provenance import Provenance, nearest, woven
from demerit.scenario.regime import Regime
from demerit.scenario.society import Society
from demerit.scenario.unwritten import DEFAULT
from demerit.scenario.values import Frozen, Line, Loaded, Month, Name, Row

# From which nothing in a run comes.
WORDS: Final = ("title", "place", "claim", "record", "transplanted", "altered", "unwritten")
LONGEST, MOST_KEYS = 2000, 1_000_000  # characters of a dotted key; keys at once
Kind = Literal["told", "documented", "reform", "example"]


class Intervention(Frozen):
    """A dated change of the regime: values by dotted key, such as `rights.notice`; null takes a value away."""

    date: Month
    changes: Annotated[dict[str, Any], Field(min_length=1)] = Field(alias="set")


class Scenario(Frozen, metaclass=Loaded):
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
    altered: Altered | None = None
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
        return absolute(month) < self.start - LOUD

    def regime_at(self, month: int) -> Regime:
        """The regime in force in a month, interventions applied."""
        now, at = self.regime, absolute(month)
        for since, changed in self._regimes:
            if since <= at:
                now = changed
        return now

    @property
    def provenance(self) -> dict[str, Provenance]:
        """Where values come from, by dotted key; that of a mapping covers what is in it."""
        return {dotted(path): said for path, said in self._given.items()}

    def provenance_of(self, key: str) -> Provenance | None:
        """What covers a dotted key: its own provenance, or that of the nearest mapping around it.

        A value that no file has is assumed, whatever stands around it.  What stands beside the claim and the record,
        without a mark, is said of these and of no value.
        """
        return self.provenances_of([key])[key]

    def provenances_of(self, keys: Iterable[str]) -> dict[str, Provenance | None]:
        """The same of many keys at once."""
        keys = _keys(keys)
        given = {path: said for path, said in self._given.items() if path or said.mark is not None}
        covering = {**dict.fromkeys(map(path_of, self.unwritten), DEFAULT), **given}
        return {key: nearest(covering, path_of(key)) for key in keys}

    def resolved(self) -> dict[str, Any]:
        """The whole scenario as plain data: society written out, defaults filled in, provenance kept."""
        plain = self.model_dump(mode="json", by_alias=True)
        if self.altered is None:
            del plain["altered"]
        data: dict[str, Any] = woven(plain, self._given)
        return data

    def set(self, values: Mapping[str, Any], since: str | date | None = None) -> "Scenario":
        """The scenario with other values at dotted keys, marked as changed by the user and held: no draw moves them.

        Keys are those of the scenario (`regime.rights.notice`, `society.fines.unpaid`) or of its regime
        (`rights.notice`); elements of lists go by name (`rules.criticism.points`) or by number.  Values are as in YAML;
        None takes one away.  A value may bring marks of its own: `{"value": 0.2, "range": [0.1, 0.4], "note": ...}`.
        since: a month, YYYY-MM or a date, from which the regime is so; interventions after it still change it.  Absent:
        it is so from the start, whatever interventions say of the same key.

        Raises ScenarioError with everything that is wrong: the key, the value, what is allowed.
        """
        from demerit.scenario.changing import with_values

        return with_values(self, values, since)

    def without(self, *keys: str, since: str | date | None = None) -> "Scenario":
        """The scenario without parts of its regime: rules, sources, lists, rights, consequences, mechanisms.

        What existed only for them, or named them, goes with them: `altered.along` says what.  since: a month, YYYY-MM
        or a date, from which they are gone, for good; absent: they never were.  What is gone already may be taken away
        again.

        Raises ScenarioError for a key that is not there (the nearest is named), and for what the rest needs.
        """
        from demerit.scenario.changing import taken_away

        return taken_away(self, keys, since).scenario

    @property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """What can be taken away: keys by kind (rules, sources, lists, rights, consequences, mechanisms)."""
        from demerit.scenario.changing import parts

        return parts(self)

    def _repr_html_(self) -> str:
        from demerit.scenario.notebook import of_scenario

        return of_scenario(self)

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


def absolute(month: Any) -> int:
    """A month as a number, year times 12 and so on; also one given as text, or as a date.  Raises DemeritError."""
    if type(month) is int and EVER <= month <= NEVER:
        return month
    try:
        return month_given(month)
    except ValueError:
        raise DemeritError(f"month={shorten(month)} must be a month, YYYY-MM such as '2018-12', or a date") from None


def _keys(keys: Any) -> list[str]:
    """Keys one by one, as text.  Raises DemeritError."""
    one_by_one: Any = None if isinstance(keys, str) else keys
    try:
        given: list[Any] = list(islice(one_by_one, MOST_KEYS + 1))
    except TypeError:
        given = [None]
    if len(given) > MOST_KEYS or not all(isinstance(key, str) and len(key) <= LONGEST for key in given):
        raise DemeritError(f"keys={shorten(keys)} must be dotted keys, such as ['rights.notice']")
    return given


def path_of(key: str) -> Path:
    """The steps of a dotted key; numbers count in lists."""
    return tuple(int(part) if part.isascii() and part.isdigit() else part for part in key.split("."))


@lru_cache(maxsize=64)
def _digest(canonical: str, *names: str) -> str:
    digest = hashlib.blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=16)
    for name in names:
        digest.update(hashlib.blake2b(census_file(name)).digest())
    return digest.hexdigest()

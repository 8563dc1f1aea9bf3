"""Why two lives part where they do: a part of the regime that differs, or what was lived otherwise before."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from demerit import calendar
from demerit.life.entry import Entry
from demerit.life.replaying import Replay
from demerit.life.two import touching
from demerit.life.two.changes import Change, changes
from demerit.life.two.comparison import Pair
from demerit.life.two.naming import described, said
from demerit.life.two.parting import Apart, Left, Parting
from demerit.life.words import date_in_words
from demerit.phrases import has, say

PART, OWN, HOUSEHOLD, COMMUNITY, PUBLISHED, UNKNOWN = "part", "own", "household", "community", "published", "unknown"


@dataclass(frozen=True)
class Reason:
    """Why lives part.  kind: a part of the regime, or who lived otherwise before; keys: the parts; text: sentences."""

    kind: str
    keys: tuple[str, ...]
    text: str

    @property
    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {"kind": self.kind, "keys": list(self.keys), "text": self.text}


class Reasons:
    """Why things are otherwise in one pair of worlds; what differs between their regimes is found once a month.

    called: how what differs is called in sentences; by its key, unless said.
    """

    def __init__(self, pair: Pair, called: Callable[[Change], str] = described) -> None:
        self.pair = pair
        self._called = called
        self._changes: dict[Any, list[Change]] = {}

    def changes(self, month: int) -> list[Change]:
        """What differs between the regimes in force in a month."""
        regimes = [world.scenario.regime_at(month) for world in (self.pair.base, self.pair.other)]
        key = tuple(map(id, regimes))  # they live as long as their scenarios
        if key not in self._changes:
            self._changes[key] = changes(*regimes)
        return self._changes[key]

    def of(self, base: Replay, other: Replay, parted: Parting) -> list[Reason]:
        """Why two lives part: by the state where it was first, and at the first event."""
        found = [] if parted.earlier is None else [self.of_state(base, other, parted.earlier)]
        if parted.event is not None:
            found.append(self.of_event(base, other, parted.event, parted.earlier))
        return found

    def of_event(self, base: Replay, other: Replay, apart: Apart, earlier: Left | None) -> Reason:
        """Why something happened in one world only.  earlier: how the state was another before, if it was."""
        month, entries = apart.month, apart.entries
        regimes = [world.scenario.regime_at(month) for world in (self.pair.base, self.pair.other)]
        for entry in entries:
            here = touching.chosen(self.changes(month), touching.of_event(entry, regimes))
            if here:
                return self._part(here)
        if self._begins(month):
            return Reason(PART, (), say("reason.no_system"))
        if any((entry.cause or {}).get("because") == "relative" for entry in entries):
            found = self._of_household(base, other, month)
            if found is not None:
                return found
        return _own(earlier) or self._through_others(base, other, month, entries)

    def of_state(self, base: Replay, other: Replay, left: Left) -> Reason:
        """Why a month left another state, where nothing else happened yet."""
        month = left.month
        for field in left.fields:
            here = touching.chosen(self.changes(month), touching.FIELDS.get(field, ()))
            if here:
                return self._part(here)
        return self._through_others(base, other, month, ())

    def _begins(self, month: int) -> bool:
        there = [world.scenario.start <= month for world in (self.pair.base, self.pair.other)]
        return there[0] != there[1]

    def _part(self, found: list[Change]) -> Reason:
        return Reason(PART, tuple(change.key for change in found), said(self.pair, found, self._called))

    def _through_others(self, base: Replay, other: Replay, month: int, entries: tuple[Entry, ...]) -> Reason:
        """By what somebody else lived otherwise, or by what was published otherwise."""
        found = self._of_household(base, other, month)
        wrong = any(entry.truth in ("misattributed", "false") for entry in entries)
        if found is None and wrong and self._published(month):
            found = published_otherwise()
        return (
            found
            or _of_community(base, other, month)
            or (published_otherwise() if self._published(month) else None)
            or Reason(UNKNOWN, (), say("reason.unknown"))
        )

    def _of_household(self, base: Replay, other: Replay, month: int) -> Reason | None:
        i = month - base.months[0]
        home = base.community.household(base.position, month)
        near = np.flatnonzero(_otherwise(base, other, i + 1)[home])
        if not len(near):
            return None
        return Reason(HOUSEHOLD, (), say("reason.household", len(near)))

    def _published(self, month: int) -> bool:
        """Whether what the country published before a month is another in the two worlds."""
        data = self.pair.base.data, self.pair.other.data
        pairs = (
            [one.news_of(month) for one in data],
            [one.economy_of(month) for one in data],
            [one.law_of(month).learned_points for one in data],
        )
        return any(_bytes(one) != _bytes(two) for one, two in pairs)


def published_otherwise() -> Reason:
    """By what the whole country had published."""
    return Reason(PUBLISHED, (), say("reason.published"))


def also(fields: Iterable[str]) -> list[str]:
    """Fields of a state in words."""
    return [say(f"two.also.{field}") if has(f"two.also.{field}") else field for field in fields]


def _of_community(base: Replay, other: Replay, month: int) -> Reason | None:
    before = int(_otherwise(base, other, month - base.months[0]).sum())
    if not before:
        return None
    return Reason(COMMUNITY, (), say("reason.community", before))


def _otherwise(base: Replay, other: Replay, months: int) -> Any:
    """Who else of the community had another state at the end of one of the first so many months."""
    found = (base.states[:months] != other.states[:months]).any(axis=0)
    found[base.position] = False
    return found


def _own(earlier: Left | None) -> Reason | None:
    """By what the person had lived otherwise before."""
    if earlier is None:
        return None
    when = date_in_words(calendar.text_of(earlier.month))
    return Reason(OWN, (), say("reason.own", what=all_of(also(earlier.fields)), date=when))


def all_of(parts: list[str]) -> str:
    """Parts of a state, each joined to the one before: "fear and points and where the person stands"."""
    return reduce(lambda most, last: say("two.state_and", most=most, last=last), parts)


def _bytes(record: Any) -> bytes:
    return b"" if record is None else np.asarray(record).tobytes()

"""What whoever runs a scenario changed in it: kept with it, so that no run passes for one of the scenario as it was.

Written by `Scenario.set` and `Scenario.without`, not by hand.
"""

from typing import Final

from demerit.calendar import text_of
from demerit.scenario.values import Frozen, Line, Month, Name, Row

BY_USER: Final = "changed by the user"
NAMED: Final = 3  # changes that a title names


class Change(Frozen):
    """A key that was set, or is gone.  since: from which month on; absent: from the start.  to: what it was set to."""

    key: Line
    since: Month | None = None
    to: Line | None = None

    def __str__(self) -> str:
        date = "" if self.since is None else f" from {text_of(self.since)}"
        return f"{self.key}{date}" if self.to is None else f"{self.key}: {self.to}{date}"

    @classmethod
    def of(cls, key: str, since: int | None, to: str | None = None) -> "Change":
        """A change from a month (absolute) on.  A key may be as long as the user likes; 200 characters are kept."""
        return cls(key=key[:200], since=None if since is None else text_of(since), to=to)  # type: ignore[arg-type]

    def covers(self, other: "Change") -> bool:
        """Whether something that is gone has the other in it, or is the same, from then or earlier."""
        same = other.key == self.key or other.key.startswith(f"{self.key}.")
        return same and (self.since is None or (other.since is not None and self.since <= other.since))


class Altered(Frozen):
    """name, title: of the scenario before.  changed: what was set.  without: what was taken away; along: what went
    with it, since it existed only for that, or named it.
    """

    name: Name
    title: Line
    changed: Row[Change] = ()
    without: Row[Change] = ()
    along: Row[Change] = ()

    @property
    def heads(self) -> dict[str, str]:
        """Name, title and kind of the changed scenario: it is nobody's any more but whoever changed it."""
        return {"name": f"{self.name[:52].rstrip('-')}-changed", "title": self._told, "kind": "example"}

    @property
    def _told(self) -> str:
        changed, without = list(map(str, self.changed)), list(map(str, self.without))
        rest = len(changed) + len(without) - NAMED
        without = without[: max(NAMED - len(changed), 0)]
        parts = [f"with {_listed(changed[:NAMED])}"] if changed else []
        parts += [f"without {_listed(without)}"] if without else []
        parts += [f"and {rest} more {'change' if rest == 1 else 'changes'}"] if rest > 0 else []
        return ", ".join([self.title[:1000], *parts])

    def with_set(self, changes: list[Change]) -> "Altered":
        """The same, and these values set: the last one of a key and a month counts."""
        kept = {(one.key, one.since): one for one in (*self.changed, *changes)}
        return self.model_copy(update={"changed": _ordered(list(kept.values()))})

    def with_gone(self, asked: list[Change], along: list[Change]) -> "Altered":
        """The same, and these gone, whatever went first."""
        without = _outermost([*self.without, *asked])
        rest = [one for one in _outermost([*self.along, *along]) if not any(gone.covers(one) for gone in without)]
        without = tuple(one for one in without if not any(gone.covers(one) and gone.key != one.key for gone in rest))
        return self.model_copy(update={"without": without, "along": tuple(rest)})

    def with_back(self, since: int) -> "Altered":
        """The same, where what went along from a month on is there again."""
        return self.model_copy(update={"along": tuple(one for one in self.along if one.since != since)})

    def knows(self, change: Change) -> bool:
        """Whether that is gone already."""
        return any(one.covers(change) for one in (*self.without, *self.along))


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _outermost(changes: list[Change]) -> tuple[Change, ...]:
    """Without what others have in them."""
    kept = dict.fromkeys(changes)
    return _ordered([one for one in kept if not any(other != one and other.covers(one) for other in kept)])


def _ordered(changes: list[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda one: (one.since or 0, one.key)))

"""What a page says of a life that is tried: figures, entries, the question; in the reader's language."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NamedTuple

from demerit.amounts import numeral
from demerit.life import table
from demerit.serve.ask import Ask

FIGURES: Final = (
    *("points", "recorded", "wrongly", "listed", "entries", "refused", "fined", "detained", "silent", "objected"),
    "upheld",
)
MAY_FOLLOW: Final = ("penalty", "detention", "listing", "pass")  # by whoever sees it, and where
OF_RECORDS: Final = ("recorded", "missed", "lost", "unseen")  # what came of an act
ALWAYS: Final = ("points", "listed", "recorded", "wrongly", "refused", "fined")  # shown even where they are nought
PARTS: Final = (("", "event"), (": ", "what"), (", ", "source"), ("; ", "truth"))  # of a line, with what stands before


class Row(NamedTuple):
    """An entry: day and text; change: of points, empty for none; known: whether the person learns of it; kind: of
    `demerit.life.table`.
    """

    day: str
    text: str
    change: str
    known: bool
    kind: str


class Figure(NamedTuple):
    """name; value: as the life is; drawn: had nothing been decided, empty where that is not to be told."""

    name: str
    value: str
    drawn: str

    @property
    def apart(self) -> bool:
        """Whether the two differ."""
        return bool(self.drawn) and self.value != self.drawn


class Told:
    """A life so far.  blind: only what the person knows of it."""

    def __init__(self, ask: Ask, said: dict[str, Any], blind: bool = False) -> None:
        self.ask, self.said, self.blind = ask, said, blind

    @property
    def figures(self) -> list[Figure]:
        """How the person stands, beside the life as it was drawn."""
        now = self.said["felt" if self.blind else "stand"]
        return figures(self.ask, now, None if self.blind else self.said["drawn"], self.said["points"])

    @property
    def since(self) -> list[Row]:
        """What came about since the last decision."""
        return self._rows(self.said["since"])

    @property
    def before(self) -> list[Row]:
        """What came about before."""
        return self._rows(self.said["before"])

    @property
    def came(self) -> str:
        """What came of the last decision; empty at the begin."""
        return came(self.ask, self.said["came"], self.blind)

    def _rows(self, entries: Iterable[dict[str, Any]]) -> list[Row]:
        return [row(self.ask, entry) for entry in entries if entry["known"] or not self.blind]


def came(ask: Ask, what: str | None, blind: bool = False) -> str:
    """What came of a decision, in a sentence; empty where there was none.  blind: as far as the person knows."""
    if what is None:
        return ""
    return ask.say(f"try.came.{'untold' if blind and what in OF_RECORDS else what}")


def figures(ask: Ask, now: dict[str, Any], drawn: dict[str, Any] | None, points: bool) -> list[Figure]:
    """Figures of a stand, beside another; those that are nought in both are left out, but for the most usual."""
    named = [name for name in FIGURES if name != "points" or (points and drawn is not None)]
    kept = [name for name in named if name in ALWAYS or now[name] or (drawn is not None and drawn[name])]
    return [Figure(name, _value(ask, name, now), "" if drawn is None else _value(ask, name, drawn)) for name in kept]


def _value(ask: Ask, name: str, stand: dict[str, Any]) -> str:
    if name != "listed":
        return ask.number(stand[name])
    if not stand["listed"]:
        return ask.say("try.listed.no")
    return ask.say("try.listed.aware" if stand["aware"] else "try.listed.unaware")


def row(ask: Ask, entry: dict[str, Any]) -> Row:
    """An entry as a line."""
    cells = table.row(entry)
    text = "".join(f"{sign}{cells[name]}" for sign, name in PARTS if cells[name])
    day = ask.day(date.fromisoformat(entry["date"]))
    return Row(day, text, cells["change"], bool(entry["known"]), cells["kind"])


def shown(ask: Ask, asked: dict[str, Any]) -> dict[str, str]:
    """A question in words: the day, the question, what the rules say of it."""
    return {
        "day": ask.day(date.fromisoformat(asked["date"])),
        "question": ask.say(f"try.ask.{asked['what']}"),
        "rules": _rules(ask, asked),
    }


def _rules(ask: Ask, asked: dict[str, Any]) -> str:
    rules = asked["rules"]
    if not asked["act"]:
        return ask.say("try.rules.refused") if rules.get("refused") else ""
    points = rules.get("points")
    said = ask.say("try.rules.points", n=abs(points), points=numeral(points, sign=True)) if points else ""
    may = ", ".join(ask.say(f"try.rules.{name}") for name in MAY_FOLLOW if rules.get(name))
    if not said and not may:
        return ask.say("try.rules.none")
    return ask.say(f"try.rules.{'both' if said and may else 'say' if said else 'may'}", what=said, may=may)

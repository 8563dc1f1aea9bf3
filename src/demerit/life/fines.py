"""Automatic fines of a life, year by year: what was imposed falls due later, and may end in another year."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from demerit.life.entry import Entry

# Kinds of which a year is told, in this order: those carried over and imposed are as many as those that ended and are
# open, but for what was given back, which had ended before.
KINDS: Final = ("carried", "imposed", "paid", "unpaid", "returned", "given_back", "open")


class Fines:
    """Fines that are open, as years go by."""

    def __init__(self) -> None:
        self._open: list[Entry] = []

    def of(self, year: Iterable[Entry]) -> dict[str, int]:
        """How many fines of each kind (KINDS) a year has.  year: its entries, in order; to be asked year after year."""
        found = Counter(carried=len(self._open))
        for entry in year:
            if entry.event == "fined":
                self._open.append(entry)
                found["imposed"] += 1
            elif entry.event in ("paid_fine", "left_fine_unpaid"):
                self._ended(entry)
                found["paid" if entry.event == "paid_fine" else "unpaid"] += 1
            elif entry.event == "fine_returned":
                found["returned" if self._fallen(entry) else "given_back"] += 1
        found["open"] = len(self._open)
        return {kind: found[kind] for kind in KINDS}

    def _ended(self, entry: Entry) -> None:
        """The oldest of its conduct ends: all are due after as many days."""
        found = next((each for each in self._open if each.conduct == entry.conduct), None)
        if found is not None:
            self._open.remove(found)

    def _fallen(self, entry: Entry) -> bool:
        """Whether a fine that counts no longer was still open."""
        whose = [each for each in self._open if (each.conduct, each.record) == (entry.conduct, entry.record)]
        for each in whose:
            self._open.remove(each)
        return bool(whose)

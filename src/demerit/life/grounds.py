"""Which single ground a listing rests on: the ledger names none, but the records that reached the file do."""

from typing import Any

from demerit.life import owning
from demerit.life.entry import Entry, month_at
from demerit.life.replaying import Replay
from demerit.vocabulary import CONDUCT


class Grounds:
    """Records of one life that are ground enough for listing, each with the day on which it reaches the file."""

    def __init__(self, moved: Replay) -> None:
        self.moved = moved
        self.found: list[tuple[int, Entry]] = []

    def add(self, day: int, record: Entry) -> None:
        """A record reaches the file on this day."""
        self.found.append((day, record))

    def withdraw(self, about: Entry) -> None:
        """What is contested, or was a warning only, is no ground, at least for now."""
        same = [pair for pair in self.found if _alike(pair[1], about)]
        if same:
            self.found.remove(same[-1])

    def of(self, entered: Entry, law: Any) -> dict[str, Any]:
        """The cause of an entry: the record that came in the month of the decision; it lends its truth and source."""
        month = month_at(entered.day - int(law.grace_days))
        here = [record for day, record in self.found if month_at(day) == month]
        if not here:
            return {"ground": "company" if owning.newly_listed(self.moved, month) else True}
        record = min(here, key=lambda each: int(law.ground[CONDUCT.index(str(each.conduct))]))
        entered.truth, entered.source = record.truth, record.source
        return {"ground": record.conduct}


def _alike(one: Entry, other: Entry) -> bool:
    return (one.conduct, one.source, one.truth) == (other.conduct, other.source, other.truth)

"""What an event of a ledger is: its number, what its three numbers mean, and how it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

# What the numbers a, b and c of a row can mean.
ARGUMENTS: Final = {
    "act": "kind of act, or of what is asked for",
    "conduct": "kind of conduct",
    "record": "kind of conduct, and from bit 8 on what tells this record from the person's others",
    "source": "data source",
    "truth": "what truly happened",
    "demand": "what is asked for",
    "list": "which list",
    "change": "points given or taken",
    "score": "points after it, or those that decided",
    "days": "days",
    "months": "months",
    "fear": "fear afterwards, 0 to 127",
    "cause_of_fear": "what the fear is of: 0 own case, 1 household, 2 community",
    "private": "what is thought, 0 against the line to 15 for it",
    "said": "what is said aloud from now on, on the same scale",
    "favoured": "1 if granted for being on the red list",
    "listed_by": "1 if only wrong records explain it, 2 if a learned score alone does; from bit 2 on the number of the "
    "ground (0: points), from bit 6 what truly happened, from bit 8 the record, or the learned score",
    "by_notice": "1 if by notice, 0 at the counter",
    "known_and_cause": "1 if the person knew of the listing before, and twice the cause; of a refusal for a score from bit 6 which "
    "private one, and from bit 8 its value",
    "about": "0 of a record, 1 of a listing, 2 of one that is decided and begins after days of grace",
    "rating": "rating, from 1 on; 0 for none",
    "rating_before": "rating before, from 1 on; 0 for none; from bit 3 on how many points fewer for want of an audit",
    "because": "0 for its rating, 1 for being on the blacklist, 2 for being on the watch list",
    "ground": "why it is listed",
    "wrongful": "1 if without wrong records it would not be there",
}


class Given:
    """Stands for any value but none."""

    def __repr__(self) -> str:
        return "given"


GIVEN: Final = Given()


@dataclass(frozen=True)
class Say:
    """A text and when it holds.  when: by fact, the values with which it is said.  {name} stands for a fact in words.

    dated: whether "On 4 May 2018" goes before it.  A text of nothing says that nothing is said.
    """

    text: str
    when: Mapping[str, Any] = field(default_factory=dict)
    dated: bool = True

    def holds(self, facts: Mapping[str, Any]) -> bool:
        """Whether it may be said of these facts."""
        return all(_fits(facts.get(name), wanted) for name, wanted in self.when.items())


def _fits(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, tuple):
        return value in wanted
    return value is not None if wanted is GIVEN else bool(value == wanted)


def say(text: str, **when: Any) -> Say:
    """A sentence of a day, without its date and its full stop."""
    return Say(text, when)


def undated(text: str, **when: Any) -> Say:
    """A sentence that names its time itself."""
    return Say(text, when, dated=False)


@dataclass(frozen=True)
class Event:
    """One thing that a ledger can say.

    number: of the row, and for ever; name: as in JSON; words: in a table; rows: of the mechanisms that it shows; a, b,
    c: keys of ARGUMENTS; says: the first that holds is the sentence of the day; parts: texts that stand for a {name} in
    it, chosen alike, and nothing where none holds; yearly: what repeats itself is summed up by year instead.
    """

    number: int
    name: str
    words: str
    rows: tuple[str, ...] = ()
    a: str = ""
    b: str = ""
    c: str = ""
    says: tuple[Say, ...] = ()
    parts: Mapping[str, tuple[Say, ...]] = field(default_factory=dict)
    yearly: bool = False

    @property
    def arguments(self) -> tuple[str, str, str]:
        """What a, b and c mean."""
        return self.a, self.b, self.c


def by_number(events: tuple[Event, ...]) -> dict[int, Event]:
    """Events by number.  Raises ValueError where two share a number or a name."""
    out = {event.number: event for event in events}
    if len(out) < len(events) or len({event.name for event in events}) < len(events):
        raise ValueError("two events share a number or a name")
    return out


def numbers(events: tuple[Event, ...]) -> dict[str, int]:
    """Numbers by name in capitals, as the month writes them."""
    return {event.name.upper(): event.number for event in events}


def chosen(forms: tuple[Say, ...], facts: Mapping[str, Any]) -> Say | None:
    """The first that holds."""
    return next((form for form in forms if form.holds(facts)), None)

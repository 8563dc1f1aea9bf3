"""What a person is asked next: an occasion that was drawn, which can be taken or left, and on which something hangs."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from demerit.life.choices import OBJECTING, Choices, Occasion
from demerit.life.replaying import Data, Replay, replay
from demerit.life.running import takes_part
from demerit.life.trying.again import Again, Month, Row, rows_of
from demerit.life.trying.offered import Offered, as_drawn, offered
from demerit.month.note import (
    ACT,
    CONTESTED_LISTING,
    DECLINED,
    FEARED,
    GRANTED,
    LENT,
    MISSED,
    OBJECTED,
    REPAID,
    SAID,
    SELF_CENSORED,
)
from demerit.vocabulary import CANDIDATES

# What an occasion comes to on its day where nothing hangs on it.
OF_NO_WEIGHT: Final = (ACT, MISSED, GRANTED, DECLINED, FEARED, SAID, SELF_CENSORED, LENT, REPAID)
LOAN: Final = CANDIDATES.index("credit")
LAST: Final = 1 << 31  # order of what is decided behind all acts of a day
DAY, EVENT, WHAT = range(3)  # columns of a row


class Question(NamedTuple):
    """occasion, day, order: which, and when; drawn: whether the person does it as things are; hangs: whether, if it is
    decided otherwise, the month brings the person another record, refusal or the like, or leaves anybody in another
    state; of a loan: whether it ever brings anything but itself.
    """

    occasion: Occasion
    day: int
    order: int
    drawn: bool
    hangs: bool

    @property
    def at(self) -> tuple[int, int]:
        """When it is asked."""
        return self.day, self.order


def questions(
    data: Data,
    moved: Replay,
    choices: Choices,
    after: Occasion | None = None,
    months: Collection[int] | None = None,
) -> Iterator[Question]:
    """All that can be decided behind an occasion, in order, given what is chosen already.

    moved: the replay with these choices; months: of these alone.  What is impossible on its day (in detention, or where
    the person never would) is left out.
    """
    again = Again(data, moved)
    first = 1 if after is None else max(after.month - moved.months[0], 1)
    passed = None if after is None else _when(again, choices, after)
    for i in range(first, len(moved.months)):
        if (months is not None and moved.months[i] not in months) or not takes_part(moved, data, moved.months[i]):
            continue
        for each in _of_month(data, moved, again, choices, i):
            if passed is None or each.at > passed:
                yield each


def _when(again: Again, choices: Choices, after: Occasion) -> tuple[int, int] | None:
    """When an occasion was decided; None where it cannot be told."""
    if after.kind != OBJECTING:
        drawn = as_drawn(again.data, again.moved, after)
        return None if drawn is None else (drawn.day, drawn.order)
    i = after.month - again.moved.months[0]
    objecting = _objecting(again, choices, i, again.was(i)) if 1 <= i < len(again.moved.months) else None
    return None if objecting is None else objecting.at


def _of_month(data: Data, moved: Replay, again: Again, choices: Choices, i: int) -> list[Question]:
    was = again.was(i)
    found = [_about(again, choices, i, was, each) for each in offered(data, moved, i)]
    objecting = _objecting(again, choices, i, was) if data.law_of(moved.months[i]).objection else None
    return sorted((each for each in [*found, objecting] if each is not None), key=lambda each: each.at)


def _about(again: Again, choices: Choices, i: int, was: list[Row], each: Offered) -> Question | None:
    """The question of an occasion; None where it cannot be decided."""
    kind = each.occasion.kind
    done = _acts(was, each.day, kind)
    for drawn in (True, False) if done else (False,):
        other = choices.leaving(each.occasion) if drawn else choices.taking(each.occasion)
        month = again.month(i, other)
        if _acts(month.rows, each.day, kind) == done + (-1 if drawn else 1):
            hangs = _hangs(was, month) and (kind != LOAN or _ever(again, other))
            return Question(each.occasion, each.day, each.order, drawn, hangs)
    return None


def _acts(rows: list[Row], day: int, kind: int) -> int:
    return sum(row[DAY] == day and row[EVENT] == ACT and row[WHAT] == kind for row in rows)


def _objecting(again: Again, choices: Choices, i: int, was: list[Row]) -> Question | None:
    """Whether to object to what the person is told of in a month: one decision for all of it."""
    occasion = Occasion(again.moved.months[i], OBJECTING)
    made = _objections(was)
    month = again.month(i, choices.leaving(occasion) if made else choices.taking(occasion))
    others = _objections(month.rows)
    if len(made) == len(others):
        return None
    day = min(row[DAY] for row in (made or others))
    return Question(occasion, day, LAST, bool(made), True)


def _objections(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row[EVENT] in (OBJECTED, CONTESTED_LISTING)]


def _hangs(was: list[Row], month: Month) -> bool:
    return not month.same or _weighty(was) != _weighty(month.rows)


def _ever(again: Again, other: Choices) -> bool:
    """Whether a loan ever comes to anything but itself: it is open for years, and most are repaid."""
    moved = again.moved
    then = replay(again.data, moved.person, choices=other)
    return _weighty(rows_of(moved.ledger)) != _weighty(rows_of(then.ledger))


def _weighty(rows: list[Row]) -> Counter[Row]:
    return Counter(row for row in rows if row[EVENT] not in OF_NO_WEIGHT)

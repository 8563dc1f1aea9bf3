"""How far a life that is tried has come, and what is asked next; plain data."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from demerit import calendar
from demerit.errors import DemeritError
from demerit.life.choices import OBJECTING, Choices, Occasion
from demerit.life.entry import Entry, has_points, iso
from demerit.life.introduction import introduced
from demerit.life.ledger import entries
from demerit.life.replaying import Data, Replay, replay
from demerit.life.rules import Rules
from demerit.life.story import begins
from demerit.life.summary import head
from demerit.life.trying.came import came
from demerit.life.trying.names import OBJECTION, name_of
from demerit.life.trying.offered import as_drawn
from demerit.life.trying.question import Question, questions
from demerit.life.trying.standing import known, standing
from demerit.vocabulary import CANDIDATES, CONDUCT, DEMANDS

FORMAT: Final = 1
PROOF: Final = "health_breach"  # conduct for which a health pass is lost
EVERYDAY: Final = ("act", "missed", "granted", "declined", "said")
Plain = dict[str, Any]


class Lived(NamedTuple):
    """A replay and its ledger."""

    moved: Replay
    ledger: list[Entry]


def lived(data: Data, rules: Rules, person: int, choices: Choices) -> Lived:
    """A life with some choices.  Raises DemeritError for an id that is nobody's."""
    moved = replay(data, person, choices=choices)
    return Lived(moved, entries(moved, data, rules))


def step(
    data: Data, rules: Rules, person: int, choices: Choices, after: Occasion | None = None, every: bool = False
) -> Plain:
    """How far a life has come.

    choices: what was decided otherwise than drawn; after: the occasion that was decided last, None for the begin;
    every: ask of every occasion, not only of those on which something hangs.

    Keys: id, head, scenario, span, asked (None at the end), came (what came of the last decision, see
    `demerit.life.trying.came`; None at the begin), since (entries from it on), before (earlier
    ones since the system runs), until (the last day told), stand, felt (the same as far as the person knows it), drawn
    (how the person stands on that day with nothing decided), points (whether there are any), decided (how many choices
    differ from what was drawn).  Entries have `known`, whether the person learns of it, and, unless every occasion is
    asked of, are those that weigh anything.

    Raises DemeritError for an id that is nobody's, and for an occasion that was not drawn for the person.
    """
    now = lived(data, rules, person, choices)
    _drawn(now.moved, [*choices.taken, *choices.left, *([] if after is None else [after])])
    drawn = now if not (choices.taken or choices.left) else lived(data, rules, person, Choices())
    found = (each for each in questions(data, now.moved, choices, after) if every or each.hangs)
    asked = next(found, None)
    until = calendar.first_day(now.moved.months[-1] + 1) if asked is None else asked.day
    since = _since(data, now, after)
    told = [entry for entry in now.ledger if entry.day < until]
    begun = _begun(data, now)
    shown = [plain(e, now.ledger) for e in told if begun <= e.day and (every or weighs(e))]
    return {
        "format": FORMAT,
        **about(rules, now.moved),
        "asked": None if asked is None else question(data, rules, asked),
        "came": None if after is None else came(data, now.moved, now.ledger, after),
        "since": [each for each in shown if each["day"] >= since],
        "before": [each for each in shown if each["day"] < since],
        "until": iso(until - 1),
        "stand": standing(now.moved, told, data),
        "felt": standing(now.moved, [entry for entry in told if known(entry, now.ledger)], data),
        "drawn": standing(drawn.moved, [entry for entry in drawn.ledger if entry.day < until], data),
        "points": has_points(data.law_of(now.moved.months[-1])),
        "decided": len(choices.taken) + len(choices.left),
    }


def about(rules: Rules, moved: Replay) -> Plain:
    """Who is replayed, and in which world."""
    who = head(moved)
    return {
        "id": moved.person,
        "head": who | {"text": introduced(who, calendar.text_of(moved.months[-1]))},
        "scenario": {"name": rules.name, "title": rules.title},
        "span": [calendar.text_of(moved.months[0]), calendar.text_of(moved.months[-1])],
    }


def _begun(data: Data, now: Lived) -> int:
    """The first day on which the system runs where the person lives; the day after the last if it never does."""
    month = begins(now.moved, data)
    return calendar.first_day(now.moved.months[-1] + 1 if month is None else month)


def _since(data: Data, now: Lived, after: Occasion | None) -> int:
    """The day of the last decision."""
    if after is None:
        return _begun(data, now)
    drawn = as_drawn(data, now.moved, after)
    return calendar.first_day(after.month) if drawn is None else drawn.day


def plain(entry: Entry, ledger: Sequence[Entry]) -> Plain:
    """An entry, and whether the person learns of it."""
    return {**entry.plain(), "known": known(entry, ledger)}


def weighs(entry: Entry) -> bool:
    """Whether an entry is more than what happens every day, and to everybody."""
    return entry.event not in EVERYDAY


def _drawn(moved: Replay, occasions: Sequence[Occasion]) -> None:
    """Raises DemeritError for an occasion that was not drawn: nothing else can be decided."""
    for each in occasions:
        i = each.month - moved.months[0]
        there = 0 <= i < len(moved.months)
        if not there or (each.kind != OBJECTING and not int(moved.offers[i, each.ordinal]) >> each.kind & 1):
            said = f"{name_of(each)} was not drawn for person {moved.person}, and cannot be decided"
            raise DemeritError(said, "not_drawn", occasion=name_of(each), person=moved.person)


def question(data: Data, rules: Rules, asked: Question) -> Plain:
    """A question: name, date, what it is about, whether it is done as drawn, what the rules say of it."""
    kind, month = asked.occasion.kind, asked.occasion.month
    what = OBJECTION if kind == OBJECTING else CANDIDATES[kind]
    return {
        "name": name_of(asked.occasion),
        "date": iso(asked.day),
        "what": what,
        "act": kind != OBJECTING and what not in DEMANDS,
        "drawn": asked.drawn,
        "hangs": asked.hangs,
        "rules": _rules(data.law_of(month), rules, what, month),
    }


def _rules(law: Any, rules: Rules, what: str, month: int) -> Plain:
    """What the regime says of an act: points; that a penalty, detention, a listing on this ground alone or the loss of
    the health pass may follow, by whoever sees it and where; of a demand: whether those listed are refused it.
    """
    if what in DEMANDS:
        barred = rules.consequence(what, month)
        return {} if barred is None else {"refused": True}
    if what not in CONDUCT:
        return {}
    conduct = CONDUCT.index(what)
    said: Plain = {"points": int(law["points"][conduct])} if law["watched"][conduct] else {}
    may = {
        "penalty": law["penalty"][conduct].any(),
        "detention": law["detain"][:, :, conduct].any(),
        "listing": law["ground"][conduct] > 0,
        "pass": what == PROOF and law["pass_days"] > 0,
    }
    return said | {name: True for name, there in may.items() if there}

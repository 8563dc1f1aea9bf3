"""A life as a tree of decisions, every way through it lived: what a file needs in which it is tried without Demerit.

Only so many occasions are decided about, those on which most hangs in the life as it was drawn; all others stay as they
were drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from demerit import calendar
from demerit.errors import DemeritError
from demerit.life.choices import Choices, Occasion
from demerit.life.entry import Entry, has_points, iso
from demerit.life.replaying import Data
from demerit.life.rules import Rules
from demerit.life.story import begins
from demerit.life.trying.came import came
from demerit.life.trying.question import OF_NO_WEIGHT, WHAT, Question, questions
from demerit.life.trying.standing import standing
from demerit.life.trying.step import FORMAT, Lived, Plain, about, lived, plain, question, weighs

DECISIONS: Final = 6  # most on one way through: sixty-four lives
WEIGHED: Final = 40  # occasions of which it is tried how much hangs on them


@dataclass
class _Lives:
    """Lives of one person by what is decided."""

    data: Data
    rules: Rules
    person: int
    known: dict[Choices, Lived] = field(default_factory=dict)

    def of(self, choices: Choices) -> Lived:
        if choices not in self.known:
            self.known[choices] = lived(self.data, self.rules, self.person, choices)
        return self.known[choices]


def lesson(data: Data, rules: Rules, person: int, decisions: int = DECISIONS) -> Plain:
    """The tree of a person's decisions, as plain data.

    decisions: most on one way, 1 to 8.

    Keys: format, id, head, scenario, span, points (whether there are any), decisions, ways (how many ways through there
    are), tree.  A node of the tree: came (what came of the decision before, None at the begin), rows (entries
    since then), stand, until (the last day told), asked (None
    at an end), and then taken and left, nodes; at an end: drawn (the stand of the life as drawn).

    Raises DemeritError for an id that is nobody's, and for somebody on none of whose decisions anything hangs.
    """
    lives = _Lives(data, rules, person)
    base = lives.of(Choices())
    asked = _weightiest(lives, base, decisions)
    if not asked:
        raise DemeritError(
            f"nothing hangs on any decision of person {person}; choose another", "no_lesson", person=person
        )
    month = begins(base.moved, data)
    begun = calendar.first_day(base.moved.months[0] if month is None else month)
    tree = _node(lives, Choices(), asked, begun)
    return {
        "format": FORMAT,
        **about(rules, base.moved),
        "points": has_points(data.law_of(base.moved.months[-1])),
        "decisions": len(asked),
        "ways": sum(1 for _ in ends(tree)),
        "tree": tree,
    }


def ends(node: Plain) -> Iterator[Plain]:
    """The ends of a tree."""
    if node["asked"] is None:
        yield node
    else:
        yield from ends(node["taken"])
        yield from ends(node["left"])


def _weightiest(lives: _Lives, base: Lived, most: int) -> list[Occasion]:
    """The occasions on which most hangs in the life as it was drawn, in the order of time."""
    found = [each for each in questions(lives.data, base.moved, Choices()) if each.hangs][:WEIGHED]
    weights = [(_weight(lives, base, each), -n, each.occasion) for n, each in enumerate(found)]
    best = sorted(weights, reverse=True)[:most]
    order = [each.occasion for each in found]
    return sorted((occasion for _, _, occasion in best), key=order.index)


def _weight(lives: _Lives, base: Lived, asked: Question) -> int:
    """How many rows of the ledger are otherwise if it is decided otherwise; what a loan brings counts once."""
    choices = Choices()
    other = lives.of(choices.leaving(asked.occasion) if asked.drawn else choices.taking(asked.occasion))
    one, two = (_weighty(each) for each in (base, other))
    return len(one ^ two)


def _weighty(life: Lived) -> set[tuple[int, ...]]:
    return {tuple(row[: WHAT + 1]) for row in life.moved.ledger.tolist() if row[1] not in OF_NO_WEIGHT}


def _node(
    lives: _Lives, choices: Choices, left: Sequence[Occasion], since: int, after: Occasion | None = None
) -> Plain:
    """From a day on to the next decision that there is on this way, or to the end."""
    life = lives.of(choices)
    found = {each.occasion: each for each in _asked(lives, life, choices, left)}
    here = next((each for each in left if each in found), None)
    if here is None:
        until = calendar.first_day(life.moved.months[-1] + 1)
        drawn = lives.of(Choices())
        return {
            **_told(lives, life, since, until, after),
            "asked": None,
            "drawn": standing(drawn.moved, drawn.ledger, lives.data),
        }
    asked, behind = found[here], left[left.index(here) + 1 :]
    return {
        **_told(lives, life, since, asked.day, after),
        "asked": question(lives.data, lives.rules, asked),
        "taken": _node(lives, choices if asked.drawn else choices.taking(here), behind, asked.day, here),
        "left": _node(lives, choices.leaving(here) if asked.drawn else choices, behind, asked.day, here),
    }


def _asked(lives: _Lives, life: Lived, choices: Choices, left: Sequence[Occasion]) -> Iterator[Question]:
    """Those of the decisions that are left which can be made on this way."""
    months = {each.month for each in left}
    wanted = {*left}
    found = questions(lives.data, life.moved, choices, months=months)
    yield from (each for each in found if each.occasion in wanted)


def _told(lives: _Lives, life: Lived, since: int, until: int, after: Occasion | None) -> Plain:
    told: list[Entry] = [entry for entry in life.ledger if entry.day < until]
    return {
        "came": None if after is None else came(lives.data, life.moved, life.ledger, after),
        "rows": [plain(e, life.ledger) for e in told if since <= e.day and weighs(e)],
        "stand": standing(life.moved, told, lives.data),
        "until": iso(until - 1),
    }

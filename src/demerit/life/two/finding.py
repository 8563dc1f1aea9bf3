"""Finding somebody by how two lives differ: "spared", "harmed", "parted by rules.criticism", beside all that a life can
be asked for, which must then be so in one of the two worlds.

First those whom the comparison kept for it, then communities in the order of every search.
"""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cached_property
from typing import Any, Final, NamedTuple

from demerit.errors import NobodyFoundError
from demerit.life.asking import FILLERS, about_organisations, order, words_of
from demerit.life.criterion import Criterion
from demerit.life.finding import find as find_in_one
from demerit.life.finding import parsed
from demerit.life.harms import fewer, harms_in
from demerit.life.ledger import entries
from demerit.life.replaying import Replay, replay, replay_everybody
from demerit.life.searching import MOST, in_full
from demerit.life.story import told
from demerit.life.two.comparison import Pair
from demerit.life.two.parting import differ, parting
from demerit.life.two.reasons import COMMUNITY, HOUSEHOLD, PUBLISHED, Reason, Reasons
from demerit.life.two.story import of, tell
from demerit.life.two.touching import within
from demerit.printable import cut
from demerit.world.errors import DemeritError

PARTED_BY: Final = re.compile(r"\bparted\s+by\s+(?:the\s+|a\s+|an\s+)?([^\s,;]+)", re.IGNORECASE)
BY_HARM: Final = re.compile(r"\b(spared|harmed)\b", re.IGNORECASE)
OTHERS: Final = {
    "household": HOUSEHOLD,
    "family": HOUSEHOLD,
    "community": COMMUNITY,
    "neighbours": COMMUNITY,
    "country": PUBLISHED,
}
LONGEST: Final = 80  # letters of what parts nobody
OURS: Final = ("spared", "harmed", "parted by (a part that differs, household, community, country)")
SHOWN: Final = 12


class Both:
    """One person's two lives, of which no more is told than a question needs."""

    def __init__(self, pair: Pair, base: Replay, other: Replay, reasons: Reasons) -> None:
        self.pair, self.base, self.other, self.reasons = pair, base, other, reasons

    @cached_property
    def harms(self) -> dict[str, int]:
        """How many fewer harms there are in the other world, and how many more."""
        base, other = harms_in(self.base.ledger), harms_in(self.other.ledger)
        return {"spared": fewer(base, other).total(), "harmed": fewer(other, base).total()}

    @cached_property
    def why(self) -> list[Reason]:
        """Why the lives part: by the state where it was first, and at the first event."""
        worlds = ((self.pair.base, self.base), (self.pair.other, self.other))
        ledgers = [entries(moved, world.data, world.rules) for world, moved in worlds]
        parted = parting(self.base, self.other, (ledgers[0], ledgers[1]))
        return [] if parted is None else self.reasons.of(self.base, self.other, parted)

    def one_is(self, wanted: list[Criterion]) -> bool:
        """Whether all that is asked of one life is so in one of the two worlds."""
        worlds = ((self.pair.base, self.base), (self.pair.other, self.other))
        lives = (told(moved, world.data, world.rules) for world, moved in worlds if wanted)
        return not wanted or any(all(criterion.test(life) for criterion in wanted) for life in lives)


Test = Callable[[Both], bool]


class Asked(NamedTuple):
    """What is asked of two lives: how they differ, and what must be so in one of them."""

    names: list[str]
    tests: list[Test]
    others: list[Criterion]
    spared: bool
    harmed: bool


def find(pair: Pair, sample: list[dict[str, Any]], text: str, most: int = MOST, every: bool = False) -> dict[str, Any]:
    """The first person whose two lives fulfil a text, told.  every: whether the sample holds all whose lives differ.

    Raises DemeritError for unknown words, or if nobody is.
    """
    if about_organisations(text):
        raise DemeritError(f"--find {text}: a comparison tells people in two worlds, and no organisations")
    asked = read(pair, text)
    if not asked.tests:
        return _in_either(pair, text, most)
    reasons = Reasons(pair)
    known = every and (asked.spared or asked.harmed or not sample)
    for base, other in _candidates(pair, sample, asked, 0 if known else most):
        both = Both(pair, base, other, reasons)
        if all(test(both) for test in asked.tests) and both.one_is(asked.others):
            return of(pair, base, other, reasons)
    raise NobodyFoundError(_none_of_those(pair, sample, asked) if known else _nobody(pair, asked, most))


def read(pair: Pair, text: str) -> Asked:
    """What a text asks for.  Raises DemeritError that lists what can be asked for."""
    names, tests = [], []
    for key in PARTED_BY.findall(text):
        name, test = _parted_by(pair, key)
        names.append(f"parted by {name}")
        tests.append(test)
    rest = PARTED_BY.sub(" ", text)
    harms = [word.lower() for word in BY_HARM.findall(rest)]
    names += harms
    tests += [_harm(word) for word in dict.fromkeys(harms)]
    rest = BY_HARM.sub(" ", rest)
    provinces = tuple(pair.base.data.names)
    blank = all(word in FILLERS for word in words_of(rest))
    others = [] if blank and tests else parsed(rest, provinces, OURS)
    return Asked([*names, *(each.name for each in others)], tests, others, "spared" in harms, "harmed" in harms)


def _harm(word: str) -> Test:
    return lambda both: both.harms[word] > 0


def _parted_by(pair: Pair, key: str) -> tuple[str, Test]:
    """A part of the regime that differs, or whoever lived otherwise before."""
    if key.lower() in OTHERS:
        kind = OTHERS[key.lower()]
        return key.lower(), lambda both: any(reason.kind == kind for reason in both.why)
    there = differing(pair)
    wanted = key.removeprefix("regime.")
    known = [each for each in there if within(each, wanted) or wanted in each.split(".")]
    if not known:
        names = [*there, *(each.rpartition(".")[2] for each in there), *OTHERS]
        near = get_close_matches(wanted, names, n=1, cutoff=0.5)
        hint = f"; did you mean `{near[0]}`?" if near else ""
        shown = ", ".join([*there[:SHOWN], *([f"and {len(there) - SHOWN} more"] if len(there) > SHOWN else [])])
        what = f"these differ between {pair.base.name} and {pair.other.name}: {shown or 'nothing'}"
        others = "or ask for household, community, country"
        raise DemeritError(f"--find parted by {cut(key, LONGEST)} is nothing that differs{hint}; {what}; {others}")
    return wanted, lambda both: any(key in known for reason in both.why for key in reason.keys)


def differing(pair: Pair) -> list[str]:
    """Every key that differs between the regimes of two worlds in some month."""
    reasons = Reasons(pair)
    months = [world.scenario.months for world in (pair.base, pair.other)]
    span = range(min(each[0] for each in months), max(each[-1] for each in months) + 1)
    return list(dict.fromkeys(change.key for month in span for change in reasons.changes(month)))


def _candidates(pair: Pair, sample: list[dict[str, Any]], asked: Asked, most: int) -> Iterator[tuple[Replay, Replay]]:
    """People whose lives differ: those of the sample first, as they fit best; then whole communities."""
    seen = set()
    for row in _sampled(sample, asked):
        seen.add(row["person"])
        yield replay(pair.base.data, row["person"]), replay(pair.other.data, row["person"])
    provinces = {criterion.province for criterion in asked.others}
    told_so_far = 0
    for c in order(pair.base.data, provinces)[:most]:
        everybody = [replay_everybody(world.data, c) for world in (pair.base, pair.other)]
        for person in sorted(everybody[0].keys() & everybody[1].keys()):
            base, other = everybody[0][person], everybody[1][person]
            if person not in seen and differ(base, other) and told_so_far < in_full(most):
                told_so_far += 1
                yield base, other


def _sampled(sample: list[dict[str, Any]], asked: Asked) -> list[dict[str, Any]]:
    fitting = [
        row for row in sample if (not asked.spared or row["spared"] > 0) and (not asked.harmed or row["harmed"] > 0)
    ]
    return sorted(fitting, key=lambda row: (-_worth(row, asked), row["person"]))


def _worth(row: dict[str, Any], asked: Asked) -> int:
    """How much of what is asked for there is; of both, where neither is."""
    either = not asked.spared and not asked.harmed
    return int(row["spared"]) * (asked.spared or either) + int(row["harmed"]) * (asked.harmed or either)


def _in_either(pair: Pair, text: str, most: int) -> dict[str, Any]:
    """Somebody with a life as asked for in the base, or else in the other world."""
    errors = []
    for world in (pair.base, pair.other):
        try:
            return tell(pair, int(find_in_one(world.data, world.rules, text, most)["id"]))
        except DemeritError as error:
            errors.append(error)
    raise errors[0]


def _none_of_those(pair: Pair, sample: list[dict[str, Any]], asked: Asked) -> str:
    between = f"between {pair.base.name} and {pair.other.name}"
    if not sample:
        return f"nobody found: nobody's life differs {between}"
    people = "one person" if len(sample) == 1 else f"{len(sample):,} people"
    said = " + ".join(asked.names)
    return f"nobody found: the lives of {people} differ {between}, and of none of them this is true: {said}"


def _nobody(pair: Pair, asked: Asked, most: int) -> str:
    there = len(pair.base.data.layout)
    looked = min(most, there)
    for_what = " + ".join(asked.names)
    further = ", or search further with --communities" if looked < there else ""
    return (
        f"nobody found: searched {looked:,} of {there:,} communities for {for_what} in {pair.base.name} and "
        f"{pair.other.name}; ask for less{further}"
    )

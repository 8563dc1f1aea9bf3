"""What would have spared somebody, told: each change tried by a replay, the smallest first; plain data for JSON."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np

from demerit.life.choices import Choices
from demerit.life.replaying import Data, Replay, replay
from demerit.life.rules import Rules
from demerit.life.story import telling
from demerit.life.why.candidates import ORDER, Candidate, candidates
from demerit.life.why.changed import Changed, country_of
from demerit.life.why.happened import counts_in, fewer, happened, said, told
from demerit.phrases import say
from demerit.scenario import Scenario
from demerit.world import folder
from demerit.world.as_lived import as_lived
from demerit.world.replay_data import load

FORMAT: Final = 1  # of the JSON
PAIRS: Final = 8  # changes of two that are tried where no single one spares everything


@dataclass(frozen=True)
class Tried:
    """What came of a change.  others: how many others of the community would have lived otherwise."""

    candidate: Candidate
    was: Counter[str]
    now: Counter[str]
    others: int

    @property
    def spared(self) -> Counter[str]:
        """What would not have happened, by kind."""
        return fewer(self.was, self.now)

    @property
    def more(self) -> Counter[str]:
        """What would have happened more often, by kind."""
        return fewer(self.now, self.was)

    @property
    def helps(self) -> bool:
        """Whether less would have happened in all."""
        return self.spared.total() > self.more.total()

    @property
    def whole(self) -> bool:
        """Whether nothing of all that would have happened."""
        return not self.now.total()

    @property
    def size(self) -> tuple[bool, int, int]:
        """In which order changes are told: those that spare everything first, the smallest first."""
        return not self.whole, self.others, ORDER.index(self.candidate.kind)

    @property
    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "what": self.candidate.what,
            "kind": self.candidate.kind,
            "keys": list(self.candidate.keys),
            "along": list(self.candidate.along),
            "whole": self.whole,
            "spared": dict(self.spared),
            "more": dict(self.more),
            "left": dict(self.now),
            "others": self.others,
            "text": self._told(),
        }

    def _told(self) -> str:
        lived = say("why.others", self.others) if self.others else say("why.others.none")
        if self.whole:
            return " ".join((say("why.whole"), lived))
        more = [say("why.instead", what=said(self.more))] if self.more else []
        left = say("why.left", what=said(self.now))
        return " ".join((say("why.spared", what=said(self.spared)), *more, left, lived))


def tell(run: Path, person: int) -> dict[str, Any]:
    """What would have spared a person of a run.  Raises DemeritError."""
    data, plain = load(run), folder.read_part(run, folder.SCENARIO_JSON, folder.manifest(run))
    return of(data, as_lived(run / folder.SCENARIO_JSON, plain), Rules(plain), person)


def of(data: Data, scenario: Scenario, rules: Rules, person: int) -> dict[str, Any]:
    """The same of what has been read already.

    Keys: format, statement, id, scenario, head, happened (entries, said), how, text, helps (what, keys, along, kind,
    whole, spared, left, others, text), not_helping (what each was).
    """
    moved = replay(data, person)
    life = telling(moved, data, rules).life
    hurt = happened(life["ledger"])
    found = sorted(Trying(data, scenario, moved).all(life["ledger"]) if hurt else (), key=lambda each: each.size)
    helping = [each for each in found if each.helps]
    return {
        "format": FORMAT,
        "statement": say("statement"),
        "id": person,
        "scenario": life["scenario"],
        "head": life["head"],
        "happened": {"entries": hurt, "said": told(hurt) if hurt else say("why.none")},
        "how": say("why.how") if hurt else "",
        "text": _summed_up(hurt, helping, found),
        "helps": [each.plain for each in helping],
        "not_helping": [each.candidate.what for each in found if not each.helps],
    }


def _summed_up(hurt: list[dict[str, Any]], helping: list[Tried], found: list[Tried]) -> str:
    if not hurt:
        return say("why.nothing", none=say("why.none"))
    text = say("why.happened", what=told(hurt))
    if not helping:
        return " ".join((text, say("why.tried_in_vain", len(found))))
    whole = sum(each.whole for each in helping)
    counts = [str(n) if n else say("why.no_change") for n in (whole, len(helping) - whole)]
    return " ".join((text, say("why.tried", len(found), whole=counts[0], part=counts[1])))


class Trying:
    """Changes tried on one person of a run, by replays."""

    def __init__(self, data: Data, scenario: Scenario, moved: Replay) -> None:
        self.data, self.scenario, self.moved = data, scenario, moved
        self.country = country_of(scenario, data.names)
        self.was = counts_in(moved.ledger)

    def all(self, ledger: list[dict[str, Any]]) -> list[Tried]:
        """Every candidate; and two together, where no single one spares everything."""
        found = [self.one(each) for each in candidates(self.scenario, ledger)]
        if not any(each.whole for each in found):
            found += self._together(found)
        return found

    def _together(self, found: list[Tried]) -> list[Tried]:
        """Two changes that together spare everything; none of which both parts are larger than those of another."""
        enough: list[tuple[tuple[int, int], Tried]] = []
        for sizes, candidate in islice(_pairs(found), PAIRS):
            if not any(a <= sizes[0] and b <= sizes[1] for (a, b), _ in enough):
                tried = self.one(candidate)
                enough += [(sizes, tried)] if tried.whole else []
        return [tried for _, tried in enough]

    def one(self, candidate: Candidate) -> Tried:
        """One of them."""
        changed = Changed(self.data, self.scenario, candidate.scenario, self.country)
        then = replay(changed, self.moved.person, choices=Choices(unrecorded=candidate.unmade))
        otherwise = (then.states != self.moved.states).any(axis=0)
        otherwise[self.moved.position] = False
        return Tried(candidate, self.was, counts_in(then.ledger), int(np.count_nonzero(otherwise)))


def _pairs(found: list[Tried]) -> Iterator[tuple[tuple[int, int], Candidate]]:
    """Two changes that may together spare everything, as each spares what the other leaves; the smallest first.

    Yields the size of each, and both together.
    """
    helping = sorted((each for each in found if each.helps), key=lambda each: each.size)
    both = [(a, b) for n, a in enumerate(helping) for b in helping[n + 1 :] if _whole_together(a, b)]
    for a, b in sorted(both, key=lambda pair: pair[0].others + pair[1].others):
        together = a.candidate.and_also(b.candidate)
        if together is not None:
            yield (a.others, b.others), together


def _whole_together(a: Tried, b: Tried) -> bool:
    return all(not a.now[kind] or not b.now[kind] for kind in a.was)

"""Finding an organisation by what befell it: "a foreign company rated D, refused a tender"."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from demerit.life import asking
from demerit.life.asking import order, phrases
from demerit.life.company import told
from demerit.life.company_criteria import BY_NAME, SYNONYMS, CompanyCriterion, anyone, head
from demerit.life.finding import MOST, in_full
from demerit.life.replaying import Data, replay_community, replay_organisation
from demerit.life.rules import Rules
from demerit.organisations.desk import ORG_STRIDE
from demerit.world.errors import DemeritError


def vocabulary(provinces: Sequence[str]) -> str:
    """What can be asked for, as a list for people."""
    return ", ".join([*BY_NAME, f"or a province ({', '.join(provinces)})"])


def parsed(text: str, provinces: Sequence[str]) -> list[CompanyCriterion]:
    """The criteria that a text names.  Raises DemeritError that lists what can be asked for."""
    known = phrases(BY_NAME, SYNONYMS, provinces, _province)
    return asking.parsed(text, known, vocabulary(provinces))


def _province(number: int, name: str) -> CompanyCriterion:
    return CompanyCriterion(name, anyone, head("province", name), number)


def matches(data: Data, rules: Rules, wanted: list[CompanyCriterion], most: int = MOST) -> Iterator[dict[str, Any]]:
    """Stories that fulfil everything wanted, in the order of the search.  Raises DemeritError when the search ends."""
    looked, there, stories, full = 0, 0, 0, in_full(most)
    for c in order(data, {criterion.province for criterion in wanted})[:most]:
        moved = replay_community(data, c)
        looked, there = looked + 1, there + moved.firms.shape[1]
        may = np.logical_and.reduce([criterion.screen(moved, data) for criterion in wanted])
        for f in np.flatnonzero(may)[: full - stories]:
            stories += 1
            story = told(*replay_organisation(data, c * ORG_STRIDE + int(f)), data, rules)
            if all(criterion.test(story) for criterion in wanted):
                yield story
        if stories >= full:
            break
    raise DemeritError(
        f"no organisation found: searched {there} in {looked} of {len(data.layout)} communities for "
        f"{' + '.join(criterion.name for criterion in wanted)}; ask for less, or search further with --communities"
    )


def find(data: Data, rules: Rules, text: str, most: int = MOST) -> dict[str, Any]:
    """The first story that fulfils a text of criteria.  Raises DemeritError for unknown words, or if none is found."""
    return next(matches(data, rules, parsed(text, tuple(data.names)), most))

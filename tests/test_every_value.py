"""A number in a scenario that moves nothing is a defect: each says what it moves, and when it is turned, that moves.

Here some fields are turned, each in one preset at least; `python -m tests.helpers.turning` turns every field, and with
names of presets every number of theirs, and prints those that do not move what they say.
"""

from functools import lru_cache

import pytest
from tests.helpers.turning import TRIES, Case, cases, turn

from demerit.catalogue.of_organisations import OF_ORGANISATIONS
from demerit.catalogue.of_people import OF_PEOPLE
from demerit.scenario.turning import Moves

OF_REGIME, OF_SOCIETY = 3, 8  # one in so many fields is turned here


@lru_cache(maxsize=1)
def fields() -> dict[str, list[Case]]:
    return cases()


def test_every_number_of_every_preset_says_what_it_moves() -> None:
    assert [field for field, found in fields().items() if found[0].number.says is None] == []


def test_what_a_number_moves_is_a_measure_of_the_catalogue() -> None:
    known = {False: {m.field for m in OF_PEOPLE}, True: {m.field for m in OF_ORGANISATIONS}}
    for field, found in fields().items():
        says = found[0].number.says
        assert not isinstance(says, Moves) or says.measure in known[says.organisations], field


# Not seen to move at the size of these worlds, some ten thousand people for six years.
UNSEEN = {
    "CommercialScore.highest": "nobody comes near the limit",
    "LearnedScore.people": "too few people to learn from",
    "LearnedScore.lists_below": "too few people to learn from",
    "Best.years": "in no year are so many organisations that young rated best",
    "Ostracism.strength": "hardly anybody says what most around do not",
}


def turned_here() -> list[str]:
    """Some fields of regimes, and some of societies."""
    whose = {field: found[0].number.path[0] for field, found in fields().items()}
    society = [field for field, first in whose.items() if first == "society"]
    regime = [field for field, first in whose.items() if first == "regime" and field not in UNSEEN]
    return regime[::OF_REGIME] + society[::OF_SOCIETY]


@pytest.mark.parametrize("field", turned_here())
def test_turning_a_number_moves_what_it_says(field: str) -> None:
    tried = []
    for case in fields()[field][:TRIES]:
        found = turn(case.preset, case.number)
        if found is not None and found.moves:
            return
        tried.append(f"{case.preset}: {found or case.number.path}")
    pytest.fail("\n".join(["moves nothing, or the other way:", *tried]))

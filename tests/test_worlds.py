"""The small worlds that tests share: what is computed once comes out as if it were computed anew."""

from typing import Any

import pytest
from tests.helpers.worlds import same, scenario, world

from demerit.world.simulation import World

OTHERS: dict[str, dict[str, Any]] = {
    "as told": {},
    "no regime": {"regime": {}},
    "notice, and much fear": {"regime__rights__notice": True, "regime__fear__neighbours": 120},
    "nobody's opinion": {"society__opinions": None},
    "no organisations": {"regime__organisations": None},
}


def small(anew: bool = False, seed: int = 5, **changes: Any) -> World:
    """Some thousands of people, for eight months."""
    return world(scenario(**changes), 8, seed=seed, scale=150_000, anew=anew)


@pytest.mark.parametrize("changes", OTHERS.values(), ids=OTHERS)
def test_a_world_that_begins_with_another_ones_burn_in_is_the_world_that_lived_its_own(changes):
    """Whatever regime was tried before: a burn-in knows of none."""
    small(**{**changes, "regime__fear": {"refusal": 127, "fine": 127}})
    assert same(small(**changes), small(**changes, anew=True))


def test_a_burn_in_is_the_same_whatever_regime_follows():
    told, none = (small(**OTHERS[name], anew=True) for name in ("as told", "no regime"))
    start = told.scenario.start - told.first
    assert start == 84
    for (_, a), (_, b) in zip(told.history[:start], none.history[:start], strict=True):
        assert a.tobytes() == b.tobytes()
    assert told.history[-1][1].tobytes() != none.history[-1][1].tobytes()


def test_worlds_of_other_people_share_nothing():
    assert not same(small(), small(seed=6))

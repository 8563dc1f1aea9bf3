"""The small worlds that tests share: what is computed once comes out as if it were computed anew."""

import pytest
from tests.worlds import same, scenario, world

SMALL = {"months": 8, "scale": 150_000}
OTHERS = {
    "as told": {},
    "no regime": {"regime": {}},
    "no notice before, notice after": {"regime__rights__notice": True, "regime__shame__own_case": 90},
    "nobody's opinion": {"society__opinions": None},
    "no organisations": {"regime__organisations": None},
}


@pytest.mark.parametrize("changes", OTHERS.values(), ids=OTHERS)
def test_a_world_that_begins_with_another_ones_burn_in_is_the_world_that_lived_its_own(changes):
    """Whatever regime was tried before: a burn-in knows of none."""
    of = scenario(**changes)
    world(scenario(**{**changes, "regime__shame": {"own_case": 127}}), **SMALL)
    assert same(world(of, **SMALL), world(of, **SMALL, anew=True))


def test_a_burn_in_is_the_same_whatever_regime_follows():
    told, none = (world(scenario(**OTHERS[name]), **SMALL, anew=True) for name in ("as told", "no regime"))
    start = told.scenario.start - told.first
    assert start == 24
    for (_, a), (_, b) in zip(told.history[:start], none.history[:start], strict=True):
        assert a.tobytes() == b.tobytes()
    assert told.history[-1][1].tobytes() != none.history[-1][1].tobytes()


def test_worlds_of_other_people_share_nothing():
    assert not same(world(scenario(), **SMALL), world(scenario(), **SMALL, seed=6))

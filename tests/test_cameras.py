"""Cameras: how a stock of them is shared out over kinds of place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demerit.rulebook.coverage import cameras
from demerit.scenario import ScenarioError, load

a_head = st.floats(0.01, 100)
people = st.lists(st.tuples(*[st.integers(0, 10**8)] * 3), min_size=1, max_size=31).filter(
    lambda provinces: sum(map(sum, provinces)) > 0
)


@given(a_head, a_head, a_head, people)
def test_kinds_of_place_have_as_many_cameras_a_head_as_the_scenario_says_and_none_is_lost(city, town, country, people):
    weights = {"city": city, "town": town, "country": country}
    here = np.array(people, dtype=np.float64)
    stock = cameras(350, weights, here)
    assert stock.sum() == pytest.approx(350e6)
    for tier, weight in enumerate(weights.values()):
        for other, against in enumerate(weights.values()):
            # cameras a head, multiplied out: some places have no people, and no cameras
            assert stock[:, tier] * here[:, other] * against == pytest.approx(stock[:, other] * here[:, tier] * weight)


def test_where_nothing_is_said_there_are_as_many_a_head_everywhere():
    here = np.array([[1e6, 2e6, 3e6], [5e6, 0, 4e6]])
    stock = cameras(350, {}, here)
    assert stock == pytest.approx(here * (350e6 / here.sum()))


@pytest.mark.parametrize(("key", "value"), [("full_at", 0.5), ("a_head", {"city": 2, "town": 1, "country": 1})])
def test_what_is_of_cameras_alone_is_refused_of_a_source_without_any(key, value):
    with pytest.raises(ScenarioError, match=f"has `{key}`, which .* `cameras`, and none of these"):
        load("as-told").set({f"data_sources.police.{key}": value})

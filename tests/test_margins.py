"""What a society's tables are made of is computed once for all worlds that live on it, and never shared."""

import numpy as np
import pytest
from tests.helpers.census import society

from demerit.people import tables
from demerit.people.places import places
from demerit.scenario import load
from demerit.world import society as of_worlds


@pytest.fixture
def made(monkeypatch):
    """The societies whose margins were computed."""
    asked = []

    def counted(said):
        asked.append(said)
        return tables.margins(said)

    monkeypatch.setattr(of_worlds, "margins", counted)
    monkeypatch.setattr(of_worlds, "_known", {})
    return asked


def lying(seed, scale=100_000):
    return places(society(), scale, society().last_month, seed)


def test_worlds_of_one_society_compute_its_margins_once_and_have_the_tables_that_each_would_have_alone(made):
    for where in (lying(1), lying(2), lying(1, 50_000)):
        mine = of_worlds.build(load("as-told").society, where)
        assert tables.hash_of(mine) == tables.hash_of(tables.build(society(), where))
    assert len(made) == 1


def test_another_society_has_margins_of_its_own(made):
    people = society().people
    other = society().model_copy(
        update={"people": people.model_copy(update={"schooling_income": people.schooling_income * 0.9})}
    )
    one, two, again = (of_worlds.build(each, lying(1)) for each in (society(), other, society()))
    assert tables.hash_of(one) == tables.hash_of(again) != tables.hash_of(two)
    assert len(made) == 2


def test_whoever_changes_tables_changes_those_of_nobody_else(made):
    first = of_worlds.build(society(), lying(1))
    kept = np.array(first.minority)
    first.minority[:] = 0
    assert np.array_equal(of_worlds.build(society(), lying(1)).minority, kept)


def test_only_the_latest_societies_are_kept(made):
    people = society().people
    for factor in range(6):
        other = people.model_copy(update={"schooling_income": people.schooling_income * (0.8 + factor / 100)})
        of_worlds.build(society().model_copy(update={"people": other}), lying(1))
    assert len(of_worlds._known) == of_worlds.MOST_KNOWN < 6

"""From which age on people are on file: what it moves, and that nothing else moves with it."""

from functools import cache

import numpy as np
import pytest
from tests.helpers.worlds import scenario, total, world

from demerit.month.state import ADULT
from demerit.rulebook.society import society_table
from demerit.scenario import Scenario, ScenarioError, load
from demerit.scenario.references import references
from demerit.scenario.shipped import PRESETS, names_in
from demerit.vocabulary import AGE_CLASSES, CANDIDATES, CELL
from demerit.world.simulation import World

OF_ADULTS = ("credit", "property", "insurance", "fraud")  # what contracts, and duties of those who earn, are about
BOUND = sum(limit <= 14 for limit in AGE_CLASSES)  # the class that begins at 14
GROWN = sum(limit <= ADULT for limit in AGE_CLASSES)


@cache
def at(least_age: int, **changes: object) -> World:
    """A small China in which everybody from an age on is on file, two years long."""
    of = scenario("as-told", regime__rollout__least_age=least_age, regime__rollout__tiers=None, **changes)
    return world(of, months=24, scale=100_000)


def recorded(of: World, kind: str = "records_correct") -> int:
    return int(total(of, kind).sum())


def test_the_younger_people_are_on_file_the_more_is_recorded() -> None:
    for kind in ("records_correct", "records_false", "of_age"):
        most, some, least = (recorded(at(age), kind) for age in (6, 14, 18))
        assert most > some > least > 0, kind


def test_what_people_do_is_no_less_where_nobody_looks() -> None:
    """Without fear of records, people do what they would do anyway, whoever is on file."""
    one, other = (at(age, regime__fear=None, regime__opinion=None) for age in (6, 18))
    assert np.array_equal(total(one, "candidates"), total(other, "candidates"))


def test_what_is_missed_is_missed_of_those_on_file_alone() -> None:
    """Of those too young nothing is recorded, and nothing counts as overlooked either: nobody looked for it."""
    assert recorded(at(6), "missed") > recorded(at(14), "missed") > recorded(at(18), "missed") > 0


@pytest.mark.parametrize("name", ["as-told", "europe-as-told"])
def test_in_no_society_anybody_under_18_borrows_buys_a_home_insures_or_cheats_a_tax_office(name: str) -> None:
    of = load(name, assume=True)
    table = society_table(of.society, of.start)
    ceilings = table.ceiling.reshape(*CELL, -1)
    for kind in OF_ADULTS:
        number = CANDIDATES.index(kind)
        assert not ceilings[:GROWN, ..., number].any()
        if kind != "insurance" or name == "europe-as-told":
            assert ceilings[GROWN:, ..., number].any()


@pytest.mark.parametrize("name", ["as-told", "europe-as-told"])
def test_pupils_misbehave_at_school_and_nobody_older(name: str) -> None:
    of = load(name, assume=True)
    ceilings = society_table(of.society, of.start).ceiling.reshape(*CELL, -1)[..., CANDIDATES.index("truancy")]
    assert ceilings[1:GROWN].all()
    assert not ceilings[0].any()
    assert not ceilings[GROWN:].any()
    assert BOUND == GROWN - 1


def test_nobody_can_be_too_old_for_the_file() -> None:
    for age in (-1, 19, 14.5):
        with pytest.raises(ScenarioError, match=r"least_age"):
            load("as-told").set({"rollout.least_age": age})
    assert isinstance(load("as-told").set({"rollout.least_age": 18}), Scenario)


@pytest.mark.parametrize(("name", "reference"), [("rongcheng", "rongcheng-2014"), ("suining", "suining-bands")])
def test_a_rulebook_that_says_from_which_age_on_it_holds_is_taken_at_its_word(name: str, reference: str) -> None:
    assert load(name, assume=True).regime.rollout.least_age == references()[reference].figures["least_age"]


@pytest.mark.parametrize("name", names_in(PRESETS))
def test_every_preset_that_keeps_a_file_says_from_which_age_on_and_how_far_that_may_be_off(name: str) -> None:
    of = load(name, assume=True)
    if of.regime.data_sources:
        assert "least_age" in of.regime.rollout.model_fields_set
        assert of.regime.rollout.least_age in (14, 18)

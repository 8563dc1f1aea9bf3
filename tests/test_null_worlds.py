"""Worlds in which a cause is absent: then its figures are zero, to the unit, in every preset that could have them."""

from typing import Any

import pytest
from tests.helpers.worlds import scenario, total, world, wrong_points

from demerit.scenario import Scenario
from demerit.world.simulation import World

# Every figure of people that says that something went wrong with a record: counted by population group.
ERRORS = (
    *("records_false", "records_misattributed", "records_lost", "penalties_wrong", "penalties_stopped"),
    *("blacklist_wrongful_entries", "blacklist_wrongful_stock", "blacklist_wrongful_days"),
    *("refused_wrongly", "claw_backs_wrong", "passes_lost_wrong", "detentions_wrong", "objections_justified"),
    *("objections_justified_upheld",),
)
RIGHTS = ("notices", "objections", "objections_upheld", "blacklist_annulled", "points_returned", "fines_returned")
PRESETS = ("as-told", "as-documented", "benefits-clawback", "europe-as-told", "europe-with-rights", "rongcheng")


def without_errors(name: str) -> Scenario:
    """A preset whose data sources never record what did not happen, nor take one person for another."""
    sources = scenario(name).regime.data_sources
    changes: dict[str, Any] = {}
    for source in sources:
        key = f"regime__data_sources__{source}"
        changes |= {f"{key}__false_record_rate": 0.0, f"{key}__wrong_person_rate": [0.0, 0.0]}
    return scenario(name, **changes)


@pytest.mark.parametrize("name", PRESETS)
def test_where_no_record_is_wrong_no_figure_of_errors_is_above_zero(name: str) -> None:
    lived = world(without_errors(name), 60, scale=60_000)
    assert {error: int(total(lived, error).sum()) for error in ERRORS} == dict.fromkeys(ERRORS, 0)
    assert len(wrong_points(lived)) == 0
    assert total(lived, "records_correct").sum() > 0


def test_where_records_are_wrong_the_same_figures_are_above_zero() -> None:
    lived = world(scenario("as-told"), 84, scale=20_000)
    seen = [error for error in ERRORS if total(lived, error).sum() > 0]
    unseen = {"penalties_stopped", "claw_backs_wrong", "objections_justified", "objections_justified_upheld"}
    assert set(seen) == set(ERRORS) - unseen  # nobody looks, claims back, or may object there


@pytest.mark.parametrize("name", ["as-told", "europe-as-told"])
def test_without_rights_nobody_is_told_objects_or_is_given_anything_back(name: str) -> None:
    lived = world(scenario(name, regime__rights=None), 36, scale=60_000)
    assert {right: int(total(lived, right).sum()) for right in RIGHTS} == dict.fromkeys(RIGHTS, 0)


def empty(society: str, months: int, scale: int = 20_000) -> World:
    """A society under no regime at all."""
    name = {"china": "as-told", "germany": "europe-as-told"}[society]
    return world(scenario(name, regime={}, interventions=[]), months, scale=scale)


@pytest.mark.parametrize("society", ["china", "germany"])
def test_under_no_regime_every_opinion_rests_where_the_society_puts_it(society: str) -> None:
    """Not on average: nobody's opinion moves, and everybody says what they think."""
    lived = empty(society, 48)
    assert not lived.people.state["opinion"].any()
    assert not lived.people.state["fear"].any()
    for month, sums in lived.history:
        assert sums["opinion_said"].sum() == sums["opinion_private"].sum(), month
        assert sums["self_censored"].sum() == 0, month


@pytest.mark.parametrize("society", ["china", "germany"])
def test_under_no_regime_nobody_is_recorded_listed_refused_or_frightened(society: str) -> None:
    lived = empty(society, 24)
    fields = ("records", "blacklist_entries", "redlist_entries", "refused", "fines", "detentions", "critics", "notices")
    assert {field: int(total(lived, field).sum()) for field in fields} == dict.fromkeys(fields, 0)
    assert not (lived.people.state["points"] != 0).any()

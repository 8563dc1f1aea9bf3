"""Interventions are dated changes of the regime: what they change holds from their month on, and nothing else does."""

from pathlib import Path
from typing import Any

import pytest

from demerit.calendar import month_of
from demerit.scenario import Scenario, load
from demerit.world.simulation import World

RESOLVED = load(Path(__file__).parent / "scenarios" / "example.yaml").resolved()


def with_interventions(*given: dict[str, Any]) -> Scenario:
    return Scenario.from_resolved(RESOLVED | {"interventions": list(given)})


def test_a_change_holds_from_its_month_on():
    scenario = with_interventions({"date": "2018-05", "set": {"rights.notice": True}})
    assert not scenario.regime_at(month_of("2018-04")).rights.notice
    assert scenario.regime_at(month_of("2018-05")).rights.notice
    assert scenario.regime_at(month_of("2021-12")).rights.notice


def test_a_change_leaves_everything_else_as_it_was():
    scenario = with_interventions({"date": "2018-05", "set": {"rights.notice": True}})
    changed = scenario.regime_at(month_of("2018-05"))
    restored = changed.model_copy(update={"rights": changed.rights.model_copy(update={"notice": False})})
    assert restored == scenario.regime


def test_changes_add_up_in_order_of_date_however_they_are_written():
    later = {"date": "2019-01", "set": {"points.start": 900, "rights.grace_days": 30}}
    earlier = {"date": "2017-01", "set": {"points.start": 950, "rights.notice": True}}
    scenario = with_interventions(later, earlier)
    assert scenario.regime_at(month_of("2018-01")).points.start == 950
    last = scenario.regime_at(month_of("2020-01"))
    assert (last.points.start, last.rights.notice, last.rights.grace_days) == (900, True, 30)


def test_rules_are_named_by_their_id():
    scenario = with_interventions({"date": "2018-05", "set": {"rules.crossing.points": -7, "rules.loyalty": None}})
    rules = {rule.id: rule.points for rule in scenario.regime_at(month_of("2018-05")).rules}
    assert rules["crossing"] == -7
    assert "loyalty" not in rules


def test_keys_may_begin_with_regime():
    scenario = with_interventions({"date": "2018-05", "set": {"regime.rights.notice": True}})
    assert scenario.regime_at(month_of("2018-05")).rights.notice


def test_a_new_rule_is_appended():
    scenario = with_interventions({"date": "2018-05", "set": {"rules.again": {"conduct": "criticism", "points": -1}}})
    assert scenario.regime_at(month_of("2018-05")).rules[-1].id == "again"


def test_null_takes_a_section_away():
    scenario = with_interventions({"date": "2018-05", "set": {"detention": None, "lists.blacklist.entry": None}})
    assert scenario.regime_at(month_of("2018-05")).detention == ()
    assert scenario.regime_at(month_of("2018-05")).lists.blacklist.entry is None


def test_all_rules_can_be_taken_away_and_nobody_is_watched_for_one_that_is_gone():
    told = load("as-told").resolved() | {"interventions": [{"date": "2018-05", "set": {"rules": []}}]}
    world = World(Scenario.from_resolved(told), 1, 1_000_000)
    before, after = (world.law_of(month_of(month)).critics for month in ("2018-04", "2018-05"))
    assert (before != 1024).any()
    assert (after == 1024).all()


def test_a_dated_value_can_be_replaced():
    scenario = with_interventions({"date": "2018-05", "set": {"data_sources.search.coverage": 0}})
    coverage = scenario.regime_at(month_of("2018-05")).data_sources["search"].coverage
    assert coverage is not None
    assert coverage.at(month_of("2020-01")) == 0


def test_an_intervention_keeps_its_provenance():
    change = {"value": True, "reference": "spc-2013", "confidence": "H", "mark": "found"}
    scenario = with_interventions({"date": "2018-05", "set": {"rights.notice": change}})
    assert scenario.provenance["interventions.0.set.rights.notice"].reference == "spc-2013"
    assert scenario.regime_at(month_of("2018-05")).rights.notice is True
    assert scenario.resolved()["interventions"][0]["set"]["rights.notice"] == change


@pytest.mark.parametrize("date", ["2014-01", "2021-12"])
def test_the_first_and_the_last_month_may_have_one(date):
    assert with_interventions({"date": date, "set": {"rights.notice": True}}).regime_at(month_of(date)).rights.notice

"""Values of a scenario are set at dotted keys: all problems at once, held and marked, through interventions."""

import json
from functools import lru_cache
from typing import Any

import pytest

from demerit.calendar import month_of
from demerit.scenario import Scenario, ScenarioError, load
from demerit.scenario.altered import BY_USER
from demerit.scenario.text import text_of
from demerit.scenario.unknowns import held, unknowns, without_range


@lru_cache
def preset(name: str) -> Scenario:
    return load(name, assume=True)


def wrong(name: str, values: dict[str, Any], since: str | None = None) -> list[str]:
    """What is said to be wrong."""
    with pytest.raises(ScenarioError) as caught:
        preset(name).set(values, since=since)
    return str(caught.value).splitlines()


def again(of: Scenario, folder: Any) -> Scenario:
    """The scenario written to a file, and read from it."""
    file = folder / "again.yaml"
    file.write_text(text_of(of), "utf-8")
    return load(file)


# What is set, and nothing else


def test_a_value_is_set_and_nothing_else_changes():
    of = preset("as-told")
    out = of.set({"regime.rules.criticism.points": -10})
    assert {rule.id: rule.points for rule in out.regime.rules} == {
        rule.id: -10 if rule.id == "criticism" else rule.points for rule in of.regime.rules
    }
    assert out.regime.model_copy(update={"rules": of.regime.rules}) == of.regime
    assert out.society == of.society
    others = {key: said for key, said in of.provenance.items() if key != "regime.rules.2.points"}
    assert {key: said for key, said in out.provenance.items() if key != "regime.rules.2.points"} == others


def test_keys_go_by_section_or_by_the_regime_by_name_or_by_number():
    of = preset("as-told")
    same = {of.set({key: 30}).hash for key in ("detention.0.days", "regime.detention.criticism-police.days")}
    assert len(same) == 1
    assert of.set({"society.fines.unpaid": 0.2}).society.fines.unpaid == 0.2


def test_a_new_rule_and_a_new_consequence_can_be_set():
    out = preset("as-told").set(
        {
            "rules.again": {"conduct": "criticism", "points": -1},
            "consequences.luxury": {"list": "blacklist", "from": "2016-01"},
        }
    )
    assert out.regime.rules[-1].id == "again"
    assert out.regime.consequences["luxury"].share == 1.0


def test_a_value_that_is_set_to_none_is_left_to_its_default():
    assert preset("as-told").set({"rights.objection_days": None}).regime.rights.objection_days == 0


def test_setting_nothing_changes_nothing():
    assert preset("as-told").set({}) is preset("as-told")


def test_a_scenario_that_is_changed_twice_names_both_and_the_last_value_of_a_key_counts():
    out = preset("as-told").set({"rights.notice": True}).set({"points.start": 990}).set({"points.start": 980})
    assert out.regime.points.start == 980
    assert out.altered is not None
    assert [str(one) for one in out.altered.changed] == ["points.start: 980", "rights.notice: true"]


# Marks


def test_a_value_that_was_set_is_assumed_and_held_and_says_what_it_was():
    of = preset("as-told")
    out = of.set({"data_sources.police.miss_rate": 0.5, "society.fines.due_days": 3})
    said = out.provenance["regime.data_sources.police.miss_rate"]
    assert (said.mark, said.range) == ("assumed", (0.5, 0.5))
    assert said.note == f"{BY_USER}; before: 0.05 (assumed)"
    path = ("regime", "data_sources", "police", "miss_rate")
    assert any(path in one.members for one in unknowns(of))
    assert not any(path in one.members for one in unknowns(out))
    assert path in held(out)
    assert len(without_range(out)) <= len(without_range(of))


def test_a_list_or_a_mapping_that_was_set_is_held_too():
    out = preset("as-told").set({"data_sources.police.coverage": {"2014-01": 0.1, "2016-01": 0.2}})
    assert not any(
        path[:4] == ("regime", "data_sources", "police", "coverage") for one in unknowns(out) for path in one.members
    )


def test_a_user_who_says_how_far_a_value_may_be_off_is_taken_at_that_word():
    out = preset("as-told").set({"rules.debt.points": {"value": -60, "range": [-90, -30], "note": "a try"}})
    said = out.provenance["regime.rules.9.points"]
    assert (said.mark, said.range, said.note) == ("assumed", (-90.0, -30.0), "a try")
    assert any(one.path == ("regime", "rules", 9, "points") and one.high == -30 for one in unknowns(out))


def test_a_changed_scenario_says_so_and_is_no_preset_any_more():
    out = preset("as-documented").set({"rights.notice": True}, since="2018-05")
    assert (out.name, out.kind) == ("as-documented-changed", "example")
    assert out.title == f"{preset('as-documented').title}, with rights.notice: true from 2018-05"
    assert out.hash != preset("as-documented").hash


def test_a_scenario_that_nobody_changed_is_the_one_it_was():
    assert "altered" not in preset("as-told").resolved()


def test_a_name_and_a_title_that_the_user_gives_stay():
    out = preset("as-told").set({"name": "mine", "title": "My own"}).set({"points.start": 990})
    assert (out.name, out.title) == ("mine", "My own")


# From a month on, and through interventions


def test_a_value_set_from_a_month_on_holds_from_then_until_an_intervention_changes_it():
    out = preset("as-documented").set({"rights.notice": False, "rights.grace_days": 14}, since="2018-05")
    days = [out.regime_at(month_of(month)).rights.grace_days for month in ("2018-04", "2018-05", "2019-12", "2020-01")]
    assert days == [0, 14, 14, 28]
    assert out.regime_at(month_of("2020-01")).rights.notice


def test_in_the_month_of_an_intervention_the_user_has_the_last_word():
    out = preset("as-documented").set({"rights.grace_days": 14}, since="2020-01")
    assert out.regime_at(month_of("2020-01")).rights.grace_days == 14
    assert out.regime_at(month_of("2020-01")).rights.notice


def test_a_value_set_from_the_start_holds_through_interventions_that_say_otherwise():
    of = preset("as-documented")
    out = of.set({"rights.notice": False})
    assert not any(out.regime_at(month).rights.notice for month in out.months)
    assert out.regime_at(out.end).rights.grace_days == 28  # what else the intervention says stays
    assert out.provenance["interventions.0"] == of.provenance["interventions.0"]


def test_a_value_set_from_the_start_holds_inside_what_an_intervention_sets_as_a_whole():
    out = preset("as-documented").set({"organisations.companies.rating.bands.A": 95})
    bands = [out.regime_at(month_of(month)).organisations.companies.rating.bands for month in ("2015-04", "2018-04")]  # type: ignore[union-attr]
    assert [(band["A"], "M" in band) for band in bands] == [(95, False), (95, True)]


def test_two_changes_of_one_key_in_two_months_follow_one_another_whichever_is_said_first():
    of = preset("as-told")
    one = of.set({"points.start": 980}, since="2016-01").set({"points.start": 990}, since="2018-01")
    other = of.set({"points.start": 990}, since="2018-01").set({"points.start": 980}, since="2016-01")
    for out in (one, other):
        assert [out.regime_at(month_of(m)).points.start for m in ("2015-12", "2017-12", "2018-01")] == [1000, 980, 990]


def test_a_changed_scenario_is_written_down_whole_and_runs_by_itself(tmp_path):
    out = preset("as-documented").set({"rights.notice": True, "rights.grace_days": 7}, since="2018-05")
    out = out.set({"data_sources.court.wrong_person_rate": [0.01, 0.01]})
    for copy in (again(out, tmp_path), Scenario.from_resolved(json.loads(json.dumps(out.resolved())))):
        assert copy.hash == out.hash
        assert copy.provenance == out.provenance
        assert [copy.regime_at(month) for month in out.months] == [out.regime_at(month) for month in out.months]


@pytest.mark.parametrize("name", ["as-told", "as-documented", "europe-with-rights", "suining"])
def test_every_scenario_is_written_down_whole(name, tmp_path):
    of = preset(name)
    assert again(of, tmp_path).hash == of.hash
    assert again(of, tmp_path).provenance == of.provenance


# What is wrong


def test_a_key_that_is_not_there_is_named_with_the_nearest_and_all_that_there_are():
    (said,) = wrong("as-told", {"rules.critisism.points": -1})
    assert said.startswith("as-told: rules.critisism.points is not there; did you mean `rules.criticism.points`?")
    assert "loyalty" in said
    (said,) = wrong("as-told", {"regime.rights.notise": True})
    assert "did you mean `rights.notice`?" in said
    assert "grace_days" in said


@pytest.mark.parametrize("key", ["rules.nothing.points", "consequences.nothing.below", "nothing"])
def test_what_is_like_nothing_is_told_what_there_is_and_no_name(key):
    (said,) = wrong("as-told", {key: 1})
    assert "did you mean" not in said
    assert "there are: " in said


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("camera.coverage", "data_sources.camera.coverage"),
        ("data_sources.camra.coverage", "data_sources.camera.coverage"),
        ("critics.factor", "enforcement.critics.factor"),
        ("lists.black.entry.below", "lists.blacklist.entry.below"),
    ],
)
def test_what_is_like_something_is_told_its_name(key, near):
    (said,) = wrong("as-told", {key: 1})
    assert f"did you mean `{near}`?" in said


def test_everything_that_is_wrong_is_said_at_once_with_what_is_allowed():
    said = wrong("as-told", {"rules.criticism.points": -50_000, "society.fines.unpaid": 2, "points.start": "many"})
    assert said == [
        "as-told: points.start: 'many' must be a whole number from -30000 to 30000",
        "as-told: rules.criticism.points: -50000 must be between -30000 and 30000",
        "as-told: society.fines.unpaid: 2 must be between 0 and 1",
    ]
    assert len(wrong("as-told", {"rule.x": 1, "rights.notise": 1, "altered": {}})) == 3


def test_a_value_that_makes_another_one_wrong_is_to_blame_for_it():
    said = wrong("as-told", {"lists.blacklist.entry.below": 1200})
    assert all(one.startswith("as-told: lists.blacklist.entry.below") for one in said)
    assert any("makes `lists.blacklist.leave.from` wrong: it contradicts entry" in one for one in said)


def test_a_right_that_nobody_would_use_is_none():
    (said,) = wrong("as-told", {"rights.objection": True})
    assert "rights.objecting" in said


@pytest.mark.parametrize("since", ["2013-12", "2022-01", "2018-13", "soon", ""])
def test_a_month_that_the_scenario_does_not_have_is_named_with_those_it_has(since):
    (said,) = wrong("as-told", {"rights.notice": True}, since=since)
    assert "2014-01 to 2021-12" in said


def test_people_do_not_change_with_a_month():
    (said,) = wrong("as-told", {"society.fines.unpaid": 0.2}, since="2018-05")
    assert "allowed with a month: keys of the regime" in said


def test_marks_that_there_are_not_are_named():
    (said,) = wrong("as-told", {"rules.debt.points": {"value": -60, "mark": "sure"}})
    assert said.startswith("as-told: rules.debt.points.mark: 'sure' is not allowed; allowed: found, recalled, told")


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), 10**400, -(10**400), 10**20])
def test_a_number_that_no_range_can_hold_is_refused_in_a_sentence(value):
    (said,) = wrong("as-told", {"rules.criticism.points": value})
    assert said.startswith("as-told: rules.criticism.points: ")

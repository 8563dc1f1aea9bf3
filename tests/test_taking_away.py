"""Parts of a regime are taken away: what existed only for them goes along and is named; the rest is sound."""

import json
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.worlds import total, world

from demerit.calendar import month_of, text_of
from demerit.ranges import BEYOND
from demerit.scenario import Scenario, ScenarioError, load, presets
from demerit.scenario.changing import taken_away
from demerit.scenario.text import text_of as yaml_of

PRESETS = [preset.name for preset in presets()]
SCALE = {"china": 400_000, "germany": 40_000}


@lru_cache
def preset(name: str) -> Scenario:
    return load(name, assume=True)


@lru_cache
def removable(name: str) -> tuple[str, ...]:
    """Every part of a preset, and its interventions."""
    of = preset(name)
    dates = dict.fromkeys(f"interventions.{text_of(one.date)}" for one in of.interventions)
    return (*(key for keys in of.parts.values() for key in keys), *dates)


def along(name: str, *keys: str, since: str | None = None) -> set[str]:
    return set(taken_away(preset(name), keys, since).along)


def wrong(of: Scenario, *keys: str, since: str | None = None) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        of.without(*keys, since=since)
    return str(caught.value).splitlines()


# What goes along


def test_with_a_rule_go_the_sight_of_its_conduct_and_the_punishments_that_rest_on_it():
    taken = taken_away(preset("as-told"), ["rules.criticism"])
    assert set(taken.along) == {
        "data_sources.social.sees.criticism",
        "data_sources.police.sees.criticism",
        "automatic_penalties.criticism-police",
        "detention.criticism-police",
        "detention.criticism-police-Xinjiang-minority",
        "enforcement.critics",
    }
    regime = taken.scenario.regime
    assert "criticism" not in [rule.id for rule in regime.rules]
    assert regime.detention == ()
    assert regime.data_sources["social"].sees == {"loyalty": 0.5, "demonstration": 0.1}


def test_with_the_source_that_alone_sees_a_conduct_goes_the_rule_about_it():
    assert along("as-told", "data_sources.search") == {"rules.search"}
    assert along("as-told", "data_sources.camera") >= {"rules.crossing", "automatic_penalties.road_crossing-camera"}
    assert "rules.music" not in along("as-told", "data_sources.camera")  # police hear it, too


def test_with_the_only_rule_about_all_that_a_source_sees_goes_the_source():
    assert along("as-told", "rules.search") == {"data_sources.search"}


def test_with_a_private_score_goes_what_it_alone_reports():
    gone = along("as-told", "commercial_scores.payment-company")
    assert gone == {"data_sources.commercial", "rules.low-commercial-score"}


def test_with_a_list_go_the_refusals_to_those_on_it_and_none_of_them_comes_to_hold_for_all():
    out = preset("as-told").without("lists.blacklist").regime
    assert set(out.consequences) == {"flight", "ordinary_train", "high_speed"}  # for those without a health pass
    assert all(bar.list is None and bar.health_pass for bar in out.consequences.values())
    assert {bar.below for bar in out.consequences.values()} == {BEYOND}
    assert out.learned_score is None  # it learns who is listed


def test_with_the_last_ground_of_a_refusal_goes_the_refusal():
    out = taken_away(preset("shenzhen-2023"), ["lists.blacklist.grounds.judgment"])
    for name, bar in preset("shenzhen-2023").regime.consequences.items():
        assert (name in out.scenario.regime.consequences) == (bar.grounds != ("judgment",))


def test_without_points_nobody_is_listed_or_refused_for_points():
    lived = world(preset("as-told").without("points"), 24, scale=200_000)
    assert not lived.people.state["points"].any()
    assert total(lived, "redlist_entries").sum() == 0
    assert preset("as-told").without("points").regime.lists.blacklist.entry is None


def test_with_the_rating_of_companies_goes_what_follows_from_it():
    gone = along("as-told", "organisations.companies.rating")
    assert {"organisations.companies.tax", "organisations.companies.blacklist"} <= gone
    assert "organisations.companies.suspension" in gone
    assert not any("nonprofits" in key for key in gone)


def test_with_the_list_of_companies_go_its_owners_refusals():
    gone = along("as-documented", "organisations.companies.blacklist")
    owners = [f"organisations.companies.spillover.representatives.{name}" for name in ("judgment_default", "tax_fraud")]
    assert gone >= set(owners)
    assert "organisations.companies.consequences.credit" not in gone  # it follows from a rating, too


def test_with_an_intervention_about_it_alone_goes_the_intervention():
    out = taken_away(preset("rongcheng"), ["consequences.credit"])
    assert "interventions.2021-07" in out.along
    assert out.scenario.interventions == ()


def test_an_intervention_about_something_else_too_stays():
    """The list ends in the month in which it refused nothing any more."""
    out = taken_away(preset("benefits-clawback"), ["consequences.service"])
    assert [text_of(one.date) for one in out.scenario.interventions] == ["2018-12", "2020-02"]


def test_interventions_that_count_in_a_list_still_mean_the_same_elements():
    out = preset("europe-with-rights").without("automatic_penalties.curfew_breach-camera")
    assert [one.source for one in out.regime.automatic_penalties] == ["location"]
    assert [one.source for one in out.regime_at(out.end).automatic_penalties] == ["location"]
    assert "camera" not in out.regime_at(out.end).data_sources


def test_nothing_else_changes():
    of = preset("as-told")
    out = of.without("consequences.high_speed")
    left = {name: bar for name, bar in of.regime.consequences.items() if name != "high_speed"}
    assert out.regime == of.regime.model_copy(update={"consequences": left})
    assert out.society == of.society
    gone = {key for key in of.provenance if key.startswith("regime.consequences.high_speed")}
    assert set(of.provenance) - set(out.provenance) == gone


def test_what_is_said_of_later_elements_of_a_list_moves_up_with_them():
    out = preset("as-told").without("rules.crossing")
    for number, rule in enumerate(preset("as-told").regime.rules[1:]):
        before = preset("as-told").provenance_of(f"regime.rules.{number + 1}.points")
        assert out.regime.rules[number] == rule
        assert out.provenance_of(f"regime.rules.{number}.points") == before


# From a month on


def test_what_is_taken_away_from_a_month_on_is_there_before():
    out = preset("as-told").without("data_sources.camera", since="2018-05")
    assert out.regime == preset("as-told").regime
    assert "camera" in out.regime_at(month_of("2018-04")).data_sources
    later = out.regime_at(month_of("2018-05"))
    assert "camera" not in later.data_sources
    assert "crossing" not in [rule.id for rule in later.rules]
    assert out.altered is not None
    assert "rules.crossing from 2018-05" in [str(one) for one in out.altered.along]


def test_what_is_gone_stays_gone_whatever_interventions_say_of_it():
    out = preset("as-documented").without("rights.notice", "organisations.companies.rating", since="2018-01")
    for month in ("2018-04", "2020-01", "2025-12"):
        regime = out.regime_at(month_of(month))
        assert not regime.rights.notice
        assert regime.organisations is not None
        assert regime.organisations.companies is not None
        assert regime.organisations.companies.rating is None
    assert out.regime_at(out.end).rights.grace_days == 28


# What there is to take away


def test_parts_are_named_by_kind():
    found = preset("as-told").parts
    assert list(found) == ["rules", "sources", "lists", "rights", "consequences", "mechanisms"]
    assert found["lists"] == (
        *("lists.blacklist", "lists.redlist"),
        *("organisations.companies.blacklist", "organisations.nonprofits.blacklist"),
    )
    assert "detention.criticism-police-Xinjiang-minority" in found["consequences"]
    assert found["rights"] == ()  # no file, no order, no notice
    assert preset("europe-with-rights").parts["rights"] == (
        *("rights.notice", "rights.objection", "rights.suspends", "rights.human_review"),
    )


@pytest.mark.parametrize("name", PRESETS)
def test_every_part_of_every_preset_can_be_taken_away(name):
    of = preset(name)
    for key in removable(name):
        out = of.without(key)
        assert out.altered is not None
        assert [str(one) for one in out.altered.without] == [key]
        assert (out.regime, out.interventions) != (of.regime, of.interventions)


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("kind", ["rules", "sources", "lists", "rights", "consequences", "mechanisms"])
def test_all_of_a_kind_can_be_taken_away(name, kind):
    out = preset(name).without(*preset(name).parts[kind])
    assert out.parts[kind] == ()


# In any order, and again


NUMBERS = st.lists(st.integers(0, 10_000), min_size=1, max_size=5)  # of parts: which there are is found out afterwards
PRESET = st.sampled_from(PRESETS)


def chosen(name: str, numbers: list[int], other: str = "no such") -> list[str]:
    """Parts of a preset by number, each once; none that begin like others."""
    there = [key for key in removable(name) if not key.startswith(other)]
    return list(dict.fromkeys(there[number % len(there)] for number in numbers))


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(PRESET, NUMBERS, st.randoms(use_true_random=False))
def test_whatever_is_taken_away_in_whatever_order_the_scenario_is_the_same_and_sound(name, numbers, random):
    keys = chosen(name, numbers)
    other = list(keys)
    random.shuffle(other)
    one = preset(name).without(*keys)
    by_and_by = preset(name)
    for key in other:
        by_and_by = by_and_by.without(key)
    assert by_and_by.resolved() == one.resolved()
    assert one.without(*keys).hash == one.hash
    assert Scenario.from_resolved(json.loads(json.dumps(one.resolved()))).hash == one.hash


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(PRESET, NUMBERS, st.lists(st.none() | st.integers(0, 10_000), min_size=5, max_size=5))
def test_from_whatever_months_on_the_order_does_not_matter(name, numbers, dates):
    months = preset(name).months
    starts = [None if date is None else text_of(months[date % len(months)]) for date in dates]
    changes = list(zip(chosen(name, numbers, other="interventions."), starts))
    outs = []
    for order in (changes, changes[::-1]):
        out = preset(name)
        for key, since in order:
            if key in _left(out, since):
                out = out.without(key, since=since)
        outs.append(out)
    one, other = outs
    assert [one.regime_at(month) for month in one.months] == [other.regime_at(month) for month in other.months]
    assert Scenario.from_resolved(one.resolved()).hash == one.hash


def _left(of: Scenario, since: str | None) -> set[str]:
    """What can still be taken away in a month, or is gone."""
    month = of.start if since is None else month_of(since)
    there = of.model_copy(update={"regime": of.regime_at(month) if since else of.regime}).parts
    gone = [one.key for one in (*of.altered.without, *of.altered.along)] if of.altered else []
    return {key for keys in there.values() for key in keys} | set(gone)


@pytest.mark.slow
@settings(max_examples=6, deadline=None)
@given(PRESET, NUMBERS)
def test_whatever_is_taken_away_the_rest_can_be_lived(name, numbers):
    out = preset(name).without(*chosen(name, numbers))
    lived = world(out, 3, scale=SCALE[out.society.name], threads=1)
    assert total(lived, "clipped").sum() == 0


# Again, and what cannot be


def test_what_is_gone_may_be_taken_away_again_and_so_may_what_went_along():
    once = preset("as-told").without("rules.criticism")
    assert once.without("rules.criticism").hash == once.hash
    twice = once.without("detention.criticism-police")
    assert twice.regime == once.regime
    assert twice.hash == preset("as-told").without("detention.criticism-police").without("rules.criticism").hash


def test_a_scenario_without_something_is_written_down_and_runs_by_itself(tmp_path):
    out = preset("as-documented").without("rights.objection", since="2018-05").without("data_sources.tax")
    file = tmp_path / "again.yaml"
    file.write_text(yaml_of(out), "utf-8")
    assert load(file).hash == out.hash
    assert load(file).altered == out.altered


def test_the_title_names_what_was_taken_away_and_stays_short():
    of = preset("as-told")
    assert of.without("rules.criticism").title == f"{of.title}, without rules.criticism"
    assert of.without(*of.parts["rules"]).title.endswith("and 23 more changes")


def test_what_is_not_there_is_named_with_the_nearest():
    (said,) = wrong(preset("as-told"), "rules.critisism")
    assert said.startswith("as-told: rules.critisism is not there; did you mean `rules.criticism`?")
    (said,) = wrong(preset("as-told"), "criticism")
    assert "did you mean `rules.criticism`?" in said


def test_what_is_like_nothing_that_is_there_is_told_what_there_is():
    (said,) = wrong(preset("as-told"), "rules.nothing")
    assert said.startswith("as-told: rules.nothing is not there; in `rules` there are: crossing, music, criticism, ")


def test_a_right_that_is_not_given_cannot_be_taken_away():
    (said,) = wrong(preset("as-told"), "rights.notice")
    assert said.startswith("as-told: rights.notice is not given here, so it cannot be taken away")


def test_what_the_rest_needs_cannot_be_taken_away():
    assert wrong(preset("as-told"), "rules.criticism.conduct", "society.lending", "title") == [
        "as-told: society.lending cannot be taken away; allowed: parts of the regime, and interventions",
        "as-told: title cannot be taken away; allowed: parts of the regime, and interventions",
    ]
    assert wrong(preset("as-told"), "rules.criticism.conduct") == [
        "as-told: rules.criticism.conduct cannot be taken away: what it is in needs it"
    ]


def test_all_that_is_wrong_is_said_at_once():
    assert len(wrong(preset("as-told"), "rules.x", "rights.notice", "society", since="2018-05")) == 3


def test_interventions_can_be_taken_away_by_their_month():
    out = preset("as-documented").without("interventions.2020-01")
    assert not out.regime_at(out.end).rights.notice
    assert len(out.interventions) == 2
    (said,) = wrong(preset("as-documented"), "interventions.2020-02")
    assert "2020-01" in said

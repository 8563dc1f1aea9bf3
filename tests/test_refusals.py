"""Refusals with a cause other than the list: points alone, relatives, a health pass, a commercial score.

Off equals absent, to the bit; more of it moves one figure in the direction written beforehand; without what it works
through, the effect vanishes.
"""

import numpy as np
import pytest
from tests.helpers import fearing
from tests.helpers.as_told import HEALTH_ALWAYS, lived, resolved, rules, sources, unruled
from tests.helpers.figures import figure, rising
from tests.helpers.worlds import at_end, same, scenario, total, world

from demerit.scenario import ScenarioError, load
from demerit.vocabulary import CAUSES, CONDUCT, DEMANDS, LIBERTY_OF, MOVEMENT, OFFENCES
from demerit.world.measures import measured

NO_SCORES = {"regime__commercial_scores": {}, **unruled("low-commercial-score")}
PAST = "2013-12"  # before the regime starts
BAR = {"from": "2014-01", "share": 1.0}


def refused_for(cause: str, **changes):
    """Refusals for one cause over three years."""
    return int(total(lived(**changes), "refused_for")[:, CAUSES.index(cause)].sum())


def scores(**changes):
    """The commercial scores of `as-told` with values of the one changed."""
    out = resolved("regime.commercial_scores")
    out["payment-company"].update(changes)
    return out


def test_every_refusal_names_exactly_one_cause():
    w = lived(regime__consequences__private_school={"relatives": True, **BAR})
    assert total(w, "refused_for").sum() == total(w, "refused").sum() > 0


@pytest.mark.parametrize(
    ("off", "absent"),
    [
        ({"regime__health_pass": {"from": "2021-12", "invalid_days": 14}}, {"regime__health_pass": None}),
        (
            {"regime__consequences__luxury": {"relatives": True, "from": "2014-01", "share": 0.0}},
            {"regime__consequences__luxury": None},
        ),
        (
            {"regime__consequences__luxury": {"below": 900, "from": "2014-01", "share": 0.0}},
            {"regime__consequences__luxury": None},
        ),
        ({"regime__lists__blacklist__pressure": 1.0}, {"regime__lists__blacklist__pressure": None}),
    ],
    ids=["M18 health pass", "M13 relatives", "M12 points alone", "M22 pressure"],
)
def test_a_cause_switched_off_equals_the_cause_taken_out(off, absent):
    health = {f"regime__consequences__{name}__health_pass": False for name in MOVEMENT}
    if "regime__health_pass" in absent:
        absent = {**absent, **health}
    assert same(world(scenario(**off), 18), world(scenario(**absent), 18))


def test_m08_a_score_without_customers_equals_no_score():
    nobody = scores(customers=0.0)
    assert (
        world(scenario(regime__commercial_scores=nobody), 18).people.state
        == world(scenario(**{**NO_SCORES, "regime__data_sources": _without_commercial()}), 18).people.state
    ).all()


def _without_commercial():
    out = sources()
    del out["commercial"]
    return out


def test_m12_by_points_alone_the_higher_the_threshold_the_more_are_refused():
    bars = [{"below": below, **BAR} for below in (880, 920, 960)]
    assert rising([refused_for("points", regime__consequences__luxury=bar) for bar in bars])


def test_m13_children_of_listed_parents_are_refused_who_did_nothing():
    bar = {"relatives": True, **BAR}
    entries = [{"regime__lists__blacklist__entry": {"below": below}} for below in (880, 920, 960)]
    leave = {"regime__lists__blacklist__leave": {"from": 960}}
    worlds = [lived(regime__consequences__private_school=bar, **leave, **entry) for entry in entries]
    assert rising([figure(w, "refused", "private_school") for w in worlds])
    w = worlds[-1]
    assert total(w, "refused_for")[:, CAUSES.index("relative")].sum() == figure(w, "refused", "private_school")


def test_m13_where_nobody_is_listed_no_relative_is_refused():
    bar = {"relatives": True, **BAR}
    nobody = {"regime__lists__blacklist__entry": None, "regime__lists__blacklist__grounds": ["fraud"]}
    watched = sources()
    watched["tax"] = {"coverage": {PAST: 1e-12}, "sees": {"fraud": 1.0}}
    assert refused_for("relative", regime__consequences__luxury=bar, regime__data_sources=watched, **nobody) == 0


def test_m18_the_longer_a_health_pass_is_invalid_the_more_journeys_are_refused():
    passes = [{"from": "2014-01", "invalid_days": days} for days in (7, 30, 120)]
    seen = {**HEALTH_ALWAYS, "regime__data_sources__health__coverage": 0.8}
    assert rising([refused_for("health", regime__health_pass=one, **seen) for one in passes])


def test_m18_without_health_records_no_journey_is_refused_for_health():
    health = "regime__data_sources__health__"
    blind = {**HEALTH_ALWAYS, health + "coverage": 1e-12, health + "false_record_rate": 0.0}
    assert refused_for("health", regime__health_pass={"from": "2014-01", "invalid_days": 60}, **blind) == 0


def test_m18_the_more_health_records_the_more_points_come_from_health():
    worlds = [lived(**{**HEALTH_ALWAYS, "regime__data_sources__health__coverage": share}) for share in (0.1, 0.4, 0.9)]
    assert rising([figure(w, "points_lost", "health_breach") for w in worlds])


def test_m08_the_more_customers_a_commercial_score_has_the_more_it_refuses():
    assert rising([refused_for("commercial", regime__commercial_scores=scores(customers=c)) for c in (0.1, 0.4, 0.9)])


def test_m08_customers_are_the_share_that_the_scenario_says_whatever_their_group():
    w = lived(regime__commercial_scores=scores(customers=0.5, online_only=False))
    share = at_end(w, "customers")[:, 0] / at_end(w, "people")
    assert np.allclose(share, 0.5, atol=4 * np.sqrt(0.25 / at_end(w, "people")).max())


def test_m09_what_a_company_reports_costs_points_and_what_it_keeps_does_not():
    told = figure(lived(), "points_lost", "low_commercial_score")
    silent = {"regime__commercial_scores": scores(reports_below=0), "regime__data_sources": _without_commercial()}
    kept = figure(lived(**silent, **unruled("low-commercial-score")), "points_lost", "low_commercial_score")
    assert told > kept == 0


@pytest.mark.parametrize(
    ("platform", "conduct"), [("payments", "purchase"), ("search", "search"), ("social", "criticism")]
)
def test_m09_the_more_a_platform_hands_over_the_more_points_come_from_it(platform, conduct):
    worlds = [lived(**{f"regime__data_sources__{platform}__hands_over": share}) for share in (0.1, 0.5, 1.0)]
    assert rising([figure(w, "points_lost", conduct) for w in worlds])


def test_m22_aims_and_what_is_given_up_are_counted_apart_and_add_up():
    w = lived()
    _, sums = w.reported
    named = {name: int(values.sum()) for name, values in measured(sums) if name.startswith("aim.")}
    assert set(named) == {
        *(f"aim.offences_avoided.{name}" for name in OFFENCES),
        *(f"aim.given_up.{name}" for name in (*LIBERTY_OF.values(), "movement")),
        *("aim.defaults_avoided", "aim.judgments_performed_under_pressure"),
    }
    assert named["aim.given_up.speech"] == figure(w, "self_censored", "criticism") > 0
    assert named["aim.given_up.movement"] == sum(figure(w, "refused", name) for name in MOVEMENT)


def test_m22_the_more_fear_the_more_defaults_are_avoided_and_the_more_speech_is_given_up():
    timid = {"society__lending__default_fear": -0.9}
    worlds = [lived(**fearing.own(fear), **timid) for fear in (0, 20, 80)]
    assert rising([int(total(w, "loans_defaults_avoided").sum()) for w in worlds])
    assert rising([figure(w, "self_censored", "criticism") for w in worlds])


def test_a_score_that_feeds_the_file_it_reads_is_refused():
    circle = scores(points={"state_points": 0.5, "arrears": -90})
    with pytest.raises(ScenarioError, match="makes a circle"):
        scenario(regime__commercial_scores=circle)


def test_only_companies_can_keep_what_they_see():
    with pytest.raises(ScenarioError, match="no company's platform"):
        scenario(regime__data_sources__police__hands_over=0.5)


def test_a_refusal_needs_somebody_to_refuse():
    with pytest.raises(ScenarioError, match="bars nobody"):
        scenario(regime__consequences__luxury={"from": "2014-01"})


def test_relatives_of_nobody_are_not_barred():
    with pytest.raises(ScenarioError, match="relatives: true bars nobody: `lists` has no blacklist"):
        load("europe-with-rights").set({"consequences.flight.relatives": True})


def test_terms_belong_to_grounds():
    with pytest.raises(ScenarioError, match="is no ground of this list"):
        scenario(regime__lists__blacklist__terms={"fraud": 90})
    with pytest.raises(ScenarioError, match="cannot be performed"):
        scenario(regime__lists__blacklist__until_performed=["demonstration"])


def test_rules_and_vocabulary_are_of_one_mind():
    assert {rule["conduct"] for rule in rules()} <= set(CONDUCT)
    assert set(MOVEMENT) <= set(DEMANDS)

"""Each mechanism of `as-told`: switched off it equals absent, to the bit; more of it moves one figure in one direction.

The directions were written down before the worlds were run.  Rows (M01 and so on) are those of docs/mechanisms.md.
"""

from typing import Any

import numpy as np
import pytest
from tests.helpers import fearing
from tests.helpers.as_told import MONTHS, NEXT_TO_NOTHING, ROLLED_OUT, lived, resolved, rules, sources, unruled
from tests.helpers.figures import figure, rising
from tests.helpers.worlds import OBJECTING, at_end, same, scenario, total, world

from demerit.vocabulary import SOURCES


def without(key: str, name: str) -> dict[str, Any]:
    """A mapping of the regime without one entry."""
    part: dict[str, Any] = resolved(key)
    del part[name]
    return part


def unseen(*conduct: str) -> dict[str, Any]:
    """All data sources, none of which sees these kinds of conduct."""
    out = sources()
    for source in out.values():
        for name in conduct:
            source["sees"].pop(name, None)
    return out


def inventing_nothing(given: dict[str, Any]) -> dict[str, Any]:
    """Data sources without false records: what is made up follows what is recorded, so it moves with what is seen."""
    for source in given.values():
        source["false_record_rate"] = 0.0
    return given


def no_camera() -> dict[str, Any]:
    """No cameras, and nothing that only they see or punish."""
    return {
        "regime__data_sources": without("regime.data_sources", "camera"),
        "regime__automatic_penalties": [
            one for one in resolved("regime.automatic_penalties") if one["source"] != "camera"
        ],
        **unruled("crossing"),
    }


# off equals absent: (row, switched off, taken out, whether even the counts of what was looked at agree)
OFF: list[tuple[str, dict[str, Any], dict[str, Any], bool]] = [
    (
        "M01 points",
        {
            "regime__points__from": "2021-12",
            "regime__lists__blacklist__grounds": [],
            "regime__learned_score": None,
        },
        {
            "regime__points": None,
            "regime__lists": None,
            "regime__consequences": {},
            "regime__favours": [],
            "regime__learned_score": None,
        },
        True,
    ),
    (
        "M02 a rule",
        {"regime__data_sources": inventing_nothing(sources()), "regime__rules": rules(music=0)},
        {"regime__data_sources": inventing_nothing(unseen("loud_music")), **unruled("music")},
        False,
    ),
    (
        "M05 a data source",
        {
            "regime__data_sources__search__coverage": NEXT_TO_NOTHING,
            "regime__data_sources__search__false_record_rate": 0.0,
        },
        {"regime__data_sources": without("regime.data_sources", "search"), **unruled("search")},
        False,
    ),
    (
        "M06 cameras",
        {
            "regime__data_sources__camera__cameras": NEXT_TO_NOTHING,
            "regime__data_sources__camera__false_record_rate": 0.0,
        },
        no_camera(),
        False,
    ),
    (
        "M06 automatic penalties",
        {"regime__automatic_penalties": [{"source": "camera", "conduct": "road_crossing", "from": "2021-12"}]},
        {"regime__automatic_penalties": []},
        True,
    ),
    (
        "M10 red list",
        {"regime__lists__redlist__entry": {"from": 1300}, "regime__lists__redlist__leave": {"below": 1299}},
        {"regime__lists__redlist": None, "regime__favours": []},
        True,
    ),
    (
        "M11 fear",
        fearing.own(0),
        {"regime__fear": None},
        True,
    ),
    (
        "M12 a consequence",
        {"regime__consequences__flight__share": 0.0},
        {"regime__consequences": without("regime.consequences", "flight")},
        True,
    ),
    ("M14 rights", {"regime__rights__notice": False}, {"regime__rights": None}, True),
    ("M16 attention to a group", {"regime__enforcement__groups": []}, {"regime__enforcement__groups": None}, True),
    (
        "M16 detention",
        {
            "regime__detention": [
                {"conduct": "criticism", "source": "police", "days": 15, "share": 0.0, "from": "2014-01"}
            ]
        },
        {"regime__detention": []},
        True,
    ),
    ("M17 roll-out", {"regime__rollout": ROLLED_OUT}, {"regime__rollout": None}, True),
    ("M25 attention to critics", {"regime__enforcement__critics": None}, {"regime__enforcement__critics": {}}, True),
]


@pytest.mark.parametrize(("off", "absent", "counts"), [case for _, *case in OFF], ids=[row for row, *_ in OFF])
def test_a_mechanism_switched_off_equals_the_mechanism_taken_out(off, absent, counts):
    """Every person's state is the same to the bit; where nothing is watched less, so is everything counted."""
    one, other = world(scenario(**off), 18), world(scenario(**absent), 18)
    assert same(one, other) if counts else (one.people.state == other.people.state).all()


def test_m01_m02_the_more_a_rule_takes_the_lower_the_points():
    worlds = [lived(regime__rules=rules(criticism=points)) for points in (-200, -50, -5)]
    assert rising([int(at_end(w, "points").sum()) for w in worlds])


def test_m05_the_more_a_data_source_covers_the_more_it_records():
    worlds = [lived(regime__data_sources__social__coverage=share) for share in (0.1, 0.4, 0.9)]
    assert rising([figure(w, "records_correct", "social") for w in worlds])


def test_m05_the_more_a_data_source_misses_the_less_it_records():
    worlds = [lived(regime__data_sources=sources(miss_rate=rate)) for rate in (0.9, 0.6, 0.35)]
    assert rising([figure(w, "records_correct") for w in worlds])


def test_m06_more_cameras_more_penalties_and_more_of_them_for_the_wrong_person():
    worlds = [lived(regime__data_sources__camera__cameras=stock) for stock in (50.0, 200.0, 800.0)]
    assert rising([figure(w, "penalties_correct", "camera") for w in worlds])
    assert rising([figure(w, "penalties_wrong", "camera") for w in worlds])


def test_m06_false_matches_follow_the_rate_of_the_group():
    def wrong_share(rate: float) -> float:
        w = lived(regime__data_sources__camera__wrong_person_rate=[0.002, rate])
        return int(total(w, "records_misattributed")[1, SOURCES.index("camera")])

    assert rising([wrong_share(rate) for rate in (0.0, 0.05, 0.3)])


def test_m10_the_higher_the_threshold_the_more_are_listed():
    worlds = [lived(regime__lists__blacklist__entry={"below": below}) for below in (850, 890, 920)]
    assert rising([int(at_end(w, "blacklist_stock").sum()) for w in worlds])


def test_m10_the_lower_the_threshold_of_the_red_list_the_more_are_on_it():
    lists = [
        {"regime__lists__redlist__entry": {"from": score}, "regime__lists__redlist__leave": {"below": score - 10}}
        for score in (1080, 1050, 1030)
    ]
    assert rising([int(at_end(lived(**change), "redlist_stock").sum()) for change in lists])


def test_m11_the_list_silences_when_it_is_published():
    hidden = lived(regime__lists__blacklist__published=None)
    shown = lived()
    assert figure(hidden, "self_censored", "criticism") < figure(shown, "self_censored", "criticism")


def test_m11_with_fear_held_at_nothing_publication_silences_nobody():
    """The mediator: without fear the effect vanishes."""
    numb = fearing.own(0)
    hidden = lived(regime__lists__blacklist__published=None, **numb)
    shown = lived(**numb)
    assert figure(hidden, "self_censored") == figure(shown, "self_censored") == 0
    assert same(hidden, shown)


@pytest.mark.parametrize("demand", ["flight", "ordinary_train", "credit", "job"])
def test_m12_the_more_communities_take_part_the_more_are_refused(demand):
    def refused(share: float) -> int:
        bar = {"list": "blacklist", "below": 920, "from": "2014-01", "share": share}
        changes = {f"regime__consequences__{demand}": bar, "regime__commercial_scores": {}}
        return figure(lived(**changes), "refused", demand)

    assert refused(0.0) == 0
    assert rising([refused(share) for share in (0.2, 0.6, 1.0)])


def test_m14_notice_and_objection_shorten_wrongful_listings():
    right = {"notice": True, "objection": True, "objecting": OBJECTING, "objection_days": 20, "suspends": False}
    worlds = [lived(regime__rights={**right, "upheld": share}) for share in (1.0, 0.5, 0.0)]
    assert rising([int(total(w, "blacklist_wrongful_days").sum()) for w in worlds])


def test_m14_whoever_has_notice_never_learns_at_the_counter():
    assert figure(lived(regime__rights__notice=True), "refused_unaware") == 0
    assert figure(lived(), "refused_unaware") > 0


def test_m15_being_refused_work_and_credit_costs_and_hardship_makes_loans_default():
    """The trap closes link by link: refusals, hardship, defaults."""
    bars = {name: {"list": "blacklist", "below": 1300, "from": "2014-01", "share": 1.0} for name in ("credit", "job")}
    trap = {"regime__lists__blacklist__entry": {"below": 996}, "regime__lists__blacklist__leave": {"from": 996}}
    none, full = lived(regime__consequences={}, **trap), lived(regime__consequences=bars, **trap)
    assert int(at_end(none, "jobless").sum()) < int(at_end(full, "jobless").sum())
    assert int(at_end(none, "hardship").sum()) < int(at_end(full, "hardship").sum())
    share = [figure(w, "loans_defaulted") / figure(w, "loans_opened") for w in (none, full)]
    assert share[0] < share[1]


def test_m16_conduct_is_the_same_and_attention_alone_makes_the_records_of_a_group():
    def ratio(factor: float) -> float:
        rule = {
            "province": "Xinjiang",
            "group": "minority",
            "factor": factor,
            "sources": ["camera", "police"],
            "from": "2014-01",
        }
        w = world(scenario(regime__enforcement__groups=[rule]), MONTHS, scale=5_000)
        here = [sums[30] for month, sums in w.history if month >= w.scenario.start]
        conduct, records = (np.sum([s[f] for s in here], axis=0)[:, 0] for f in ("conduct", "records"))
        return float((records[1] / conduct[1]) / (records[0] / conduct[0]))

    assert rising([ratio(factor) for factor in (0.5, 1.0, 1.8)])


def test_m16_detention_removes_from_ordinary_life_and_harms_the_household():
    rule = {"conduct": "criticism", "source": "social", "days": 365, "share": 1.0, "from": "2014-01"}
    free, held = lived(regime__detention=[]), lived(regime__detention=[rule])
    assert figure(free, "detentions") == 0 < figure(held, "detentions")
    assert figure(held, "acts") < figure(free, "acts")
    costs = [lived(regime__detention=[rule], regime__hardship__detention=cost) for cost in (0, 20, 60)]
    assert rising([int(at_end(w, "hardship").sum()) for w in costs])


def test_m17_the_earlier_the_roll_out_the_more_are_covered():
    def covered(last: str) -> int:
        span = ["2014-01", last]
        w = lived(regime__rollout={"tiers": {"city": span, "town": span, "country": span}})
        return int(total(w, "covered").sum())

    assert rising([covered(last) for last in ("2021-12", "2017-12", "2014-06")])


def test_m25_known_critics_are_recorded_more_often_for_the_same_apolitical_conduct():
    def ratio(factor: float) -> float:
        w = lived(regime__enforcement__critics__factor=factor)
        critics = total(w, "enforcement_records_critics").sum() / total(w, "enforcement_acts_critics").sum()
        others = total(w, "enforcement_records").sum() / total(w, "enforcement_acts").sum()
        return float(critics / others)

    assert rising([ratio(factor) for factor in (1.2, 1.6, 2.0)])

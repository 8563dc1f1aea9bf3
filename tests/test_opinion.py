"""M21: private opinion and what is said aloud: published threshold results, and what moves and presses opinion."""

from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from tests.helpers.figures import rising
from tests.helpers.worlds import at_end, same, scenario, total, world

from demerit.catalogue.found import by_name
from demerit.draws import record
from demerit.month.opinion import NEUTRAL, conforming, dares, dissents, drift, followed, level, packed
from demerit.month.state import LIFE, NEXT
from demerit.rulebook.law import LAW
from demerit.rulebook.opinion import levels
from demerit.rulebook.society import SOCIETY
from demerit.scenario import ScenarioError

ALWAYS = (1 << 31) - 1
MONTHS = 24


def speaking(thresholds: list[float]) -> int:
    """How many of so many people speak out in the end, each as soon as their own share (of 1) of the others does."""
    me, soc, law = record(LIFE), record(SOCIETY), record(LAW, speech_pressure=1024)
    me.speakers_here = len(thresholds)
    now = 0
    for _ in range(10 * len(thresholds)):
        before = now
        now = 0
        for threshold in thresholds:
            courage = min(max(int(threshold * 1024), 0), 1 << 20)
            me.against_here = before
            now += int(dares(me, soc, law, NEUTRAL - 1, courage, 0, ALWAYS))
        if now == before:
            break
    return now


def test_granovetter_one_more_each_and_everybody_joins():
    assert speaking([i / 100 for i in range(100)]) == 100


def test_granovetter_one_threshold_moved_from_1_to_2_and_one_person_is_left():
    """M. Granovetter, 1978: the same crowd but for one person."""
    assert speaking([(2 if i == 1 else i) / 100 for i in range(100)]) == 1


def test_kuran_one_person_who_speaks_out_anyway_tips_everybody():
    """T. Kuran, 1989: a small public signal, where everybody else waits for one."""
    waiting = [(i + 1) / 100 for i in range(100)]
    assert speaking(waiting) == 0
    assert speaking([*waiting[:-1], 0.0]) == 100


def normal(spread: float, people: int = 2000) -> list[float]:
    """Thresholds of a normal distribution around a quarter, by quantiles."""
    return [NormalDist(25, spread).inv_cdf((i + 0.5) / people) / 100 for i in range(people)]


def test_granovetter_a_little_more_spread_turns_a_few_into_nearly_all():
    """The published jump lies at a spread of about 12.2 (here re-computed: 12.22, from about 6 in 100)."""
    below, above = (speaking(normal(spread)) / 2000 for spread in (12.1, 12.4))
    assert 0.04 < below < 0.0604  # the published 6.04 of 100 is where it jumps
    assert above > 0.95


def test_both_opinions_are_stored_exactly_in_one_byte_that_is_zero_at_first():
    """Whatever the trait: four bits each as a distance would leave out half of what people can come to say."""
    for trait in range(16):
        for private in range(16):
            for said in range(16):
                stored = int(np.int8(packed(trait, private, said)))
                assert (level(trait, stored >> 4), level(trait, stored)) == (private, said)
                assert (stored == 0) == (private == said == trait)


def test_a_distribution_becomes_slots_by_largest_remainder():
    shares = (0.5, 0.25, 0.125, 0.125, *[0.0] * 12)
    assert np.bincount(levels(shares), minlength=16).tolist() == [16, 8, 4, 4, *[0] * 12]


@pytest.mark.parametrize(
    ("draw", "apart", "step"), [(99, 1024, 1), (99, -1024, -1), (100, 1024, 0), (49, 512, 1), (50, 512, 0), (0, 0, 0)]
)
def test_conformity_is_a_step_along_with_others_the_surer_the_further_they_have_moved(draw, apart, step):
    """At a chance of 100: a level apart, half a level, and nothing apart."""
    assert followed(draw, 100, apart) == step


@pytest.mark.parametrize(("moved", "step"), [(3, -1), (-3, 1), (0, 0)])
def test_private_opinion_goes_back_to_where_it_rests(moved, step):
    me = record(LIFE, age=40, trait=8, private=8 + moved)
    assert drift(me, record(NEXT), record(SOCIETY, opinion_returns=1), record(LAW), 0, 0, 2) == step
    assert drift(me, record(NEXT), record(SOCIETY, opinion_returns=1), record(LAW), 0, 0, 3) == 0


def test_detention_moves_nobodys_opinion():
    """It never "works": detained or not, the same person comes to the same opinion."""
    soc, law, nxt = record(SOCIETY), record(LAW, media=1 << 10, backfire=1 << 9), record(NEXT)
    for marks in (0, 8):
        me = record(LIFE, age=40, private=9, trait=9, marks=marks, held=marks)
        nxt.fright = int(marks != 0)
        assert drift(me, nxt, soc, law, 1 << 11, 0, 0) == 0
    me = record(LIFE, age=40, private=9, trait=9)
    nxt.hurt = 1
    assert drift(me, nxt, soc, law, 1 << 11, 0, 0) == -1


def test_among_peers_whoever_is_alone_is_pressed_on_either_side():
    me, law = record(LIFE, speakers_here=10, said_here=120), record(LAW, peer_pressure=512)
    assert dissents(me, law, NEUTRAL - 1)
    assert not dissents(me, law, NEUTRAL)
    me.said_here = 30
    assert dissents(me, law, NEUTRAL)
    assert conforming(me, law, 12) == 3


def lived(**changes):
    """`as-told` with changes, for two years."""
    return world(scenario(**changes), MONTHS)


def mean(of, field):
    """A stock at the end, a head."""
    return float(at_end(of, field).sum() / at_end(of, "opinion_people").sum())


def test_off_equals_absent_to_the_bit():
    silent = {"regime__opinion__media": 0.0, "regime__opinion__school": 0.0, "regime__opinion__backfire": 0.0}
    assert same(lived(**silent, regime__opinion__pressure=0.0), lived(regime__opinion=None))


def test_a_society_without_opinions_has_none_whatever_the_regime_does():
    w = lived(society__opinions=None)
    assert total(w, "opinion_people").sum() == 0
    assert (w.people.state["opinion"] == 0).all()
    assert (w.people.state == lived(society__opinions=None, regime__opinion=None).people.state).all()


@pytest.mark.parametrize("what", ["media", "school"])
def test_the_more_media_and_schools_pull_the_higher_private_opinion(what):
    worlds = [lived(**{f"regime__opinion__{what}": chance}) for chance in (0.0, 0.05, 0.2)]
    assert rising([mean(w, "opinion_private") for w in worlds])


def test_the_more_often_penalties_backfire_the_lower_private_opinion():
    worlds = [lived(regime__opinion__backfire=chance) for chance in (1.0, 0.4, 0.0)]
    assert rising([mean(w, "opinion_private") for w in worlds])


def test_the_more_pressure_the_fewer_say_what_they_think():
    worlds = [lived(regime__opinion__pressure=pressure) for pressure in (0.0, 0.5, 1.0)]
    assert rising([float(total(w, "opinion_falsified").sum()) for w in worlds])
    assert rising([-float(total(w, "opinion_dissent_said").sum()) for w in worlds])


def test_without_pressure_and_without_fear_everybody_says_what_they_think():
    """The mediators held fixed: the gap vanishes."""
    w = lived(regime__opinion__pressure=0.0, society__opinions__fear=0.0)
    assert total(w, "opinion_gap").sum() == 0 < total(w, "opinion_people").sum()


def test_ostracism_by_peers_silences_without_any_state():
    none: dict[str, Any] = {"regime": {}, "interventions": []}
    worlds = [
        world(scenario(**none, regime__opinion__ostracism={"strength": strength, "hardship": 5}), MONTHS)
        for strength in (0.0, 0.6, 1.0)
    ]
    assert rising([float(total(w, "opinion_falsified").sum()) for w in worlds])
    assert all(total(w, "refused").sum() == 0 for w in worlds)
    assert total(worlds[1], "opinion_shunned").sum() > 0 == total(worlds[0], "opinion_shunned").sum()


def test_a_small_public_signal_is_heard_for_months():
    """Half of those who dissent speak out in one month; the months after are not as they would have been."""
    pressed = {"regime__opinion__pressure": 0.9, "society__opinions__fear": 0.0}
    quiet = lived(**pressed)
    heard = lived(**pressed, regime__opinion__signal={"month": "2015-01", "share": 0.5})
    after = [month for month, _ in heard.history].index(24181)  # 2015-02
    later = [sums["opinion_dissent_said"].sum() for _, sums in heard.history[after:]]
    before = [sums["opinion_dissent_said"].sum() for _, sums in quiet.history[after:]]
    assert (np.array(later[:6]) > np.array(before[:6])).all()


def test_opinion_moves_what_people_do_and_not_the_other_way_round():
    flat = {"society__opinions__distribution": [0.0] * 3 + [1.0] + [0.0] * 12}
    keen = {"society__opinions__distribution": [0.0] * 12 + [1.0] + [0.0] * 3}
    critical, loyal = lived(**flat), lived(**keen)
    acts = [total(w, "acts").sum(axis=0) for w in (critical, loyal)]
    assert acts[0][2] > acts[1][2]  # criticism
    assert acts[0][9] < acts[1][9]  # loyalty


def test_opinion_is_never_a_target():
    opinions = [found.measure for name, found in by_name().items() if name.startswith(("opinion.", "self_censored."))]
    assert opinions
    assert not any(measure.target for measure in opinions)


def test_a_distribution_that_does_not_sum_to_one_is_refused():
    with pytest.raises(ScenarioError, match="must sum to 1"):
        scenario(society__opinions__distribution=[0.1] * 16)

"""Bands: chance over seeds, and what nobody knows."""

import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from demerit.comparison import results
from demerit.comparison.people import KINDS
from demerit.comparison.spread import Strata
from demerit.world.spread import NONE_SEEN, by_chance, by_ignorance, correlations, hangs_on, relative_variance, student
from demerit.world.summary import Weights

# Exact limits (5 and 95 %) of a Poisson mean, by the number of events (any table of chi-square: half of its quantiles).
EXACT = {1: (0.0513, 4.744), 5: (1.970, 10.513), 20: (13.255, 29.062), 100: (84.14, 118.08)}
# Student's t, 95 %, by degrees of freedom (any table).
TABLE = {1: 6.314, 4: 2.132, 10: 1.812, 20: 1.725, 60: 1.671}


@pytest.mark.parametrize("events", EXACT)
def test_a_count_without_other_seeds_has_the_limits_of_poisson(events):
    low, high = by_chance(float(events), events)
    assert low == pytest.approx(EXACT[events][0], rel=0.03, abs=0.05)
    assert high == pytest.approx(EXACT[events][1], rel=0.03)


def test_nothing_counted_is_no_proof_that_there_is_nothing():
    assert by_chance(0.0, 0, one=1_000_000) == (0.0, NONE_SEEN * 1_000_000)
    assert math.exp(-NONE_SEEN) == pytest.approx(0.05, abs=0.001)  # a mean of three shows nothing in 5 %


@pytest.mark.parametrize("freedom", TABLE)
def test_few_seeds_make_wider_bands_as_student_says(freedom):
    assert student(freedom) == pytest.approx(TABLE[freedom], rel=0.01)


def test_seeds_that_differ_make_a_band_wider_and_never_narrower_than_events_would():
    alone = by_chance(100.0, 100)
    alike = by_chance(100.0, 100, others=[100.0, 100.1, 99.9, 100.0, 100.05])
    apart = by_chance(100.0, 100, others=[60.0, 140.0, 90.0, 120.0, 80.0])
    assert alike == alone
    assert apart[0] < alone[0]
    assert apart[1] > alone[1]


def test_a_finer_run_is_surer_than_the_coarse_worlds_that_say_how_far_it_is_off():
    others = [60.0, 140.0, 90.0, 120.0, 80.0]
    coarse, fine = (by_chance(100.0, 1e9, others=others, finer=finer) for finer in (1, 25))
    assert (coarse[1] - coarse[0]) / (fine[1] - fine[0]) == pytest.approx(5, rel=0.15)


def test_another_fit_of_a_learned_score_does_not_shrink_with_the_scale():
    others = [100.0, 101.0, 99.0, 100.0, 100.0]
    widths = [by_chance(100.0, 1e9, others=others, finer=finer, refit=0.04) for finer in (1, 1000)]
    assert widths[0][1] - widths[0][0] == pytest.approx(widths[1][1] - widths[1][0], rel=0.01)


def test_nine_in_ten_bands_from_few_seeds_hold_the_mean_of_all():
    """Made-up worlds of clusters: counts that vary four times as much as independent events would."""
    chance = np.random.default_rng(1)
    figures = chance.gamma(25.0, 4.0, size=(4000, 7))  # mean 100, variance 400
    bands = [
        by_chance(float(one), float(one), others=others.tolist()) for one, others in zip(figures[:, 0], figures[:, 1:6])
    ]
    assert 0.84 <= np.mean([low <= 100.0 <= high for low, high in bands]) <= 0.96


def test_nine_in_ten_of_the_worlds_that_were_drawn_lie_in_the_second_band():
    low, high = by_ignorance([float(n) for n in range(101)])
    assert (low, high) == pytest.approx((5.0, 95.0))
    assert by_ignorance([3.0, 1.0, 2.0]) == (1.0, 3.0)


def test_figures_hang_on_the_inputs_that_move_them():
    chance = np.random.default_rng(2)
    inputs = chance.random((5, 64))
    figure = (np.exp(3 * inputs[2]) - inputs[4]).tolist()
    (first, up), (second, down), _ = hangs_on(list("abcde"), inputs, figure)
    assert (first, second) == ("c", "e")
    assert up > 0.9 > 0 > down
    assert hangs_on(list("abcde"), inputs, [1.0] * 64) == []
    assert hangs_on(list("abcde"), inputs[:, :5], figure[:5]) == []  # too few to say


def test_rank_correlation_is_that_of_ranks():
    assert correlations(np.array([[1.0, 2.0, 3.0, 4.0]]), [1.0, 10.0, 100.0, 1000.0]) == pytest.approx([1.0])
    assert correlations(np.array([[1.0, 2.0, 2.0, 4.0]]), [9.0, 5.0, 5.0, 1.0]) == pytest.approx([-1.0])


def test_variance_of_nothing_says_nothing():
    assert relative_variance([]) is None
    assert relative_variance([1.0]) is None
    assert relative_variance([0.0, 0.0]) is None
    assert relative_variance([90.0, 110.0]) == pytest.approx(0.02)


def test_people_of_one_community_are_spared_with_a_band_of_those_counted(monkeypatch):
    """Of a system in one province, whose only community was settled: "20 million (20 million to 20 million)"."""
    monkeypatch.setattr(results, "everybody", lambda _: 1)
    monkeypatch.setattr(results, "_who", lambda *_: {})
    one = np.array([0])
    kinds = dict.fromkeys(KINDS, 0) | {"differing": 20, "spared": 20}
    lived: Any = SimpleNamespace(
        strata=Strata(one, one, np.array([50.0]), np.array([1e6]), one),
        weights=Weights((10**6,), 1),
        people=SimpleNamespace(counts=np.array([[[*kinds.values()]]])),
    )
    said = results.people(lived, 0)
    assert said["spared"]["people"] == 20_000_000
    assert said["spared"]["chance"] == pytest.approx([1e6 * end for end in EXACT[20]], rel=0.03)
    assert said["harmed"]["chance"] == [0.0, NONE_SEEN * 1e6]

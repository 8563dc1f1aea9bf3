"""Scorecards by themselves: the fit against scikit-learn, whole points, and measures against what is known of them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.crowds import LEVELS, made
from tests.helpers.runs import printed_compiled_and_not

from demerit.scorecard import metrics
from demerit.scorecard.arithmetic import FAR, exp, log, logistic
from demerit.scorecard.fitting import fitted
from demerit.scorecard.points import Points, Scale, chance, points, whole

SCALE = Scale(600, 30.0, 20)


def design(bins):
    """One column a bin."""
    return np.column_stack([bins[:, f] == b for f, n in enumerate(LEVELS) for b in range(n)]).astype(float)


@given(st.floats(-FAR, FAR))
def test_the_exponential_is_the_exponential(x):
    assert exp(x) == pytest.approx(math.exp(x), rel=1e-12)
    several = np.array([0.0, x, -x, 7.0])
    logistic(several, 3, np.zeros(4))
    assert several.tolist() == [0.5, 1 / (1 + exp(-x)), 1 / (1 + exp(x)), 7.0]


@given(st.floats(1e-6, 1e6))
def test_the_logarithm_is_the_logarithm(x):
    assert log(x) == pytest.approx(math.log(x), rel=1e-13, abs=1e-15)


@pytest.mark.parametrize("ridge", [0.1, 1.0, 30.0])
@pytest.mark.parametrize("rare", [-5.0, -3.5, 0.0])
def test_coefficients_are_those_of_scikit_learn_within_a_millionth(ridge, rare):
    from sklearn.linear_model import LogisticRegression

    bins, labels = made(rare=rare)
    oracle = LogisticRegression(C=1 / ridge, solver="newton-cholesky", tol=1e-12, max_iter=500)
    oracle.fit(design(bins), labels)
    mine = fitted(bins, labels, LEVELS, ridge)
    assert mine.intercept == pytest.approx(oracle.intercept_[0], abs=1e-6)
    assert np.concatenate(mine.coefficients) == pytest.approx(oracle.coef_[0], abs=1e-6)
    assert mine.last_change < 1e-9


def test_labels_that_a_bin_tells_for_certain_still_have_a_fit():
    bins, _ = made(400)
    mine = fitted(bins, (bins[:, 2] == 1).astype(np.int64), LEVELS, 1.0)
    assert mine.last_change < 1e-9
    assert mine.coefficients[2][1] > 3 > -3 > mine.coefficients[2][0]


def test_labels_of_one_kind_have_none():
    bins, labels = made(400)
    for same in (0, 1):
        with pytest.raises(ValueError, match="nothing to learn"):
            fitted(bins, np.full_like(labels, same), LEVELS, 1.0)


def test_a_bin_that_nobody_is_in_has_no_points():
    bins, labels = made()
    bins[bins[:, 1] == 4, 1] = 0
    assert fitted(bins, labels, LEVELS, 1.0).coefficients[1][4] == 0.0


UNCOMPILED = """
from tests.helpers.crowds import LEVELS, made
from demerit.scorecard.fitting import fitted
print(*map(repr, fitted(*made(150), LEVELS, 1.0, 6)))
"""


def test_a_fit_is_the_same_to_the_last_bit_compiled_and_not():
    out = printed_compiled_and_not(UNCOMPILED)
    assert out[0] == out[1]
    assert len(out[0]) > 100


def test_more_ridge_means_fewer_points():
    bins, labels = made()
    tables = [points(fitted(bins, labels, LEVELS, ridge), SCALE) for ridge in (0.1, 30.0, 3000.0)]
    spread = [max(abs(point) for feature in table.bins for point in feature) for table in tables]
    assert spread[0] > spread[1] > spread[2]


def test_points_are_whole_and_stand_for_the_chance_that_was_fitted():
    bins, labels = made()
    found = fitted(bins, labels, LEVELS, 1.0)
    table = points(found, SCALE)
    assert isinstance(table, Points)
    assert all(isinstance(value, int) for part in table.bins for value in part)
    for person in bins[:50]:
        eta = found.intercept + sum(found.coefficients[f][b] for f, b in enumerate(person))
        score = table.offset + sum(table.bins[f][b] for f, b in enumerate(person))
        half = 0.5 * (1 + len(LEVELS))  # rounding, of each part
        assert chance(score + half, SCALE) <= 1 / (1 + math.exp(-eta)) <= chance(score - half, SCALE)


def test_the_scale_says_what_it_says():
    assert chance(600, SCALE) == pytest.approx(1 / 31, rel=1e-12)
    assert chance(620, SCALE) == pytest.approx(1 / 61, rel=1e-12)
    assert chance(580, SCALE) == pytest.approx(1 / 16, rel=1e-12)


def test_halves_are_rounded_up():
    assert [whole(x) for x in (-1.5, -0.5, 0.5, 1.49, 2.5)] == [-1, 0, 1, 1, 3]


CELL = st.integers(1, 1000)


@given(CELL, CELL, CELL, CELL)
def test_base_rate_precision_and_misses_fix_the_false_alarms(a, b, c, d):
    """Chouldechova 2017, Kleinberg et al. 2016: FPR = p / (1 - p) * (1 - PPV) / PPV * (1 - FNR)."""
    found = metrics.Counts(a, b, c, d)
    p, ppv, fnr = found.base_rate, found.precision, found.false_negative_rate
    assert p
    assert ppv
    assert fnr is not None
    assert found.false_positive_rate == pytest.approx(p / (1 - p) * (1 - ppv) / ppv * (1 - fnr))


@given(CELL, CELL, CELL, CELL, st.integers(2, 5))
def test_equal_precision_and_misses_with_unequal_base_rates_force_unequal_false_alarms(a, b, c, d, more):
    one = metrics.Counts(a, b, c, d)
    other = metrics.Counts(more * a, more * b, more * c, d)  # as precise, as many misses, a higher base rate
    assert other.precision == pytest.approx(one.precision)
    assert other.false_negative_rate == pytest.approx(one.false_negative_rate)
    assert (other.base_rate or 0.0) > (one.base_rate or 0.0) > 0
    assert (other.false_positive_rate or 0.0) > (one.false_positive_rate or 0.0) > 0


SCORES = st.lists(st.integers(-5, 5), min_size=1, max_size=30)


@given(SCORES, SCORES)
def test_the_area_under_the_curve_counts_pairs(low, high):
    pairs = [1.0 if a < b else 0.5 if a == b else 0.0 for a in low for b in high]
    assert metrics.below(low, high) == pytest.approx(sum(pairs) / len(pairs))


@given(SCORES, SCORES)
def test_the_area_under_the_curve_is_that_of_scikit_learn(low, high):
    from sklearn.metrics import roc_auc_score

    assert metrics.below(low, high) == pytest.approx(roc_auc_score([0] * len(low) + [1] * len(high), low + high))


@given(SCORES, SCORES)
def test_a_guess_is_never_worse_than_blind_and_certain_where_nothing_is_shared(one, other):
    right = metrics.guessed(one, other)
    assert right is not None
    assert 0.5 <= right <= 1.0
    assert metrics.guessed(one, [v + 100 for v in other]) == 1.0
    assert metrics.guessed(one, one * 3) == 0.5


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 3)), min_size=2, max_size=40))
def test_the_share_of_variance_between_classes_is_the_ratio_of_sums_of_squares(people):
    values, classes = map(np.array, zip(*people, strict=True))
    total = ((values - values.mean()) ** 2).sum()
    found = metrics.between(values.tolist(), classes.tolist())
    if total == 0:
        assert found is None
        return
    apart = sum(((values[classes == c]).mean() - values.mean()) ** 2 * (classes == c).sum() for c in set(classes))
    assert found == pytest.approx(apart / total, abs=1e-9)


def test_calibration_adds_up_and_a_fitted_table_foresees_what_came():
    bins, labels = made(20_000)
    found = fitted(bins, labels, LEVELS, 1.0)
    table = points(found, Scale(600, 30.0, 200))  # fine points, so that rounding hardly matters
    scores = [table.offset + sum(table.bins[f][b] for f, b in enumerate(person)) for person in bins.tolist()]
    chances = {s: chance(s, Scale(600, 30.0, 200)) for s in set(scores)}
    bands = metrics.calibration(scores, labels.tolist(), chances, 200)
    assert sum(band.people for band in bands) == len(labels)
    assert sum(band.labelled for band in bands) == labels.sum()
    assert sum(band.foreseen for band in bands) == pytest.approx(labels.sum(), rel=0.02)
    for band in bands:
        assert abs(band.labelled - band.foreseen) < 4 * math.sqrt(band.foreseen) + 4


def test_nobody_to_count_gives_no_rate():
    nobody = metrics.Counts(0, 0, 0, 0)
    assert nobody.accuracy is nobody.precision is nobody.false_positive_rate is nobody.false_negative_rate is None
    assert metrics.below([], [1]) is metrics.guessed([1], []) is metrics.between([3, 3], [0, 1]) is None


@given(st.lists(st.integers(-(10**12), 10**12) | st.integers(-3, 900), max_size=40))
def test_values_have_their_places_in_order_however_far_they_lie_apart(values):
    found, places = metrics.placed(np.array(values, np.int64))
    assert found.tolist() == sorted(set(values))
    assert found[places].tolist() == values

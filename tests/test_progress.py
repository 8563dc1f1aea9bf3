"""The time left that a run says."""

import pytest

from demerit.world.progress import REGIME, Remaining


def left_after(lived: int, months: int, burn_in: int, regime: float) -> tuple[float, float]:
    """What is said, and what is true, after some months of a run whose months take 10 s, and `regime` times that."""
    took = [10.0] * burn_in + [10.0 * regime] * (months - burn_in)
    remaining = Remaining(months, 0.0, burn_in)
    for month in range(lived):
        said = remaining.lived(sum(took[: month + 1]))
    return said, sum(took[lived:])


def test_time_left_is_exact_where_a_month_under_the_regime_costs_what_is_supposed() -> None:
    for lived in (1, 23, 24, 25, 35, 36):
        said, true = left_after(lived, 36, 24, REGIME)
        assert said == pytest.approx(true)


@pytest.mark.parametrize("regime", [1.0, 1.085, 1.2])
def test_time_left_is_right_within_a_tenth_after_the_first_month(regime: float) -> None:
    said, true = left_after(1, 48, 24, regime)
    assert said == pytest.approx(true, rel=0.1)


def test_time_left_is_what_was_measured_once_the_regime_has_been_lived_for_a_year() -> None:
    said, true = left_after(36, 120, 24, 1.7)
    assert said == pytest.approx(true)


def test_time_left_of_a_run_that_goes_on_under_the_regime_supposes_nothing() -> None:
    said, true = left_after(1, 12, 0, 1.7)
    assert said == pytest.approx(true)

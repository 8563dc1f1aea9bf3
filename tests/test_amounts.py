"""Amounts as people read them."""

import pytest

from demerit.amounts import percent


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0 %"),
        (0.000034, "0.0034 %"),
        (0.0345, "3.5 %"),
        (0.5, "50 %"),
        (0.9949, "99 %"),
        (0.995, "99.5 %"),
        (0.9965, "99.65 %"),
        (0.99999, "99.999 %"),
        (1 - 1e-12, "100 %"),
        (1, "100 %"),
    ],
)
def test_what_is_not_all_is_never_a_hundred_percent_and_what_is_not_nothing_never_none(share, said):
    assert percent(share) == said

"""Months and days are whole numbers, and agree with the Gregorian calendar."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demerit.calendar import days_in, first_day, month_of, text_of, year_of

months = st.integers(1900 * 12, 2199 * 12 + 11)


def test_january_2014_is_month_24168():
    assert month_of("2014-01") == 24168


def test_the_first_of_january_2010_is_day_0():
    assert first_day(month_of("2010-01")) == 0


@given(months)
def test_text_and_month_are_inverse(month):
    assert month_of(text_of(month)) == month


@given(months)
def test_days_agree_with_the_standard_library(month):
    first = datetime.date(year_of(month), month % 12 + 1, 1)
    assert first_day(month) == (first - datetime.date(2010, 1, 1)).days
    assert days_in(month) == first_day(month + 1) - first_day(month)


@pytest.mark.parametrize(
    "text",
    ["", "2014", "2014-1", "2014-00", "2014-13", "2014-01-01", " 2014-01", "2014-01\n", "20l4-01", "1814-01", "٢٠١٤"],
)
def test_nothing_else_is_a_month(text):
    with pytest.raises(ValueError, match="is not a month"):
        month_of(text)

"""Figures of years by themselves are those of the whole summary."""

import pytest
from tests.helpers.worlds import scenario, world

from demerit.world.area import area
from demerit.world.country_sums import years_of
from demerit.world.summary import of_years, summary


@pytest.mark.parametrize("name", ["as-told", "shenzhen-2023", "europe-with-rights"])
@pytest.mark.parametrize("months", [1, 26])
def test_figures_of_years_are_those_of_the_summary_to_the_last_digit(name: str, months: int) -> None:
    of = world(scenario(name), months, scale=100_000)
    counted = (of.where, *of.reported, of.org_reported)
    whole = years_of(summary(*counted, within=area(of.scenario)))
    alone = of_years(*counted, within=area(of.scenario))
    assert alone == whole
    assert list(alone) == list(whole)
    assert len(alone) > 500

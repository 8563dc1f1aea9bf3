"""Figures of years by themselves are those of the whole summary."""

import pytest
from tests.helpers.worlds import scenario, world

from demerit.calendar import text_of
from demerit.catalogue.found import measure_of, sides, terms
from demerit.catalogue.measure import Ratio
from demerit.world.area import area
from demerit.world.country_sums import years_of
from demerit.world.measures import by_group, measured, measured_of_organisations
from demerit.world.summary import of_years, summary, weights


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


@pytest.mark.parametrize("name", ["as-told", "shenzhen-2023"])
def test_a_year_is_its_months_added_up_a_stock_its_last_one_and_a_ratio_what_both_come_to(name: str) -> None:
    """Every figure recounted from the months of every province, each scaled by itself."""
    of = world(scenario(name), 14, scale=100_000)
    months, sums = of.reported
    whole = weights(of.where, area(of.scenario))
    rows = {key: v.sum(axis=-1) if by_group(key) else v for key, v in measured(sums)}
    rows |= dict(measured_of_organisations(of.org_reported)) if len(of.org_reported) else {}
    country = {
        key: [sum(int(n) * w for n, w in zip(row, whole.each, strict=True)) for row in v.tolist()]
        for key, v in rows.items()
    }
    found = summary(of.where, months, sums, of.org_reported, within=area(of.scenario))
    assert len(found) > 5000
    for key, value in found.items():
        named, when = key.rsplit(".", 1)
        here = [i for i, month in enumerate(months) if text_of(month).startswith(when)]
        measure = measure_of(named)
        if isinstance(measure, Ratio):
            over, under = (sum(country[part][i] for part in side for i in here) for side in sides(named))
            assert value == round(measure.of(over, under), 4), key
        else:
            parts = (named,) if named in country else terms(named)
            total = sum(country[part][i] for part in parts for i in (here[-1:] if measure.stock else here))
            assert value == whole.rounded(total), key


def test_of_no_month_there_is_no_figure() -> None:
    of = world(scenario("as-told"), 1, scale=100_000)
    assert summary(of.where, range(0), of.reported[1][:0]) == {}

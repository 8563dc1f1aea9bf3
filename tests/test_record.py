"""The record that `as-documented` is compared with: figures by reference, the same in report and targets."""

from types import SimpleNamespace
from typing import Any

import pytest

from demerit.calendar import month_of
from demerit.report.finding import LeftOut
from demerit.report.findings.record import FITTED, LATER, Line, afterwards, find
from demerit.scenario import load
from demerit.scenario.references import references
from demerit.study.targets import targets_of

MEASURES: Any = SimpleNamespace(run=SimpleNamespace(references=references()))


def recorded(line: Line) -> float:
    """A figure on record."""
    return line.recorded(MEASURES)


def test_the_report_compares_with_the_figures_that_were_fitted():
    wanted = {(t.span.measure, t.span.first): t.value for t in targets_of("as-documented").targets}
    assert {(line.measure, month_of(line.first)): recorded(line) for line in FITTED} == pytest.approx(wanted, rel=1e-3)


def test_what_came_later_is_fitted_to_nothing():
    last = max(target.span.last for target in targets_of("as-documented").targets)
    assert all(month_of(line.first) > last for line in LATER)
    assert recorded(LATER[0]) == 8_542_322


def test_natural_persons_of_two_months_and_revoked_companies_of_the_year_contradict_each_other_without_bursts():
    """Shares as in May and December leave room for far fewer companies than were listed as revoked in 2018."""
    known = references()
    may, december, year = (known[key].figures for key in ("npcic-2018-05", "npcic-2018-12", "npcic-2018"))
    entries = year["new_m"] * 1e6
    share = (may["natural_persons"] + december["natural_persons"]) / 2
    assert (1 - share) * entries < 0.62 * year["revoked_companies"]
    most = 1 - year["revoked_companies"] / entries
    of_defaulters = may["natural_persons"] / may["defaulters"]
    least = year["judgment_defaulters_m"] * of_defaulters / year["new_m"]
    assert least < most < may["natural_persons"]
    assert most < december["natural_persons"]
    left = year["revoked_companies"] - may["revoked_companies"] * may["new"] - december["new_organisations"]
    assert left / 10 > 3 * may["revoked_companies"] * may["new"]  # a month, on average over the other ten


def test_revoked_companies_before_2018_are_those_of_the_one_month_that_was_counted():
    """One division: a month of May 2018 over a month of the year, whose revocations the society has."""
    may, year = references()["npcic-2018-05"].figures, references()["npcic-2018"].figures
    organisations = load("as-documented").regime.organisations
    assert organisations is not None
    coverage = organisations.data_sources["registrar"].coverage
    share = may["revoked_companies"] * may["new"] / (year["revoked_companies"] / 12)
    assert coverage.at(month_of("2017-12")) == pytest.approx(share, abs=0.001)
    assert coverage.at(month_of("2018-01")) == 1.0


def test_a_run_of_other_people_or_of_a_place_is_compared_with_no_list_on_record():
    listed = SimpleNamespace(grounds=("judgment",))
    for of_china, area, grounds in (
        (False, (), listed),
        (True, ("Shandong",), listed),
        (True, (), SimpleNamespace(grounds=())),
    ):
        regime = SimpleNamespace(lists=SimpleNamespace(blacklist=grounds))
        run = SimpleNamespace(references=references(), of_china=of_china, scenario=SimpleNamespace(regime=regime))
        made: Any = SimpleNamespace(run=run, area=area, months=[])
        assert isinstance(find(made), LeftOut)
        assert isinstance(afterwards(made), LeftOut)

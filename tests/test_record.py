"""The record that `as-documented` is compared with: figures by reference, the same in report and targets."""

from types import SimpleNamespace
from typing import Any

import pytest

from demerit.calendar import month_of
from demerit.report.findings.record import FITTED, LATER, Line
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


def test_natural_persons_of_two_months_and_revoked_firms_of_the_year_contradict_each_other_without_bursts():
    """Shares as in May and December leave room for far fewer firms than were listed as revoked in 2018."""
    known = references()
    may, december, year = (known[key].figures for key in ("npcic-2018-05", "npcic-2018-12", "npcic-2018"))
    entries = year["new_m"] * 1e6
    share = (may["natural_persons"] + december["natural_persons"]) / 2
    assert (1 - share) * entries < 0.62 * year["revoked_firms"]
    most = 1 - year["revoked_firms"] / entries
    fitted = targets_of("as-documented").targets[0].natural_persons
    assert fitted is not None
    assert fitted.share < most < share
    of_defaulters = may["natural_persons"] / may["defaulters"]
    assert fitted.share == pytest.approx(year["judgment_defaulters_m"] * of_defaulters / year["new_m"], rel=1e-3)

"""Amounts as people read them."""

from importlib import import_module

import pytest
from tests.helpers import made_up

from demerit.amounts import percent
from demerit.report.finding import Finding
from demerit.report.findings import lists
from demerit.report.folder import opened
from demerit.report.measures import Amount, Measures


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


TITLES = {  # what is not counted at all, and what a heading says then
    "cameras": (("penalties.wrong.camera",), "none hits somebody who did nothing (only "),
    "sources": (("records.false", "records.misattributed"), "no record (only "),
    "silence": ((), "is left unsaid (only "),
    "detention": ((), "for what they never did (fewer than "),  # no total of people detained is given
}


@pytest.mark.parametrize("key", TITLES)
def test_a_heading_on_few_counted_events_says_how_few(key, tmp_path, monkeypatch):
    monkeypatch.setattr("demerit.amounts.FEW", 10**9)
    without, said = TITLES[key]
    run = made_up.folder(tmp_path / "run", without=without, months=made_up.ONE_YEAR)
    title = import_module(f"demerit.report.findings.{key}").find(Measures(opened(run))).title
    assert said in f"{title} "
    assert "counted in the sample)" in title


def test_a_red_list_that_nobody_is_on_any_more_is_said_so(tmp_path, monkeypatch):
    m = Measures(opened(made_up.folder(tmp_path / "run", without=("blacklist",), months=made_up.ONE_YEAR)))
    there = m.at

    def nobody(name: str, month: int) -> Amount:
        return Amount(0.0, 0) if name == "redlist.stock" else there(name, month)

    monkeypatch.setattr(m, "at", nobody)
    found = lists.find(m)
    assert isinstance(found, Finding)
    assert found.title.endswith("nobody is on the red list any more; there is no black list")

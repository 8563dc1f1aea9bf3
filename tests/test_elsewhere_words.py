"""A report speaks of the country whose people it is about, and not of the one that the article is about."""

import re
from pathlib import Path

import pytest
from tests.helpers.commands import demerit

from demerit.report.claims import given
from demerit.report.exclusion import box
from demerit.report.finding import Finding
from demerit.report.findings import DOCUMENTED, FINDINGS
from demerit.report.folder import opened
from demerit.report.limits import limits
from demerit.report.measures import Measures
from demerit.report.opening import finding as claims

SHORT = ("--scale", "1:100000", "--quiet", "--no-report", "--assume")
RUNS = {
    "europe-as-told": ("--until", "2020-06"),
    "as-told": ("--society", "germany", "--until", "2014-06"),
    "as-documented": ("--society", "germany", "--until", "2014-06"),
}
FOREIGN = re.compile(r"Chin(?!a, few)|600 million|8\.4 million|5 million train|May 2018|2018: |2013|pilot cit")


def said(m):
    """Everything that the program itself says in a report, finding by finding."""
    yield from limits(m)
    for find in (*DOCUMENTED, *FINDINGS):
        found = find(m)
        if not isinstance(found, Finding):
            yield found.why if hasattr(found, "why") else str(found)
            continue
        yield from (found.title, found.text, found.mark.because)
        for figure in found.figures:
            yield from (figure.title, figure.subtitle if hasattr(figure, "subtitle") else "")


@pytest.mark.parametrize("preset", RUNS)
def test_the_program_says_nothing_of_china_about_other_people(preset, tmp_path):
    code, _, errors = demerit("run", preset, *SHORT, *RUNS[preset], "--out", tmp_path / "run")
    assert code == 0, errors
    m = Measures(opened(tmp_path / "run"))
    assert (claims(m), box(m)) == (None, None)
    for text in said(m):
        assert not FOREIGN.search(text), text


def test_a_told_run_asks_about_the_place_it_is_set_in(tmp_path):
    code, _, errors = demerit("run", "europe-as-told", *SHORT, "--until", "2020-02", "--out", tmp_path / "run")
    assert code == 0, errors
    assert limits(Measures(opened(tmp_path / "run")))[0].startswith("Whether such a system exists in Germany.")


def test_claims_tell_a_run_on_other_people_from_one_on_those_it_was_written_for(monkeypatch):
    about = {"scenario": "as-told", "seed": 1, "until": "2018-12"}
    found = {Path("here"): about, Path("there"): {**about, "transplanted": {"written_for": "china", "changes": []}}}
    monkeypatch.setattr("demerit.report.claims.of_run", found.__getitem__)
    monkeypatch.setattr("demerit.report.claims.read_part", lambda *_: {})
    assert [one.label for one in given(found)] == ["as-told, seed 1", "as-told on other people, seed 1"]

"""What comes out of a run, what was fitted, what repeats the file: told apart by turning, and told in that order."""

import html
import re

import pytest
from tests.helpers import made_up

from demerit.report import write
from demerit.report.finding import Finding
from demerit.report.findings import FINDINGS, groups
from demerit.report.folder import opened
from demerit.report.kind import HEADINGS, WORDS, Kind
from demerit.report.kinds import kind_of, sorted_by_kind
from demerit.report.kinds.figures import FIGURES
from demerit.report.kinds.inputs import FITTED, OTHERS, REPEATED
from demerit.report.measures import Measures

NOT_TURNED = {"demand", "record", "ratings"}  # set to match


def text_of(page: str) -> str:
    """What a page says, without tags."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", page, flags=re.S)).split()))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return made_up.folder(tmp_path_factory.mktemp("runs") / "run")


@pytest.fixture(scope="module")
def told(run):
    m = Measures(opened(run))
    return sorted_by_kind(m, [found for find in FINDINGS if isinstance(found := find(m), Finding)])


def test_every_finding_has_a_figure_and_something_that_it_is_turned_by(told):
    assert {finding.key for finding in told} - NOT_TURNED <= set(FIGURES)
    assert set(FIGURES) <= {*REPEATED, *FITTED, *OTHERS}


def test_what_comes_out_of_the_run_is_told_first_and_what_repeats_the_file_last(run, told):
    order = [finding.mark.kind for finding in told]
    assert order == sorted(order)
    assert set(order) == set(Kind) - {Kind.SURENESS}  # no other world was lived beside this one
    said = text_of(write(run, pictures=False).read_text(encoding="utf-8"))
    places = [said.index(f"{HEADINGS[kind]} ") for kind in Kind if kind in order]
    assert places == sorted(places)
    titles = [said.index(finding.title) for finding in told]
    assert titles == sorted(titles)


def test_what_repeats_the_file_says_so_under_its_title(run, told):
    repeats = [finding for finding in told if finding.mark.kind is Kind.REPEATS]
    assert {"conduct", "sources", "cameras", "commercial", "groups", "coverage", "enforcement"} <= {
        f.key for f in repeats
    }
    for finding in repeats:
        assert re.search(r"\bthe file (says|has|takes)\b", finding.echo), finding.title
    assert not any(finding.echo for finding in told if finding.mark.kind is not Kind.REPEATS)
    said = text_of(write(run, pictures=False).read_text(encoding="utf-8"))
    for finding in repeats:
        assert f"{finding.title} {finding.echo}" in said


def test_every_csv_says_which_kind_its_figure_is(run, told):
    write(run)
    for finding in told:
        for figure in finding.figures:
            text = (run / "figures" / f"{figure.key}.csv").read_text(encoding="utf-8")
            assert f"# {WORDS[finding.mark.kind]}\n" in text


def test_groups_repeat_the_file_only_where_the_title_is_about_what_the_file_says(run, monkeypatch):
    m = Measures(opened(run))
    found = groups.find(m)
    assert isinstance(found, Finding)
    assert groups.of_mistakes(m)
    assert kind_of(m, found) is Kind.REPEATS
    monkeypatch.setattr(groups, "TITLED", ("on the black list",))
    found = groups.find(m)
    assert isinstance(found, Finding)
    assert "on the black list" in found.title
    assert found.echo == ""
    assert kind_of(m, found) is Kind.ARISES

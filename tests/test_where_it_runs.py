"""A system of one province: every figure is of that province, and a report says only what there is."""

import re

import pytest
from tests.helpers import kinds, made_up
from tests.helpers.worlds import world

from demerit.amounts import people
from demerit.report.charts.panels import panels
from demerit.report.finding import Finding
from demerit.report.findings import bands, conduct, lists, remedy
from demerit.report.folder import opened
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.scenario import load
from demerit.scenario.shipped import names_in
from demerit.world.area import area
from demerit.world.findings import findings
from demerit.world.summary import summed_up

PLACES = {"fuzhou": "Fujian", "rongcheng": "Shandong", "shenzhen-2023": "Guangdong", "suining": "Jiangsu"}


def found(find, m) -> Finding:
    out = find(m)
    assert isinstance(out, Finding)
    return out


@pytest.fixture(scope="module")
def suining():
    return kinds.lived(load("suining", assume=True), months=30)


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    return Measures(opened(made_up.folder(tmp_path_factory.mktemp("runs") / "run")))


@pytest.mark.parametrize(("preset", "place"), PLACES.items())
def test_figures_are_of_the_places_where_the_system_runs(preset, place):
    lived = world(load(preset, assume=True), 1, scale=400_000)
    year = lived.scenario.start // 12
    assert area(lived.scenario) == (place,)
    there = lived.where.population[lived.where.names.index(place)]
    assert summed_up(lived)[f"people.{year}"] == pytest.approx(there, rel=0.1)


def test_every_picture_says_where_the_system_runs(suining):
    assert suining.run.stamp.endswith("; figures of Jiangsu alone")


def test_the_command_line_says_nothing_of_what_there_is_not():
    given = {"people.2018-12": 1e8, "points_lost.all.2018": 2e6, "points_gained.all.2018": 3e5}
    assert findings(given) == ["2018: 2 million points taken and 300,000 points given for records."]
    given |= {"redlist.share.2018-12": 0.93}
    assert findings(given)[1] == "End of 2018-12: 93 % of adults on the red list."
    for line in findings(given):
        assert not re.search(r"(?<![\d,.-])0 ", line)


@pytest.mark.parametrize("preset", names_in("presets"))
def test_what_no_file_has_is_assumed_and_cites_nothing(preset):
    of = load(preset, assume=True)
    assert of.unwritten
    for key in of.unwritten:
        said = of.provenance_of(key)
        assert said is not None
        assert (said.mark, said.reference) == ("assumed", None), key


def test_a_finding_is_not_referred_to_what_only_covers_what_no_file_has(suining):
    assert "Suining" not in of_inputs(suining.run, "regime.enforcement").reference


def test_points_are_given_in_full_and_the_title_names_the_rules_that_it_repeats(suining):
    said = found(conduct.find, suining)
    assert "the file takes 30 points for criticising the government" in said.echo
    (figure,) = said.figures
    assert "billion" not in figure.unit
    lost = -sum(float(row["value"]) for row in figure.table.rows if float(row["value"]) < 0)
    assert f"of {people(lost)}" in said.text


def test_of_two_contexts_without_speech_the_one_about_money_is_the_one_whose_rule_is_named():
    said = found(conduct.find, kinds.lived(load("fuzhou", assume=True), months=18))
    assert "over money, and none for speech" in said.title
    assert "the file takes 100 points for a court judgment" in said.echo


def test_nobody_is_above_the_highest_band(suining):
    assert found(bands.find, suining).title.endswith("where all begin, the highest band")


def test_that_nobody_is_told_is_the_files_word_and_no_share(told, monkeypatch):
    assert not remedy.never_told(told)
    seen = told.seen
    monkeypatch.setattr(told, "seen", lambda *names: seen(*(name for name in names if name != "refused.unaware")))
    said = found(remedy.find, told)
    assert remedy.never_told(told)
    assert "do not know" not in said.title
    assert "nobody is told" in said.title.lower()


def test_a_chart_of_wrongful_listings_alone_names_no_refusals(told, monkeypatch):
    (both,) = found(remedy.find, told).figures
    assert both.unit == "Refusals without notice, and wrongful listings, by year"
    real, none = told.total, told.total("blacklist.stock", 1900)
    monkeypatch.setattr(told, "total", lambda name, *of: none if name == "refused.all" else real(name, *of))
    (alone,) = found(remedy.find, told).figures
    assert alone.unit == "Wrongful listings, by year"
    assert "refusals" in both.alt
    assert "refusals" not in alone.alt


def test_a_chart_of_people_counts_people(told):
    for figure in found(lists.find, told).figures:
        assert "million" not in figure.unit


def test_an_axis_below_one_has_no_prefix_that_reads_as_millions():
    rows = [{"what": "years", "year": year, "value": value} for year, value in ((2014, 0.004), (2015, 0.02))]
    for spec in (panels(rows, "what", "year").wide, panels(rows, "what", "year").narrow):
        assert "~s" not in str(spec)

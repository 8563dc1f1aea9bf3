"""What the file changes while a run is lived stands in every chart over time that may step for it."""

import re

import pytest
from tests.helpers import made_up

from demerit.calendar import month_of, text_of
from demerit.report.changes import changes, dated, explained
from demerit.report.finding import Finding
from demerit.report.findings import lists, opinion, refusals, silence
from demerit.report.folder import opened
from demerit.report.measures import Measures
from demerit.report.picture import drawn


@pytest.fixture(scope="module")
def m(tmp_path_factory):
    """Of as-told, from 2016 to 2019."""
    return Measures(opened(made_up.folder(tmp_path_factory.mktemp("changes") / "run")))


def months(found):
    return [text_of(change.month) for change in found]


def test_a_dated_value_is_a_change_in_its_month_with_what_it_was_and_is(m):
    (change,) = changes(m, "opinion.*")
    assert text_of(change.month) == "2018-01"
    assert change.said == "how strong the pressure to conform is (0.6 to 0.9)"


def test_every_later_fit_of_a_learned_score_is_a_change(m):
    found = changes(m, "learned_score.fitted")
    assert months(found) == ["2017-01", "2019-01"]
    assert [change.said for change in found] == [
        "the learned score is fitted for the first time",
        "the learned score is fitted anew",
    ]


def test_what_begins_at_a_date_is_a_change(m):
    found = {text_of(change.month): change.said for change in changes(m, "consequences.*")}
    assert found["2018-12"] == "high-speed trains begin to be refused"


@pytest.fixture(scope="module")
def europe(tmp_path_factory):
    """Of europe-with-rights, over the months of its interventions."""
    months = range(month_of("2020-01"), month_of("2026-06") + 1)
    out = tmp_path_factory.mktemp("changes") / "run"
    return Measures(opened(made_up.folder(out, months=months, preset="europe-with-rights")))


def test_what_ends_is_said_to_end_in_the_month_after_its_last(europe):
    """The certificate applied until the end of June 2023: it does not begin a second time, and it ends by name."""
    said = {text_of(change.month): change.said for change in changes(europe, "health_pass.*")}
    assert said == {"2021-07": "the health pass begins", "2023-07": "the health pass ends"}


def test_a_score_that_ceases_to_refuse_is_said_so(europe):
    (change,) = changes(europe, "commercial_scores.*.refuses.*")
    assert (text_of(change.month), change.said) == (
        "2025-02",
        "insurance contracts cease to be refused for a low private score",
    )


def test_an_intervention_is_a_change(tmp_path):
    documented = Measures(opened(made_up.folder(tmp_path / "run", preset="as-documented")))
    found = changes(documented, "organisations.*.rating.bands.*")
    assert months(found) == ["2018-04"]
    assert found[0].said == "the rating M (begins)"


def test_a_right_that_begins_is_called_in_words(tmp_path):
    """It was "rights begins (corrected in time)"."""
    months = range(month_of("2019-11"), month_of("2020-02") + 1)
    documented = Measures(opened(made_up.folder(tmp_path / "run", months=months, preset="as-documented")))
    (change,) = changes(documented, "rights.corrected_in_time")
    assert change.said == "the right to perform in time and not be listed begins"


def test_what_was_so_from_the_first_month_on_is_none(m):
    assert all(change.month > m.months[0] for change in changes(m, "*"))


def test_what_moves_bit_by_bit_is_none(m):
    assert not changes(m, "*.cameras", "*.customers")


def test_a_chart_that_begins_later_shows_what_changed_later(m):
    every, later = dated(m, "learned_score.fitted"), dated(m, "learned_score.fitted", since="2018-06")
    assert [month for month, _ in every["marks"]] == ["2017-01", "2019-01"]
    assert later["marks"] == [("2019-01", "1")]


@pytest.mark.parametrize(
    ("find", "month"), [(opinion.find, "2018-01"), (lists.find, "2019-01"), (silence.find, "2019-01")]
)
def test_charts_over_time_mark_what_changed_and_say_it_below(m, find, month):
    over_time = [figure for figure in find(m).figures if figure.table.columns[0].key == "month"]
    assert over_time
    for figure in over_time:
        assert "(1) " in figure.chart.note
        for spec in (figure.chart.wide, figure.chart.narrow):
            rules = [each for each in spec["layer"] if each["mark"]["type"] == "rule"]
            assert month in [row["month"] for rule in rules for row in rule["data"]["values"]]
            assert "stroke-dasharray" in drawn(spec)


def test_panels_by_year_say_when_each_bar_begins(m):
    found = refusals.find(m)
    assert isinstance(found, Finding)
    figure = found.figures[0]
    assert "December 2018: high-speed trains begin to be refused" in figure.chart.note
    assert "(1)" not in figure.chart.note


def test_nothing_changed_is_not_explained():
    assert explained([]) == ""


def test_words_of_changes_hold_no_keys(m):
    for change in changes(m, "opinion.*", "data_sources.*.coverage", "lists.*", "consequences.*", "health_pass.*"):
        assert not re.search(r"_|regime", change.said), change

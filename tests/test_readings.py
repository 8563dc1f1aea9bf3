"""The sources were read twice: where the readings differ, or one recalls what the other found, both are shown."""

from pathlib import Path

import pytest

from demerit.report.findings.cameras import MEASURED, THERE
from demerit.scenario.claims import claims
from demerit.scenario.loading import load
from demerit.scenario.references import references

DOCS = Path(__file__).parents[1] / "docs"


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "words", ["of other makers", "10 to 100 times", "over 100 times", "made in China", "[recalled, H]"]
)
def test_what_was_measured_of_face_recognition_is_of_other_algorithms_and_both_readings_are_there(words):
    assert words in MEASURED + THERE


@pytest.mark.parametrize("name", ["as-told", "europe-as-told", "europe-with-rights"])
def test_the_range_of_false_matches_has_both_readings_wherever_it_stands(name):
    note = str(load(name).provenance["regime.data_sources.camera.wrong_person_rate.1"].note)
    assert [words for words in ("other algorithms", "10 to 100", "over 100", "recalled") if words not in note] == []


@pytest.mark.parametrize("text", [load("benefits-clawback").record, (DOCS / "europe.md").read_text("utf-8")])
def test_how_many_were_on_the_list_of_suspected_frauds_has_both_figures(text):
    assert {"270,000", "240,000", "85,000"} <= {*one_line(text).replace("(", " ").split()}
    assert "recalled" in text
    assert references()["fsv-2021"].figures["natural_persons"] == 240_000


def test_what_650_points_opened_has_both_readings_and_the_share_that_had_them_is_derived():
    score = load("sesame-like", assume=True)
    record = one_line(score.record)
    assert "two readings tell differently" in record
    assert "derived" in record
    assert "650" not in score.claim
    page = one_line((DOCS / "presets.md").read_text("utf-8"))
    assert "650 points open a flat without a deposit in one reading" in page
    assert "at 650 or more in Hangzhou" not in page
    assert "bicycles without one in the other" in one_line(str(claims().claims["sesame-schufa"].differ))
    assert "qualified_from" not in references()["zhima-hangzhou-2018"].figures


def test_the_term_of_the_public_register_says_who_found_it_and_is_no_value_of_a_preset():
    text = one_line((DOCS / "europe.md").read_text("utf-8"))
    assert "one of our readings found the term, the other recalled it" in text
    assert "three years (`lending.entry_days`" in text


def test_nobody_says_where_the_journalist_learned_of_it_since_no_source_does():
    record = claims().claims["journalist"].record
    assert "early in 2017" in record
    assert not {"booked", "airport", "counter"} & {*record.split()}


def test_a_detention_by_a_policing_system_says_that_length_and_share_are_assumed():
    said = load("as-told").provenance_of("regime.detention.1")
    assert said is not None
    assert (said.reference, said.mark) == ("hrw-2019", "assumed")
    assert "policing system apart from social credit (recalled)" in str(said.note)

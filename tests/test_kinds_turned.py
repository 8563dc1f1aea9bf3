"""Kinds of findings are told apart by turning what they hang on: `python -m tests.helpers.kinds`."""

import pytest
from tests.helpers import kinds

from demerit.report.kinds.figures import FIGURES
from demerit.scenario.shipped import names_in


def test_every_preset_was_turned():
    assert {row.preset for row in kinds.kept()} == set(names_in("presets"))


def test_what_repeats_the_file_turns_with_it_in_every_preset():
    rows = [row for row in kinds.kept() if row.kind == "repeats"]
    assert len({row.finding for row in rows}) >= 8
    assert [row for row in rows if not row.proportional] == []


def test_no_single_value_turns_what_comes_out_of_the_run_in_proportion():
    rows = [row for row in kinds.kept() if row.kind == "arises"]
    assert len({row.finding for row in rows}) >= 10
    assert [row for row in rows if row.proportional] == []


def test_what_reports_begin_with_was_turned_too():
    kinds_of = {row.preset: row.kind for row in kinds.kept() if row.finding == "first"}
    assert set(kinds_of) == set(names_in("presets"))
    assert {preset for preset, kind in kinds_of.items() if kind == "repeats"} == {
        "benefits-clawback",
        "europe-as-told",
        "europe-with-rights",
        "schufa-like",
        "sesame-like",
    }


def test_what_a_private_score_refuses_and_what_being_watched_prevents_repeat_the_file():
    kinds_of = {(row.preset, row.finding): row.kind for row in kinds.kept()}
    assert {kinds_of[preset, "refusals"] for preset in ("schufa-like", "sesame-like")} == {"repeats"}
    assert {kinds_of[preset, "causes"] for preset in ("europe-as-told", "europe-with-rights")} == {"repeats"}
    assert {kinds_of[preset, "aims"] for preset in ("rongcheng", "suining", "shenzhen-2023")} == {"repeats"}
    assert kinds_of["as-told", "aims"] == "arises"


def test_what_rests_on_few_records_was_turned_among_more_people():
    turned = {(row.preset, row.finding): row.kind for row in kinds.kept()}
    assert {(preset, key) for preset, each in kinds.RARE.items() for _, keys in each for key in keys} <= set(turned)
    assert turned["as-told", "detention"] == "repeats"
    assert turned["as-told", "learned"] == turned["as-told", "remedy"] == "arises"


def test_a_figure_has_one_kind_in_a_preset():
    kind: dict[tuple[str, str], str] = {}
    for row in kinds.kept():
        assert row.finding in FIGURES
        assert kind.setdefault((row.preset, row.finding), row.kind) == row.kind


@pytest.mark.slow
@pytest.mark.parametrize("finding", ["enforcement", "commercial"])
def test_turned_again_a_figure_turns_as_is_kept(finding):
    (kept,) = [row for row in kinds.kept() if (row.preset, row.finding) == ("as-told", finding)]
    (again,) = list(kinds.rows("as-told", [finding], months=36))
    assert again.kind == kept.kind == "repeats"
    assert again.proportional

"""What was measured once and is kept in docs/fits belongs to the presets that ship: to their values, not to words."""

import json
from pathlib import Path

import pytest

from demerit.scenario import Scenario, load
from demerit.scenario.changing import moved
from demerit.study.level import FIGURES, expiring
from tools.documents.worth import PRESETS, file_of
from tools.rights import RIGHTS

KEPT = Path(__file__).parents[1] / "docs" / "fits"
VERDICTS = sorted(path.name for path in KEPT.glob("as-*.json"))


def kept(name: str) -> dict[str, object]:
    found: dict[str, object] = json.loads((KEPT / name).read_text(encoding="utf-8"))
    return found


def test_each_fitted_preset_was_judged_at_two_scales():
    scales = {(kept(name)["scenario"], "ratings" in name, kept(name)["scale"]) for name in VERDICTS}
    assert {(preset, of) for preset, of, _ in scales} == {
        ("as-told", False),
        ("as-documented", False),
        ("as-documented", True),
    }
    assert {scale for _, _, scale in scales} == {1000, 3000}
    assert len(scales) == len(VERDICTS) == 6


@pytest.mark.parametrize("name", [*VERDICTS, "level-as-told.json"])
def test_what_was_judged_are_the_values_that_ship(name: str):
    """If not: judge anew, by the command in docs/as-documented.md, or docs/level.md."""
    said = kept(name)
    assert said["values_hash"] == load(str(said["scenario"]), assume=True).values_hash


@pytest.mark.parametrize("preset", PRESETS)
def test_rights_were_measured_with_the_values_that_ship(preset: str):
    """If not: measure anew, by the command in docs/what-rights-are-worth.md."""
    said = kept(file_of(preset))
    assert said["values_hash"] == load(preset, assume=True).values_hash
    assert said["rights"] == {name: {**one, "set": RIGHTS[name]} for name, one in said["rights"].items()}  # type: ignore[attr-defined]


def test_the_ratings_told_of_companies_are_those_that_were_judged():
    said = kept("as-documented-ratings-1000.json")
    figures, text = said["figures"], (KEPT.parent / "organisations.md").read_text("utf-8")
    assert isinstance(figures, dict)
    assert f"mean of seeds {min(said['seeds'])} to {max(said['seeds'])}, 1:{said['scale']}" in text  # type: ignore[call-overload]
    for month, digits, shares in (
        ("2019-04", 2, ("A", "D")),
        ("2020-04", 1, ("A", "BM", "CD")),
        ("2021-04", 1, ("A", "BM", "CD")),
    ):
        rated = figures[f"organisation.rated.{month}"]
        assert f" | {rated / 1e6:.{digits}f} M | " in text
        for names in shares:
            share = sum(figures[f"organisation.rating.{name}.{month}"] for name in names) / rated
            assert f" % | {100 * share:.2f} % | " in text, (month, names)


def test_words_and_ranges_are_no_values():
    of = load("as-told", assume=True)
    data = of.resolved()
    data["title"] = "another"
    data["regime"]["fear"]["fine"] = {**data["regime"]["fear"]["fine"], "note": "another", "range": [0, 20]}
    said_otherwise = Scenario.from_resolved(data)
    assert said_otherwise.hash != of.hash
    assert said_otherwise.values_hash == of.values_hash
    assert moved(of, {("regime", "fear", "fine"): 4}).values_hash != of.values_hash


def test_the_level_of_a_year_is_told_with_and_without_expiry():
    assert all(rule.expires_days == 0 for rule in load("as-told").regime.rules)
    assert {rule.expires_days for rule in expiring(load("as-told"), 730).regime.rules} == {730}
    figures = kept("level-as-told.json")["figures"]
    assert isinstance(figures, dict)
    told, later = figures["as it is"]["blacklist.stock"], figures["after two years"]["blacklist.stock"]
    assert list(told.values()) == sorted(told.values())  # more every year
    assert all(later[year] < told[year] for year in told if year > "2015")
    assert set(figures["as it is"]) == set(FIGURES)

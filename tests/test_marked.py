"""Every value may be written with marks, `{value: ..., mark: ...}`, and is then the same value to whoever reads it."""

import copy
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers import made_up
from tests.helpers.commands import demerit
from tests.helpers.worlds import plain

from demerit.life.rules import Rules
from demerit.marked import KEYS, bare
from demerit.report.folder import opened
from demerit.report.origins import provenance
from demerit.scenario import Scenario, load, presets
from demerit.scenario.loading import built
from demerit.scenario.problems import Path as Place
from demerit.study.figures import changed, value_at
from demerit.world import identity, twins

PRESETS = [preset.name for preset in presets()]
MARKS = {"mark": "assumed", "confidence": "L", "note": "wrapped"}
SECTIONS = ("data_sources", "rules", "automatic_penalties", "detention", "rollout", "lists", "consequences")


def places(data: Any, path: Place = ()) -> list[Place]:
    """Every place at which a value stands; what is said of values is none."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    inner = [deep for key, each in inside if key not in KEYS for deep in places(each, (*path, key))]
    return [path, *inner]


PLACES = {name: places(plain(name)) for name in PRESETS}
ANYWHERE = st.sampled_from(PRESETS).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(PLACES[name])))


def wrapped(data: Any, path: Place, marks: dict[str, Any]) -> Any:
    """The same with one value wrapped."""
    if not path:
        return {"value": data, **marks}
    out = copy.copy(data)
    out[path[0]] = wrapped(out[path[0]], path[1:], marks)
    return out


def all_wrapped(data: Any) -> Any:
    """The same with every list and every single value wrapped, and marked with what covers nothing yet."""
    if isinstance(data, dict):
        return {key: each if key in KEYS else all_wrapped(each) for key, each in data.items()}
    held = [all_wrapped(each) for each in data] if isinstance(data, list) else data
    return {"value": held, "note": "wrapped"}


@cache
def unwrapped(name: str) -> Scenario:
    return built(plain(name))


@settings(max_examples=60)
@given(ANYWHERE)
def test_any_value_of_any_preset_wrapped_is_the_same_scenario(where: tuple[str, Place]) -> None:
    name, path = where
    assert built(wrapped(plain(name), path, {})).hash == unwrapped(name).hash


@settings(max_examples=40)
@given(ANYWHERE)
def test_a_mark_of_its_own_changes_no_value(where: tuple[str, Place]) -> None:
    name, path = where
    before, after = unwrapped(name), built(wrapped(plain(name), path, MARKS))
    assert after.model_dump() == before.model_dump()
    assert [after.regime_at(month) for month in after.months] == [before.regime_at(month) for month in before.months]
    assert bare(after.resolved()) == bare(before.resolved())


@pytest.mark.parametrize("name", PRESETS)
def test_told_lives_read_the_same_rules_however_they_are_written(name: str) -> None:
    before, after = Rules(plain(name)), Rules(all_wrapped(plain(name)))
    assert (after.name, after.title) == (before.name, before.title)
    for (since, regime), (until, other) in zip(before.regimes, after.regimes, strict=True):
        assert since == until
        for section in SECTIONS:
            assert bare(other.get(section)) == bare(regime.get(section))
    month = load(name, assume=True).end
    for conduct in ("jaywalking", "criticism", "judgment", "arrears"):
        for rule in ("rule", "penalty", "detention"):
            one, other = (getattr(rules, rule)(conduct, month) for rules in (before, after))
            assert one == other


def test_what_is_said_of_a_list_of_rules_covers_each_of_them() -> None:
    data = copy.deepcopy(plain("as-told"))
    rules = [{key: each for key, each in rule.items() if key not in KEYS} for rule in data["regime"]["rules"]]
    data["regime"]["rules"] = {"value": rules, "reference": "spc-2013", "mark": "found", "confidence": "H"}
    said = Rules(data).rule(str(bare(rules[0])["conduct"]), 10**6)
    assert said is not None
    assert (said["reference"], said["mark"], said["confidence"]) == ("spc-2013", "found", "H")


def test_changes_by_an_intervention_are_read_through_marks_too() -> None:
    data = copy.deepcopy(plain("as-told"))
    rule = bare(data["regime"]["rules"][0])
    change = {f"rules.{rule['id']}": {"value": rule, "reference": "spc-2013"}}
    data["interventions"] = {"value": [{"date": {"value": "2016-01", **MARKS}, "set": {"value": change, **MARKS}}]}
    data["regime"]["rules"] = {"value": [{"value": {**rule, "id": {"value": rule["id"]}}}], **MARKS}
    rules = Rules(data)
    assert len(rules.regimes) == 2
    said = rules.rule(rule["conduct"], 10**6)
    assert said is not None
    assert (said["id"], said["reference"]) == (f"rules.{rule['id']}", "spc-2013")


def test_provenance_lists_each_value_of_a_list_that_is_marked_as_a_whole(tmp_path: Path) -> None:
    run = opened(made_up.folder(tmp_path / "run"))
    marked = replace(run, data=all_wrapped(run.data))
    before, after = ({row["key"]: row["value"] for row in provenance(one).rows} for one in (run, marked))
    assert after == before


def test_twins_are_made_of_lists_that_are_marked() -> None:
    data = copy.deepcopy(plain("as-told"))
    data["regime"]["lists"] = data["regime"]["lists"] | MARKS
    made = twins.variants(Scenario.from_resolved(data))
    assert made[twins.UNPUBLISHED].regime.lists.blacklist.published is None


def test_a_fit_moves_marked_values_and_keeps_what_is_said_of_them() -> None:
    of = Scenario.from_resolved(all_wrapped(plain("as-told")))
    key = "regime.consequences.flight.share"
    moved = changed(of, {key: 0.125, "regime.data_sources.administration.delay_days": 40.4})
    assert value_at(moved, key) == 0.125
    assert value_at(moved, "regime.data_sources.administration.delay_days") == 40
    assert moved.provenance == of.provenance


def test_what_differs_from_a_checkpoint_is_told_without_the_way_it_is_written() -> None:
    data = plain("as-told")
    was, now = (
        identity.identity(Scenario.from_resolved(data | {"name": {"value": name, **MARKS}}), 1, 1000, 0)
        for name in ("one", "other")
    )
    assert identity.differences(was, now) == ["scenario was one, is other"]


HEADS = ("name", "title", "kind", "place", "society", "start", "end", "claim", "record")


@pytest.fixture
def marked_file(tmp_path: Path) -> Path:
    """`as-told` with its head, its rules and its penalties in marks, and an intervention."""
    text = (Path(__file__).parent.parent / "src/demerit/scenario/presets/as-told.yaml").read_text(encoding="utf-8")
    for head in HEADS:
        text, found = re.subn(rf"^{head}: ([^>\n]+)$", rf"{head}: {{value: \1, mark: assumed}}", text, flags=re.M)
        folded = re.search(rf"^{head}: >-\n((?:  .*\n)+)", text, re.M)
        assert found or folded, head
    for section in ("rules", "automatic_penalties"):
        block = re.search(rf"^  {section}:\n((?:(?:    .*)?\n)+)", text, re.M)
        assert block is not None, section
        inside = "".join(f"  {line}\n" if line else "\n" for line in block[1].splitlines())
        text = text.replace(block[0], f"  {section}:\n    mark: assumed\n    value:\n{inside}")
    text = text.replace(
        "interventions: []",
        "interventions: {mark: assumed, value: [{date: 2014-03, set: {value: {rights.notice: true}}}]}",
    )
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_in_marks_is_lived_told_and_reported_like_one_without(marked_file: Path, tmp_path: Path) -> None:
    without = tmp_path / "without.yaml"
    text = (Path(__file__).parent.parent / "src/demerit/scenario/presets/as-told.yaml").read_text(encoding="utf-8")
    without.write_text(
        text.replace("interventions: []", "interventions: [{date: 2014-03, set: {rights.notice: true}}]"),
        encoding="utf-8",
    )
    runs = []
    for file in (without, marked_file):
        runs.append(tmp_path / file.stem)
        code, _, errors = demerit(
            *("run", file, "--scale", "1:300000", "--until", "2014-06", "--quiet", "--out", runs[-1])
        )
        assert code == 0, errors
    one, other = (json.loads((run / "manifest.json").read_text(encoding="utf-8")) for run in runs)
    assert one["digest"] == other["digest"]
    lives = [
        {path.name: _unmarked(json.loads(path.read_text("utf-8"))) for path in run.glob("lives/*")} for run in runs
    ]
    assert lives[0] == lives[1] != {}
    page = (runs[1] / "report.html").read_text(encoding="utf-8")
    assert "{&#39;value&#39;" not in page
    assert "'value'" not in page
    assert "The social credit system as the article tells it" in page


def _unmarked(life: Any) -> Any:
    """A told life without what is said of rules, and without the hash of the scenario."""
    if isinstance(life, dict):
        return {key: _unmarked(each) for key, each in life.items() if key not in (*KEYS, "scenario_hash")}
    return [_unmarked(each) for each in life] if isinstance(life, list) else life

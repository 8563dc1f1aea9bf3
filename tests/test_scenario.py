"""A scenario loads to plain typed values; where they come from is kept aside; it survives being written and read."""

import pickle
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from demerit.calendar import month_of, text_of
from demerit.scenario import Dated, Regime, Scenario, load, presets
from demerit.scenario.checks import chances
from demerit.scenario.reading import read
from demerit.scenario.references import references
from demerit.scenario.text import yaml_text
from demerit.vocabulary import ACTS, DRAWN_DEMANDS

PRESETS = [preset.name for preset in presets()]
EXAMPLE = Path(__file__).parent / "scenarios" / "example.yaml"
SHIPPED = pytest.mark.parametrize("name", PRESETS)


@pytest.fixture(scope="module")
def told() -> Scenario:
    return load(EXAMPLE)


@SHIPPED
def test_every_preset_loads_without_a_problem(name):
    assert load(name, assume=True).name == name


@SHIPPED
def test_every_preset_survives_being_resolved(name):
    scenario = load(name, assume=True)
    again = Scenario.from_resolved(scenario.resolved())
    assert again == scenario
    assert again.provenance == scenario.provenance
    assert again.resolved() == scenario.resolved()
    assert [again.regime_at(month) for month in again.months] == [scenario.regime_at(month) for month in again.months]


def test_no_two_presets_share_a_name_or_a_title():
    assert len({preset.name for preset in presets()}) == len({preset.title for preset in presets()}) == len(PRESETS)


def test_the_list_of_presets_says_place_years_kind_and_title():
    told = next(preset for preset in presets() if preset.name == "as-told")
    assert told[1:] == ("China", "2014-2021", "told", "The social credit system as the article tells it")


def test_values_are_plain(told):
    assert told.regime.fear.relative_listed == 25
    assert told.regime.points.start == 1000
    assert told.regime.consequences["flight"].since == month_of("2014-07")
    assert told.society.lending.declined_by_income == (0.5, 0.4, 0.3, 0.2, 0.15)


def test_months_run_from_start_to_end_and_the_burn_in_is_seven_years_here(told):
    assert (text_of(told.months[0]), text_of(told.months[-1])) == ("2014-01", "2021-12")
    assert text_of(told.burn_in_start) == "2007-01"


def test_a_value_has_its_own_provenance(told):
    assert told.provenance["regime.fear.relative_listed"].mark == "assumed"
    assert told.provenance_of("regime.rules.0.points").reference == "article"


def test_the_provenance_of_a_mapping_covers_what_is_in_it(told):
    assert told.provenance_of("regime.data_sources.camera.delay_days").reference == "ihs-2017"
    assert told.provenance_of("society.census").reference == "census-2020"


def test_the_nearest_provenance_counts_whole(told):
    assert told.provenance_of("society.conduct.loud_music.ceiling").reference is None


def test_a_default_that_no_file_has_is_assumed_whatever_stands_around_it():
    warned = load("europe-as-told")  # its rights and consequences are told: what is in them, and nothing else
    unsaid = (
        "consequences.flight.attempts",
        "rights.human_review",
        "rights.objecting.justified",
        "rules.0.expires_days",
    )
    for again in (warned, Scenario.from_resolved(warned.resolved())):
        assert {_mark(again, key) for key in ("consequences.flight.health_pass", "rights.notice")} == {"told"}
        assert {_mark(again, key) for key in unsaid} == {"assumed"}
    data = warned.resolved()
    data["regime"]["rights"]["human_review"] = {"value": 0.1, "mark": "recalled"}
    assert _mark(Scenario.from_resolved(data), "rights.human_review") == "recalled"


def test_what_is_said_of_the_claim_and_the_record_is_said_of_no_value():
    warned, lawful = load("europe-as-told"), load("europe-with-rights")
    for of, claim in ((warned, "article"), (lawful, "ai-act")):
        assert of.resolved()["reference"] == claim
        said = of.provenance_of("regime.fear.relative_listed")  # no file has it, and no law says it
        assert said is not None
        assert (said.mark, said.reference, said.confidence) == ("assumed", None, None)


def _mark(scenario: Scenario, key: str) -> str | None:
    said = scenario.provenance_of(f"regime.{key}")
    return said.mark if said else None


def test_a_society_says_something_about_every_act_and_demand(told):
    assert tuple(told.society.conduct) == tuple(ACTS)
    assert tuple(told.society.demand) == tuple(DRAWN_DEMANDS)


def test_the_society_can_be_another(tmp_path, told):
    from importlib.resources import files

    text = files("demerit.scenario").joinpath("societies", "china.yaml").read_text("utf-8")
    file = tmp_path / "calmer.yaml"
    file.write_text(text.replace("name: china", "name: calmer"), "utf-8")
    other = load(EXAMPLE, society=str(file))
    assert (other.society.name, told.society.name) == ("calmer", "people")
    assert other.regime == told.regime


def test_a_society_beside_the_scenario_is_found(tmp_path):
    from importlib.resources import files

    folder = files("demerit.scenario")
    society = folder.joinpath("societies", "china.yaml").read_text("utf-8").replace("name: china", "name: own")
    (tmp_path / "own.yaml").write_text(society, "utf-8")
    text = folder.joinpath("presets", "as-told.yaml").read_text("utf-8").replace("society: china", "society: own.yaml")
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    assert load(tmp_path / "mine.yaml").society.name == "own"


def test_a_scenario_cannot_be_changed(told):
    with pytest.raises(ValidationError, match="frozen"):
        told.regime.fear.relative_listed = 9


def test_a_scenario_travels_to_other_processes(told):
    again = pickle.loads(pickle.dumps(told))  # noqa: S301
    assert again == told
    assert again.resolved() == told.resolved()


def test_the_hash_is_that_of_what_is_said_not_of_how_it_is_written(tmp_path, told):
    text = EXAMPLE.read_text("utf-8").replace("start: 1000", "start:   1000").replace("people.yaml", "../people.yaml")
    (tmp_path / "people.yaml").write_bytes(EXAMPLE.with_name("people.yaml").read_bytes())
    (tmp_path / "own").mkdir()
    file = tmp_path / "own" / "same.yaml"
    file.write_text("# another comment\n" + text, "utf-8")
    assert load(file).hash == told.hash
    assert len(told.hash) == 32


def test_any_value_changes_the_hash(told):
    data = told.resolved()
    data["regime"]["points"]["start"] = 999
    assert Scenario.from_resolved(data).hash != told.hash


def test_the_society_is_part_of_the_hash(told):
    data = told.resolved()
    data["society"]["fines"]["unpaid"]["value"] = 0.06
    assert Scenario.from_resolved(data).hash != told.hash


@pytest.mark.parametrize("section", [*Regime.model_fields])
def test_any_section_of_a_regime_may_be_absent(section, told):
    data = told.resolved()
    del data["regime"][section]
    if section == "rules":  # what names a rule must go with it
        data["regime"]["enforcement"]["critics"]["rules"] = []
    if section == "points":  # and thresholds of points
        data["regime"] |= {"consequences": {}, "favours": [], "lists": {}}
    if section == "lists":  # and what names a list
        data["regime"] |= {"consequences": {}, "favours": []}
    default = getattr(Regime(), section)
    assert getattr(Scenario.from_resolved(data).regime, section) == default


def test_the_empty_regime_is_a_regime(told):
    data = told.resolved() | {"regime": {}}
    assert Scenario.from_resolved(data).regime == Regime()


def test_an_empty_regime_records_lists_and_refuses_nobody():
    empty = Regime()
    assert not any((empty.data_sources, empty.rules, empty.consequences, empty.detention, empty.automatic_penalties))
    assert (empty.lists.blacklist.entry, empty.lists.blacklist.grounds, empty.lists.redlist) == (None, (), None)
    assert (empty.fear.relative_listed, empty.fear.neighbours, empty.fear.fine) == (0, 0, 0)
    assert empty.points.lowest == empty.points.highest == empty.points.start


steps = st.dictionaries(st.integers(24000, 24400), st.floats(0, 1e6), min_size=1, max_size=6)


@given(steps, st.integers(23900, 24500))
def test_a_dated_value_is_that_of_the_last_date_passed(values, month):
    passed = [date for date in values if date <= month]
    assert Dated(values).at(month) == (values[max(passed)] if passed else 0.0)


@given(steps, st.integers(23900, 24500))
def test_between_dates_a_value_stays_between_its_neighbours(values, month):
    dated = Dated(values)
    value = dated.between(month)
    if month in values or month > max(values):
        assert value == dated.at(month)
    elif month < min(values):
        assert value == 0.0
    else:
        after = min(date for date in values if date > month)
        ends = sorted((dated.at(month), values[after]))
        assert ends[0] * (1 - 1e-12) <= value <= ends[1] * (1 + 1e-12)


def test_between_is_linear():
    cameras = Dated({month_of("2014-01"): 100.0, month_of("2016-01"): 176.0})
    assert cameras.between(month_of("2015-01")) == 138.0


def test_every_reference_has_a_title_and_says_whether_it_was_read():
    known = references()
    assert known["article"].title == "A critical newspaper article republished in 2021 (Dutch, German original)"
    assert all(one.status in ("found", "recalled") for one in known.values())


def test_importing_scenarios_reads_no_file_and_loads_no_yaml_library():
    code = "import sys; from demerit.scenario import Scenario, load, presets; print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"ruamel.yaml", "numpy", "numba"} & set(out.stdout.split())


def test_presets_are_listed_as_they_load_without_being_built():
    for preset in presets():
        said = load(preset.name, assume=True)
        span = f"{text_of(said.start)[:4]}-{text_of(said.end)[:4]}"
        assert preset == (said.name, said.place, span, said.kind, said.title)


def test_listing_presets_builds_no_model_of_a_scenario():
    code = "import sys; from demerit.scenario import presets; presets(); print(*sorted(sys.modules))"
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "demerit.scenario.shipped" in there
    assert not {"demerit.scenario.scenario", "demerit.scenario.regime", "pydantic"} & set(there)


def test_a_text_is_parsed_once_and_what_is_done_to_what_was_read_stays_there():
    text = "society: {people: [1, 2]}\nsociety: 3"
    data, positions, problems = read(text, "own.yaml")
    data["society"]["people"].append(3)
    positions.put(("society",), 9)
    problems.clear()
    with mock.patch("ruamel.yaml.YAML.compose", side_effect=AssertionError):
        again, known, wrong = read(text, "own.yaml")
    assert again == {"society": {"people": [1, 2]}}
    assert known.of(("society",)) == ("own.yaml", 1)
    assert [problem.line for problem in wrong] == [2]
    assert read(text, "other.yaml")[1].of(("society",)) == ("other.yaml", 1)


def test_what_scenarios_have_in_common_is_put_into_words_once_and_reads_as_if_written_whole():
    data = load("as-told").resolved()
    text = yaml_text(data)
    assert read(text, "own.yaml")[0] == data
    parts = []
    with mock.patch("ruamel.yaml.YAML.dump", autospec=True, side_effect=lambda _, part, out: parts.extend(part)):
        yaml_text({**data, "place": "Elsewhere, and nowhere else"})
    assert parts == ["place"]


def test_candidates_of_the_busiest_are_counted_once_for_people_that_are_the_same_and_anew_for_others():
    told, of = load("as-told"), load("as-told").resolved()
    once = chances.of_the_busiest(told.society)
    counted = chances._busiest.cache_info().misses
    assert chances.of_the_busiest(Scenario.from_resolved({**of, "regime": {}, "interventions": []}).society) == once
    assert chances._busiest.cache_info().misses == counted
    of["society"]["conduct"]["criticism"]["ceiling"] = 1.01 * told.society.conduct["criticism"].ceiling
    acts, demands = chances.of_the_busiest(Scenario.from_resolved(of).society)
    assert acts > once[0]
    assert demands == once[1]

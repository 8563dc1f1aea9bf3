"""Editors get a schema that knows every key and every range; `new` starts an own scenario from a preset."""

import json

import jsonschema
import pytest

from demerit.scenario import ScenarioError, load, presets
from demerit.scenario.loading import text_of_preset
from demerit.scenario.reading import read
from demerit.scenario.schema import shipped, text
from demerit.scenario.writing import new

PRESETS = [preset.name for preset in presets()]


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(shipped())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_shipped_schema_is_up_to_date():
    assert shipped() == text(), "run: python -m demerit.scenario.schema"


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_fits_the_schema(name, validator):
    data, _, _ = read(text_of_preset(name), name)
    assert [error.message for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize("name", PRESETS)
def test_every_resolved_scenario_fits_the_schema(name, validator):
    assert [error.message for error in validator.iter_errors(load(name, assume=True).resolved())] == []


@pytest.mark.parametrize("name", ["as-told", "europe-with-rights"])
def test_every_mapping_may_be_wrapped_in_marks(name, validator):
    data = load(name, assume=True).resolved()
    for key, section in list(data["regime"].items()):
        if isinstance(section, dict):
            data["regime"][key] = {"value": section, "mark": "assumed"}
    for key in ("name", "title", "start", "interventions", "regime", "society"):
        data[key] = {"value": data[key], "mark": "assumed", "confidence": "L"}
    assert [error.message[:300] for error in validator.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("old", "bad"),
    [
        ("miss_rate: 0.05", "miss_rate: -1"),
        ("kind: told", "kind: tale"),
        ("start: 2014-01", "start: 2014-13"),
        ("conduct: truancy", "conduct: truency"),
        ("reference: article", "reference: articel"),
        ("mark: told", "mark: sure"),
        ("notice: false", "notices: false"),
        ("relative_listed: {value: 25,", "relative_listed: {value: 800,"),
        ("relative_listed: {value: 25,", "relative_listed: {value: null, asume: 30,"),
    ],
)
def test_the_schema_refuses_what_check_refuses(old, bad, validator):
    data, _, _ = read(text_of_preset("as-told").replace(old, bad, 1), "as-told")
    assert not validator.is_valid(data)


def test_a_new_scenario_keeps_the_comments_takes_its_files_name_and_loads(tmp_path):
    file = new(tmp_path / "my-city", "as-told")
    written = file.read_text("utf-8")
    assert file.name == "my-city.yaml"
    assert written.startswith("# yaml-language-server: $schema=./demerit.schema.json\n")
    assert "demerit check my-city.yaml" in written
    assert "demerit run my-city.yaml" in written
    assert written.endswith(text_of_preset("as-told").partition("name: as-told\n")[2])
    assert (tmp_path / "demerit.schema.json").read_text("utf-8") == shipped()
    assert load(file).name == "my-city"
    assert load(file).regime == load("as-told").regime


def test_new_never_writes_over_a_file(tmp_path):
    (tmp_path / "mine.yaml").write_text("mine", "utf-8")
    with pytest.raises(ScenarioError, match=r"mine\.yaml exists already; choose another name"):
        new(tmp_path / "mine.yaml", "as-told")
    assert (tmp_path / "mine.yaml").read_text("utf-8") == "mine"


def test_new_from_an_unknown_preset_writes_nothing(tmp_path):
    with pytest.raises(ScenarioError, match="as-tell is not a preset; did you mean `as-told`"):
        new(tmp_path / "mine.yaml", "as-tell")
    assert list(tmp_path.iterdir()) == []


def test_new_into_a_missing_folder_says_so(tmp_path):
    with pytest.raises(ScenarioError, match=r"cannot be written \(there is no folder .*missing\)"):
        new(tmp_path / "missing" / "mine.yaml", "as-told")

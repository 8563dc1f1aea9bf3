"""`demerit change`, and the same options of `run`: a scenario is changed, checked, run; errors are one message."""

import json
import re
import shlex
from pathlib import Path

import pytest
from tests.helpers.commands import demerit

from demerit.scenario import load

PAGE = Path(__file__).parent.parent / "docs" / "changing.md"
QUICK = ("--scale", "1:400000", "--until", "2014-01", "--quiet", "--no-report", "--seeds", "0")


def test_a_changed_scenario_is_written_under_its_files_name_checked_and_not_overwritten(tmp_path):
    file = tmp_path / "mine.yaml"
    words = ("change", "as-told", file, "--without", "rules.search", "--set", "rights.notice=true", "--from", "2018-05")
    code, said, errors = demerit(*words)
    assert code == 0, errors
    assert "with rights.notice: true from 2018-05, without rules.search from 2018-05" in said
    assert "data_sources.search from 2018-05" in errors
    out = load(file)
    assert out.name == "mine"
    assert out.regime == load("as-told").regime
    assert "search" not in out.regime_at(out.end).data_sources
    assert "# without rules.search from 2018-05." in file.read_text("utf-8")
    code, said, _ = demerit("check", file)
    assert code == 0
    assert "nothing is wrong" in said
    code, _, errors = demerit(*words)
    assert code == 2
    assert "exists already" in errors


def test_a_run_takes_the_same_options_and_writes_down_what_was_changed(tmp_path):
    told = load("as-told").without("rules.search").set({"points.start": 990})
    out = tmp_path / "run"
    code, _, errors = demerit(
        *("run", "as-told", "--without", "rules.search", "--set", "points.start=990", *QUICK, "--out", out)
    )
    assert code == 0, errors
    said = json.loads((out / "manifest.json").read_text("utf-8"))
    assert said["scenario"] == "as-told-changed"
    assert load(out / "scenario.yaml").regime == told.regime


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set", "rights.notice"), "--set rights.notice: write KEY=VALUE, such as rights.notice=true"),
        (("--set", "a=1", "--set", "a=2"), "--set a=2: sets a a second time"),
        (("--set", "points.start=[1"), "--set points.start is not valid YAML"),
        (("--from", "2018-05"), "--from 2018-05: nothing changes; say what, with --set or --without"),
        (("--without", "rules.critisism"), "did you mean `rules.criticism`?"),
        (("--without", "rules.search", "--from", "2031-01"), "allowed: 2014-01 to 2021-12"),
        (("--set", "rules.search.points=-50000"), "as-told: rules.search.points: -50000 must be between"),
    ],
)
def test_whatever_is_wrong_is_one_message_and_nothing_is_written(words, said, tmp_path):
    code, out, errors = demerit("change", "as-told", tmp_path / "mine.yaml", *words)
    assert (code, out) == (2, "")
    assert said in errors
    assert errors.count("demerit: ") == 1
    assert list(tmp_path.iterdir()) == []


def test_every_command_and_every_line_of_python_of_the_page_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = PAGE.read_text("utf-8")
    (block,) = re.findall(r"```sh\n(.*?)```", page, re.S)
    for line in block.strip().splitlines():
        words = shlex.split(line)[1:]
        if words[0] == "run":  # another test runs one; here, that its options change something
            words = ["change", words[1], "as-run.yaml", *words[2 : words.index("--scale")]]
        code, _, errors = demerit(*words)
        assert code == 0, (line, errors)
    assert {path.name for path in tmp_path.glob("*.yaml")} == {
        "no-criticism.yaml",
        "told.yaml",
        "half.yaml",
        "as-run.yaml",
    }
    (code_block,) = re.findall(r"```python\n(.*?)```", page, re.S)
    exec(compile(code_block, str(PAGE), "exec"), {})  # noqa: S102

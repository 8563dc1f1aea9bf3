"""`demerit attribute`: what it writes and prints, what it refuses, and that the commands of its page run."""

import json
import re
import shlex
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from tests.helpers.commands import demerit

from demerit.comparison.attribution.lived import Lived, Worlds

PAGE = Path(__file__).parent.parent / "docs" / "attribution.md"
SMALL = ("--scale", "1:200000", "--until", "2020-03", "--assume")
BY_CHAINS = ("attribute", "europe-as-told", "--by", "chains")


@lru_cache(maxsize=1)
def finished():
    """A small attribution and what was said."""
    out = Path(mkdtemp()) / "new" / "chains"
    code, said, errors = demerit(*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--out", out)
    assert code == 0, errors
    return out, said


def told(out):
    return json.loads((out / "attribution.json").read_text("utf-8"))


def test_the_folder_has_the_answer_and_its_pictures_each_of_which_says_what_it_is():
    out, said = finished()
    found = told(out)
    assert found["total"] == found["sum"] == found["with_all"] - found["with_none"]
    assert found["players"] == "chains"
    assert found["coalitions"] == 16
    assert len(found["by"]) == 4
    pictures = list(out.glob("*.svg"))
    assert (out / "attribution.svg") in pictures
    for picture in pictures:
        assert str(picture) in said
        assert "synthetic people" in picture.read_text("utf-8")
    assert not [path for path in out.rglob(".*") if path.is_file()], "nobody owns it any more"


def test_what_is_printed_fits_80_columns_and_says_what_the_shares_add_up_to(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    out, _ = finished()
    code, said, _ = demerit(*BY_CHAINS, "--outcome", "people", *SMALL, "--out", out, "--quiet")
    assert code == 0
    lines = [line for line in said.splitlines() if str(out) not in line]
    assert max(map(len, lines)) <= 80
    text = " ".join(" ".join(lines).split())
    assert f"the shares add up to {told(out)['sum']:,}" in text
    assert "all 16 combinations were lived" in text
    assert "data_sources.camera.sees.curfew_breach" in text


def test_another_outcome_of_the_same_players_lives_no_world_again():
    out, _ = finished()
    worlds = {path.name: path.stat().st_mtime_ns for path in (out / "worlds").iterdir()}
    code, said, _ = demerit(*BY_CHAINS, "--outcome", "records.wrong.2020", *SMALL, "--out", out)
    assert code == 0
    assert "16 of 16 worlds were lived before" in said
    assert told(out)["outcome"] == "records.wrong.2020"
    assert worlds == {path.name: path.stat().st_mtime_ns for path in (out / "worlds").iterdir()}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "rule"), "--by rule is no kind of player; did you mean `rules`?"),
        (("--outcome", "refused.fligth"), "is no measure; did you mean `refused.flight`?"),
        (("--by", "rights"), "has no rights, so nothing can be attributed to them"),
        (("--until", "2031-01"), "--until 2031-01 must be within"),
        (("--scale", "10"), "--scale 10 is not a scale"),
    ],
)
def test_whatever_is_wrong_is_one_message_and_nothing_is_written(words, said, tmp_path):
    given = {"--by": "chains", "--outcome": "refused.all", "--until": "2020-03", "--scale": "1:200000"}
    given |= dict([words])
    options = [word for pair in given.items() for word in pair]
    out = tmp_path / "out"
    code, _, errors = demerit("attribute", "europe-as-told", "--assume", *options, "--out", out, "--quiet")
    assert code == 2
    assert said in errors
    assert errors.count("demerit: ") == 1
    assert not out.exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    code, _, errors = demerit(*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--out", tmp_path)
    assert code == 2
    assert "holds something else; choose another folder" in errors
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.slow
def test_every_command_of_the_page_is_one_and_its_lines_of_python_run(tmp_path, monkeypatch):
    """Other tests live worlds; here, what each command asks for."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Worlds, "_together", lambda self, scenarios: [Lived({}) for _ in scenarios])
    page = PAGE.read_text("utf-8")
    commands = [line for block in re.findall(r"```sh\n(.*?)```", page, re.S) for line in block.strip().splitlines()]
    for line in commands:
        code, said, errors = demerit(*shlex.split(line)[1:], "--scale", "1:200000", "--orders", "2")
        assert code == 0, (line, errors)
        assert "together they bring about 0" in " ".join(said.split())
    assert len(list(tmp_path.rglob("attribution.json"))) == len(commands)
    monkeypatch.undo()
    (code_block,) = re.findall(r"```python\n(.*?)```", page, re.S)
    exec(compile(code_block, str(PAGE), "exec"), {})  # noqa: S102

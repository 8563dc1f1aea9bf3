"""Names are names: whatever a folder or a file is called, it is read and written itself, and nothing else is."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from tests.helpers import made_up
from tests.helpers.commands import demerit

from demerit.report.folder import opened
from demerit.report.measures import Measures
from demerit.shell import quoted

# As patterns, as columns, as options, as bytes: each could be taken for something else by one library or another.
NAMES = {
    "brackets": b"run[1]",
    "a star": b"run*",
    "a question mark": b"run?",
    "braces": b"run{1,2}",
    "a column": b"month=2014-01",
    "quotes": b'it\'s "a" run',
    "spaces": b" run  1 ",
    "percent": b"run%20%s%n",
    "a hash": b"run#1",
    "a scheme": b"s3:run",
    "a backslash": b"run\\1",
    "a dash": b"-run",
    "a line break": b"run\n1",
    "no UTF-8": b"run\xff\xfe",
    "other letters": "läuft 跑".encode(),
    "250 characters": b"r" * 250,
}


def named(parent, name):
    """A folder of that name; a file system that refuses it is none of ours to try."""
    path = Path(os.fsdecode(os.fsencode(parent) + b"/" + NAMES[name]))
    try:
        path.mkdir()
    except OSError:
        pytest.skip("this file system has no such names")
    path.rmdir()
    return path


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Two runs, of which the first counts less."""
    at = tmp_path_factory.mktemp("runs")
    few = tuple(made_up.folder(at / str(seed), seed=seed, months=made_up.ONE_YEAR) for seed in (1, 9))
    return few


def flights(folder):
    return Measures(opened(folder)).total("refused.flight").counted


@pytest.mark.parametrize("name", NAMES)
def test_a_run_is_read_by_its_name_and_never_another_whose_name_is_like_it(name, tmp_path, runs):
    mine = named(tmp_path, name)
    for other in ("run1", "run2", "runs", "run 1"):
        shutil.copytree(runs[0], tmp_path / other)
    shutil.copytree(runs[1], mine)
    assert flights(mine) == flights(runs[1]) != flights(runs[0])


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_a_printed_command_is_the_same_name_to_a_shell(name, tmp_path):
    word = quoted(os.fsdecode(NAMES[name]))
    seen = subprocess.run(["bash", "-c", f"printf %s {word}"], capture_output=True, check=True).stdout
    assert seen.removeprefix(b"./") == NAMES[name]
    assert word.isprintable()
    assert not word.startswith("-")


@pytest.mark.parametrize("name", NAMES)
def test_an_own_scenario_may_have_any_name_and_says_how_to_go_on_with_it(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    mine = os.fsdecode(NAMES[name])
    code, text, errors = demerit("new", "--", mine) if mine.startswith("-") else demerit("new", mine)
    assert code == 0, errors
    (written,) = tmp_path.glob("*.yaml")
    assert os.fsencode(written.name) == NAMES[name] + b".yaml"
    assert f"demerit check {quoted(written.name)} && demerit run {quoted(written.name)}" in text
    assert sum(line.startswith("#   demerit run") for line in written.read_text("utf-8").splitlines()) == 1
    assert demerit("check", f"./{written.name}")[0] == 0


MIXED = b"-r[1]*{2} 'a' \"b\" %20%s #x=y\n\xff"


def test_a_run_whose_folder_has_any_name_is_lived_told_and_verified(tmp_path, monkeypatch):
    monkeypatch.setattr("demerit.world.twins.beside", lambda *_: None)
    out = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + MIXED))
    words = ("run", "as-told", "--scale", "1:400000", "--until", "2014-02", "--quiet", "--no-report", "--out", out)
    with monkeypatch.context() as patched:
        patched.setattr("demerit.world.lists.save", lambda *_: os.kill(os.getpid(), signal.SIGINT))
        code, _, errors = demerit(*words, "--checkpoint-every", 20)
    assert code == 130
    assert f"--resume --out {quoted(out)}" in errors
    assert demerit(*words, "--resume")[0] == 0
    for command in (("lists", out, "--json"), ("life", out, "5"), ("claims", out, out), ("verify", out)):
        code, text, errors = demerit(*command)
        assert code == 0, (command, errors)
        assert text
    assert list(tmp_path.iterdir()) == [out]

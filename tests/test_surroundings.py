"""What the environment says: a value that cannot be is one message, and nothing of a library reaches whoever calls."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import demerit
from demerit.shell import ITSELF


def called(*words, python=("-m", "demerit"), **more):
    environment = {**{k: v for k, v in os.environ.items() if not k.startswith("NUMBA")}, **more}
    return subprocess.run(
        [sys.executable, *python, *words], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("value", ["0", "-1", "abc", "1.5", "00"])
def test_threads_that_cannot_be_are_one_message(value):
    done = called("lists", "nowhere", NUMBA_NUM_THREADS=value)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"demerit: NUMBA_NUM_THREADS={value}: write a whole number from 1 on, or unset it\n"


@pytest.mark.parametrize("value", ["1", "64", "007", ""])
def test_threads_that_can_be_say_nothing(value):
    done = called("scenarios", NUMBA_NUM_THREADS=value)
    assert (done.returncode, done.stderr) == (0, "")


def test_without_its_compiler_nothing_is_begun():
    done = called("run", "as-told", NUMBA_DISABLE_JIT="1")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "demerit: NUMBA_DISABLE_JIT=1: without its compiler a month takes hours; unset it\n"
    assert called("scenarios", NUMBA_DISABLE_JIT="0").returncode == 0


def test_from_python_it_is_an_error_of_ours():
    code = (
        "import demerit as dm\nfrom demerit.errors import DemeritError\ntry: dm.run\nexcept DemeritError as e: print(e)"
    )
    done = called(python=("-c", code), NUMBA_NUM_THREADS="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("NUMBA_NUM_THREADS=0: ")


def test_what_a_library_warns_of_is_one_line():
    """The warning of Numba has a traceback in its text."""
    code = "import sys; sys.argv = ['demerit', 'bench', '--preset', 'none']\nfrom demerit.cli import main\nmain()"
    done = called(python=("-c", code), NUMBA_OPT="abc")
    assert "Traceback" not in done.stderr
    assert all(line.startswith("demerit: ") for line in done.stderr.splitlines()), done.stderr
    assert "NUMBA_OPT" in done.stderr


def test_a_cache_that_somebody_chose_and_cannot_be_written_is_not_used_and_that_is_said(tmp_path):
    chosen = tmp_path / "a file" / "cache"
    chosen.parent.write_text("")
    code = "from demerit.draws import block; import numba; print(numba.config.CACHE_DIR)"
    done = called(python=("-c", code), NUMBA_CACHE_DIR=str(chosen), XDG_CACHE_HOME=str(tmp_path / "mine"))
    assert done.stdout.startswith(str(tmp_path / "mine" / "demerit"))
    said = (
        f"demerit: NUMBA_CACHE_DIR: {chosen} cannot be written (Not a directory), so compiled code is kept where it is"
    )
    assert done.stderr == f"{said} without that\n"
    good = tmp_path / "good"
    done = called(python=("-c", code), NUMBA_CACHE_DIR=str(good), XDG_CACHE_HOME=str(tmp_path / "mine"))
    assert (done.stdout, done.stderr) == (f"{good}\n", "")


@pytest.mark.parametrize("settings", ["num_threads: 0", "{", "boundscheck: 1"])
def test_settings_of_the_compiler_that_lie_where_it_is_called_are_not_taken(tmp_path, monkeypatch, settings):
    monkeypatch.chdir(tmp_path)
    Path(".numba_config.yaml").write_text(settings, encoding="utf-8")
    done = called("lists", "nowhere", python=("-P", "-m", "demerit"))
    said = "the compiler would take its settings from the current folder; start from another"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"demerit: .numba_config.yaml: {said}\n")


def test_whatever_starts_this_program_again_takes_no_code_from_the_current_folder():
    """What starts Python says so in one place."""
    sources = Path(demerit.__file__).parent.rglob("*.py")
    starting = [path.name for path in sources if "sys.executable" in path.read_text(encoding="utf-8")]
    assert starting == ["shell.py"]
    assert (sys.executable, "-P") == ITSELF

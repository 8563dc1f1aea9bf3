"""Where a command writes may fail: no reader, room or terminal, a narrow alphabet.  None of it makes a traceback."""

import json
import os
import subprocess
import sys

import pytest

from demerit.cli.streams import CLOSED, nearest

COMMANDS = [("--help",), ("--version",), ("scenarios",), ("claims",), ("schema",), ("check", "as-told")]
EACH = pytest.mark.parametrize("words", COMMANDS, ids=" ".join)


def run(*words, redirected="", **env):
    """A command in a process of its own, its streams as the shell says."""
    line = f'"$0" -m demerit "$@" {redirected}'
    command = ["bash", "-c", line, sys.executable, *words]
    return subprocess.run(command, capture_output=True, env={**os.environ, **env}, check=False)


@EACH
def test_a_full_disk_behind_standard_output_is_one_message(words):
    done = run(*words, redirected=">/dev/full")
    assert done.returncode == 2
    assert done.stderr == b"demerit: standard output cannot be written (No space left on device)\n"


@EACH
def test_a_reader_that_left_ends_a_command_quietly_as_shells_expect(words):
    done = run(*words, redirected="| true; exit ${PIPESTATUS[0]}")
    assert done.returncode == CLOSED
    assert done.stderr == b""


@EACH
def test_a_closed_standard_output_is_one_message_before_anything_is_done(words):
    done = run(*words, redirected=">&-")
    assert done.returncode == 2
    assert done.stderr == b"demerit: standard output is closed; send it somewhere, such as >/dev/null\n"
    assert run(*words, redirected=">&- 2>&- <&-").returncode == 2


def test_what_makes_files_makes_none_where_standard_output_is_closed(tmp_path):
    for words in (("new", tmp_path / "mine"), ("run", "as-told", "--out", tmp_path / "run")):
        assert run(*map(str, words), redirected=">&-").returncode == 2
    assert not list(tmp_path.iterdir())


@EACH
def test_an_ascii_terminal_gets_ascii(words):
    done = run(*words, PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()
    assert len(done.stdout) > 10


def test_data_lose_nothing_in_ascii():
    wide, narrow = (
        json.loads(run("claims", "--json", PYTHONIOENCODING=encoding, PYTHONUTF8="0").stdout)
        for encoding in ("utf-8", "ascii")
    )
    assert wide == narrow


@pytest.mark.parametrize("redirected", ["2>/dev/full", "2>&-"])
def test_a_message_that_nobody_can_read_changes_no_exit_status(redirected):
    assert run("check", "nothing-of-the-kind", redirected=redirected).returncode == 2


def test_letters_that_an_alphabet_lacks_are_written_as_the_nearest_it_has():
    for text, said in (("Größe", "Grosse"), ("2014–2021", "2014-2021"), ("“so”", '"so"'), ("信", "?")):
        replaced = "".join(
            nearest(UnicodeEncodeError("ascii", each, 0, 1, ""))[0] if ord(each) > 127 else each for each in text
        )
        assert replaced == said


def test_no_name_on_the_command_line_steers_a_terminal():
    done = run("check", "\x1b[2J.yaml")
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr

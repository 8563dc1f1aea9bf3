"""What stops a command, in any of them: one plain line, and an exit status that tells it from an error."""

import os
import subprocess
import sys

import pytest
from tests.helpers.commands import demerit

from demerit.cli import warm
from demerit.world import folder, stopping

COMMANDS = {
    "life": (("life", "RUN", 1), "demerit.world.folder.manifest", "interrupted"),
    "verify": (("verify", "RUN"), "demerit.world.verify.differences", "demerit verify 'RUN' begins again"),
    "fit": (
        ("fit", "as-told", "--history", "HISTORY"),
        "demerit.study.fit.fit",
        "; there is no verdict: the same command begins again",
    ),
    "bench": (("bench",), "demerit.bench.measure.measured", "nothing was written: the same command"),
    "sizes": (
        ("bench", "--sizes", "--out", "SIZES"),
        "demerit.bench.sizes.measured",
        "nothing was written: the same command",
    ),
    "drivers": (("bench", "--drivers"), "demerit.bench.drivers.compare", "nothing was written: the same command"),
    "claims": (("claims",), "demerit.report.claims.table", "interrupted"),
    "check": (("check", "as-told"), "demerit.scenario.load", "interrupted"),
}


@pytest.mark.parametrize("number", stopping.STOPS)
@pytest.mark.parametrize("case", COMMANDS)
def test_whatever_is_stopped_says_one_line_and_ends_as_stopped(case, number, tmp_path, monkeypatch):
    words, where, said = COMMANDS[case]
    places = {name: str(tmp_path / f"{name.lower()} 1") for name in ("RUN", "HISTORY", "SIZES")}
    if case == "verify":  # there is no folder: it is taken for that of a run
        monkeypatch.setattr("demerit.world.folder.manifest", lambda *_, **__: {})
        monkeypatch.setattr("demerit.world.folder.apart", lambda *_, **__: None)
    monkeypatch.setattr(where, lambda *_, **__: os.kill(os.getpid(), number))
    code, text, errors = demerit(*(places.get(str(word), word) for word in words))
    for name, place in places.items():
        said = said.replace(name, place)
    assert (code, text) == (130, "")
    (line,) = (line for line in errors.splitlines() if "not to be cited" not in line)  # of a busy machine
    assert line.startswith("demerit: interrupted")
    assert said in line
    assert not list(tmp_path.iterdir())


EARLY = {
    "while its words are read": "from demerit.cli import main; import os, signal, sys\n"
    "sys.modules['demerit.cli.app']._named = lambda *_: os.kill(os.getpid(), signal.SIGTERM); main()",
    "while its commands load": "import runpy, sys\nclass Stopped:\n"
    " def find_spec(self, name, *_):\n  if name == 'demerit.cli.warm': raise KeyboardInterrupt\n"
    "sys.meta_path.insert(0, Stopped()); runpy.run_module('demerit', run_name='__main__')",
}


@pytest.mark.parametrize("when", EARLY)
def test_a_command_that_is_stopped_before_it_begins_says_so_and_ends_as_stopped(when):
    """It ended without a word, or with a traceback."""
    command = [sys.executable, "-c", EARLY[when], "check", "as-told"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "demerit: interrupted\n")


@pytest.mark.parametrize("number", stopping.STOPS)
def test_compiling_that_is_stopped_ends_with_all_that_it_had_started(number, monkeypatch, capfd):
    started = []
    real = subprocess.Popen

    def popen(*given, **more):
        started.append(real(*given, **more))
        return started[-1]

    monkeypatch.setattr(warm, "REPLAY", "import time; time.sleep(600)")
    monkeypatch.setattr(warm, "_run", lambda: os.kill(os.getpid(), number))
    monkeypatch.setattr("subprocess.Popen", popen)
    code, _, errors = demerit("warm")
    assert code == 130
    assert errors == "demerit: interrupted; what was compiled is kept: demerit warm goes on\n"
    assert [process.poll() for process in started] == [-9]


def test_what_is_stopped_before_it_begins_says_the_same():
    early = "cli.app = lambda: os.kill(os.getpid(), signal.SIGTERM)"
    code = f"import os, signal, sys, demerit.cli; cli = sys.modules['demerit.cli.app']; {early}; cli.main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "demerit: interrupted\n")


def test_whoever_waits_for_the_compiler_the_first_time_sees_what_it_is_for(monkeypatch, capsys):
    monkeypatch.setattr(warm, "COARSE", 400_000)
    warm._look()
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("a first look at as-told, one person in 400,000")
    assert any("on the blacklist" in line for line in said)
    assert said[-1] == f"  ({folder.NOTE})"

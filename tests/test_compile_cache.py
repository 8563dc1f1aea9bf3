"""Compiled code is kept where it can be; where it cannot, that is said, and what there is already is used."""

import os
import subprocess
import sys
from pathlib import Path

import numba
import pytest

from demerit import compile_cache
from demerit.world import compiling

WORK = "from demerit.draws import block; block(0, 0, 0, 0, 0, 0); import numba; print(numba.config.CACHE_DIR)"


def drawn(cache, **more):
    """A process that compiles one function, with a cache in this folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA")}
    environment = {**kept, "XDG_CACHE_HOME": str(cache), **more.pop("env", {})}
    return subprocess.run([sys.executable, "-c", WORK], env=environment, capture_output=True, text=True, **more)


def test_a_cache_that_cannot_be_written_is_read_and_that_is_said_once(tmp_path, monkeypatch, capsys):
    first = drawn(tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    (compiled,) = (tmp_path / "demerit").iterdir()

    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for name in ("CACHE_DIR", "CACHE_LOCATOR_CLASSES"):
        monkeypatch.setenv(f"NUMBA_{name}", "")
        monkeypatch.setattr(numba.config, name, getattr(numba.config, name))
    monkeypatch.setattr(Path, "touch", refused)
    compile_cache.prepare()
    here = Path(os.environ["NUMBA_CACHE_DIR"])
    assert here != compiled
    named = {path.relative_to(compiled) for path in compiled.rglob("*.nb?")}
    assert {path.relative_to(here) for path in here.rglob("*.nb?")} == named != set()
    said = capsys.readouterr().err
    assert said.splitlines() == [
        f"demerit: {compiled} cannot be written (Permission denied), so code compiled now is not kept for the next time"
    ]
    compile_cache.prepare()  # as a process does that this one starts
    assert capsys.readouterr().err == ""


def test_no_home_is_no_place_and_no_error(monkeypatch):
    def homeless(_):
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", classmethod(homeless))
    assert compile_cache.root() is None
    assert "no home folder" in compile_cache._hindered(None)


def test_a_relative_cache_folder_is_no_place(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert compile_cache.root() == Path.home() / ".cache" / "demerit"


def test_what_is_compiled_is_said_once_and_timed():
    said: list[str] = []

    def doubled(n):
        return 2 * n

    with compiling.told("this", said.append), compiling.timed() as seconds:
        assert seconds() == 0
        for _ in range(2):
            assert numba.njit(doubled)(4) == 8
        assert seconds() > 0
    assert len(said) == 1
    assert said[0].startswith("compiling this, which takes about a minute")
    with compiling.told("this", said.append):
        assert doubled(4) == 8
    assert len(said) == 1


@pytest.mark.parametrize("home", ["", ".", "here", "../here"])
def test_no_compiled_code_is_taken_from_the_folder_where_somebody_is(home, tmp_path):
    done = drawn("", cwd=tmp_path, env={"HOME": home})
    assert done.returncode == 0
    assert "this user has no home folder" in done.stderr
    assert not list(tmp_path.iterdir())
    assert not Path("/.cache/demerit").exists()

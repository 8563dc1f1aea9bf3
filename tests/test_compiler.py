"""What the compiler need not do is not done, and what several processes compiled fits together."""

import os
import subprocess
import sys
import textwrap

import numpy as np
import pytest
from numba.core.codegen import JITCodeLibrary

from demerit.compiler import libraries
from demerit.draws import COMPILED, compiled

pytestmark = pytest.mark.skipif(not COMPILED, reason="nothing is compiled")


@compiled()
def twice(n):
    return 2 * n


@compiled(forceinline=True)
def noted(ledger, n):
    if ledger is not None:
        ledger[0, 0] = n
    return twice(n) + 1


@compiled(apart=True)
def apart(n):
    return n * n + 5


@compiled()
def outermost(ledger, n):
    return noted(ledger, n) + noted(ledger, n + 1) + twice(5) + twice(7) + apart(n) + max(n, 3)


def code(function):
    """LLVM's code of a function as Python calls it."""
    return "\n".join(function.inspect_llvm().values())


@pytest.fixture(autouse=True)
def forgetful(tmp_path, monkeypatch):
    """Nothing is read from earlier tests."""
    for function in (twice, noted, apart, outermost):
        for one in (function, function.inner):
            monkeypatch.setattr(one._cache, "_enabled", False)


def test_only_what_python_calls_is_optimised_and_has_wrappers():
    assert outermost(None, 4) == 9 + 11 + 10 + 14 + 21 + 4
    assert not twice.overloads
    assert not noted.overloads
    for made in twice.inner.overloads.values():
        assert isinstance(made.library, libraries.Inner)
        assert str(made.library._final_module).count("\ndefine ") == 1, "no wrapper"
    assert "cpython" in code(outermost)
    assert twice(4) == 8, "called from Python, it is compiled for that"
    assert len(twice.overloads) == 1


def test_a_function_is_compiled_once_for_all_constants():
    outermost(None, 4)
    assert len(twice.inner.overloads) == 1
    assert len(twice.inner.nopython_signatures) == 1


def test_what_is_apart_stays_a_call_and_whatever_tells_a_life_is_not_forced_into_its_caller():
    outermost(None, 4)
    outermost(np.zeros((1, 5), np.int64), 4)
    plain, told = (str(made.library._final_module) for made in noted.inner.overloads.values())
    assert "alwaysinline" in plain
    assert "alwaysinline" not in told
    (called,) = twice.inner.overloads.values()
    assert "alwaysinline" not in str(called.library._final_module), "though it was met in one that is"
    (stays,) = apart.inner.overloads.values()
    assert "noinline" in str(stays.library._final_module)


def test_a_call_of_nothing_is_an_error_and_no_crash(monkeypatch):
    @compiled()
    def lonely(n):
        return twice(n)

    monkeypatch.setattr(libraries.Outer, "finalize", JITCodeLibrary.finalize)
    monkeypatch.setattr(
        libraries.Inner, "_get_module_for_linking", lambda self: libraries.Inner(self._codegen, "empty")._final_module
    )
    monkeypatch.setattr(lonely._cache, "_enabled", False)
    with pytest.raises(RuntimeError, match="calls what was not compiled"):
        lonely(4)


MODULE = """
import numpy as np
from demerit.draws import compiled

POINT = np.dtype([("x", "i8"), ("y", "i8")])
LINE = np.dtype([("from", "i8"), ("to", "i8"), ("name", "i8")])


@compiled()
def inmost(it, n):
    return it.x * n + int(it.y) if n > 3 else min(it.y, n)


@compiled()
def within(it, ledger, n):
    return inmost(it, n) + inmost(it, 7)


@compiled()
def point(it, ledger):
    return within(it[0], ledger, 5) + inmost(it[0], 2)


@compiled()
def line(it):
    return it[0].to
"""
PARTS = ("point(p, None)", "point(p, np.zeros((2, 2)))", "inmost(p[0], 5)", "within(p[0], None, 5)")


def process(folder, *steps):
    """A process that calls functions of the module, one after the other."""
    calls = "\n".join(f"print({step})" for step in steps)
    text = """
    from shapes import *
    p, q = np.array([(3, 4)], POINT), np.array([(3, 4, 5)], LINE)
    """
    words = textwrap.dedent(text) + calls
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONPATH": str(folder)}
    kept = {name: value for name, value in environment.items() if not name.startswith("NUMBA")}
    return subprocess.Popen([sys.executable, "-c", words], env=kept, stdout=subprocess.PIPE, text=True)


def test_processes_that_compile_at_once_and_in_any_order_fit_together(tmp_path):
    (tmp_path / "shapes.py").write_text(MODULE)
    alone = process(tmp_path, *PARTS).communicate()[0].split()
    assert len(alone) == len(PARTS)
    for orders in ((PARTS, ("line(q)", *PARTS[::-1])), (("line(q)", *PARTS[2:]), PARTS[1:])):
        for file in (tmp_path / "cache").rglob("*.nbc"):
            file.unlink()
        running = [process(tmp_path, *order) for order in orders]
        for one in running:
            one.communicate()
        assert [one.returncode for one in running] == [0, 0]
        assert process(tmp_path, *PARTS).communicate()[0].split() == alone
        for file in (tmp_path / "cache").rglob("shapes.*.nbc"):
            file.unlink()  # whoever Python calls: linked anew from inner functions of both
        assert process(tmp_path, *PARTS).communicate()[0].split() == alone

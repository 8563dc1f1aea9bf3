"""How a function is compiled: as Numba does, into a library of ours, under a name that only its content decides.

Numba numbers functions as it meets them, differently in each process, and records by the order in which it meets them.
Code of several processes is linked here, so two different functions must never have one name.
"""

import hashlib
from typing import Any, Final

from numba.core import compiler, itanium_mangler
from numba.core.types import none

from demerit.compiler import libraries

TOLD: Final = "ledger"  # the argument that a function has whose life is told, and is None where nobody's is


def _by_number(name: str, _: Any, *, abi_tags: Any = (), uid: Any = None) -> Any:
    return itanium_mangler.mangle(name, (), abi_tags=abi_tags, uid=uid)


class _Into(compiler.Compiler):  # type: ignore[misc]  # numba is untyped
    library: type[Any]  # into what it goes
    told: type[Any]  # into what it goes where it tells a life

    def define_pipelines(self) -> Any:
        """The usual steps."""
        state, of = self.state, self.state.func_id
        tells = TOLD in of.arg_names and state.args[of.arg_names.index(TOLD)] != none
        if tells:
            state.flags.forceinline = False  # one function of everything takes long to compile
        into = self.told if tells else self.library
        what = (into.__name__, of.modname, of.func_qualname, *map(str, state.args), str(state.flags))
        number = int.from_bytes(hashlib.blake2b(repr(what).encode(), digest_size=7).digest(), "big")
        of.unique_id, of.unique_name = number, f"{of.func_qualname}${number}"
        state.targetctx.mangler = _by_number
        state.library = into(state.targetctx.codegen(), of.func_qualname)
        state.library.enable_object_caching()
        return super().define_pipelines()


class Inner(_Into):
    """Into a function that compiled code calls."""

    library = libraries.Inner
    told = libraries.Told


class Apart(_Into):
    """Into a function that compiled code calls, and that stays a call."""

    library = told = libraries.Apart


class Outer(_Into):
    """Into a function that Python calls."""

    library = told = libraries.Outer

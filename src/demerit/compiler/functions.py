"""A compiled function: one for Python to call, and one for compiled code."""

from collections.abc import Callable
from typing import Any

from numba.core.registry import CPUDispatcher
from numba.core.types import BooleanLiteral, IntegerLiteral
from numba.core.types.misc import unliteral

from demerit.compiler import kept, pipelines


class _Inner(CPUDispatcher):  # type: ignore[misc]  # numba is untyped
    """A function as compiled code calls it."""

    def add_overload(self, cres: Any) -> None:
        """Know it by these types."""
        named = self.py_func.__module__, self.py_func.__qualname__
        cres.library.name_and_types = (*named, tuple(cres.signature.args))
        super().add_overload(cres)

    def enable_caching(self) -> None:
        """Keep it on disk."""
        self._cache = kept.Inners(self.py_func)


class Compiled(CPUDispatcher):  # type: ignore[misc]  # numba is untyped
    """A function as Python calls it, kept on disk; compiled code calls its `inner` one.

    apart: it stays a call in compiled code.  options: as `numba.jit` has them.
    """

    def __init__(self, function: Callable[..., Any], options: dict[str, Any], apart: bool = False) -> None:
        super().__init__(function, {}, options, pipelines.Outer)
        self.enable_caching()
        bare = {**options, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
        self.inner = _Inner(function, {}, bare, pipelines.Apart if apart else pipelines.Inner)
        self.inner.enable_caching()
        kept.FUNCTIONS[function.__module__, function.__qualname__] = self.inner

    def enable_caching(self) -> None:
        """Keep it on disk."""
        self._cache = kept.Outers(self.py_func)

    def add_overload(self, cres: Any) -> None:
        """Know it by these types: it is loaded now, so what inner functions need of their environments can be set."""
        for environment in cres._find_referenced_environments():
            cres.library.codegen.set_env(environment.env_name, environment)
        super().add_overload(cres)

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """How compiled code calls it: for numbers of any value, be they constants or not."""
        return self.inner.get_call_template(tuple(map(_of_any_value, args)), kws)

    def get_overload(self, sig: Any) -> Any:
        """What compiled code calls for a signature."""
        return self.inner.get_overload(sig)


def _of_any_value(kind: Any) -> Any:
    return unliteral(kind) if isinstance(kind, IntegerLiteral | BooleanLiteral) else kind

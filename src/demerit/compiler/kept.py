"""Compiled functions on disk; of inner ones LLVM's code of each alone, and whom it calls."""

import hashlib
from importlib import import_module
from typing import Any, Final

import llvmlite.binding as llvm
from numba.core import caching, compiler

from demerit.compiler.libraries import Inner

FUNCTIONS: Final[dict[tuple[str, str], Any]] = {}  # by module and qualified name: what compiles it as inner function


def called(module: str, name: str, types: Any) -> Inner:
    """The code of an inner function for these types: in memory, kept, or compiled now."""
    import_module(module)
    function = FUNCTIONS[module, name]
    function.compile(types)
    library: Inner = function.overloads[types].library
    return library


class _Form(caching.CompileResultCacheImpl):  # type: ignore[misc]  # numba is untyped
    def get_filename_base(self, fullname: str, abiflags: str) -> str:
        return "inner-" + str(super().get_filename_base(fullname, abiflags))

    def reduce(self, cres: Any) -> Any:
        """What goes to disk."""
        library, about = cres.library, cres.fndesc
        about.typemap = about.calltypes = None  # as Numba does: large, and needed no more
        code = library.name, library._final_module.as_bitcode(), [one.name_and_types for one in library.calls]
        return type(library), code, about, cres.environment, cres.signature, cres.reload_init

    def rebuild(self, target_context: Any, payload: Any) -> Any:
        """What comes from disk, with all that it calls."""
        form, (name, bitcode, calls), about, environment, signature, reload_init = payload
        for act in reload_init:
            act()
        library = form(target_context.codegen(), name)
        library.read(llvm.parse_bitcode(bitcode), [called(*one) for one in calls])
        return compiler.compile_result(
            target_context=target_context,
            typing_context=target_context.typing_context,
            library=library,
            environment=environment,
            entry_point=target_context.get_executable(library, about, environment),
            fndesc=about,
            type_annotation="",
            signature=signature,
            objectmode=False,
            lifted=(),
            reload_init=reload_init,
        )


class _Files(caching.IndexDataCacheFile):  # type: ignore[misc]  # numba is untyped
    """A file for each function and types, named by all that decides its content.

    Numba numbers files and keeps an index of them: two processes that compile one function for different types at the
    same time give both one number, and one finds the other's code.
    """

    def __init__(self, cache_path: str, filename_base: str, source_stamp: Any) -> None:
        super().__init__(cache_path, filename_base, source_stamp)
        self._base, self._made_by = filename_base, (self._version, str(source_stamp))

    def save(self, key: Any, data: Any) -> None:
        """Keep something under a key."""
        self._save_data(self._name(key), data)

    def load(self, key: Any) -> Any:
        """What is kept under a key; None where nothing is."""
        try:
            return self._load_data(self._name(key))
        except OSError:
            return None

    def flush(self) -> None:
        """Keep nothing of what there is: forgotten with its folder."""

    def _name(self, key: Any) -> str:
        types, processor, sources = key
        told = repr((tuple(map(str, types)), processor, sources, self._made_by))
        return f"{self._base}.{hashlib.blake2b(told.encode(), digest_size=12).hexdigest()}.nbc"


class Outers(caching.FunctionCache):  # type: ignore[misc]  # numba is untyped
    """Functions that Python calls, as Numba keeps them."""

    def __init__(self, function: Any) -> None:
        super().__init__(function)
        self._cache_file = _Files(self._cache_path, self._impl.filename_base, self._impl.locator.get_source_stamp())


class Inners(Outers):
    """Functions that compiled code calls, in files of another name."""

    _impl_class = _Form

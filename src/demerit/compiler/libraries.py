"""The code of compiled functions, as LLVM has it."""

from typing import Any, Final

from numba.core import codegen

COMPILED: Final = "_ZN"  # names of compiled functions begin so, those of C and of LLVM do not


class _Unloaded:
    """In place of the code generator, for code that is not loaded: there is nothing yet whose environment could be set.

    Whoever loads the code sets it, see `functions.Compiled.add_overload`.
    """

    def set_env(self, env_name: str, env: Any) -> None:
        """Set nothing."""


class Inner(codegen.JITCodeLibrary):  # type: ignore[misc]  # numba is untyped
    """A function that compiled code calls, with all that it calls: optimised, and not turned into machine code.

    calls: those of ours that it calls and does not hold; name_and_types: by which it is found again, see `kept`.
    """

    def __init__(self, generator: Any, name: str) -> None:
        super().__init__(generator, name)
        self.calls: list[Inner] = []
        self.own: set[str] = set()
        self.name_and_types: tuple[str, str, Any] | None = None

    @property
    def codegen(self) -> Any:
        """Whom to tell of environments: nobody."""
        return _Unloaded()

    def add_ir_module(self, ir_module: Any) -> None:
        """Take in the lowered function."""
        self.own |= {function.name for function in ir_module.functions if not function.is_declaration}
        super().add_ir_module(ir_module)

    def finalize(self) -> None:
        """Take in what Numba itself adds, such as `min`, and what of ours is called.

        Numba's names hold numbers that another process gives to something else, so none of them is seen from outside.
        """
        self._raise_if_finalized()
        for library in dict.fromkeys(self._linking_libraries):
            self._reload_init.update(library._reload_init)
            if isinstance(library, Inner):
                self.calls.append(library)
            else:
                self._final_module.link_in(library._get_module_for_linking(), preserve=True)
        for function in self._final_module.functions:
            if not function.is_declaration and function.name not in self.own:
                function.linkage = "internal"
        self._completed()
        self._finalize_dynamic_globals()
        self._finalized = True

    def _completed(self) -> None:
        for library in every(self.calls):
            self._final_module.link_in(library._get_module_for_linking(), preserve=True)
        self.calls = []
        self._optimize_final_module()

    def read(self, module: Any, calls: list["Inner"]) -> None:
        """Be what was kept: an LLVM module, and the functions that it calls and does not hold."""
        self._final_module = module
        self.calls = calls
        self._finalize_dynamic_globals()
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """0: there is no machine code."""
        self._ensure_finalized()
        return 0


class Told(Inner):
    """A function of a life that is told, by itself, and as it was lowered.  Lives are few; this is made quickest."""

    def _completed(self) -> None:
        """Nothing more is to be done."""


def every(calls: list[Inner]) -> list[Inner]:
    """These libraries and those that they call and do not hold, however deep."""
    found: dict[Inner, None] = {}
    waiting = list(calls)
    while waiting:
        library = waiting.pop()
        if library not in found:
            found[library] = None
            waiting += library.calls
    return list(found)


class Apart(Told):
    """An inner function that stays a call wherever it is called: it is called in many places, and seldom runs."""

    def add_ir_module(self, ir_module: Any) -> None:
        """Take in a lowered function."""
        for function in ir_module.functions:
            if not function.is_declaration:
                function.attributes.discard("alwaysinline")
                function.attributes.add("noinline")
        super().add_ir_module(ir_module)


class Outer(codegen.JITCodeLibrary):  # type: ignore[misc]  # numba is untyped
    """A function that Python calls, with all that it calls, however deep."""

    def finalize(self) -> None:
        """Link, optimise, turn into machine code."""
        ours = [library for library in self._linking_libraries if isinstance(library, Inner)]
        self._linking_libraries: list[Any] = [*dict.fromkeys([*self._linking_libraries, *every(ours)])]
        super().finalize()

    def _verify_declare_only_symbols(self) -> None:
        """A function that is called and not there would be called at address 0."""
        super()._verify_declare_only_symbols()
        lacking = [f.name for f in self._final_module.functions if f.is_declaration and f.name.startswith(COMPILED)]
        if lacking:
            raise RuntimeError(f"{self.name} calls what was not compiled: {', '.join(lacking)}")

"""Demerit: a simulator of social credit systems, on synthetic people only.

    import demerit as dm

    run = dm.run("as-told", scale=10_000)
    run.figure("refused.flight", by="province").chart()
    print(run.find("wrongly listed"))

docs/python.md has every name, with units and errors.
"""

from typing import TYPE_CHECKING, Any, Final

__version__ = "0.1.0"

__all__ = [
    "Attribution",
    "Chart",
    "Comparison",
    "DemeritError",
    "Figure",
    "Life",
    "Run",
    "Scenario",
    "Society",
    "attribute",
    "compare",
    "load",
    "open",
    "run",
    "society",
]

if TYPE_CHECKING:
    from demerit.api.attributing import attribute
    from demerit.api.attribution import Attribution
    from demerit.api.chart import Chart
    from demerit.api.comparing import compare
    from demerit.api.comparison import Comparison
    from demerit.api.figure import Figure
    from demerit.api.life import Life
    from demerit.api.loading import load, society
    from demerit.api.opening import open
    from demerit.api.run import Run
    from demerit.api.running import run
    from demerit.errors import DemeritError
    from demerit.scenario.scenario import Scenario
    from demerit.scenario.society import Society
else:
    _HOMES: Final[dict[str, str]] = {
        "Attribution": "api.attribution",
        "Chart": "api.chart",
        "Comparison": "api.comparison",
        "DemeritError": "errors",
        "Figure": "api.figure",
        "Life": "api.life",
        "Run": "api.run",
        "Scenario": "scenario.scenario",
        "Society": "scenario.society",
        "attribute": "api.attributing",
        "compare": "api.comparing",
        "load": "api.loading",
        "open": "api.opening",
        "run": "api.running",
        "society": "api.loading",
    }

    def __getattr__(name: str) -> Any:
        """Loaded at first use: whoever wants one part of the package waits for no other.  Raises DemeritError."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        from demerit.surroundings import checked

        checked()
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

    def __dir__() -> list[str]:
        return sorted([*__all__, "__version__"])

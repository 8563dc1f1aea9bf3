"""What a user writes: a society, a regime, dated interventions; typed, validated, hashed."""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from demerit.scenario.altered import Altered, Change
    from demerit.scenario.loading import load, without_regime
    from demerit.scenario.problems import Problem, ScenarioError
    from demerit.scenario.provenance import Provenance
    from demerit.scenario.regime import Regime
    from demerit.scenario.scenario import Intervention, Scenario
    from demerit.scenario.shipped import Preset, presets
    from demerit.scenario.society import Society
    from demerit.scenario.values import Dated

__all__ = [
    "Altered",
    "Change",
    "Dated",
    "Intervention",
    "Preset",
    "Problem",
    "Provenance",
    "Regime",
    "Scenario",
    "ScenarioError",
    "Society",
    "load",
    "presets",
    "without_regime",
]

_HOMES: Final = {
    "Altered": "altered",
    "Change": "altered",
    "Dated": "values",
    "Intervention": "scenario",
    "Preset": "shipped",
    "Problem": "problems",
    "Provenance": "provenance",
    "Regime": "regime",
    "Scenario": "scenario",
    "ScenarioError": "problems",
    "Society": "society",
    "load": "loading",
    "presets": "shipped",
    "without_regime": "loading",
}


def __getattr__(name: str) -> Any:
    """Loaded at first use: whoever lists presets builds no scenario, and need not wait for what does."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)

"""What a user writes: a society, a regime, dated interventions; typed, validated, hashed."""

from demerit.scenario.loading import Preset, load, presets, without_regime
from demerit.scenario.problems import Problem, ScenarioError
from demerit.scenario.provenance import Provenance
from demerit.scenario.regime import Regime
from demerit.scenario.scenario import Intervention, Scenario
from demerit.scenario.society import Society
from demerit.scenario.values import Dated

__all__ = [
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

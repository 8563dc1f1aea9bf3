"""Other values in the places of a scenario's own, which keep what is said of them: for fits, draws and studies."""

from collections.abc import Callable, Mapping
from typing import Any

from demerit.scenario.changing.plain import held
from demerit.scenario.problems import Path
from demerit.scenario.provenance import woven
from demerit.scenario.scenario import Scenario


def moved(
    scenario: Scenario, values: Mapping[Path, Any], then: Callable[[dict[str, Any]], object] | None = None
) -> Scenario:
    """The same scenario, of the same name and title, with other values at these paths.

    then: what is done to the plain data afterwards, such as taking back what together is too much.  Raises
    ScenarioError.
    """
    plain = scenario.model_dump(mode="json", by_alias=True)
    for path, value in values.items():
        held(plain, path[:-1])[path[-1]] = value
    if then is not None:
        then(plain)
    return Scenario.from_resolved(woven(plain, scenario._given))

"""Where a system runs."""

from demerit.scenario import Scenario


def area(scenario: Scenario) -> tuple[str, ...]:
    """The provinces where the system runs, if it does so in some only; none for the whole country."""
    dates = (scenario.start, *(intervention.date for intervention in scenario.interventions))
    named = [scenario.regime_at(month).rollout.provinces for month in dates]
    return tuple(sorted({name for names in named for name in names})) if all(named) else ()

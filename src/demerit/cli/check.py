"""`demerit check`: everything that is wrong with a scenario."""

from demerit.cli.app import app
from demerit.cli.options import Scenario


@app.command()
def check(scenario: Scenario) -> None:
    """Say everything that is wrong with a scenario, or that nothing is."""
    from demerit.calendar import text_of
    from demerit.scenario import load

    found = load(scenario)  # raises with every problem
    span = f"{text_of(found.start)} to {text_of(found.end)}"
    print(f"{scenario}: nothing is wrong ({found.title}; {span}; hash {found.hash})")

"""`demerit check`: everything that is wrong with a scenario."""

from demerit.cli.app import app
from demerit.cli.options import Assume, Scenario, Society, loaded


@app.command()
def check(scenario: Scenario, society: Society = None, assume: Assume = False) -> None:
    """Say everything that is wrong with a scenario, or that nothing is."""
    from demerit.calendar import text_of

    found = loaded(scenario, society, assume)  # raises with every problem
    span = f"{text_of(found.start)} to {text_of(found.end)}"
    print(f"{scenario}: nothing is wrong ({found.title}; {span}; hash {found.hash})")

"""`demerit check`: everything that is wrong with a scenario."""

from demerit.cli.app import app
from demerit.cli.changed import loaded
from demerit.cli.given import asked
from demerit.cli.options import Assume, Scenario, Society


@app.command()
def check(scenario: Scenario, society: Society = None, assume: Assume = False) -> None:
    """Say everything that is wrong with a scenario, or that nothing is."""
    from demerit.calendar import text_of
    from demerit.scenario.problems import Problem, ScenarioError, dotted
    from demerit.scenario.shipped import names_in
    from demerit.scenario.unknowns import without_range

    found = loaded(scenario, society, assume)  # raises with every problem
    asked()
    lacking = without_range(found)
    if scenario in names_in("presets"):  # an own society on a shipped preset answers for itself
        ours = [path for path in lacking if path[0] != "society" or society in (None, *names_in("societies"))]
        if ours:
            message = "is assumed and does not say how far it may be off: `range`, or `times` around several"
            raise ScenarioError([Problem(scenario, 0, dotted(path), None, message) for path in ours])
    span = f"{text_of(found.start)} to {text_of(found.end)}"
    print(f"{scenario}: nothing is wrong ({found.title}; {span}; hash {found.hash})")
    if lacking:
        one = "assumed number does" if len(lacking) == 1 else "assumed numbers do"
        print(
            f"{scenario}: {len(lacking)} {one} not say how far off what is true may be (`range`, or `times` around "
            f"several): no band covers that; the first is {dotted(lacking[0])}"
        )

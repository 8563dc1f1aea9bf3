"""The scenario of a folder, as it was lived."""

from pathlib import Path
from typing import Any, Final

from demerit.scenario import Scenario
from demerit.scenario.problems import ScenarioError, briefly
from demerit.world.errors import DemeritError
from demerit.world.folder import named

RUN_AGAIN: Final = "run it again"


def as_lived(path: Path, plain: Any, again: str = RUN_AGAIN) -> Scenario:
    """The scenario that a file holds.  plain: its data; again: what to do where it is none.

    Raises DemeritError in one line: the file is nobody's to mend, and every key may be wrong with that of another state
    of the program.
    """
    try:
        return Scenario.from_resolved(plain)
    except (ScenarioError, ValueError, KeyError, AttributeError, TypeError) as error:
        said = f"{path} is damaged, or was written by another state of Demerit ({briefly(error)}); {again}"
        raise DemeritError(said, "changed", file=named(path)) from None

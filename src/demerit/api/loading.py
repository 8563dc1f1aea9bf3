"""Scenarios and societies, by the name under which they ship or from a file."""

from os import PathLike
from typing import TYPE_CHECKING

from demerit.api.arguments import either, named, read, said_plainly

if TYPE_CHECKING:
    from demerit.scenario import Scenario, Society


def load(scenario: str | PathLike[str], society: str | PathLike[str] | None = None, assume: bool = False) -> "Scenario":
    """A scenario: a society, a regime, dated interventions, a span of months.

    scenario: the name of a preset (`demerit scenarios` lists them) or a file; society: another one than the scenario
    names, by name or file; assume: take what the scenario suggests for values that it leaves to you.

    It cannot be changed; `.set(...)` and `.without(...)` give a new one, `.parts` says what can be taken away.

    Raises DemeritError with everything that is wrong with it at once.
    """
    from demerit.scenario import load as loaded

    with said_plainly():
        said = read(
            scenario=lambda: named("scenario", scenario),
            society=lambda: None if society is None else named("society", society),
            assume=lambda: either("assume", assume),
        )
        return loaded(**said)


def society(name: str | PathLike[str]) -> "Society":
    """A society, by the name under which it ships or from a file: who lives there, what they do, work, lending.

    It knows nothing of any regime.  Raises DemeritError with everything that is wrong with it.
    """
    from demerit.scenario.loading import society_of

    with said_plainly():
        return society_of(named("name", name))

"""What a command is asked about the base of a comparison: what each of its parts brings about."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from demerit.errors import DemeritError, together

if TYPE_CHECKING:
    from demerit.comparison import Plan
    from demerit.comparison.attribution import Asked
    from demerit.scenario import Scenario


def attributable(by: str | None, option: str, value: object) -> None:
    """Raises DemeritError where it is not said to what something is to be attributed."""
    if by is None and value is not None:
        raise DemeritError(f"{option} {value}: say with --attribute KIND to what it is to be attributed")


def question_of(by: str | None, about: str | None, ask: Callable[[str, str], "Asked"]) -> "Asked | None":
    """What is asked about the base, if anything is.  Raises DemeritError."""
    from demerit.report.compared.attributing import OUTCOME

    attributable(by, "--outcome", about)
    return None if by is None else ask(by, about or OUTCOME)


def of_plan(plan: "Plan", by: str, about: str) -> "Asked":
    """The question about the base of a plan."""
    from demerit.report.compared.attributing import of_plan as asked

    return asked(plan, by, about)


def possible_of(base: "Scenario", scale: int, seed: int, last: int | None, by: str | None, about: str | None) -> None:
    """Raises DemeritError where a base alone cannot be lived so, or what is asked about it cannot be asked."""
    from demerit.comparison.attribution import Asked
    from demerit.world.run import Way, sized

    until = base.end if last is None else last
    calls: list[Callable[[], Any]] = [partial(sized, base, scale, until, seed, Way())]
    question = question_of(by, about, lambda kind, measure: Asked(base, kind, measure, until=until))
    if question is not None:
        calls.append(question.answerable)
    together(calls)


def possible(plan: "Plan", coming: bool, question: "Asked | None") -> None:
    """Raises DemeritError with all that is wrong with what is to be lived and asked, before anything is."""
    from demerit.comparison.comparing import possible as lived

    calls: list[Callable[[], Any]] = [partial(lived, plan, coming)]
    if question is not None:
        calls.append(question.answerable)
    together(calls)
    if question is not None:
        question.sound()

"""From a file or a preset to a scenario, or to everything that is wrong with it."""

from pathlib import Path as File
from typing import Any

from pydantic import ValidationError

from demerit.scenario.checking import Parts, checked
from demerit.scenario.elsewhere import Source, provinces_of, settled
from demerit.scenario.explaining import problems_of
from demerit.scenario.interventions import Sequence
from demerit.scenario.problems import Positions, Problem, ScenarioError, dotted
from demerit.scenario.provenance import Separation
from demerit.scenario.reading import read, text_of
from demerit.scenario.references import references
from demerit.scenario.scenario import Scenario
from demerit.scenario.shipped import PRESETS, SOCIETIES, SUFFIX, names_in, text_in
from demerit.scenario.society import Society
from demerit.scenario.unwritten import unwritten
from demerit.scenario.values import similar

NO_MAPPING = "is not a scenario: it must be a mapping of keys"
OPTION = "--society"  # to blame for what it says


def text_of_preset(name: str) -> str:
    """A preset as it is written, comments included.  Raises ScenarioError for an unknown name."""
    if name not in names_in(PRESETS):
        hint = similar(name, names_in(PRESETS))
        message = f"is not a preset{hint}; allowed: {', '.join(names_in('presets'))}"
        raise ScenarioError([Problem(name, 0, "", None, message)])
    return _text(name, PRESETS, None)[0]


def _text(name: str, folder: str, beside: File | None) -> tuple[str, str]:
    """The text of a preset, a society or a file, and the name by which problems call it."""
    if name in names_in(folder):
        return text_in(folder, name), f"{folder}/{name}{SUFFIX}"
    file = File(name)
    if beside is not None and not file.is_absolute() and (beside / file).is_file():
        file = beside / file
    try:
        return text_of(file), name
    except UnicodeDecodeError:
        raise ScenarioError([Problem(name, 0, "", None, "is not a text file in UTF-8")]) from None
    except (OSError, ValueError) as error:
        names = names_in(folder)
        reason = getattr(error, "strerror", None) or "is not a file name"
        hint = similar(name, names)
        message = f"cannot be read ({reason}){hint}; {folder}: {', '.join(names)}"
        if isinstance(error, FileNotFoundError):
            message = f"is neither a file nor one of the {folder} that ship{hint}; {folder}: {', '.join(names)}"
        raise ScenarioError([Problem(name, 0, "", None, message)]) from None


def load(scenario: str | File, society: str | None = None, assume: bool = False) -> Scenario:
    """A scenario from a preset's name or a file; society: another one than the file names (name or file).

    assume: take what the scenario suggests for values that it leaves to the user.

    Raises ScenarioError with every problem there is.
    """
    try:
        text, name = _text(str(scenario), PRESETS, None)
    except ScenarioError as error:
        of_society = () if society is None else _settle({}, _separation(Positions(OPTION)), society, File())
        raise ScenarioError([*error.problems, *of_society]) from None
    raw, positions, problems = read(text, name)
    separation = _separation(positions, assume)
    plain = separation.plain(raw)
    if not isinstance(plain, dict):
        raise ScenarioError(problems or [Problem(name, 1, "", None, NO_MAPPING)])
    beside = File(str(scenario)).parent
    own = _transplant(plain, separation, society, beside) if society is not None else ()
    problems += _settle(plain, separation, society, beside)
    return _build(plain, separation, problems, own)


def _separation(positions: Positions, assume: bool = False) -> Separation:
    return Separation(positions, frozenset(references()), assume)


def _transplant(plain: dict[str, Any], separation: Separation, society: str, beside: File) -> tuple[str, ...]:
    """Another society than the regime was written for makes a scenario an example: no record speaks of it.

    Returns the provinces of the society that it was written for; none where that is the same.
    """
    said = plain.get("society")
    written_for = said.get("name") if isinstance(said, dict) else said
    if society == written_for:
        return ()
    separation.given.pop(("kind",), None)
    plain["kind"] = "example"
    plain["transplanted"] = {"written_for": str(written_for)}
    if isinstance(plain.get("place"), str):
        plain["place"] = f"{plain['place']}; its people are those of society {File(society).stem}"
    own = {"society": said}
    _settle(own, _separation(Positions("")), None, beside)  # what is wrong with it is nobody's business: it is not used
    return provinces_of(own["society"])


def without_regime(society: str, start: str = "2014-01", end: str = "2021-12") -> Scenario:
    """A society (name or file) under no regime at all: what fits and tests of the society itself run.

    Raises ScenarioError.
    """
    plain: dict[str, Any] = {
        "name": "without-regime",
        "title": "No regime",
        "kind": "example",
        "place": society,
        "start": start,
        "end": end,
        "claim": "None.",
        "record": "None.",
    }
    separation = _separation(Positions(society))
    problems = _settle(plain, separation, society, File())
    return _build(plain, separation, problems)


def society_of(name: str) -> Society:
    """A society by name or file, checked as it is with a scenario in its last month.  Raises ScenarioError."""
    plain: dict[str, Any] = {}
    _settle(plain, _separation(Positions(name)), name, File())
    said = plain["society"]
    last = said.get("last_month") if isinstance(said, dict) else None
    return (without_regime(name, last, last) if isinstance(last, str) else without_regime(name)).society


def built(data: dict[str, Any], file: str = "scenario") -> Scenario:
    """A scenario from plain data with its society written out.  Raises ScenarioError."""
    separation = _separation(Positions(file))
    plain = separation.plain(data)
    if not isinstance(plain, dict):
        raise ScenarioError([Problem(file, 0, "", None, NO_MAPPING)])
    return _build(plain, separation, [])


def _settle(plain: dict[str, Any], separation: Separation, instead: str | None, beside: File) -> list[Problem]:
    """Puts the society's own file where the scenario names it.  instead: the value of an option, which is to blame."""
    named = instead if instead is not None else plain.get("society")
    if isinstance(named, dict) or (named is None and "society" not in plain):
        return []
    blamed = Positions(OPTION) if instead is not None else separation.positions
    key = () if instead is not None else ("society",)
    if not isinstance(named, str):
        message = f"must be the name of a society; allowed: {', '.join(names_in('societies'))}, or a file"
        plain["society"] = None
        return [blamed.problem(key, named, message)]
    try:
        text, file = _text(named, SOCIETIES, beside)
    except ScenarioError as error:
        plain["society"] = None
        return [blamed.problem(key, named, problem.message) for problem in error.problems]
    raw, inside, problems = read(text, file)
    separation.positions.include(("society",), inside)
    plain["society"] = separation.plain(raw, ("society",))
    return problems


def _build(
    plain: dict[str, Any], separation: Separation, problems: list[Problem], own: tuple[str, ...] = ()
) -> Scenario:
    """own: provinces of the society that a transplanted scenario was written for."""
    positions = separation.positions
    problems = problems + separation.problems
    if own and isinstance(plain.get("transplanted"), dict):
        changes, unsettled = settled(Source(plain, separation.given, positions), own)
        plain["transplanted"]["changes"] = changes
        problems += unsettled
    sequence = Sequence(plain.get("regime", {}), positions)
    try:
        scenario = Scenario.model_validate(plain)
    except ValidationError as error:
        wrong = problems_of(error, Scenario, positions)
        told = any(problem.key == "society" or problem.file == OPTION for problem in problems)  # it cannot be read
        said = {(problem.file, problem.key) for problem in problems}  # what it was to be could not be read
        problems += [p for p in wrong if (p.key != "society" or not told) and (p.file, p.key) not in said]
        problems += checked(Parts.sound(plain, error), sequence, positions)
        raise ScenarioError(problems) from None
    problems += checked(Parts.whole(scenario), sequence, positions)
    if problems:
        raise ScenarioError(problems)
    lent = unwritten(scenario, (), separation.given)
    scenario = scenario.model_copy(
        update={"unwritten": tuple(dict.fromkeys((*scenario.unwritten, *map(dotted, lent))))}
    )
    scenario._given.update(separation.given)
    scenario._regimes = tuple(sequence.regimes)
    return scenario

"""Where values come from, kept aside: models hold plain values, this holds reference, confidence, mark and note.

In YAML a value is itself or `{value: ..., reference: ..., confidence: H, mark: found, note: ...}`; a mapping may hold
those keys for all that is in it.  What nobody knows is `{value: null, assume: 30}`: it is left to the user, who writes
a value, or takes what stands behind `assume` and has every figure that depends on it marked so.
"""

from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from demerit.marked import ASSUME, KEYS, VALUE, opened
from demerit.scenario.problems import Path, Positions, Problem, shorten
from demerit.scenario.values import Frozen, Line, similar

TAKEN: Final = "left to the user; taken as the scenario suggests"
Off = Annotated[float, Field(gt=0, le=1000)]
Mark = Literal["found", "recalled", "told", "assumed", "fitted"]


def _rising(given: tuple[float, float]) -> tuple[float, float]:
    if given[1] < given[0]:
        raise PydanticCustomError("range", "the higher one comes first")
    return given


Factors = Annotated[tuple[Off, Off], Field(strict=False), AfterValidator(_rising)]


class Together(Frozen):
    """How far all numbers of one name in a mapping may be off together, as a factor, and why."""

    times: Factors
    note: Line | None = None


class Provenance(Frozen):
    """Where a value comes from.  reference: a key of references.yaml, or `none`; confidence: high, medium, low.

    range: the lowest and the highest that the value may well be, where nobody knows it.  times: of a mapping, a list or
    a dated value, the least and the most that all its numbers may be off together, as a factor.  together: the same by
    name, of all numbers of that name anywhere in a mapping.
    """

    reference: str | None = None
    confidence: Literal["H", "M", "L"] | None = None
    mark: Mark | None = None
    note: Line | None = None
    range: Annotated[tuple[float, float], Field(strict=False), AfterValidator(_rising)] | None = None
    times: Factors | None = None
    together: dict[str, Together] | None = None


ALLOWED: Final = {
    "reference": "a key of references.yaml, or none",
    "confidence": "H, M or L",
    "mark": "found, recalled, told, assumed or fitted",
    "note": "a text of up to 2000 characters",
    "range": "two numbers, the lower one first",
    "times": "two factors above 0, the lower one first",
    "together": "names of what is in here, each with `times` and a note",
}


class Separation:
    """Takes provenance out of raw data: `plain` values on one side, `given` by path on the other."""

    def __init__(self, positions: Positions, references: frozenset[str], assume: bool = False) -> None:
        self.assume = assume
        self.positions = positions
        self.references = references
        self.given: dict[Path, Provenance] = {}
        self.problems: list[Problem] = []

    def plain(self, raw: Any, path: Path = ()) -> Any:
        """The data without provenance."""
        if isinstance(raw, list):
            return [self.plain(child, (*path, number)) for number, child in enumerate(raw)]
        if not isinstance(raw, dict):
            return raw
        said, rest = opened(raw)
        self._note(said, path)
        if VALUE not in rest:
            inside = {key: self.plain(value, (*path, key)) for key, value in rest.items()}
            self._about(inside, path)
            return inside
        held = ASSUME if rest[VALUE] is None and rest.get(ASSUME) is not None else VALUE
        self._beside(rest, path)
        if isinstance(rest[held], dict | list):  # nothing stands under a number
            self.positions.lift(path, held)
        if held == ASSUME:
            suggested = self.plain(self._open(rest[ASSUME], path), path)
            self._about(suggested, path)
            return suggested
        held_there = self.plain(rest[VALUE], path)
        self._about(held_there, path)
        return held_there

    def _beside(self, rest: dict[str, Any], path: Path) -> None:
        """What stands beside a value that cannot: it would be passed over without a word.

        Whoever writes a value where none was known may leave standing what was suggested.
        """
        allowed = (ASSUME, *KEYS) if rest[VALUE] is None else KEYS
        for key in rest:
            if key not in (VALUE, ASSUME):
                message = f"is not allowed beside `value`{similar(key, allowed)}; allowed: {', '.join(allowed)}"
                self.problems.append(self.positions.problem((*path, key), None, message))

    def _about(self, held: Any, path: Path) -> None:
        """How far something may be off is said of numbers, and of what is there."""
        said = self.given.get(path)
        if said is None:
            return
        self._within(held, said.range, path)
        if said.times is not None and not _numbers(held):
            message = "says by what factor numbers may be off together, and there are none in here"
            self.problems.append(self.positions.problem((*path, "times"), None, message))
        self._named(held, path)

    def _within(self, value: Any, limits: tuple[float, float] | None, path: Path) -> None:
        """A number lies within its own range."""
        if limits is None:
            return
        low, high = limits
        if not _is_number(value):
            message = "stands beside one number, and this is none; `times` stands around several"
            self.problems.append(self.positions.problem((*path, "range"), None, message))
        elif not low <= value <= high:
            message = f"lies outside its own range, {low:g} to {high:g}"
            self.problems.append(self.positions.problem(path, value, message))

    def _named(self, held: Any, path: Path) -> None:
        """What moves together is in there."""
        said = self.given.get(path)
        for name in (said.together or {}) if said is not None else ():
            if name not in (names := names_in(held)):
                message = f"is no name of anything in here{similar(name, names)}"
                self.problems.append(self.positions.problem((*path, "together", name), None, message))

    def _open(self, suggested: Any, path: Path) -> Any:
        """A value that is left to the user: the suggested one if it may be assumed, otherwise a question."""
        if not self.assume:
            message = (
                f"is left to you: no figure for it was found; write one, such as {shorten(suggested)}, "
                "or take what the scenario suggests with --assume"
            )
            self.problems.append(self.positions.problem(path, None, message))
        said = self.given.get(path, Provenance()).model_dump(exclude_none=True)
        note = f"{said['note']} ({TAKEN})" if "note" in said else TAKEN
        self.given[path] = Provenance.model_validate({**said, "mark": "assumed", "confidence": "L", "note": note})
        return suggested

    def _note(self, said: dict[str, Any], path: Path) -> None:
        if not said:
            return
        reference = said.get("reference")
        if isinstance(reference, str) and reference != "none" and reference not in self.references:
            hint = similar(reference, self.references)
            message = f"is not a key of references.yaml{hint}; `none` says that there is no reference"
            self.problems.append(self.positions.problem((*path, "reference"), reference, message))
        try:
            self.given[path] = Provenance.model_validate(said)
        except ValidationError as error:
            for wrong in error.errors():
                key = str(wrong["loc"][0])
                message = f"is not allowed; allowed: {ALLOWED[key]}"
                self.problems.append(self.positions.problem((*path, key), said.get(key), message))


def woven(plain: Any, given: dict[Path, Provenance]) -> Any:
    """Plain data with provenance put back where it was."""
    root = {"": plain}
    for path in sorted(given, key=len, reverse=True):  # inner values first: wrapping a list must not hide its elements
        holder: Any = root
        steps: Path = ("", *path)
        for step in steps[:-1]:
            holder = holder[step]
        said = given[path].model_dump(mode="json", exclude_none=True)
        inside = holder[steps[-1]]
        holder[steps[-1]] = {**inside, **said} if isinstance(inside, dict) else {VALUE: inside, **said}
    return root[""]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _numbers(held: Any) -> bool:
    """Whether there is any number in what a value holds."""
    if isinstance(held, dict | list):
        return any(map(_numbers, held.values() if isinstance(held, dict) else held))
    return _is_number(held)


def names_in(held: Any) -> set[str]:
    """Every key in a mapping and in what it holds."""
    if isinstance(held, dict):
        return {str(key) for key in held}.union(*(names_in(each) for each in held.values()))
    return set().union(*(names_in(each) for each in held)) if isinstance(held, list) else set()


def nearest(given: dict[Path, Provenance], path: Path) -> Provenance | None:
    """What covers a value: its own provenance, or that of the nearest mapping around it.

    Whoever says how far a value may be off and nothing of where it comes from leaves that to what is around.
    """
    around = [given[path[:length]] for length in range(len(path), -1, -1) if path[:length] in given]
    if not around:
        return None
    own, *outer = around
    marked = next((said for said in outer if said.mark is not None), None)
    if marked is None or own.mark is not None or own.reference is not None or own.confidence is not None:
        return own
    return own.model_copy(update={key: getattr(marked, key) for key in ("reference", "confidence", "mark")})

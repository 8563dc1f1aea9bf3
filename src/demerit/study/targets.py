"""What may be fitted to what.

Fitting serves to reproduce a figure that somebody published, never to make a regime "work" better: opinion,
self-censorship and detention are refused as targets, and only what nobody published may move: thresholds, start dates,
coverage, terms, how often people ask.
"""

from importlib.resources import files
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from demerit.catalogue.found import measure_of
from demerit.errors import DemeritError
from demerit.scenario.reading import read, text_of
from demerit.scenario.references import references
from demerit.study.spans import Span, span_of

# What a key may end in, alone or with one more step: a date, a kind of conduct, a ground.
FREE: Final = (
    *("share", "below", "from", "coverage", "tiers", "first", "last"),
    *("attempts", "sees", "terms", "until"),
)
NEVER_FITTED: Final = "regime.opinion."  # whatever it ends in
Elasticities = dict[str, float]  # change of a figure, in per cent, by figure, when a value rises by one per cent


class TargetError(DemeritError):
    """All that is wrong with a file of targets, one line a problem."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Part(BaseModel):
    """Whom of those counted in a published figure the model counts: a share of them, and where the share is from."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    share: float = Field(gt=0, le=1)
    reference: str
    note: str = ""


class Target(BaseModel):
    """A published figure, and the value of the regime that is fitted to it above all.

    figure: a dotted name in summary.json, or of a flow over months, such as `refused.flight.2018-05..2018-12`.
    natural_persons: the share of a figure about persons and organisations that is about persons; absent: all of it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    figure: str
    value: float  # what was published
    fits: str  # dotted key of the scenario
    natural_persons: Part | None = None
    reference: str | None = None

    @property
    def wanted(self) -> float:
        """The figure that a run should give."""
        return self.value * (self.natural_persons.share if self.natural_persons else 1.0)

    @property
    def span(self) -> Span:
        """The figure by measure and months."""
        return span_of(self.figure)


class Targets(BaseModel):
    """A file of targets for one scenario.

    moves: by fitted value, how much it moves which figures: where the search starts.  A value that is not named moves
    its own target in proportion and no other.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    scenario: str
    reference: str
    mark: str = "told"
    confidence: str = "L"
    targets: tuple[Target, ...] = Field(min_length=1)
    moves: dict[str, Elasticities] = Field(default_factory=dict)


def _named_in(targets: Targets) -> list[str]:
    """Every reference of a file of targets."""
    named = [targets.reference]
    for target in targets.targets:
        named += [target.reference] if target.reference else []
        named += [target.natural_persons.reference] if target.natural_persons else []
    return named


def free(key: str) -> bool:
    """Whether a value may be fitted."""
    return key.startswith("regime.") and any(part in FREE for part in key.split(".")[-2:])


def _problems(targets: Targets) -> list[str]:
    out = []
    for target in targets.targets:
        try:
            if not measure_of(target.span.measure).target:
                out.append(f"{target.figure}: nobody's opinion, silence or detention is ever a target")
        except ValueError as error:
            out.append(f"{target.figure}: {error}")
        if target.value <= 0:
            out.append(f"{target.figure}: the value must be above 0, not {target.value:g}")
        if target.fits.startswith(NEVER_FITTED):
            out.append(f"{target.fits}: what moves or silences opinions is never fitted")
        elif not free(target.fits):
            out.append(
                f"{target.fits}: only thresholds, start dates, coverage and what else nobody published may be fitted "
                f"({', '.join(FREE)})"
            )
    out += [f"{key} is fitted to more than one figure" for key in _twice([t.fits for t in targets.targets])]
    out += [f"{name} is a target more than once" for name in _twice([t.figure for t in targets.targets])]
    out += _moving_nothing(targets)
    known = references()
    return out + [f"{name} is not a key of references.yaml" for name in _named_in(targets) if name not in known]


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})


def _moving_nothing(targets: Targets) -> list[str]:
    values, figures = {t.fits for t in targets.targets}, {t.figure for t in targets.targets}
    out = [f"moves.{key} is not fitted to anything" for key in targets.moves if key not in values]
    for key, moved in targets.moves.items():
        out += [f"moves.{key}.{figure} is no target" for figure in moved if figure not in figures]
    return out


def targets_of(name_or_file: str) -> Targets:
    """The targets of a preset, or of a file.  Raises TargetError with every problem at once."""
    path = Path(name_or_file)
    if path.suffix not in (".yaml", ".yml"):
        path = Path(str(files("demerit.scenario") / "targets" / f"{name_or_file}.yaml"))
    if not path.is_file():
        raise TargetError([f"{name_or_file}: there are no targets for this scenario"])
    try:
        data, _, wrong = read(text_of(path), path.name)
    except (OSError, ValueError) as error:
        raise TargetError([f"{path} cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})"]) from None
    if wrong:
        raise TargetError(list(map(str, wrong)))
    try:
        targets = Targets.model_validate(data)
    except ValidationError as error:
        raise TargetError(
            [f"{path.name}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        ) from None
    if problems := _problems(targets):
        raise TargetError([f"{path.name}: {problem}" for problem in problems])
    return targets

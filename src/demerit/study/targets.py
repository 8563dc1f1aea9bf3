"""What may be fitted to what.

Fitting serves to reproduce a figure that somebody published, never to make a regime "work" better: opinion,
self-censorship and detention are refused as targets, and only thresholds, start dates and coverage may move.
"""

from importlib.resources import files
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML

REFUSED: Final = ("self_censored", "opinion", "detention", "detain", "releases", "fear")
NEVER_FITTED: Final = ("regime.opinion", "regime.ostracism")
FREE: Final = ("share", "below", "from", "coverage", "tiers", "first", "last")


class TargetError(Exception):
    """All that is wrong with a file of targets, one line a problem."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Target(BaseModel):
    """A published figure, and the one value of the regime that is fitted to it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    figure: str  # dotted name in summary.json
    value: float  # what was published
    fits: str  # dotted key of the scenario


class Targets(BaseModel):
    """A file of targets for one scenario."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    scenario: str
    reference: str
    mark: str = "told"
    confidence: str = "L"
    targets: tuple[Target, ...]


def _problems(targets: Targets) -> list[str]:
    out = []
    for target in targets.targets:
        if any(target.figure.startswith(word) or f".{word}" in target.figure for word in REFUSED):
            out.append(f"{target.figure}: nobody's opinion, silence or detention is ever a target")
        if target.fits.startswith(NEVER_FITTED):
            out.append(f"{target.fits}: what moves or silences opinions is never fitted")
        if target.value <= 0:
            out.append(f"{target.figure}: the value must be above 0, not {target.value:g}")
        if not target.fits.startswith("regime.") or target.fits.rsplit(".", 1)[-1] not in FREE:
            out.append(f"{target.fits}: only thresholds, start dates and coverage may be fitted ({', '.join(FREE)})")
    return out


def targets_of(name_or_file: str) -> Targets:
    """The targets of a preset, or of a file.  Raises TargetError with every problem at once."""
    path = Path(name_or_file)
    if path.suffix not in (".yaml", ".yml"):
        path = Path(str(files("demerit.scenario") / "targets" / f"{name_or_file}.yaml"))
    if not path.is_file():
        raise TargetError([f"{name_or_file}: there are no targets for this scenario"])
    try:
        targets = Targets.model_validate(YAML(typ="safe").load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        raise TargetError(
            [f"{path.name}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        ) from None
    if problems := _problems(targets):
        raise TargetError([f"{path.name}: {problem}" for problem in problems])
    return targets

"""What a run is started with: kept beside the runs, so that one that was stopped can go on."""

import errno
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from demerit.world import claim, folder, so_far
from demerit.world.opening import content

KEPT: Final = ".serve"  # in the folder of runs: plans, and what processes said
MANY: Final = 999  # runs of one plan
REST: Final = ("scale", "seed", "until")  # of a plan, beside the scenario
PROCESS: Final = "process"  # beside a plan: the number of the one that began it


@dataclass(frozen=True)
class Plan:
    """scenario: a preset, or a file; scale: 1 to so many; until: the last month, empty for the scenario's own."""

    scenario: str
    scale: int
    seed: int
    until: str

    @property
    def arguments(self) -> list[str]:
        """Of `demerit run`, but for where it writes."""
        given = ["--scale", f"1:{self.scale}", "--seed", str(self.seed), "--assume"]
        return [self.scenario, *given, *(["--until", self.until] if self.until else [])]


def reserved(where: Path, plan: Plan) -> str:
    """A name that nothing has yet, as `demerit run` would give it; nobody else gets it, of another launch either.

    Raises OSError.
    """
    stem = f"{Path(plan.scenario).stem}-1-{plan.scale}-seed-{plan.seed}"
    (where / KEPT).mkdir(parents=True, exist_ok=True)
    for name in (stem if n == 1 else f"{stem}-{n}" for n in range(1, MANY)):
        if not (where / name).exists():
            with suppress(FileExistsError), (where / KEPT / f"{name}.json").open("x"):
                return name
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), stem)


def put(where: Path, name: str, plan: Plan, process: int | None = None) -> None:
    """Keep it.  process: the number of the one that began it.  Raises DemeritError."""
    (where / KEPT).mkdir(parents=True, exist_ok=True)
    folder.write_json(where / KEPT / f"{name}.json", asdict(plan) | {PROCESS: process})


def kept(where: Path, name: str) -> Plan | None:
    """The plan of a run that was started here, or, of any other, what its newest checkpoint was made from.

    Raises DemeritError where that cannot be written as a file.
    """
    own = _own(where, name)
    if own is not None:
        return own
    said = _of_checkpoint(where, name)
    return None if said is None else Plan(_written(where, name, said["scenario"]), *(said[key] for key in REST))


def there(where: Path, name: str) -> bool:
    """Whether anything is kept of how it was started."""
    return (where / KEPT / f"{name}.json").exists()


def said(where: Path, name: str) -> dict[str, Any]:
    """What is known of a run that was started here and has kept nothing yet; empty of any other."""
    own = _own(where, name)
    return {} if own is None else {key: value for key, value in asdict(own).items() if value != ""}


def goes_on(where: Path, name: str) -> bool:
    """Whether there is one: nothing is written for asking."""
    return _own(where, name) is not None or _of_checkpoint(where, name) is not None


def _own(where: Path, name: str) -> Plan | None:
    """That with which a page began what lies there; another one may be left of a run that had the name before."""
    try:
        said = json.loads((where / KEPT / f"{name}.json").read_text(encoding="utf-8"))
        begun = said.get(PROCESS)
        if begun is not None and claim.process(where / name) not in (None, begun):
            return None
        return Plan(str(said["scenario"]), int(said["scale"]), int(said["seed"]), str(said["until"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _of_checkpoint(where: Path, name: str) -> dict[str, Any] | None:
    """What the newest whole checkpoint says of itself."""
    for path in so_far.found(where / name):
        with suppress(OSError, ValueError, RecursionError):
            said = json.loads(content(path / "about.json"))
            if isinstance(said, dict) and {"scenario", *REST} <= said.keys():
                return said
    return None


def _written(where: Path, name: str, scenario: dict[str, Any]) -> str:
    """A scenario as a file, which is what a checkpoint holds of it."""
    (where / KEPT).mkdir(parents=True, exist_ok=True)
    path = where / KEPT / f"{name}.yaml"
    folder.write_json(path, scenario)  # JSON is YAML
    return str(path)


def forget(where: Path, name: str) -> None:
    """Take away what was kept of it; of a name that is as long as names can be nothing could be."""
    for ending in ("json", "yaml", "log"):
        path = where / KEPT / f"{name}.{ending}"
        if os.path.lexists(path):
            path.unlink(missing_ok=True)

"""The run folder: the only hand-over between computing and looking.

Every part is written under a temporary name and then renamed, so that a reader never sees half a file.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from demerit import __version__
from demerit.world.errors import DemeritError

MANIFEST: Final = "manifest.json"
SCENARIO: Final = "scenario.yaml"
SCENARIO_JSON: Final = "scenario.json"
SUMMARY: Final = "summary.json"
MONTHS: Final = "months.parquet"
SO_FAR: Final = "months"  # a folder: the same in parts, as they came
LISTS: Final = "lists.parquet"
REGISTER: Final = "register.parquet"  # of organisations, where there are any
REPLAY: Final = "replay.npz"
TWINS: Final = "twins.json"  # of a run that moves opinions or frightens: other worlds, in coarse
BESIDE: Final = "beside.json"  # how the worlds were made that were lived beside a run, in coarse
CHANCE: Final = "chance.parquet"  # of other seeds
UNKNOWN: Final = "unknown.parquet"  # of other values for what nobody knows
OF_BESIDE: Final = (BESIDE, CHANCE, UNKNOWN)
BANDS: Final = "bands"  # the key of summary.json under which every yearly figure has its bands
MODEL_CARD: Final = "model-card.json"
MODEL_CARD_TEXT: Final = "model-card.md"
NOTE: Final = "synthetic people; an experiment, not a forecast"


def written(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file under a temporary name, make it durable, rename it.  Raises DemeritError when the disk is full."""
    temporary = path.with_name(f".{path.name}.part")
    try:
        write(temporary)
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise DemeritError(f"{path}: cannot be written ({error.strerror or error}); nothing was half-written") from None


def write_json(path: Path, data: Any) -> None:
    """JSON, indented, in UTF-8."""
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    written(path, lambda part: part.write_text(text, encoding="utf-8"))


@contextmanager
def claimed(path: Path) -> Iterator[None]:
    """Make an empty run folder for what happens inside; should that fail, what is still empty goes again.

    Raises DemeritError if something is there already, or nothing can be written.
    """
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    try:
        new(path)
        yield
    finally:
        for folder in missing:
            if not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()


def is_unfinished(part: Path) -> bool:
    """Whether a file or folder is one that somebody was killed over writing."""
    return part.name.startswith(".") and part.name.endswith(".part")


def new(path: Path) -> None:
    """Make an empty run folder.  Raises DemeritError if something is there already, or nothing can be written."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if not all(is_unfinished(part) for part in path.iterdir()):
            raise DemeritError(f"{path}: exists and is not empty; choose another --out, or continue it with --resume")
        probe = path / ".probe"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise DemeritError(f"{path}: cannot be used as a run folder ({error.strerror})") from None


def add_seconds(run: Path, more: dict[str, float]) -> None:
    """Add phases that came after the manifest to its `seconds`."""
    found = manifest(run)
    seconds = found["seconds"]
    for name, value in more.items():
        seconds[name] = round(seconds.get(name, 0.0) + value, 3)
    write_json(run / MANIFEST, found)


def read_json(run: Path, name: str) -> Any:
    """A JSON part of a run folder.  Raises DemeritError."""
    try:
        return json.loads((run / name).read_text(encoding="utf-8"))
    except OSError as error:
        raise DemeritError(
            f"{run / name}: cannot be read ({error.strerror}); is {run} the folder of a finished run?"
        ) from None
    except ValueError as error:
        raise DemeritError(f"{run / name}: is damaged ({error})") from None


def manifest(run: Path) -> dict[str, Any]:
    """The manifest of a finished run of this version.  Raises DemeritError."""
    found = read_json(run, MANIFEST)
    if not isinstance(found, dict):
        raise DemeritError(f"{run / MANIFEST}: is damaged (it must be a mapping)")
    version = found.get("version")
    if version != __version__:
        raise DemeritError(f"{run / MANIFEST}: was made by version {version}; this is {__version__}; run it again")
    return found

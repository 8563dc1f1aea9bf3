"""What is kept of the worlds of a question: a file each, which says what it is and is known to be what was written."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from demerit.comparison.attribution.figures import Figures
from demerit.world import folder
from demerit.world.opening import content

ENDING: Final = ".json"
DIGITS: Final = 16  # bytes of a name, and of a seal


class Lived(NamedTuple):
    """What is kept of a world; unlearnt: months in which its learned score found nothing to learn."""

    figures: Figures
    unlearnt: tuple[str, ...] = ()


def named(made_from: list[Any]) -> str:
    """The name of a world, by everything that it comes from."""
    return hashlib.blake2b(json.dumps(made_from).encode(), digest_size=DIGITS).hexdigest()


def read(kept: Path, name: str) -> Lived | None:
    """What is kept of a world; None where nothing is, or something else than was written."""
    try:
        said = json.loads(content(kept / f"{name}{ENDING}").decode("utf-8"))
        figures = {str(key): {str(k): int(n) for k, n in spans.items()} for key, spans in said["figures"].items()}
        one = Lived(figures, tuple(map(str, said["unlearnt"])))
        return one if said["seal"] == _seal(name, one) else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write(kept: Path, name: str, one: Lived) -> None:
    """Keep a world.  Raises DemeritError."""
    text = json.dumps({**one._asdict(), "seal": _seal(name, one)}, separators=(",", ":"))
    folder.written(kept / f"{name}{ENDING}", lambda part: part.write_text(text, "utf-8"))


def sound(kept: Path) -> Iterator[Path]:
    """The files of worlds in a folder that are what was written."""
    for path in sorted(kept.glob(f"*{ENDING}")):
        if read(kept, path.stem) is not None:
            yield path


def _seal(name: str, one: Lived) -> str:
    return named([name, one.figures, one.unlearnt])

"""What a run under way has published so far, for whoever looks on: nothing of a month is computed here."""

import json
import re
from pathlib import Path
from typing import Any, Final

from demerit.world import folder, parquet

PREFIX: Final = "checkpoint-"
NAMED: Final = re.compile(rf"{PREFIX}\d{{4}}-\d{{2}}")  # a checkpoint
PART: Final = "[0-9][0-9][0-9][0-9]-[0-9][0-9].parquet"
ABOUT: Final = b"run"  # in the metadata of a part: of which run it is


def parts(run: Path) -> list[Path]:
    """The parts there are, in order."""
    return sorted((run / folder.SO_FAR).glob(PART))


def about(run: Path) -> dict[str, Any] | None:
    """What the newest part says of its run: scenario, title, kind, seed, scale, start, until, weights, area.

    None where there is no part yet, or where it says nothing.
    """
    try:
        said = parquet.schema(parts(run)[-1]).metadata[ABOUT]
        found = json.loads(said)
    except (*parquet.BROKEN, LookupError, TypeError):
        return None
    return found if isinstance(found, dict) else None


def found(run: Path) -> list[Path]:
    """Checkpoints of a run, the newest first."""
    return sorted((path for path in run.glob(f"{PREFIX}*") if NAMED.fullmatch(path.name)), reverse=True)

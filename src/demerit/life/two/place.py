"""Where a comparison leaves what of lives.  Nothing is imported, so that telling one life starts at once."""

from pathlib import Path
from typing import Final

COMPARISON: Final = "comparison.json"
SAMPLE: Final = "sample.parquet"
BASE: Final = "base"


def is_comparison(path: Path) -> bool:
    """Whether a folder is one of a comparison, and not of a run."""
    from demerit.world import folder

    return folder.kind_of(path) == folder.COMPARED

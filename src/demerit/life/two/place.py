"""Where a comparison leaves what.  Nothing is imported, so that telling one life starts at once."""

from pathlib import Path
from typing import Final

COMPARISON: Final = "comparison.json"
SAMPLE: Final = "sample.parquet"
BASE: Final = "base"


def is_comparison(path: Path) -> bool:
    """Whether a folder is one of a comparison, and not of a run."""
    return (path / COMPARISON).exists()

"""Where a comparison leaves what of lives.  Nothing is imported, so that telling one life starts at once."""

from typing import Final

COMPARISON: Final = "comparison.json"
SAMPLE: Final = "sample.parquet"
BASE: Final = "base"

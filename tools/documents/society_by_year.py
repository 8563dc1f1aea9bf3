"""docs/society-by-year.md: both societies beside the record, year by year, from docs/fits/society-*.json.

`python -m demerit.study.by_year SOCIETY` measures; whatever misses its limit says why, or a test fails.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from demerit.scenario.observed import Observed, observed
from tools.documents.markdown import CONFIDENCE, MADE, cited, grid

SOCIETIES: Final = {"china": "China", "germany": "Germany"}
LIMITS: Final = {"total": 0.03, "share": 0.1}
HEADS: Final = ("figure", "year", "record", "mark", "model", "off", "why")
HEAD: Final = """What the societies give without any regime, beside what was observed. Within 3 % for totals, 10 % for shares, or the row
says why. *found*: read in the named source, or computed from what was read there; *recalled*: from memory, not verified;
*assumed*: set by us, such as a straight line between two censuses. Demands by year, towns, use of the internet, people out
of work and schooling are *set to match*; the rest follows from the census and from rates.
"""


class Row(NamedTuple):
    """A figure of a year.  off: relative to the record."""

    figure: str
    year: int
    record: float
    mark: str
    model: float
    why: str | None

    @property
    def off(self) -> float:
        """How far the model is from the record, relative to it."""
        return self.model / self.record - 1.0


def measured(fits: Path, society: str) -> dict[str, Any]:
    """What was measured.  fits: the folder docs/fits."""
    found: dict[str, Any] = json.loads((fits / f"society-{society}.json").read_text(encoding="utf-8"))
    return found


def rows(fits: Path, society: str) -> Iterator[Row]:
    """Every row of a society; those within their limit say no reason."""
    found = measured(fits, society)["figures"]
    for name, one in observed(society).items():
        for year, (value, mark) in one.values.items():
            model = found[name].get(str(year))
            if model is not None:
                row = Row(name, year, value, mark, model, one.why)
                yield row if abs(row.off) > LIMITS[one.kind] else row._replace(why=None)


def document(fits: Path) -> str:
    """The whole page in Markdown."""
    return "\n".join(blocks(fits))


def blocks(fits: Path) -> Iterator[str]:
    """The page, a block at a time."""
    yield f"# The societies by year\n\n{MADE}\n\n{HEAD}"
    for society, title in SOCIETIES.items():
        said = measured(fits, society)
        known = observed(society)
        yield f"## {title}\n\nMeasured at 1:{said['scale']}, seed {said['seed']}.\n"
        yield grid(HEADS, (cells(row, known[row.figure]) for row in rows(fits, society)))
        keys = [key for key in dict.fromkeys(one.reference for one in known.values()) if key != "none"]
        yield f"References: {cited(keys)}. {CONFIDENCE}\n"


def cells(row: Row, one: Observed) -> tuple[str, ...]:
    """A row as the table has it."""
    record, model = (number(value, one.unit) for value in (row.record, row.model))
    mark = f"{row.mark}, {one.confidence}"
    return one.title, str(row.year), record, mark, model, f"{100 * row.off:+.1f} %", row.why or ""


def number(value: float, unit: str) -> str:
    """A value with its unit: no more exact than it is."""
    if unit == "share":
        return f"{100 * value:.1f} %"
    if unit == "million":
        return f"{value:,.0f} million" if value >= 100 else f"{value:.3g} million"
    return f"{value:.2f}"

"""All figures of `summary.json` as one table."""

from datetime import date
from typing import Any

import pyarrow as pa

from demerit.catalogue.found import measure_of
from demerit.world.folder import BANDS, NOTE

BOTH = ("low", "high"), ("least", "most")


def figures(summary: dict[str, Any]) -> Any:
    """A row a figure, in the order of their names."""
    bands = summary.get(BANDS, {})
    names = [name for name in summary if name != BANDS]
    parts = [name.rpartition(".") for name in names]
    said = [bands.get(name, {}) for name in names]
    limits = {
        end: pa.array([_end(each.get(key), i) for each in said], pa.float64())
        for key, ends in zip(("chance", "unknown"), BOTH, strict=True)
        for i, end in enumerate(ends)
    }
    columns = {
        "measure": pa.array([measure for measure, _, _ in parts]),
        "unit": pa.array([measure_of(measure).unit for measure, _, _ in parts]),
        "year": pa.array([int(when[:4]) for _, _, when in parts], pa.int64()),
        "month": pa.array([_month(when) for _, _, when in parts], pa.date32()),
        "value": pa.array([float(summary[name]) for name in names], pa.float64()),
        **limits,
        "hangs_on": pa.array([[key for key, _ in each.get("hangs_on", ())] for each in said], pa.list_(pa.string())),
    }
    return pa.table(columns, metadata={"note": NOTE})


def _end(band: list[float] | None, which: int) -> float | None:
    return None if band is None else band[which]


def _month(when: str) -> date | None:
    return date.fromisoformat(f"{when}-01") if "-" in when else None

"""What `comparison.json` says, and whom it is about, as tables."""

from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from demerit.catalogue.found import measure_of
from demerit.world.folder import NOTE

SCHEMA: Final = pa.schema(
    [
        *((name, pa.string()) for name in ("variant", "measure", "unit")),
        ("year", pa.int64()),
        *((name, pa.float64()) for name in ("base", "other", "difference")),
        *((name, pa.int64()) for name in ("gained", "lost")),
        *((name, pa.float64()) for name in ("low", "high", "least", "most")),
        *((name, pa.int64()) for name in ("sign_holds", "draws")),
        ("hangs_on", pa.list_(pa.string())),
        *((name, pa.float64()) for name in ("direct", "feedback")),
    ],
    {"note": NOTE},
)
PEOPLE: Final = ("person", "parted", "spared", "harmed")


def effects(said: dict[str, Any]) -> Any:
    """A row an effect, in the order of variants and names."""
    rows = [row(variant, key, one) for variant, of in said["variants"].items() for key, one in of["effects"].items()]
    return pa.Table.from_pylist(rows, SCHEMA)


def row(variant: str, key: str, one: dict[str, Any]) -> dict[str, Any]:
    """An effect as a row; bands and signs in columns of their own."""
    measure, _, year = key.rpartition(".")
    low, high = one["chance"] or (None, None)
    least, most = one["unknown"] or (None, None)
    holds, draws = one["sign_holds"] or (None, None)
    direct = one.get("direct")
    return {
        "variant": variant,
        "measure": measure,
        "unit": measure_of(measure).unit,
        "year": int(year),
        **{name: one[name] for name in ("base", "other", "difference", "gained", "lost")},
        **{"low": low, "high": high, "least": least, "most": most, "sign_holds": holds, "draws": draws},
        "hangs_on": [name for name, _ in one["hangs_on"]] if "hangs_on" in one else None,
        "direct": None if direct is None else direct["difference"],
        "feedback": one.get("feedback"),
    }


def people(sample: Any, variant: str, kind: str) -> Any:
    """Of a variant those of a kind, in the order of the sample: whose lives part most."""
    other = "harmed" if kind == "spared" else "spared"
    chosen = sample.filter(pc.and_(pc.equal(sample["variant"], variant), pc.greater(sample[kind], sample[other])))
    days = [None if month is None else date.fromisoformat(f"{month}-01") for month in chosen["parted"].to_pylist()]
    return chosen.set_column(2, pa.field("parted", pa.date32()), pa.array(days, pa.date32())).select(PEOPLE)


def in_short(said: dict[str, Any]) -> tuple[tuple[str, ...], list[list[Any]]]:
    """Heads and rows of a small table: whom each variant spares and harms."""
    heads = ("variant", "spared", "low", "high", "harmed", "low", "high", "worth independent runs")
    rows = [
        [
            name,
            *(n for kind in ("spared", "harmed") for n in (one[kind]["people"], *one[kind]["chance"])),
            one["worth_runs"],
        ]
        for name, one in said["variants"].items()
    ]
    return heads, rows

"""Small comparisons for tests: as-told, or another preset, beside variants of it, in memory."""

from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa
from tests.helpers.worlds import scenario

from demerit.comparison import Compared, Plan, Variant, changed, compare, other
from demerit.comparison.cells import schema
from demerit.comparison.living import Lived
from demerit.world.drivers import Way

SCALE, SEED, MONTHS = 150_000, 5, 20


def plan(base: Any, *variants: Variant, months: int = MONTHS, way: Way | None = None, **more: Any) -> Plan:
    """Of so many months from the start."""
    given: dict[str, Any] = {"scale": SCALE, "seed": SEED, "way": way or Way(2), "quiet": True, **more}
    return Plan(base, variants, until=base.start + months - 1, **given)


@lru_cache(maxsize=8)
def compared(name: str, *keys: str, months: int = MONTHS, published: str = "own", **values: Any) -> Compared:
    """A preset beside itself, beside itself without each of some keys, and beside itself with each of some values."""
    base = scenario(name)
    variants = [other(base), *(changed(base, without=[key]) for key in keys)]
    variants += [changed(base, values={key.replace("__", "."): value}) for key, value in values.items()]
    return compare(plan(base, *variants, months=months, published=published))


def timeless(said: Any) -> Any:
    """What is said, without how long it took."""
    if isinstance(said, dict):
        return {key: timeless(value) for key, value in said.items() if key != "cost_in_runs"}
    return said


def entries(sums: Any) -> Any:
    """COUNT records as whole numbers, in order."""
    return np.ascontiguousarray(sums).view(np.int64).reshape(len(sums), -1)


def cells_of(lived: Lived) -> pa.Table:
    """Cells of all months."""
    assert lived.pieces is not None
    return pa.concat_tables(lived.pieces.tables(schema(lived.since)))


def sample_of(lived: Lived) -> list[Any]:
    """Whose lives part most, by variant."""
    assert lived.people is not None
    return lived.people.sample

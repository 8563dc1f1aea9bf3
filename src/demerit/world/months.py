"""months.parquet: what was counted, month by month, province by province, among the settled people."""

from typing import Any

import numpy as np
import pyarrow as pa

from demerit.calendar import text_of
from demerit.month.organisation_state import ORG_COUNT
from demerit.month.state import COUNT
from demerit.rulebook.coverage import cameras
from demerit.world.folder import NOTE
from demerit.world.simulation import World
from demerit.world.summary import tidy


def months(world: World, of: range | None = None) -> pa.Table:
    """The tidy table of the months under the regime, or of some of them; the stock of cameras has its own measure."""
    of = of or range(world.scenario.start, max(world.month, world.scenario.start))
    lived = slice(of.start - world.first, of.stop - world.first)
    sums = np.array([row for _, row in world.history[lived]], COUNT)
    table = tidy(world.where, of, sums, np.array(world.org_history[lived], ORG_COUNT))
    stock = _cameras(world, of)
    if stock:
        schema = pa.schema([(name, table.schema.field(name).type) for name in table.column_names])
        table = pa.concat_tables([table, pa.Table.from_pylist(stock, schema=schema)]).unify_dictionaries()
    return table.replace_schema_metadata({"note": NOTE})


def _cameras(world: World, of: range) -> list[dict[str, Any]]:
    """Whole cameras by province and month: a fact of the regime about the country itself, so never scaled."""
    out = []
    people = world.country.people
    for month in of:
        source = world.scenario.regime_at(month).data_sources.get("camera")
        if source is not None and source.cameras is not None:
            stock = cameras(source.cameras.between(month), source.a_head, people)
            for p, name in enumerate(world.where.names):
                row = {"month": text_of(month), "province": name, "group": "all", "measure": "cameras"}
                out.append({**row, "value": round(float(stock[p].sum()))})
    return out

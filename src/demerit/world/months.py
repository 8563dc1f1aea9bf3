"""months.parquet: what was counted, month by month, province by province, among the settled people."""

from typing import Any

import pyarrow as pa

from demerit.calendar import text_of
from demerit.rulebook.coverage import cameras
from demerit.world.folder import NOTE
from demerit.world.simulation import World
from demerit.world.summary import tidy


def months(world: World) -> pa.Table:
    """The tidy table of the months under the regime, with the stock of cameras in its own measure."""
    table = tidy(world.where, *world.reported, world.org_reported)
    stock = _cameras(world)
    if stock:
        schema = pa.schema([(name, table.schema.field(name).type) for name in table.column_names])
        table = pa.concat_tables([table, pa.Table.from_pylist(stock, schema=schema)]).unify_dictionaries()
    return table.replace_schema_metadata({"note": NOTE})


def _cameras(world: World) -> list[dict[str, Any]]:
    """Whole cameras by province and month: a fact of the regime about the country itself, so never scaled."""
    out = []
    people = world.country.people * world.scale
    for month in world.reported[0]:
        source = world.scenario.regime_at(month).data_sources.get("camera")
        if source is not None and source.cameras is not None:
            stock = cameras(source.cameras.between(month) * 1e6, people)
            for p, name in enumerate(world.where.names):
                row = {"month": text_of(month), "province": name, "group": "all", "measure": "cameras"}
                out.append({**row, "value": round(float(stock[p].sum()))})
    return out

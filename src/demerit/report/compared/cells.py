"""effects.parquet summed up: by month, province, group, tenth of income, class of age, sex, city or not.

Read some months at a time; scaled to the country by each row's weight.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from demerit.comparison.folder import EFFECTS
from demerit.report.compared.folder import Compared
from demerit.world.opening import opened
from demerit.world.undergone import HARMS

BY: Final = ("month", "province", "group", "tenth", "age", "sex", "urban")
EVERYBODY: Final = "people"
AT_ONCE: Final = 1_000_000  # rows that are added up together


class Sum(NamedTuple):
    """Of one value of one trait: people (person-months), base, gained and lost, scaled; counted: gained and lost among
    the settled people.
    """

    value: str
    people: float
    base: float
    gained: float
    lost: float
    counted: int


def kept(c: Compared) -> Iterator[pa.Table]:
    """What a folder holds, a month at a time, as it was written."""
    with opened(c.path / EFFECTS) as read, pq.ParquetFile(read, pre_buffer=False) as file:
        for n in range(file.num_row_groups):
            yield file.read_row_group(n)


class Cells:
    """What cells of all months come to."""

    def __init__(self, tables: Iterable[pa.Table]) -> None:
        self._db = duckdb.connect()
        self._db.execute(
            "create table added (variant text, measure text, trait text, value text, base double, gained double, lost double, counted bigint)"
        )
        waiting: list[pa.Table] = []
        for each in tables:
            waiting.append(each)
            if sum(map(len, waiting)) > AT_ONCE:
                self._add(waiting)
                waiting = []
        if waiting:
            self._add(waiting)

    def _add(self, tables: list[pa.Table]) -> None:
        named = ", ".join(f"'{name}'" for name in (EVERYBODY, *HARMS))
        self._db.register("cells", pa.concat_tables(tables))
        for trait in BY:
            self._db.execute(
                f"""insert into added select variant::text, measure::text, '{trait}', "{trait}"::text, sum(base * weight),
                    sum(gained * weight), sum(lost * weight), sum(gained + lost) from cells
                    where measure::text in ({named}) group by 1, 2, 4"""  # noqa: S608 - our own words
            )
        self._db.unregister("cells")

    def by(self, variant: str, measure: str, trait: str) -> list[Sum]:
        """The sums of a measure by the values of a trait, over all months, in the order of their names."""
        rows: list[tuple[Any, ...]] = self._db.execute(
            """select value, coalesce(sum(base) filter (measure = 'people'), 0), coalesce(sum(base) filter (measure = $m), 0),
                      coalesce(sum(gained) filter (measure = $m), 0), coalesce(sum(lost) filter (measure = $m), 0),
                      coalesce(sum(counted) filter (measure = $m), 0)
               from added where variant = $v and trait = $t and measure in ('people', $m) group by 1 order by 1""",
            {"m": measure, "v": variant, "t": trait},
        ).fetchall()
        return [Sum(*row) for row in rows]

    def most(self, variant: str) -> str | None:
        """The harm of which most goes away or comes on top; None where none does."""
        named = [(sum(s.gained + s.lost for s in self.by(variant, name, "sex")), name) for name in HARMS]
        most = max(named, key=lambda one: one[0])
        return most[1] if most[0] else None

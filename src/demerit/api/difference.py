"""A figure of a comparison: by how much a variant differs from the base, as a table and as a picture."""

from dataclasses import dataclass, replace
from typing import Final

from demerit.api.chart import Chart
from demerit.api.figure import Figure

URBAN: Final = {True: "in cities", False: "in the country"}


@dataclass(frozen=True, repr=False, eq=False)
class Difference(Figure):
    """A measure of a variant beside the base, scaled to the country.

    variant: its name.  table: Arrow, a row for each value of `by`, whose columns come first (`year` int64, `month`
    date32, `tenth` int8, `urban` bool, the others text); then `base`, `other`, `difference`, `gained` and `lost` (whole
    numbers of counts; `gained` and `lost` null of a share), `low` and `high` (the band of chance, 90 %), `least` and
    `most` (the band of what nobody knows), float64 and null but for years, and `counted` (int64: how many were counted
    as gained or lost among the simulated people, unscaled; null of years).
    """

    variant: str = ""

    @property
    def title(self) -> str:
        return f"{super().title}: what {self.variant} changes"

    def chart(self) -> Chart:
        """The difference as lines over time, a map where it is nowhere negative, or bars.

        Raises DemeritError where there is nothing to draw.
        """
        import pyarrow as pa

        table = self.table.rename_columns(
            ["value" if name == "difference" else name for name in self.table.column_names]
        )
        for name in {"urban", "tenth"} & set(self.by):
            said = [
                URBAN.get(each, str(each)) if name == "urban" else f"tenth {each}" for each in table[name].to_pylist()
            ]
            table = table.set_column(table.column_names.index(name), name, pa.array(said, pa.string()))
        return super(Difference, replace(self, table=table)).chart()

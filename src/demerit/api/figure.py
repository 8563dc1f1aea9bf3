"""A figure: a measure of a run, told apart by something, as a table and as a picture."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from demerit import notebook
from demerit.api.chart import Chart
from demerit.api.kept import made

if TYPE_CHECKING:
    from demerit.api.mark import Asked


@dataclass(frozen=True, repr=False, eq=False)
class Figure:
    """A measure of a run, scaled to the country.

    name: of the measure; by: what it is told apart by; meaning: what it is, in words; unit: what it is counted in;
    mark: how far its inputs are known; stamp: of which run it is.

    table: Arrow, a row for each value of `by`, whose columns come first (`year` int64, `month` date32, the others
    text); then `value` (whole numbers of counts; a share to four places, null of nothing), `low` and `high` (the band
    of chance, 90 %), `least` and `most` (the band of what nobody knows, 90 % of the worlds drawn), all float64 and null
    where there is none, and `counted` (int64: what was counted among the simulated people, unscaled).

    It hands itself to pandas, Polars, DuckDB and whatever else reads Arrow's PyCapsule interface.
    """

    name: str
    by: tuple[str, ...]
    meaning: str
    unit: str
    table: Any
    mark: "Asked"
    stamp: str

    def __post_init__(self) -> None:
        texts = isinstance(self.by, tuple) and all(isinstance(one, str) and one for one in self._texts)
        made(self, texts and hasattr(self.table, "__arrow_c_stream__"), "figure(...) of a run or a comparison")

    @property
    def _texts(self) -> tuple[str, ...]:
        return (self.name, *self.by, self.meaning, self.unit, self.stamp)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows as plain data, in order."""
        found: list[dict[str, Any]] = self.table.to_pylist()
        return found

    @property
    def title(self) -> str:
        """What it shows, in words."""
        return f"{self.meaning[0].upper()}{self.meaning[1:]}"

    def chart(self) -> Chart:
        """Lines over time with their bands, a map of provinces, or bars.  Raises DemeritError where nothing is."""
        from demerit.api.drawing import drawn

        return drawn(self)

    def __repr__(self) -> str:
        by = f" by {', '.join(self.by)}" if self.by else ""
        return f"<Figure {self.name}{by}: {self.table.num_rows:,} rows; synthetic people>"

    def _repr_html_(self) -> str:
        names = [name for name in self.table.column_names if self.table[name].null_count < self.table.num_rows]
        rows = [[row[name] for name in names] for row in self.rows[: notebook.SHOWN + 1]]
        rows += [[]] * (self.table.num_rows - len(rows))  # only counted
        notes = (f"Mark: {self.mark.word}. {self.mark.because}", self.stamp)
        return notebook.shown(f"{self.title} ({self.unit})", notebook.table(names, rows), notes=notes)

"""A run: what came out, and what it can be asked."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from demerit import notebook
from demerit.api import arguments, lives
from demerit.api.kept import Kept
from demerit.api.life import Life

if TYPE_CHECKING:
    from demerit.api.chart import Chart
    from demerit.api.figure import Figure
    from demerit.api.figures import Figures
    from demerit.api.sources import Source
    from demerit.scenario import Scenario

# What a picture of a run shows: the first of these of which anything was counted.
TELLING: Final = (
    *("blacklist.stock", "refused.all", "claw_backs", "organisation.blacklist.stock"),
    *("points_lost.all", "records.all", "people"),
)


class Run(Kept):
    """A scenario that was lived, in memory or in a folder: made by `demerit.run` and `demerit.open`.

    All people in it are synthetic.  Tables are Arrow's, for pandas, Polars and DuckDB.
    """

    _makers = "dm.run and dm.open"

    def __init__(self, source: "Source") -> None:
        super().__init__(source)
        self._source = source

    @property
    def scenario(self) -> "Scenario":
        """What was lived."""
        return self._source.told.scenario

    @property
    def seed(self) -> int:
        return int(self._source.told.manifest["seed"])

    @property
    def scale(self) -> int:
        """One simulated person stands for so many."""
        return int(self._source.told.manifest["scale"])

    @property
    def digest(self) -> str:
        """24 digits that tell this run from any that differs in one person or one sum of one month."""
        return self._source.digest

    @cached_property
    def months(self) -> Any:
        """Arrow, a row a month, province, group and measure: `month` (date32, its first day), `province`, `group`
        (`all` where a measure is not told apart by it), `measure` (a name of docs/measures.md), `value` (int64).

        Values are counts among the simulated people, unscaled, as in `months.parquet`.
        """
        return _dated(self._source.months())

    @cached_property
    def figures(self) -> Any:
        """Arrow, a row a figure of `summary.json`: `measure`, `unit`, `year` (int64), `month` (date32; null of a whole
        year), `value` (float64, scaled to the country), `low` and `high` (the band of chance), `least` and `most` (the
        band of what nobody knows), `hangs_on` (keys of the scenario that it goes along with most).

        Bands are of years, and null where no worlds were lived beside the run.
        """
        from demerit.api.listing import figures

        return figures(self._source.told.summary)

    def figure(self, measure: str, by: str | Iterable[str] = "year", when: str | int | date | None = None) -> "Figure":
        """One measure, scaled to the country, told apart by something.

        measure: a name of docs/measures.md, such as "refused.flight", or the first part of one that has an axis.
        by: year, month, province, group (population group), or an axis of the measure (demand, source, conduct, tenth
        and so on); or several of these; () for one figure.
        when: a year or a month, such as "2018" or "2018-05", or a date of it; absent: all months.  A stock is the
        number at the end.

        Raises DemeritError for a name that nothing is published under (the nearest is named), for what the measure is
        not told apart by, and for what this run does not count.
        """
        from demerit.api.asking import figure

        with arguments.said_plainly():
            return figure(self._source, self._figures, measure, by, when)

    @cached_property
    def _figures(self) -> "Figures":
        from demerit.api.asking import figures

        return figures(self._source)

    @property
    def findings(self) -> list[str]:
        """Up to five sentences on what the regime does."""
        from demerit.world.findings import findings, presses

        return findings(self._source.told.summary, presses(self.scenario), self.scale)

    def life(self, person: int) -> Life:
        """One synthetic person, replayed from the seed and what the run published: numbers from 0, not all in use.

        Raises DemeritError for a number that nobody has; it says which there are.
        """
        with arguments.said_plainly():
            return Life(lives.person(self._source, arguments.whole("person", person, 0)))

    def organisation(self, number: int) -> Life:
        """The story of one organisation.  Raises DemeritError for a number that none has."""
        with arguments.said_plainly():
            return Life(lives.organisation(self._source, arguments.whole("number", number, 0)))

    def find(self, text: str, communities: int = 150) -> Life:
        """The first life in which something happened: "wrongly listed", "refused flight, never told", "Beijing,
        listed"; what begins with a company or an organisation is looked for among those.

        communities: how many are searched at most, of about a thousand people each.

        Raises DemeritError that lists what can be looked for, or says that nobody was found.
        """
        with arguments.said_plainly():
            said = arguments.read(
                text=lambda: arguments.words_of(text, "wrongly listed"),
                communities=lambda: arguments.whole("communities", communities, 1),
            )
            return Life(lives.found(self._source, **said))

    def chart(self, measure: str | None = None) -> "Chart":
        """A measure month by month; unless one is named, what the regime does most visibly.

        Raises DemeritError for a name that nothing is published under.
        """
        return self.figure(self._telling() if measure is None else measure, by="month").chart()

    def _telling(self) -> str:
        summary = self._source.told.summary
        counted = {name.rpartition(".")[0] for name, value in summary.items() if isinstance(value, int) and value}
        return next(name for name in TELLING if name in counted)

    def save(self, path: str | PathLike[str], report: bool = True) -> Path:
        """Write the run folder, the same to the bit as `demerit run` with the same settings would; returns it.

        `demerit verify` accepts it, and `demerit.open` reads it.  report: whether to write `report.html`.  A run that
        was opened from a folder is copied as it is.

        Raises DemeritError where it cannot be written, or something else is there.
        """
        with arguments.said_plainly():
            said = arguments.read(
                path=lambda: Path(arguments.named("path", path)), report=lambda: arguments.either("report", report)
            )
            self._source.save(said["path"], said["report"])
        return Path(said["path"])

    def __repr__(self) -> str:
        return f"<Run of {self._source.told.stamp}; synthetic people>"

    def _repr_html_(self) -> str:
        notes = (self._source.told.stamp,)
        said = notebook.paragraphs(self.findings)
        return notebook.shown(self.scenario.title, said, self.chart().svg(), notes=notes)


def _dated(table: Any) -> Any:
    """The table with months as dates."""
    import pyarrow as pa
    import pyarrow.compute as pc

    text = pc.cast(table["month"], pa.string())
    days = pc.cast(pc.binary_join_element_wise(text, "01", "-"), pa.date32())
    return table.set_column(table.column_names.index("month"), pa.field("month", pa.date32()), days)

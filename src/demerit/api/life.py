"""One synthetic life, or the story of an organisation, replayed and told."""

from datetime import date
from functools import cached_property
from typing import Any, Final

from demerit import notebook
from demerit.api.chart import Chart
from demerit.api.kept import made
from demerit.errors import DemeritError

TOLD: Final = {"months", "ledger", "years", "head", "summary"}


class Life:
    """One synthetic person of a run, or an organisation: nothing about them was stored.

    number: of the person or the organisation; plain: everything as plain data, as `demerit life --json` writes it.
    """

    def __init__(self, plain: dict[str, Any]) -> None:
        made(self, isinstance(plain, dict) and plain.keys() >= TOLD, "a run's life, organisation and find")
        self.plain = plain

    @property
    def is_organisation(self) -> bool:
        """Whether it is the story of an organisation."""
        return "organisation" in self.plain

    @property
    def number(self) -> int:
        return int(self.plain["organisation" if self.is_organisation else "id"])

    @property
    def text(self) -> str:
        """The life in sentences, the ledger behind it."""
        from demerit.life.text import lines

        return "\n".join(lines(self.plain))

    @cached_property
    def months(self) -> Any:
        """Arrow, a row a month: `month` (date32), then as numbers and truth values `score` (points; null where there is
        no scale), `blacklist`, `redlist`, `detained`, `out_of_work`, `fear` and `hardship` (levels, 0 to 15); of an
        organisation `points`, `rating`, `listed` and so on.
        """
        return table(self.plain["months"], "month")

    @cached_property
    def ledger(self) -> Any:
        """Arrow, a row an entry: `date` (date32), `event`, and what there is to say of it; null where nothing is."""
        return table([{key: said for key, said in row.items() if key != "day"} for row in self.plain["ledger"]], "date")

    def chart(self) -> Chart:
        """Points month by month, and months on a list.  Raises DemeritError where the system gives nobody points."""
        from demerit.life.figure import COMPANY, PERSON, figure

        drawn = figure(self.plain["months"], self.number, COMPANY if self.is_organisation else PERSON)
        if not drawn:
            raise DemeritError(f"{self._who} has no points, so there is nothing to draw")
        return Chart(lambda: drawn, None)

    def page(self) -> str:
        """One offline page, as `demerit life --html` writes it."""
        from demerit.life.html import page

        return page(self.plain)

    @property
    def _who(self) -> str:
        return f"synthetic {'organisation' if self.is_organisation else 'person'} {self.number}"

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Life of {self._who}>"

    def _repr_html_(self) -> str:
        try:
            picture = self.chart().svg()
        except DemeritError:
            picture = ""
        years = [f"{year['year']}: {' '.join(year['sentences'])}" for year in self.plain["years"]]
        said = (self.plain["head"]["text"], self.plain["summary"]["text"], *years)
        title = f"{self._who[0].upper()}{self._who[1:]}"
        return notebook.shown(title, notebook.paragraphs(said), picture)


def table(rows: list[dict[str, Any]], dated: str) -> Any:
    """Rows of plain data as Arrow, in the order in which their keys first come; `dated` as dates."""
    import pyarrow as pa

    names = dict.fromkeys([dated, *(name for row in rows for name in row)])
    days = [date.fromisoformat(f"{row[dated]}-01"[:10]) for row in rows]
    rest = {name: [row.get(name) for row in rows] for name in names if name != dated}
    return pa.table({dated: pa.array(days, pa.date32()), **rest})

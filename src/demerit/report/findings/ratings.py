"""M19: the tax rating of companies on record, beside that of the run: what was fitted to it, and what was not."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Final

from demerit.calendar import month_of
from demerit.report.charts.dots import dots
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.findings.record import COLUMNS, RECORD, RUN
from demerit.report.marks import matched
from demerit.report.measures import Measures
from demerit.report.numbers import percent, several
from demerit.report.table import Row, Table, table
from demerit.report.theme import BLACK, BLUE
from demerit.vocabulary import RATINGS

KEY: Final = "ratings"
SHARES: Final = {
    "A": ("rated_a", ("A",)),
    "B or M": ("rated_b_or_m", ("B", "M")),
    "C or D": ("rated_c_or_d", ("C", "D")),
}


@dataclass(frozen=True)
class Line:
    """A published share of the companies that were rated: what, in which month, ratings, reference and figure."""

    what: str
    month: str
    ratings: tuple[str, ...]
    reference: str
    figure: str

    def recorded(self, m: Measures) -> float:
        """The share on record."""
        return m.run.references[self.reference].figures[self.figure]

    def modelled(self, m: Measures, counted: bool = False) -> float:
        """The same in a run; counted: how many simulated companies it rests on."""
        here = self.rated(m, self.ratings, counted)
        return here if counted else here / max(self.rated(m), 1.0)

    def rated(self, m: Measures, ratings: Iterable[str] = RATINGS, counted: bool = False) -> float:
        """How many companies have one of these ratings."""
        i = m.months.index(month_of(self.month))
        return sum(float(m.series(f"organisation.rating.{name}", counted=counted)[i]) for name in ratings)


FITTED: Final = tuple(
    Line(f"rated {name} for 2018", "2019-04", (name,), "sta-2018", f"rated_{name.lower()}") for name in ("A", "D")
)
LATER: Final = tuple(
    Line(f"rated {name} for {year}", f"{year + 1}-04", ratings, f"sta-{year}", figure)
    for year in (2019, 2020)
    for name, (figure, ratings) in SHARES.items()
)


def lived(m: Measures, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Those whose month the run has lived."""
    return tuple(line for line in lines if month_of(line.month) in m.months)


def compared(m: Measures, lines: tuple[Line, ...]) -> Table:
    """Each share twice: on record, and in this run with its limits."""
    rows: list[Row] = []
    for line in lines:
        record = line.recorded(m)
        limits = m.band(line.modelled, line.modelled(m, counted=True), 1 / max(line.rated(m, counted=True), 1.0))
        rows.append({"what": line.what, "from": RECORD, "value": record, "low": record, "high": record})
        rows.append({"what": line.what, "from": RUN, "value": line.modelled(m), **limits})
    named = {"value": "share of those rated"}
    return table(
        [(key, named.get(key, head), "text" if key in ("what", "from") else "share") for key, head, _ in COLUMNS], rows
    )


def _points(share: float) -> str:
    """Percentage points, rounded up to a tenth: what is within them is."""
    return several(ceil(1000 * share - 1e-9) / 10, "percentage point")


def _off(m: Measures, lines: tuple[Line, ...]) -> float:
    """The largest difference, as a share."""
    return max(abs(line.modelled(m) - line.recorded(m)) for line in lines)


def find(m: Measures) -> Finding | LeftOut:
    """The shares of the tax rating, fitted for 2018 and compared for the years after."""
    said = m.run.scenario.regime.organisations
    rating = said.companies.rating if said is not None and said.companies is not None else None
    if not m.run.of_china:
        return LeftOut(KEY, "No comparison with ratings on record: none of this country is at hand.")
    if rating is None or rating.yearly is None or m.area:
        return LeftOut(KEY, "No comparison with ratings on record: they are of all China, once a year, for tax.")
    fitted, later = lived(m, FITTED), lived(m, LATER)
    if not fitted:
        return LeftOut(KEY, "No comparison with ratings on record: the run has not lived April 2019.")
    off = _points(_off(m, fitted))
    title = f"Shares of A and D among companies rated for 2018: within {off} of the record"
    each = [
        f"{line.what}: {percent(line.modelled(m))}, on record {percent(line.recorded(m))}" for line in (*fitted, *later)
    ]
    text = "; ".join(each)
    text = f"{text[0].upper()}{text[1:]}."
    if later:
        text += (
            f" The years after 2018 were not fitted; there the run is at most {_points(_off(m, later))} off. B and M apart, and C of 2018, "
            "were not published."
        )
    because = (
        "How often the tax office records a late return, and who has vanished, was fitted to A and D of 2018; this run is within "
        f"{off} of both."
    )
    shown = compared(m, (*fitted, *later))
    picture = dots(
        list(shown.rows), "what", "from", "share of those rated", form=".0%", said=percent, colours=(BLACK, BLUE)
    )
    figure = Figure(
        KEY,
        title,
        "Share of rated companies by rating, on record and in this run",
        picture,
        shown,
        "Dots of each share on record and in this run.",
    )
    return Finding(KEY, title, text, matched(m.run, "sta-2018", because), m.how, (figure,))

"""Who lives with whom, is born and dies, year by year: the model beside the record.

    python -m demerit.study.households                     china, at 1:5000
    python -m demerit.study.households germany --scale 300 --seed 2

`rows` gives the same for programs.  Households are as of the month of the census in each year, so that both censuses
are met in theirs; births and deaths are those of calendar years, and a birth has a possible mother if a woman of 15 to
49 lives in the household in that month.
"""

import argparse
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final, NamedTuple

import numpy as np

from demerit.draws import key, record, structure
from demerit.people.desk import FIELDS, WIDTH
from demerit.people.places import Places, places
from demerit.people.settle import related, settle
from demerit.people.tables import build
from demerit.scenario import without_regime

Array = np.ndarray[Any, Any]
DESK: Final = structure(FIELDS)
YEAR: Final = 12
OF_AGE: Final = 18 * YEAR
FERTILE: Final = (15 * YEAR, 50 * YEAR)
MOST: Final = 7  # members that are told apart
NUMBERS: Final = ("census", "departed", "later", "province", "tier")
FIGURES: Final = {
    "people": "people, millions",
    "births": "births, millions",
    "deaths": "deaths, millions",
    "boys": "boys a hundred girls born",
    "mean_size": "people a family household",
    **{f"size_{n}": f"households of {n}, %" for n in range(1, 6)},
    "size_6": "households of 6 and more, %",
    "size_5_and_more": "households of 5 and more, %",
    "collective": "people in collective households, %",
    "he_is_older": "years by which the man of a couple is older",
    "alone_20_39": "of those who live alone, 20 to 39, %",
    "alone_60": "of those who live alone, 60 and over, %",
    "minors_alone": "minors in a family household without an adult",
    "without_mother": "births in a household without a woman of 15 to 49",
}


class Row(NamedTuple):
    """A figure of a year.

    society, year, figure: a key of FIGURES; says: it in words; record: None where there is none; model; reference,
    mark: of the record; line: the record of this year lies on a straight line between two censuses.
    """

    society: str
    year: int
    figure: str
    says: str
    record: float | None
    model: float
    reference: str | None
    mark: str | None
    line: bool


class Community:
    """One community on a desk, month by month: who is there, of what age, in which household."""

    def __init__(self, tables: Any, where: Places, seed: int) -> None:
        self.tables, self.where, self.key = tables, where, key(seed)
        self.desk = record(DESK)
        self.n = 0

    def settle(self, c: int, month: int) -> None:
        """Settle community c as of a month."""
        numbers = [int(getattr(self.where, name)[c]) for name in NUMBERS]
        self.n = settle(self.tables, c, *numbers, month, *self.key, self.desk)
        self.month = month
        self.birth, self.death, self.home, self.sex, self.collective = (
            self.desk[name][: self.n] for name in ("birth", "death", "home", "sex", "collective")
        )
        self.alive = (self.birth <= month) & (month < self.death)
        self.age = month - self.birth

    def at(self, some: Array) -> Array:
        """How many of some live in each household."""
        return np.bincount(self.home[some], minlength=WIDTH)


def counted(here: Community, sums: dict[str, Array]) -> None:
    """Add what a year is described by to its sums: households of one community in the month of the census."""
    family = here.alive & (here.collective == 0)
    size = here.at(family)
    sums["sizes"] += np.bincount(np.minimum(size[size > 0], MOST), minlength=MOST + 1)
    sums["people"] += [here.alive.sum(), family.sum()]
    alone = family & (size[here.home] == 1)
    years = here.age[alone] // YEAR
    sums["alone"] += [len(years), ((years >= 20) & (years < 40)).sum(), (years >= 60).sum()]
    minors = family & (here.age < OF_AGE)
    sums["minors_alone"] += (here.at(family & (here.age >= OF_AGE))[here.home[minors]] == 0).sum()
    related(here.tables, here.month, here.n, here.desk)
    partner = here.desk["partner"][: here.n]
    women = np.flatnonzero(here.alive & (partner >= 0) & (here.sex == 1))
    sums["gap"] += [len(women), (here.birth[women] - here.birth[partner[women]]).sum()]


def without_mother(here: Community) -> int:
    """How many were born this month into a family household without a woman who can be the mother."""
    able = here.alive & (here.sex == 1) & (here.age >= FERTILE[0]) & (here.age < FERTILE[1])
    born = here.alive & (here.age == 0) & (here.collective == 0)
    return int((here.at(able)[here.home[born]] == 0).sum())


def by_year(society: Any, scale: int, seed: int = 1, years: range | None = None) -> dict[int, dict[str, float]]:
    """FIGURES of each year, of everybody at 1:scale; by default of all whole years that the society knows."""
    whole = range(-(-society.first_month // YEAR), society.last_month // YEAR + 1)
    years = whole if years is None else years
    where = places(society, scale, society.last_month, seed)
    here = Community(build(society, where), where, seed)
    out = {}
    for year in years:
        sums = nothing()
        for c in range(len(where.census)):
            _year(here, c, year, society.census % YEAR, sums)
        out[year] = _figures(sums, scale)
    return out


def _year(here: Community, c: int, year: int, census: int, sums: dict[str, Array]) -> None:
    months = range(year * YEAR, year * YEAR + YEAR)
    for month in months:
        here.settle(c, month)
        sums["vital"][3] += without_mother(here)
        if month % YEAR == census:
            counted(here, sums)
    born = (here.birth >= months[0]) & (here.birth <= months[-1])
    died = (here.death >= months[0]) & (here.death <= months[-1])
    sums["vital"][:3] += [(born & (here.sex == 0)).sum(), (born & (here.sex == 1)).sum(), died.sum()]


def nothing() -> dict[str, Array]:
    """Sums with nothing counted yet."""
    sizes = {"sizes": MOST + 1, "people": 2, "alone": 3, "minors_alone": 1, "gap": 2, "vital": 4}
    return {name: np.zeros(n, np.int64) for name, n in sizes.items()}


def figures_of(here: Community, month: int) -> dict[str, float]:
    """The figures of households in one month, over all communities; births and deaths are left out."""
    sums = nothing()
    for c in range(len(here.where.census)):
        here.settle(c, month)
        counted(here, sums)
    return _figures(sums, 1)


def _figures(sums: dict[str, Array], scale: int) -> dict[str, float]:
    millions = scale / 1e6
    boys, girls, deaths, motherless = (int(n) for n in sums["vital"])
    households = sums["sizes"].sum()
    share = 100.0 * sums["sizes"] / households
    return {
        "people": float(sums["people"][0] * millions),
        "births": (boys + girls) * millions,
        "deaths": deaths * millions,
        "boys": 100.0 * boys / max(girls, 1),
        "mean_size": float(sums["people"][1] / households),
        **{f"size_{n}": float(share[n]) for n in range(1, 6)},
        "size_6": float(share[6:].sum()),
        "size_5_and_more": float(share[5:].sum()),
        "collective": float(100.0 * (1 - sums["people"][1] / sums["people"][0])),
        "he_is_older": float(sums["gap"][1] / max(sums["gap"][0], 1) / YEAR),
        "alone_20_39": float(100.0 * sums["alone"][1] / sums["alone"][0]),
        "alone_60": float(100.0 * sums["alone"][2] / sums["alone"][0]),
        "minors_alone": float(sums["minors_alone"][0]),
        "without_mother": float(motherless),
    }


def recorded(society: Any) -> dict[str, dict[str, Any]]:
    """What the record says by figure: values by year, reference, mark, whether years between lie on a line."""
    from ruamel.yaml import YAML

    text = files("demerit.study").joinpath("households.yaml").read_text(encoding="utf-8")
    said: dict[str, dict[str, Any]] = dict(YAML(typ="safe").load(text).get(society.name, {}))
    for name in ("births", "deaths"):
        steps = getattr(society.people, name).steps
        said[name] = {"values": {month // YEAR: value for month, value in steps}, "mark": "as in the society"}
    return said


def value_of(said: dict[str, Any], year: int) -> tuple[float | None, bool]:
    """The record of a year, and whether it lies between two that are known."""
    values = said["values"]
    if year in values or not said.get("line"):
        return values.get(year), False
    known = sorted(values)
    if not known[0] < year < known[-1]:
        return None, False
    low = max(y for y in known if y < year)
    high = min(y for y in known if y > year)
    return values[low] + (values[high] - values[low]) * (year - low) / (high - low), True


def rows(society: Any, scale: int, seed: int = 1, years: range | None = None) -> Iterator[Row]:
    """A row a year and figure: the record beside the model."""
    said = recorded(society)
    for year, figures in by_year(society, scale, seed, years).items():
        for figure, says in FIGURES.items():
            known = said.get(figure, {"values": {}})
            value, line = value_of(known, year)
            whence = known.get("reference"), known.get("mark")
            yield Row(society.name, year, figure, says, value, figures[figure], *whence, line)


def lines(found: list[Row]) -> Iterator[str]:
    """Rows as text: a line a figure, a column a year, the record in brackets."""
    years = sorted({row.year for row in found})
    yield " " * 52 + "".join(f"{year:>16}" for year in years)
    for figure, says in FIGURES.items():
        cells = []
        for row in sorted((row for row in found if row.figure == figure), key=lambda row: row.year):
            told = "" if row.record is None else f" ({row.record:.2f}{'~' if row.line else ''})"
            cells.append(f"{row.model:.2f}{told}".rjust(16))
        yield f"{says:52}" + "".join(cells)


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description="Households, births and deaths by year: the model, and (the record).")
    ask.add_argument("society", nargs="?", default="china")
    ask.add_argument("--scale", type=int, default=5000)
    ask.add_argument("--seed", type=int, default=1)
    given = ask.parse_args()
    society = without_regime(given.society).society
    print(f"{society.title}, 1:{given.scale}, seed {given.seed}; ~ on a line between two censuses")  # noqa: T201
    for line in lines(list(rows(society, given.scale, given.seed))):
        print(line)  # noqa: T201


if __name__ == "__main__":
    main()

"""The census as it was published: aggregates only, checked before anybody is settled by them.

Cells of 1 to 9 people and regions under 10,000 are refused: nobody may be recognised in a table.

Every census comes in one form, a row a province, the national row with code 000000.  Required columns: `code`,
`province_en`, `population`; the other table has `code`, `age_band`, `male`, `female`.  Further columns are used where
every province has a value: `urban_people`, `minority_share_pct`, `households_family`, `mean_household_size`,
`one_person_household_share_pct`, `edu_<level>_pct` (people aged 3 and over), `disposable_income_pc` (any currency),
`internet_share_pct`.  A column that is absent or has a gap is not used: the society's national value holds in every
province, since a comparison of provinces of which only some have a figure of their own would show the gap.
"""

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final, Protocol

from demerit.errors import DemeritError

BANDS: Final = (
    *("0", "1_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44"),
    *("45_49", "50_54", "55_59", "60_64", "65_69", "70_74", "75_79", "80_84", "85p"),
)
LEAST_CELL: Final = 10
LEAST_REGION: Final = 10_000
NATION: Final = "000000"
SCHOOLING: Final = ("none_or_preschool", "primary", "junior", "senior", "college3y", "bachelor_plus")


class CensusError(DemeritError):
    """Everything that is wrong with census tables, a line a problem: file, row, column, value, what is allowed."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Province:
    """One province's margins.  cells: people by age band and sex (male, female); shares between 0 and 1."""

    name: str
    population: int
    cells: tuple[tuple[int, int], ...]
    urban: float
    minority: float
    households: int
    household_size: float
    one_person: float
    schooling: tuple[float, ...]
    income: float
    online: float


class Counted(Protocol):
    """What a society says about its census tables: the two files, and national values for what they leave empty."""

    provinces: str
    age_sex: str
    people: Any


def read(society: Counted) -> list[Province]:
    """The provinces of a society's census tables, in file order.  Raises CensusError with every problem at once."""
    file, other = society.provinces, society.age_sex
    rows = [row for row in _rows(file) if row["code"] != NATION]
    cells = _cells(other)
    problems = [p for row in rows for p in _wrong(row, cells.get(row["code"]), file, other)]
    if problems:
        raise CensusError(problems)
    margins = _margins(rows, society)
    return [_province(row, cells[row["code"]], known) for row, known in zip(rows, margins, strict=True)]


def _rows(name: str) -> list[dict[str, str]]:
    text = files("demerit").joinpath("people", "data", name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _cells(name: str) -> dict[str, dict[str, tuple[int, int]]]:
    out: dict[str, dict[str, tuple[int, int]]] = {}
    for row in _rows(name):
        out.setdefault(row["code"], {})[row["age_band"]] = (int(row["male"]), int(row["female"]))
    return out


def _wrong(row: dict[str, str], cells: dict[str, tuple[int, int]] | None, file: str, other: str) -> list[str]:
    """What is wrong with one province."""
    name, population = row["province_en"], int(row["population"])
    out = []
    if population < LEAST_REGION:
        out.append(f"{file}: {name}: population: {population} people; a region needs at least {LEAST_REGION}")
    if cells is None:
        return [*out, f"{other}: {name}: there are no rows of this province"]
    for band in BANDS:
        if band not in cells:
            out.append(f"{other}: {name}: there is no row of age band {band}")
            continue
        for sex, people in zip(("male", "female"), cells[band], strict=True):
            if people < 0 or 0 < people < LEAST_CELL:
                out.append(f"{other}: {name}, {band}: {sex}: {people} people; a cell holds 0 or at least {LEAST_CELL}")
    total = sum(sum(pair) for pair in cells.values())
    if not out and total != population:
        out.append(f"{other}: {name}: its cells add up to {total}, not to the {population} of {file}")
    return out


# How each margin is read from a row; a cell that is absent or empty raises KeyError or ValueError.
MARGINS: Final[dict[str, Any]] = {
    "urban": lambda row: int(row["urban_people"]) / int(row["population"]),
    "minority": lambda row: float(row["minority_share_pct"]) / 100,
    "households": lambda row: int(row["households_family"]),
    "household_size": lambda row: float(row["mean_household_size"]),
    "one_person": lambda row: float(row["one_person_household_share_pct"]) / 100,
    "schooling": lambda row: tuple(float(row[f"edu_{level}_pct"]) / 100 for level in SCHOOLING),
    "income": lambda row: float(row["disposable_income_pc"]),
    "online": lambda row: float(row["internet_share_pct"]) / 100,
}


def _margins(rows: list[dict[str, str]], society: Counted) -> list[dict[str, Any]]:
    """Each province's margins: its own, or the society's national value where the table does not have them all."""
    out: list[dict[str, Any]] = [{} for _ in rows]
    problems = []
    for name, cell in MARGINS.items():
        try:
            values = [cell(row) for row in rows]
        except (KeyError, ValueError):
            values = [_national(name, row, society.people.nation) for row in rows]
        if any(value is None for value in values):
            problems.append(
                f"{society.provinces}: {name}: not every province has it, and the society has no national value"
            )
        for known, value in zip(out, values, strict=True):
            known[name] = value
    if problems:
        raise CensusError(problems)
    return out


def _national(name: str, row: dict[str, str], nation: Any) -> Any:
    """The society's national value; households follow from their size and the share of people who live in them."""
    if name != "households":
        return getattr(nation, name)
    if nation.household_size is None or nation.in_households is None:
        return None
    return int(int(row["population"]) * nation.in_households / nation.household_size + 0.5)


def _province(row: dict[str, str], cells: dict[str, tuple[int, int]], known: dict[str, Any]) -> Province:
    return Province(
        name=row["province_en"],
        population=int(row["population"]),
        cells=tuple(cells[band] for band in BANDS),
        **known,
    )

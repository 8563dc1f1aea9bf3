"""The census as it was published: aggregates only, checked before anybody is settled by them.

Cells of 1 to 9 people and regions under 10,000 are refused: nobody may be recognised in a table.
"""

import csv
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

BANDS: Final = (
    *("0", "1_4", "5_9", "10_14", "15_19", "20_24", "25_29", "30_34", "35_39", "40_44"),
    *("45_49", "50_54", "55_59", "60_64", "65_69", "70_74", "75_79", "80_84", "85p"),
)
LEAST_CELL: Final = 10
LEAST_REGION: Final = 10_000
NATION: Final = "000000"
SCHOOLING: Final = ("none_or_preschool", "primary", "junior", "senior", "college3y", "bachelor_plus")


class CensusError(ValueError):
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


def read(provinces: str, age_sex: str) -> list[Province]:
    """The provinces of two census tables, in file order.  Raises CensusError with every problem at once."""
    rows = [row for row in _rows(provinces) if row["code"] != NATION]
    cells = _cells(age_sex)
    problems = [p for row in rows for p in _wrong(row, cells.get(row["code"]), provinces, age_sex)]
    if problems:
        raise CensusError(problems)
    return [_province(row, cells[row["code"]]) for row in rows]


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
    name, population = row["province_en"], int(row["population_2020"])
    out = []
    if population < LEAST_REGION:
        out.append(f"{file}: {name}: population_2020: {population} people; a region needs at least {LEAST_REGION}")
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


def _province(row: dict[str, str], cells: dict[str, tuple[int, int]]) -> Province:
    return Province(
        name=row["province_en"],
        population=int(row["population_2020"]),
        cells=tuple(cells[band] for band in BANDS),
        urban=int(row["urban_pop_2020"]) / int(row["population_2020"]),
        minority=float(row["ethnic_minority_share_pct"]) / 100,
        households=int(row["households_family"]),
        household_size=float(row["mean_household_size"]),
        one_person=float(row["one_person_household_share_pct"]) / 100,
        schooling=tuple(float(row[f"edu_{level}_pct"]) / 100 for level in SCHOOLING),
        income=float(row["disposable_income_pc_2020_cny"]),
        online=float(row["internet_penetration_2016_pct"]) / 100,
    )

"""The census files that a society names: their bytes, the provinces in them, and what a country calls these."""

import csv
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, NamedTuple

ABOUT: Final = ".yaml"  # of the file that says what a census file is, after its name


class Regions(NamedTuple):
    """What the provinces of a country are called there: one of them, and several."""

    one: str
    several: str

    def called(self, name: str) -> str:
        """What people are to read for the name of a column, a feature or an axis."""
        return {"province": self.one, "provinces": self.several}.get(name, name)


PROVINCES: Final = Regions("province", "provinces")  # of names that no census file has


@lru_cache(maxsize=8)
def census_file(name: str) -> bytes:
    """The bytes of a census file.  Raises FileNotFoundError."""
    # They belong to the layer that settles people; reading a file there imports nothing of it.
    return files("demerit").joinpath("people", "data", name).read_bytes()


@lru_cache(maxsize=8)
def provinces(name: str) -> tuple[str, ...]:
    """The provinces of a census file, in file order, without the national row.  Raises FileNotFoundError."""
    lines = [line for line in census_file(name).decode("utf-8-sig").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    column = "province_en" if rows and "province_en" in rows[0] else "name"
    return tuple(row[column] for row in rows if row.get("code") != "000000")


def regions(names: Iterable[str]) -> Regions:
    """What a country calls its provinces of these names, as its census file says (`regions` in NAME.csv.yaml)."""
    about = _about(frozenset(names))
    return Regions(**about["regions"]) if about else PROVINCES


def form_of_keys(names: Iterable[str]) -> str:
    """The form that made-up numbers of people and organisations have in a country of these provinces (`keys` there)."""
    return str(_about(frozenset(names)).get("keys", "chinese"))


@lru_cache(maxsize=64)
def _about(names: frozenset[str]) -> dict[str, Any]:
    """What NAME.csv.yaml says of the census file that has provinces of these names; nothing of names that none has."""
    from ruamel.yaml import YAML  # whoever only reads a scenario's names needs none of it

    folder = files("demerit").joinpath("people", "data")
    for file in sorted(each.name for each in folder.iterdir() if each.name.endswith(f".csv{ABOUT}")):
        if names and names <= set(provinces(file.removesuffix(ABOUT))):
            found: dict[str, Any] = YAML(typ="safe", pure=True).load(folder.joinpath(file).read_text(encoding="utf-8"))
            return found
    return {}

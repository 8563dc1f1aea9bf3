"""The census files that a society names: their bytes, and the provinces in them."""

import csv
from functools import lru_cache
from importlib.resources import files


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

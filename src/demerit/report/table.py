"""The table behind a figure: what the chart draws, what the page prints, and what the CSV holds are one."""

import base64
import csv
import io
from dataclasses import dataclass
from typing import Any, Literal

from demerit.report.numbers import percent, plain
from demerit.world.folder import NOTE

Kind = Literal["text", "count", "share", "number"]
Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A column: key in the rows and head of the CSV, label with unit for people, and how to write its values."""

    key: str
    label: str
    kind: Kind = "text"

    def shown(self, value: Any) -> str:
        """A value as the page prints it; an empty cell is a value that does not exist."""
        if value is None:
            return ""
        if self.kind == "text":
            return str(value)
        shown = {"share": percent, "count": "{:,.0f}".format, "number": plain}[self.kind](value)
        return shown.replace("-", "−")


@dataclass(frozen=True)
class Table:
    """Columns and rows; rows hold exactly the columns' keys."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def csv(self, *remarks: str) -> str:
        """The table as CSV (RFC 4180), opened by remarks in lines that begin with #."""
        out = io.StringIO()
        for remark in (NOTE, *remarks):
            out.write("# " + " ".join(remark.split()) + "\n")
        writer = csv.DictWriter(out, [c.key for c in self.columns], lineterminator="\n")
        writer.writeheader()
        writer.writerows({c.key: "" if row[c.key] is None else row[c.key] for c in self.columns} for row in self.rows)
        return out.getvalue()


def table(columns: list[tuple[str, str, Kind]], rows: list[Row]) -> Table:
    """A table; numbers are rounded to what is worth printing, so that page, chart and CSV agree to the digit."""
    made = tuple(Column(*column) for column in _with_unknown(columns, rows))
    return Table(made, tuple({c.key: _rounded(row.get(c.key), c.kind) for c in made} for row in rows))


def banded(kind: Kind) -> list[tuple[str, str, Kind]]:
    """The two columns of the band of chance; `Measures.band` gives what stands in them."""
    return [("low", "low", kind), ("high", "high", kind)]


def _with_unknown(columns: list[tuple[str, str, Kind]], rows: list[Row]) -> list[tuple[str, str, Kind]]:
    """The columns; after those of chance, where what nobody knows was drawn, those of its band."""
    if not any("least" in row for row in rows):
        return columns
    out = []
    for key, label, kind in columns:
        out.append((key, label, kind))
        if key == "high":
            out += [("least", "least, of what nobody knows", kind), ("most", "most, of what nobody knows", kind)]
    return out


def _rounded(value: Any, kind: Kind) -> Any:
    if value is None or kind == "text":
        return value
    if kind == "count":
        return round(float(value))
    return float(f"{float(value):.6g}")


def data_uri(text: str, kind: str = "text/csv") -> str:
    """A text as an address that needs no network."""
    return f"data:{kind};charset=utf-8;base64," + base64.b64encode(text.encode()).decode()

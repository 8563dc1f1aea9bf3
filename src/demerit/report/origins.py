"""Where every value of the regime comes from."""

from itertools import groupby
from typing import Any, Final, NamedTuple

from demerit.calendar import NEVER, text_of
from demerit.ranges import BEYOND
from demerit.report.folder import Run
from demerit.report.leaves import leaves
from demerit.report.marks import cited
from demerit.report.table import Row, Table, table

NO_MARK: Final = "no mark"
SILENT: Final = "assumed"  # on paper, the mark of a value beside which none stands


class OnPaper(NamedTuple):
    """lines: what values belong to, such as `consequences.flight`, and the values; references, in the order of their numbers."""

    lines: list[tuple[str, str]]
    references: list[str]


def on_paper(of: Table) -> OnPaper:
    """The same values, close together: marks other than assumed beside them, references by number.  of: their table."""
    references: list[str] = []
    lines = []
    for owner, rows in groupby(of.rows, lambda row: str(row["key"]).rpartition(".")[0]):
        lines.append((owner, "; ".join(_close(row, references) for row in rows)))
    return OnPaper(lines, references)


def _close(row: Row, references: list[str]) -> str:
    reference = str(row["reference"])
    if reference != "none" and reference not in references:
        references.append(reference)
    beside = [str(row["mark"])] if row["mark"] != SILENT else []
    beside += [str(references.index(reference) + 1)] if reference != "none" else []
    name = str(row["key"]).rpartition(".")[2]
    return f"{name} {row['value']}" + (f" ({', '.join(beside)})" if beside else "")


def provenance(run: Run) -> Table:
    """One row a value of the regime: dotted key, value, mark, confidence, reference."""
    rows: list[Row] = []
    for key, value in leaves(run.plain.get("regime", {}), "regime"):
        said = run.provenance_of(key)
        reference = said.reference if said and said.reference else None
        rows.append(
            {
                "key": key.removeprefix("regime."),
                "value": _written(value),
                "mark": (said.mark if said else None) or NO_MARK,
                "confidence": (said.confidence if said else None) or "",
                "reference": cited(run, reference) if reference and reference != "none" else "none",
                "note": (said.note if said else None) or "",
            }
        )
    names = ("key", "value", "mark", "confidence", "reference", "note")
    used = [name for name in names if name != "note" or any(row["note"] for row in rows)]
    return table([(name, name, "text") for name in used], rows)


def _written(value: Any) -> str:
    if value == BEYOND:
        return "everybody"  # below it is everybody
    if value == text_of(NEVER):
        return "never"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_written(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(_written(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)

"""The numbers of a view: what the map, the table, the picture and the download show are these rows, to the digit."""

from typing import Any, Final

from demerit.serve.country.question import HEAD, OF_HEADS, Question
from demerit.serve.numerals import PLACES

ENDS: Final = ("low", "high", "least", "most")
DIGITS: Final = 2  # of what is said per 100,000 people
Row = dict[str, Any]


def by_province(question: Question, month: str) -> list[Row]:
    """Rows with `province` and `value`, of a month; and `counted`, among the simulated people."""
    rows = question.run.figure(question.measure, ("province",), month).rows
    people = _people(question, ("province",), month)
    return [_told(row, people.get((row["province"],)), ("province",)) for row in rows]


def over_time(question: Question) -> list[Row]:
    """Rows with `month`, perhaps what the series is told apart by, `value`, both ends of its bands, and `counted`."""
    by = ("month", *([question.by] if question.by else []))
    wanted = (*by, *(["province"] if question.place else []))
    rows = question.run.figure(question.measure, wanted).rows
    by_group = question.by == "group"
    people = _people(question, tuple(each for each in wanted if each in ("month", "province") or by_group), None)
    keys = [each for each in wanted if each in ("month", "province") or by_group]
    here = [row for row in rows if not question.place or row["province"] == question.place]
    out = [_told(row, people.get(tuple(row[key] for key in keys)), by) for row in here]
    return [{**row, "month": f"{row['month']:%Y-%m}"} for row in out]


def all_months(question: Question) -> list[list[float | None]]:
    """Values by month, then by province, in the order of both: what the map shows when it plays."""
    return question.run.once((question.measure, question.per), lambda: _all_months(question))


def _all_months(question: Question) -> list[list[float | None]]:
    rows = question.run.values(question.measure, ("month", "province"))
    people = _people(question, ("month", "province"), None)
    flat = [_told(row, people.get((row["month"], row["province"])), ())["value"] for row in rows]
    wide = len(question.run.provinces)
    return [flat[at : at + wide] for at in range(0, len(flat), wide)]


def _people(question: Question, by: tuple[str, ...], when: str | None) -> dict[tuple[Any, ...], int]:
    """How many people there are, where that is asked."""
    if question.per != HEAD:
        return {}
    rows = question.run.values("people", by, when)
    return {tuple(row[key] for key in by): row["value"] for row in rows}


def _told(row: Row, people: int | None, by: tuple[str, ...]) -> Row:
    """A row as it is shown.  people: of how many, where that is asked."""
    kept = {key: row[key] for key in by}
    said = {key: row[key] for key in ("value", *ENDS)}
    values = {key: None if value is None else _shown(value, people) for key, value in said.items()}
    return {**kept, **values, "counted": row["counted"]}


def _shown(value: float, people: int | None) -> float | None:
    """To the digits that a table has, so that a download has no other."""
    return round(value, PLACES) if people is None else per_head(value, people)


def per_head(value: float, people: int) -> float | None:
    """Of 100,000 people; none of nobody."""
    return round(value * OF_HEADS / people, DIGITS) if people else None

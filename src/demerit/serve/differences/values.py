"""The numbers of a view: what the map, the table, the picture and the download show are these rows, to the digit."""

from typing import Any, Final

from demerit.api.scaling import scaled
from demerit.serve.country.question import HEAD
from demerit.serve.country.values import per_head
from demerit.serve.differences.question import PEOPLE, Question

NUMBERS: Final = ("base", "other", "lost", "gained", "difference")
Row = dict[str, Any]


def by_province(question: Question, month: str) -> list[Row]:
    """Rows with `province`, NUMBERS, and `counted`: fewer and more among the simulated people; of a month."""
    return [{"province": name, **_told(question, month, (name,))} for name in question.of.provinces]


def over_time(question: Question) -> list[Row]:
    """The same with `month`, of the country or of the province that is asked for."""
    places = (question.place,) if question.place else question.of.provinces
    return [{"month": month, **_told(question, month, places)} for month in question.of.months]


def all_months(question: Question) -> list[list[float | None]]:
    """What the map shows by month, then by province, in the order of both."""
    key = (question.variant, question.measure, question.per, question.shown)
    return question.of.once(key, lambda: [_shown(question, month) for month in question.of.months])


def _shown(question: Question, month: str) -> list[float | None]:
    return [row[question.shown] for row in by_province(question, month)]


def _told(question: Question, month: str, places: tuple[str, ...]) -> Row:
    row = _scaled(question, question.measure, month, places)
    kept = {name: row[name] for name in NUMBERS}
    if question.per == HEAD:
        people = _scaled(question, PEOPLE, month, places)
        worlds = {name: people["other" if name == "other" else "base"] for name in NUMBERS}
        kept = {name: per_head(value, worlds[name]) for name, value in kept.items()}
    return {**kept, "counted": row["counted"]}


def _scaled(question: Question, measure: str, month: str, places: tuple[str, ...]) -> Row:
    of = question.of
    found = of.sums(question.variant, measure)
    sums = {place: found[month, place] for place in places if (month, place) in found}
    return scaled(sums, of.each, of.weights)

"""How measures and what tells them apart are called, in the reader's language."""

import re
from collections.abc import Iterable, Iterator

from demerit.api.mark import OWN_VALUES, Asked
from demerit.catalogue.found import is_stock, measure_of, sides
from demerit.catalogue.measure import Measure, Ratio
from demerit.report.tiles import map_of
from demerit.serve import numerals
from demerit.serve.ask import Ask
from demerit.serve.country import naming
from demerit.serve.country.naming import first_large
from demerit.serve.country.question import HEAD, OFTEN, Question
from demerit.serve.country.values import Row


def name_of(ask: Ask, measure: str) -> str:
    """What a measure is, in words."""
    if measure in OFTEN:
        return ask.say("measure." + measure.replace(".", "_"))
    return first_large(naming.meaning(ask, measure))


def part_of(ask: Ask, measure: str) -> str:
    """Of several names of a measure, what tells this one from the others."""
    return first_large(naming.part(ask, measure) or ask.say("lists.all"))


def unit_of(ask: Ask, question: Question) -> str:
    """What the numbers are counted in."""
    unit = ask.say("unit." + question.of.unit.replace(" ", "_").replace(",", ""))
    return ask.say("country.per_head", unit=unit) if question.per == HEAD else unit


def kind_of(ask: Ask, measure: str) -> str:
    """Whether it is a number at the end of a month, or what happened in it; a share is what it is a share of."""
    over = sides(measure)[0] if isinstance(measure_of(measure), Ratio) else (measure,)
    return ask.say("country.stock") if all(map(is_stock, over)) else ask.say("country.flow")


def way_of(ask: Ask, by: str) -> str:
    """What a series is told apart by."""
    return ask.say("country.by_group") if by == "group" else naming.axis(ask, by)


def value_of(ask: Ask, question: Question, value: str) -> str:
    """One of the lines of a series."""
    return first_large(naming.value(ask, question.measure, question.by, value))


def letters(ask: Ask, provinces: Iterable[str]) -> str:
    """What the letters on a map mean."""
    grid = map_of(provinces) or {}
    return "; ".join(f"{each} {name}" for each, name in sorted((row[0], ask.place(name)) for name, row in grid.items()))


def cited(mark: Asked) -> str:
    """The reference of a mark, without the letters by which references are kept; empty where it is the file itself."""
    return "" if mark.reference == OWN_VALUES else re.sub(r" \[[^\]]*\]", "", mark.reference)


def mechanisms(ask: Ask, measure: Measure) -> str:
    """What makes a measure, in words and as the documentation counts them."""
    return ", ".join(f"{ask.say(f'row.{row}')} ({row})" for row in measure.rows)


def marked(ask: Ask, mark: Asked) -> str:
    """How far a figure is known, and why."""
    word = ask.say(
        {"predicted": "known.predicted", "set to match": "known.set_to_match"}.get(mark.word, "known.assumed_word")
    )
    return f"{word}: {' '.join(_because(ask, mark))}"


def _because(ask: Ask, mark: Asked) -> Iterator[str]:
    if mark.fitted:
        alone = not mark.counts
        yield ask.say("known.to_match" if alone else "known.to_match_too", None, year=mark.fitted)
    if mark.counts:
        each = [ask.say(f"known.{name}", None, number=ask.number(n)) for name, n in mark.counts.items() if n]
        yield ask.say("known.values", None, total=ask.number(sum(mark.counts.values())), each=", ".join(each))
    if not mark.fitted and not mark.counts:
        yield ask.say("known.under_way")


def finding(ask: Ask, question: Question, series: list[Row], provinces: list[Row]) -> str:
    """What the month comes to, and where most."""
    unit = unit_of(ask, question)
    here = [row for row in series if row["month"] == question.month and row["value"] is not None]
    said = []
    if here and not question.by:
        where = where_of(ask, question.place)
        value = _in_words(ask, question, here[0]["value"])
        unit = "" if question.is_share else unit
        sentence = ask.say("country.finding", month=ask.month(question.month), where=where, value=value, unit=unit)
        said.append(first_large(sentence))
    most = max(provinces, key=lambda row: row["value"] or 0, default=None)
    if most is not None and most["value"] and len(provinces) > 1:
        value = _in_words(ask, question, most["value"])
        value = value if said or question.is_share else f"{value} {unit}"
        counted, where = ask.number(most["counted"]), ask.place(most["province"])
        said.append(ask.say("country.most_in", most=where, value=value, counted=counted))
    return " ".join(said).replace(" .", ".")


def _in_words(ask: Ask, question: Question, value: float) -> str:
    if question.is_share:
        return numerals.percent(value, ask.lang)
    return numerals.rate(value, ask.lang) if question.per == HEAD else ask.number(value)


def where_of(ask: Ask, place: str) -> str:
    """A province, or the whole country where none is named."""
    return ask.place(place) if place else ask.say("country.whole")


def title_of(ask: Ask, question: Question) -> str:
    """What a series shows, and of where."""
    name = name_of(ask, question.measure)
    return f"{name}, {ask.place(question.place)}" if question.place else name

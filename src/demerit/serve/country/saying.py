"""How measures and what tells them apart are called: a few in the reader's language, all others in English."""

import re
from collections.abc import Iterable

from demerit.api.asking import meaning_of
from demerit.api.mark import OWN_VALUES, Asked
from demerit.catalogue.found import by_name
from demerit.catalogue.measure import Measure
from demerit.report.numbers import words
from demerit.report.tiles import GERMANY, map_of
from demerit.scenario.claims import claims
from demerit.serve import numerals
from demerit.serve.ask import Ask
from demerit.serve.country.question import HEAD, OFTEN, Question
from demerit.serve.country.values import Row
from demerit.vocabulary import GROUPS


def name_of(ask: Ask, measure: str) -> str:
    """What a measure is, in words."""
    if measure in OFTEN:
        return ask.say("measure." + measure.replace(".", "_"))
    return first_large(meaning_of(measure))


def first_large(text: str) -> str:
    """The text as a heading."""
    return f"{text[0].upper()}{text[1:]}"


def part_of(measure: str) -> str:
    """Of several names of a measure, what tells this one from the others."""
    base = by_name()[measure].measure.name
    part = measure[len(base) + 1 :]
    return ", ".join(words(each) for each in part.split(".")) if part else "all"


def unit_of(ask: Ask, question: Question) -> str:
    """What the numbers are counted in."""
    unit = ask.say("unit." + question.of.unit.replace(" ", "_").replace(",", ""))
    return ask.say("country.per_head", unit=unit) if question.per == HEAD else unit


def kind_of(ask: Ask, measure: Measure) -> str:
    """Whether it is a number at the end of a month, or what happened in it."""
    return ask.say("country.stock") if measure.stock else ask.say("country.flow")


def way_of(ask: Ask, by: str) -> str:
    """What a series is told apart by."""
    return ask.say("country.by_group") if by == "group" else first_large(words(by))


def value_of(ask: Ask, by: str, value: str) -> str:
    """One of the lines of a series."""
    if by == "group" and value in GROUPS:
        return ask.say("group." + value)
    return first_large(words(value))


def place_kind(provinces: Iterable[str]) -> str:
    """What the parts of a country are called."""
    return "state" if map_of(provinces) is GERMANY else "province"


def cited(mark: Asked) -> str:
    """The reference of a mark, without the letters by which references are kept; empty where it is the file itself."""
    return "" if mark.reference == OWN_VALUES else re.sub(r" \[[^\]]*\]", "", mark.reference)


def mechanisms(measure: Measure) -> str:
    """What makes a measure, in words and as the documentation counts them."""
    titles = claims().rows
    return ", ".join(f"{titles[row].title} ({row})" for row in measure.rows)


def finding(ask: Ask, question: Question, series: list[Row], provinces: list[Row]) -> str:
    """What the month comes to, and where most."""
    unit = unit_of(ask, question)
    here = [row for row in series if row["month"] == question.month and row["value"] is not None]
    said = []
    if here and not question.by:
        where = question.place or ask.say("country.whole")
        value = _in_words(ask, question, here[0]["value"])
        unit = "" if question.is_share else unit
        said.append(ask.say("country.finding", month=ask.month(question.month), where=where, value=value, unit=unit))
    most = max(provinces, key=lambda row: row["value"] or 0, default=None)
    if most is not None and most["value"] and len(provinces) > 1:
        value = _in_words(ask, question, most["value"])
        said.append(ask.say("country.most_in", most=most["province"], value=value, counted=ask.number(most["counted"])))
    return " ".join(said).replace(" .", ".")


def _in_words(ask: Ask, question: Question, value: float) -> str:
    return numerals.percent(value, ask.lang) if question.is_share else ask.number(value)


def title_of(ask: Ask, question: Question) -> str:
    """What a series shows, and of where."""
    name = name_of(ask, question.measure)
    return f"{name}, {question.place}" if question.place else name

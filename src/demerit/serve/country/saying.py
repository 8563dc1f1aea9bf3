"""How measures and what tells them apart are called: a few in the reader's language, all others in English."""

from demerit.api.asking import meaning_of
from demerit.catalogue.found import by_name
from demerit.catalogue.measure import Measure
from demerit.report.numbers import words
from demerit.serve.ask import Ask
from demerit.serve.country.question import HEAD, OFTEN, Question
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


def title_of(ask: Ask, question: Question) -> str:
    """What a series shows, and of where."""
    name = name_of(ask, question.measure)
    return f"{name}, {question.place}" if question.place else name

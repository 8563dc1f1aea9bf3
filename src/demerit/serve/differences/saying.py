"""A view in the reader's words: what is shown, and the finding."""

from demerit.catalogue.found import by_name
from demerit.serve import numerals
from demerit.serve.ask import Ask
from demerit.serve.asking.naming import variant
from demerit.serve.country import naming
from demerit.serve.country.naming import first_large
from demerit.serve.country.question import HEAD, OFTEN
from demerit.serve.country.saying import name_of, where_of
from demerit.serve.differences.opened import Opened, about, stock
from demerit.serve.differences.question import Question
from demerit.serve.differences.values import Row


def named(ask: Ask, measure: str) -> str:
    """What a column counts, in words."""
    if measure in OFTEN:
        return name_of(ask, measure)
    key = f"undergone.{measure.replace('.', '_')}"
    return first_large(ask.say(key)) if ask.has(key) else first_large(meaning(ask, measure))


def meaning(ask: Ask, measure: str) -> str:
    """The same in full."""
    if measure in by_name():
        return naming.meaning(ask, measure)
    return ask.meaning(about(measure).name, about(measure).meaning)


def unit_of(ask: Ask, question: Question) -> str:
    """What the numbers are counted in."""
    unit = ask.say("unit." + about(question.measure).unit.replace(" ", "_").replace(",", ""))
    return ask.say("country.per_head", unit=unit) if question.per == HEAD else unit


def kind_of(ask: Ask, question: Question) -> str:
    """Whether it is a number at the end of a month, or what happened in it."""
    return ask.say("country.stock") if stock(question.measure) else ask.say("country.flow")


def variants(ask: Ask, of: Opened) -> dict[str, str]:
    """What each variant changes, by name."""
    said = of.said
    return {name: variant(ask, said["base"], said["title"], title) for name, title in of.variants.items()}


def title_of(ask: Ask, question: Question) -> str:
    """What is shown, and of where."""
    name = named(ask, question.measure)
    return f"{name}, {ask.place(question.place)}" if question.place else name


def finding(ask: Ask, question: Question, row: Row) -> str:
    """What the month comes to.  row: of it, of the country or the province."""
    numbers = {name: _in_words(ask, question, row[name]) for name in ("base", "other", "lost", "gained")}
    numbers |= {"where": where_of(ask, question.place), "unit": unit_of(ask, question)}
    return first_large(ask.say("differences.finding", None, month=ask.month(question.month), **numbers))


def _in_words(ask: Ask, question: Question, value: float | None) -> str:
    if value is None:
        return "-"
    return numerals.rate(value, ask.lang) if question.per == HEAD else ask.number(value)


def of_year(ask: Ask, question: Question) -> str:
    """What the year of the month comes to in the whole country, with its band; empty where it has none."""
    year = question.month[:4]
    found = question.of.said["variants"][question.variant]["effects"].get(f"{question.measure}.{year}")
    if not found or not found.get("chance") or found.get("difference") is None:
        return ""
    low, high = found["chance"]
    said = {"net": found["difference"], "low": low, "high": high}
    if not any(said.values()):  # a band of nothing would read as if it were known
        return ask.say("differences.year_nothing", None, year=year)
    shown = {name: numerals.signed(value, ask.lang) for name, value in said.items()}
    return ask.say("differences.year", None, year=year, unit=ask.say("unit." + about(question.measure).unit), **shown)

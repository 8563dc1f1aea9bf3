"""Lives of a run, as plain data: by number, or by what befell somebody."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from demerit.api.sources import Source

Told = dict[str, Any]


def person(source: "Source", number: int) -> Told:
    """One person.  Raises DemeritError for a number that nobody has."""
    from demerit.life.story import tell

    return tell(source.replay(), source.rules(), number)


def organisation(source: "Source", number: int) -> Told:
    """One organisation.  Raises DemeritError for a number that none has."""
    from demerit.life.organisation import tell

    return tell(source.replay(), source.rules(), number)


def found(source: "Source", text: str, communities: int) -> Told:
    """The first of whom a text is true; organisations are looked for where it begins with one.  Raises DemeritError."""
    from demerit.life.asking import about_organisations

    data, rules = source.replay(), source.rules()
    if about_organisations(text):
        from demerit.life.organisation_finding import find as search_organisations

        return search_organisations(data, rules, text, communities)
    from demerit.life.finding import find as search

    return search(data, rules, text, communities)

"""What a right is: what it means, the law that it stands for, where a scenario gives it, and what shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from demerit.catalogue.event import Say, chosen

# How a value of the scenario stands in the law of a month.
AS_IT_IS, CHANCE, BY_CONDUCT, BY_STAKE = "as it is", "chance", "by conduct", "by stake"
CODES: Final = (AS_IT_IS, CHANCE, BY_CONDUCT, BY_STAKE)


@dataclass(frozen=True)
class Term:
    """One value of a right.  key: under `regime.rights`; meaning: in plain English; code: one of CODES; given: the name
    of the law's field, where it is not that of the key.
    """

    key: str
    meaning: str
    code: str = AS_IT_IS
    given: str = ""

    @property
    def field(self) -> str:
        """The law's field."""
        return self.given or self.key


@dataclass(frozen=True)
class Right:
    """One right of whoever is recorded, listed or refused.

    name: of the right; title: what it is a right to; meaning: what it does, in plain English; law: what it stands for,
    in a line; references: keys of references.yaml; terms: its values; measures, events: names that show it; says: how
    a life tells of it, the first text whose terms are given, or not ({name} is a term's value).
    """

    name: str
    title: str
    meaning: str
    law: str
    references: tuple[str, ...]
    terms: tuple[Term, ...]
    measures: tuple[str, ...]
    events: tuple[str, ...]
    says: tuple[Say, ...]

    def said(self, values: Mapping[str, Any]) -> str:
        """The right in words, given the values of all terms by key; empty where nobody has it."""
        form = chosen(self.says, {key: bool(value) for key, value in values.items()})
        return form.text.format(**values) if form is not None else ""

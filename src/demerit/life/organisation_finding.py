"""Finding an organisation by what befell it: "a foreign company rated D, refused a tender"."""

from collections.abc import Iterator, Sequence
from typing import Any

from demerit.life import asking
from demerit.life.asking import phrases
from demerit.life.criterion import Criterion
from demerit.life.organisation import told
from demerit.life.organisation_criteria import BY_NAME, SYNONYMS, anyone, head
from demerit.life.replaying import Data, replay_organisation
from demerit.life.rules import Rules
from demerit.life.searching import MOST, Screened, search
from demerit.organisations.desk import ORG_STRIDE
from demerit.scenario.census import regions


def vocabulary(provinces: Sequence[str]) -> str:
    """What can be asked for, as a list for people."""
    return ", ".join([*BY_NAME, f"or a {regions(provinces).one} ({', '.join(provinces)})"])


def parsed(text: str, provinces: Sequence[str]) -> list[Criterion]:
    """The criteria that a text names.  Raises DemeritError that lists what can be asked for."""
    known = phrases(BY_NAME, SYNONYMS, provinces, _province)
    return asking.parsed(text, known, vocabulary(provinces))


def _province(number: int, name: str) -> Criterion:
    return Criterion(name, anyone, head("province", name), number)


def matches(data: Data, rules: Rules, wanted: list[Criterion], most: int = MOST) -> Iterator[dict[str, Any]]:
    """Stories that fulfil everything wanted, in the order of the search.  Raises DemeritError when the search ends."""

    def tell(community: int, position: int) -> dict[str, Any]:
        return told(*replay_organisation(data, community * ORG_STRIDE + position), data, rules)

    def members(community: int) -> int:
        return int(data.layout[community]["organisations"])

    return search(Screened(data, wanted), wanted, most, tell, members, ("no organisation", ""))


def find(data: Data, rules: Rules, text: str, most: int = MOST) -> dict[str, Any]:
    """The first story that fulfils a text of criteria.  Raises DemeritError for unknown words, or if none is found."""
    return next(matches(data, rules, parsed(text, tuple(data.names)), most))

"""Finding a life by what befell somebody: "listed for a record of somebody else, never told".

Communities are replayed one after another in an order that looks random and is always the same, until somebody fulfils
everything that was asked for.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from demerit.life import asking
from demerit.life.asking import phrases
from demerit.life.criteria import BY_NAME, head
from demerit.life.criterion import Criterion
from demerit.life.replaying import Data, replay
from demerit.life.rules import Rules
from demerit.life.screens import anybody
from demerit.life.searching import MOST, Screened, search
from demerit.life.story import told
from demerit.month.community import residents
from demerit.people.desk import STRIDE
from demerit.scenario.census import regions

SYNONYMS: Final = {
    "blacklisted": "listed",
    "on the black list": "listed",
    "on the blacklist": "listed",
    "relisted": "listed again",
    "listed twice": "listed again",
    "wrongfully listed": "wrongly listed",
    "listed wrongly": "wrongly listed",
    "listed for the record of somebody else": "listed for a record of somebody else",
    "listed for what somebody else did": "listed for a record of somebody else",
    "somebody else": "record of somebody else",
    "left the black list": "left the list",
    "left the blacklist": "left the list",
    "on the red list": "redlisted",
    "on the redlist": "redlisted",
    "not told": "never told",
    "never knew": "unaware",
    "never unlisted": "still listed",
    **dict.fromkeys(("flight", "flights", "plane"), "refused flight"),
    **dict.fromkeys(("train", "trains", "rail"), "refused train"),
    **dict.fromkeys(("high speed", "high speed train", "high speed trains", "high_speed"), "refused high_speed"),
    **dict.fromkeys(("ordinary train", "ordinary trains", "ordinary_train"), "refused ordinary_train"),
    **dict.fromkeys(("credit", "loan", "loans"), "refused credit"),
    **dict.fromkeys(("property", "home", "house"), "refused property"),
    **dict.fromkeys(("school",), "refused school"),
    **dict.fromkeys(("service", "social service", "services"), "refused service"),
    **dict.fromkeys(("job", "jobs"), "refused job"),
    "lost work": "out of work",
    "lost the job": "out of work",
    "unemployed": "out of work",
    "arrears": "in arrears",
    "defaulted": "in arrears",
    "lost loan": "in arrears",
    "criticised": "critic",
    "silenced": "self-censored",
    "learned of it at the counter": "found out at the counter",
    "at the counter": "found out at the counter",
    "judgment": "listed for a judgment",
    "relative on the list": "relative listed",
    "relative on the blacklist": "relative listed",
    "relative": "relative listed",
    "family": "relative listed",
    "company listed": "owner of a listed company",
    "owns a listed company": "owner of a listed company",
    "owns a company": "owner",
    "owner of a company": "owner",
    "wrongly fined": "fined wrongly",
    **dict.fromkeys(("claimed back", "clawed back", "claw back", "claim to everything"), "everything claimed back"),
    **dict.fromkeys(("claimed back wrongly", "clawed back wrongly"), "everything claimed back wrongly"),
    **dict.fromkeys(("wrongly claimed back", "wrongly clawed back"), "everything claimed back wrongly"),
    "upheld": "objection upheld",
    "dismissed": "objection dismissed",
    "averted": "listing averted",
    "contested": "objected",
    "lost the health pass": "health pass lost",
    "refused for a commercial score": "refused for a private score",
    "private school": "refused private_school",
    "luxury": "refused luxury",
    "insurance": "refused insurance",
    "self censored": "self-censored",
    "man": "male",
    "woman": "female",
}


def vocabulary(provinces: Sequence[str]) -> str:
    """What can be asked for, as a list for people."""
    known = [name.replace("_", " ") for name in BY_NAME]
    names = ", ".join([*known, f"or a {regions(provinces).one} ({', '.join(provinces)})"])
    return f"{names}; what begins with a company or an organisation is looked for among those"


def parsed(text: str, provinces: Sequence[str], also: Sequence[str] = ()) -> list[Criterion]:
    """The criteria that a text names.  also: words that are known elsewhere, and may be meant.

    Raises DemeritError that names what is nearest, and lists what can be asked for.
    """
    known = phrases(BY_NAME, SYNONYMS, provinces, _province)
    return asking.parsed(text, known, vocabulary(provinces), also)


def _province(number: int, name: str) -> Criterion:
    return Criterion(name, anybody, head("province", name), number)


def matches(
    data: Data, rules: Rules, wanted: list[Criterion], most: int = MOST, screened: Screened | None = None
) -> Iterator[dict[str, Any]]:
    """Lives that fulfil everything wanted, in the order of the search.  Raises DemeritError when the search ends.

    screened: communities that were looked at for other questions already, with all criteria of this one.
    """

    def tell(community: int, position: int) -> dict[str, Any] | None:
        life = told(replay(data, community * STRIDE + position), data, rules)
        return life if life["years"] else None

    def members(community: int) -> int:
        return int(residents(data.layout[community]))

    return search(screened or Screened(data, wanted), wanted, most, tell, members, ("nobody", " people"))


def find(data: Data, rules: Rules, text: str, most: int = MOST) -> dict[str, Any]:
    """The first life that fulfils a text of criteria.  Raises DemeritError for unknown words, or if nobody is found."""
    return next(matches(data, rules, parsed(text, tuple(data.names)), most))

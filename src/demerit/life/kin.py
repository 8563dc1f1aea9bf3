"""The household's share in a life: who of it was listed or detained, and when.

Nobody has a name.  Whose listing it was is said by sex, age, and the generation that the difference of ages suggests:
households are made of ages that fit, not of certificates.
"""

from collections.abc import Iterator
from typing import Any, Final

from demerit import calendar
from demerit.life.replaying import Replay
from demerit.life.traits import SEXES
from demerit.life.words import spanned
from demerit.month.state import BLACK, DETAINED
from demerit.people.desk import STRIDE

GENERATION: Final = 16  # years at least between parent and child, as households are made
TWO: Final = 46  # years that no parent and child are apart
MARKS: Final = (("listed", BLACK, "was on the black list"), ("detained", DETAINED, "was detained"))


def of_age(years: int) -> str:
    """Whose age somebody has who is so many years older than the person."""
    if abs(years) < GENERATION:
        return "about as old"
    near, far = ("parent", "grandparent") if years > 0 else ("child", "grandchild")
    return f"of a {far if abs(years) >= TWO else near}'s age"


def whose(moved: Replay, other: int, month: int) -> dict[str, Any]:
    """Somebody of the household as the person's relation: id, sex, age, relation."""
    who, x = moved.community, moved.position
    older = (who.trait("birth", x) - who.trait("birth", other)) // 12
    return {
        "id": who.number * STRIDE + other,
        "sex": SEXES[who.trait("sex", other)],
        "age": who.age(other, month),
        "relation": of_age(older),
    }


def described(relative: dict[str, Any]) -> str:
    """Whose it is in words: "a woman of the household, 63, of a parent's age"."""
    age = int(relative["age"])
    male = relative["sex"] == "male"
    noun = ("man" if male else "woman") if age >= 18 else ("boy" if male else "girl")
    return f"a {noun} of the household, {age}, {relative['relation']}"


def listed(moved: Replay, month: int) -> list[dict[str, Any]]:
    """Whoever else of the household was listed as of step 1 of a month, and since which month."""
    i = month - moved.months[0]
    found = []
    for other in moved.community.household(moved.position, month):
        held = [bool(int(mark) & BLACK) for mark in moved.states["marks"][:i, other]]
        if held and held[-1]:
            since = len(held) - (held[::-1].index(False) if False in held else len(held))
            found.append({**whose(moved, other, month), "since": calendar.text_of(moved.months[since])})
    return found


def family(moved: Replay) -> list[dict[str, Any]]:
    """Every stretch of months in which somebody of the household was listed or detained, while both lived."""
    found = []
    for other in _sharers(moved):
        for what, mark, _ in MARKS:
            for since, until in _stretches(moved, other, mark):
                span = {"from": calendar.text_of(since), "until": calendar.text_of(until)}
                found.append({**whose(moved, other, since), "what": what, **span})
    return sorted(found, key=lambda each: (each["from"], each["id"]))


def sentences(family: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The household's share as dated sentences."""
    said = {what: text for what, _, text in MARKS}
    for each in family:
        when = spanned(each["from"], each["until"])
        yield f"{each['from']}-01", f"{when} {described(each)}, {said[each['what']]}."


def _sharers(moved: Replay) -> list[int]:
    who, x = moved.community, moved.position
    if who.trait("collective", x):
        return []
    home = who.traits["home"]
    return [int(other) for other in (home == home[x]).nonzero()[0] if other != x]


def _stretches(moved: Replay, other: int, mark: int) -> Iterator[tuple[int, int]]:
    """First and last month of each stretch."""
    since = None
    marks = moved.states["marks"][:, other]
    for i, month in enumerate(moved.months):
        both = all(moved.community.alive(x, month) for x in (moved.position, other))
        if both and int(marks[i]) & mark:
            since = month if since is None else since
        elif since is not None:
            yield since, month - 1
            since = None
    if since is not None:
        yield since, moved.months[-1]

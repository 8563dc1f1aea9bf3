"""The household's share in a life: whom somebody lived with and when, and who of them was listed or detained.

Nobody has a name.  Whose listing it was is said by sex, age, and who it is: the partner, the mother, a child of one's
own, or the generation that the difference of ages suggests, since of others only ages are known.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np

from demerit import calendar
from demerit.life.relatives import MOTHER, OWN_CHILD, PARTNER, described, noun
from demerit.life.replaying import Replay
from demerit.life.traits import SEXES
from demerit.life.words import enumerated, from_month, in_month, spanned, until_month
from demerit.month.state import BLACK, DETAINED
from demerit.people.desk import STRIDE
from demerit.phrases import say

GENERATION: Final = 16  # years at least between parent and child, as households are made
TWO: Final = 46  # years that no parent and child are apart
MARKS: Final = {"listed": BLACK, "detained": DETAINED}
NOBODY: Final = -1
Sentence = tuple[str, str]  # date, text


def of_age(years: int) -> str:
    """Whose age somebody has who is so many years older than the person."""
    if abs(years) < GENERATION:
        return "about as old"
    near, far = ("parent", "grandparent") if years > 0 else ("child", "grandchild")
    return f"of a {far if abs(years) >= TWO else near}'s age"


def relation(moved: Replay, other: int, month: int) -> str:
    """Who somebody of the household is to the person in a month."""
    who, x = moved.community, moved.position
    if who.then("partner", x, month) == other:
        return PARTNER
    if who.then("mother", x, month) == other:
        return MOTHER
    if _own_child(moved, other, month):
        return OWN_CHILD
    return of_age((who.trait("birth", x) - who.trait("birth", other)) // 12)


def _own_child(moved: Replay, other: int, month: int) -> bool:
    """Whether the person is the mother of somebody who lives there, or the partner of the mother."""
    who, x = moved.community, moved.position
    mother = who.then("mother", other, month)
    return mother != NOBODY and mother in (x, who.then("partner", x, month))


def whose(moved: Replay, other: int, month: int) -> dict[str, Any]:
    """Somebody of the household: id, sex, age, relation."""
    who = moved.community
    return {
        "id": who.number * STRIDE + other,
        "sex": SEXES[who.trait("sex", other)],
        "age": who.age(other, month),
        "relation": relation(moved, other, month),
    }


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
    """Every stretch of months in which somebody of the household was listed or detained, while both lived there."""
    found = []
    together = _together(moved)
    for other in np.flatnonzero(together.any(axis=0)).tolist():
        for what, mark in MARKS.items():
            marked = moved.states["marks"][:, other] & mark != 0
            for since, until in _stretches(moved.months, together[:, other] & marked):
                found.append({**whose(moved, other, since), "what": what, **_span(since, until)})
    return sorted(found, key=lambda each: (each["from"], each["id"]))


def household(moved: Replay) -> list[dict[str, Any]]:
    """Every stretch of months in which somebody shared the household."""
    found = []
    together = _together(moved)
    for other in np.flatnonzero(together.any(axis=0)).tolist():
        for since, until in _stretches(moved.months, together[:, other]):
            found.append(
                {**whose(moved, other, until), "age": moved.community.age(other, since), **_span(since, until)}
            )
    return sorted(found, key=lambda each: (each["from"], each["id"]))


def _span(since: int, until: int) -> dict[str, str]:
    return {"from": calendar.text_of(since), "until": calendar.text_of(until)}


def sentences(moved: Replay, family: list[dict[str, Any]]) -> Iterator[Sentence]:
    """The household's share as dated sentences: who came and went, who was listed or detained."""
    for each in family:
        yield from _told_of(moved, each)
    for tell in (_moves, _partners, _births, _deaths):
        yield from tell(moved)


def _told_of(moved: Replay, each: dict[str, Any]) -> Iterator[Sentence]:
    """A stretch of months in one sentence within a year; else in two, each at its time."""
    since, until, said = each["from"], each["until"], f"household.{each['what']}"
    if since[:4] == until[:4] and (since == until or _ended(moved, each)):
        yield f"{since}-01", say(said, when=spanned(since, until), who=described(each))
        return
    yield f"{since}-01", say(said, when=from_month(since), who=described(each))
    if _ended(moved, each):
        then = whose(moved, each["id"] % STRIDE, calendar.month_of(until))
        yield f"{until}-01", say(said, when=until_month(until), who=described(then))


def _ended(moved: Replay, each: dict[str, Any]) -> bool:
    """Whether it ended while both lived together: not by a move, a death, or the end of the run."""
    other, after = each["id"] % STRIDE, calendar.month_of(each["until"]) + 1
    if after > moved.months[-1] or not _together(moved)[after - moved.months[0], other]:
        return False
    return not int(moved.states["marks"][after - moved.months[0], other]) & MARKS[each["what"]]


def _dated(month: int, key: str, n: int | None = None, **parts: Any) -> Sentence:
    date = calendar.text_of(month)
    return f"{date}-01", say(f"household.{key}", n, when=in_month(date), **parts)


def _changes(moved: Replay, of: Callable[[int], int]) -> Iterator[tuple[int, int, int]]:
    """Months in which something about the person changed while they lived: month, before, after."""
    for month in moved.months[1:]:
        if all(moved.community.alive(moved.position, m) for m in (month - 1, month)):
            before, after = of(month - 1), of(month)
            if before != after:
                yield month, before, after


def _moves(moved: Replay) -> Iterator[Sentence]:
    who, x = moved.community, moved.position
    for month, _, _ in _changes(moved, lambda m: who.then("home", x, m)):
        ages = sorted((who.age(other, month) for other in who.household(x, month)), reverse=True)
        if who.then("collective", x, month):
            yield _dated(month, "moved.collective")
        elif ages:
            yield _dated(month, "moved", len(ages), ages=enumerated([str(age) for age in ages]))
        else:
            yield _dated(month, "moved.alone")


def _partners(moved: Replay) -> Iterator[Sentence]:
    who, x = moved.community, moved.position
    for month, before, after in _changes(moved, lambda m: who.then("partner", x, m)):
        if before != NOBODY and who.alive(before, month):
            yield _dated(month, "parted")
        if after != NOBODY:
            new = whose(moved, after, month)
            yield _dated(month, f"partner.{new['sex']}", noun=noun(new), age=new["age"])


def _births(moved: Replay) -> Iterator[Sentence]:
    who = moved.community
    for other in np.flatnonzero((who.traits["birth"] > moved.months[0]) & (who.traits["birth"] <= moved.months[-1])):
        month = who.trait("birth", int(other))
        if who.alive(moved.position, month) and _own_child(moved, int(other), month):
            yield _dated(month, f"child.{SEXES[who.trait('sex', int(other))]}")


def _deaths(moved: Replay) -> Iterator[Sentence]:
    who, x = moved.community, moved.position
    for month in moved.months[1:]:
        if who.alive(x, month):
            for other in who.household(x, month - 1):
                if who.trait("death", other) == month:
                    yield _dated(month, "died", who=described(whose(moved, other, month - 1)))


def _together(moved: Replay) -> np.ndarray[Any, Any]:
    """Who shares the person's household, (months, people): while both live, and not in a collective one."""
    who, x = moved.community, moved.position
    months = np.array(moved.months)[:, None]
    alive = (who.traits["birth"] <= months) & (months < who.traits["death"])
    homes, collective = who.living["home"], who.living["collective"]
    same: np.ndarray[Any, Any] = (homes == homes[:, [x]]) & alive & alive[:, [x]] & (collective[:, [x]] == 0)
    same[:, x] = False
    return np.asarray(same)


def _stretches(months: range, true: np.ndarray[Any, Any]) -> Iterator[tuple[int, int]]:
    """First and last month of each stretch in which something is true."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], true, [False]]).astype(np.int8)))
    for low, high in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield months[low], months[high - 1]

"""What chance decides knows nothing of what else it decides: about a person, a month, two matters.

The same at full size, over ten million person-months: `python -m tests.helpers.independence 20000 5`.
"""

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from tests.helpers import independence
from tests.helpers.census import SEED as TRAITS_SEED
from tests.helpers.census import settled
from tests.helpers.independence import (
    Found,
    Sums,
    Told,
    furthest,
    limit,
    lived,
    of_events,
    of_trait,
    of_traits,
    people_of,
)
from tests.helpers.worlds import world

from demerit.month import note

Array = np.ndarray[Any, Any]
SCALE, MONTHS, SEED = 150_000, 96, 5


@lru_cache(maxsize=1)
def events() -> Sums:
    return of_events(lived(SCALE, MONTHS, SEED))


CENSUS = 2020 * 12 + 10


@lru_cache(maxsize=1)
def everybody(month: int = CENSUS) -> dict[str, Array]:
    where, tables = settled(10_000)
    society = lived(SCALE, MONTHS, SEED).society_of(month)
    return people_of(tables, where, society, TRAITS_SEED, month)


def beyond(found: list[Found]) -> list[Found]:
    """Statistics that chance alone does not explain, with an error probability of one in a million for all together."""
    return [each for each in furthest(found) if abs(each.off) > limit(len(found))]


def test_no_two_events_of_a_month_and_no_two_matters_know_of_each_other() -> None:
    found = events().found()
    assert beyond(found) == []
    assert events().person_months > 1_000_000
    assert len(found) > 10_000
    for name in ("matters", "matters of one day"):
        assert {each.about[1] for each in found if each.about[0] == name} == {"defaulted", "cured", "performed"}


def test_every_kind_of_event_is_looked_at_on_its_day_and_beside_another() -> None:
    found = events().found()
    middle = {each.about[1] for each in found if each.about[0] == "middle"}
    for what in ("act credit", "act criticism", "missed arrears", "lost arrears", "declined credit", "declined job"):
        assert what in middle
    assert sum(what.startswith("recorded, false") for what in middle) > 8
    assert sum(what.startswith("recorded, somebody else's") for what in middle) > 8


@pytest.mark.parametrize("month", [2014 * 12, CENSUS, 2021 * 12 + 11])
def test_no_two_traits_know_of_each_other_among_people_alike_in_what_they_are_drawn_by(month: int) -> None:
    """Before the census also of those who have died by then, after it also of those who are born."""
    people = everybody(month)
    found = of_traits(people)
    assert beyond(found) == []
    assert len(found) > (250 if month == CENSUS else 200)
    assert set(people["role"][people["here"]]) == ({0, 1} if month < CENSUS else {0} if month == CENSUS else {0, 2})


@pytest.mark.parametrize(
    ("trait", "other"), [("online", "front"), ("active", "end"), ("customer 1", "customer 0"), ("courage", "trait")]
)
def test_traits_that_share_a_few_bits_are_found(trait: str, other: str) -> None:
    """Every third has the one as the other says."""
    people = dict(everybody())
    shared = people["id"] % 3 == 0
    instead = (people[other] >= np.median(people[other])).astype(np.int64) * int(people[trait].max())
    people[trait] = np.where(shared, instead, people[trait])
    (found,) = (each for each in of_trait(people, trait) if each.about == (trait, other))
    assert abs(found.off) > limit(1000)


def planted(day_of: Any, people: int = 20_000) -> Sums:
    """Made-up months: some people lose work, of some there is a false record; days as a function says."""
    draws = np.random.default_rng(3)
    sums = Sums()
    lost, false = sums.index(note.LOST_WORK, 0, 0), sums.index(note.RECORDED, 2, 1)
    first, second = draws.random(people), draws.random(people)
    who = np.arange(people) % 4000
    month = np.arange(people) // 4000 * 2
    days = np.concatenate([first, day_of(first, second)]) - 0.5
    kinds = np.repeat([lost, false], people)
    told = Told(np.tile(month, 2), np.tile(who, 2), kinds, days)
    sums.of_days(told)
    sums.of_pairs(told, range(24168, 24180), np.ones((12, 4000), bool))
    return sums


def test_days_that_share_a_draw_are_found_and_others_are_not() -> None:
    apart = beyond(planted(lambda first, second: second).found())
    assert {each.about[0] for each in apart} == {"together"}  # both in the same month, always: that is found, too
    alike = beyond(planted(lambda first, second: (first + second / 9) % 1.0).found())
    assert "days" in {each.about[0] for each in alike}


def test_days_of_one_kind_that_lie_at_the_beginning_are_found() -> None:
    early = beyond(planted(lambda first, second: second * 0.9).found())
    assert ("middle", "recorded, false criticism") in {each.about for each in early}


def test_the_world_that_is_looked_at_changes_nobody_by_what_happens() -> None:
    of = world(independence.inconsequential(), 12, scale=SCALE)
    assert not of.people.state["fear"].any()
    assert not of.people.state["hardship"].any()
    assert not of.people.state["opinion"].any()
    assert of.people.state["points"].any()

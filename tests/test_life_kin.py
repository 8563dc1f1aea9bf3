"""A life says truly whom somebody lived with, in every month: partner, mother, children, moves, deaths."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from tests.helpers import lives
from tests.helpers.lives import lived

from demerit.calendar import month_of
from demerit.life import kin
from demerit.life.replaying import Replay
from demerit.life.story import told
from demerit.life.traits import SEXES
from demerit.people.desk import STRIDE
from demerit.study.households import Community

WORDS = re.compile(
    r"^In \w+ \d{4} (the person (moved|parted|began to live with a partner|had a child)|the partner, a |the mother, a "
    r"|a (man|woman|boy|girl) of the household)"
)


@lru_cache(maxsize=1)
def community() -> tuple[int, Community]:
    """A small community, and a desk on which it can be settled in any month."""
    world = lived()[0].world
    residents = world.where.census + world.where.departed + world.where.later
    c = min(np.flatnonzero(residents > 200), key=lambda c: residents[c])
    return int(c), Community(world.tables, world.where, world.seed)


@lru_cache(maxsize=1)
def watched() -> list[Replay]:
    return lives.everybody(lived()[0], community()[0])


@lru_cache(maxsize=400)
def life(x: int) -> tuple[Replay, dict[str, Any]]:
    data, rules = lived()
    moved = watched()[x]
    return moved, told(moved, data, rules)


def everybody() -> range:
    c, here = community()
    return range(0, sum(int(getattr(here.where, name)[c]) for name in ("census", "departed", "later")), 3)


def at(each: dict[str, Any], key: str) -> int:
    return month_of(each[key])


def test_whoever_shared_a_household_is_told_from_the_first_month_to_the_last():
    c, here = community()
    months = life(0)[0].months
    together = {x: {(each["id"] % STRIDE, m) for each in life(x)[1]["household"]
                    for m in range(at(each, "from"), at(each, "until") + 1)} for x in everybody()}  # fmt: skip
    for month in months[::5]:
        here.settle(c, month)
        family = here.alive & (here.collective == 0)
        for x in everybody():
            same = set(np.flatnonzero(family & (here.home == here.home[x])).tolist()) if family[x] else set()
            assert {y for y, m in together[x] if m == month} == same - {x}


def test_children_are_told_to_their_mother_and_to_her_partner_in_the_month_of_their_birth():
    births = 0
    for x in everybody():
        moved, said = life(x)
        who = moved.community
        own = set()
        for each in said["household"]:
            y = each["id"] % STRIDE
            born = who.trait("birth", y)
            if moved.months[0] < born <= moved.months[-1] and who.alive(x, born) and at(each, "from") == born:
                mother = who.then("mother", y, born)
                assert mother >= 0, "everybody is born to somebody"
                if mother in (x, who.then("partner", x, born)):
                    own.add((born, SEXES[who.trait("sex", y)]))
        text = [text for year in said["years"] for text in year["sentences"] if " had a child, " in text]
        assert len(text) == len(own)
        births += len(own)
    assert births > 5


def test_a_partner_is_one_person_of_the_household_and_the_other_way_round():
    couples = 0
    for x in everybody():
        moved, _ = life(x)
        who = moved.community
        for month in moved.months[::12]:
            y = who.then("partner", x, month)
            if y >= 0:
                couples += 1
                assert who.then("partner", y, month) == x
                assert y in who.household(x, month)
                assert kin.relation(moved, y, month) == "the partner"
    assert couples > 100


def test_moves_and_deaths_in_the_household_are_told_in_their_month():
    moves = deaths = 0
    for x in everybody():
        moved, said = life(x)
        who = moved.community
        text = " ".join(text for year in said["years"] for text in year["sentences"])
        homes = [who.then("home", x, m) for m in moved.months if who.alive(x, m)]
        changed = sum(a != b for a, b in pairwise(homes))
        assert text.count(" moved, ") == changed
        moves += changed
        deaths += len(re.findall(r"In \w+ \d{4} (?:a|the partner|the mother)\W[^.]*, died\.", text))
    assert moves > 5
    assert deaths > 5


def test_what_is_told_of_kin_is_sober_and_names_nobody():
    for x in everybody():
        moved, said = life(x)
        for date, text in kin.sentences(moved, said["family"]):
            assert re.fullmatch(r"\d{4}-\d\d-01", date)
            assert text.endswith(".")
            assert not re.search(r"\b(he|she|his|her|him|husband|wife)\b", text)
            assert WORDS.match(text) or "was on the black list" in text or "was detained" in text


@pytest.mark.parametrize(
    ("years", "words"),
    [(0, "about as old"), (-20, "of a child's age"), (30, "of a parent's age"), (60, "of a grandparent's age")],
)
def test_of_others_only_ages_are_known(years, words):
    assert kin.of_age(years) == words

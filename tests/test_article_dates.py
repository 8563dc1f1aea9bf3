"""M17 in `as-told`: pilots from 2014 on, every city since 2017, and a nationwide date of 2020 that is missed."""

from functools import lru_cache

import numpy as np
from tests.helpers.worlds import scenario

from demerit.calendar import month_of
from demerit.people.places import places
from demerit.rulebook.law import law
from demerit.rulebook.places import Country
from demerit.vocabulary import TIERS

SCALE = 5_000


@lru_cache(maxsize=16)
def taking_part(month: str, name: str = "as-told") -> tuple[float, ...]:
    """Share of the communities of each kind of place that take part in a month."""
    of = scenario(name)
    where = places(of.society, SCALE, of.end, 1, of.start)
    at = month_of(month)
    table = law(of.regime_at(at), of.society, Country(list(where.names), where.people), at)
    inside = where.position < np.asarray(table.rollout)[where.province, where.tier]
    return tuple(float(inside[where.tier == tier].mean()) for tier in range(len(TIERS)))


def test_all_cities_take_part_since_2017_and_some_before() -> None:
    assert 0 < taking_part("2015-01")[0] < 0.6
    assert taking_part("2016-11")[0] < 1
    assert taking_part("2017-01")[0] == 1


def test_the_nationwide_date_of_2020_is_missed() -> None:
    city, town, country = taking_part("2020-12")
    assert city == town == 1
    assert 0.8 < country < 1
    assert taking_part("2021-12") == (1, 1, 1)


def test_the_lists_of_the_record_hold_in_every_place_from_the_start() -> None:
    """`as-documented` has no roll-out by place: the list of the courts has been nationwide since 2013."""
    assert taking_part("2014-01", "as-documented") == (1, 1, 1)

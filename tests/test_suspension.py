"""What is contested does not count meanwhile, whenever people were told of it: seen in whole lives, and in worlds."""

from collections import defaultdict
from functools import lru_cache
from typing import Any

import pytest
from tests.helpers.as_told import rules
from tests.helpers.worlds import same, scenario, total, world

from demerit.catalogue.events import NUMBERS
from demerit.life.replaying import replay_everybody
from demerit.life.warming import OfWorld
from demerit.world import shard
from demerit.world.comparing import Comparison
from demerit.world.simulation import World

ALL = {"justified": 1.0, "unjustified": 0.5, "points": 1.0, "penalty": 1.0, "listing": 1.0, "schooling": [1.0] * 6}
DAYS, LATE = 40, 20  # from an objection to its answer; from a record to the notice
MONTHS, SCALE = 36, 60_000
Told = defaultdict[tuple[int, int], defaultdict[str, list[tuple[int, int]]]]
EVENTS = ("OBJECTED", "SET_ASIDE", "COUNTED_AGAIN", "UPHELD", "DISMISSED", "RETURNED")


@lru_cache(maxsize=8)
def lived(suspends: bool = True, expires: int = 0, upheld: float = 0.6, notice_days: int = LATE) -> World:
    """`as-told` from its first month everywhere, with many false records, of which everybody is told in time."""
    given: dict[str, Any] = {"notice": True, "notice_days": notice_days, "objection": True, "objecting": ALL}
    given |= {"objection_days": DAYS, "suspends": suspends, "upheld": upheld, "upheld_right": 0.1}
    changes: dict[str, Any] = {"regime__rollout__tiers": None, "regime__learned_score": None}
    if expires:
        changes["regime__rules"] = [{**rule, "expires_days": expires} for rule in rules()]
    of = scenario("as-told", regime__rights=given, regime__data_sources__police__false_record_rate=0.01, **changes)
    return world(of, MONTHS, scale=SCALE)


def told_apart(of: World) -> Told:
    """By person and record: on which day what befell it, and by how much points changed."""
    data, out = OfWorld(of), Told(lambda: defaultdict(list))
    names = {NUMBERS[name]: name for name in EVENTS}
    for c in range(len(of.layout)):
        for number, life in replay_everybody(data, c).items():
            for day, event, a, b, _ in life.ledger.tolist():
                if event in names:
                    out[number, a][names[event]].append((day, b))
    return out


@pytest.mark.parametrize("expires", [0, 400])
def test_points_come_back_when_a_record_is_contested_and_are_taken_again_when_that_is_dismissed(expires: int) -> None:
    again = upheld = 0
    for said in told_apart(lived(expires=expires)).values():
        for (day, back), (answer, _) in zip(said["SET_ASIDE"], [*said["UPHELD"], *said["DISMISSED"]], strict=False):
            assert day in {when for when, _ in said["OBJECTED"]}
            assert answer >= day + DAYS
            if said["DISMISSED"]:
                taken = [change for when, change in said["COUNTED_AGAIN"] if when == answer]
                assert len(taken) == 1 or expires
                assert all(abs(change) <= abs(back) and change * back <= 0 for change in taken)
                again += len(taken)
            else:
                assert not said["COUNTED_AGAIN"]
                assert not any(change for _, change in said["RETURNED"])  # they are back already
                upheld += 1
    assert again > 10
    assert upheld > 10


def test_whoever_is_told_late_is_wronged_for_fewer_days_where_what_is_contested_does_not_count() -> None:
    days = [int(total(lived(suspends), "blacklist_wrongful_days").sum()) for suspends in (True, False)]
    assert 0 < days[0] < 0.95 * days[1]


def test_where_nobody_is_ever_right_every_point_that_was_set_aside_is_taken_again() -> None:
    """But for objections that are open at the end, and for what the scale cuts off."""
    of = lived(upheld=0.0)
    left = backs = 0
    for said in told_apart(of).values():
        if said["DISMISSED"]:
            left += sum(change for _, change in said["SET_ASIDE"]) + sum(change for _, change in said["COUNTED_AGAIN"])
        backs += sum(change for _, change in said["SET_ASIDE"])
    assert abs(left) < 0.1 * backs


def test_where_points_expire_while_they_are_contested_they_do_not_come_back_to_life() -> None:
    """Answers take longer than records last: whatever was set aside has expired by then."""
    of = lived(expires=LATE + DAYS - 10)
    assert sum(len(said["SET_ASIDE"]) for said in told_apart(of).values()) > 10
    assert not any(said["COUNTED_AGAIN"] for said in told_apart(of).values())


def test_a_world_in_which_contested_records_wait_is_to_the_bit_the_one_that_it_would_be_alone() -> None:
    one, other = (lived(suspends) for suspends in (False, True))
    assert not same(one, other)
    of = Comparison([one.scenario, other.scenario], one.seed, SCALE, until=one.scenario.start + 14)
    while of.month <= of.society.last:
        of.step()
    alone = World(other.scenario, one.seed, SCALE, until=one.scenario.start + 14)
    alone.run()
    assert sum(of.worlds[1].driver.each(shard.digest)) == sum(alone.driver.each(shard.digest))

"""Worlds that are lived in lockstep are the very worlds that each would be alone: to the bit, person by person."""

import re
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from demerit.calendar import text_of
from demerit.draws import COMPILED, compiled, record
from demerit.month import effects
from demerit.month.alike_worlds import PAIR, PARTLY
from demerit.month.compared import settled
from demerit.month.effects import ANYTHING, BLOCK, DAILY, ENTRIES
from demerit.month.note import BELL, FINED, note
from demerit.month.state import COUNT, EVERYDAY, OF_DEBTS, OF_MARKS
from demerit.scenario import ScenarioError, load
from demerit.scenario.shipped import PRESETS, names_in
from demerit.vocabulary import ACTS
from demerit.world import shard
from demerit.world.comparing import Comparison
from demerit.world.lockstep import between
from demerit.world.simulation import World
from demerit.world.society import Society
from demerit.world.undergone import COLUMNS, books, columns, harms, own, places, watched

SCALE, MONTHS = 200_000, 14
FLIPPED = {
    "rights.notice": True,
    "rights.objection": True,
    "rights.grace_days": 20,
    "lists.blacklist.least_days": 3,
    "rollout.least_age": 16,
}
# Shrinking lives every world again, for minutes; what was drawn says enough.
Everything = settings(
    max_examples=10,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@lru_cache(maxsize=16)
def base(name):
    """A preset, what it leaves open assumed."""
    return load(name, assume=True)


@lru_cache(maxsize=16)
def changes(name):
    """Whatever may be taken out of a preset, or set in it: keys and values, None for what is taken out."""
    parts = [(key, None) for kind in base(name).parts.values() for key in kind]
    return [*parts, *FLIPPED.items()]


def changed(name, key, value, later):
    """A preset changed, from its start or some months later; None where the rest could not be without."""
    since = text_of(base(name).start + later) if later else None
    try:
        return base(name).without(key, since=since) if value is None else base(name).set({key: value}, since=since)
    except ScenarioError:
        return None


def places_of(field):
    """The whole numbers of a field of COUNT."""
    fields: Any = COUNT.fields
    kind, begins = fields[field][:2]
    return range(begins // 8, (begins + kind.itemsize) // 8)


def lived(scenarios, months=MONTHS, seed=3, scale=SCALE):
    """A comparison after some months under the regime."""
    of = Comparison(scenarios, seed, scale, until=scenarios[0].start + months)
    while of.month <= of.society.last:
        of.step()
    return of


def digest(world):
    """Of everybody in a world."""
    return sum(world.driver.each(shard.digest)) & 0xFFFFFFFFFFFF


def alone(scenario, months=MONTHS, seed=3, scale=SCALE):
    """A world lived by itself."""
    world = World(scenario, seed, scale, until=scenario.start + months)
    world.run()
    return world


def assert_the_same(one, other):
    """Two worlds agree in everybody and in whatever was counted."""
    assert digest(one) == digest(other)
    for (month, sums), (_, others) in zip(one.history, other.history, strict=True):
        unlike = [name for name in sums.dtype.names if not np.array_equal(sums[name], others[name])]
        assert not unlike, f"{unlike} in {month}"
    if one.economy.exists and other.economy.exists:
        assert np.array(one.org_history).tobytes() == np.array(other.org_history).tobytes()


@pytest.mark.slow
@Everything
@given(data=st.data())
def test_every_world_is_the_one_that_it_would_be_alone(data):
    name = data.draw(st.sampled_from(names_in(PRESETS)))
    some = data.draw(st.lists(st.sampled_from(changes(name)), min_size=1, max_size=3, unique=True))
    later = data.draw(st.sampled_from((0, 0, 5)))
    others = [one for key, value in some if (one := changed(name, key, value, later)) is not None]
    scenarios = [base(name), base(name), *others]
    for world, scenario in zip(lived(scenarios).worlds, scenarios, strict=True):
        assert_the_same(world, alone(scenario))


@pytest.mark.parametrize(("name", "key"), [("schufa-like", "hardship"), ("as-told", "hardship")])
def test_what_a_refusal_costs_concerns_whoever_is_refused_for_whatever_cause(name, key):
    scenarios = [base(name), changed(name, key, None, 0), changed(name, key, None, 5)]
    worlds = lived([one for one in scenarios if one], months=30).worlds
    assert len(worlds) > 1
    for one in worlds:
        assert_the_same(one, alone(one.scenario, months=30))
    assert digest(worlds[0]) not in {digest(one) for one in worlds[1:]}


def test_a_rule_concerns_whoever_does_what_it_is_about_and_whoever_has_a_record_of_that():
    of = lived([base("as-told"), changed("as-told", "rules.music", None, 0)], months=2)
    ((_, says),) = of.driver.each(lambda shard: between(shard.moments).apart)
    music = 1 << ACTS.index("loud_music")
    assert (says.unlike, says.kinds, says.about, says.holding) == (PARTLY, music, music, 0)


def test_how_long_a_listing_lasts_concerns_whoever_a_learned_score_lists():
    later = changed("as-told", "lists.blacklist.least_days", 3, 5)
    first, other = lived([base("as-told"), later], months=40, scale=40_000).worlds
    assert_the_same(other, alone(later, months=40, scale=40_000))
    assert sum(sums["blacklist_learned_entries"].sum() for _, sums in first.history) > 0
    assert digest(first) != digest(other)


@pytest.mark.parametrize("key", ["rules.music", "rules.demonstration"])
def test_neighbours_who_are_listed_otherwise_frighten_to_the_bit_as_they_would_alone(key):
    scenarios = [base("as-told"), changed("as-told", key, None, 0)]
    first, other = lived(scenarios, months=40, scale=150_000).worlds
    assert_the_same(other, alone(scenarios[1], months=40, scale=150_000))
    one, two = (np.concatenate(world.driver.each(states)) for world in (first, other))
    afraid = one["fear"] != two["fear"]
    same = np.logical_and.reduce([one[name] == two[name] for name in one.dtype.names or () if name != "fear"])
    assert np.count_nonzero(afraid & same) > 100  # of whom nothing else differs


def states(shard):
    """Everybody's state in a world."""
    return np.concatenate([batch.state for batch in shard.people.batches()])


def test_what_comes_every_day_of_marks_and_of_debts_is_told_apart_and_of_each_group_by_itself():
    assert ENTRIES % BLOCK == 0
    daily, *parts = (own(fields) for fields in (EVERYDAY, OF_MARKS, OF_DEBTS))
    assert DAILY - BLOCK < 1 + max(e for row in daily for e in row) <= DAILY
    assert min(e for part in parts for row in part for e in row) >= DAILY
    for g, rows in enumerate(zip(*parts, strict=True)):
        every = [e for row in rows for e in row]
        assert len(set(every)) == len(every)
        ends = np.cumsum([len(row) for row in rows]).tolist()
        assert books()["looked_at"][0].tolist() == [0, *ends, 0]
        assert books()["own"][0, g, : len(every)].tolist() == every
    fields: Any = COUNT.fields
    assert {*EVERYDAY, *OF_MARKS, *OF_DEBTS} <= set(fields)
    assert set(daily[0]) & set(daily[1]) == set()


def test_every_column_is_made_of_measures_of_people_and_harms_are_among_them():
    assert set(np.flatnonzero(harms())) <= set(np.flatnonzero(columns()[:, 0] >= 0))
    counted = {int(e) for at in places().values() for e in at}
    for row in watched():
        assert set(row) <= counted
        standing = [e for name in (*OF_MARKS, "jobless") for e in places_of(name) if e in row]
        assert set(row[: int(books()["standing"][0])]) == set(standing)


def test_worlds_of_one_society_share_layout_tables_and_burn_in():
    scenario = base("as-told")
    society = Society(scenario, 3, SCALE, scenario.start + 1)
    worlds = [World(one, 3, SCALE, society=society) for one in (scenario, scenario.without("rules.criticism"))]
    assert worlds[0].layout is worlds[1].layout
    assert worlds[0].tables is worlds[1].tables
    assert (society.first, society.last) == (scenario.burn_in_start, scenario.start + 1)


@pytest.mark.skipif(not COMPILED, reason="of compiled code")
def test_no_reference_is_counted_person_by_person():
    """A counted reference is a locked instruction: two for each array that a function hands on, for each person."""

    @compiled()
    def all_of_them(w, n, mine, total, books, base, effect, kept, pair, parted, bell):
        for x in range(n):
            note(bell, 0, FINED, 0, 0, 0)
            counts = ANYTHING if bell.rang else 0
            settled(w, (mine, total), books, counts, base, effect, kept, 0, x, 0, pair, parted)

    mine, total, width = record(effects.FLAT), record(effects.FLAT), len(COLUMNS)
    mine["entries"][-1] = 5
    one = record(effects.effect(width))
    others = record(effects.KEPT), record(PAIR), record(effects.PARTED), record(BELL)
    all_of_them(1, 3, mine, total, books()[0], record(effects.cells(width)), one, *others)
    assert int(one["gained"][-1]) == 5
    (code,) = all_of_them.inspect_llvm().values()
    bodies = [part for part in code.split("\ndefine ")[1:] if "cpython" not in part.split("(")[0]]
    assert sum(len(re.findall(r"call void @NRT_(?:inc|dec)ref", body)) for body in bodies) == 0

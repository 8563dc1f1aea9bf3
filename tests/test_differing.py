"""Another world is kept as differences to the first: nothing while nothing differs, and to the bit whatever differs."""

from itertools import pairwise
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.comparisons import SCALE, SEED, plan, timeless
from tests.helpers.worlds import scenario, world

from demerit.comparison import changed, communities, compare, other, stopped
from demerit.comparison.living import begun
from demerit.month.effects import PARTED
from demerit.month.organisation_state import ORG_STATE
from demerit.month.state import MATTER, STATE
from demerit.people.desk import STRIDE
from demerit.world import differing, kept
from demerit.world.comparing import OWN
from demerit.world.differing import Segments, held_apart, held_together, most_held, put, rows_apart
from demerit.world.drivers import Way
from demerit.world.manifest import digest

COMMUNITIES = 3
Anything = settings(max_examples=200, deadline=None)


def open_matters(people):
    """Open matters of a batch, of as many people as are named: (community, position, value); and where each begins."""
    people = sorted(people, key=lambda one: one[:2])
    out = np.zeros(len(people), MATTER)
    for m, (_, position, value) in enumerate(people):
        out[m]["who"], out[m]["value"] = position, value
    of = np.array([community for community, _, _ in people], int)
    return out, np.searchsorted(of, np.arange(COMMUNITIES + 1))


somebody = st.tuples(
    st.integers(0, COMMUNITIES - 1), st.sampled_from((0, 1, 2, STRIDE - 2, STRIDE - 1)), st.integers(0, 1)
)


@Anything
@given(st.lists(somebody, max_size=12), st.lists(somebody, max_size=12))
def test_open_matters_are_those_of_the_first_world_and_of_whoever_holds_others(one, other):
    (first, bounds), (mine, ends) = open_matters(one), open_matters(other)
    held = held_apart(Segments(first, bounds[:-1], bounds[1:]), Segments(mine, ends[:-1], ends[1:]))
    assert (held is None) == (first.tobytes() == mine.tobytes() and bounds.tolist() == ends.tolist())
    out, begins = np.zeros(most_held(held, first), MATTER), np.zeros_like(bounds)
    assert held_together(held, first, bounds, out, begins).tobytes() == mine.tobytes()
    assert begins.tolist() == ends.tolist()
    takes = sum(each.nbytes for each in held[:3]) if held else 0
    assert takes <= mine.nbytes or not len(mine)


@Anything
@given(st.sampled_from((STATE, ORG_STATE, PARTED)), st.integers(1, 40), st.sets(st.integers(0, 39)))
def test_rows_are_those_of_the_first_world_and_those_that_differ_at_most_all(dtype, number, unlike):
    base = np.zeros(number, dtype)
    base.view(np.uint8)[:] = np.arange(base.nbytes) % 251
    mine = base.copy()
    for x in unlike & set(range(number)):
        mine[x : x + 1].view(np.uint8)[-1] += 1
    found = rows_apart(mine, base)
    assert (found is None) == (mine.tobytes() == base.tobytes())
    if found is not None:
        assert sum(each.nbytes for each in found if each is not None) <= mine.nbytes
    laid = base.copy()
    put(found, laid)
    assert laid.tobytes() == mine.tobytes()


def together(base, *variants, months=14, way=None):
    """A comparison after some months."""
    of = begun(plan(base, *variants, months=months, way=way or Way(1)), OWN, None).comparison
    while of.month <= of.society.last:
        of.step()
    return of


def shard_of(of):
    return of.driver.shard


def digests(of):
    """Of every world."""
    return [digest(each) for each in of.worlds]


def test_nothing_is_kept_of_whoever_never_differed():
    base = scenario()
    of = together(base, other(base), changed(base, without=["rules.criticism"]))
    itself, without = (each.people for each in shard_of(of).others)
    assert itself.bytes_held() == 0
    assert 0 < without.bytes_held() < shard_of(of).people.bytes_held() // 10
    differ = sum(int((without.parted(b) != np.zeros(1, PARTED)).sum()) for b in range(len(without.apart)))
    assert sum(len(each.parted.there) for each in without.apart if each.parted) == differ > 0


@pytest.mark.parametrize("at", [2, 1000])
def test_where_most_differ_at_most_the_whole_is_kept_and_every_world_is_that_alone(at, monkeypatch):
    """at: bytes that a position counts for: so many that the whole takes less, where anything differs."""
    monkeypatch.setattr(differing, "AT_BYTES", at)
    base = scenario("fuzhou", regime__rollout__provinces=None)
    variant = changed(base, values={"points.clean_year": 40})
    of = together(base, variant)
    (people,) = (each.people for each in shard_of(of).others)
    differ, everybody = people.ever(), int(of.base.history[-1][1]["people"].sum())
    assert differ > 0.7 * everybody
    assert any(each.state and (each.state.at is None) == (at == 1000) for each in people.apart)
    whole = shard_of(of).people
    assert people.bytes_held() <= whole.bytes_held() + whole.ends[0] * PARTED.itemsize
    assert digests(of) == [digest(world(one, 14, seed=SEED, scale=SCALE)) for one in (base, variant.scenario)]


def test_the_rows_of_some_are_those_that_the_world_alone_would_have():
    base = scenario()
    variant = changed(base, without=["rules.criticism"])
    (people,) = (each.people for each in shard_of(together(base, variant)).others)
    state = world(variant.scenario, 14, seed=SEED, scale=SCALE).people.state
    for at in (np.arange(0, len(state), 7), np.flatnonzero(people.states(np.arange(len(state))) != people.first.state)):
        assert len(at)
        assert people.states(at).tobytes() == state[at].tobytes()


def test_clusters_are_communities_of_one_province_and_no_more_than_need_be(monkeypatch):
    province = np.repeat([0, 1, 2], [5, 1, 4])
    assert kept.clusters(province).tolist() == list(range(10))
    monkeypatch.setattr(kept, "MOST", 4)
    assert kept.clusters(province).tolist() == [0, 0, 0, 1, 1, 2, 3, 3, 3, 4]
    monkeypatch.setattr(kept, "MOST", 5)
    assert kept.clusters(province).tolist() == [0, 0, 1, 1, 2, 3, 4, 4, 5, 5]


def test_communities_that_are_one_cluster_change_bands_and_nothing_else(monkeypatch):
    base = scenario()
    given = changed(base, without=["rules.criticism"]), changed(base, values={"rights.notice": True})
    one = compare(plan(base, *given, months=14, scale=20_000))
    communities = len(one.lived.strata.people)
    monkeypatch.setattr(kept, "MOST", 40)
    two, three = (compare(plan(base, *given, months=14, scale=20_000, way=Way(n))) for n in (1, 2))
    assert timeless(two.said) == timeless(three.said)
    assert len(two.lived.strata.people) < communities == len(one.lived.comparison.society.layout)
    found = [each.lived.people for each in (one, two) if each.lived.people is not None]
    assert found[1].counts.sum(axis=1).tolist() == found[0].counts.sum(axis=1).tolist()
    assert shard_of(two.lived.comparison).kept.base.dtype == np.int64
    wider = []
    for name, variant in one.said["variants"].items():
        for key, effect in variant["effects"].items():
            same = two.said["variants"][name]["effects"][key]
            assert [same[each] for each in ("base", "other", "gained", "lost")] == [
                effect[each] for each in ("base", "other", "gained", "lost")
            ]
            if effect["difference"] and not key.startswith("organisation."):
                wide = [each["chance"][1] - each["chance"][0] for each in (effect, same)]
                wider += [wide[1] / wide[0]] if wide[0] else []
    assert 0.5 < np.median(wider) < 2


def test_what_clusters_came_to_is_read_back_however_communities_were_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 5)
    layout = np.zeros(11, [("province", int), ("start", int)])
    layout["province"] = np.repeat([0, 1], [8, 3])
    written, read = ([_part(layout, low, high) for low, high in pairwise(cuts)] for cuts in ([0, 4, 7, 11], [0, 5, 11]))
    for shard in written:
        for low in range(shard.low, shard.high):
            with shard.kept.of(low - shard.low, low - shard.low + 1) as (base, apart):
                base["entries"] += low + 1
                apart["entries"] -= low + 1
        stopped.write_apart(shard, tmp_path)
    for shard in read:
        stopped.read_apart(shard, tmp_path, [0, 4, 7, 11])
    expected = np.bincount(kept.clusters(layout["province"]), np.arange(11) + 1)
    assert expected.tolist() == [6, 15, 15, 30]
    for shards in (written, read):
        whole = communities.joined([communities.columns(shard, [np.array([0, 1])]) for shard in shards], len(expected))
        assert whole.base[:, 0].tolist() == (2 * expected).tolist()
        assert whole.apart[0, :, 0].tolist() == (-2 * expected).tolist()


def _part(layout, low, high):
    """Of a shard what is read and written here."""
    held = kept.Kept(kept.clusters(layout["province"])[low:high], 1)
    return cast("Any", SimpleNamespace(common=SimpleNamespace(layout=layout), low=low, high=high, kept=held, others=[]))

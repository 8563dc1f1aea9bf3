"""The identity contract: one digest for a world, whoever moves its people, however they are cut, stopped or compiled.

Three presets, on both societies, and one world in which a score learns; by threads, worker processes and Ray actors on
two nodes; with tiles of several sizes; resumed from a checkpoint at a random month by another driver than wrote it.
Starting a process takes longer than what is lived in it, so of the ways that start some, only one world goes all: each
of the others goes one with workers and one with Ray, no two the same.
"""

import os
import random
import sys
from collections.abc import Iterator
from functools import lru_cache

import pytest
from tests.helpers.learning import EARLY, within_reach
from tests.helpers.runs import printed_compiled_and_not
from tests.helpers.worlds import scenario

from demerit.world import checkpoint, shard
from demerit.world.cuda.device import missing
from demerit.world.drivers import Way
from demerit.world.manifest import digest
from demerit.world.simulation import World

SCALE = {"china": 60_000, "germany": 6_000}
MONTHS = 8  # under the regime
PRESETS = ("as-told", "as-documented", "europe-with-rights")
LEARNS = "as-told, with a score that learns"
WORLDS = (*PRESETS, LEARNS)
WAYS = {
    "2 threads": (Way(2), 256),
    "tiles of 33": (Way(1), 33),
    "tiles of 2048": (Way(2), 2048),
    "1 worker of 2 threads": (Way(2, 1), 100),
    "2 workers": (Way(1, 2), 256),
    "3 workers of 2 threads": (Way(2, 3), 33),
    "1 Ray shard": (Way(1, 1, "auto"), 256),
    "2 Ray shards": (Way(1, 2, "auto"), 2048),
    "3 Ray shards": (Way(1, 3, "auto"), 100),
}


@pytest.fixture(scope="module")
def cluster():
    """Two nodes on this machine, of two processors each."""
    ray = pytest.importorskip("ray", reason="Ray is an extra that is not installed")
    from ray.cluster_utils import Cluster

    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "include_dashboard": False})
    nodes.add_node(num_cpus=2)
    ray.init(nodes.address, log_to_driver=False, logging_level="ERROR")
    ray.cloudpickle.register_pickle_by_value(sys.modules[__name__])  # actors cannot import a test
    with pytest.MonkeyPatch.context() as patient:  # a busy machine starts actors slowly
        patient.setattr("demerit.world.drivers.cluster.ACTORS", 600.0)
        yield nodes
    ray.shutdown()
    nodes.shutdown()


@lru_cache(maxsize=4)
def of(name):
    if name == LEARNS:
        return scenario(**EARLY, regime__learned_score=within_reach())
    return scenario(name)


def made(name, way=None, tile=256):
    said = of(name)
    until = said.start + MONTHS - 1 + 12 * (name == LEARNS)
    return World(said, 5, SCALE[said.society.name], 1, tile, until, way)


def lived(world):
    """The digest of a world after its last month, which it does not outlive."""
    try:
        world.run()
        return digest(world)
    finally:
        world.close()


@lru_cache(maxsize=4)
def expected(name):
    """On one thread, in one piece."""
    return lived(made(name))


def gone() -> Iterator[tuple[str, str]]:
    """Which world goes which ways."""
    within, workers, actors = (
        [name for name, (way, _) in WAYS.items() if (bool(way.workers), bool(way.ray)) == kind]
        for kind in ((False, False), (True, False), (True, True))
    )
    for number, name in enumerate(WORLDS):
        yield from ((name, way) for way in within)
        every = name == WORLDS[0]
        yield from ((name, way) for kind in (workers, actors) for way in (kind if every else [kind[number - 1]]))


@pytest.mark.parametrize(("name", "way"), [*gone()])
def test_one_digest_whoever_moves_the_people(name, way, request):
    if WAYS[way][0].ray:
        request.getfixturevalue("cluster")
    assert lived(made(name, *WAYS[way])) == expected(name)


def test_three_shards_lie_on_two_nodes(cluster):
    world = made("as-told", Way(1, 3, "auto"))
    nodes = world.driver.each(_node)
    world.close()
    assert len(set(nodes)) == 2


def _node(_):
    import ray

    return ray.get_runtime_context().get_node_id()


@pytest.mark.parametrize("name", WORLDS)
@pytest.mark.usefixtures("cluster")
def test_one_digest_when_another_driver_goes_on_from_a_random_month(name, tmp_path):
    chance = random.Random(name)  # noqa: S311 - when to stop, nothing secret
    drivers = chance.sample([Way(2), Way(1, 2), Way(1, 3), Way(1, 3, "auto")], 3)
    world = made(name, drivers[0])
    months = sorted(chance.sample(range(world.first + 1, world.last), 2))
    for month, way in zip(months, drivers[1:]):
        while world.month < month:
            world.step()
        checkpoint.save(world, tmp_path)
        world.close()
        world = made(name, way, chance.choice([33, 256, 500]))
        checkpoint.restore(world, tmp_path)
        assert world.month == month
    assert lived(world) == expected(name)


UNCOMPILED = """
from tests.helpers.worlds import scenario
from demerit.world.simulation import World
from demerit.world.run import digest
for name, (start, scale, more) in {small!r}.items():
    of = scenario(name, start=start, **more)
    world = World(of, 5, scale, until=of.start + 2)
    world.first = world.month = of.start - 1
    world.run()
    print(name, digest(world), int(sum(s["acts"].sum() for _, s in world.history)))
"""
EVERYWHERE = {"regime__rollout": None, "regime__points__from": "2016-01", "regime__learned_score": None}
SMALL = {
    "as-told": ("2016-01", 1_000_000, EVERYWHERE),
    "as-documented": ("2018-01", 1_000_000, {}),
    "europe-with-rights": ("2020-01", 60_000, {}),
}


@pytest.fixture(scope="module")
def compiled_and_not():
    """Digest and acts of a few communities by preset, compiled and as plain Python: one process each, for all."""
    out = printed_compiled_and_not(UNCOMPILED.format(small=SMALL), PYTHONWARNINGS="error")
    return [{name: rest for name, *rest in map(str.split, said.splitlines())} for said in out]


@pytest.mark.parametrize("name", PRESETS)
def test_a_few_communities_are_the_same_compiled_and_as_plain_python(name, compiled_and_not):
    compiled, plain = compiled_and_not
    assert compiled[name] == plain[name]
    assert int(compiled[name][1]) > 50


def test_state_on_disk_gives_the_same_world_and_leaves_nothing_there(tmp_path):
    for way in (Way(2, 0, None, tmp_path), Way(1, 2, None, tmp_path)):
        assert lived(made("as-told", way)) == expected("as-told")
    assert not list(tmp_path.iterdir())


def test_worlds_of_other_seeds_have_other_digests():
    said = of("as-told")
    others = {lived(World(said, seed, SCALE["china"], 1, 256, said.start + MONTHS - 1)) for seed in (5, 6)}
    assert len(others) == 2
    assert expected("as-told") in others


def test_all_of_a_world_is_in_its_shards_once():
    world = made("as-told", Way(1, 3))
    parts = world.driver.each(_rows)
    held = world.driver.each(shard.held, os.getpid())
    world.close()
    assert [low for low, _, _ in parts] == world.driver.cuts[:-1]
    assert sum(rows for _, rows, _ in parts) == int(world.where.start[-1])
    assert all(first == int(world.layout[low]["start"]) for low, _, first in parts)
    assert all(part.process > 50 << 20 for part in held)  # each in a process of its own, which says what it took


def _rows(here):
    return here.low, len(here.people.state), here.row


@pytest.mark.skipif(bool(missing()), reason=f"no graphics card takes part in the contract: {missing()}")
@pytest.mark.parametrize("name", WORLDS)
def test_a_graphics_card_gives_the_same_digest(name):
    assert lived(made(name, Way(cuda=True))) == expected(name)

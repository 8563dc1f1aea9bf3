"""Whoever is killed, and whenever, a run ends with the right digest: it lives on from a checkpoint, or is resumed.

How many are killed is set by DEMERIT_KILLS: a few in every test run, 50 where somebody wants to be sure.
"""

import json
import multiprocessing
import os
import random
import signal
import socket
import sys
import threading
import time
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest
from tests.helpers.commands import apart, demerit, newest, stopped
from tests.helpers.stopped import children
from tests.helpers.worlds import scenario

from demerit.cli.app import _meant
from demerit.world import checkpoint, folder
from demerit.world.drivers import Way, cut
from demerit.world.errors import DemeritError, LostShardError
from demerit.world.run import Plan, built, digest, run
from demerit.world.simulation import World

KILLS = int(os.environ.get("DEMERIT_KILLS", "6"))
SCALE = 200_000
MONTHS = 12
EARLIER = 30  # months after which somebody is killed at the latest: whoever is killed later might not be missed
PATIENT = 600.0  # seconds that a busy machine may take for what takes none


def plan(out, **more):
    until = scenario().start + MONTHS - 1
    return Plan(scenario(), out, scale=SCALE, seed=3, until=until, quiet=True, every=6, **more)


@lru_cache(maxsize=1)
def expected():
    world = built(plan(Path()))
    world.run()
    return digest(world)


def workers():
    return [child.pid for child in multiprocessing.active_children() if child.name.startswith("demerit worker")]


def actors():
    """Processes of the Ray that was started here which hold a shard."""
    return [pid for pid in children(os.getpid()) if _command(pid).startswith(b"ray::Actor")]


def _command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it has just ended
        return b""


def killed(out, way, which, month, after):
    """A run one of whose shards is killed in a month, a while after it begins; its digest, and what was warned of.

    The month is over before the next one begins, so whoever is killed is missed, whatever else the machine does.
    """
    warned: list[str] = []
    real, lived = World.step, [0]
    killers: list[threading.Thread] = []

    def step(world):
        for killer in killers:
            killer.join()
        lived[0] += 1
        if lived[0] == month:
            killers.append(threading.Thread(target=kill))
            killers[0].start()
        return real(world)

    def kill():
        time.sleep(after)
        os.kill(random.choice(which()), signal.SIGKILL)  # noqa: S311 - whom to kill, nothing secret

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(World, "step", step)
        run(plan(out, way=way), warn=warned.append)
    return folder.manifest(out)["digest"], warned


def test_a_run_whose_workers_are_killed_at_random_moments_lives_on_from_its_checkpoints(tmp_path):
    chance = random.Random(5)  # noqa: S311 - when to kill, nothing secret
    for kill in range(-(-KILLS * 2 // 5)):
        when = chance.randint(1, EARLIER), 0.03 * chance.random()
        found, warned = killed(tmp_path / str(kill), Way(1, 2), workers, *when)
        assert found == expected()
        assert any("worker" in line and "SIGKILL" in line and "living on from" in line for line in warned)
    assert not workers()


def test_a_run_whose_ray_actors_are_killed_at_random_moments_lives_on_from_its_checkpoints(tmp_path, monkeypatch):
    ray = pytest.importorskip("ray")
    monkeypatch.setattr("demerit.world.drivers.cluster.ACTORS", PATIENT)
    chance = random.Random(6)  # noqa: S311 - when to kill, nothing secret
    ray.init("local", num_cpus=4, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    try:
        for kill in range(-(-KILLS * 3 // 10)):
            when = chance.randint(1, EARLIER), 0.03 * chance.random()
            found, warned = killed(tmp_path / str(kill), Way(1, 2, "local"), actors, *when)
            assert found == expected()
            assert any("Ray actors is gone" in line and "living on from" in line for line in warned)
    finally:
        ray.shutdown()


def test_a_run_that_is_killed_at_random_months_takes_its_workers_with_it_and_is_resumed(tmp_path):
    out, wanted = tmp_path / "run", expected()
    given = ("--scale", f"1:{SCALE}", "--seed", 3, "--until", "2014-12", "--out", out, "--workers", 2)
    words = ("run", "as-told", *given, "--quiet", "--no-report", "--checkpoint-every", 1)
    chance = random.Random(8)  # noqa: S311 - when to kill, nothing secret
    for kill in range(-(-KILLS * 3 // 10)):
        before = newest(out)
        points = chance.randint(1, 3), chance.randint(1, 10_000)
        code, left, errors = stopped(signal.SIGKILL, *points, *words, *(["--resume"] if kill else []))
        assert code == -signal.SIGKILL, errors
        assert newest(out) > before
        assert len(left) >= 2
        assert _gone(left)
    code, _, errors = apart(*words, "--resume")
    assert json.loads((out / "manifest.json").read_text())["digest"] == wanted, errors


def _gone(processes):
    until = time.monotonic() + PATIENT
    while time.monotonic() < until:
        if not any(Path(f"/proc/{pid}/stat").exists() for pid in processes):
            return True
        time.sleep(0.05)
    return False


def test_a_worker_that_is_lost_again_and_again_ends_the_run_with_one_message(tmp_path, monkeypatch):
    monkeypatch.setattr(World, "step", _lost)
    with pytest.raises(DemeritError, match=r"worker 1 of 2 is gone, 3 times in the same month; there is no checkpoint"):
        run(plan(tmp_path / "run", way=Way(1, 2)))
    assert not list(tmp_path.iterdir())


def _lost(_):
    raise LostShardError("worker 1 of 2 is gone")


def test_an_error_in_a_worker_is_raised_where_it_was_asked_and_the_worker_goes_on():
    world = World(scenario(), 3, SCALE, way=Way(1, 2))
    with pytest.raises(ZeroDivisionError):
        world.driver.each(_fails)
    assert world.driver.each(_number) == world.driver.cuts[:-1]
    world.close()
    assert not workers()


def _fails(here):
    return 1 // 0


def _number(here):
    return here.low


def test_a_full_disk_in_a_worker_leaves_the_checkpoints_before(tmp_path):
    world = World(scenario(), 3, SCALE, until=scenario().start, way=Way(1, 2))
    world.step()
    checkpoint.save(world, tmp_path)
    before = checkpoint.found(tmp_path)
    world.step()
    world.driver.each(_disk_is_full)
    with pytest.raises(DemeritError, match=r"No space left on device.*--resume"):
        checkpoint.save(world, tmp_path)
    world.close()
    assert checkpoint.found(tmp_path) == before
    assert checkpoint.damage(before[0]) is None
    assert sorted(tmp_path.iterdir()) == before


def _disk_is_full(here):
    def fsync(_):
        raise OSError(28, "No space left on device")

    os.fsync = fsync


# Bad input.


def test_more_workers_than_communities_is_one_clear_message(tmp_path):
    communities = len(built(plan(Path())).layout)
    with pytest.raises(
        DemeritError, match=rf"--workers 99: this world has {communities} communities.*1 to {communities}"
    ):
        run(plan(tmp_path / "run", way=Way(1, 99)))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("communities", [31, 54, 1411, 1_409_796])
@pytest.mark.parametrize("shards", [1, 2, 3, 7, 31])
def test_shards_hold_every_community_once_and_are_about_as_large(communities, shards):
    cuts = cut(communities, shards, 32)
    sizes = [high - low for low, high in pairwise(cuts)]
    assert cuts[0] == 0
    assert cuts[-1] == communities
    assert min(sizes) > 0
    assert max(sizes) - min(sizes) <= 64


@pytest.fixture
def deaf():
    """A port that takes calls, and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_a_ray_address_nobody_answers_is_given_up_after_its_seconds_with_what_to_check(monkeypatch, capsys, deaf):
    """The seconds are one here: nobody answers, however long it takes to ask."""
    pytest.importorskip("ray")
    from demerit.world.drivers import cluster

    assert cluster.ANSWER == 10
    monkeypatch.setattr(cluster, "ANSWER", 1.0)
    with pytest.raises(DemeritError) as said:
        cluster.connect(Way(1, 1, f"127.0.0.1:{deaf}"))
    assert f"--ray 127.0.0.1:{deaf}: no Ray cluster answers (nobody answered within 1 s)" in str(said.value)
    assert "ray start --head" in str(said.value)


def test_a_ray_address_that_is_none_is_one_message_of_the_command(tmp_path):
    pytest.importorskip("ray")
    code, _, errors = demerit("run", "as-told", "--scale", f"1:{SCALE}", "--ray", "nowhere", "--out", tmp_path / "run")
    assert code == 2
    assert errors.splitlines()[-1].startswith("demerit: --ray nowhere is not an address")
    assert "Traceback" not in errors
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("address", ["nowhere", "host:0", "host:65536", ":6379", "host:port"])
def test_what_is_no_address_is_one_clear_message(address):
    pytest.importorskip("ray")
    from demerit.world.drivers.cluster import _answering

    with pytest.raises(DemeritError, match=rf"--ray {address} is not an address; write HOST:PORT"):
        _answering(address)


def test_ray_without_an_address_is_one_started_here():
    assert _meant("--ray", "--quiet") == "--ray=local"
    assert _meant("--ray", "-") == "--ray=local"
    assert _meant("--ray", "10.0.0.5:6379") == "--ray"
    assert _meant("--scale", "-") == "--scale"


def test_without_ray_the_message_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "demerit.world.drivers.cluster", raising=False)
    with pytest.raises(DemeritError, match=r"pip install 'demerit\[ray\]'"):
        World(scenario(), 3, SCALE, way=Way(1, 1, "local"))

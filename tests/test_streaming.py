"""State that memory is too small for: it lies in files, is moved batch by batch, and gives the same world."""

import ctypes
import os
import subprocess
import sys

import numpy as np
import pytest
from tests.helpers.worlds import scenario

from demerit.month.state import MATTER, STATE
from demerit.world import estimate, folder
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError
from demerit.world.rooms import FEW, Files, Memory
from demerit.world.run import Plan, run

SCALE = 200_000


def plan(out, **more):
    return Plan(scenario(), out, scale=SCALE, seed=3, until=scenario().start + 2, quiet=True, **more)


def lacking_memory(monkeypatch, given):
    """This machine has a byte less than a plan needs, and all the disk."""
    size = estimate.size_of(given.scenario, given.scale, given.last)
    needed = estimate.estimate(size, given.way).memory
    monkeypatch.setattr(estimate, "available_memory", lambda: needed - 1)
    monkeypatch.setattr(estimate, "STREAMED_BYTES", 0)  # of a world that is smaller than what is being moved


@pytest.mark.parametrize("way", [Way(2), Way(1, 2)], ids=["threads", "workers"])
def test_a_run_that_lacks_only_memory_says_so_and_is_streamed_from_disk_with_the_same_digest(
    way, tmp_path, monkeypatch
):
    run(plan(tmp_path / "in memory"))
    warned: list[str] = []
    with monkeypatch.context() as patched:
        lacking_memory(patched, plan(tmp_path / "streamed", way=way))
        run(plan(tmp_path / "streamed", way=way), warn=warned.append)
    (said,) = (line for line in warned if "its state is streamed from disk" in line)
    assert "GiB of memory" in said
    digests = {folder.manifest(tmp_path / name)["digest"] for name in ("in memory", "streamed")}
    assert len(digests) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"in memory", "streamed"}


def test_a_disk_that_takes_no_more_state_is_one_clear_message(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    lacking_memory(monkeypatch, plan(tmp_path / "run"))
    monkeypatch.setattr(os, "posix_fallocate", full)
    with pytest.raises(DemeritError, match=r"state cannot be kept here .No space left on device"):
        run(plan(tmp_path / "run"))
    assert not list(tmp_path.iterdir())


def test_files_hand_out_rooms_that_keep_what_is_written_and_never_lie_on_one_another(tmp_path):
    files = Files(tmp_path)
    rooms = [files.room(n) for n in (0, 1, FEW, FEW + 1, 5000, 100_000)]
    assert [len(room) for room in rooms] == [FEW, FEW, FEW, 2 * FEW, 8192, 131_072]
    for number, room in enumerate(rooms):
        room["value"] = number
    assert all((room["value"] == number).all() for number, room in enumerate(rooms))
    state = files.zeros(1000, STATE)
    assert not state.tobytes().strip(b"\0")
    assert not list(tmp_path.iterdir())  # files without a name


@pytest.mark.parametrize("n", [0, 1, 1000, 123_456])
def test_rooms_in_memory_have_a_sixteenth_to_spare(n):
    room = Memory().room(n)
    assert room.dtype == MATTER
    assert n + n // 16 <= len(room) <= n + n // 16 + FEW


GIVEN_BACK = """
import threading
from demerit.world.machine import peak_bytes
from demerit.world.rooms import Memory
memory = Memory()
def taken(n):
    room = memory.room(n)
    room["due"] = 1
    return room
held = [taken(10_000) for _ in range(2000)]
before = peak_bytes()
def replaced(half):
    for b in range(half, len(held), 2):
        held[b] = None
        held[b] = taken(9_990)
for half in (0, 1):
    each = threading.Thread(target=replaced, args=(half,))
    each.start()
    each.join()
print(peak_bytes() - before, sum(room.nbytes for room in held))
"""


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallopt"), reason="of the GNU C library")
def test_what_one_thread_gives_back_another_can_have():
    said = subprocess.run([sys.executable, "-c", GIVEN_BACK], check=True, capture_output=True, text=True).stdout
    grown, held = map(int, said.split())
    assert held > 150_000_000
    assert grown < held / 20


def test_state_in_memory_is_there_and_zero():
    out = Memory().zeros(300_000, STATE)
    assert len(out) == 300_000
    assert not np.frombuffer(out.tobytes(), np.uint8).any()

"""A graphics card moves people as threads do, to the bit.

Where there is none, two stand-ins: host memory with the same functions compiled for the processor, which shows that
waves, sums and open matters are put together rightly; and the very code that Numba makes for CUDA, run by another
compiler, which shows that it means the same there.
"""

import sys
from unittest import mock

import numpy as np
import pytest
from tests.helpers.devices import CudaCodeDevice, HostDevice
from tests.helpers.worlds import scenario

from demerit.cli.options import way_of
from demerit.month import lane
from demerit.people.desk import WIDTH
from demerit.world import estimate
from demerit.world.cuda import CudaCrew
from demerit.world.cuda import device as devices
from demerit.world.cuda.hand import MORE, Hand
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError, LostShardError
from demerit.world.manifest import digest
from demerit.world.simulation import World

SCALE = 20_000
MONTHS = 8  # under the regime


def made(scale=SCALE, months=MONTHS, **changes):
    of = scenario(**changes)
    return World(of, 5, scale, until=of.start + months - 1)


def lived(device=None, tile=WIDTH, **more):
    """A world after its last month, moved by a device or by one thread."""
    world = made(**more)
    if device:
        shard = world.driver.shard
        shard.crew = CudaCrew(device, shard.people, shard.common.provinces, tile)
    world.run()
    return world


def same(world, other):
    """The same people, and the same sums of every month and province."""
    return digest(world) == digest(other) and all(
        np.array_equal(sums, others) for (_, sums), (_, others) in zip(world.history, other.history, strict=True)
    )


@pytest.fixture(scope="module")
def expected():
    return lived()


@pytest.mark.parametrize("communities", [32, 64, 1000])
def test_a_card_moves_people_as_a_thread_does_however_many_it_has_room_for(communities, expected):
    device = HostDevice(free=15_000_000 * communities)
    world = lived(device)
    crew = world.driver.shard.crew
    assert len(crew.hands) * crew.lanes <= max(32, communities)
    started = sum(function is lane.lived for function, _ in device.launches)
    assert started == len(world.history) * -(-len(world.layout) // crew.lanes)
    assert same(world, expected)


def test_open_matters_that_do_not_fit_get_more_room_and_their_wave_is_moved_anew(expected):
    refused = set()
    fitting = Hand._room_for

    def little(hand, people, held):
        if hand in refused:
            return fitting(hand, people, held)
        refused.add(hand)
        return np.zeros(len(people) + 1, np.int64)

    with mock.patch.object(Hand, "_room_for", little):
        device = HostDevice()
        world = lived(device)
    crew = world.driver.shard.crew
    assert refused == set(crew.hands)
    assert all(hand.a_person == MORE for hand in crew.hands)
    started = sum(function is lane.lived for function, _ in device.launches)
    assert started == len(refused) + len(world.history) * -(-len(world.layout) // crew.lanes)
    assert same(world, expected)


@pytest.fixture(scope="module")
def cuda_code():
    """A device that runs what Numba makes for CUDA."""
    return CudaCodeDevice()


def test_the_code_made_for_cuda_gives_the_same_world(cuda_code):
    """Of a third as many people: making the code takes most of the time, and lanes are run one after another."""
    world, expected = (lived(*device, scale=3 * SCALE) for device in ((cuda_code, 64), ()))
    assert same(world, expected)
    for field in ("acts", "records", "refused", "points_lost", "blacklist_entries", "self_censored"):
        assert sum(sums[field].sum() for _, sums in world.history) > 0, field


def test_each_function_of_a_lane_has_its_kernel():
    from demerit.month import kernels

    functions = {name for name, it in vars(lane).items() if getattr(it, "__module__", "") == lane.__name__}
    assert functions == {name for name, it in vars(kernels).items() if hasattr(it, "py_func")}


def test_nvidias_compiler_takes_the_code_and_finds_all_that_it_calls(cuda_code):
    if cuda_code.ptx(lane.totalled) is None:
        pytest.skip("NVIDIA's compiler is not installed")
    for function in (lane.lived, lane.totalled, lane.gathered):
        ptx = cuda_code.ptx(function)
        assert ".entry" in ptx
        assert ".extern" not in ptx  # asks nobody for memory, and prints nothing


def test_a_card_of_too_little_memory_is_refused_with_what_it_would_need():
    with pytest.raises(DemeritError, match=r"--cuda: the device has 0.1 GiB of free memory, and 32 communities need"):
        lived(HostDevice(free=100 << 20))


def test_a_world_without_organisations_is_moved_too():
    few = {"scale": 200_000, "months": 2, "society__organisations": None, "regime__organisations": None}
    world = lived(HostDevice(), **few)
    assert not len(world.people.orgs)
    assert same(world, lived(**few))


def test_memory_on_a_card_is_kept_from_month_to_month():
    device = HostDevice()
    world = made(scale=200_000, months=9)
    shard = world.driver.shard
    shard.crew = CudaCrew(device, shard.people, shard.common.provinces, WIDTH)
    while world.month < world.last:  # the first months of a regime open many matters, for which there must be room
        world.step()
    rooms = [hand.stream.rooms for hand in shard.crew.hands]
    before = [dict(each) for each in rooms]
    world.step()
    assert all(kept is held[name] for each, held in zip(rooms, before, strict=True) for name, kept in each.items())


@pytest.mark.skipif(not devices.missing(), reason="there is a device")
def test_a_card_that_is_not_there_is_said_in_one_line():
    with pytest.raises(DemeritError, match=r"^--cuda: ") as said:
        World(scenario(), 5, 200_000, way=Way(cuda=True))
    assert "\n" not in str(said.value)


def test_without_numba_for_cuda_the_message_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "numba_cuda", None)
    with pytest.raises(DemeritError, match=r"--cuda: .*pip install 'demerit\[cuda\]'"):
        World(scenario(), 5, 200_000, way=Way(cuda=True))


def test_a_numpy_that_numba_for_cuda_does_not_know_is_said_in_one_line(monkeypatch):
    monkeypatch.setitem(sys.modules, "numba.cuda.np.arrayobj", None)
    said = devices.missing()
    assert said.startswith("Numba for CUDA ")
    assert f"does not work with NumPy {np.__version__}" in said


@pytest.mark.parametrize("others", [{"threads": 2}, {"workers": 1}, {"ray": "local", "threads": 1}])
def test_a_card_moves_everybody_or_nobody(others):
    with pytest.raises(DemeritError, match="--cuda: one device moves everybody; leave out --"):
        way_of(**{"threads": None, "workers": None, "ray": None} | others, cuda=True)


def test_nobody_says_beforehand_how_long_a_card_takes():
    size = estimate.Size(100, 100_000, 5_000, 36, 36)
    assert str(estimate.estimate(size, Way(cuda=True))).startswith("time as said after the first month, 0.")


def test_a_card_that_fails_is_a_lost_shard_said_in_one_line():
    """So that a run lives on from its last checkpoint, or says after some tries how to go on."""
    from numba.cuda.cudadrv.error import CudaDriverError

    stream = devices.CudaStream(mock.Mock(device_array=mock.Mock(side_effect=CudaDriverError("out of\nmemory"))))
    with pytest.raises(LostShardError, match=r"^--cuda: the device failed \(out of memory\)$"):
        stream.put("state", np.zeros(1))

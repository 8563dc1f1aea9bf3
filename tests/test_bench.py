"""What `demerit bench` says is measured, adds up, and is of the very month that runs; no time is asserted."""

import json
import re
import shutil
import time
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from numba.core.runtime import _nrt_python, rtsys
from tests.helpers.worlds import scenario

from demerit import compile_cache
from demerit.bench import measure, sample, starting
from demerit.bench.clock import begin, clock, lap
from demerit.bench.profile import profile, shares
from demerit.bench.sample import Scratch, batches, bound, moved, next_moment
from demerit.bench.staged import PHASES
from demerit.draws import COMPILED, alone, record
from demerit.month.community import communities, held_by
from demerit.month.state import MATTER, NEXT
from demerit.world.chunks import Chunk
from demerit.world.errors import DemeritError
from demerit.world.simulation import World

compiled_only = pytest.mark.skipif(not COMPILED, reason="of compiled code")
MONTHS = 30  # under the regime: some are listed, many have open matters


@lru_cache(maxsize=1)
def lived():
    """14,000 people of `as-told`, two and a half years under the regime; the tests only look."""
    world = World(scenario(), 5, 100_000)
    while world.month < world.scenario.start + MONTHS:
        world.step()
    world.close()
    return world


def copied(batch):
    return Chunk(*(part.copy() for part in batch))


@compiled_only
def test_the_month_that_is_timed_is_the_month_that_runs():
    of, moment = batches(lived()), next_moment(lived())
    found = []
    for timed in (False, True):
        scratch = Scratch(len(lived().where.names), of)
        parts = []
        for batch in map(copied, of):
            matters, bounds = moved(batch, scratch, moment, timed)
            parts += [batch.state.tobytes(), batch.orgs.tobytes(), matters.tobytes(), bounds.tobytes()]
        assert scratch.sums["acts"].sum() > 0
        assert scratch.sums["blacklist_stock"].sum() > 0
        assert scratch.next.overflow == 0
        found.append((parts, scratch.sums.tobytes(), scratch.org_sums.tobytes()))
    assert found[0] == found[1]


@compiled_only
def test_nothing_is_allocated_inside_the_month():
    """Handing an array to compiled code takes one reference to it; thirteen communities take as many as one."""
    batch = batches(lived())[0]
    moment = next_moment(lived())
    scratch = Scratch(len(lived().where.names), [batch])
    rows = [
        Chunk(batch.layout[:n], batch.state, batch.matters, batch.bounds[: n + 1], batch.orgs)
        for n in (1, 2, len(batch.layout))
    ]
    _nrt_python.memsys_enable_stats()
    try:
        taken = []
        for some in map(copied, rows):
            before = rtsys.get_allocation_stats()
            moved(some, scratch, moment, timed=False)
            after = rtsys.get_allocation_stats()
            taken.append((after.alloc - before.alloc, after.mi_alloc - before.mi_alloc))
            assert after.alloc - after.free == before.alloc - before.free, "something was kept"
    finally:
        _nrt_python.memsys_disable_stats()
    assert len(rows[2].layout) > 10
    arrays = 9  # layout, state, matters, bounds, out, its bounds, sums, orgs, their sums
    arrays += 9  # each record in one of its own: tables, society, law, news, desk, person, next month, two of companies
    assert taken == [(arrays, arrays)] * len(rows)


@compiled_only
def test_an_allocation_in_compiled_code_would_be_seen():
    from numba import njit

    @njit
    def allocating(n):
        total = 0
        for i in range(n):
            total += len(np.zeros(i + 1, np.int64))
        return total

    allocating(2)
    _nrt_python.memsys_enable_stats()
    try:
        before = rtsys.get_allocation_stats()
        allocating(50)
        assert rtsys.get_allocation_stats().alloc - before.alloc >= 50
    finally:
        _nrt_python.memsys_disable_stats()


def counting(each):
    """How often a loop over people, compiled around what is done for each, counts a reference to their open matters."""
    from numba import njit

    @njit(error_model="numpy")
    def all_of_them(nxt, n, matters):
        m = 0
        for x in range(n):
            m = each(nxt, x, matters, m)
        return m

    assert all_of_them(record(NEXT), 5, np.zeros(3, MATTER)) == 3
    (code,) = all_of_them.inspect_llvm().values()
    bodies = [part for part in code.split("\ndefine ")[1:] if "cpython" not in part.split("(")[0]]
    return sum(len(re.findall(r"call void @NRT_(?:inc|dec)ref", body)) for body in bodies)


@compiled_only
def test_no_reference_to_open_matters_is_counted_person_by_person():
    assert counting(held_by) == 0


@compiled_only
def test_counted_references_would_be_seen():
    from numba import njit

    @njit(forceinline=True, error_model="numpy")
    def two_ways_out(nxt, x, matters, m):
        while m < len(matters) and matters[m].who == 0:
            if m == 10:
                nxt.overflow = 1
                break
            nxt.held[m] = matters[m]
            m += 1
        return m

    assert counting(two_ways_out) > 0


def test_a_record_lies_alone_in_its_array_or_in_a_copy():
    mine = record(NEXT, holds=3)
    alone(mine)["holds"] = 4
    assert mine.holds == 4
    several = np.zeros(2, NEXT)
    several["holds"] = 1, 2
    assert alone(several[1]).shape == (1,)
    assert alone(several[1])["holds"] == 2


@compiled_only
def test_the_month_holds_no_call_that_asks_for_memory():
    """On no path, however rarely taken: machine code names whatever it calls outside of itself."""
    lived()
    found = list(Path(communities.stats.cache_path).glob("community.communities-*.nbc"))
    assert found
    for code in (path.read_bytes() for path in found):
        assert b"NRT_adapt_ndarray_from_python" in code, "the names are there to be found"
        assert not re.findall(rb"NRT_(?:MemInfo_(?:alloc|new|varsize)|Allocate|Reallocate)|[mc]alloc", code)


@compiled_only
def test_a_room_that_is_reckoned_is_never_too_small():
    for batch in batches(lived()):
        assert bound(batch) > len(batch.matters) + 100 * len(batch.layout)


@compiled_only
def test_a_clock_counts_what_passes_between_two_looks():
    watch = clock()
    before = time.monotonic_ns()
    begin(watch)
    begun = time.monotonic_ns()
    time.sleep(0.02)
    slept = time.monotonic_ns()
    lap(watch, 3)
    lap(watch, 4)
    after = time.monotonic_ns()
    assert slept - begun <= watch.spent[3] <= sum(watch.spent) <= after - before
    assert sum(watch.spent) == watch.spent[3] + watch.spent[4]


@compiled_only
def test_a_profile_measures_every_phase_and_leaves_the_people_as_they_are():
    world = lived()
    before, month = world.people.digest(), world.month
    found = profile(world, repeats=3)
    assert json.loads(json.dumps(found)) == found
    assert list(found["phases"]) == list(PHASES)
    assert all(phase["ns_a_person_month"] > 0 for phase in found["phases"].values())
    assert found["people"] == pytest.approx(14_000, rel=0.1)
    assert (world.people.digest(), world.month) == (before, month)


def test_what_no_phase_explains_is_said():
    found = shares(100.0, [10.0] * len(PHASES))
    assert found["sum_ns_a_person_month"] + found["rest_ns_a_person_month"] == found["whole_ns_a_person_month"] == 100
    assert sum(phase["share"] for phase in found["phases"].values()) + found["rest_share"] == pytest.approx(1)
    assert shares(80.0, [10.0] * len(PHASES))["rest_ns_a_person_month"] == -10


def test_a_sample_of_a_large_country_is_spread_over_all_of_it():
    every, some = batches(lived()), batches(lived(), most=5_000)
    assert len(every) == len(lived().people.cuts) - 1
    assert sum(len(batch.state) for batch in every) == len(lived().people.state)
    assert 1 <= len(some) <= len(every)
    assert sample.batches(lived(), most=1)[0].state.tobytes() == every[0].state.tobytes()


def test_a_profile_needs_a_month_that_can_be_lived():
    world = World(scenario(), 5, 200_000, until=scenario().start)
    world.month = world.last + 1
    with pytest.raises(ValueError, match="no month of the scenario is left"):
        profile(world)


def test_more_months_than_a_scenario_has_are_refused():
    most = scenario().end - scenario().start
    measure.enough(scenario(), most)
    with pytest.raises(DemeritError, match=f"at most {most} can be"):
        measure.enough(scenario(), most + 1)


def test_parts_of_a_start_make_up_its_total():
    over = {"interpreter": 10.5, "imports": 11.0, "load": 11.25, "tables": 12.0, "first_month": 14.0}
    found = starting.parts(10.0, {"over": over, "code_loaded": [0.25, 0.5], "code_compiled": [0.0, 1.0]})
    assert found.pop("total") == 4
    assert sum(found.values()) == 4
    assert (found["tables"], found["first_month"]) == (0.5, 0.5)
    assert (found["code_loaded"], found["code_compiled"]) == (0.75, 1.0)


@compiled_only
def test_a_start_is_measured_in_a_process_of_its_own_and_another_installation_finds_what_was_compiled(
    tmp_path, monkeypatch
):
    starting.once("as-told", None, 1, 200_000, 1)  # so that the second finds what the first compiled
    shutil.copytree(Path(compile_cache.__file__).parent, tmp_path / "demerit")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    found = starting.once("as-told", None, 1, 200_000, 1)
    assert found["people"] > 6_000
    assert found["code_compiled"] == 0, "the compile cache did not survive between two installations"
    assert found["code_loaded"] > 0
    assert all(seconds >= 0 for seconds in found.values())

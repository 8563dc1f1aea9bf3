"""What a machine has free: the tightest control group counts, and caches make room."""

import os
import resource

import pytest

from demerit.world import machine

GIB = 1 << 30


@pytest.fixture
def groups(tmp_path, monkeypatch):
    """Makes control groups; each is a folder with what it says."""
    monkeypatch.setattr(machine, "GROUPS", tmp_path / "groups")
    monkeypatch.setattr(machine, "GROUP", tmp_path / "cgroup")
    monkeypatch.setattr(machine, "_free", lambda: 100 * GIB)

    def made(folder, **said):
        (tmp_path / "groups" / folder).mkdir(parents=True, exist_ok=True)
        for name, text in said.items():
            (tmp_path / "groups" / folder / name.replace("__", ".")).write_text(f"{text}\n")

    def inside(*lines):
        (tmp_path / "cgroup").write_text("".join(f"{line}\n" for line in lines))
        return made

    return inside


def test_without_control_groups_what_is_free_is_free(groups):
    assert machine.available_memory() == 100 * GIB
    groups("0::/")
    assert machine.available_memory() == 100 * GIB


def test_the_tightest_group_around_a_process_counts(groups):
    made = groups("0::/outer/inner")
    made("outer", memory__max=8 * GIB, memory__current=6 * GIB)
    made("outer/inner", memory__max="max", memory__current=1 * GIB)
    assert machine.available_memory() == 2 * GIB
    made("outer/inner", memory__max=3 * GIB)
    assert machine.available_memory() == 2 * GIB
    made("outer/inner", memory__max=2 * GIB)
    assert machine.available_memory() == 1 * GIB


def test_the_older_form_of_groups_is_read_as_well(groups):
    made = groups("5:cpu:/elsewhere", "4:memory:/job", "0::/")
    made("memory/job", memory__limit_in_bytes=4 * GIB, memory__usage_in_bytes=3 * GIB)
    made("cpu/elsewhere", memory__limit_in_bytes=0, memory__usage_in_bytes=0)
    assert machine.available_memory() == 1 * GIB


def test_caches_of_files_make_room_and_a_group_that_is_full_has_none(groups):
    made = groups("0::/job")
    stat = f"anon {GIB}\nactive_file {GIB}\ninactive_file {2 * GIB}"
    made("job", memory__max=4 * GIB, memory__current=4 * GIB, memory__stat=stat)
    assert machine.available_memory() == 3 * GIB
    made("job", memory__current=9 * GIB)
    assert machine.available_memory() == 0


def test_a_limit_of_addresses_counts(groups, monkeypatch, tmp_path):
    held = tmp_path / "statm"
    held.write_text(f"{GIB // os.sysconf('SC_PAGE_SIZE')} 0 0 0 0 0 0\n")
    monkeypatch.setattr(machine, "HELD", held)
    monkeypatch.setattr(resource, "getrlimit", lambda _: (5 * GIB, resource.RLIM_INFINITY))
    assert machine.available_memory() == 4 * GIB
    monkeypatch.setattr(resource, "getrlimit", lambda _: (GIB // 2, GIB))
    assert machine.available_memory() == 0

"""What can happen to a run from outside: torn checkpoints, full disks, other machines, readers that cannot wait."""

import json
import os
import random
import shutil
import threading
from collections import Counter

import pytest
from tests.helpers.runs import lived, plan, ran
from tests.helpers.worlds import scenario

from demerit.month.state import COUNT, MATTER, STATE
from demerit.world import checkpoint, durable, estimate, folder, months_so_far, parquet, so_far
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError
from demerit.world.months import months
from demerit.world.pace import Pace
from demerit.world.run import Clock, built, digest, parts, run
from demerit.world.verify import _of_parts, differences


def test_a_checkpoint_cut_at_any_of_a_hundred_random_bytes_is_noticed_and_the_one_before_is_used(tmp_path):
    lived(tmp_path)
    newest, before = checkpoint.found(tmp_path)
    chance = random.Random(11)  # noqa: S311 - where to cut, nothing secret
    files = [path for path in sorted(newest.iterdir()) if path.stat().st_size]
    weights = [path.stat().st_size for path in files]
    for path in [*files, *chance.choices(files, weights, k=100 - len(files))]:
        whole = path.read_bytes()
        path.write_bytes(whole[: chance.randrange(len(whole))])
        used, wrong = checkpoint.newest_sound(tmp_path)
        assert used == before
        assert path.name in wrong[0]
        path.write_bytes(whole)
    assert checkpoint.newest_sound(tmp_path) == (newest, [])


def test_a_checkpoint_that_was_passed_over_makes_room_for_sound_ones(tmp_path):
    lived(tmp_path, 4)
    newest, before = checkpoint.found(tmp_path)
    newest.rename(newest.with_name("checkpoint-2099-01"))
    (tmp_path / "checkpoint-2099-01" / "state-0.bin").write_bytes(b"")
    fresh = built(plan(tmp_path))
    checkpoint.restore(fresh, tmp_path)
    fresh.step()
    saved = checkpoint.save(fresh, tmp_path)
    assert checkpoint.found(tmp_path) == [saved, before]
    assert all(checkpoint.damage(path) is None for path in checkpoint.found(tmp_path))


def failing(monkeypatch, number):
    """The disk is full at the write of this number, after half of it."""
    seen = Counter[str]()
    real = os.fsync

    def fsync(handle):
        seen["writes"] += 1
        if seen["writes"] == number:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    return seen


def test_a_disk_that_is_full_at_any_write_of_a_checkpoint_leaves_those_before_it_whole(tmp_path, monkeypatch):
    world = lived(tmp_path)
    before = checkpoint.found(tmp_path)
    world.step()
    for number in range(1, len(list(before[0].iterdir())) + 2):  # every part, what it says of itself, and its names
        with monkeypatch.context() as patched:
            failing(patched, number)
            with pytest.raises(DemeritError, match=r"No space left on device.*--resume"):
                checkpoint.save(world, tmp_path)
        assert checkpoint.found(tmp_path) == before
        assert all(checkpoint.damage(path) is None for path in before)
        assert sorted(tmp_path.iterdir()) == sorted(before)


def test_the_disk_that_a_run_needs_counts_what_checkpoints_hold_of_all_months(tmp_path):
    """In a coarse country that is nearly all there is in one: of everybody's state alone it was foretold."""
    of = plan(tmp_path)
    world = built(of)
    world.run()
    saved = checkpoint.save(world, tmp_path)
    held = sum(path.stat().st_size for path in saved.iterdir())
    told = estimate.estimate(estimate.size_of(of.scenario, of.scale, of.last, of.seed), Way()).disk - estimate.RUN_BYTES
    assert 2.8 * held < told < 3.4 * held


def problem(world, of):
    """What writing the run folder says is wrong; nothing, where all is written."""
    try:
        parts(world, of, Clock())
    except DemeritError as error:
        return str(error)
    return ""


def test_a_disk_that_is_full_at_any_part_of_the_run_folder_leaves_no_half_part_and_no_manifest(tmp_path, monkeypatch):
    world = built(plan(tmp_path))
    world.run()
    checkpoint.save(world, tmp_path)
    kept = checkpoint.found(tmp_path)
    number, said = 0, "begun"
    while said:
        number += 1
        with monkeypatch.context() as patched:
            failing(patched, number)
            said = problem(world, plan(tmp_path))
        if said:
            assert "No space left on device" in said
            assert "--resume" in said
            assert not (tmp_path / folder.MANIFEST).exists()
            assert not list(tmp_path.rglob("*.part"))
            assert checkpoint.damage(kept[0]) is None
        months_so_far.clear(tmp_path)
    assert number > 7


def test_resuming_says_all_that_differs_at_once(tmp_path):
    lived(tmp_path, 1)
    changed = scenario("europe-as-told")
    other = plan(tmp_path, scenario=changed, seed=4, scale=190_000, until=changed.start, resume=True)
    about = checkpoint.found(tmp_path)[0] / "about.json"
    said = {**json.loads(about.read_text()), "version": "0.0.0"}
    said.pop("seal")
    about.write_text(json.dumps({"seal": checkpoint._seal(said), **said}))
    with pytest.raises(DemeritError) as error:
        run(other)
    for words in (
        "version was 0.0.0",
        "scenario was as-told, is europe-as-told",
        "society was china, is germany",
        "seed was 3, is 4",
        "scale was 1:200000, is 1:190000",
        "until was 2014-03, is 2020-01",
    ):
        assert words in str(error.value)


def test_resuming_an_edited_scenario_names_the_value(tmp_path):
    lived(tmp_path, 1)
    edited = scenario(title="Another title")
    with pytest.raises(DemeritError, match="title"):
        run(plan(tmp_path, scenario=edited, resume=True))


def test_a_checkpoint_says_nothing_of_the_machine_and_goes_on_in_another_folder(tmp_path):
    world = lived(tmp_path / "here", 2)
    elsewhere = tmp_path / "there" / "run"
    shutil.copytree(tmp_path / "here", elsewhere)
    for path in checkpoint.found(elsewhere):
        assert str(tmp_path) not in (path / "about.json").read_text()
        assert os.uname().nodename not in (path / "about.json").read_text()
    for dtype in (STATE, MATTER, COUNT):
        assert all(durable.portable(dtype)[name].base.str[0] in "<|" for name in dtype.names or ())
    again = built(plan(elsewhere, way=Way(2), tile=100))
    checkpoint.restore(again, elsewhere)
    again.run()
    again.close()
    world.run()
    assert digest(again) == digest(world)


def test_tables_that_come_out_otherwise_on_another_machine_are_refused(tmp_path, monkeypatch):
    lived(tmp_path, 1)
    monkeypatch.setattr(checkpoint, "hash_of", lambda _: "0")
    with pytest.raises(DemeritError, match="come out otherwise on this machine"):
        checkpoint.restore(built(plan(tmp_path)), tmp_path)


def test_whoever_polls_a_run_sees_whole_months_only_and_in_the_end_all(tmp_path, monkeypatch):
    out = tmp_path / "run"
    ended = threading.Event()
    published: list[int] = []
    wrong: list[object] = []

    def look():
        tables = [parquet.read(path) for path in so_far.parts(out)]
        said = [month for table in tables for month in table["month"].unique().to_pylist()]
        if len(set(said)) < len(said):
            wrong.append(said)
        return len(said)

    def poll():
        seen = 0
        while not ended.is_set():
            try:
                before, seen = seen, look()
                if seen < before:
                    wrong.append((before, seen))
                ended.wait(0.05)
            except Exception as error:
                wrong.append(error)

    def every_month(world, out):
        def act():
            months_so_far.publish(world, out)
            published.append(look())

        return Pace(act, 0.0, 0, every=1)

    monkeypatch.setattr(months_so_far, "publisher", every_month)
    reader = threading.Thread(target=poll)
    reader.start()
    world = ran(plan(out, until=scenario().start + 5))
    ended.set()
    reader.join()
    assert not wrong
    assert published == [*range(1, len(published) + 1)]
    assert len(published) >= 5
    assert len(so_far.parts(out)) == 6
    rows = sum(parquet.read(path).num_rows for path in so_far.parts(out))
    assert rows == months(world).num_rows
    assert differences(out, 1) == []
    so_far.parts(out)[3].unlink()
    assert "months/2014-05.parquet" in next(_of_parts(out, world))


def test_a_run_killed_before_its_first_checkpoint_is_started_again_where_it_was(tmp_path):
    world = built(plan(tmp_path))
    world.run()
    months_so_far.publish(world, tmp_path)
    assert digest(ran(plan(tmp_path))) == digest(world)


def test_months_that_are_not_ours_are_left_alone(tmp_path):
    (tmp_path / "months").mkdir()
    (tmp_path / "months" / "2014-01.parquet").write_text("mine")
    with pytest.raises(DemeritError, match="not empty"):
        run(plan(tmp_path))
    assert (tmp_path / "months" / "2014-01.parquet").read_text() == "mine"


def test_the_manifest_says_what_share_of_the_time_checkpoints_took(tmp_path):
    run(plan(tmp_path / "run", every=20))
    said = json.loads((tmp_path / "run" / "manifest.json").read_text())
    assert 0 < said["checkpoint_share"] < 1

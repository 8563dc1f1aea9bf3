"""A run from its first month to its last part: stopping, full disks, broken runs, and what is left behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

import pyarrow.parquet as pq
import pytest
from tests.helpers.commands import stopped
from tests.helpers.runs import ran
from tests.helpers.worlds import at_end, scenario, told

from demerit import compile_cache
from demerit.catalogue.found import RATIOS
from demerit.scenario import load
from demerit.vocabulary import DEMANDS
from demerit.world import checkpoint, folder, lists, replay_data
from demerit.world.errors import BrokenRunError, DemeritError
from demerit.world.findings import findings
from demerit.world.living import CHECKPOINT_SECONDS, Checkpoints
from demerit.world.manifest import manifest
from demerit.world.run import Plan, built, digest, run
from demerit.world.verify import differences

SCALE = 150_000


def plan(out, months=6, **more):
    return Plan(scenario(), out, scale=SCALE, seed=3, until=scenario().start + months - 1, quiet=True, **more)


@lru_cache(maxsize=1)
def finished():
    """A finished run, and its world."""
    out = Path(mkdtemp()) / "deep" / "run"
    return out, ran(plan(out))


def copied(tmp_path):
    return Path(shutil.copytree(finished()[0], tmp_path / "copy"))


def words_of(out, *more):
    words = ("run", "as-told", "--scale", f"1:{SCALE}", "--seed", "3", "--until", "2014-06", "--no-report")
    return [*words, "--out", str(out), *more]


def full(*_):
    raise OSError(28, "No space left on device")


def test_the_resolved_scenario_of_a_run_is_a_scenario_of_its_own_with_the_same_hash():
    from demerit.scenario import load

    assert load(finished()[0] / "scenario.yaml").hash == scenario().hash


def test_replay_data_say_what_the_world_said_and_nothing_is_made_anew(monkeypatch):
    out, world = finished()
    for slow in ("demerit.people.tables.build", "demerit.rulebook.law.law", "demerit.scenario.loading.load"):
        monkeypatch.setattr(slow, None)
    data = replay_data.load(out)
    assert (data.first, data.last, data.seed) == (world.first, world.last, 3)
    assert data.tables.tobytes() == world.tables.tobytes()
    assert data.layout.tobytes() == world.layout.tobytes()
    for month in range(world.first, world.last + 1):
        assert data.law_of(month).tobytes() == world.law_of(month).tobytes()
        assert data.news_of(month).tobytes() == world.news_of(month).tobytes()


def test_cameras_are_the_stock_of_the_country_whatever_the_scale():
    table = pq.read_table(finished()[0] / "months.parquet").to_pylist()
    stock = sum(row["value"] for row in table if row["measure"] == "cameras" and row["month"] == "2014-06")
    said_so = scenario().regime.data_sources["camera"].cameras
    assert said_so is not None
    assert stock == pytest.approx(1e6 * said_so.between(scenario().start + 5), rel=1e-4)


def test_the_blacklist_has_as_many_rows_as_were_counted_by_group_and_by_what_only_the_run_knows():
    rows = lists.lists(told()).to_pylist()
    black = [row for row in rows if row["list"] == "blacklist"]
    assert len(rows) - len(black) == at_end(told(), "redlist_stock").sum()
    assert sum(row["wrongful"] for row in black) == at_end(told(), "blacklist_wrongful_stock").sum()
    assert sum(not row["told"] for row in black) == at_end(told(), "blacklist_unaware").sum()
    for g, group in enumerate(("majority", "minority")):
        assert sum(row["group"] == group for row in black) == at_end(told(), "blacklist_stock")[g]


def test_lists_as_published_say_nothing_that_no_list_says(tmp_path):
    assert set(lists.PUBLISHED).isdisjoint({"group", "told", "wrongful"})
    run = copied(tmp_path)
    lists.save(run / folder.LISTS, told())
    folder.seal(run, folder.LISTS)
    rows = [*lists.read(run)]
    assert len(rows) > 100
    assert all(tuple(row) == lists.PUBLISHED for row in rows)


def test_a_missing_or_changed_part_is_what_verifying_says(tmp_path):
    run_folder = copied(tmp_path)
    assert differences(run_folder, 1) == []
    (run_folder / "months.parquet").write_bytes(b"PAR1")
    manifest = json.loads((run_folder / "manifest.json").read_text())
    (run_folder / "manifest.json").write_text(json.dumps({**manifest, "digest": "0"}))
    found = "\n".join(differences(run_folder, 2))
    assert "months.parquet cannot be read" in found
    assert f"digest: 0 was said, {manifest['digest']} comes out" in found


def test_a_scenario_edited_afterwards_is_noticed_at_once(tmp_path):
    run_folder = copied(tmp_path)
    text = (run_folder / "scenario.yaml").read_text(encoding="utf-8")
    (run_folder / "scenario.yaml").write_text(text.replace("value: 9.0", "value: 8.0", 1), encoding="utf-8")
    assert "scenario_hash" in differences(run_folder, 1)[0]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"version": 1}'])
def test_a_damaged_manifest_is_one_clear_message(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(DemeritError, match="manifest"):
        folder.manifest(tmp_path)


def test_a_finished_run_is_not_resumed():
    with pytest.raises(DemeritError, match="finished"):
        run(plan(finished()[0], resume=True))


def test_resuming_what_never_began_says_so_and_begins(tmp_path):
    said: list[str] = []
    begun = ran(plan(tmp_path / "run", resume=True), warn=said.append)
    assert any("nothing to go on from yet; starting from the beginning" in text for text in said)
    assert begun.people.digest() == finished()[1].people.digest()


def test_a_run_with_clipped_chances_is_broken_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("demerit.world.run.manifest", lambda *words: {**manifest(*words), "clippings": 7})
    with pytest.raises(BrokenRunError, match="7 chances were clipped") as said_so:
        run(plan(tmp_path / "run", 1))
    assert said_so.value.code == 1


def test_a_disk_that_is_full_before_any_checkpoint_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DemeritError, match=r"No space left on device.*the same command with --out .* begins again"):
        run(plan(tmp_path / "deep" / "run", 1))
    assert not list(tmp_path.iterdir())


def test_a_disk_that_is_full_at_the_end_leaves_a_checkpoint_from_which_the_run_goes_on(tmp_path, monkeypatch):
    out = tmp_path / "run"
    with monkeypatch.context() as patched:
        patched.setattr("demerit.world.parquet.write", full)
        with pytest.raises(DemeritError, match="No space left on device"):
            run(plan(out, every=20))
    assert not (out / "manifest.json").exists()
    assert [checkpoint.damage(path) for path in checkpoint.found(out)] == [None, None]
    assert digest(ran(plan(out, resume=True))) == digest(finished()[1])


def test_a_file_larger_than_allowed_ends_the_command_with_one_message(tmp_path):
    """The kernel's own limit on files stands for a full disk."""
    out = tmp_path / "run"
    python = (sys.executable, "-m", "demerit")
    limited = [
        "bash",
        "-c",
        'ulimit -f 100; exec "$@"',
        "-",
        *python,
        *words_of(out, "--quiet", "--checkpoint-every", "3"),
    ]
    env = {**os.environ, "NUMBA_DISABLE_JIT": "0"}
    done = subprocess.run(limited, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "cannot be written" in done.stderr or "no checkpoint could be written" in done.stderr
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopping_leaves_a_checkpoint_and_says_how_to_go_on(tmp_path, number):
    out = tmp_path / "run"
    code, _, errors = stopped(number, 1, 0, *words_of(out, "--checkpoint-every", "1"))
    assert code == 130, errors
    assert f"--resume --out {out}" in errors
    assert "Traceback" not in errors
    assert checkpoint.damage(checkpoint.found(out)[0]) is None
    assert digest(ran(replace(plan(out, resume=True), scenario=load("as-told")))) == digest(finished()[1])


def test_what_a_checkpoint_says_of_itself_is_sealed(tmp_path):
    world = built(plan(tmp_path))
    world.step()
    path = checkpoint.save(world, tmp_path)
    about = json.loads((path / "about.json").read_text())
    (path / "about.json").write_text(json.dumps({**about, "month": about["month"] + 1}))
    assert "about.json" in (checkpoint.damage(path) or "")


def test_checkpoints_take_less_than_a_twentieth_of_the_time(monkeypatch):
    now = [0.0]
    monkeypatch.setattr("demerit.world.pace.time.monotonic", lambda: now[0])

    def slowly():
        now[0] += 10.0

    points = Checkpoints(slowly)
    now[0] = CHECKPOINT_SECONDS + 1
    assert points.due(3)
    points.act()
    now[0] += 249.0
    assert not points.due(7)
    now[0] += 2.0
    assert points.due(7)


def test_findings_of_an_unfinished_year_say_until_when():
    summary = json.loads((finished()[0] / "summary.json").read_text())
    said_so = findings(summary)
    assert len(said_so) == 4, "nobody was refused anything yet, and what did not happen is not told"
    assert all("2014-06" in line for line in said_so)


def test_findings_speak_of_what_a_system_without_lists_does():
    summary = {"people.2018-12": 100.0, "commercial.customers.all.2018": 69e6, "refused.for.commercial.2018": 8e4}
    first, *others = findings(summary)
    assert first == (
        "End of 2018-12: private scores of 69 million people; in 2018 80,000 refusals because one was too low."
    )
    assert others == [], "what did not happen is not told"


def test_findings_say_only_figures_of_the_summary_and_count_every_demand():
    summary = json.loads((finished()[0] / "summary.json").read_text())
    last, said_of = "2014-06", {}

    class Asked(dict[str, float]):
        def get(self, name, default=None):
            said_of[name] = summary.get(name, default)
            return said_of[name]

    findings(Asked(summary))
    assert {name.rpartition(".")[2] for name in said_of} == {"2014", last}
    assert all(name in summary or name.rpartition(".")[0] in {r.name for r in RATIOS} for name in said_of)
    assert summary["refused.all.2014"] == pytest.approx(sum(summary[f"refused.{d}.2014"] for d in DEMANDS), abs=12)


def test_only_compile_caches_that_nobody_used_for_a_day_are_forgotten(tmp_path):
    for age in range(6):
        (tmp_path / str(age)).mkdir()
        os.utime(tmp_path / str(age), (1e9 - age * 3600 * 10,) * 2)
    compile_cache._forget(tmp_path, 1e9)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1", "2", "3"]


def test_every_compiled_function_is_kept_in_the_folder_of_these_sources():
    import numba

    package = Path(compile_cache.__file__).parent
    root = compile_cache.root()
    if root is None or not os.environ.get("NUMBA_CACHE_DIR", "").startswith(str(root)):
        pytest.skip("somebody chose another folder")
    assert Path(numba.config.CACHE_DIR) == root / compile_cache.sources_hash(package)

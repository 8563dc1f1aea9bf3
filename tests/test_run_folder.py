"""A run folder from its first byte on: stopped anywhere it goes on, and whatever is wrong with it is said."""

import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.helpers.commands import demerit, stopped
from tests.helpers.runs import plan

from demerit import placing
from demerit.shell import quoted
from demerit.world import (
    checkpoint,
    claim,
    folder,
    living,
    months_so_far,
    parquet,
    replay_data,
    standing,
    stopping,
    twins,
)
from demerit.world import run as world_run
from demerit.world.errors import DemeritError, InterruptedRunError
from demerit.world.run import digest as digest_of
from demerit.world.run import run
from demerit.world.simulation import World
from demerit.world.standing import Standing

WORDS = ("run", "as-told", "--scale", "1:400000", "--until", "2014-03", "--quiet")


def quick_and_alike(patched):
    """Twins take most of the time, and are a file like any other; what is written from time to time is written once,
    however busy the machine is.
    """
    patched.setattr(twins, "beside", lambda *_: {"scale": 1, "worlds": {}})
    patched.setattr(months_so_far, "LEAST", 3600.0)
    patched.setattr(living, "CHECKPOINT_SECONDS", 3600.0)


@pytest.fixture(autouse=True)
def no_twins(monkeypatch):
    quick_and_alike(monkeypatch)


def paged(out, **_):
    """A report that is quick to write."""
    (out / "figures").mkdir(exist_ok=True)
    folder.written(out / "figures" / "one.svg", lambda part: part.write_text("<svg/>"))
    folder.written(out / "report.html", lambda part: part.write_text("<html/>"))
    return out / "report.html"


@pytest.fixture(scope="module")
def moments(tmp_path_factory):
    """A run folder as it is before and after each file of it takes its place, in order; the last is the whole one."""
    at = tmp_path_factory.mktemp("moments")
    out = at / "run"
    seen: list[Path] = []
    real = Path.replace

    def copied():
        if out.exists():
            seen.append(Path(shutil.copytree(out, at / str(len(seen)) / "run")))

    def replace(path, target):
        copied()
        found = real(path, target)
        copied()
        return found

    with pytest.MonkeyPatch.context() as patched:
        quick_and_alike(patched)
        patched.setattr("demerit.report.write", paged)
        patched.setattr(Path, "replace", replace)
        code, _, errors = demerit(*WORDS, "--out", out)
        assert code == 0, errors
    return [*seen, out]


@pytest.fixture(scope="module")
def whole(moments):
    """The finished run."""
    return moments[-1]


def copy(of, tmp_path):
    return Path(shutil.copytree(of, tmp_path / "run"))


def digest(out):
    return folder.manifest(out)["digest"]


# No dead ends.


def test_at_every_moment_a_run_can_be_begun_again_or_be_told_to_its_end(moments):
    found = [standing.of(each) for each in moments]
    parts, told = found.count(Standing.EMPTY), found.count(Standing.MADE)
    assert found == [Standing.EMPTY] * parts + [Standing.MADE] * told + [Standing.FINISHED]
    assert parts > 2 * 9
    assert told > 2 * 4


@pytest.mark.parametrize("resume", [(), ("--resume",)], ids=["begun", "resumed"])
@pytest.mark.parametrize("last", [Standing.EMPTY, Standing.MADE])
def test_killed_at_a_file_the_same_command_ends_with_the_same_files(last, resume, moments, tmp_path, monkeypatch):
    monkeypatch.setattr("demerit.report.write", paged)
    out = copy([each for each in moments if standing.of(each) is last][-1], tmp_path)
    lived = counted(monkeypatch)
    code, _, errors = demerit(*WORDS, *resume, "--out", out)
    assert code == 0, errors
    assert bool(lived) == (last is Standing.EMPTY)
    assert folder.manifest(out)["files"].keys() == folder.manifest(moments[-1])["files"].keys()
    assert digest(out) == digest(moments[-1])
    assert folder.files(out) == sorted(folder.manifest(out)["files"])
    assert not list(out.rglob(".*"))


def test_what_whoever_was_killed_left_half_written_goes_in_the_end(moments, tmp_path, monkeypatch):
    monkeypatch.setattr("demerit.report.write", paged)
    made = [each for each in moments if standing.of(each) is Standing.MADE]
    half = next(each for each in made if list(each.rglob("lives/.*.part")))
    out = copy(half, tmp_path)
    assert demerit(*WORDS, "--out", out)[0] == 0
    assert not list(out.rglob(".*"))


@pytest.mark.parametrize("number", stopping.STOPS)
def test_a_report_that_is_stopped_says_how_to_write_it_again(number, whole, tmp_path, monkeypatch):
    out = copy(whole, tmp_path)
    monkeypatch.setattr("demerit.report.write", lambda _: os.kill(os.getpid(), number))
    code, text, errors = demerit("report", out)
    assert code == 130
    assert f"interrupted; demerit report {out} writes all of it again" in errors
    assert "Traceback" not in text + errors
    assert standing.of(out) is Standing.FINISHED


def counted(monkeypatch):
    lived: list[int] = []
    real = World.step

    def step(world):
        lived.append(world.month)
        return real(world)

    monkeypatch.setattr(World, "step", step)
    return lived


def test_killed_while_lives_are_told_another_run_does_not_take_the_folder(moments, tmp_path):
    out = copy(next(each for each in moments if standing.of(each) is Standing.MADE), tmp_path)
    for resume in ((), ("--resume",)):
        code, _, errors = demerit(*WORDS, "--seed", "5", *resume, "--out", out)
        assert code == 2
        assert "it is of another run (seed was 1, is 5); choose another --out" in errors


@pytest.mark.parametrize("name", ["replay.npz", "months.parquet", "scenario.yaml", "twins.json"])
def test_what_is_damaged_before_all_is_told_is_said_with_what_to_do_and_what_was_told_comes_again(
    name, moments, tmp_path, monkeypatch
):
    monkeypatch.setattr("demerit.report.write", paged)
    out = copy([each for each in moments if standing.of(each) is Standing.MADE][-1], tmp_path)
    for told in [*out.glob("lives/*"), *out.glob("figures/*"), out / "report.html"]:
        told.write_text("half")
    kept = (out / name).read_bytes()
    (out / name).write_bytes(kept[:-1])
    for resume in ((), ("--resume",)):
        code, text, errors = demerit(*WORDS, *resume, "--out", out)
        assert (code, text) == (2, "")
        assert errors.startswith(f"demerit: {out / name} is not what the run wrote")
        assert errors.endswith(f"or run it again; to do so here, take {out} away first\n")
    (out / name).write_bytes(kept)
    assert demerit(*WORDS, "--out", out)[0] == 0
    assert demerit("verify", out, "--quiet")[0] == 0


def test_a_run_that_was_stopped_says_to_resume_it_and_a_finished_one_that_it_is_finished(whole, tmp_path):
    (tmp_path / "checkpoint-2014-02").mkdir()
    with pytest.raises(DemeritError, match=r"a run was stopped in it; --resume goes on with it, or choose"):
        run(plan(tmp_path))
    with pytest.raises(DemeritError, match=r"no sound checkpoint to resume from.*take this folder away, and begin"):
        run(plan(tmp_path, resume=True))
    assert "it is the folder of a finished run; choose another --out" in demerit(*WORDS, "--out", whole)[2]
    assert "this run is finished; there is nothing to resume" in demerit(*WORDS, "--resume", "--out", whole)[2]


def test_what_somebody_else_put_beside_half_a_run_is_left_alone(moments, tmp_path):
    out = copy(moments[5], tmp_path)
    (out / "notes.txt").write_text("mine")
    before = sorted(out.rglob("*"))
    for resume in ((), ("--resume",)):
        code, _, errors = demerit(*WORDS, *resume, "--out", out)
        assert code == 2
        assert "exists and is not empty" in errors
        assert "choose another --out" in errors
    assert sorted(out.rglob("*")) == before


PHASES = {
    "tables": ("demerit.world.run.made", "nothing of it was kept"),
    "size": ("demerit.world.estimate.check", "nothing of it was kept"),
    "lists": ("demerit.world.lists.save", "nothing of it was kept"),
    "replay data": ("demerit.world.replay_data.save", "nothing of it was kept"),
    "twins": ("demerit.world.twins.beside", "nothing of it was kept"),
    "manifest": ("demerit.world.run.manifest", "nothing of it was kept"),
    "lives": ("demerit.life.sampling.lives", "all months are lived"),
    "report": ("demerit.report.write", "all months are lived"),
}


@pytest.mark.parametrize(("phase", "number"), list(zip(PHASES, 3 * stopping.STOPS, strict=False)))
def test_a_signal_in_any_phase_says_what_to_do_and_the_same_command_may_do_it(phase, number, tmp_path, monkeypatch):
    """Each phase with one of the signals: they are handled by the same lines."""
    where, words = PHASES[phase]
    monkeypatch.setattr("demerit.report.write", paged)
    with monkeypatch.context() as patched:
        patched.setattr(where, lambda *_, **__: os.kill(os.getpid(), number))
        code, text, errors = demerit(*WORDS, "--out", tmp_path / "a run")
    assert code == 130
    assert f"interrupted; {words}" in errors
    assert f"--out '{tmp_path / 'a run'}'" in errors
    assert "Traceback" not in text + errors
    now = standing.of(tmp_path / "a run")
    assert now is (Standing.MADE if "lived" in words else Standing.EMPTY)
    assert (tmp_path / "a run").exists() == (now is Standing.MADE)


FULL = {
    "months": ("--checkpoint-every 20", "go on with the same command and --resume --out {}"),
    "scenario.json": ("", "nothing of it was kept: the same command with --out {} begins again"),
    "twins.json": ("", "nothing of it was kept: the same command with --out {} begins again"),
    "lives": ("", "all months are lived: the same command with --out {} writes what is not yet told of them"),
    "report.html": ("", "all months are lived: the same command with --out {} writes what is not yet told of them"),
}


@pytest.mark.parametrize("name", FULL)
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), PermissionError(13, "Permission denied")])
def test_a_disk_that_takes_no_more_says_in_every_phase_what_to_do_and_then_it_goes_on(
    error, name, moments, tmp_path, monkeypatch
):
    (given, said), out = FULL[name], tmp_path / "run"
    words = (*WORDS, *given.split(), "--out", out)
    monkeypatch.setattr("demerit.report.write", paged)
    monkeypatch.setattr(months_so_far, "LEAST", 0.0)
    with monkeypatch.context() as patched:
        for function in ("folder", "placed"):
            patched.setattr(placing, function, failing(getattr(placing, function), name, error))
        code, text, errors = demerit(*words)
    assert (code, text) == (2, "")
    assert f"({error.strerror})" in errors
    assert errors.splitlines()[-1].endswith(said.format(quoted(out)))
    assert demerit(*words, "--resume")[0] == 0
    assert digest(out) == digest(moments[-1])
    assert not list(out.rglob(".*"))


def failing(real, name, error):
    def placed(path, *given, **said):
        if path.name == name:
            raise error
        return real(path, *given, **said)

    return placed


def test_a_disk_that_fails_below_a_run_is_one_line_with_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(months_so_far, "publish", lambda *_: (tmp_path / "nothing" / "here").unlink())
    code, text, errors = demerit(*WORDS, "--out", tmp_path / "run")
    assert (code, text) == (2, "")
    where = f"{tmp_path}/nothing/here: No such file or directory"
    assert f"{where}; nothing of it was kept: the same command with --out {tmp_path}/run begins again" in errors


def test_a_disk_that_fails_where_nobody_looks_for_it_is_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr("demerit.scenario.load", lambda *_: (tmp_path / "nothing").unlink())
    code, text, errors = demerit("check", "as-told")
    assert (code, text, errors) == (2, "", f"demerit: {tmp_path}/nothing: No such file or directory\n")


@pytest.mark.parametrize("number", stopping.STOPS)
def test_a_signal_in_the_last_month_leaves_a_checkpoint_at_its_end(number, tmp_path, monkeypatch):
    out, real = tmp_path / "run", World.step
    of = plan(out, scale=400_000)

    def step(world):
        if world.month == world.last:
            os.kill(os.getpid(), number)
        return real(world)

    with monkeypatch.context() as patched:
        patched.setattr(World, "step", step)
        with pytest.raises(InterruptedRunError, match=r"interrupted after 2014-03; go on with the same command"):
            run(of)
    assert standing.of(out) is Standing.STOPPED
    lived = counted(monkeypatch)
    run(plan(out, scale=400_000, resume=True))
    assert not lived
    assert standing.of(out) is Standing.FINISHED


@pytest.mark.parametrize(("more", "phase"), [({"seeds": 1}, "figured"), ({"every": 3}, "parts")], ids=str)
def test_a_run_that_is_stopped_after_its_last_month_lives_no_month_again(more, phase, tmp_path, monkeypatch):
    out = tmp_path / "run"
    of = plan(out, scale=400_000, **more)
    with monkeypatch.context() as patched:
        patched.setattr(f"demerit.world.run.{phase}", lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        with pytest.raises(InterruptedRunError, match=r"interrupted; go on with the same command and --resume --out"):
            run(of)
    left: list[int] = []

    def live(world, *others):
        left.append(world.last - world.month + 1)
        living.live(world, *others)

    monkeypatch.setattr(world_run, "live", live)
    run(plan(out, scale=400_000, resume=True, **more))
    assert left == [0]
    whole = run(plan(tmp_path / "whole", scale=400_000, **more))
    assert whole is not None
    assert digest(out) == digest_of(whole)


def test_a_signal_that_was_to_be_ignored_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping.at_once():
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) != signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_time_limit_that_stops_all_processes_of_a_command_leaves_a_checkpoint(tmp_path):
    """`timeout` sends its signal to the whole group: workers wait for the one who asks them."""
    words = (*WORDS, "--workers", 2, "--no-report", "--checkpoint-every", 1, "--out", tmp_path / "run")
    code, _, errors = stopped(-signal.SIGTERM, 1, 0, *words)
    assert code == 130, errors
    assert "interrupted after" in errors
    assert "worker" not in errors
    assert checkpoint.damage(checkpoint.found(tmp_path / "run")[0]) is None


# Verify what is there.


def test_every_file_of_a_run_folder_has_its_hash_in_the_manifest(whole):
    files = folder.manifest(whole)["files"]
    there = sorted(path.relative_to(whole).as_posix() for path in whole.rglob("*") if path.is_file())
    assert sorted([*files, "manifest.json"]) == there
    assert {name.partition("/")[0] for name in files if "/" in name} == {"lives", "figures", "months"}
    assert all(folder.hash_of(whole / name) == hashed for name, hashed in files.items())


def test_checkpoints_go_when_a_run_is_whole_and_it_does_not_vouch_for_them(tmp_path):
    out = tmp_path / "run"
    assert demerit(*WORDS, "--no-report", "--checkpoint-every", 20, "--out", out)[0] == 0
    assert not checkpoint.found(out)
    assert not [name for name in folder.manifest(out)["files"] if "checkpoint" in name]
    assert demerit("verify", out, "--quiet")[0] == 0


def test_whatever_a_run_writes_before_its_manifest_is_known_to_be_its_own(moments):
    before = [each for each in moments if standing.of(each) is Standing.EMPTY]
    written = {path.name for each in before for path in each.iterdir() if path.is_file() and path.name[0] != "."}
    assert written <= standing.UNSEALED
    assert {folder.TWINS, folder.SUMMARY, folder.REPLAY} <= written


def test_verifying_says_what_was_made_again_and_what_was_not(whole):
    code, text, errors = demerit("verify", whole, "--quiet")
    assert code == 0, text + errors
    assert "made again, and the same to the bit" in text
    assert "not made again, only compared with manifest.json: figures/, report.html, twins.json" in text


def test_verifying_notices_what_was_taken_away_forged_or_copied_in(whole, tmp_path):
    out = copy(whole, tmp_path)
    told = next((out / "lives").glob("*.json"))
    told.unlink()
    (out / "figures" / "one.svg").write_text("<svg>forged</svg>")
    (out / "figures" / "two.svg").write_text("<svg/>")
    (out / "report.html").unlink()
    (out / "lives" / "999.json").write_text("{}")
    summary = json.loads((out / "summary.json").read_text())
    (out / "summary.json").write_text(json.dumps(summary))  # the same figures, written by somebody else
    os.mkfifo(out / "pipe")
    another(out)
    code, text, _ = demerit("verify", out, "--quiet")
    assert code == 1
    for line in (
        f"lives/{told.name} is missing",
        "figures/one.svg is not what the run wrote",
        "figures/two.svg is not of this run",
        "report.html is missing",
        "lives/999.json is not of this run",
        "summary.json is not what the run wrote",
        "pipe is not of this run",
        "replay.npz is not what a replay of this run needs; lives told from it would be of another world",
    ):
        assert line in text
    assert "the same to the bit" not in text


@pytest.mark.parametrize("damage", ["cut short", "a pipe", "emptied", "missing", "a folder"])
def test_a_run_whose_scenario_is_damaged_is_not_made_again_and_its_other_faults_are_said_too(damage, whole, tmp_path):
    out = copy(whole, tmp_path)
    for name in ("scenario.yaml", "twins.json"):
        DAMAGES[damage](out / name)
    code, text, errors = demerit("verify", out, "--quiet")
    assert (code, errors) == (1, "")
    assert [line.partition(" ")[0] for line in text.splitlines()] == ["scenario.yaml", "twins.json"]
    assert text.startswith("scenario.yaml cannot be read\n")


def test_a_run_whose_scenario_was_edited_is_not_made_again_and_its_other_faults_are_said_too(whole, tmp_path):
    out = copy(whole, tmp_path)
    text = (out / "scenario.yaml").read_text("utf-8")
    (out / "scenario.yaml").write_text(text.replace("value: 9.0", "value: 8.0", 1), "utf-8")
    (out / "twins.json").unlink()
    code, text, errors = demerit("verify", out, "--quiet")
    assert (code, errors) == (1, "")
    assert [line.partition(" ")[0] for line in text.splitlines()] == ["scenario.yaml:", "twins.json"]
    assert "scenario.yaml: scenario_hash: " in text


def another(out):
    """Replay data of another seed, with its hash in the manifest as if it belonged there."""
    with np.load(out / folder.REPLAY) as there:
        parts = {name: there[name] for name in there.files}
    parts["span"] = parts["span"] + np.array([0, 0, 1])
    np.savez_compressed(out / folder.REPLAY, **parts)
    folder.seal(out, folder.REPLAY)


def test_lives_that_were_forged_with_their_hashes_are_noticed(whole, tmp_path):
    out = copy(whole, tmp_path)
    told = next((out / "lives").glob("*.json"))
    life = json.loads(told.read_text())
    told.write_text(json.dumps({**life, "id": life["id"] + 1}))
    (out / "lives" / "999.json").write_text(json.dumps(life))
    folder.seal(out, folder.LIVES)
    code, text, _ = demerit("verify", out, "--quiet")
    assert code == 1
    assert text.splitlines() == [
        "lives/999.json is no life that this run tells",
        f"lives/{told.name} is not what comes out",
    ]


def test_a_run_that_was_stopped_before_its_lives_is_not_verified_as_whole(moments):
    first = next(each for each in moments if standing.of(each) is Standing.MADE)
    code, text, _ = demerit("verify", first, "--quiet")
    assert code == 1
    assert "manifest.json was written by somebody who was stopped before all was told" in text


# Damaged or foreign folders.

READERS: dict[str, list[tuple[str, ...]]] = {
    "replay.npz": [("life", "{}", "5"), ("life", "{}", "--find", "listed")],
    "scenario.json": [("life", "{}", "5"), ("report", "{}")],
    "lists.parquet": [("lists", "{}"), ("lists", "{}", "--csv"), ("lists", "{}", "--json")],
    "register.parquet": [("lists", "{}", "--register")],
    "months.parquet": [("report", "{}")],
    "summary.json": [("report", "{}"), ("claims", "{}")],
    "lives": [("report", "{}")],
    "twins.json": [("report", "{}")],
    "manifest.json": [
        *(("life", "{}", "5"), ("lists", "{}"), ("lists", "{}", "--register"), ("report", "{}"), ("claims", "{}")),
        ("verify", "{}"),
    ],
}


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def replaced(make):
    def by(path):
        path.unlink()
        make(path)

    return by


def shaped(path):
    """A file of the same kind in another shape."""
    if path.suffix == ".json":
        path.write_text("[1, {}]")
    elif path.suffix == ".parquet":
        pq.write_table(pa.table({"a": [1]}), path)
    else:
        np.savez(path, a=np.zeros(3))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut short": cut,
    "emptied": lambda path: path.write_bytes(b""),
    "of another shape": shaped,
    "deep": lambda path: path.write_bytes(b"[" * 200_000),
    "no text": lambda path: path.write_bytes(b"\xff\x00" * 50),
    "missing": Path.unlink,
    "a folder": replaced(Path.mkdir),
    "a pipe": replaced(os.mkfifo),
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", READERS)
def test_a_damaged_file_is_one_message_of_every_command_that_reads_it(name, damage, whole, tmp_path):
    out = copy(whole, tmp_path)
    path = out / name
    path = next(path.glob("*.json")) if path.is_dir() else path
    DAMAGES[damage](path)
    before = sorted(out.rglob("*"))
    for words in READERS[name]:
        code, text, errors = demerit(*(word.format(out) for word in words))
        assert code == 2, words
        assert "Traceback" not in text + errors
        assert len(errors.splitlines()) == 1
        assert path.name in errors or str(out) in errors
        assert sorted(out.rglob("*")) == before


SHAPES: list[dict[str, Any]] = [
    {"weights": [1]},
    {"weights": {"Hebei": 3}},
    {"weights": {}},
    {"weights": {"Hebei": [5, 0], "Tibet": [3, 0]}},
    {"files": []},
    {"files": {"a": 1}},
    {"files": None},
    {"seed": "1"},
    {"scale": 0},
    {"until": 2014},
    {"seconds": []},
]


@pytest.mark.parametrize("damage", SHAPES, ids=str)
def test_a_manifest_of_another_shape_is_one_message_of_every_command(damage, whole, tmp_path):
    out = copy(whole, tmp_path)
    (out / "manifest.json").write_text(json.dumps(folder.manifest(out) | damage))
    for words in READERS["manifest.json"]:
        code, text, errors = demerit(*(word.format(out) for word in words))
        assert code == 2, words
        assert f"manifest.json is damaged ({next(iter(damage))})" in errors
        assert len(errors.splitlines()) == 1


@pytest.mark.parametrize(
    "bands",
    [[1], {"people.2014": 3}, {"people.2014": {"chance": None}}, {"people.2014": {"chance": [1], "unknown": None}}],
    ids=str,
)
def test_bands_of_another_shape_are_one_message(bands, whole, tmp_path):
    out = copy(whole, tmp_path)
    folder.write_json(out / folder.SUMMARY, folder.read_json(out, folder.SUMMARY) | {folder.BANDS: bands})
    folder.seal(out, folder.SUMMARY)
    for words in (("report", out), ("claims", out)):
        code, text, errors = demerit(*words)
        assert (code, text) == (2, "")
        assert "summary.json is damaged" in errors
        assert len(errors.splitlines()) == 1


@pytest.mark.parametrize("name", ["layout", "society_at", "law_at"])
def test_replay_data_that_lack_months_or_communities_are_one_message(name, whole, tmp_path):
    out = copy(whole, tmp_path)
    with np.load(out / folder.REPLAY) as there:
        held = dict(there)
    with (out / folder.REPLAY).open("wb") as file:
        np.savez(file, **(held | {name: held[name][:0]}))
    folder.seal(out, folder.REPLAY)
    with pytest.raises(
        DemeritError, match=r"replay.npz cannot be read \(its (months|records) are not those of the run"
    ):
        replay_data.load(out)
    replay_data.load(whole)


@pytest.mark.parametrize("name", ["lists", "register"])
def test_lists_without_a_column_are_one_message(name, whole, tmp_path):
    out = copy(whole, tmp_path)
    table = parquet.read(out / f"{name}.parquet")
    parquet.write(out / f"{name}.parquet", table.drop_columns(["province"]))
    folder.seal(out, f"{name}.parquet")
    code, _, errors = demerit("lists", out, *(["--register"] if name == "register" else []))
    assert code == 2
    assert f"{name}.parquet is damaged (it has no column province)" in errors


@pytest.mark.parametrize("wrong", [pa.string(), pa.float64(), None], ids=str)
def test_months_of_other_values_than_whole_numbers_are_one_message(wrong, whole, tmp_path):
    out = copy(whole, tmp_path)
    table = parquet.read(out / folder.MONTHS)
    values = pa.nulls(len(table), pa.int64()) if wrong is None else table["value"].cast(wrong)
    parquet.write(out / folder.MONTHS, table.set_column(4, "value", values))
    folder.seal(out, folder.MONTHS)
    code, text, errors = demerit("report", out)
    assert (code, text) == (2, "")
    assert "months.parquet is damaged (its values must be whole numbers)" in errors
    assert len(errors.splitlines()) == 1


@pytest.mark.parametrize("damage", [{"regime": "x"}, {"regime": None}, {"society": []}], ids=str)
def test_a_scenario_of_another_shape_is_one_message(damage, whole, tmp_path):
    out = copy(whole, tmp_path)
    folder.write_json(out / folder.SCENARIO_JSON, folder.read_json(out, folder.SCENARIO_JSON) | damage)
    folder.seal(out, folder.SCENARIO_JSON)
    for words in (("report", out), ("life", out, "--find", "listed")):
        code, text, errors = demerit(*words)
        assert (code, text) == (2, "")
        assert f"scenario.json is damaged ({next(iter(damage))})" in errors
        assert len(errors.splitlines()) == 1


def test_months_that_were_damaged_before_a_run_is_resumed_come_again(tmp_path, monkeypatch):
    out = tmp_path / "run"
    with monkeypatch.context() as patched:
        patched.setattr(twins, "beside", lambda *_: os.kill(os.getpid(), signal.SIGINT))
        with pytest.raises(InterruptedRunError):
            run(plan(out, scale=400_000, every=20))
    parts = sorted((out / "months").iterdir())
    parts[0].write_bytes(b"PAR1")
    run(plan(out, scale=400_000, resume=True))
    rows = [parquet.read(path).num_rows for path in sorted((out / "months").iterdir())]
    assert sum(rows) == parquet.read(out / "months.parquet").num_rows


def test_replay_data_of_another_run_tell_nobody(whole, tmp_path):
    out = copy(whole, tmp_path)
    known = folder.manifest(out)
    another(out)
    folder.write_json(out / folder.MANIFEST, known)
    with pytest.raises(DemeritError, match=r"replay.npz is not what the run wrote"):
        replay_data.load(out)


def test_a_report_is_written_over_a_file_and_into_no_pipe(whole, tmp_path):
    out = copy(whole, tmp_path)
    for make in (os.mkfifo, Path.mkdir):
        Path(out / "report.html").unlink()
        make(out / "report.html")
        code, text, errors = demerit("report", out)
        assert (code, text) == (2, "")
        assert errors == f"demerit: {out}/report.html is no file; take it away\n"


def test_what_cannot_be_begun_is_refused_before_anything_is_said_of_its_scale(whole):
    for words in (WORDS, (*WORDS, "--resume"), ("compare", *WORDS[1:], "--without", "rules.criticism")):
        code, text, errors = demerit(*words, "--out", whole)
        assert (code, text) == (2, "")
        assert len([line for line in errors.splitlines() if "with rules" not in line]) == 1


def test_a_folder_that_nobody_may_read_as_one_is_said(tmp_path):
    (tmp_path / "run").write_text("a file")
    code, _, errors = demerit(*WORDS, "--out", tmp_path / "run")
    assert code == 2
    assert "cannot be used as a folder (" in errors
    assert not claim.left(tmp_path)

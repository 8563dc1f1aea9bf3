"""A run folder has one owner, and so has a burn-in while it is being kept: a lock says who, and dies with its owner."""

import fcntl
import os
import platform
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.helpers import made_up
from tests.helpers.commands import demerit
from tests.helpers.runs import plan

from demerit import __version__
from demerit.cli.run import named_by
from demerit.scenario import load
from demerit.world import burn_in, checkpoint, claim
from demerit.world.errors import DemeritError
from demerit.world.run import built, run

HOLDING = """
import sys, time
from pathlib import Path
from demerit.world import claim
with claim.claimed(Path(sys.argv[1]), sys.argv[2]):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held(folder, name=claim.FILE):
    """A process that owns a folder."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    owner = subprocess.Popen([sys.executable, "-c", HOLDING, folder, name], **pipes)  # type: ignore[call-overload]
    try:
        assert owner.stdout.readline() == b"held\n"
        yield owner
    finally:
        owner.kill()
        owner.communicate()


def test_the_second_is_told_who_owns_the_folder_and_changes_nothing(tmp_path):
    out = tmp_path / "run"
    out.mkdir()
    with held(out) as owner:
        before = {path: path.read_bytes() for path in out.iterdir()}
        for resume in (False, True):
            with pytest.raises(DemeritError) as said:
                run(plan(out, resume=resume))
            assert f"{out} is being written by process {owner.pid} on {platform.node()} since 20" in str(said.value)
        assert {path: path.read_bytes() for path in out.iterdir()} == before


READERS = (("report",), ("life", 1), ("life", "--find", "listed"), ("lists",), ("verify",), ("claims",))


def of_somebody(tmp_path):
    """A folder in which a run or a comparison has got to where others know nothing of what is in it."""
    out = tmp_path / "it"
    out.mkdir()
    (out / "something.parquet").write_bytes(b"x")
    return out


@pytest.mark.parametrize("words", READERS, ids=str)
def test_whoever_reads_what_is_being_written_is_told_that_it_is(words, tmp_path):
    out = of_somebody(tmp_path)
    with held(out) as owner:
        code, text, errors = demerit(words[0], out, *words[1:])
    assert (code, text) == (2, "")
    assert errors.startswith(f"demerit: {out} is being written by process {owner.pid} on {platform.node()} since 20")
    assert errors.endswith("; wait until it ends\n")


WRITERS = (
    ("run", "as-told"),
    ("compare", "as-told", "--without", "rules.criticism"),
    ("attribute", "as-told", "--by", "rules", "--outcome", "refused.all"),
)


@pytest.mark.parametrize("words", WRITERS, ids=lambda words: words[0])
def test_whoever_comes_into_what_another_kind_of_command_writes_is_told_who_does(words, tmp_path):
    out = of_somebody(tmp_path)
    given = (*words, "--scale", "1:400000", "--until", "2014-01", "--quiet", "--out", out)
    with held(out) as owner:
        code, text, errors = demerit(*given)
        assert (code, text) == (2, "")
        assert f"{out} is being written by process {owner.pid} on {platform.node()} since 20" in errors
    code, _, errors = demerit(*given)
    assert code == 2
    assert "being written" not in errors


SOONER = (
    "report.html",
    "manifest.json",
    "checkpoint-2014-01",
    "months",
    ".worlds.part",
    ".effects.part",
    "scenario.yaml",
)


@pytest.mark.parametrize("words", WRITERS, ids=lambda words: words[0])
@pytest.mark.parametrize("name", SOONER)
def test_whoever_comes_second_is_told_who_was_first_however_far_that_one_has_got(name, words, tmp_path):
    """Also where checkpoints look like those of somebody who was stopped, or a manifest says that all is whole."""
    out = tmp_path / "it"
    place = out / name
    place.mkdir(parents=True) if "." not in name[1:] else (out.mkdir(), place.write_text("{}"))
    given = (*words, "--scale", "1:400000", "--until", "2014-01", "--quiet", "--out", out)
    with held(out) as owner:
        for more in ((),) if words[0] == "attribute" else ((), ("--resume",)):
            code, text, errors = demerit(*given, *more)
            assert (code, text) == (2, "")
            assert f"{out} is being written by process {owner.pid} on {platform.node()} since 20" in errors
            assert len([line for line in errors.splitlines() if "with rules" not in line]) == 1


def test_what_is_being_told_is_not_verified_meanwhile(tmp_path):
    """Whoever verified it would be told of files that are of nobody: they are entered into the manifest at the end."""
    out = made_up.folder(tmp_path / "run", months=made_up.ONE_YEAR)
    made_up.sealed(out, made_up.told(out) | {"version": __version__, "scenario": "as-told", "until": "2018-12"})
    with held(out) as owner:
        code, text, errors = demerit("verify", out)
    assert (code, text) == (2, "")
    assert f"{out} is being written by process {owner.pid}" in errors


def test_a_report_is_not_written_into_a_run_that_somebody_else_writes(tmp_path):
    out = made_up.folder(tmp_path / "run", months=made_up.ONE_YEAR)
    about = made_up.told(out) | {"version": __version__, "scenario": "as-told", "until": "2018-12"}
    made_up.sealed(out, about)
    with held(out) as owner:
        code, _, errors = demerit("report", out)
        assert code == 2
        assert f"process {owner.pid}" in errors
        assert not (out / "report.html").exists()


def test_whoever_is_killed_over_a_report_leaves_a_finished_run_finished(tmp_path):
    """The lock file that is left behind says that what was there was whole."""
    with claim.rewriting(tmp_path):
        left = (tmp_path / claim.FILE).read_bytes()
    assert not list(tmp_path.iterdir())
    (tmp_path / claim.FILE).write_bytes(left)
    assert not claim.left(tmp_path)
    with claim.rewriting(tmp_path):
        assert not claim.left(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_report_that_is_written_again_leaves_a_run_as_unfinished_as_it_was(tmp_path):
    with claim.claimed(tmp_path):
        pass
    for _ in range(2):
        with claim.rewriting(tmp_path):
            assert claim.left(tmp_path)
        assert claim.left(tmp_path)


def test_make_moves_no_folder_in_which_somebody_writes(tmp_path):
    command = [sys.executable, "-P", "-m", "demerit.world.claim", str(tmp_path)]
    with held(tmp_path) as owner:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert f"process {owner.pid}" in done.stderr
    (tmp_path / claim.FILE).unlink()
    assert subprocess.run(command, check=False).returncode == 0
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_lock_dies_with_its_owner(tmp_path, number):
    with held(tmp_path) as owner:
        owner.send_signal(number)
        owner.wait()
        assert claim.left(tmp_path)
        with claim.claimed(tmp_path) as mine:
            assert mine.left
            assert str(os.getpid()) in (tmp_path / claim.FILE).read_text()
            mine.done()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"pid": "x"}', b"\xff" * 100])
def test_a_lock_that_says_nothing_is_a_lock_all_the_same(tmp_path, content):
    with claim.claimed(tmp_path):
        (tmp_path / claim.FILE).write_bytes(content)
        with pytest.raises(claim.OwnedError, match="is being written by another process"), claim.claimed(tmp_path):
            pass


def test_a_lock_that_was_taken_away_under_whoever_waits_is_no_lock(tmp_path, monkeypatch):
    """Between opening the file and locking it, the first owner ends: what is locked then is a file without a name."""
    real = fcntl.flock
    seen: list[object] = []

    def flock(file, how):
        if not seen:
            seen.append(file)
            (tmp_path / claim.FILE).unlink()
        return real(file, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    with claim.claimed(tmp_path):
        assert (tmp_path / claim.FILE).stat().st_nlink == 1
        with pytest.raises(claim.OwnedError), claim.claimed(tmp_path):
            pass


@pytest.mark.parametrize(
    ("file", "name"),
    [("germany", "germany"), ("sub/mine.yaml", "mine"), ('/own/so[c] "x%.yaml', "so-c-x"), ("../a/b.c.yaml", "b.c")],
)
def test_a_run_of_a_society_of_ones_own_lies_where_other_runs_do(file, name):
    assert named_by(file) == name


@pytest.mark.parametrize(
    "words",
    [
        ("run", "as-told", "--out", ""),
        ("run", "as-told", "--burn-in="),
        ("run", ""),
        ("check", ""),
        ("new", ""),
        ("verify", ""),
        ("life", "", "1"),
        ("fit", "as-told", "--history", ""),
        ("bench", "--out="),
    ],
)
def test_an_empty_name_is_none_and_not_the_folder_where_one_is(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, _, errors = demerit(*words)
    assert code == 2
    assert errors.endswith("is empty; write a name\n")
    assert not list(tmp_path.iterdir())


def test_runs_of_other_scales_seeds_and_people_have_other_names(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    seen: list[Path] = []
    monkeypatch.setattr("demerit.cli.run.lived", lambda of, report: seen.append(of.out))
    for words in ((), ("--scale", "1:200"), ("--seed", "2"), ("--society", "germany")):
        demerit("run", "as-documented", *words)
    assert len(set(seen)) == 4
    assert seen[0] == Path("runs/as-documented-1-1000-seed-1")


# A burn-in that is kept.


def begun(scale=400_000):
    """A world at the end of its burn-in, which was not lived: what is in it does not matter here."""
    world = built(plan(Path(), scale=scale, scenario=load("as-documented")))
    return world


def test_of_two_that_keep_the_same_burn_in_at_once_one_leaves_it_and_both_go_on(tmp_path):
    world = begun()
    called = burn_in.name(world)
    with held(tmp_path, f".{called}.lock"):
        burn_in.keep(world, tmp_path)
        assert not (tmp_path / called).exists()
    burn_in.keep(world, tmp_path)
    assert checkpoint.damage(tmp_path / called) is None
    stamp = (tmp_path / called / "about.json").stat().st_mtime_ns
    burn_in.keep(world, tmp_path)  # whoever comes second leaves that of the first: somebody may be reading it
    assert (tmp_path / called / "about.json").stat().st_mtime_ns == stamp
    assert os.listdir(tmp_path) == [called]


def test_a_burn_in_whose_keeper_was_killed_is_kept_by_the_next(tmp_path):
    world = begun()
    called = burn_in.name(world)
    with held(tmp_path, f".{called}.lock"):
        (tmp_path / f".{called}.part").mkdir()
        (tmp_path / f".{called}.part" / "state-0.bin").write_bytes(b"half")
    burn_in.keep(world, tmp_path)
    assert checkpoint.damage(tmp_path / called) is None
    assert os.listdir(tmp_path) == [called]


@pytest.mark.parametrize("place", ["/proc/kept", "/dev/full", "/dev/null/kept"])
def test_where_no_burn_in_could_be_kept_is_said_before_one_is_lived(place):
    world = begun()
    with pytest.raises(DemeritError, match=f"--burn-in {place} cannot be kept there"):
        burn_in.begin(world, Path(place))

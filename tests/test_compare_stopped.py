"""A comparison that is killed at any file of its folder ends, by the same command, as if nothing had happened."""

import json
import os
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.helpers.commands import demerit, newest
from tests.helpers.runs import lived

from demerit.comparison import living, standing
from demerit.comparison.beside import _pair
from demerit.comparison.pieces import KEPT
from demerit.shell import quoted
from demerit.world import claim, folder, stopping

WORDS = (
    "compare",
    "as-told",
    "--without",
    "rules.criticism",
    "--scale",
    "1:400000",
    "--until",
    "2014-02",
    "--seed",
    "3",
)
GIVEN = (*WORDS, "--seeds", "1", "--draws", "1", "--threads", "1", "--checkpoint-every", "60", "--quiet", "--no-report")


@pytest.fixture(scope="module")
def moments(tmp_path_factory):
    """The folder before and after each file of it takes its place, in order; the last is the whole one."""
    at = tmp_path_factory.mktemp("moments")
    out, real = at / "it", Path.replace
    seen: list[Path] = []

    def copied():
        there = at / str(len(seen)) / "it"  # by link: what stands in a folder is replaced, and never written in place
        seen.append(Path(shutil.copytree(out, there, copy_function=os.link)))

    def replace(path, target):
        if not path.is_relative_to(out):
            return real(path, target)
        copied()
        found = real(path, target)
        copied()
        return found

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        code, _, errors = demerit(*GIVEN, "--out", out)
        assert code == 0, errors
    return [*seen, out]


def manifested(path):
    return (path / folder.MANIFEST).is_file()


def test_before_its_manifest_it_goes_on_from_what_is_there_and_after_it_nothing_is_lived_again(moments):
    begun = [n for n, each in enumerate(moments) if list(each.glob("checkpoint-*"))]
    whole = [n for n, each in enumerate(moments) if manifested(each)]
    assert begun[-1] == whole[-2], "until the manifest is there, nothing goes of what was kept"
    for n, each in enumerate(moments):
        if list(each.glob("checkpoint-*")) and not manifested(each):
            said = demerit(*GIVEN, "--out", each)[2]
            assert "--resume goes on with it" in said, n


def chosen(moments):
    """The last without a manifest, and the first with one."""
    of = [each for each in moments if list(each.glob("checkpoint-*"))]
    return [[each for each in of if not manifested(each)][-1], next(filter(manifested, of))]


@pytest.mark.parametrize("number", range(2))
def test_killed_there_the_same_command_ends_with_the_same_files(number, moments, tmp_path):
    out, whole = Path(shutil.copytree(chosen(moments)[number], tmp_path / "it")), moments[-1]
    code, _, errors = demerit(*GIVEN, "--resume", "--out", out)
    assert code == 0, errors
    assert files(out) == files(whole)
    assert not list(out.rglob(".*"))
    assert not list(out.glob("checkpoint-*"))
    assert demerit("verify", out)[0] == 0


def files(out):
    """What is in a folder, without seconds and what memory was taken."""
    said = json.loads((out / "comparison.json").read_text("utf-8"))
    for one in said["variants"].values():
        del one["cost_in_runs"]
    timed = ("comparison.json", "manifest.json", "base/manifest.json", "without-rules.criticism/manifest.json")
    return {name: (out / name).read_bytes() for name in folder.files(out) if name not in timed} | {"said": said}


def test_where_the_effects_of_a_month_are_lost_an_older_checkpoint_is_gone_on_from(moments, tmp_path):
    out = Path(shutil.copytree(chosen(moments)[0], tmp_path / "it"))
    month = min(out.glob(f"{KEPT}/*.parquet"))
    month.write_bytes(month.read_bytes()[:-1])
    code, _, errors = demerit(*GIVEN, "--resume", "--out", out)
    assert code == 0, errors
    assert f"a damaged checkpoint was passed over: checkpoint-2014-03: the effects of {month.stem} are lost" in errors
    assert files(out) == files(moments[-1])


@pytest.mark.parametrize("number", stopping.STOPS)
def test_a_signal_in_the_last_month_stops_it_with_a_checkpoint(number, tmp_path, monkeypatch):
    real = living._month

    def month(lived, last):
        real(lived, last)
        if lived.comparison.month > last:
            os.kill(os.getpid(), number)

    monkeypatch.setattr(living, "_month", month)
    out = tmp_path / "it"
    code, _, errors = demerit(*GIVEN, "--out", out)
    assert code == 130
    assert errors.splitlines()[-1].startswith("demerit: interrupted; go on with the same command and --resume --out")
    assert newest(out) == "checkpoint-2014-03"


def test_where_a_run_was_stopped_no_comparison_goes_on_nor_a_run_where_a_comparison_was(moments, tmp_path):
    """Nobody is told to take away what can still be gone on with."""
    lived(tmp_path / "run")
    compared = Path(shutil.copytree(chosen(moments)[0], tmp_path / "it"))
    before = newest(compared)
    for more in ((), ("--resume",)):
        for words, out, what in ((GIVEN, tmp_path / "run", "run"), (RUN, compared, "comparison")):
            code, text, errors = demerit(*words, *more, "--out", out)
            assert (code, text) == (2, "")
            assert f"{out} exists and is not empty: a {what} was stopped in it; choose another --out" in errors
    assert newest(compared) == before


RUN = ("run", "as-told", "--scale", "1:400000", "--quiet")


def test_what_was_made_by_another_command_is_not_ended_by_this_one(moments, tmp_path):
    made = [each for each in moments if manifested(each) and claim.left(each)]
    out = Path(shutil.copytree(made[-1], tmp_path / "it"))
    code, _, errors = demerit(*GIVEN, "--seed", "4", "--out", out)
    assert code == 2
    assert "it is of another comparison (seed was 3, is 4)" in errors
    assert standing.onward(out).startswith("all is lived and written")


def test_what_is_damaged_before_it_is_put_away_is_said_with_what_to_do(moments, tmp_path):
    made = [each for each in moments if manifested(each) and claim.left(each)]
    out = Path(shutil.copytree(made[-1], tmp_path / "it"))
    (out / "base" / "replay.npz").write_bytes(b"")
    for more in ((), ("--resume",)):
        code, text, errors = demerit(*GIVEN, *more, "--out", out)
        assert (code, text) == (2, "")
        assert f"demerit: {out / 'base' / 'replay.npz'} is not what the run wrote" in errors
        assert errors.endswith(f"; to do so here, take {out} away first\n")


def test_one_that_is_finished_and_has_no_report_says_what_writes_it(moments):
    for more in ((), ("--resume",)):
        code, _, errors = demerit(*GIVEN, *more, "--out", moments[-1])
        assert code == 2
        assert f"demerit report {quoted(moments[-1])} writes its report, or choose another --out" in errors


def test_what_was_kept_of_a_comparison_beside_one_is_read_as_it_was_written():
    assert [repr(_pair(n)) for n in ([-3, 1.5], [2.0, 0], None)] == ["(-3, 1.5)", "(2.0, 0)", "None"]


def test_effects_of_another_shape_are_one_message_even_if_their_hash_is_in_the_manifest(moments, tmp_path):
    out = Path(shutil.copytree(moments[-1], tmp_path / "it"))
    pq.write_table(pa.table({"x": [1]}), out / "effects.parquet")
    said = folder.manifest(out)
    said[folder.FILES] = folder.hashes(out, said[folder.FILES])
    folder.write_json(out / folder.MANIFEST, said)
    code, text, errors = demerit("report", out)
    assert (code, text) == (2, "")
    assert errors == f"demerit: {out / 'effects.parquet'} is damaged (it has no column variant)\n"


@pytest.mark.parametrize(
    "damage", [lambda path: path.write_bytes(path.read_bytes()[:900]), os.mkfifo], ids=["cut", "pipe"]
)
def test_verifying_says_all_that_is_damaged_at_once_and_waits_for_nobody(damage, moments, tmp_path):
    """What can be made again is, where both scenarios are whole; where one is not, it is not read."""
    out = Path(shutil.copytree(moments[-1], tmp_path / "it"))
    names = ["base/summary.json", "base/scenario.json", "base/replay.npz", "base/months.parquet", "comparison.json"]
    for more in ([], ["effects.parquet", "sample.parquet", "base/scenario.yaml"]):
        names += more
        for name in more or names:
            if damage is os.mkfifo:
                (out / name).unlink()
            damage(out / name)
        code, text, errors = demerit("verify", out, "--quiet")
        assert (code, errors) == (1, "")
        wrong = {line.partition(" ")[0].rstrip(":") for line in text.splitlines()}
        assert {*names} <= wrong
        for command in (("report", out, "--attribute", "rules"), ("life", out, "--find", "spared")):
            code, text, errors = demerit(*command)
            assert (code, text, len(errors.splitlines())) == (2, "", 1), "before anything is computed"


FEW = (
    "compare",
    "benefits-clawback",
    "--set",
    "rights.notice=true",
    "--scale",
    "1:200000",
    "--until",
    "2014-02",
    "--quiet",
)
ASKED = (*FEW, "--attribute", "rules", "--outcome", "records.all")  # and a report


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """A folder when all is told of it, which was whole before."""
    out = tmp_path_factory.mktemp("told") / "it"
    for words in ((*FEW, "--no-report"), (*ASKED, "--resume")):
        code, _, errors = demerit(*words, "--out", out)
        assert code == 0, errors
    return out


def test_one_that_is_whole_and_not_told_is_told_by_the_same_command_with_resume(told):
    assert (told / folder.REPORT).is_file()
    assert (told / "attributions" / "rules" / folder.MANIFEST).is_file()
    code, said, _ = demerit("verify", told)
    assert code == 0
    assert "only compared with manifest.json: an attribution" in said
    assert "nothing to resume" in demerit(*ASKED, "--resume", "--out", told)[2]


def within(out):
    return out / "attributions" / "rules" / folder.MANIFEST


@pytest.mark.parametrize("gone", [("attributions/rules/manifest.json",), ("report.html",)])
def test_one_that_was_killed_while_it_was_told_goes_on(gone, told, tmp_path):
    out = Path(shutil.copytree(told, tmp_path / "it"))
    said = json.loads((out / folder.MANIFEST).read_text("utf-8"))
    for name in gone:  # it was never sealed, and half of what stands there is not written
        (out / name).unlink()
        around = name.rpartition("/")[0]
        for file in [*said[folder.FILES]]:
            if file == name or (around and file.startswith(around)):
                del said[folder.FILES][file]
    folder.write_json(out / folder.MANIFEST, said)
    if not within(out).exists():
        within(out).with_name(claim.FILE).write_text("{}", "utf-8")  # which whoever is killed leaves
    code, text, errors = demerit("verify", out)
    assert code == 0, text + errors
    assert ("not finished:" in text) is (gone[0] != "report.html")
    code, _, errors = demerit(*ASKED, "--out", out)
    assert code == 2
    assert "--resume tells what is still to be told of it" in errors
    code, _, errors = demerit(*ASKED, "--resume", "--out", out)
    assert code == 0, errors
    assert {*folder.files(out)} == {*folder.files(told)}
    whole = "attributions/rules/attribution.json"
    assert (out / whole).read_bytes() == (told / whole).read_bytes()
    assert demerit("verify", out)[0] == 0

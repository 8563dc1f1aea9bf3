"""The command line: what it writes, and one clear message for everything that can go wrong."""

import gc
import json
import os
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

import pyarrow.parquet as pq
import pytest
from tests.helpers.commands import apart, demerit
from tests.helpers.runs import lived, plan
from tests.helpers.worlds import scenario

from demerit import __version__
from demerit.cli.app import ORDER
from demerit.scenario.shipped import presets
from demerit.world import checkpoint, folder
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError
from demerit.world.estimate import lacks
from demerit.world.run import Plan, built, run

QUICK = ("--scale", "1:100000", "--until", "2014-06", "--quiet", "--no-report")


@lru_cache(maxsize=1)
def finished():
    """A small finished run."""
    out = Path(mkdtemp()) / "run"
    code, _, errors = demerit("run", "as-told", *QUICK, "--out", out)
    assert code == 0, errors
    return out


def test_a_run_has_no_variants():
    code, _, errors = demerit("life", finished(), 8, "--variant", "none")
    assert code == 2
    assert "is the folder of a run, and has no variants; a comparison has" in errors


def test_help_comes_at_once_since_nothing_that_takes_long_is_loaded_for_it():
    code, text, errors = apart("--help", python=("-X", "importtime"))
    loaded = {line.rpartition("|")[2].strip() for line in errors.splitlines() if line.startswith("import time:")}
    assert code == 0
    assert "synthetic people" in text
    assert "demerit.cli.app" in loaded
    slow = {"duckdb", "jinja2", "llvmlite", "numba", "numpy", "pyarrow", "pydantic", "ray", "ruamel.yaml"}
    assert not slow & loaded


@pytest.mark.parametrize("words", [("--help",), ("lists", "--help")])
def test_help_says_the_same_where_python_drops_what_is_written_about_functions(words):
    assert apart(*words, python=("-OO",)) == apart(*words)


def test_a_run_folder_has_every_part_and_the_manifest_every_documented_key():
    run = finished()
    for name in ("manifest.json", "scenario.yaml", "summary.json", "months.parquet", "lists.parquet", "replay.npz"):
        assert (run / name).is_file(), name
    manifest = json.loads((run / "manifest.json").read_text())
    documented = "digest people person_days seconds bytes_per_person peak_rss_bytes candidates_per_person_year"
    documented += " acts_per_person_year listed_share seed scenario_hash"
    assert set(documented.split()) <= set(manifest)
    assert manifest["seconds"]["simulate"] > 0
    assert manifest["people"] == 14_098
    assert manifest["clippings"] == 0
    assert not list(run.glob(".*.part"))


def test_summary_scales_months_up_to_the_country():
    run = finished()
    summary = json.loads((run / "summary.json").read_text())
    assert summary["people.2014-06"] == pytest.approx(1.37e9, rel=0.03)
    months = [summary[f"demand.flight.2014-0{m}"] for m in range(1, 7)]
    assert summary["demand.flight.2014"] == pytest.approx(sum(months), abs=6)
    assert summary["demand.train.2014"] == pytest.approx(
        summary["demand.ordinary_train.2014"] + summary["demand.high_speed.2014"], abs=2
    )
    assert not [key for key in summary if key.startswith(("detention", "detained", "releases"))]


def test_months_are_tidy_and_say_that_people_are_synthetic():
    table = pq.read_table(finished() / "months.parquet")
    assert table.column_names == ["month", "province", "group", "measure", "value"]
    assert table.schema.metadata[b"note"] == folder.NOTE.encode()
    assert set(table["month"].to_pylist()) == {f"2014-0{m}" for m in range(1, 7)}
    assert len(set(table["province"].to_pylist())) == 31


def test_verify_makes_the_run_again_and_notices_a_changed_figure(tmp_path):
    code, text, _ = demerit("verify", finished())
    assert code == 0
    assert "the same to the bit" in text
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(finished(), copy)
    figures = json.loads((copy / "summary.json").read_text())
    figures["people.2014-06"] += 1
    (copy / "summary.json").write_text(json.dumps(figures))
    code, text, _ = demerit("verify", copy)
    assert code == 1
    assert "summary.json: people.2014-06" in text


def test_lists_are_shown_as_published_and_agree_with_the_stock():
    code, text, _ = demerit("lists", finished(), "--json")
    rows = json.loads(text)["rows"]
    summary = json.loads((finished() / "summary.json").read_text())
    assert code == 0
    assert (len(rows) > 0) == (summary["blacklist.stock.2014"] + summary["redlist.stock.2014"] > 0)
    code, text, _ = demerit("lists", finished())
    assert "synthetic people" in text


def test_presets_are_listed_and_copied_and_copies_are_sound(tmp_path):
    code, text, _ = demerit("scenarios")
    assert code == 0
    assert "as-told" in text
    assert "2014-2021" in text
    own = tmp_path / "own.yaml"
    assert demerit("new", own, "--from", "as-told")[0] == 0
    assert demerit("check", own)[0] == 0
    code, _, errors = demerit("new", own, "--from", "as-told")
    assert code == 2
    assert "own.yaml" in errors


def broken(tmp_path, *changes):
    """A copy of the preset with lines changed."""
    text = (Path(__file__).parent.parent / "src/demerit/scenario/presets/as-told.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    return path


BAD_FILES = {
    "not YAML": ([("name: as-told", "name: [as-told")], "broken.yaml:"),
    "duplicate key": ([("kind: told", "kind: told\nkind: told")], "kind"),
    "no as a province": ([("province: Xinjiang", "province: no")], "no"),
    "a rate of -1": ([("miss_rate: 0.05", "miss_rate: -1")], "-1"),
    "a rate of 1e9": ([("miss_rate: 0.05", "miss_rate: 1e9")], "miss_rate"),
    "a missing rule": ([("rules: [crossing, music, offence]", "rules: [crossing, musik]")], "musik"),
    "end before start": ([("end: 2021-12", "end: 2013-12")], "2013-12"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_scenario_is_one_message_and_exit_code_two(case, tmp_path):
    changes, said = BAD_FILES[case]
    out = tmp_path / "run"
    code, text, errors = demerit("run", broken(tmp_path, *changes), "--out", out)
    assert code == 2
    assert said in errors
    assert "Traceback" not in errors + text
    assert not out.exists()


BAD_WORDS = {
    "scale 1:0": (("run", "as-told", "--scale", "1:0"), "1:0"),
    "scale without a one": (("run", "as-told", "--scale", "1000"), "write 1:N"),
    "a scale too coarse": (("run", "as-told", "--scale", "1:10000000"), "1 <= N <="),
    "an unknown preset": (("run", "as-tolt"), "as-told"),
    "a month that is none": (("run", "as-told", "--until", "2018-13"), "2018-13"),
    "an end outside": (("run", "as-told", "--until", "2050-01"), "2050-01"),
    "no run folder": (("verify", "nowhere"), "nowhere"),
    "a seed below zero": (("run", "as-told", "--seed", "-1"), "-1"),
    "a list that is none": (("lists", "RUN", "--list", "greylist"), "greylist"),
    "nobody asked for": (("life", "RUN"), "--find"),
    "an id outside the population": (("life", "RUN", "99999999"), "99999999"),
}


@pytest.mark.parametrize("case", BAD_WORDS)
def test_bad_words_are_one_message_and_exit_code_two(case, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words, said = BAD_WORDS[case]
    code, text, errors = demerit(*(finished() if word == "RUN" else word for word in words))
    assert code == 2
    assert said in errors + text
    assert "Traceback" not in errors + text
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    code, _, errors = demerit("run", "as-told", *QUICK, "--out", tmp_path)
    assert code == 2
    assert "not empty" in errors
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("folder", ["/dev/null/run", "/sys/demerit/run"])  # where not even root may make one
def test_a_folder_that_cannot_be_made_is_said(folder):
    code, _, errors = demerit("run", "as-told", *QUICK, "--out", folder)
    assert code == 2
    assert "cannot be used as a folder (" in errors


def test_a_manifest_of_another_version_is_refused(tmp_path):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(finished(), copy)
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["version"] = "0.0.0"
    (copy / "manifest.json").write_text(json.dumps(manifest))
    for words in (("verify", copy), ("lists", copy), ("life", copy, "5"), ("report", copy)):
        code, _, errors = demerit(*words)
        assert code == 2
        assert "0.0.0" in errors
        assert __version__ in errors


def test_two_checkpoints_are_kept_and_a_damaged_one_is_named_and_passed_over(tmp_path):
    world = lived(tmp_path, 4)
    newest, older = checkpoint.found(tmp_path)
    state = newest / "state-0.bin"
    state.write_bytes(state.read_bytes()[:-1])
    fresh = built(plan(tmp_path))
    wrong = checkpoint.restore(fresh, tmp_path)
    assert newest.name in wrong[0]
    assert "state-0.bin" in wrong[0]
    assert fresh.month == world.month - 1
    fresh.step()
    assert fresh.people.digest() == world.people.digest()
    (older / "about.json").unlink()
    with pytest.raises(DemeritError, match="no sound checkpoint"):
        checkpoint.restore(built(plan(tmp_path)), tmp_path)


def test_resuming_with_another_seed_says_what_differs(tmp_path):
    lived(tmp_path, 1)
    other = Plan(scenario(), tmp_path, scale=200_000, seed=4, until=scenario().start + 2)
    with pytest.raises(DemeritError, match="seed was 3, is 4"):
        checkpoint.restore(built(other), tmp_path)


def test_a_full_disk_leaves_the_last_checkpoint_whole(tmp_path, monkeypatch):
    world = lived(tmp_path, 2)
    before = checkpoint.found(tmp_path)

    def full(_):
        raise OSError(28, "No space left on device")

    world.step()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DemeritError, match="No space left on device"):
        checkpoint.save(world, tmp_path)
    assert checkpoint.found(tmp_path) == before
    assert all(checkpoint.damage(path) is None for path in before)
    assert not list(tmp_path.glob(".checkpoint-*"))


def test_a_full_disk_at_the_end_leaves_no_half_written_part(tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DemeritError, match="nothing was half-written"):
        folder.write_json(tmp_path / "summary.json", {"a": 1})
    assert not list(tmp_path.iterdir())


def test_a_run_that_does_not_fit_is_refused_with_what_would(tmp_path, monkeypatch):
    from demerit.world import estimate

    of = (scenario(), 200_000, scenario().start + 2)
    needed = estimate.estimate(estimate.size_of(*of), Way()).memory
    disk = estimate.estimate(estimate.size_of(*of), Way()).disk
    monkeypatch.setattr(estimate, "available_memory", lambda: needed)
    monkeypatch.setattr(estimate, "free_disk", lambda _: disk - 1)
    with pytest.raises(DemeritError, match=r"needs .* of disk, .* --scale 1:\d+ would fit; --anyway"):
        run(plan(tmp_path / "run"))
    assert not list(tmp_path.iterdir())
    monkeypatch.setattr(estimate, "available_memory", lambda: 1 << 20)
    assert "no scale would fit" in estimate.check(*of, Way(2), tmp_path).problem


def test_the_scale_that_is_named_fits_memory_and_disk_and_hardly_more_people_would(tmp_path, monkeypatch):
    from demerit.world import estimate

    of = (scenario(), 1, scenario().end)
    monkeypatch.setattr(estimate, "available_memory", lambda: 4 << 30)
    monkeypatch.setattr(estimate, "free_disk", lambda _: 2 << 30)
    said = estimate.check(*of, Way(2), tmp_path).problem
    assert "GiB of memory" in said
    assert "GiB of disk" in said
    named = int(said.split("--scale 1:")[1].split()[0])
    assert not estimate.check(scenario(), named, of[2], Way(2), tmp_path).problem
    assert estimate.check(scenario(), named - 1 - named // 500, of[2], Way(2), tmp_path).problem


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_table_cuts_a_word_however_narrow_the_page(width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    for words in (["scenarios"], ["claims"], ["lists", finished()], ["lists", finished(), "--register"]):
        code, text, _ = demerit(*words)
        assert code == 0
        assert "…" not in text
        assert max(map(len, text.splitlines())) <= max(width, 80)
    register = demerit("lists", finished(), "--register", "--json", "--limit", 1)[1]
    (organisation,) = json.loads(register)["rows"]
    assert organisation["code"] in text


@pytest.mark.parametrize("width", [40, 80, 200])
def test_help_fits_the_page_and_says_every_sentence_to_its_end(width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    for name in ("", *ORDER):
        code, text, _ = demerit(*filter(None, (name, "--help")))
        assert code == 0
        _, after_usage = text.split("\n\n", 1)  # of usage, the name of the program is that of the tests
        assert max(map(len, after_usage.splitlines())) <= width, name
        assert "..." not in text.split("Options:")[1], name
        assert "[[" not in text


@pytest.mark.parametrize("width", [24, 40, 61, 80])
def test_presets_are_listed_within_the_page(width, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(len, demerit("scenarios")[1].splitlines())) <= width


def test_presets_are_listed_with_their_whole_titles():
    text = " ".join(demerit("scenarios")[1].split())
    for preset in presets():
        assert preset.title in text


@pytest.mark.parametrize("words", [("--register",), ()])
def test_a_misspelt_province_is_told_its_name(words):
    code, text, errors = demerit("lists", finished(), *words, "--province", "Henna")
    assert (code, text) == (2, "")
    assert "--province Henna is not in this run; did you mean `Henan`?" in errors


@pytest.mark.parametrize(
    "words", [("--most", "1e8"), ("--sizes", "--most", "0"), ("--sizes", "--most", "nan"), ("--sizes", "--drivers")]
)
def test_a_benchmark_refuses_what_it_would_not_use(words):
    code, text, errors = demerit("bench", *words)
    assert (code, text) == (2, "")
    assert "goes with --sizes" in errors or "exclude each other" in errors


def test_lists_of_nobody_are_csv_with_a_head():
    nobody = ("--list", "redlist", "--province", "Tibet", "--csv")
    code, text, _ = demerit("lists", finished(), *nobody)
    assert code == 0
    assert text.splitlines()[1:] == ["list,person,province,since,score,ground"]


def test_more_rows_than_any_computer_counts_are_all_rows():
    code, text, _ = demerit("lists", finished(), "--csv", "--limit", 10**25)
    assert code == 0
    assert text == demerit("lists", finished(), "--csv")[1]


def test_nothing_that_is_started_takes_code_from_the_folder_where_it_is_called(tmp_path):
    for name in ("numba", "random", "multiprocessing", "json", "demerit"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken from the current folder')\n", encoding="utf-8")
    quick = ("run", "as-told", *QUICK[:2], "--until", "2014-01", "--quiet", "--no-report", "--workers", "2")
    for words in (["warm"], [*quick, "--out", "run"]):
        command = [str(Path(sys.executable).with_name("demerit")), *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, "taken from" in done.stderr) == (0, False), done.stderr


def test_resuming_where_there_is_no_checkpoint_yet_begins_at_the_beginning_and_says_so(tmp_path):
    words = ("run", "as-told", *QUICK, "--out", tmp_path / "run", "--resume")
    code, _, errors = demerit(*words)
    assert code == 0
    assert "nothing to go on from yet; starting from the beginning" in errors
    again = json.loads((tmp_path / "run" / "manifest.json").read_text("utf-8"))["digest"]
    assert again == json.loads((finished() / "manifest.json").read_text("utf-8"))["digest"]
    code, _, errors = demerit(*words)
    assert code == 2
    assert "this run is finished; there is nothing to resume" in errors


def test_resuming_in_a_folder_of_something_else_changes_nothing(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    code, _, errors = demerit("run", "as-told", *QUICK, "--out", tmp_path, "--resume")
    assert code == 2
    assert "exists and is not empty" in errors
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(("want", "have"), [(2**30, 2**30 - 1), (5, 0), (40 << 20, (40 << 20) - 1), (3 << 40, 1 << 30)])
def test_what_lacks_is_said_so_exactly_that_it_is_more_than_there_is(want, have):
    needed, free = (float(text.split()[0]) for text in lacks(want, have).split(", and "))
    assert needed > free


def test_a_command_does_not_look_again_and_again_through_what_its_start_has_made():
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    try:
        assert demerit("scenarios")[0] == 0
        assert gc.get_threshold()[0] >= 10_000
    finally:
        gc.set_threshold(*before)

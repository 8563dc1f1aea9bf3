"""`demerit compare` and its folder: whole, made again to the bit, and whole after having been stopped."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from tests.helpers.commands import demerit
from tests.helpers.comparisons import plan, timeless
from tests.helpers.worlds import scenario

import demerit as dm
from demerit.comparison import beside, changed, other, stopped
from demerit.comparison.drawing import drawn_from, keys
from demerit.comparison.living import sound
from demerit.comparison.memory import needed
from demerit.comparison.sureness import added
from demerit.world.comparing import Comparison

PAGE = Path(__file__).parent.parent / "docs" / "paired-comparison.md"
WORDS = ("as-told", "--without", "rules.criticism", "--set", "rights.notice=true", "--scale", "1:150000")
GIVEN = (*WORDS, "--until", "2015-03", "--seed", "3", "--threads", "2", "--quiet")
NAMES = ("without-rules.criticism", "set-rights.notice")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Any:
    out = tmp_path_factory.mktemp("compared") / "it"
    code, said, errors = demerit("compare", *GIVEN, "--out", out)
    assert code == 0, errors
    (out.parent / "said").write_text(said)
    return out


def read(path):
    return json.loads(path.read_text("utf-8"))


def test_how_many_other_seeds_are_compared_is_left_to_what_is_learned(folder):
    assert read(folder / "manifest.json")["seeds"] == "as needed"
    assert "beside" not in read(folder / "comparison.json")  # no score is fitted by then


def test_the_folder_has_what_scripts_rely_on(folder):
    said = read(folder / "comparison.json")
    assert (said["base"], said["seed"], said["scale"]) == ("as-told", 3, 150_000)
    assert list(said["digests"]) == ["base", *NAMES]
    assert tuple(said["variants"]) == NAMES
    for name, one in said["variants"].items():
        assert {"share_differing", "cost_in_runs", "worth_runs", "effects"} <= one.keys()
        figures = [read(folder / at / "summary.json") for at in ("base", name)]
        for key, effect in one["effects"].items():
            assert {"base", "other", "difference", "gained", "lost", "chance", "unknown", "sign_holds"} <= effect.keys()
            assert [effect["base"], effect["other"]] == [of.get(key) for of in figures]
            assert effect["base"] or effect["other"]
    numbers = ["base", "other", "gained", "lost"]
    columns = ["variant", "month", "measure", "province", "group", "tenth", "age", "sex", "urban", *numbers]
    assert pq.read_schema(folder / "effects.parquet").names[:13] == columns
    assert pq.read_schema(folder / "sample.parquet").names == ["variant", "person", "parted", "spared", "harmed"]


def test_what_is_printed_says_who_is_spared_and_harmed_and_how_sure_that_is(folder):
    said = (folder.parent / "said").read_text()
    for words in ("spared", "harmed", "independent runs", "people (", f"comparison: {folder}", *NAMES):
        assert words in said


def test_a_month_is_a_row_group(folder):
    assert pq.ParquetFile(folder / "effects.parquet").num_row_groups == 15


def test_each_world_runs_by_itself_to_the_same_digest(folder, tmp_path):
    given = ("--scale", "1:150000", "--until", "2015-03", "--seed", "3", "--quiet", "--no-report")
    code, _, errors = demerit("run", folder / NAMES[0] / "scenario.yaml", *given, "--out", tmp_path / "run")
    assert code == 0, errors
    assert read(tmp_path / "run" / "manifest.json")["digest"] == read(folder / "comparison.json")["digests"][NAMES[0]]


def test_it_is_made_again_to_the_bit(folder):
    code, said, errors = demerit("verify", folder, "--quiet")
    assert code == 0, said + errors
    assert "the same to the bit" in said


def test_what_was_changed_in_it_is_found(folder, tmp_path):
    path = folder / "comparison.json"
    whole = path.read_bytes()
    said = json.loads(whole)
    said["variants"][NAMES[1]]["effects"]["acts.speech.2014"] = {"base": 1}
    path.write_text(json.dumps(said))
    try:
        code, said, _ = demerit("verify", folder, "--quiet")
    finally:
        path.write_bytes(whole)
    assert code == 1
    assert "comparison.json" in said


def test_a_folder_that_is_whole_is_not_written_over(folder):
    code, _, errors = demerit("compare", *GIVEN, "--out", folder)
    assert code == 2
    assert "exists and is not empty" in errors
    code, _, errors = demerit("compare", *GIVEN, "--out", folder, "--resume")
    assert code == 2
    assert "nothing to resume" in errors


def test_a_comparison_and_its_worlds_are_no_runs_and_that_is_what_is_said(folder):
    base, whole = folder / "base", sorted(folder.rglob("*"))
    is_one = f"{folder} is the folder of a comparison, not of a run; give one of its worlds, such as {base}"
    a_world, around = f"{base} is a world of a comparison", f"give the folder of the comparison, {folder}"
    makes = f"demerit run {base}/scenario.yaml makes a run, which has"
    for words, said in (
        (("lists", folder), is_one),
        (("lists", folder, "--register"), is_one),
        (("claims", folder), is_one),
        (("lists", base), f"{a_world}, and has no lists; {makes}"),
        (("lists", base, "--register"), f"{a_world}, and has no register; {makes}"),
        (("report", base), f"{a_world}; {around}"),
        (("verify", base), f"{a_world}; {around}"),
        (("run", "as-told", "--out", folder), f"{folder} exists and is not empty: it is the folder of a comparison"),
        (("run", "as-told", "--out", base), f"{base} exists and is not empty"),
    ):
        code, text, errors = demerit(*words)
        assert (code, text) == (2, "")
        assert said in errors
    assert demerit("claims", base)[0] == 0
    assert sorted(folder.rglob("*")) == whole


def test_one_of_another_version_is_said_to_be_one(folder):
    path = folder / "manifest.json"
    whole = path.read_bytes()
    path.write_text(json.dumps(read(path) | {"version": "0.0.0"}))
    try:
        code, _, errors = demerit("verify", folder)
    finally:
        path.write_bytes(whole)
    assert code == 2
    assert "version 0.0.0" in errors


class Killed(BaseException):
    """Nobody catches it."""


def test_one_that_was_killed_goes_on_and_ends_as_if_nothing_had_happened(folder, tmp_path, monkeypatch):
    out, real, saved = tmp_path / "it", stopped.save, []

    def save(*of):
        real(*of)
        saved.append(of)
        if len(saved) == 10:
            raise Killed

    monkeypatch.setattr(stopped, "save", save)
    with pytest.raises(Killed):
        demerit("compare", *GIVEN, "--out", out, "--checkpoint-every", "9")
    monkeypatch.undo()
    assert sorted(path.name for path in out.glob("checkpoint-*"))
    code, _, errors = demerit("compare", *GIVEN, "--out", out)
    assert code == 2
    assert "--resume goes on with it" in errors
    code, _, errors = demerit("compare", *GIVEN[:-3], "--threads", "1", "--seed", "4", "--resume", "--out", out)
    assert code == 2
    assert "seed was 3, is 4" in errors
    code, _, errors = demerit("compare", *GIVEN, "--workers", "2", "--threads", "1", "--out", out, "--resume")
    assert code == 0, errors
    assert timeless(read(out / "comparison.json")) == timeless(read(folder / "comparison.json"))
    for name in ("effects.parquet", "sample.parquet", *(f"{one}/replay.npz" for one in ("base", *NAMES))):
        assert (out / name).read_bytes() == (folder / name).read_bytes(), name
    assert not list(out.glob("checkpoint-*"))


WRONG = {
    "another society": (("as-told", "europe-as-told"), "have no month in common|other people|begin in different"),
    "an unknown key": (("as-told", "--without", "rules.critcism"), "did you mean `rules.criticism`"),
    "what is left to compare": (("as-told",), "nothing to compare with"),
    "a month without a change": (("as-told", "as-told", "--from", "2015-01"), "nothing changes"),
    "an unknown way to publish": (("as-told", "as-told", "--published", "mine"), "own, base, both"),
    "an end after the end": (("as-told", "as-told", "--until", "2030-01"), "2030-01"),
    "a value out of range": (("as-told", "--set", "rights.objection.days=-3"), "rights.objection"),
    "what another part needs": (("as-told", "--without", "rules.criticism.conduct"), "what it is in needs it"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_one_clear_message(name, tmp_path):
    words, said = WRONG[name]
    code, _, errors = demerit("compare", *words, "--out", tmp_path / "it")
    assert code == 2
    assert any(each in errors for each in said.split("|")), errors
    assert "Traceback" not in errors
    assert not (tmp_path / "it").exists()


def test_a_comparison_of_more_worlds_than_memory_holds_is_refused_before_anything_is_lived(tmp_path, monkeypatch):
    rules = scenario().parts["rules"]
    one, five = (plan(scenario(), *(changed(scenario(), without=[key]) for key in rules[:n])) for n in (1, 5))
    size = sound(one)
    itself, need, more = (needed(each, size) for each in (plan(scenario(), other(scenario())), one, five))
    assert itself.most == itself.least < need.least < more.least < more.most
    monkeypatch.setattr("demerit.comparison.memory.available_memory", lambda: need.least - (1 << 20))
    monkeypatch.setattr(Comparison, "step", None)
    options = ("--scale", "1:150000", "--seed", 5, "--threads", 2, "--out", tmp_path / "it", "--quiet")
    code, _, errors = demerit("compare", "as-told", "--without", rules[0], *options)
    assert code == 2
    assert re.search(
        r"--scale 1:150000: 2 worlds need [\d.]+ GiB of memory, and [\d.]+ GiB are free; a coarser one", errors
    )
    assert not (tmp_path / "it").exists()
    told = dm.load("as-told")
    with pytest.raises(dm.DemeritError, match=r"2 worlds need .* of memory"):
        dm.compare(told, told.without(rules[0]), scale=150_000, seed=5, threads=2)


def test_values_outside_their_range_are_refused_and_nothing_is_written(tmp_path):
    file = tmp_path / "mine.yaml"
    assert demerit("new", file, "--from", "as-told")[0] == 0
    text = file.read_text("utf-8")
    assert "listing: {value: 25, range: [0, 76]," in text
    file.write_text(
        text.replace("listing: {value: 25, range: [0, 76],", "listing: {value: 95, range: [0, 76],"), "utf-8"
    )
    out = ("--scale", "1:150000", "--draws", 2, "--out", tmp_path / "it")
    asked = (
        ("compare", file, "--without", "rules.criticism"),
        ("attribute", file, "--by", "rules", "--outcome", "people"),
    )
    for words in (*asked, ("run", file)):
        code, _, errors = demerit(*words, *out)
        assert code == 2
        assert "lies outside its own range, 0 to 76" in errors
        assert not (tmp_path / "it").exists()


def test_a_draw_that_was_kept_and_damaged_is_lived_again(tmp_path, monkeypatch):
    lived: list[Any] = []

    def live(coarse):
        lived.append(coarse)
        return {"without-rules.criticism": {"people.2014": (1.0, 0.5)}}

    monkeypatch.setattr(beside, "_lived", live)
    given = drawing(2, out=tmp_path)
    beside.lived(given, 0, lambda *_: None)
    kept, other = sorted((tmp_path / beside.KEPT).iterdir())
    whole = kept.read_bytes()
    flipped = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(0, len(whole), 9)]
    damages = [b"[]", b'{"a": {"b": [1]}}', b"", whole[:-1], other.read_bytes(), *flipped]
    for n, damage in enumerate(damages, 1):
        kept.write_bytes(damage)
        found = beside.lived(given, 0, lambda *_: None)
        assert len(found.unknown) == 2
        assert len(lived) == 2 + n, damage
    assert kept.read_bytes() == whole


def drawing(draws, **more):
    base = scenario("as-told", regime__fear__neighbours={"value": 32, "range": [10, 120], "note": "x"})
    return plan(base, changed(base, without=["rules.criticism"]), draws=draws, **more)


def test_a_draw_is_the_same_in_every_world():
    given = drawing(4)
    key = "regime.fear.neighbours"
    assert key in keys(given.base)
    for one in drawn_from(given.base, given.variants, given.draws, given.seed):
        values = {of.regime.fear.neighbours for of in (one.base, one.variants[0].scenario)}
        assert len(values) == 1
        assert one.values[key] == pytest.approx(values.pop(), abs=0.5)
        assert "criticism" not in {rule.id for rule in one.variants[0].scenario.regime.rules}


def test_draws_that_were_stopped_are_neither_lost_nor_repeated(tmp_path, monkeypatch):
    lived: list[Any] = []

    def live(coarse):
        if len(lived) == 3:
            raise Killed
        value = coarse.base.regime.fear.neighbours
        lived.append(value)
        return {"without-rules.criticism": {"refused.all.2014": (value - 60.0, 1.0)}}

    monkeypatch.setattr(beside, "_lived", live)
    given = drawing(8, out=tmp_path, way=plan(scenario(), changed(scenario(), without=["rules.criticism"])).way)
    with pytest.raises(Killed):
        beside.lived(given, 0, lambda *_: None)
    lived.append(None)  # so that it may go on
    found = beside.lived(given, 0, lambda *_: None)
    values = [value for value in lived if value is not None]
    assert len(values) == len(set(values)) == 8
    assert len(found.unknown) == len(found.inputs[0].values) == 8
    said: dict[str, Any] = {"variants": {"without-rules.criticism": {"effects": {}}}}
    one = said["variants"]["without-rules.criticism"]
    one["effects"]["refused.all.2014"] = {"difference": -40, "chance": [-50.0, -30.0]}
    one |= {kind: {"people": 0, "chance": [0.0, 0.0]} for kind in ("spared", "harmed")}
    added(said, given, found)
    effect = one["effects"]["refused.all.2014"]
    assert effect["unknown"][0] <= -40 <= effect["unknown"][1]
    assert effect["sign_holds"] == [sum(value < 60 for value in values), 8]


def test_the_commands_of_the_page_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    commands = [shlex.split(line) for line in block.splitlines()]
    assert {words[1] for words in commands} == {"compare", "verify"}
    for words in commands:
        coarse = [{"1:10000": "1:400000", "2015-12": "2014-02"}.get(word, word) for word in words[1:]]
        code, _, errors = demerit(*coarse, "--quiet")
        assert code == 0, errors
        assert words[1] == "verify" or (tmp_path / words[-1] / "comparison.json").exists()


def test_the_python_of_the_page_runs(capsys):
    (block,) = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    exec(block, {})  # noqa: S102
    assert "people" in capsys.readouterr().out


def test_the_query_of_the_page_adds_up(folder):
    (block,) = re.findall(r"```sql\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    rows = duckdb.execute(block.replace("by-rule", str(folder))).fetchall()
    effects = read(folder / "comparison.json")["variants"][NAMES[0]]["effects"]
    for column, name in ((1, "gained"), (2, "lost")):
        whole = sum(effects.get(f"refused.all.{year}", {name: 0})[name] for year in (2014, 2015))
        assert sum(row[column] for row in rows) == pytest.approx(whole, abs=2)

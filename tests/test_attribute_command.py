"""`demerit attribute`: what it writes and prints, what it refuses, and that the commands of its page run."""

import json
import re
import shlex
import shutil
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from tests.helpers.commands import demerit

import demerit as dm
from demerit.cli.attribute import _elsewhere
from demerit.comparison.attribution.keeping import Lived
from demerit.comparison.attribution.lived import Worlds
from demerit.world import folder
from demerit.world.claim import claimed

PAGE = Path(__file__).parent.parent / "docs" / "attribution.md"
SMALL = ("--scale", "1:200000", "--until", "2020-03", "--assume")
BY_CHAINS = ("attribute", "europe-as-told", "--by", "chains")


@lru_cache(maxsize=1)
def finished():
    """A small attribution and what was said."""
    out = Path(mkdtemp()) / "new" / "chains"
    code, said, errors = demerit(*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--out", out)
    assert code == 0, errors
    return out, said


def told(out):
    return json.loads((out / "attribution.json").read_text("utf-8"))


def test_the_folder_has_the_answer_and_its_pictures_each_of_which_says_what_it_is():
    out, said = finished()
    found = told(out)
    assert found["total"] == found["sum"] == found["with_all"] - found["with_none"]
    assert found["players"] == "chains"
    assert found["coalitions"] == 16
    assert len(found["by"]) == 4
    pictures = list((out / "figures").glob("*.svg"))
    assert {out / "figures" / f"attribution.{ending}" for ending in ("svg", "png", "csv")} <= {*out.rglob("*.*")}
    assert pictures
    for picture in pictures:
        assert str(picture) in said
        assert "synthetic people" in picture.read_text("utf-8")
    assert not [path for path in out.rglob(".*") if path.is_file()], "nobody owns it any more"


def test_what_is_printed_fits_80_columns_and_says_what_the_shares_add_up_to(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    out, _ = finished()
    code, said, _ = demerit(*BY_CHAINS, "--outcome", "people", *SMALL, "--out", out, "--quiet")
    assert code == 0
    lines = [line for line in said.splitlines() if str(out) not in line]
    assert max(map(len, lines)) <= 80
    text = " ".join(" ".join(lines).split())
    assert f"the shares add up to {told(out)['sum']:,}" in text
    assert "all 16 combinations were lived" in text
    assert "data_sources.camera.sees.curfew_breach" in text


def test_what_is_added_is_no_part_of_what_is_refused_in_all():
    """With all rules 102 million were refused, and 92 % of 124 million "for these rules" were said to be elsewhere."""
    found = {"added": 124_000_000, "unrelated": 114_000_000, "spared": 25_000_000}
    assert _elsewhere(found, "rules") == (
        "These rules add 124 M requests refused and take 25 M away; of those added, 114 M (92 %) fall where the "
        "conduct does not belong."
    )
    assert " away" not in _elsewhere({**found, "spared": 0}, "rules")
    cells = told(finished()[0])["contexts"]
    assert cells["added"] - cells["spared"] == pytest.approx(sum(cell["refusals"] for cell in cells["cells"]), abs=20)


def test_another_outcome_of_the_same_players_lives_no_world_again():
    out, _ = finished()
    worlds = {path.name: path.stat().st_mtime_ns for path in (out / "worlds").iterdir()}
    code, said, _ = demerit(*BY_CHAINS, "--outcome", "records.wrong.2020", *SMALL, "--out", out)
    assert code == 0
    assert "16 of 16 worlds were lived before" in said
    assert told(out)["outcome"] == "records.wrong.2020"
    assert worlds == {path.name: path.stat().st_mtime_ns for path in (out / "worlds").iterdir()}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "rule"), "--by rule is no kind of player; did you mean `rules`?"),
        (("--outcome", "refused.fligth"), "is no measure; did you mean `refused.flight`?"),
        (("--by", "rights"), "has no rights, so nothing can be attributed to them"),
        (("--until", "2031-01"), "--until 2031-01 must be within"),
        (("--scale", "10"), "--scale 10 is not a scale"),
    ],
)
def test_whatever_is_wrong_is_one_message_and_nothing_is_written(words, said, tmp_path):
    given = {"--by": "chains", "--outcome": "refused.all", "--until": "2020-03", "--scale": "1:200000"}
    given |= dict([words])
    options = [word for pair in given.items() for word in pair]
    out = tmp_path / "out"
    code, _, errors = demerit("attribute", "europe-as-told", "--assume", *options, "--out", out, "--quiet")
    assert code == 2
    assert said in errors
    assert errors.count("demerit: ") == 1
    assert not out.exists()


def changed(path, change):
    path.write_text(change(path.read_text("utf-8")), "utf-8")


def a_world(out):
    return sorted((out / "worlds").glob("*.json"))[0]


def swapped(out):
    one, other = sorted((out / "worlds").glob("*.json"))[:2]
    text = one.read_text("utf-8")
    one.write_text(other.read_text("utf-8"), "utf-8")
    other.write_text(text, "utf-8")


def forged(out):
    """Every hash fits, and a share does not."""
    found = told(out)
    next(iter(found["by"].values()))["share"] = 7
    folder.write_json(out / "attribution.json", found)
    folder.seal(out, "attribution.json")


DAMAGE = {
    "a share that does not come out": (forged, "attribution.json: by: data_sources"),
    "a world that was changed": (lambda out: changed(a_world(out), lambda text: text.replace("1", "2", 1)), "worlds/"),
    "two worlds, each for the other": (swapped, "is not the world that comes out"),
    "a picture that is missing": (lambda out: (out / "figures/attribution.png").unlink(), "png is missing"),
    "a scenario that was cut": (
        lambda out: changed(out / "scenario.yaml", lambda text: text[: len(text) // 2]),
        "scenario.yaml is not what the run wrote",
    ),
    "a file of somebody else": (lambda out: (out / "figures/mine.txt").write_text("x"), "figures/mine.txt is not of"),
    "an owner who was stopped": (lambda out: (out / ".owner").write_text("{}"), "by somebody who was stopped"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_verify_finds(name, tmp_path):
    damage, said = DAMAGE[name]
    out = tmp_path / "copy"
    shutil.copytree(finished()[0], out)
    damage(out)
    code, found, errors = demerit("verify", out, "--quiet")
    assert code == 1, errors
    assert said in found


def test_verify_accepts_what_was_written_and_says_what_it_did_not_make_again():
    code, said, errors = demerit("verify", finished()[0], "--quiet")
    assert code == 0, errors
    assert "attributed again, and the same to the bit" in said
    assert "not made again" in said


def test_a_folder_of_other_worlds_or_of_another_version_is_left_as_it_is(tmp_path):
    out = tmp_path / "copy"
    shutil.copytree(finished()[0], out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    code, _, errors = demerit(*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--seed", "2", "--out", out)
    assert code == 2
    assert "holds an attribution of other worlds (seed was 1, is 2); choose another --out" in errors
    assert before == {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    changed(out / "manifest.json", lambda text: text.replace('"version": "', '"version": "0.0.'))
    for words in ((*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--out", out), ("verify", out)):
        code, _, errors = demerit(*words)
        assert code == 2
        assert errors.count("demerit: ") == 1
        assert "was made by version 0.0." in errors
    with pytest.raises(dm.DemeritError, match=r"was made by version 0\.0\."):
        dm.open(out)


@pytest.mark.parametrize("words", [("report",), ("life", 17), ("life", "--find", "harmed")])
def test_what_a_run_is_asked_for_an_attribution_does_not_answer(words):
    out, (command, *others) = finished()[0], words
    code, _, errors = demerit(command, out, *others)
    assert code == 2
    assert f"{out} is the folder of an attribution, not of a run" in errors


def test_while_somebody_writes_in_a_folder_nobody_else_does():
    out, _ = finished()
    with claimed(out) as held:
        code, _, errors = demerit(*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--out", out)
        held.done()
    assert code == 2
    assert "is being written by process" in errors


def test_other_seeds_are_printed_kept_verified_and_opened(tmp_path):
    out = tmp_path / "it"
    asked = ("attribute", "europe-as-told", "--by", "sources", "--outcome", "refused.all", *SMALL, "--seeds", "5")
    code, said, errors = demerit(*asked, "--out", out, "--quiet")
    assert code == 0, errors
    assert "By the chance of who was drawn, in nine of ten; from 5 other seeds" in said
    found = told(out)
    for row in dm.open(out).shares.to_pylist():
        one = found["by"][row["player"]]
        assert [row["low"], row["high"]] == one["chance"]["share"]
        assert [row["alone_low"], row["alone_high"]] == one["chance"]["alone"]
    assert ">low<" in dm.open(out)._repr_html_()
    code, _, errors = demerit("verify", out)
    assert code == 0, errors


def test_draws_say_how_sure_each_share_is_and_a_stopped_one_lives_no_world_twice(tmp_path, monkeypatch):
    asked = (*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--draws", "2", "--out", tmp_path / "it", "--quiet")
    lived: list[str] = []
    figures = {"refused.all": {"all": 10}, "refused.flight": {"all": 10}}

    def together(self, scenarios):
        for one in scenarios:
            if len(lived) == 25:
                lived.append("stopped")
                raise KeyboardInterrupt
            lived.append(self.file_of(one.values_hash))
            yield Lived({} if one.regime.data_sources == {} else figures)

    monkeypatch.setattr(Worlds, "_together", together)
    code, _, errors = demerit(*asked)
    assert code != 0
    assert "the same command goes on from there" in errors
    assert not (tmp_path / "it" / "manifest.json").exists()
    code, said, errors = demerit(*asked)
    assert code == 0, errors
    lived.remove("stopped")
    assert len(lived) == len(set(lived)) == 48, "16 worlds, and as many in each draw"
    found = told(tmp_path / "it")
    assert (found["draws"], found["draws_scale"]) == (2, 200_000)
    for one in found["by"].values():
        for figure in ("alone", "share"):
            low, high = one["unknown"][figure]
            assert low <= one[figure] <= high
            assert one["sign_holds"][figure] == [2, 2]
    assert "2 of 2 draws" in said
    assert not re.search(r"(?<![\d,.])(\S+) to \1(?![\d,.])", said), "a band of one number is that number"
    (row, *_) = dm.open(tmp_path / "it").shares.to_pylist()
    assert row["least"] <= row["share"] <= row["most"]
    assert (row["sign_holds"], row["draws"]) == (2, 2)
    shown = dm.open(tmp_path / "it")._repr_html_()
    assert all(f">{name}<" in shown for name in ("least", "most", "sign_holds"))


@pytest.mark.parametrize(
    ("what", "held", "said"),
    [
        ("players.MOST", 3, "has 4 chains; at most 3 can be told apart: take some away with --without"),
        ("lived.available_memory", lambda: 1 << 20, "--scale 1:200000: one world needs"),
    ],
)
def test_more_players_or_people_than_there_is_room_for_are_refused_before_anything_is_lived(
    what, held, said, tmp_path, monkeypatch
):
    monkeypatch.setattr(f"demerit.comparison.attribution.{what}", held)
    monkeypatch.setattr(Worlds, "_together", None)
    out = tmp_path / "new" / "it"
    code, _, errors = demerit(*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--out", out, "--quiet")
    assert code == 2
    assert said in errors
    assert errors.count("demerit: ") == 1
    assert not out.parent.exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    code, _, errors = demerit(*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--out", tmp_path)
    assert code == 2
    assert "holds something else (mine.txt); choose another folder" in errors
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", ["scenario.yaml", "scenario.json", "attribution.json", "figures/mine.svg"])
def test_what_somebody_else_has_under_a_name_of_ours_is_left_alone(name, tmp_path):
    """A folder in which somebody works on a scenario of their own has some of these."""
    mine = tmp_path / name
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine", "utf-8")
    code, _, errors = demerit(*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--out", tmp_path)
    assert code == 2
    assert f"holds something else ({name.partition('/')[0]}); choose another folder" in errors
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [mine]
    assert mine.read_text("utf-8") == "mine"


def test_pictures_of_somebody_else_beside_ours_stay(tmp_path):
    out = tmp_path / "copy"
    shutil.copytree(finished()[0], out)
    (out / "figures" / "mine.svg").write_text("mine", "utf-8")
    (out / "figures" / "mine").mkdir()
    code, _, errors = demerit(*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--out", out)
    assert code == 0, errors
    assert (out / "figures" / "mine.svg").read_text("utf-8") == "mine"


@pytest.mark.parametrize("number", range(4))
def test_one_that_was_stopped_while_its_parts_were_written_is_ended_by_the_same_command(number, tmp_path, monkeypatch):
    out = tmp_path / "copy"
    shutil.copytree(finished()[0], out)
    assert demerit(*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--out", out)[0] == 0
    before = told(out)
    (out / "manifest.json").unlink()  # its worlds are kept
    for name in ("scenario.yaml", "scenario.json", "attribution.json"):
        (out / name).unlink()
    shutil.rmtree(out / "figures")
    names = ("scenario.yaml", "scenario.json", "attribution.json", "manifest.json")
    real = folder.written

    def written(path, *given):
        if path.name == names[number]:
            raise KeyboardInterrupt
        real(path, *given)

    with monkeypatch.context() as patched:
        patched.setattr(folder, "written", written)
        code, _, errors = demerit(*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--out", out)
    assert code == 130
    assert "the same command goes on from there" in errors
    code, _, errors = demerit(*BY_CHAINS, "--outcome", "refused.all", *SMALL, "--out", out)
    assert code == 0, errors
    assert not list(out.rglob(".*"))
    assert told(out) == before


@pytest.mark.slow
def test_every_command_of_the_page_is_one_and_its_lines_of_python_run(tmp_path, monkeypatch):
    """Other tests live worlds; here, what each command asks for."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Worlds, "_together", lambda self, scenarios: [Lived({}) for _ in scenarios])
    page = PAGE.read_text("utf-8")
    commands = [line for block in re.findall(r"```sh\n(.*?)```", page, re.S) for line in block.strip().splitlines()]
    commands, (again,) = ([line for line in commands if (" verify " in line) is held] for held in (False, True))
    for line in commands:
        few = ("--draws", "1") if "--draws" in line else ()
        code, said, errors = demerit(*shlex.split(line)[1:], "--scale", "1:200000", "--orders", "2", *few)
        assert code == 0, (line, errors)
        assert "together they bring about 0" in " ".join(said.split())
    assert len(list(tmp_path.rglob("attribution.json"))) == len(commands)
    assert demerit(*shlex.split(again)[1:])[0] == 0
    monkeypatch.undo()
    (code_block,) = re.findall(r"```python\n(.*?)```", page, re.S)
    exec(compile(code_block, str(PAGE), "exec"), {})  # noqa: S102

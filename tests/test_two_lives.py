"""One person in two worlds: what is the same, where the lives part and why, what follows, and how one is found."""

import json
import re
import shlex
from datetime import date as day_of
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.helpers.commands import demerit
from tests.helpers.two import one, pair, sealed, written

from demerit import calendar
from demerit.calendar import first_day, month_of
from demerit.catalogue.rights import RIGHTS
from demerit.life.entry import Entry
from demerit.life.harms import harms, harms_in
from demerit.life.replaying import Replay, replay_everybody
from demerit.life.story import told
from demerit.life.two.comparison import Pair, matched
from demerit.life.two.finding import find
from demerit.life.two.html import page
from demerit.life.two.parting import UNSEEN, differ
from demerit.life.two.place import BASE, COMPARISON
from demerit.life.two.story import _sentences, of, tell
from demerit.life.two.text import lines
from demerit.life.two.touching import READERS
from demerit.phrases import say
from demerit.world.errors import DemeritError
from demerit.world.undergone import harms as counted_as_harms

CRITICISM = "without-rules.criticism"
FLIGHT = "without-consequences.flight"
NOTICE = "set-rights.notice"
COMMUNITY = 0  # a small one
PAGE = Path(__file__).parent.parent / "docs" / "two-lives.md"
ZERO = calendar.DAY_ZERO


@lru_cache(maxsize=4)
def everybody(name: str) -> list[tuple[Replay, Replay]]:
    """Everybody of a community in the base and in another world."""
    base, other = (replay_everybody(world.data, COMMUNITY) for world in (one(BASE), one(name)))
    return [(base[person], other[person]) for person in sorted(base.keys() & other.keys())]


@lru_cache(maxsize=4)
def all_told(name: str) -> list[tuple[Replay, Replay, dict[str, Any]]]:
    """Those whose lives may differ, told."""
    return [(a, b, of(pair(name), a, b)) for a, b in everybody(name) if differ(a, b)]


# The same


def test_in_a_world_beside_itself_everybodys_lives_are_the_same_and_it_is_said():
    same = matched(one(BASE), one(BASE))
    for a, b in everybody(BASE)[:40]:
        said = of(same, a, b)
        assert said["parting"] is None
        assert said["after"] == []
        assert (said["spared"]["number"], said["harmed"]["number"]) == (0, 0)
        assert {row["in"] for row in said["rows"]} <= {"both"}
        assert said["text"].startswith("The two lives are the same: on every day")
        alone = told(a, one(BASE).data, one(BASE).rules)
        assert said["same"]["years"] == alone["years"]


def test_a_life_that_nothing_touches_is_told_as_the_same():
    untouched = [(a, b) for a, b in everybody(FLIGHT) if not differ(a, b)]
    assert untouched
    for a, b in untouched[:5]:
        assert of(pair(FLIGHT), a, b)["parting"] is None


# Where they part


@pytest.mark.parametrize("name", [CRITICISM, FLIGHT, NOTICE])
def test_before_they_part_nothing_is_another_and_then_something_is(name):
    assert all_told(name)
    for a, b, said in all_told(name):
        if said["parting"] is None:
            continue
        date = said["parting"]["date"]
        at_end = len(date) == 7  # of a month that left another state
        days = first_day(month_of(date) + 1) if at_end else (day_of.fromisoformat(date) - ZERO).days
        rows = [moved.ledger[~np.isin(moved.ledger[:, 1], UNSEEN)] for moved in (a, b)]
        early = [sorted(each[each[:, 0] < days].tolist()) for each in rows]
        assert early[0] == early[1]
        months = month_of(date[:7]) - a.months[0]
        assert a.life[:months].tobytes() == b.life[:months].tobytes()
        if at_end:
            assert said["parting"]["state"]["fields"]
            assert a.life[months].tobytes() != b.life[months].tobytes()
        else:
            assert said["parting"]["event"]["date"] == date
            on_it = [sorted(each[each[:, 0] == days].tolist()) for each in rows]
            assert on_it[0] != on_it[1]


def test_without_a_rule_a_life_parts_at_the_record_of_it_and_the_rule_is_named():
    said = find(pair(CRITICISM), [], "parted by rules.criticism, critic")
    event = said["parting"]["event"]
    assert event["base"][0]["event"] == "recorded"
    assert event["base"][0]["conduct"] == "criticism"
    assert event["other"] == []
    assert event["reason"]["keys"] == ["rules.criticism"]
    assert event["reason"]["text"] == (
        "base has the rule rules.criticism (criticising the government); without-rules.criticism does not."
    )
    assert event["text"][0].startswith("Only in base: On ")


def test_without_a_consequence_a_life_parts_at_the_refusal_itself():
    said = find(pair(FLIGHT), [], "spared, parted by consequences.flight")
    event = said["parting"]["event"]
    assert (event["base"][0]["event"], event["base"][0]["demand"]) == ("refused", "flight")
    assert event["other"][0]["event"] == "granted"
    assert said["spared"]["kinds"]["refused flight"] > 0


def test_every_event_in_which_a_right_is_seen_is_known_to_rest_on_some_part_of_a_regime():
    known = {event for events, _ in READERS for event in events}
    assert [event for right in RIGHTS for event in right.events if event not in known] == []


def test_with_notice_a_life_parts_when_somebody_is_told_by_the_right_alone():
    said = find(pair(NOTICE), [], "parted by rights.notice")
    event = said["parting"]["event"]
    assert event["other"][0]["event"] in ("notified", "learned_of_listing")
    assert event["reason"]["text"] == "set-rights.notice has rights.notice; base does not."


def test_whoever_is_parted_by_the_household_has_somebody_there_who_lives_otherwise():
    seen = 0
    for a, b, said in all_told(CRITICISM):
        state = (said["parting"] or {}).get("state")
        if state is None or state["reason"]["kind"] != "household":
            continue
        i = month_of(state["month"]) - a.months[0]
        home = a.community.household(a.position, a.months[i])
        assert (a.states[: i + 1, home] != b.states[: i + 1, home]).any()
        seen += 1
    assert seen


def test_whoever_is_parted_by_the_community_is_parted_by_nothing_nearer():
    kinds = {part["reason"]["kind"] for *_, said in all_told(CRITICISM) for part in _parts(said)}
    assert {"part", "own", "household", "community"} <= kinds
    assert "unknown" not in kinds


def _parts(said: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for part in (said["parting"] or {}).values() if isinstance(part, dict)]


def test_what_nobody_saw_parts_nobody():
    for *_, said in all_told(CRITICISM):
        event = (said["parting"] or {}).get("event")
        if event is not None:
            assert not {entry["event"] for entry in [*event["base"], *event["other"]]} & {"missed", "lost"}


# What follows


def test_turned_round_the_spared_are_the_harmed():
    moved = 0
    for name in (CRITICISM, FLIGHT):
        for a, b, said in all_told(name)[:60]:
            turned = of(pair(name).turned, b, a)
            assert (turned["spared"], turned["harmed"]) == (said["harmed"], said["spared"])
            assert (turned["parting"] or {}).get("date") == (said["parting"] or {}).get("date")
            moved += said["spared"]["number"] + said["harmed"]["number"]
    assert moved


def test_whoever_is_listed_less_often_and_longer_is_told_both():
    seen = 0
    for *_, said in all_told(FLIGHT):
        days = {row["what"]: (row["base"], row["other"]) for row in said["figures"]}.get(
            "days on the black list", (0, 0)
        )
        other = f"Days on the black list: {days[0]} in base, {days[1]} in {FLIGHT}."
        assert (other in said["text"]) == (days[0] != days[1])
        seen += days[0] != days[1]
    assert seen


def test_harms_are_the_same_counted_over_rows_and_over_entries():
    world = one(BASE)
    found = 0
    for moved, _ in everybody(BASE):
        counted = harms_in(moved.ledger)
        assert counted == harms(told(moved, world.data, world.rules)["ledger"])
        found += counted.total()
    assert found > 20


def test_the_harms_of_everybody_are_those_that_a_comparison_counts():
    lives = everybody(BASE)
    sums = lives[0][0].sums.view(np.int64).reshape(len(lives[0][0].months), -1)
    assert int(sums[:, counted_as_harms() == 1].sum()) == sum(harms_in(moved.ledger).total() for moved, _ in lives)


def test_every_sentence_of_a_life_after_the_parting_is_told_of_its_own_world():
    for a, b, said in all_told(CRITICISM)[:25]:
        if said["parting"] is None:
            continue
        for key, moved, world in (("base", a, one(BASE)), ("other", b, one(CRITICISM))):
            alone = told(moved, world.data, world.rules)["years"]
            texts = {year["year"]: sorted(year["sentences"]) for year in alone}
            for year in said["after"]:
                if year["year"] > int(said["parting"]["date"][:4]):
                    assert sorted([*year["both"], *year[key]]) == texts.get(year["year"], [])


def test_what_a_life_has_no_sentence_for_is_told_so_that_it_can_be_read():
    """All of it stood one after another, between semicolons."""
    seen = Entry(0, "2021-01-14", "recorded", conduct="curfew_breach", source="location", truth="correct")
    assert _sentences([seen]) == [
        "On 14 January 2021: recorded (being out during a curfew; a phone's location; it had happened)."
    ]


def test_both_ledgers_are_whole_side_by_side():
    for a, b, said in all_told(CRITICISM)[:25]:
        for key, moved in (("base", a), ("other", b)):
            world = one(BASE) if key == "base" else one(CRITICISM)
            there = sum(row["in"] in ("both", key) for row in said["rows"])
            assert there == len(told(moved, world.data, world.rules)["ledger"])


# How it looks


def test_two_lives_fit_eighty_columns_and_say_what_they_are(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    said = find(pair(CRITICISM), [], "spared")
    text = list(lines(said, ledger=False))
    assert max(map(len, text)) <= 80
    assert text[0] == say("statement")
    for heading in ("Where they part: ", "After that", "  only in base", f"  only in {CRITICISM}", "The same in both"):
        assert any(line.startswith(heading) for line in text), heading
    marks = {line[0] for line in lines(said) if line[1:4] == " 20"}
    assert marks == {"=", "<", ">"}


def test_two_lives_survive_json():
    said = find(pair(CRITICISM), [], "spared")
    assert json.loads(json.dumps(said)) == said


def test_the_page_of_lives_that_never_part_says_so_and_has_nothing_after_it():
    same = matched(one(BASE), one(BASE))
    text = page(of(same, *everybody(BASE)[0]))
    assert "The two lives are the same: on every day" in text
    assert "Where they part" not in text


# Finding one


def test_whoever_the_comparison_kept_is_told_first_and_only_if_it_is_so():
    spared = [said for *_, said in all_told(CRITICISM) if said["spared"]["number"]]
    other = next(said for *_, said in all_told(CRITICISM) if not said["spared"]["number"])
    rows = [
        {"variant": CRITICISM, "person": other["id"], "parted": "2014-02", "spared": 9, "harmed": 0},
        {"variant": CRITICISM, "person": spared[-1]["id"], "parted": "2014-02", "spared": 1, "harmed": 0},
    ]
    assert find(pair(CRITICISM), rows, "spared")["id"] == spared[-1]["id"]
    assert find(pair(CRITICISM), [], "spared")["spared"]["number"] > 0


def test_other_words_must_be_so_in_one_of_the_worlds():
    said = find(pair(FLIGHT), [], "spared, refused flight, male")
    assert said["head"]["sex"] == "male"
    assert any(row["in"] == "base" and row["event"] == "refused" for row in said["rows"])
    alone = find(pair(FLIGHT), [], "listed")
    assert any(row["event"] == "put on a list" for row in alone["rows"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("spard", r"does not know 'spard'; did you mean spared\? It can look for: spared, harmed, parted by"),
        ("spared, refusd", r"does not know 'refusd'; did you mean refused\?"),
        ("parted by rules.critcism", r"parted by rules.critcism .*did you mean `rules.criticism`\?; these differ"),
        ("parted by dragons", r"is nothing that differs; these differ between base and without-rules.criticism: "),
        ("a company listed", r"no organisations"),
        ("and the", r"needs something to look for"),
    ],
)
def test_what_is_not_known_is_answered_with_what_is(text, message):
    with pytest.raises(DemeritError, match=message):
        find(pair(CRITICISM), [], text)


def test_whoever_is_not_found_is_said_not_to_be():
    same = matched(one(BASE), one(BASE))
    with pytest.raises(DemeritError, match=r"nobody found: searched 2 of 31 communities for harmed in base and base"):
        find(same, [], "harmed", most=2)


def test_where_the_comparison_kept_all_whose_lives_differ_nobody_else_is_looked_at(monkeypatch):
    monkeypatch.setattr("demerit.life.two.finding.replay_everybody", None)
    same = matched(one(BASE), one(BASE))
    for text in ("harmed", "spared", "parted by household"):
        with pytest.raises(DemeritError, match="nobody found: nobody's life differs between base and base"):
            find(same, [], text, every=True)
    spared = next(said for *_, said in all_told(CRITICISM) if said["spared"]["number"] and not said["harmed"]["number"])
    rows = [{"variant": CRITICISM, "person": spared["id"], "parted": "2014-02", "spared": 1, "harmed": 0}]
    assert find(pair(CRITICISM), rows, "spared", every=True)["id"] == spared["id"]
    with pytest.raises(
        DemeritError, match=r"the lives of one person differ .*, and of none of them this is true: harmed"
    ):
        find(pair(CRITICISM), rows, "harmed", every=True)


# Folders


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a comparison."""
    path = tmp_path_factory.mktemp("comparison") / "both"
    person = find(pair(FLIGHT), [], "spared")["id"]
    rows = [{"variant": FLIGHT, "person": person, "parted": "2014-02", "spared": 2, "harmed": 0}]
    written(path, CRITICISM, FLIGHT, sample=rows)
    return path


def test_a_comparison_tells_a_person_in_its_first_variant_or_in_the_one_named(folder):
    assert tell(pair(CRITICISM), 8) == json.loads(demerit("life", folder, 8, "--json")[1])
    assert tell(pair(FLIGHT), 8) == json.loads(demerit("life", folder, 8, "--variant", FLIGHT, "--json")[1])
    code, said, _ = demerit("life", folder, "--find", "spared", "--variant", FLIGHT, "--no-ledger")
    assert code == 0
    assert f"Synthetic person {find(pair(FLIGHT), [], 'spared')['id']}" in said


def test_a_page_of_two_lives_is_written(folder, tmp_path):
    file = tmp_path / "two.html"
    code, said, _ = demerit("life", folder, 8, "--html", file)
    assert (code, said) == (0, f"{file}: synthetic person 8 in base and in {CRITICISM}\n")
    assert file.read_text("utf-8") == page(tell(pair(CRITICISM), 8))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((99999999,), "there is no person 99999999 in this run"),
        ((8, "--variant", "none"), f"has no such variant; there are: {CRITICISM}, {FLIGHT}"),
        (("--organisation", 3), "a comparison tells people, in two worlds"),
        ((8, "--find", "spared"), "(one of the two)"),
    ],
)
def test_bad_words_give_one_message_each(folder, words, message):
    code, said, errors = demerit("life", folder, *words)
    assert (code, said) == (2, "")
    assert message in " ".join(errors.split())
    assert errors.count("demerit:") == 1


def test_a_folder_of_another_version_or_damaged_is_refused(tmp_path):
    path = tmp_path / "both"
    written(path, CRITICISM)
    whole = (path / COMPARISON).read_text("utf-8")
    for text, message in ((json.dumps({"variants": {}}), "is damaged (variants)"), ("{", "is damaged")):
        (path / COMPARISON).write_text(text, "utf-8")
        assert "is not what the run wrote" in demerit("life", path, 8)[2]
        sealed(path)
        assert message in demerit("life", path, 8)[2]
    (path / COMPARISON).write_text(whole, "utf-8")
    sealed(path, version="0.0.1")
    assert "was made by version 0.0.1" in demerit("life", path, 8)[2]
    (path / BASE / "replay.npz").write_bytes(b"nothing")
    sealed(path)
    assert "cannot be read" in demerit("life", path, 8)[2]


def test_without_its_manifest_a_comparison_tells_nobody(tmp_path):
    """Nothing would say whether its worlds are those that were compared."""
    path = tmp_path / "both"
    written(path, CRITICISM)
    (path / "manifest.json").unlink()
    code, said, errors = demerit("life", path, 8)
    assert (code, said) == (2, "")
    assert "manifest.json cannot be read" in errors


def test_a_file_that_is_not_what_the_comparison_wrote_is_refused(tmp_path):
    path = tmp_path / "both"
    written(path, CRITICISM)
    assert demerit("life", path, 8, "--no-ledger")[0] == 0
    (path / CRITICISM / "scenario.json").write_bytes((path / BASE / "scenario.json").read_bytes())
    assert "is not what the run wrote" in demerit("life", path, 8)[2]


def test_worlds_of_other_people_are_no_pair():
    from tests.helpers.worlds import scenario, world

    from demerit.life.two.comparison import World
    from demerit.life.warming import OfWorld

    base = one(BASE)
    seed = World("seed", base.scenario, OfWorld(world(scenario(), 2, seed=6, scale=200_000)), base.rules)
    with pytest.raises(DemeritError, match="not worlds of the same people, months and chance"):
        matched(base, seed)
    assert isinstance(matched(base, one(FLIGHT)), Pair)


def test_every_command_of_the_page_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (block,) = re.findall(r"```sh\n(.*?)```", PAGE.read_text("utf-8"), re.S)
    for line in block.strip().splitlines():
        code, said, errors = demerit(*shlex.split(line)[1:])
        assert code == 0, (line, errors)
        assert said, line
    assert (tmp_path / "two.html").exists()

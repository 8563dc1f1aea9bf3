"""What would have spared somebody: changes drawn from the person's own ledger, each tried by a replay."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.commands import demerit
from tests.helpers.two import one, written

from demerit.calendar import month_of
from demerit.life.choices import Choices
from demerit.life.finding import find
from demerit.life.replaying import Replay, replay, replay_community, replay_everybody
from demerit.life.story import tell, told
from demerit.life.two.place import BASE
from demerit.life.why import story
from demerit.life.why.candidates import RECORD, RIGHT, Candidate, candidates
from demerit.life.why.changed import Changed, country_of
from demerit.life.why.happened import counts, counts_in, kind_of
from demerit.life.why.html import page
from demerit.life.why.text import lines
from demerit.month.community import residents
from demerit.month.note import RECORDED
from demerit.phrases import say
from demerit.vocabulary import FALSE

CRITICISM = "without-rules.criticism"
FLIGHT = "without-consequences.flight"


def changed(scenario: Any) -> Changed:
    """The base under another scenario."""
    base = one(BASE)
    return Changed(base.data, base.scenario, scenario, country_of(base.scenario, base.data.names))


@lru_cache(maxsize=8)
def somebody(text: str) -> int:
    """The first in the base of whom that is so."""
    return int(find(one(BASE).data, one(BASE).rules, text)["id"])


@lru_cache(maxsize=4)
def why(text: str) -> dict[str, Any]:
    """What would have spared somebody of whom that is so."""
    base = one(BASE)
    return story.of(base.data, base.scenario, base.rules, somebody(text))


def under(candidate: Candidate, person: int) -> tuple[Replay, Changed]:
    """A replay under a candidate, as the changed scenario itself gives it."""
    data = changed(candidate.scenario)
    return replay(data, person, choices=Choices(unrecorded=candidate.unmade)), data


def tried(person: int) -> list[Candidate]:
    """What is tried on somebody."""
    base = one(BASE)
    return list(candidates(base.scenario, tell(base.data, base.rules, person)["ledger"]))


# A run under another scenario


def test_the_laws_of_a_changed_run_are_those_of_a_world_that_is_run_so():
    for name in (BASE, CRITICISM, FLIGHT):
        world = one(name)
        seen = changed(world.scenario)
        for month in range(world.data.first, month_of("2017-01"), 5):
            assert seen.law_of(month).tobytes() == world.data.law_of(month).tobytes()
            assert seen.economy_of(month)["law"].tobytes() == world.data.economy_of(month)["law"].tobytes()


def test_a_law_that_is_built_anew_from_the_same_scenario_is_that_of_the_run_with_what_it_had_learned():
    base = one(BASE)
    other = base.scenario.set({"points.start": 1001}, since="2018-06")
    seen = changed(other.set({"points.start": 1000}, since="2018-07"))
    for month in (month_of("2018-05"), month_of("2018-07"), month_of("2018-09")):
        assert seen.law_of(month).tobytes() == base.data.law_of(month).tobytes()
    june = month_of("2018-06")
    assert seen.law_of(june).start == 1001
    assert seen.law_of(june).learned_cell.tobytes() == base.data.law_of(june).learned_cell.tobytes()


def test_without_any_change_a_replay_is_that_of_the_run_and_a_change_leaves_what_was_before_it():
    base = one(BASE)
    person = somebody("listed, refused")
    as_it_was = replay(base.data, person)
    same = replay(changed(base.scenario), person)
    assert (same.states.tobytes(), same.ledger.tobytes()) == (as_it_was.states.tobytes(), as_it_was.ledger.tobytes())
    later = replay(changed(base.scenario.without("lists.blacklist", since="2017-01")), person)
    i = month_of("2017-01") - base.data.first
    assert later.states[:i].tobytes() == as_it_was.states[:i].tobytes()
    assert later.states.tobytes() != as_it_was.states.tobytes()


# What is tried


def test_every_change_that_is_said_to_help_was_tried_and_leaves_what_is_said():
    said, person = why("fined, refused flight"), somebody("fined, refused flight")
    base = one(BASE)
    was = counts(tell(base.data, base.rules, person)["ledger"])
    single = {each.what: each for each in tried(person)}
    assert said["helps"]
    for each in said["helps"]:
        candidate = single.get(each["what"])
        if candidate is None:
            assert ", and " in each["what"]
            continue
        then, data = under(candidate, person)
        ledger = told(then, data, base.rules)["ledger"]
        assert dict(counts(ledger)) == each["left"]
        assert counts_in(then.ledger) == counts(ledger)
        assert {kind: was[kind] - n for kind, n in each["spared"].items()} == {
            kind: counts(ledger)[kind] for kind in each["spared"]
        }
        if each["whole"]:
            assert not [entry for entry in ledger if kind_of(entry)]


def test_without_a_consequence_nothing_is_refused_by_it():
    said, person = why("fined, refused flight"), somebody("fined, refused flight")
    (each,) = [each for each in said["helps"] if each["keys"] == ["consequences.flight"]]
    assert "refused flight" in each["spared"]
    then = replay(changed(one(BASE).scenario.without("consequences.flight")), person)
    assert counts_in(then.ledger)["refused flight"] == 0


def test_two_changes_together_spare_what_none_spares_alone(monkeypatch):
    base = one(BASE)
    keys = "automatic_penalties.road_crossing-camera", "rules.criticism"
    worlds = [changed(base.scenario.without(*some)) for some in (keys[:1], keys[1:], keys)]
    for person in range(residents(base.data.layout[0])):
        left = [counts_in(replay(world, person).ledger).total() for world in worlds]
        if left[0] and left[1] and not left[2]:
            break
    both = [each for each in tried(person) if each.keys in ((keys[0],), (keys[1],))]
    monkeypatch.setattr(story, "candidates", lambda *given: iter(both))
    said = story.of(base.data, base.scenario, base.rules, person)
    first = said["helps"][0]
    assert (first["whole"], sorted(first["keys"])) == (True, sorted(keys))
    assert [each["whole"] for each in said["helps"]] == [True, *[False] * (len(said["helps"]) - 1)]
    assert "1 would have spared all of it" in said["text"]


def test_the_smallest_change_comes_first():
    for text in ("fined, refused flight", "fined, never listed, never refused"):
        helps = why(text)["helps"]
        for whole in (True, False):
            sizes = [each["others"] for each in helps if each["whole"] is whole]
            assert sizes == sorted(sizes)
        assert [each["whole"] for each in helps] == sorted((each["whole"] for each in helps), reverse=True)


def test_whoever_was_fined_alone_is_spared_by_the_penalty_gone_and_not_by_notice():
    said = why("fined, never listed, never refused")
    whole = [each["keys"][0] for each in said["helps"] if each["whole"]]
    assert any(key.startswith("automatic_penalties.") for key in whole)
    assert any("notice" in what for what in said["not_helping"])


@pytest.mark.parametrize(("text", "truth"), [("record of somebody else", "misattributed"), ("false record", "false")])
def test_a_wrong_record_that_is_never_made_is_gone_and_nothing_is_another_before_it(text, truth):
    base, person = one(BASE), somebody(text)
    records = [
        each
        for each in tell(base.data, base.rules, person)["ledger"]
        if each["event"] == "recorded" and each["truth"] != "correct"
    ]
    wrong = next(each for each in records if each["truth"] == truth)
    candidate = [each for each in tried(person) if each.kind == RECORD][records.index(wrong)]
    then, data = under(candidate, person)
    ledger = told(then, data, base.rules)["ledger"]
    month = wrong["date"][:7]
    there = [each for each in records if each["date"][:7] == month and each is not wrong]
    assert [
        e for e in ledger if e["event"] == "recorded" and e["truth"] != "correct" and e["date"][:7] == month
    ] == there
    as_it_was, i = replay(base.data, person), month_of(month) - base.data.first
    for name in ("records_false", "records_misattributed"):
        less = as_it_was.sums[i][name].sum() - then.sums[i][name].sum()
        assert less == (name == f"records_{truth}"), "of the whole community this record alone is not made"
    assert then.states[:i].tobytes() == replay(base.data, person).states[:i].tobytes()


def test_one_wrong_record_is_taken_away_and_those_of_others_in_that_month_stay():
    base = one(BASE)
    for c in range(len(base.data.layout)):
        false = replay_community(base.data, c).sums["records_false"].sum(axis=(1, 2))
        if false.max() > 1:
            break
    i = int(false.argmax())
    people = [
        person
        for person, life in replay_everybody(base.data, c).items()
        if any(
            row[1] == RECORDED and row[4] == FALSE for row in life.ledger[life.marks[i] : life.marks[i + 1]].tolist()
        )
    ]
    assert len(people) == false.max() > 1
    unmade = frozenset({(base.data.first + i, FALSE)})
    then = replay(base.data, people[0], choices=Choices(unrecorded=unmade))
    assert then.sums[i]["records_false"].sum() == false.max() - 1
    assert any(each.unmade == unmade for each in tried(people[0]))


def test_where_nothing_helps_it_is_said_and_all_that_was_tried_is_named(monkeypatch):
    base, person = one(BASE), somebody("fined, never listed, never refused")
    rights = [each for each in tried(person) if each.kind == RIGHT and "warning" not in each.what]
    assert len(rights) > 1
    monkeypatch.setattr(story, "candidates", lambda *given: iter(rights))
    said = story.of(base.data, base.scenario, base.rules, person)
    assert said["helps"] == []
    assert sorted(said["not_helping"]) == sorted(each.what for each in rights)
    assert f"{len(rights)} changes were tried, and none would have helped." in said["text"].replace(
        "changes were", "changes were"
    )
    was = counts_in(replay(base.data, person).ledger)
    assert all(counts_in(under(each, person)[0].ledger) == was for each in rights)


def test_whoever_was_spared_everything_anyway_is_told_so():
    said = why("ordinary, never refused, never listed")
    if not said["happened"]["entries"]:
        assert said["text"].startswith("There is nothing to be spared: no listing, no refusal")
        assert (said["helps"], said["not_helping"]) == ([], [])


# How it looks, and what is asked


def test_the_text_fits_eighty_columns_and_says_that_it_is_the_direct_effect(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    text = list(lines(why("fined, refused flight")))
    assert max(map(len, text)) <= 80
    assert text[0] == say("statement")
    whole = " ".join(" ".join(text).split())
    assert "this is what a change does by itself" in whole
    assert "Would have spared a part of it, the smallest change first" in whole
    assert "Tried, and would not have helped: " in whole


def test_it_survives_json_and_its_page_is_offline():
    said = why("fined, never listed, never refused")
    assert json.loads(json.dumps(said)) == said
    text = page(said)
    assert f"What would have spared synthetic person {said['id']}</h1>" in text
    assert "http" not in text


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of a year and a half."""
    out = tmp_path_factory.mktemp("why") / "run"
    words = ("--scale", "1:600000", "--until", "2015-06", "--quiet", "--no-report", "--out", out)
    code, _, errors = demerit("run", "as-told", *words)
    assert code == 0, errors
    return out


def test_the_command_tells_it_of_a_person_by_number_or_as_found(run, tmp_path):
    code, said, errors = demerit("life", run, "--find", "fined", "--why", "--json")
    assert code == 0, errors
    found = json.loads(said)
    assert found["happened"]["entries"]
    assert demerit("life", run, found["id"], "--why", "--json")[1] == said
    file = tmp_path / "why.html"
    assert demerit("life", run, found["id"], "--why", "--html", file)[1] == (
        f"{file}: what would have spared synthetic person {found['id']}\n"
    )
    assert file.read_text("utf-8") == page(found)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((99999999, "--why"), "there is no person 99999999 in this run"),
        (("--organisation", 0, "--why"), "--why is asked of people"),
        (("--find", "a company", "--why"), "--why is asked of people"),
        (("--find", "fned", "--why"), "did you mean fined?"),
    ],
)
def test_bad_words_give_one_message_each(run, words, message):
    code, said, errors = demerit("life", run, *words)
    assert (code, said) == (2, "")
    assert message in " ".join(errors.split())
    assert errors.count("demerit:") == 1


def test_of_a_comparison_it_is_not_asked(tmp_path):
    path = tmp_path / "both"
    written(path, FLIGHT)
    code, _, errors = demerit("life", path, 8, "--why")
    assert code == 2
    assert "--why is asked of one world" in errors

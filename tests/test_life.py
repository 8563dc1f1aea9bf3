"""A life that is told is the life that was counted."""

from collections import Counter
from functools import lru_cache

import numpy as np
import pytest
from tests.helpers.lives import everybody, lived
from tests.helpers.worlds import FIELDS

from demerit.life.entry import Entry
from demerit.life.finding import find, matches, parsed
from demerit.life.ledger import entries, start_of
from demerit.life.replaying import Replay, replay, replay_community
from demerit.life.story import tell
from demerit.month.community import residents
from demerit.month.state import BLACK, RED
from demerit.people.desk import STRIDE
from demerit.vocabulary import CANDIDATES, CAUSES, CONDUCT, DEMANDS, SOURCES, WRONG_POINTS
from demerit.world.errors import DemeritError


@lru_cache(maxsize=64)
def community(c: int) -> Replay:
    """A community of `as-told`, replayed."""
    return replay_community(lived()[0], c)


def smallest() -> list[int]:
    """The smallest communities: every life of theirs can be looked at."""
    return sorted(range(len(lived()[0].layout)), key=lambda c: residents(lived()[0].layout[c]))[:2]


def listed_people(least: int = 150) -> list[int]:
    """People who were on the blacklist at some time."""
    found: list[int] = []
    for c in range(len(lived()[0].layout)):
        ever = (community(c).states["marks"] & BLACK).any(axis=0)
        found += [c * STRIDE + int(x) for x in np.flatnonzero(ever)]
        if len(found) >= least:
            break
    assert len(found) >= least
    return found[:least]


@lru_cache(maxsize=8)
def watched(c: int, rights: bool) -> list[Replay]:
    """Everybody of a community."""
    return everybody(lived(rights)[0], c)


@lru_cache(maxsize=1024)
def ledger_of(person: int, rights: bool = False) -> tuple[Replay, list[Entry]]:
    """A life replayed, and its ledger: not to be changed."""
    data, rules = lived(rights)
    moved = watched(person // STRIDE, rights)[person % STRIDE]
    return moved, entries(moved, data, rules)


def test_every_community_replayed_is_what_the_run_counted_in_every_month():
    data = lived()[0]
    history = data.world.history
    assert len(data.layout) == len(data.names)
    for c, place in enumerate(data.layout):
        counted = np.array([sums[int(place["province"])] for _, sums in history], community(c).sums.dtype)
        assert community(c).sums.tobytes() == counted.tobytes(), data.names[int(place["province"])]


def test_all_communities_together_are_the_run():
    data = lived()[0]
    for field in FIELDS:
        counted = sum(np.asarray(sums[field]).sum(axis=0) for _, sums in data.world.history)
        told = sum(community(c).sums[field].sum(axis=0) for c in range(len(data.layout)))
        assert (counted == told).all(), field


def test_watching_somebody_changes_nobody():
    c = smallest()[0]
    assert replay(lived()[0], c * STRIDE + 3).states.tobytes() == community(c).states.tobytes()


def test_watching_everybody_at_once_is_watching_each_alone():
    c = smallest()[0]
    lines = 0
    for x in range(0, residents(lived()[0].layout[c]), 5):
        alone, among = replay(lived()[0], c * STRIDE + x), watched(c, False)[x]
        assert (among.person, among.position) == (alone.person, x)
        assert among.ledger.tobytes() == alone.ledger.tobytes()
        assert among.marks.tolist() == alone.marks.tolist()
        assert among.states.tobytes() == alone.states.tobytes()
        lines += len(alone.ledger)
    assert lines > 300


def test_the_ledgers_of_a_whole_community_add_up_to_its_sums():
    for c in smallest():
        events: Counter[object] = Counter()
        for x in range(residents(lived()[0].layout[c])):
            for entry in ledger_of(c * STRIDE + x)[1]:
                events[entry.event] += 1
                for detail in (entry.conduct, entry.demand, entry.list):
                    if detail is not None:
                        events[entry.event, detail] += 1
        sums = community(c).sums
        for number, name in CANDIDATES.numbered():
            assert events["act", name] == sums["acts"][:, :, number].sum()
        for number, name in DEMANDS.numbered():
            assert events["refused", name] == sums["refused"][:, :, number].sum()
            assert events["granted", name] == sums["granted"][:, :, number].sum()
        for number, name in CONDUCT.numbered():
            assert events["recorded", name] == sums["records"][:, :, number].sum()
            assert events["missed", name] == sums["missed"][:, :, number].sum()
        for event, field in (("entered", "blacklist_entries"), ("fined", "fines"), ("detained", "detentions")):
            got = events[event, "blacklist"] if event == "entered" else events[event]
            assert got == sums[field].sum(), field


def test_points_in_the_ledger_add_up_to_the_state_and_the_score_runs_along():
    for person in listed_people():
        moved, ledger = ledger_of(person)
        changes = [entry for entry in ledger if entry.change is not None]
        assert sum(entry.change or 0 for entry in changes) == moved.life[-1]["points"]
        assert changes[-1].score == start_of(lived()[0], moved) + moved.life[-1]["points"]


def test_points_given_back_after_an_objection_stand_in_the_ledger_too():
    data, rules = lived(True)
    wanted = (replay_community(data, c) for c in range(len(data.layout)))
    upheld = 0
    for states in wanted:
        held = np.concatenate(states.matters)
        for x in np.unique(held["who"][held["kind"] == WRONG_POINTS])[:6]:
            moved, ledger = ledger_of(states.community.number * STRIDE + int(x), True)
            upheld += sum(entry.event == "upheld" for entry in ledger)
            assert sum(entry.change or 0 for entry in ledger) == moved.life[-1]["points"]
    assert upheld > 10


def test_nobody_has_points_without_a_record_or_a_record_without_a_data_source():
    for person in listed_people():
        for entry in ledger_of(person)[1]:
            if entry.event in ("recorded", "points"):
                assert entry.source in SOURCES
                assert entry.truth is not None
                assert entry.rule is not None
                assert entry.rule["reference"] == "article"


def test_entries_onto_the_lists_and_exits_alternate_and_end_as_the_state_says():
    for person in listed_people():
        moved, ledger = ledger_of(person)
        for name, mark in (("blacklist", BLACK), ("redlist", RED)):
            seen = [entry.event for entry in ledger if entry.list == name and entry.event in ("entered", "left")]
            assert seen == [("entered", "left")[n % 2] for n in range(len(seen))]
            if moved.community.alive(moved.position, moved.months[-1]):
                assert bool(moved.life[-1]["marks"] & mark) == (len(seen) % 2 == 1)


def test_every_refusal_happens_while_listed_below_the_bar_and_names_its_cause():
    refused = 0
    for person in listed_people():
        since = None
        for entry in ledger_of(person)[1]:
            if entry.event == "entered" and entry.list == "blacklist":
                since = entry.date
            if entry.event == "refused":
                assert entry.cause is not None
                assert entry.remedy == "none"
                if entry.cause["because"] != "listing":
                    assert entry.cause["because"] in CAUSES
                    continue
                refused += 1
                assert entry.cause["since"] == since
                assert entry.score is not None
                assert entry.score < entry.cause["below"]
                assert entry.rule is not None
                assert entry.rule["id"] == f"consequences.{entry.demand}"
    assert refused > 20


def test_somebody_learns_of_a_listing_once():
    for person in listed_people():
        unknown = False
        for entry in ledger_of(person)[1]:
            if entry.event == "entered" and entry.list == "blacklist":
                unknown = True
            elif entry.event == "refused" and (entry.cause or {})["because"] == "listing":
                assert entry.told != unknown
                unknown = False


def test_what_is_found_fulfils_what_was_asked():
    data, rules = lived()
    life = find(data, rules, "listed and refused a flight, never told")
    assert life["summary"]["blacklisted"] > 0
    assert life["summary"]["refused"]["flight"] > 0
    assert find(data, rules, "listed and refused a flight, never told") == life
    for text, province in (
        ("listed, Henan", "Henan"),
        ("out of work, henan", "Henan"),
        ("ordinary, Inner Mongolia", ""),
    ):
        life = find(data, rules, text)
        assert life["head"]["province"] == (province or "Inner Mongolia")
    wrong = find(data, rules, "wrongly listed")
    assert any(entry.get("wrongful") for entry in wrong["ledger"] if entry["event"] == "entered")
    assert any(entry.get("never_happened") for entry in wrong["ledger"] if entry["event"] == "recorded")


def test_a_search_finds_everybody_whom_reading_every_life_finds():
    data, rules = lived()
    c = smallest()[1]
    wanted = parsed(f"detained, {data.names[int(data.layout[c]['province'])]}", data.names)
    found = set()
    try:
        for life in matches(data, rules, wanted):
            found.add(life["id"])
    except DemeritError as ended:
        assert "nobody found: searched" in str(ended)  # noqa: PT017 - the search ends so, whatever it found
    lives = (tell(data, rules, c * STRIDE + x) for x in range(residents(data.layout[c])))
    assert found == {life["id"] for life in lives if life["years"] and life["summary"]["detained"]}


def test_unknown_words_are_answered_with_what_can_be_asked():
    data, rules = lived()
    with pytest.raises(DemeritError, match=r"'dragons'.*wrongly listed.*Xinjiang"):
        find(data, rules, "listed and afraid of dragons")
    with pytest.raises(DemeritError, match="needs something to look for"):
        find(data, rules, "the and of")


def test_an_unknown_id_is_answered_with_the_ids_there_are():
    data, rules = lived()
    for person in (-1, len(data.layout) * STRIDE, 10**15):
        with pytest.raises(DemeritError, match=rf"no person {person} in this run; its 31 communities have"):
            tell(data, rules, person)
    with pytest.raises(DemeritError, match=r"in a community of Beijing, people have 0 to"):
        tell(data, rules, STRIDE - 1)


def test_the_dead_and_the_unborn_are_said_to_be_so():
    data, rules = lived()
    traits = community(0).community.traits
    late = int(np.flatnonzero(traits["birth"] > data.first)[0])
    life = tell(data, rules, late)
    assert life["ledger"][0]["event"] == "born"
    gone = int(np.flatnonzero((traits["death"] > data.first) & (traits["death"] < data.last))[0])
    life = tell(data, rules, gone)
    assert life["ledger"][-1]["event"] == "died"
    assert "died in" in life["head"]["text"]
    months = range(data.first, data.first + 1)
    assert len(replay(data, late, months).life) == 1

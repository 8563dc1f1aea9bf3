"""A life that is tried: what was drawn can be taken or left, nothing else; what comes of it is what the model says."""

from collections import Counter
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.worlds import scenario, world

from demerit.calendar import first_day
from demerit.errors import DemeritError
from demerit.life.choices import OBJECTING, Choices, Occasion
from demerit.life.entry import iso
from demerit.life.ledger import entries
from demerit.life.replaying import replay
from demerit.life.rules import Rules
from demerit.life.trying.lesson import ends, lesson
from demerit.life.trying.names import name_of, occasion_of, occasions_of, text_of
from demerit.life.trying.offered import offered
from demerit.life.trying.question import LOAN, OF_NO_WEIGHT, questions
from demerit.life.trying.standing import standing
from demerit.life.trying.step import question, step
from demerit.life.warming import OfWorld
from demerit.month.community import residents
from demerit.month.note import ACT, CONTESTED_LISTING, OBJECTED
from demerit.packing import ORDINALS
from demerit.people.desk import STRIDE
from demerit.vocabulary import CANDIDATES, DEMANDS

PRESETS = ("as-told", "as-documented", "europe-with-rights", "with objection")
SCALES = {"as-told": 200_000, "as-documented": 200_000, "europe-with-rights": 20_000, "with objection": 200_000}
# The article's system, in which everybody is told and half of those who could object do.
HALF = {"justified": 0.5, "unjustified": 0.5, "points": 1.0, "penalty": 1.0, "listing": 1.0, "schooling": [1.0] * 6}
RIGHTS = {"notice": True, "objection": True, "objecting": HALF, "objection_days": 30, "upheld": 0.8}
MONTHS = 48
COMMUNITIES, EACH = 3, (3, 11, 30)


def of(preset):
    return scenario("as-told", regime__rights=RIGHTS) if preset == "with objection" else scenario(preset)


@lru_cache(maxsize=4)
def lived(preset):
    made = world(of(preset), months=MONTHS, scale=SCALES[preset])
    return OfWorld(made), Rules(made.scenario.resolved())


@lru_cache(maxsize=4)
def people(preset):
    data, _ = lived(preset)
    wide = np.flatnonzero(residents(data.layout) > max(EACH))[:COMMUNITIES]
    return [STRIDE * int(c) + n for c in wide for n in EACH]


def rows(moved):
    return [tuple(row) for row in moved.ledger.tolist()]


def weighty(moved):
    return Counter(row for row in rows(moved) if row[1] not in OF_NO_WEIGHT)


def flipped(asked):
    return Choices().leaving(asked.occasion) if asked.drawn else Choices().taking(asked.occasion)


def asked_of(preset, hangs, most=12):
    """Questions of a few people, with the replay that they are about."""
    data, _ = lived(preset)
    for person in people(preset):
        moved = replay(data, person, choices=Choices())
        found = [each for each in questions(data, moved, Choices()) if each.hangs == hangs]
        for each in found[:: max(1, len(found) // 3)][:most]:
            yield data, moved, each


@pytest.mark.parametrize("preset", PRESETS)
def test_whoever_decides_nothing_lives_the_life_that_was_drawn(preset):
    data, _ = lived(preset)
    for person in people(preset):
        one, other = replay(data, person), replay(data, person, choices=Choices())
        assert rows(one) == rows(other)
        assert one.states.tobytes() == other.states.tobytes()
        assert [m.tobytes() for m in one.matters] == [m.tobytes() for m in other.matters]
        assert not one.offers.any()


@pytest.mark.parametrize("preset", PRESETS)
def test_every_act_of_a_life_was_an_occasion_on_its_day(preset):
    data, _ = lived(preset)
    acts = 0
    for person in people(preset):
        moved = replay(data, person, choices=Choices())
        there = Counter(
            (each.day, each.occasion.kind) for i in range(len(moved.months)) for each in offered(data, moved, i)
        )
        done = Counter((row[0], row[2]) for row in rows(moved) if row[1] == ACT)
        assert not done - there
        acts += done.total()
    assert acts > 100


@pytest.mark.parametrize(
    ("preset", "hangs"),
    [
        *((preset, False) for preset in PRESETS),
        ("as-told", True),
        ("with objection", True),
        ("europe-with-rights", True),
    ],
)
def test_a_decision_does_what_was_asked_and_what_hangs_on_it_is_what_was_said(preset, hangs):
    data, _ = lived(preset)
    tried = 0
    for _, moved, each in asked_of(preset, hangs):
        other = replay(data, moved.person, choices=flipped(each))
        before = [row for row in rows(moved) if row[0] < each.day and row[0] >= 0]
        first = [row for row in rows(other) if row[0] < each.day and row[0] >= 0]
        assert [row for row in before if row[1] == ACT] == [row for row in first if row[1] == ACT]
        month = each.occasion.month - moved.months[0]
        assert moved.states[:month].tobytes() == other.states[:month].tobytes()
        if each.occasion.kind == OBJECTING:
            made = [sum(row[1] in (OBJECTED, CONTESTED_LISTING) for row in rows(life)) for life in (moved, other)]
            assert (made[0] > made[1]) if each.drawn else (made[1] > made[0])
        else:
            of = (each.day, ACT, each.occasion.kind)
            here, there = (sum(row[:3] == of for row in rows(life)) for life in (moved, other))
            assert here - there == (1 if each.drawn else -1)
        same = weighty(moved) == weighty(other)
        if each.occasion.kind != LOAN:
            same = same and moved.states.tobytes() == other.states.tobytes()
            same = same and all(a.tobytes() == b.tobytes() for a, b in zip(moved.matters, other.matters, strict=True))
        assert same is not hangs
        tried += 1
    assert tried > 5


def test_others_are_moved_by_a_decision_only_from_the_next_month_on():
    for data, moved, each in asked_of("as-told", hangs=True):
        other = replay(data, moved.person, choices=flipped(each))
        month = each.occasion.month - moved.months[0]
        apart = np.flatnonzero(moved.states[month] != other.states[month])
        assert {*apart.tolist()} <= {moved.position}


def test_what_was_not_drawn_cannot_be_decided():
    data, rules = lived("as-told")
    person = people("as-told")[0]
    moved = replay(data, person, choices=Choices())
    month = moved.months[-3]
    never = next(
        CANDIDATES.index(name) for name in CANDIDATES if not int(moved.offers[-3, 2]) >> CANDIDATES.index(name) & 1
    )
    for choices in (Choices().taking(Occasion(month, never, 2)), Choices().leaving(Occasion(month, never, 2))):
        with pytest.raises(DemeritError, match=f"was not drawn for person {person}"):
            step(data, rules, person, choices)
        other = replay(data, person, choices=choices)
        assert rows(other) == rows(moved)
    with pytest.raises(DemeritError, match="was not drawn"):
        step(data, rules, person, Choices(), after=Occasion(month + 100_000, 0))


def test_whoever_leaves_everything_does_nothing_and_whoever_takes_everything_does_all_that_is_possible():
    data, _ = lived("as-told")
    for person in people("as-told"):
        moved = replay(data, person, choices=Choices())
        every = [each.occasion for i in range(len(moved.months)) for each in offered(data, moved, i)]
        none, all_of = (
            replay(data, person, choices=made) for made in (Choices().leaving(*every), Choices().taking(*every))
        )
        counts = [sum(row[1] == ACT for row in rows(life)) for life in (none, moved, all_of)]
        assert counts[0] == 0
        assert counts[0] <= counts[1] <= counts[2] <= len(every)
    assert counts[2] > counts[1]


def objections(preset):
    data, _ = lived(preset)
    for person in people(preset):
        moved = replay(data, person, choices=Choices())
        yield from (each for each in questions(data, moved, Choices()) if each.occasion.kind == OBJECTING)


def test_where_there_are_rights_one_is_asked_whether_to_object_and_once_a_month_at_most():
    found = [*objections("with objection")]
    assert {each.drawn for each in found} == {True, False}
    assert all(each.hangs and each.occasion.ordinal == 0 for each in found)
    assert not [*objections("as-told")]


def busiest():
    """Whoever of these people has most to decide about."""
    data, _ = lived("as-told")
    replays = {person: replay(data, person, choices=Choices()) for person in people("as-told")}
    weights = {p: sum(each.hangs for each in questions(data, moved, Choices())) for p, moved in replays.items()}
    return max(weights, key=weights.__getitem__)


@pytest.mark.parametrize("every", [True, False])
def test_a_life_is_asked_through_in_order_and_every_entry_is_told_once(every):
    data, rules = lived("as-told")
    person = busiest()
    choices, after, days, told = Choices(), None, [], []
    while True:
        said = step(data, rules, person, choices, after, every)
        told += said["since"]
        assert said["decided"] == len(choices.taken | choices.left)
        if said["asked"] is None:
            break
        asked = said["asked"]
        assert asked["hangs"] or every
        days.append(asked["date"])
        after = occasion_of(asked["name"])
        if len(days) % 2:
            choices = choices.leaving(after) if asked["drawn"] else choices.taking(after)
    assert days == sorted(days)
    assert len(days) > (20 if every else 3)
    last = replay(data, person, choices=choices)
    ledger = entries(last, data, rules)
    assert said["stand"] == standing(last, ledger, data)
    assert said["drawn"] == standing(replay(data, person), entries(replay(data, person), data, rules), data)
    whole = [entry.date for entry in ledger if entry.event == "recorded"]
    assert [entry["date"] for entry in said["before"] + said["since"] if entry["event"] == "recorded"] == whole
    assert Counter(e["date"] for e in told if e["event"] == "recorded") >= Counter(whole)


def test_what_a_person_is_not_told_is_marked_and_counts_beside_what_is_felt():
    data, rules = lived("as-told")
    for person in people("as-told"):
        said = step(data, rules, person, Choices(), occasion_of(text_of(last_of(data, person))))
        entries_of = [*said["before"], *said["since"]]
        hidden = [each for each in entries_of if each["event"] == "recorded" and not each["known"]]
        assert said["stand"]["recorded"] - said["felt"]["recorded"] == len(hidden)
        assert all(each["told"] is False for each in hidden)
        assert not (said["felt"]["listed"] and not said["felt"]["aware"] and said["stand"]["aware"])


def last_of(data, person):
    moved = replay(data, person, choices=Choices())
    return [
        max(
            (each.occasion for i in range(len(moved.months)) for each in offered(data, moved, i)), key=lambda o: o.month
        )
    ]


@pytest.mark.parametrize("preset", PRESETS)
def test_every_way_through_a_lesson_is_the_life_with_these_decisions(preset):
    data, rules = lived(preset)
    for person in people(preset):
        moved = replay(data, person, choices=Choices())
        if not any(each.hangs for each in questions(data, moved, Choices())):
            with pytest.raises(DemeritError, match="nothing hangs on any decision"):
                lesson(data, rules, person)
            continue
        said = lesson(data, rules, person, decisions=3)
        assert said["ways"] == len([*ends(said["tree"])]) <= 2 ** said["decisions"]
        assert _followed(data, rules, person, said["tree"], Choices()) == said["ways"]


def _followed(data, rules, person, node, choices, rows_before=()):
    told = [*rows_before, *node["rows"]]
    if node["asked"] is None:
        moved = replay(data, person, choices=choices)
        ledger = entries(moved, data, rules)
        assert node["stand"] == standing(moved, ledger, data)
        for event in ("recorded", "refused", "fined", "entered"):
            there = Counter(each["date"] for each in told if each["event"] == event)
            assert there == Counter(entry.date for entry in ledger if entry.event == event)
        assert node["until"] == iso(first_day(moved.months[-1] + 1) - 1)
        return 1
    occasion = occasion_of(node["asked"]["name"])
    drawn = node["asked"]["drawn"]
    ways = (
        ("taken", choices if drawn else choices.taking(occasion)),
        ("left", choices.leaving(occasion) if drawn else choices),
    )
    return sum(_followed(data, rules, person, node[way], made, told) for way, made in ways)


KINDS = st.sampled_from([OBJECTING, *(CANDIDATES.index(name) for name in CANDIDATES)])


@given(st.frozensets(st.builds(Occasion, st.integers(23000, 24500), KINDS, st.integers(0, ORDINALS - 1)), max_size=20))
def test_choices_are_written_and_read_back(occasions):
    wanted = frozenset(each._replace(ordinal=0) if each.kind == OBJECTING else each for each in occasions)
    assert occasions_of(text_of(wanted)) == wanted
    assert all(occasion_of(name_of(each)) == each for each in wanted)


@pytest.mark.parametrize(
    "name",
    ["", "2016-03", "2016-13.criticism", "2016-03.nothing", "2016-03.criticism.4", "2016-03.objection.2", "x" * 99]
    + ["0000-01.search", "9999-12.search", "2200-01.objection"],
)
def test_what_is_no_occasion_is_refused_in_one_sentence(name):
    with pytest.raises(DemeritError, match="is no occasion"):
        occasion_of(name)


def test_more_choices_than_a_life_has_are_refused():
    with pytest.raises(DemeritError, match="too many"):
        occasions_of(",".join(["2016-03.flight"] * 5000))


@pytest.mark.parametrize("preset", PRESETS)
def test_the_rules_of_a_question_are_those_of_the_regime(preset):
    data, rules = lived(preset)
    regime = of(preset).regime_at(data.last)
    points = {rule.conduct: rule.points for rule in regime.rules}
    every = [each for hangs in (True, False) for _, _, each in asked_of(preset, hangs)]
    told = [question(data, rules, each) for each in every if each.occasion.kind != OBJECTING]
    for one in (one for one in told if one["act"]):
        assert one["rules"].get("points", 0) == points.get(one["what"], 0)
    for one in (one for one in told if one["what"] in DEMANDS):
        assert bool(one["rules"]) == (one["what"] in regime.consequences)
    assert told

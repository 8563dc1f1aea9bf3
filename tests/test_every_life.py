"""A thousand lives of every preset, whoever they are: what holds of each of them."""

import re
from collections import Counter
from datetime import datetime
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from tests.helpers.worlds import world

from demerit.calendar import days_in, first_day
from demerit.catalogue.events import BY_NAME, BY_NUMBER
from demerit.life import table
from demerit.life.entry import Entry, month_at
from demerit.life.ledger import entries
from demerit.life.replaying import Replay, replay_everybody
from demerit.life.rules import Rules
from demerit.life.saying import told as told_of
from demerit.life.story import told
from demerit.life.warming import OfWorld
from demerit.month.state import CONDUCT_BITS
from demerit.scenario import Scenario, load
from demerit.vocabulary import CONDUCT
from demerit.world.simulation import World

EVENT = {name: event.number for name, event in BY_NAME.items()}
PRESETS = (
    *("as-told", "as-documented", "benefits-clawback", "europe-as-told", "europe-with-rights", "fuzhou", "rongcheng"),
    *("schufa-like", "sesame-like", "shenzhen-2023", "suining"),
)
SCALES = {"china": 200_000, "germany": 20_000}
LIVES = 1000
TOLD = 60  # of them are told in words
# At any time as many of the first have been as of the others, or more.
AFTER = {
    "entered": ("left",),
    "detained": ("released",),
    "pass_lost": ("pass_restored",),
    "lent": ("repaid", "defaulted"),
    "ruled_against": ("performed", "lapsed"),
    "sued": ("ruled_against",),
    "lost_work": ("found_work", "stopped_looking"),
    "fined": ("paid_fine", "left_fine_unpaid", "fine_returned"),
    "contested_listing": ("listing_annulled", "listing_confirmed"),
    "points": ("expired",),
}
# Of the same record: the first came before, or on the same day.
OF_RECORD = {
    **dict.fromkeys(("points", "fined", "clawed_back", "detained", "objected", "warned"), ("recorded",)),
    **dict.fromkeys(("upheld", "dismissed"), ("objected",)),
    **dict.fromkeys(("expired",), ("points",)),
    "fine_returned": ("fined",),
}
ACTING = (
    *("act", "self_censored", "refused", "granted", "declined", "lent", "repaid", "cured", "performed"),
    *("paid_fine", "left_fine_unpaid", "found_work", "objected", "contested_listing"),
)


@pytest.fixture(scope="module", params=PRESETS)
def name(request: pytest.FixtureRequest) -> str:
    """A preset: all that is asked of it is asked before the next is lived."""
    return str(request.param)


@lru_cache(maxsize=2)
def lived(name: str) -> World:
    of = load(name, assume=True)
    return world(of, of.end + 1 - of.start, scale=SCALES[of.society.name], threads=1)


@lru_cache(maxsize=2)
def lives(name: str) -> list[Replay]:
    found: list[Replay] = []
    data = OfWorld(lived(name))
    for c in range(len(data.layout)):
        found += replay_everybody(data, c).values()
        if len(found) >= LIVES:
            break
    return found[:LIVES]


def rows(life: Replay) -> list[tuple[int, str, int, int, int]]:
    """The ledger in the order of days, with names."""
    ordered = sorted(life.ledger.tolist(), key=lambda row: row[0])
    return [(day, BY_NUMBER[number].name, a, b, c) for day, number, a, b, c in ordered]


def record_of(name: str, a: int, b: int) -> int | None:
    """What tells a record, with its conduct, from the person's others."""
    return a if "record" in BY_NAME[name].arguments[:1] else None


def test_there_are_a_thousand_lives_and_each_row_lies_in_its_month(name: str) -> None:
    assert len(lives(name)) == LIVES
    for life in lives(name):
        for i, month in enumerate(life.months):
            days = life.ledger[life.marks[i] : life.marks[i + 1], 0]
            assert ((days >= first_day(month)) & (days < first_day(month) + days_in(month))).all()


def test_nothing_befalls_anybody_before_birth_or_after_death(name: str) -> None:
    for life in lives(name):
        born, died = (life.community.trait(which, life.position) for which in ("birth", "death"))
        months = {month_at(day) for day in set(life.ledger[:, 0].tolist())}
        assert all(born <= month < died for month in months)


def test_what_follows_from_something_comes_after_it(name: str) -> None:
    for life in lives(name):
        sums: Counter[str] = Counter()
        for _, event, *_ in rows(life):
            sums[event] += 1
            for first, others in AFTER.items():
                if event in others:
                    assert sums[first] >= sum(sums[other] for other in others), (life.person, event)


def test_what_is_made_of_a_record_comes_after_it(name: str) -> None:
    for life in lives(name):
        seen: dict[tuple[str, int], int] = {}
        for day, event, a, b, _ in rows(life):
            about = record_of(event, a, b)
            if about is None:
                continue
            for first in OF_RECORD.get(event, ()):
                assert (first, about) in seen or day in (seen.get((first, about), day),), (life.person, event, day)
                assert seen.get((first, about), day + 1) <= day, (life.person, event, day)
            seen.setdefault((event, about), day)


def test_nobody_acts_in_detention_and_days_add_up(name: str) -> None:
    for life in lives(name):
        since: dict[str, int] = {}
        for day, event, a, _, c in rows(life):
            if event in ("detained", "entered"):
                assert "detained" not in since or event != "detained", (life.person, day)
                since["detained" if event == "detained" else f"list {a}"] = day
            elif event == "released":
                assert a == day - since.pop("detained")
            elif event == "left":
                entered = since.pop(f"list {a}")
                assert a != 0 or c == day - entered
            else:
                assert "detained" not in since or event not in ACTING, (life.person, event, day)


def test_nothing_is_done_or_recorded_of_what_there_is_not(name: str) -> None:
    of = lived(name)
    kinds = of.scenario.society.conduct
    passing = {CONDUCT.index(act): kind.months for act, kind in kinds.items() if kind.months is not None}
    assert passing
    for life in lives(name):
        for day, event, a, _, _ in rows(life):
            conduct = a & CONDUCT_BITS if event in ("recorded", "missed", "lost") else a
            if event in ("act", "recorded", "missed", "lost", "self_censored") and conduct in passing:
                first, last = passing[conduct]
                assert first <= month_at(day) <= last, (life.person, event, day)


def test_no_mechanism_works_before_its_date(name: str) -> None:
    of = lived(name)
    for life in lives(name):
        for day, event, a, _, _ in rows(life):
            law = of.law_of(month_at(day))
            if event in ("recorded", "entered", "refused", "fined", "detained", "points", "pass_lost"):
                assert law.active, (life.person, event, day)
            if event == "pass_lost":
                assert law.pass_days > 0
            if event in ("objected", "contested_listing"):
                assert law.objection > 0
            if event == "points" and a & CONDUCT_BITS != CONDUCT_BITS:
                assert law.points[a & CONDUCT_BITS] != 0 or law.lowest == 0, (life.person, day)


def test_no_points_are_lost_for_a_judgment_when_none_is_open(name: str) -> None:
    judgment = CONDUCT.index("judgment")
    for life in lives(name):
        opened = 0
        truly: set[int] = set()
        for _, event, a, b, c in rows(life):
            opened += (event == "ruled_against") - (event in ("performed", "lapsed"))
            if event == "recorded" and a & CONDUCT_BITS == judgment and c == 0:
                truly.add(a)
            if event == "points" and b < 0 and a in truly:
                assert opened > 0, (life.person, event)


DAY = re.compile(
    r"\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
)


def foretold(text: str) -> bool:
    """Whether a sentence of a day names a later one."""
    if not text.startswith("On "):
        return False
    days = [datetime.strptime(day, "%d %B %Y") for day in DAY.findall(text)]
    return max(days) > days[0]


@lru_cache(maxsize=2)
def described(name: str) -> list[tuple[Replay, list[Entry], dict[str, Any]]]:
    of: World = lived(name)
    data, rules = OfWorld(of), Rules(Scenario.resolved(of.scenario))
    eventful = sorted(lives(name), key=lambda life: -len(life.ledger))[:TOLD]
    return [(life, entries(life, data, rules), told(life, data, rules)) for life in eventful]


def of_score(entry: Entry) -> bool:
    """Whether a score by itself refused or listed somebody."""
    because = (entry.cause or {}).get("because")
    return entry.event in ("refused", "entered") and because in ("learned", "commercial")


def test_whoever_is_refused_or_listed_for_a_score_reads_the_score_and_what_was_needed(name: str) -> None:
    of = lived(name)
    data, rules = OfWorld(of), Rules(Scenario.resolved(of.scenario))
    found = 0
    for life in lives(name):
        if not any(event in ("entered", "refused") for _, event, *_ in rows(life)):
            continue
        for entry in filter(of_score, entries(life, data, rules)):
            regime, cause = of.scenario.regime_at(month_at(entry.day)), entry.cause or {}
            assert entry.rule is not None
            if cause["because"] == "commercial":
                score = regime.commercial_scores[entry.rule["id"].removeprefix("commercial_scores.")]
                assert score.lowest <= cause["value"] < cause["below"] == score.refuses[str(entry.demand)]
            elif "value" in cause or entry.event == "refused":
                assert regime.learned_score is not None
                refuses, lists = regime.learned_score.refuses, regime.learned_score.lists_below
                assert entry.rule["id"] == "learned_score"
                assert (
                    cause["value"]
                    < cause["below"]
                    == (lists if entry.event == "entered" else refuses[str(entry.demand)])
                )
            if "value" in cause:
                said = told_of(entry)
                assert said is None or (str(cause["value"]) in said[1] and str(cause["below"]) in said[1]), said
            found += 1
    scored = any(score.refuses for score in of.scenario.regime.commercial_scores.values())
    assert found > 0 or not scored


def test_what_is_asked_for_is_no_act(name: str) -> None:
    for _, _, story in described(name):
        for entry, row in zip(story["ledger"], table.rows(story), strict=True):
            asked = row["event"] in ("asked for", "not asked for, being barred")
            assert asked == (entry["event"] == "act" and "demand" in entry), row
            assert not re.match(r"(time|case)s? of ", row["what"]), row


UNSEEN = re.compile(r"^(\d+) [^,]+, (.*?)\.$")
OF_FINES = re.compile(
    r"(\d+) (open from the year before|imposed|paid|left unpaid|owed no longer|given back|open at the end)"
)


def unrecorded(sentence: str) -> int:
    """How many acts a sentence of a year says went unrecorded, though somebody looked."""
    found = UNSEEN.match(sentence)
    if found is None:
        return "; it went unrecorded" in sentence
    done, said = int(found[1]), found[2]
    if said == "recorded by nobody":
        return done
    if not re.search(r"recorded by|put down to somebody else|when nobody looked", said):
        return 0
    if re.match(r"(all )?(recorded by|put down)", said) and " and " not in said:
        return 0
    return done - sum(int(n) for n in re.findall(r"(\d+) (?:recorded by (?!nobody)|put down|at a time)", said))


def test_acts_that_went_unrecorded_are_as_many_by_years_as_in_all(name: str) -> None:
    for life, ledger, story in described(name):
        acted = {entry.conduct for entry in ledger if entry.event == "act"}
        missed = sum(entry.event == "missed" and entry.conduct in acted for entry in ledger)
        by_years = [unrecorded(text) for year in story["years"] for text in year["sentences"]]
        assert sum(by_years) == missed, (life.person, story["years"])


def test_fines_of_a_year_add_up_with_those_of_the_year_before(name: str) -> None:
    for life, ledger, story in described(name):
        carried = 0
        for year in story["years"]:
            said = [text for text in year["sentences"] if text.startswith("Fines without a hearing")]
            for text in said:
                n = {what: int(number) for number, what in OF_FINES.findall(text)}
                assert n.get("open from the year before", 0) == carried, (life.person, text)
                carried += n.get("imposed", 0) - sum(n.get(end, 0) for end in ("paid", "left unpaid", "owed no longer"))
                assert n.get("open at the end", 0) == carried, (life.person, text)
        ends = Counter(entry.event for entry in ledger)
        returned = ends["fine_returned"]
        assert ends["fined"] - ends["paid_fine"] - ends["left_fine_unpaid"] in range(carried, carried + returned + 1)


def test_whoever_is_listed_on_coming_of_age_alone_is_said_to_be(name: str) -> None:
    of = lived(name)
    data, rules = OfWorld(of), Rules(Scenario.resolved(of.scenario))
    for life in lives(name):
        if not any(event == "entered" for _, event, *_ in rows(life)):
            continue
        for entry in entries(life, data, rules):
            if entry.event != "entered" or entry.list != "blacklist" or "below" not in (entry.cause or {}):
                continue
            month = month_at(entry.day)
            before = life.life[month - 1 - life.months[0]] if month > life.months[0] else None
            low = (
                before is not None and of.law_of(month - 1).start + before["points"] < of.law_of(month - 1).black_entry
            )
            eighteen = life.community.age(life.position, month) == 18 > life.community.age(life.position, month - 1)
            assert entry.of_age == (low and eighteen and of.law_of(month - 1).black_from <= month - 1), life.person


def test_lives_are_told_in_the_order_of_days_and_of_nothing_that_has_not_come(name: str) -> None:
    for life, ledger, story in described(name):
        days = [entry.day for entry in ledger]
        assert days == sorted(days)
        score = [month["score"] for month in story["months"] if month["score"] is not None][-1:]
        if score and story["summary"]["points"]:
            assert story["summary"]["points_now"] == score[0], life.person
        held = {entry.event: entry.day for entry in ledger if entry.event in ("detained", "released")}
        if held and held.get("released", -1) >= held["detained"]:
            assert story["summary"]["days_detained"] > 0, life.person
        last = np.datetime64("1970-01") + (life.months[-1] - 1970 * 12)
        for year in story["years"]:
            assert year["year"] <= last.astype(object).year
            for text in year["sentences"]:
                assert not foretold(text), text
                assert "{" not in text, text
                assert "None" not in text, text

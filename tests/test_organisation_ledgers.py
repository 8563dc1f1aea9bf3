"""Ledgers of organisations: in the order of days, and no line of them, nor any sentence, untrue at its date."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import pytest
from tests.helpers.organisations import closely, regime, representing, sources
from tests.helpers.worlds import scenario, world

from demerit.life.organisation import told
from demerit.life.replaying import replay_organisation
from demerit.life.rules import Rules
from demerit.life.warming import OfWorld
from demerit.organisations.desk import ORG_STRIDE
from demerit.scenario import Scenario

Story = dict[str, Any]
MOST = {"as-told": 72, "as-documented": 84, "closely": 40}  # months
STORIES = 340  # of each


def everything() -> Scenario:
    """Every list, burden and mistake at once."""
    spill = {"owner": {"points": -10, "lists": True, "from": "2014-01"}, **representing("flight", lists=True)}
    watch = {"grounds": ["missing_report", "pollution"], "escalates_after_days": 120, "from": "2014-03"}
    looked_at = {"ratings": ["C", "D"], "watched": True, "factor": 2.0, "deterrence": 0.3, "from": "2014-01"}
    black = {
        **{"ratings": ["D"], "grounds": ["unsafe_workplace", "revoked"], "terms": {"unsafe_workplace": 70}},
        **{"least_days": 40, "repeat_days": 20, "from": "2014-01"},
    }
    book = closely(
        data_sources=sources(false_record_rate=0.01, wrong_organisation_rate=0.2),
        spillover=spill,
        watchlist=watch,
        inspection=looked_at,
        blacklist=black,
        suspension__owner_hardship=30,
    )
    said: Scenario = regime(book)
    return said


@lru_cache(maxsize=3)
def stories(name: str) -> tuple[Story, ...]:
    """Organisations of a small world, those that much befell first."""
    of = everything() if name == "closely" else scenario(name)
    made = world(of, MOST[name], scale=200_000)
    data, rules = OfWorld(made), Rules(of.resolved())
    marks = made.people.orgs["marks"][:, 0].astype(int) & 0xFFFF
    start = made.layout["org_start"].tolist()
    numbers = [
        (-(bin(int(marks[row])).count("1")), c * ORG_STRIDE + row - first)
        for c, first in enumerate(start)
        for row in range(first, first + int(made.layout["organisations"][c]))
    ]
    return tuple(told(*replay_organisation(data, number), data, rules) for _, number in sorted(numbers)[:STORIES])


def day(entry: dict[str, Any]) -> date:
    return date.fromisoformat(entry["date"])


def told_of(name: str) -> Iterator[tuple[Story, list[dict[str, Any]]]]:
    return ((story, story["ledger"]) for story in stories(name))


NAMES = pytest.mark.parametrize("name", list(MOST))


@NAMES
def test_ledgers_are_in_the_order_of_days_and_begin_with_the_founding(name):
    kinds = set()
    for story, ledger in told_of(name):
        days = [entry["date"] for entry in ledger]
        assert days == sorted(days)
        if story["head"]["founded"] and days:
            assert days[0][:7] >= story["head"]["founded"]
        kinds |= {entry["event"] for entry in ledger}
    assert kinds >= {
        "act",
        "recorded",
        "missed",
        "points",
        "rated",
        "entered",
        "granted",
        "licence_revoked",
        "restored",
    } - ({"restored"} if name == "as-documented" else set())


@NAMES
def test_lists_are_entered_and_left_in_turn_after_the_days_that_are_said(name):
    for _, ledger in told_of(name):
        on: dict[str, date | None] = {"blacklist": None, "watchlist": None}
        for entry in ledger:
            if entry["event"] == "entered":
                assert on["blacklist"] is None
                on = {"blacklist": day(entry), "watchlist": None}
            elif entry["event"] == "watched":
                assert on == {"blacklist": None, "watchlist": None}
                on["watchlist"] = day(entry)
            elif entry["event"] in ("left", "mended"):
                which = "blacklist" if entry["event"] == "left" else "watchlist"
                since = on[which]
                assert since is not None
                assert (day(entry) - since).days == entry["days"] > 0
                on[which] = None


@NAMES
def test_whoever_is_refused_stands_on_that_day_where_the_refusal_says(name):
    """Refused for a list: on it, neither before the entry nor after the exit; rated as it was last."""
    refused = 0
    for _, ledger in told_of(name):
        on, rating = None, None
        for entry in ledger:
            event = entry["event"]
            if event in ("entered", "watched"):
                on = "blacklist" if event == "entered" else "watchlist"
            elif event in ("left", "mended"):
                on = None
            elif event == "rated":
                rating = entry["rating"]
            elif event == "refused":
                refused += 1
                assert entry["rating"] == rating
                assert entry["because"] == on if entry["because"] != "rating" else rating is not None
    assert refused > (5 if name == "as-documented" else 30)


@NAMES
def test_nobody_acts_without_a_licence(name):
    """Neither while it is suspended, for as many days as the ledger says, nor when it was lost by ordinary law."""
    suspended = 0
    for _, ledger in told_of(name):
        closed, back = False, date.min
        for entry in ledger:
            event = entry["event"]
            if event == "licence_revoked":
                assert not closed
                assert back <= day(entry)
                closed = True
            elif event == "restored":
                assert closed
                closed = False
            elif event == "suspended":
                assert not closed
                suspended += 1
                back = day(entry) + timedelta(days=entry["days"])
            elif event in ("granted", "declined", "refused", "deterred") or (
                event == "act" and entry["what"] != "revoked"
            ):
                assert not closed
                assert back <= day(entry)
    assert suspended or name == "as-documented"


@NAMES
def test_points_follow_from_one_another_within_a_month_and_records_come_before_what_they_bring(name):
    for _, ledger in told_of(name):
        before: dict[str, Any] | None = None
        record: dict[str, Any] | None = None
        for entry in ledger:
            if entry["event"] == "recorded":
                record = entry
            if entry["event"] in ("points", "fined"):
                assert record is not None
                assert (record["date"], record["what"]) == (entry["date"], entry["what"])
            if entry["event"] == "points":
                if before is not None and before["date"][:7] == entry["date"][:7]:
                    assert before["points"] + entry["change"] == entry["points"]
                before = entry


@NAMES
def test_months_are_what_the_ledger_says_at_their_end(name):
    for story, ledger in told_of(name):
        listed = watched = closed = False
        at = 0
        for month in story["months"]:
            while at < len(ledger) and ledger[at]["date"][:7] <= month["month"]:
                event = ledger[at]["event"]
                listed = event == "entered" or (listed and event != "left")
                watched = event == "watched" or (watched and event not in ("mended", "entered"))
                closed = event == "licence_revoked" or (closed and event != "restored")
                at += 1
            assert (month["listed"], month["watched"], month["closed"]) == (listed, watched, closed)
        rated = [entry["rating"] for entry in ledger if entry["event"] == "rated"]
        assert story["months"][-1]["rating"] == (rated[-1] if rated else None)


@NAMES
def test_sentences_are_in_the_order_of_their_dates_and_say_nothing_of_what_is_not_there(name):
    for story, _ in told_of(name):
        for year in story["years"]:
            dated = [text for text in year["sentences"] if text.startswith("On ")]
            days = [calendar_day(text) for text in dated]
            assert days == sorted(days)
            assert all(str(year["year"]) in text for text in dated)
            assert all("None" not in text and "  " not in text for text in year["sentences"])


def calendar_day(text: str) -> date:
    """The day that a sentence begins with: "On 31 May 2016 its owner ...", "On 31 May 2016 it ..."."""
    number, month, year = text.split()[1:4]
    return date(int(year), MONTHS.index(month) + 1, int(number))


MONTHS = [
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
]


def test_a_rating_says_which_points_it_rests_on():
    """As documented: a hundred, or ten fewer without an audit, less what was taken since the rating; 0 at least."""
    fewer = set()
    for _, ledger in told_of("as-documented"):
        points = 100
        for entry in ledger:
            points = entry["points"] if entry["event"] == "points" else points
            if entry["event"] == "rated":
                fewer.add(entry["unaudited"])
                assert entry["points"] >= 0
                if points < 100 and entry["rating"] != "D":  # nothing was taken, or a rating that is kept
                    assert entry["points"] in (points - entry["unaudited"], 100 - entry["unaudited"])
            if entry["event"] == "rated" or entry["date"][5:7] == "05":
                points = points if entry["event"] == "points" else 100
    assert fewer == {0, 10}


def test_what_its_owner_was_refused_for_it_was_refused_while_it_was_listed():
    """Told on the organisation's side from the ledger of the owner, for whom it may leave its list within a month."""
    seen = 0
    for story, ledger in told_of("closely"):
        spans, since = [], None
        for entry in ledger:
            if entry["event"] == "entered":
                since = day(entry)
            elif entry["event"] == "left" and since:
                spans.append((since, day(entry)))
                since = None
        spans += [(since, date.max)] if since else []
        for year in story["years"]:
            for text in year["sentences"]:
                if "its owner was refused" in text:
                    seen += 1
                    assert any(low < calendar_day(text) < high for low, high in spans), text
    assert seen > 0


def test_a_thousand_organisations_were_read():
    assert sum(len(stories(name)) for name in MOST) > 1000

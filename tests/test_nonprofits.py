"""NGOs and associations: a rulebook of their own, which no company's rule touches."""

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from tests.helpers.organisations import BOOK, Changes, closely, counted, faultless, lived, people_same, without
from tests.helpers.worlds import scenario, world

from demerit.calendar import month_of
from demerit.month.organisation_state import LISTED, WATCHED, marks_of
from demerit.scenario import ScenarioError, load
from demerit.vocabulary import ORGANISATION_ACTS, ORGANISATION_DEMANDS, ORGANISATION_GROUNDS, ORGANISATIONS
from demerit.world.simulation import World

NONPROFIT = ORGANISATIONS.index("nonprofit")
FROM = "2014-01"
# Many of them, so that a small world shows what becomes of them.
MANY = {
    "society__organisations__kinds": {"domestic": 0.75, "foreign": 0.0, "nonprofit": 0.25},
    "society__organisations__per_1000_people": 60.0,
    "society__organisations__conduct__missing_report__ceiling": 0.8,
    "society__organisations__conduct__unlawful_activity__ceiling": 0.2,
    "society__organisations__demand__funding__declined": 0.1,
}
LISTS: Changes = {
    "watchlist": {
        "grounds": ["missing_report"],
        "escalates_after_days": 200,
        "from": FROM,
        "published": {"from": FROM},
    },
    "blacklist": {"grounds": ["unlawful_activity", "revoked"], "from": FROM, "least_days": 300},
    "consequences": {"funding": {"listed": True, "from": FROM}, "tender": {"watched": True, "from": FROM}},
}


def with_books(**books: Any) -> World:
    given = {**closely(data_sources=faultless()), **books}
    return lived(given, 24, **MANY)


def of_kind(of: World, field: str, company: bool) -> Any:
    """A sum of companies, or of nonprofits."""
    total = counted(of, field)
    return total[:NONPROFIT].sum(axis=0) if company else total[NONPROFIT]


@lru_cache(maxsize=1)
def two_lists() -> World:
    """Nonprofits with two lists and nothing else; companies as they are looked at closely."""
    return with_books(nonprofits=LISTS)


def test_nonprofits_are_judged_by_their_own_rules_alone():
    """What either rulebook says moves none of the others."""
    other_companies = with_books(companies={**BOOK, "rules": [], "fines": []}, nonprofits=LISTS)
    no_nonprofits = with_books(nonprofits=None)
    for field in ("records", "acts", "points_lost", "blacklist_entries", "watchlist_entries", "refused"):
        assert (of_kind(two_lists(), field, False) == of_kind(other_companies, field, False)).all(), field
        assert (of_kind(two_lists(), field, True) == of_kind(no_nonprofits, field, True)).all(), field
    assert of_kind(two_lists(), "points_lost", True).sum() > of_kind(other_companies, "points_lost", True).sum()
    assert of_kind(no_nonprofits, "records", False).sum() == 0


def test_they_are_listed_for_what_their_rules_name_and_have_no_rating():
    of = two_lists()
    grounds = of_kind(of, "entries_for", False)
    found = {name for number, name in ORGANISATION_GROUNDS.numbered() if grounds[number]}
    assert found == {"watchlist", "unlawful_activity", "revoked"}
    watched = of_kind(of, "watched_for", False)
    assert {name for number, name in ORGANISATION_GROUNDS.numbered() if watched[number]} == {"missing_report"}
    assert of_kind(of, "rated", False) == 0 < of_kind(of, "rated", True)


def test_the_watch_list_is_entries_less_those_that_mended_and_those_that_did_not():
    of = two_lists()
    stock = 0
    for sums in of.org_history:
        moved = sums["watchlist_entries"] - sums["watchlist_exits"] - sums["watchlist_escalated"]
        stock += int(moved.sum())
        assert stock == sums["watchlist_stock"].sum()
    marks = marks_of(of.people.orgs)
    assert (marks & WATCHED != 0).sum() == stock > 10
    assert not ((marks & WATCHED != 0) & (marks & LISTED != 0)).any()
    escalated = of_kind(of, "entries_for", False)[ORGANISATION_GROUNDS.index("watchlist")]
    assert counted(of, "watchlist_escalated").sum() >= escalated > 5  # others for an act, while they were on it


def test_the_more_put_things_right_the_fewer_come_from_the_watch_list_onto_the_blacklist():
    def escalated(mends: float) -> int:
        given = {**closely(data_sources=faultless()), "nonprofits": LISTS}
        made = lived(given, 24, **MANY, society__organisations__mends_a_month=mends)
        return int(counted(made, "watchlist_escalated").sum())

    assert escalated(1.0) == 0 < escalated(0.3) < escalated(0.0)


def test_what_is_refused_follows_from_the_list_they_are_on():
    refused = of_kind(two_lists(), "refused", False)
    asked = {name: int(refused[number]) for number, name in ORGANISATION_DEMANDS.numbered()}
    assert asked["funding"] > 0
    assert asked["tender"] > 0
    assert sum(asked.values()) == asked["funding"] + asked["tender"]


def test_speaking_up_costs_points_where_the_rule_says_so_and_nobody_else():
    """As told, by our reading: advocacy is recorded and takes points; without the rule it is nobody's business."""
    speech = ORGANISATION_ACTS.index("advocacy")
    source = {"coverage": 1.0, "sees": {"advocacy": 0.5}}
    rule = {"id": "advocacy", "conduct": "advocacy", "points": -30}
    given = closely(data_sources={"data_sharing": source}, rules=[rule], fines=[])
    spoken, free = lived(given, 18, **MANY), lived({**given, "nonprofits": None}, 18, **MANY)
    assert counted(spoken, "points_lost")[NONPROFIT, speech] > 300
    assert counted(spoken, "points_lost")[:, speech].sum() == counted(spoken, "points_lost")[NONPROFIT].sum()
    assert counted(free, "records").sum() == 0
    assert counted(spoken, "acts")[NONPROFIT, speech] < counted(free, "acts")[NONPROFIT, speech]  # caution


def test_an_empty_rulebook_lists_nobody_and_touches_nobody():
    of = lived({"nonprofits": {}}, 12)
    assert counted(of, "blacklist_entries").sum() == counted(of, "records").sum() == 0
    assert people_same(of, lived(None, 12))
    assert without().org_history == []


@pytest.mark.parametrize("name", ["as-told", "as-documented"])
def test_both_flagships_have_conduct_rules_and_lists_of_nonprofits(name):
    said: Any = load(name)
    book = said.regime.organisations.nonprofits
    own = {rule.conduct for rule in book.rules} | set(book.blacklist.grounds)
    own |= set(book.watchlist.grounds) if book.watchlist else set()
    assert {"missing_report", "unlawful_activity"} <= own
    companies = said.regime.organisations.companies
    assert own - {rule.conduct for rule in companies.rules} - set(companies.blacklist.grounds)
    done = said.society.organisations.conduct
    assert done["unlawful_activity"].kind[:NONPROFIT] == (0, 0)
    assert done["missing_report"].ceiling * done["missing_report"].acceptance == pytest.approx(110 / 2035, abs=0.001)


def test_as_documented_their_lists_begin_when_their_rules_do():
    more = {"society__organisations__kinds": {"domestic": 0.85, "foreign": 0.0, "nonprofit": 0.15}}
    of = world(scenario("as-documented", **more), 72, scale=100_000)
    begun = month_of("2018-02") - of.first
    for i, sums in enumerate(of.org_history):
        here = sum(int(sums[field][:, NONPROFIT].sum()) for field in ("blacklist_entries", "watchlist_entries"))
        assert here == 0 or i >= begun
    assert counted(of, "watchlist_entries")[NONPROFIT] > 5
    counts = counted(of, "refused")[NONPROFIT]
    refused = {name: int(counts[number]) for number, name in ORGANISATION_DEMANDS.numbered()}
    assert sum(refused.values()) == refused["funding"] + refused["tender"]
    assert np.all(counted(of, "rated")[NONPROFIT] == 0)


@pytest.mark.parametrize(
    ("name", "factors", "said"),
    [
        ("size", [0.5, 1, 2, 2], "must have 0 in `size` for the self-employed"),
        ("sector", [0, 0, 1, 0, 0, 0, 0, 1], "must have 0 in `sector` for every sector but services"),
    ],
)
def test_a_factor_of_organisations_that_never_do_it_is_refused(name, factors, said):
    """Nonprofits are never self-employed, and offer services: elsewhere a factor of what they do moves nothing."""
    with pytest.raises(ScenarioError, match=said):
        scenario(**{f"society__organisations__conduct__advocacy__{name}": factors})
    assert scenario(society__organisations__conduct__advocacy__size=[0, 3, 2, 2])

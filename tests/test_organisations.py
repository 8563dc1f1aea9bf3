"""Organisations: rated, listed and burdened as the scenario says; nothing where it says nothing."""

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.figures import rising
from tests.helpers.organisations import (
    BOOK,
    SCALE,
    at_end,
    close,
    closely,
    counted,
    covered_by,
    everything,
    faultless,
    founding,
    lived,
    people_same,
    regime,
    representing,
    without,
)
from tests.helpers.runs import printed_compiled_and_not
from tests.helpers.worlds import total, world

from demerit.draws import ONE, record
from demerit.life.organisation import tell
from demerit.life.replaying import replay_community
from demerit.life.rules import Rules
from demerit.life.story import tell as tell_person
from demerit.life.warming import OfWorld
from demerit.month.organisation_state import (
    LISTED,
    ORG_STATE,
    REVOKED,
    marks_of,
    rating_in,
)
from demerit.month.state import DESK
from demerit.organisations.desk import ORG_STRIDE
from demerit.organisations.settle import parts
from demerit.people.desk import STRIDE
from demerit.people.settle import settle
from demerit.scenario import ScenarioError
from demerit.vocabulary import (
    CAUSES,
    ORGANISATION_CANDIDATES,
    ORGANISATION_GROUNDS,
    ORGANISATIONS,
    RATINGS,
    SIZES,
)
from demerit.world import checkpoint
from demerit.world.measures import measured_of_organisations
from demerit.world.run import digest
from demerit.world.simulation import World
from demerit.world.summary import summary

DEFAULTS = ORGANISATION_CANDIDATES.index("tax_default")


# Off equals absent.


def test_a_regime_that_says_nothing_of_organisations_is_as_if_there_were_none():
    nowhere = lived(None, society__organisations=None)
    assert digest(without()) == digest(nowhere)
    assert len(without().people.orgs) == 0
    assert without().org_history == []


def test_nobody_among_people_notices_organisations_that_touch_nobody():
    assert people_same(without(), lived(closely(suspension=None)))


def test_an_empty_section_records_rates_and_lists_nothing_while_organisations_go_on():
    idle = lived({})
    for field in ("records", "fines", "taxed", "refused", "blacklist_entries", "suspended", "caution", "strain"):
        assert counted(idle, field).sum() == 0, field
    assert at_end(idle, "rating")[1:].sum() == 0
    assert counted(idle, "declined").sum() > 0
    assert counted(idle, "acts").sum() > 1000
    assert people_same(without(), idle)


# Counting.


def test_an_organisation_takes_fourteen_bytes():
    assert ORG_STATE.itemsize == 14


def test_the_stock_of_the_blacklist_is_entries_minus_exits_every_month():
    stock = np.zeros(3, np.int64)
    for sums in close().org_history:
        stock += (sums["blacklist_entries"] - sums["blacklist_exits"]).sum(axis=0)
        assert (stock == sums["blacklist_stock"].sum(axis=0)).all()
    marks = marks_of(close().people.orgs)
    assert int((marks & LISTED != 0).sum()) == stock.sum() > 30
    assert counted(close(), "entries_for").sum() == counted(close(), "blacklist_entries").sum()


def test_every_organisation_has_one_rating_and_ratings_add_up():
    for sums in close().org_history:
        assert sums["rating"].sum() == sums["stock"].sum()
        assert sums["rating"][:, 1:].sum() == sums["rated"].sum()
    held = rating_in(marks_of(close().people.orgs))
    assert (np.bincount(held, minlength=6) == at_end(close(), "rating")).all()


def test_what_one_organisation_loses_another_receives_to_the_record():
    lost, received = counted(close(), "records_lost"), counted(close(), "records_misattributed")
    assert (lost.sum(axis=0) == received.sum(axis=0)).all()  # by data source
    assert lost.sum() > 20
    books = [row.reshape(-1, len(row[0])) for row in (lost[:2], lost[2:], received[:2], received[2:])]
    assert books[0].sum() == books[2].sum()  # and by rulebook: no company's record is put down to a nonprofit
    assert books[1].sum() == books[3].sum()
    parts = [counted(close(), f"records_{truth}").sum() for truth in ("correct", "false", "misattributed")]
    assert sum(parts) == counted(close(), "records").sum()


def test_demands_are_granted_declined_or_refused():
    answered = sum(counted(close(), field) for field in ("granted", "declined", "refused"))
    assert (answered == counted(close(), "demand")).all()
    assert (counted(close(), "rating_refused").sum(axis=0) == counted(close(), "refused").sum(axis=0)).all()


def test_no_chance_was_clipped():
    assert counted(close(), "clipped").sum() == 0


# M19: the rating.


def in_band(of: World, *names: str) -> int:
    return int(sum(counted(of, "rating")[1 + RATINGS.index(name)] for name in names))


def test_the_more_is_seen_the_lower_organisations_are_rated():
    bad = [in_band(lived(covered_by(share)), "C", "D") for share in (0.25, 0.5)] + [in_band(close(), "C", "D")]
    assert bad[0] < bad[1] < bad[2]


def test_where_nothing_is_seen_everybody_keeps_the_rating_of_the_start():
    blind = lived(covered_by(0.0))
    assert counted(blind, "records").sum() == 0
    assert in_band(blind, "A", "C", "D") == 0
    assert in_band(blind, "B", "M") > 0


def test_only_organisations_without_income_or_founded_within_a_year_are_rated_m():
    still = {"society__organisations__per_1000_people": 60.0, "society__organisations__without_income": 0.0}
    assert in_band(lived(closely(), 12, **still), "M") == 0
    for changes in (
        {**still, "society__organisations__without_income": 0.2},
        {**still, "society__organisations__per_1000_people": {"2011-12": 30.0, "2016-01": 60.0}},
    ):
        assert in_band(lived(closely(), 12, **changes), "M") > 0


def test_yearly_ratings_change_in_their_month_only_and_begin_anew():
    yearly = lived(closely(rating__yearly=4))
    ratings = np.array([sums["rating"].sum(axis=0)[1:] for sums in yearly.org_history])
    changed = [m for m in range(1, len(ratings)) if (ratings[m] != ratings[m - 1]).any()]
    assert {(yearly.first + m) % 12 for m in changed} == {3}
    assert len(changed) == 3


def test_establishments_of_one_enterprise_share_a_rating():
    large = {"self_employed": 0.0, "small": 0.0, "medium": 0.0, "large": 1.0}
    few = {"society__organisations__per_1000_people": 20.0, "society__organisations__conduct__revoked__ceiling": 0.0}
    of = lived(closely(), 12, society__organisations__sizes=large, **few)
    found: dict[tuple[int, ...], set[int]] = {}
    listed_alone = 0
    for place, desk, orgs in founding(of):
        for f in range(len(orgs)):
            shared = found.setdefault((int(place["province"]), int(desk.enterprise[f]), int(desk.kind[f] == 2)), set())
            shared.add(int(rating_in(marks_of(orgs[f]))))
        listed_alone += len(orgs)
    assert listed_alone > 300
    assert len(found) > 100
    assert all(len(ratings) == 1 for ratings in found.values())
    assert len({next(iter(ratings)) for ratings in found.values()}) > 1


@given(
    st.lists(st.integers(0, ONE), min_size=1, max_size=20).map(sorted),
    st.lists(st.integers(0, ONE - 1), min_size=1, max_size=50),
)
def test_a_draw_falls_into_the_first_part_whose_cumulative_share_it_is_below(shares, draws):
    found = np.full(len(draws), 77, np.int32)
    parts(np.array([*shares, ONE]), len(draws), np.array(draws, np.int32), found)
    for draw, part in zip(draws, found.tolist(), strict=True):
        assert all(draw >= share for share in shares[:part])
        assert all(draw < share for share in [*shares, ONE][part:])


def test_there_are_as_many_organisations_of_each_size_as_the_society_says():
    sizes: list[int] = []
    for _, desk, orgs in founding(close()):
        sizes += [int(size) for size in desk.size_class[: len(orgs)]]
    said = close().scenario.society.organisations
    assert said is not None
    people = int(close().layout["census"].sum())
    assert len(sizes) == pytest.approx(people * said.per_1000_people.between(close().last) / 1000, rel=0.02)
    for size, name in enumerate(SIZES):
        expected = said.sizes[name] * len(sizes)
        assert abs(sizes.count(size) - expected) < 4 * np.sqrt(expected) + 1


# M20: consequences.


def test_the_worse_the_rating_the_more_is_refused_and_the_best_are_refused_nothing():
    demanded, refused = counted(close(), "rating_demand"), counted(close(), "rating_refused")
    for name in ("A", "B", "M"):
        assert refused[1 + RATINGS.index(name)].sum() == 0
    for name in ("C", "D"):
        row = 1 + RATINGS.index(name)
        assert refused[row].sum() > 0
        assert counted(close(), "rating_taxed")[row] > 0
        assert refused[row].sum() < demanded[row].sum()  # ordinary reasons come first


def test_refusals_follow_the_share_of_places_that_refuse():
    def refused(share: float) -> int:
        bars = {name: {**bar, "share": share} for name, bar in BOOK["consequences"].items()}
        return int(counted(lived(closely(consequences=bars)), "refused").sum())

    assert refused(0.0) == 0 < refused(0.5) < counted(close(), "refused").sum()


def test_the_longer_licences_are_suspended_the_more_organisations_stand_still():
    days = [int(counted(lived(closely(suspension__days=n)), "suspended_days").sum()) for n in (30, 300)]
    assert 0 < days[0] < counted(close(), "suspended_days").sum() < days[1]
    assert counted(lived(closely(suspension=None)), "suspended_days").sum() == 0


def test_fines_taxes_and_refusals_strain_and_strain_is_what_moves_conduct():
    """With the mediators held at zero, strain and caution, no act differs from those under no such regime at all."""
    calm = lived(closely(strain={}, caution={}, suspension=None, blacklist=None, consequences={}))
    idle = lived({})
    assert counted(calm, "fines").sum() > 0
    assert (counted(calm, "acts") == counted(idle, "acts")).all()
    strained = lived(closely(caution={}, suspension=None))
    breaches = ORGANISATION_CANDIDATES.index("contract_breach")
    assert counted(strained, "strain").sum() > 0
    assert counted(strained, "acts")[:, breaches].sum() > counted(idle, "acts")[:, breaches].sum()


def test_caution_lowers_what_it_is_said_to_lower():
    careful = lived(closely(strain={}, suspension=None))
    idle = lived({})
    defaults = ORGANISATION_CANDIDATES.index("tax_default")
    assert counted(careful, "acts")[:, defaults].sum() < counted(idle, "acts")[:, defaults].sum()


def inspecting(factor: float, deterrence: float) -> World:
    """Those rated C or D are inspected: sources see a fifth of what others do."""
    rule = {"ratings": ["C", "D"], "factor": factor, "deterrence": deterrence, "from": "2014-01"}
    return lived(covered_by(0.2, inspection=rule))


def test_whoever_is_inspected_is_caught_more_often_and_breaks_rules_less():
    plain, caught = lived(covered_by(0.2)), inspecting(5.0, 0.0)
    cowed, both = inspecting(1.0, 0.5), inspecting(5.0, 0.5)
    assert counted(plain, "found_by_inspection").sum() == counted(cowed, "found_by_inspection").sum() == 0
    assert counted(plain, "deterred").sum() == counted(caught, "deterred").sum() == 0
    assert counted(caught, "found_by_inspection").sum() > 20
    assert counted(cowed, "deterred").sum() > 20
    assert counted(caught, "records_correct").sum() > counted(plain, "records_correct").sum()
    assert counted(cowed, "acts")[:, DEFAULTS].sum() < counted(plain, "acts")[:, DEFAULTS].sum()
    assert counted(both, "deterred").sum() > 0
    assert counted(both, "found_by_inspection").sum() > 0


def test_the_more_they_are_deterred_the_more_is_left_undone():
    undone = [int(counted(inspecting(3.0, share), "deterred").sum()) for share in (0.1, 0.3, 0.9)]
    assert rising(undone)
    assert counted(inspecting(3.0, 0.9), "deterred")[:, ORGANISATION_CANDIDATES.index("revoked")].sum() == 0


def test_inspection_as_close_as_ever_that_deters_nobody_does_nothing():
    null, plain = inspecting(1.0, 0.0), lived(covered_by(0.2))
    assert counted(null, "inspected").sum() > 0
    assert null.people.digest() == plain.people.digest()
    others = [name for name in null.org_history[0].dtype.names or () if "inspected" not in name]
    assert all((counted(null, name) == counted(plain, name)).all() for name in others)


def test_revoked_companies_are_listed_where_that_is_a_ground():
    """The record's direction: who loses a licence by ordinary law is listed, not the other way round."""
    book = {"grounds": ["revoked"], "from": "2014-01", "least_days": 1095}
    of = lived(closely(data_sources=faultless(), blacklist=book, suspension=None))
    under = of.org_history[of.scenario.start - of.first :]
    revoked = ORGANISATION_CANDIDATES.index("revoked")
    acts = sum(int(sums["acts"][..., revoked].sum()) for sums in under)
    entries = counted(of, "entries_for")[:, ORGANISATION_GROUNDS.index("revoked")].sum()
    assert entries == acts > 30
    assert counted(of, "blacklist_entries").sum() == entries
    assert counted(of, "blacklist_wrongful_entries").sum() == 0
    marks = marks_of(of.people.orgs)
    assert not ((marks & LISTED != 0) & (marks & REVOKED == 0)).any()


# M13: owner and organisation.


def test_a_listed_owner_drags_the_organisation_down_and_no_other_one():
    plain = lived(closely(suspension=None))
    dragged = lived(closely(suspension=None, spillover={"owner": {"points": -30, "from": "2014-01"}}))
    assert counted(dragged, "owner_listed").sum() > 200
    assert in_band(dragged, "C", "D") > in_band(plain, "C", "D")
    unlisted = {"owner": {"points": -30, "from": "2014-01"}}
    nobody: dict[str, Any] = {"regime__lists__blacklist": None, "regime__consequences": {}}
    nobody["regime__learned_score"] = None
    alone = lived(closely(suspension=None, spillover=unlisted), **nobody)
    assert counted(alone, "owner_listed").sum() == 0
    none = lived(closely(suspension=None), **nobody)
    assert (counted(alone, "rating") == counted(none, "rating")).all()


def test_a_listed_owner_is_a_ground_where_the_law_says_so():
    of = lived(closely(suspension=None, spillover={"owner": {"lists": True, "from": "2014-01"}}))
    assert counted(of, "entries_for")[:, ORGANISATION_GROUNDS.index("owner")].sum() > 20
    assert counted(close(), "entries_for")[:, ORGANISATION_GROUNDS.index("owner")].sum() == 0


@lru_cache(maxsize=1)
def represented() -> World:
    """Owners of listed organisations are refused flights and high-speed trains."""
    return lived(closely(spillover=representing("flight", "high_speed")))


def for_company(of: World) -> int:
    """Refusals that rest on nothing but the organisation somebody owns."""
    return int(total(of, "refused_for")[:, CAUSES.index("company")].sum())


def test_owners_of_listed_organisations_are_refused_whatever_they_did():
    here = represented()
    assert for_company(here) > 10
    assert total(here, "refused").sum() > total(close(), "refused").sum()
    assert for_company(close()) == 0


def test_without_listed_organisations_nobody_is_refused_for_one():
    """The mediator held fixed: a list that nobody can come onto, since nobody ever loses a licence."""
    empty = {"grounds": ["revoked"], "from": "2014-01"}
    changes = {"blacklist": empty, "spillover": representing("flight", "high_speed")}
    none = lived(closely(data_sources=faultless(), **changes), society__organisations__conduct__revoked__ceiling=0.0)
    assert counted(none, "records").sum() > 0
    assert counted(none, "blacklist_entries").sum() == 0
    assert for_company(none) == 0
    assert people_same(none, without())


def test_owners_can_be_listed_for_their_organisation():
    named = lived(closely(spillover=representing(lists=True)))
    assert counted(named, "owners_named") > 10
    assert total(named, "blacklist_entries").sum() > total(close(), "blacklist_entries").sum()


def test_a_suspended_licence_is_felt_by_owner_and_employees():
    felt = lived(closely(suspension__owner_hardship=40, suspension__staff_hardship=40))
    assert counted(felt, "staff_burdened") > counted(felt, "owners_burdened") > 0
    assert total(felt, "hardship").sum() > total(close(), "hardship").sum()
    assert people_same(close(), without())  # without any hardship said, nobody feels it


# The same world, however it is lived.


@lru_cache(maxsize=1)
def reference() -> World:
    return world(everything(), 12, scale=SCALE, threads=1)


def test_threads_and_tiles_give_the_same_organisations():
    assert digest(reference()) == digest(world(everything(), 12, scale=SCALE, threads=2))
    assert digest(reference()) == digest(world(everything(), 12, scale=SCALE, tile=100))


def test_a_run_resumed_ends_as_if_nothing_had_happened(tmp_path):
    def made() -> World:
        return World(everything(), 5, SCALE, threads=2, until=everything().start + 11)

    first = made()
    while first.month < first.scenario.start + 5:
        first.step()
    checkpoint.save(first, tmp_path)
    second = made()
    assert checkpoint.restore(second, tmp_path) == []
    assert second.people.orgs.tobytes() == first.people.orgs.tobytes() != bytes(second.people.orgs.nbytes)
    second.run()
    assert digest(second) == digest(reference())


def test_a_replay_moves_organisations_as_the_run_did():
    of = reference()
    data = OfWorld(of)
    for c in (0, len(of.layout) // 2, len(of.layout) - 1):
        moved = replay_community(data, c)
        assert moved.orgs[-1].tobytes() == of.people.orgs[of.people.org_rows(c, c + 1)].tobytes()
        assert moved.states[-1].tobytes() == of.people.state[of.people.rows(c, c + 1)].tobytes()


UNCOMPILED = """
from tests.helpers.organisations import everything
from demerit.scenario import Scenario
from demerit.world.simulation import World
from demerit.world.measures import measured_of_organisations
from demerit.world.run import digest
of = everything()
world = World(of, 5, 1_000_000, until=of.start + 4)
world.first = world.month = of.start - 1
world.run()
print(digest(world), int(sum(s["records"].sum() for s in world.org_history)))
"""


def test_organisations_are_the_same_compiled_and_not():
    out = [said.split() for said in printed_compiled_and_not(UNCOMPILED, PYTHONWARNINGS="error")]
    assert out[0] == out[1]
    assert int(out[0][1]) > 3


# Who owns and works, what is told, what is named.


def test_owners_and_employees_are_people_of_working_age_who_stay_the_same():
    of = close()
    census = of.scenario.society.census
    people = record(DESK)
    now = of.news_of(of.first)
    owners = 0
    for place, desk, orgs in founding(of):
        numbers = [place[name] for name in ("number", "census", "departed", "later", "province", "tier")]
        settle(of.tables, *numbers, census, now.k0, now.k1, people)
        for f in range(len(orgs)):
            x = int(desk.owner[f])
            if x >= 0:
                owners += 1
                assert people.active[x]
                assert 18 * 12 <= census - people.birth[x] < 65 * 12
    assert owners > 0.95 * len(of.people.orgs)


def story(of: World, position: int) -> dict[str, Any]:
    rows = np.flatnonzero(marks_of(of.people.orgs) & LISTED)
    row = int(rows[position])
    c = int(np.searchsorted(of.layout["org_start"], row, side="right")) - 1
    number = c * ORG_STRIDE + row - int(of.layout["org_start"][c])
    return tell(OfWorld(of), Rules(of.scenario.resolved()), number)


def test_a_listed_organisation_is_told_with_its_reasons():
    of = represented()
    for position in range(5):
        said = story(of, position)
        text = " ".join(sentence for year in said["years"] for sentence in year["sentences"])
        assert "put on the blacklist" in text
        assert said["months"][-1]["listed"]
        events = [entry["event"] for entry in said["ledger"]]
        assert events.count("entered") == events.count("left") + 1
        changes = [entry for entry in said["ledger"] if entry["event"] == "points"]
        assert all(change["change"] for change in changes)


def test_its_owner_is_told_that_the_organisation_is_listed():
    of = represented()
    said = next(one for one in (story(of, n) for n in range(10)) if one["head"]["owner"] is not None)
    life = tell_person(OfWorld(of), Rules(of.scenario.resolved()), said["head"]["owner"])
    assert f"organisation {said['organisation']}" in life["head"]["text"]
    text = " ".join(sentence for year in life["years"] for sentence in year["sentences"])
    assert "which the person owns" in text
    assert said["head"]["owner"] // STRIDE == said["organisation"] // ORG_STRIDE


def test_measures_have_names_and_stocks_are_those_of_the_last_month():
    of = represented()
    figures = summary(of.where, *of.reported, of.org_reported)
    names = {name for name, _ in measured_of_organisations(of.org_reported)}
    assert {"organisation.rating.A", "organisation.blacklist.stock", "organisation.refused.credit"} <= names
    assert {"organisation.suspended", "organisation.fines", "organisation.spillover.staff_burdened"} <= names
    assert {"organisation.blacklist.stock.foreign", "organisation.by_rating.refused.D.tender"} <= names
    assert {f"organisation.wrongful.refused.{kind}" for kind in ORGANISATIONS} <= names
    assert {"organisation.deterred.pollution", "organisation.found_by_inspection"} <= names
    assert not any("rightly" in name or "enterprise" in name for name in names)
    assert figures["organisation.blacklist.stock.2016"] == figures["organisation.blacklist.stock.2016-12"]
    flow = sum(figures[f"organisation.fines.2016-{m:02d}"] for m in range(1, 13))
    assert figures["organisation.fines.2016"] == pytest.approx(flow, abs=12)
    assert figures["refused.for.company.2016"] > 0
    people, orgs = figures["blacklist.entries.2016"], figures["organisation.blacklist.entries.2016"]
    assert figures["blacklist.entries_natural_share.2016"] == pytest.approx(people / (people + orgs), abs=1e-4)
    for which in ("entries", "exits", "stock"):
        for when in ("2016", "2016-05"):
            parts = (figures[f"{whose}blacklist.{which}.{when}"] for whose in ("", "organisation."))
            assert figures[f"blacklist.subjects.{which}.{when}"] == pytest.approx(sum(parts), abs=1)
            assert figures[f"blacklist.subjects.{which}.{when}"] > 0
    assert not any(name.startswith("blacklist.subjects") for name in summary(of.where, *of.reported))


# What a scenario may not say.


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rating__bands": {"A": 60, "B": 70, "C": 40, "D": 0}}, "must be less than that of A, 60"),
        ({"rating__bands": {"A": 90, "B": 70, "C": 40, "D": 10}}, "it must begin at 0"),
        ({"rating__bands": {"M": 60}}, "at least one rating beside M"),
        ({"tax": {"ratings": ["C"], "from": "2014-01"}, "rating": None}, "a rating that nobody is given"),
        ({"rating__bands": {"A": 90, "B": 0}}, "a rating that nobody is given"),
        ({"blacklist": None}, "there is no `blacklist`"),
        ({"blacklist__ratings": []}, "nobody can enter it"),
        ({"spillover": representing("flite")}, "did you mean `flight`?"),
        (
            {"spillover": representing("flight"), "blacklist": None, "suspension": None, "consequences": {}},
            "missing its list",
        ),
        ({"data_sources__courts__sees": {"tax_default": 0.5}}, "record 1.4 of all tax_default"),
        ({"tax": {"watched": True, "from": "2014-01"}}, "there is no `watchlist`"),
        ({"blacklist__terms": {"pollution": 5}}, "is the term of an act that is no ground"),
        ({"rating__keeps": ["E"]}, "is not a rating"),
        ({"points__audits": {"unaudited_start": 90, "share": 0.1}}, "needs lowest <= unaudited_start <= start"),
        ({"rules": [{"id": "a", "conduct": "pollution", "points": -1}] * 2}, "more than one rule with id a"),
    ],
)
def test_what_contradicts_itself_is_one_clear_message(changes, message):
    with pytest.raises(ScenarioError) as said:
        regime(closely(**changes))
    assert message in str(said.value)
    assert "organisations" in str(said.value)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("sizes", {"small": 0.5, "large": 0.6}, "must sum to 1; the shares sum to 1.1"),
        ("kinds", {"domestic": 0.5}, "must sum to 1"),
        ("kinds", {"domestic": 0.5, "nonprofit": 0.5}, "the self-employed are some of them"),
        ("per_1000_people", 500.0, "200"),
        ("per_1000_people", {"2011-12": 60.0, "2015-01": 50.0}, "must not be less than before, 60"),
        ("conduct__pollution__ceiling", 12.0, "candidates a month; at most 1"),
        ("conduct__tax_default__acceptance", 0.9, "a probability is at most 1"),
    ],
)
def test_a_society_whose_shares_or_chances_are_none_is_one_clear_message(key, value, message):
    with pytest.raises(ScenarioError) as said:
        regime(closely(), **{f"society__organisations__{key}": value})
    assert message in str(said.value)


def test_where_a_society_has_no_organisations_the_section_is_idle():
    of = World(regime(closely(), society__organisations=None), 5, SCALE)
    assert len(of.people.orgs) == 0
    assert not of.economy.exists

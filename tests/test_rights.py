"""What a right is worth: an objection acts on its own record, on its day, and on nothing else."""

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from tests.helpers.as_told import rules
from tests.helpers.worlds import same, scenario, total, world, wrong_points

from demerit.life.replaying import replay_everybody
from demerit.life.warming import OfWorld
from demerit.month.note import AVERTED, ENTERED, FELL_AWAY, LISTING_ANNULLED, NOTIFIED
from demerit.month.state import BLACK, GROUND_SHIFT, REPORTED, WRONGED
from demerit.scenario import Scenario
from demerit.vocabulary import JUDGMENT, LISTING
from demerit.world.simulation import World

# Everybody who knows objects, so that what is seen is the right itself.
ALL = {"justified": 1.0, "unjustified": 0.0, "points": 1.0, "penalty": 1.0, "listing": 1.0, "schooling": [1.0] * 6}
MONTHS = 48
DECIDED = 2  # of a notice: of a listing that is to begin after days of grace
# Presets with wrongful listings; as many false records as make them visible in a small world.
WRONG: dict[str, dict[str, Any]] = {
    "benefits-clawback": {"regime__data_sources__tax__false_record_rate": 0.002},
    "as-documented": {"regime__data_sources__court__wrong_person_rate": [0.2, 0.2]},
    "as-told": {"regime__data_sources__police__false_record_rate": 0.002},
}
LATE = {"notice_days": 20, "suspends": True, "upheld": 0.6}
SCALES = {"benefits-clawback": 20_000, "as-documented": 6_000, "as-told": 40_000}


def under(name: str, **rights: Any) -> Scenario:
    """A preset with many wrong records, and only these rights."""
    return scenario(name, regime__rights=rights, interventions=[], **WRONG[name])


@lru_cache(maxsize=32)
def _lived(name: str, rights: tuple[tuple[str, Any], ...]) -> World:
    given = {key: (ALL if value == "all" else value) for key, value in rights}
    return world(under(name, **given), MONTHS, scale=SCALES[name])


def lived(name: str, **rights: Any) -> World:
    """Its world, lived once for all tests that ask for it."""
    return _lived(name, tuple(sorted(rights.items())))


def wrongful_days(name: str, **rights: Any) -> int:
    return int(total(lived(name, **rights), "blacklist_wrongful_days").sum())


def full(**changes: Any) -> dict[str, Any]:
    return {"notice": True, "objection": True, "objecting": "all", "objection_days": 40, "upheld": 1.0, **changes}


@pytest.mark.parametrize("name", WRONG)
def test_an_objection_that_is_never_upheld_changes_no_wrongful_day(name: str) -> None:
    notice = wrongful_days(name, notice=True)
    assert notice > 0
    assert wrongful_days(name, **full(upheld=0.0)) == notice


@pytest.mark.parametrize("name", WRONG)
def test_wrongful_days_fall_with_objection_with_more_upheld_and_with_a_quicker_answer(name: str) -> None:
    days = [wrongful_days(name, **full(upheld=share)) for share in (0.0, 0.4, 1.0)]
    assert days[0] > days[1] > days[2]
    slow = wrongful_days(name, **full(objection_days=300))
    assert days[0] > slow > days[2]


def test_whoever_was_told_when_a_listing_was_decided_knows_of_it_when_it_begins() -> None:
    rights = {"notice": True, "notice_days": 20}
    at_once, after_grace = (total(lived("as-told", **rights, grace_days=days), "blacklist_unaware") for days in (0, 30))
    assert after_grace.sum() == 0 < at_once.sum()


def test_a_listing_that_was_decided_begins_or_a_life_tells_that_it_fell_away() -> None:
    found = lived("as-told", notice=True, grace_days=300)
    data, ends = OfWorld(found), dict.fromkeys((ENTERED, AVERTED, LISTING_ANNULLED, FELL_AWAY), 0)
    for c in range(4):
        for life in replay_everybody(data, c).values():
            waits = False
            for _, event, a, _, _ in sorted(life.ledger.tolist(), key=lambda row: row[0]):
                if event == NOTIFIED and a == DECIDED:
                    assert not waits, "what was decided before has neither begun nor fallen away"
                    waits = True
                elif event in ends and waits:
                    ends[event] += 1
                    waits = False
    assert min(ends[ENTERED], ends[FELL_AWAY]) > 0


def test_what_is_contested_waits_for_the_answer_as_long_as_that_takes_and_not_at_all_where_it_comes_on_the_day() -> (
    None
):
    at_once = [lived("as-told", **full(suspends=waits, objection_days=0)) for waits in (True, False)]
    assert same(*at_once)
    later = [wrongful_days("as-told", **full(suspends=waits)) for waits in (True, False)]
    assert later[0] < later[1]


@pytest.mark.parametrize("name", WRONG)
def test_wrongful_days_fall_with_earlier_notice(name: str) -> None:
    """Whoever is punished at once knows by that: here nobody is, so that notice alone tells."""
    silent: dict[str, Any] = {"regime__automatic_penalties": [], **WRONG[name], "interventions": []}

    def days(**rights: Any) -> int:
        given = full(objecting=ALL, **rights)
        of = world(scenario(name, regime__rights=given, **silent), 36, scale=SCALES[name])
        return int(total(of, "blacklist_wrongful_days").sum())

    late, early = days(notice_days=200), days()
    assert late > early > 0
    assert days(notice=False) > late  # who learns of it at the counter only, or never


def test_where_all_who_are_told_object_and_are_upheld_a_wrongful_stay_is_the_delay() -> None:
    name, delay = "benefits-clawback", 40
    of = lived(name, **full(objection_days=delay))
    days, entries = (int(total(of, field).sum()) for field in ("blacklist_wrongful_days", "blacklist_wrongful_entries"))
    assert entries > 20
    # An objection is made on the day of the record, and the list is decided on at the end of its month: at most as many
    # days as the delay, and at least the delay less a month; whoever entered last is still waiting.
    assert days / entries <= delay
    assert days / entries >= delay - 31 - 10


def test_an_answer_before_the_list_is_decided_on_keeps_the_person_off_it() -> None:
    of = lived("benefits-clawback", **full(objection_days=0))
    assert total(of, "objections_upheld").sum() > 0
    assert total(of, "blacklist_wrongful_entries").sum() == 0


@pytest.mark.parametrize("name", WRONG)
def test_what_is_upheld_is_given_back(name: str) -> None:
    none, all_of_it = lived(name, **full(upheld=0.0)), lived(name, **full())
    assert total(none, "points_returned").sum() == total(none, "blacklist_annulled").sum() == 0
    assert total(all_of_it, "blacklist_annulled").sum() > 0
    if name == "as-told":
        assert total(all_of_it, "points_returned").sum() > 0
        assert total(all_of_it, "fines_returned").sum() > 0
    if name == "benefits-clawback":
        assert total(all_of_it, "claw_backs_returned").sum() > 0


def test_points_for_what_never_happened_are_gone_once_every_objection_is_upheld() -> None:
    def wrong(share: float) -> int:
        return int(abs(wrong_points(lived("as-told", **full(upheld=share)))).sum())

    assert wrong(1.0) < 0.2 * wrong(0.0)


def test_nobody_rightly_listed_leaves_earlier_because_others_may_object() -> None:
    name = "benefits-clawback"
    ends = {}
    for upheld in (0.0, 1.0):
        of = lived(name, **full(upheld=upheld))
        held = np.concatenate([matters[matters["kind"] == LISTING] for matters in of.people.matters])
        ends[upheld] = int((of.people.state["marks"] & (BLACK | WRONGED) == BLACK).sum()), len(held)
    assert ends[0.0][0] == ends[1.0][0]  # rightly listed at the end: the same number in both worlds
    assert ends[0.0][1] > ends[1.0][1]


def test_a_listing_never_ends_before_its_least_days_but_by_death_or_an_objection_that_is_upheld() -> None:
    rights = full(upheld=0.0, objecting=ALL)
    least: dict[str, Any] = {"regime__lists__blacklist__least_days": 200}
    given = {**WRONG["benefits-clawback"], **least}
    of = world(scenario("benefits-clawback", regime__rights=rights, interventions=[], **given), 24, scale=20_000)
    left, days = (int(total(of, field).sum()) for field in ("blacklist_exits", "blacklist_stay_days"))
    assert left > 50
    assert days / left >= 195  # a few died


def test_not_everybody_who_knows_objects_and_not_only_those_in_the_right() -> None:
    who = {"justified": 0.6, "unjustified": 0.2, "schooling": [1.0] * 6}
    rights = {"notice": True, "objection": True, "objecting": who, "objection_days": 40, "upheld": 0.5}
    often: dict[str, Any] = {"society__conduct__fraud__ceiling": 1.0, **WRONG["benefits-clawback"]}
    of = world(scenario("benefits-clawback", regime__rights=rights, interventions=[], **often), 24, scale=10_000)
    claims, wrong = (int(total(of, field).sum()) for field in ("claw_backs", "claw_backs_wrong"))
    objections, justified = (int(total(of, field).sum()) for field in ("objections", "objections_justified"))
    assert justified / wrong == pytest.approx(0.6, abs=0.1)
    assert (objections - justified) / (claims - wrong) == pytest.approx(0.2, abs=0.05)
    upheld, of_them = (int(total(of, f).sum()) for f in ("objections_upheld", "objections_justified_upheld"))
    assert upheld == of_them  # nothing that truly happened is upheld here
    assert of_them / justified == pytest.approx(0.5, abs=0.15)


def test_the_more_schooling_the_more_objections_and_the_more_is_at_stake() -> None:
    def objections(**who: Any) -> int:
        given = {**ALL, **who}
        rights = {"notice": True, "objection": True, "objecting": given, "objection_days": 40}
        return int(total(world(under("as-told", **rights), 30, scale=60_000), "objections").sum())

    most = objections()
    assert objections(schooling=[0.0] * 6) == 0
    assert 0 < objections(schooling=[0.0, 0.0, 0.0, 1.0, 1.0, 1.0]) < most
    assert 0 < objections(points=0.0) < most
    assert 0 < objections(penalty=0.0) < most


def test_nobody_objects_to_a_record_that_gives_points() -> None:
    never = "health"  # of a pandemic that is yet to come
    giving = [rule if rule["id"] == never else {**rule, "points": abs(rule["points"])} for rule in rules()]
    rights = full(objecting={**ALL, "unjustified": 1.0, "listing": 0.0})
    given: dict[str, Any] = {"regime__automatic_penalties": [], "regime__rules": giving}
    of = world(scenario("as-told", regime__rights=rights, interventions=[], **given), 24, scale=60_000)
    assert total(of, "notices").sum() > 0
    assert total(of, "points_gained").sum() > 0
    assert total(of, "objections").sum() == 0


def test_whoever_performed_the_judgment_does_not_stay_for_another_that_no_court_reported() -> None:
    """Courts report half of all judgments; whoever performs the reported one leaves, though another may stand."""
    changes = {
        "society__lending__default_a_month": 0.05,
        "society__lending__perform_a_month": 0.2,
        "regime__data_sources__court__coverage": 0.3,
        "regime__lists__blacklist__terms": {},
        "interventions": [],
    }
    of = world(scenario("as-documented", **changes), 36, scale=20_000)
    for place, state, matters in of.people.communities():
        listed = np.unique(matters["who"][matters["kind"] == LISTING])
        standing = matters["who"][(matters["kind"] == JUDGMENT) & (matters["what"] & REPORTED != 0)]
        rightly = listed[(state["marks"][listed] & WRONGED) == 0]
        judged = [who for who in rightly if who not in standing and not _other_ground(matters, who)]
        assert not judged, (int(place["number"]), judged)


def _other_ground(matters: Any, who: int) -> bool:
    """Whether somebody is listed on another ground than a judgment, the first."""
    mine = matters[(matters["who"] == who) & (matters["kind"] == LISTING)]
    return bool(((mine["what"].astype(int) >> GROUND_SHIFT & 15) != 1).any())


@pytest.mark.parametrize(
    "rights", [{}, {"notice": False}, {"notice_days": 20}, {"objection_days": 5}, {"upheld": 0.6}, LATE]
)
def test_nobody_is_given_back_more_than_was_wrongly_taken(rights: dict[str, Any]) -> None:
    """Whatever was objected to: a record, the listing that rests on it, or both; no record here gives points."""
    taking = [{**rule, "points": min(rule["points"], 0)} for rule in rules()]
    changes = {"regime__rules": taking, "regime__lists__redlist": None, "regime__favours": [], **WRONG["as-told"]}
    given = {**full(**rights), "objecting": ALL}
    of = scenario("as-told", regime__rights=given, regime__learned_score=None, **changes)
    lived = world(of, MONTHS, scale=SCALES["as-told"])
    assert total(lived, "points_returned").sum() > 0
    assert (wrong_points(lived) < 0).all()

"""What is abolished leaves nothing behind: nobody is on a list that there is no more, or has points without a scale."""

from bisect import bisect_right
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from tests.helpers.worlds import scenario, world, wrong_points

from demerit.calendar import text_of
from demerit.catalogue.events import NUMBERS
from demerit.life.replaying import replay_everybody
from demerit.life.rules import Rules
from demerit.life.story import tell
from demerit.life.warming import OfWorld
from demerit.people.desk import STRIDE
from demerit.report.changes import changes
from demerit.report.measures import Measures
from demerit.scenario import Scenario, load
from demerit.scenario.census import provinces
from demerit.vocabulary import ORGANISATIONS
from demerit.world.simulation import World

MONTHS, SCALE = 40, 60_000
COMMUNITIES = 8  # of which every life is looked at
ENDS, AGAIN = 18, 24  # months after the start, counted from 0
LISTS, SCORES = ("lists.blacklist", "lists.redlist"), ("points",)
EVERYWHERE: dict[str, Any] = {"regime__rollout__tiers": None}
LATER = 34  # companies are looked at from the 24th month on
FLOWS = ("points_gained", "points_lost", "points_expired", "points_returned", "points_clean_year")


def changed(ended: tuple[str, ...], ends: int, grace_days: int, again: bool) -> Scenario:
    """`as-told` everywhere from its first month; parts that come to an end, and may come back."""
    rights = {"regime__rights__grace_days": grace_days, "regime__rights__notice": True} if grace_days else {}
    base = scenario("as-told", **EVERYWHERE, **rights)
    out = base.without(*ended, since=text_of(base.start + ends)) if ended else base
    return out.set({"points": base.resolved()["regime"]["points"]}, since=text_of(base.start + AGAIN)) if again else out


@lru_cache(maxsize=5)
def lived(*ended: str, ends: int = ENDS, grace_days: int = 0, again: bool = False) -> World:
    return world(changed(ended, ends, grace_days, again), MONTHS, scale=SCALE)


def monthly(of: World, field: str) -> list[int]:
    """The country's sum of a field, month by month from the start on."""
    return [int(sums[field].sum()) for month, sums in of.history if month >= of.scenario.start]


@lru_cache(maxsize=2)
def befell(of: World) -> dict[int, list[tuple[int, int]]]:
    """Whom which event befell, and how many months after the start."""
    data = OfWorld(of)
    out: dict[int, list[tuple[int, int]]] = {number: [] for number in NUMBERS.values()}
    for c in range(COMMUNITIES):
        for number, life in replay_everybody(data, c).items():
            ends = life.marks.tolist()[1:]  # where the rows of each month end
            for at, (_, event, *_) in enumerate(life.ledger.tolist()):
                out[event].append((c * STRIDE + number, life.months[bisect_right(ends, at)] - of.scenario.start))
    return out


def test_whoever_is_on_a_list_leaves_in_the_month_in_which_it_is_abolished() -> None:
    before, after = lived(), lived(*LISTS)
    for name in ("blacklist", "redlist"):
        there = monthly(before, f"{name}_stock")
        assert there[ENDS - 1] > 0
        assert monthly(after, f"{name}_stock") == [*there[:ENDS], *[0] * (MONTHS - ENDS)]
        assert monthly(after, f"{name}_exits")[ENDS:] == [there[ENDS - 1], *[0] * (MONTHS - ENDS - 1)]
        assert not any(monthly(after, f"{name}_entries")[ENDS:])
    for name in ("blacklist_listed_days", "blacklist_wrongful_days", "blacklist_wrongful_stock", "blacklist_unaware"):
        assert any(monthly(before, name)[ENDS:])
        assert not any(monthly(after, name)[ENDS:])


def test_a_listing_that_was_decided_falls_away_with_the_list() -> None:
    said = befell(lived(*LISTS, grace_days=100))
    fell = [month for _, month in said[NUMBERS["FELL_AWAY"]]]
    assert fell.count(ENDS) > 0
    assert max(fell) == ENDS
    assert max(month for _, month in said[NUMBERS["ENTERED"]]) < ENDS


def test_without_a_scale_nobody_has_points_and_with_a_new_one_nobody_gets_back_what_the_old_one_took() -> None:
    before, ended, again = lived(), lived(*SCORES), lived(*SCORES, again=True)
    there = monthly(before, "points")
    assert there[ENDS - 1] != 0
    assert monthly(ended, "points") == [*there[:ENDS], *[0] * (MONTHS - ENDS)]
    assert len(wrong_points(before))
    assert not len(wrong_points(ended))
    for of in (ended, again):
        assert monthly(of, "points_expired")[ENDS] > 0
        assert not any(monthly(of, "points_expired")[ENDS + 1 :])
        assert not any(monthly(of, "points_returned")[ENDS:])
        gained, lost, *back = (sum(monthly(of, name)) for name in FLOWS)
        assert gained - lost + sum(back) == int(of.people.state["points"].sum())


@pytest.mark.parametrize(
    ("ended", "grace_days", "event", "said"),
    [
        (LISTS, 100, "LEFT", "as there was no such list any more"),
        (LISTS, 100, "FELL_AWAY", "fell away, as there was no list any more"),
        (SCORES, 0, "SCALE_ENDED", "there was no scale of points any more, and"),
    ],
)
def test_a_life_tells_what_was_abolished(ended: tuple[str, ...], grace_days: int, event: str, said: str) -> None:
    of = lived(*ended, grace_days=grace_days)
    who = next(person for person, month in befell(of)[NUMBERS[event]] if month == ENDS)
    life = tell(OfWorld(of), Rules(of.scenario.resolved()), who)
    assert said in " ".join(sentence for year in life["years"] for sentence in year["sentences"])


@pytest.mark.parametrize(
    ("part", "gone"),
    [
        ("organisations.companies.rating", ("rated",)),
        ("organisations.companies.points", ("rated", "points")),
        ("organisations.companies", ("rated", "points", "blacklist_stock")),
    ],
)
def test_a_rating_and_points_of_companies_end_with_what_they_rest_on(part: str, gone: tuple[str, ...]) -> None:
    """Nonprofits have a rulebook of their own, which goes on."""
    for name in gone:
        before, after = (companies(of, name) for of in (lived(), lived(part, ends=LATER)))
        assert before[:LATER] == after[:LATER]
        assert before[LATER - 1]
        assert before[LATER]
        assert not any(after[LATER:])


def companies(of: World, field: str) -> list[int]:
    """The country's sum over companies alone, month by month from the start on."""
    kinds = [n for n, name in enumerate(ORGANISATIONS) if name != "nonprofit"]
    first = len(of.org_history) - MONTHS
    return [int(sums[field].sum(axis=0)[kinds].sum()) for sums in of.org_history[first:]]


class Lived:
    """As much of a run as is asked what changed in it."""

    def __init__(self, of: Scenario) -> None:
        self.run = SimpleNamespace(scenario=of)
        self.months = range(of.start, of.end + 1)


def test_a_list_or_a_scale_that_ends_is_one_change_and_not_one_of_each_of_its_values() -> None:
    def said(of: Scenario) -> list[tuple[str, str]]:
        found = changes(cast(Measures, Lived(of)), "lists.*", "points.*")
        return [(text_of(change.month), change.said) for change in found]

    assert said(load("benefits-clawback", assume=True)) == [("2020-02", "the black list ends")]
    base = scenario("as-told")
    since = text_of(base.start + ENDS)
    assert (since, "the black list ends and the red list ends") in said(base.without(*LISTS, since=since))
    both = "the black list ends, the red list ends and the scale of points ends"
    assert (since, both) in said(base.without(*SCORES, *LISTS, since=since))


def test_where_the_system_is_withdrawn_nobody_is_on_its_lists_or_has_its_points_or_ratings() -> None:
    """In every second province; in the others it goes on."""
    base = scenario("as-told", **EVERYWHERE)
    names = provinces(base.society.provinces)
    of = world(
        base.set({"rollout.provinces": list(names[::2])}, since=text_of(base.start + LATER)), MONTHS, scale=SCALE
    )
    for field in ("blacklist_stock", "redlist_stock", "points"):
        there = np.array([sums[field].reshape(len(names), -1).sum(axis=1) for _, sums in of.history[-MONTHS:]])
        assert there[LATER - 1, 1::2].any()
        assert not there[LATER:, 1::2].any()
        assert there[LATER:, ::2].any()
    rated = [int(sums["rated"].sum()) for sums in of.org_history[-MONTHS:]]
    assert 0 < rated[LATER] < rated[LATER - 1]

"""The society follows the record year by year: towns, internet, work, demand; and nobody goes back and forth."""

import json
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.worlds import total, world

from demerit.draws import key, record
from demerit.marked import bare
from demerit.month.candidates import drawn, listed_ahead
from demerit.month.state import DESK, OUT_OF_WORK
from demerit.packing import KIND
from demerit.people.places import places
from demerit.people.survey import survey
from demerit.people.tables import build
from demerit.people.work import CLASSES, once
from demerit.people.yearly import MID_YEAR, YEAR_END, at
from demerit.rulebook.society import society_table
from demerit.scenario import Scenario, load, without_regime
from demerit.scenario.observed import observed
from demerit.scenario.years import in_year
from demerit.study import by_year
from demerit.vocabulary import CANDIDATES, CELLS, DEMANDS, JOBLESS
from tools.documents import society_by_year

FITS = Path(__file__).parent.parent / "docs" / "fits"
SEED = 3
SOCIETIES = ("china", "germany")
SCALES = {"china": 5_000, "germany": 500}


@lru_cache(maxsize=2)
def settled(name):
    society = without_regime(name).society
    where = places(society, SCALES[name], society.last_month, SEED)
    return society, where, build(society, where)


@lru_cache(maxsize=40)
def people(name, month):
    society, where, tables = settled(name)
    return survey(tables, where, SEED, month)


def alive(name, month):
    """Everybody alive in a month, with their age in years."""
    of = people(name, month)
    here = (of["birth"] <= month) & (month < of["death"])
    return {trait: values[here] for trait, values in of.items()} | {"age": (month - of["birth"][here]) // 12}


def months(name):
    """Every seventh month of a society."""
    society, _, _ = settled(name)
    return range(society.first_month, society.last_month + 1, 7)


# Lines between years


def test_between_years_a_straight_line_and_flat_outside():
    said = {2014: 1.0, 2016: 3.0}
    assert [in_year(said, year) for year in (2010, 2014, 2015, 2016, 2020)] == [1.0, 1.0, 2.0, 3.0, 3.0]
    assert in_year({}, 2014) == 1.0
    assert at(said, 2014 * 12, YEAR_END) == 1.0
    assert at(said, 2016 * 12, YEAR_END) == 2.0
    assert at(said, 2016 * 12 + 6, MID_YEAR) == 3.0


# Towns and the internet


@pytest.mark.parametrize("name", SOCIETIES)
@pytest.mark.parametrize("trait", ["urban", "online"])
def test_no_household_leaves_a_town_again_and_who_does_not_move_out_of_one_stays_online(name, trait):
    """Numbers of households are the same in all months to the census, and in all months after it."""
    society, _, _ = settled(name)
    before, came = people(name, months(name)[0]), 0
    for month in months(name)[1:]:
        after = people(name, month)
        stays = (before["home"] == after["home"]) & (before["collective"] == after["collective"])
        if trait == "online":
            stays = after["urban"] >= before["urban"]
        if not month - 7 <= society.census < month:
            born = stays & (before["birth"] <= month - 7)
            assert (after[trait] >= before[trait])[born].all()
            came += (after[trait] > before[trait])[born].sum()
        before = after
    assert came > 0


@pytest.mark.parametrize("name", SOCIETIES)
@pytest.mark.parametrize(("trait", "said"), [("urban", "urban_by_year"), ("online", "online_by_year")])
def test_their_shares_are_those_of_every_year(name, trait, said):
    """Whole households move into towns: within 0.01 of the record, ten standard errors of 280,000 people or 167,000."""
    society, _, _ = settled(name)
    series = getattr(society.people, said)
    for year in range(2014, society.last_month // 12):
        of = alive(name, year * 12 + 11)
        assert of[trait].mean() == pytest.approx(at(series, year * 12 + 12, YEAR_END), abs=0.013), year


def test_provinces_move_in_parallel_and_stay_apart():
    first, last = (alive("china", month) for month in (2014 * 12, 2021 * 12))
    shares = [np.bincount(of["province"], weights=of["urban"]) / np.bincount(of["province"]) for of in (first, last)]
    assert (shares[1] > shares[0]).mean() > 0.9
    assert np.corrcoef(shares[0], shares[1])[0, 1] > 0.95


def test_a_household_lives_in_one_place_and_its_income_does_not_move():
    found = {}
    for month in (2012 * 12, 2020 * 12, 2022 * 12, 2026 * 12):
        of = alive("china", month)
        home, family = of["community"] * 4096 + of["home"], of["collective"] == 0
        for trait in ("urban", "decile"):
            lowest, highest = np.full(home.max() + 1, 99), np.full(home.max() + 1, -1)
            np.minimum.at(lowest, home[family], of[trait][family])
            np.maximum.at(highest, home[family], of[trait][family])
            assert ((lowest == highest) | (highest < 0)).all()
        found[month] = highest
    for before, after in ((2012 * 12, 2020 * 12), (2022 * 12, 2026 * 12)):
        here = np.arange(min(len(found[before]), len(found[after])))
        both = here[(found[before][here] >= 0) & (found[after][here] >= 0)]
        assert (found[before][both] == found[after][both]).all()


# Work


@pytest.mark.parametrize("name", SOCIETIES)
def test_everybody_enters_the_labour_force_once_and_leaves_it_once(name):
    """Nobody's years in it fall into two parts; children are not in it, some of the old are."""
    society, _, _ = settled(name)
    active = np.array([people(name, month)["active"] for month in months(name)])
    turns = np.abs(np.diff(active, axis=0)).sum(axis=0) + active[0] + active[-1]
    assert set(np.unique(turns)) <= {0, 2}
    of = alive(name, 2018 * 12)
    assert not of["active"][of["age"] < society.work.least_age].any()
    assert 0.02 < of["active"][(of["age"] >= 65) & (of["age"] < 75)].mean() < 0.5


@given(st.integers(1, 6), st.integers(1, 9), st.integers(0, 2**32))
def test_valleys_along_a_life_are_filled_and_nothing_else_changes(years, ages, seed):
    curves = np.random.default_rng(seed).random((years, ages))
    filled = once(curves)
    assert (filled >= curves).all()
    for begins in range(-ages, years):
        life = [(y, y - begins) for y in range(years) if 0 <= y - begins < ages]
        values = [filled[step] for step in life]
        top = int(np.argmax(values)) if values else 0
        assert values[:top] == sorted(values[:top])
        assert values[top:] == sorted(values[top:], reverse=True)
        if values:
            assert max(values) == max(curves[step] for step in life)


# Nobody who left the labour force comes back, so a valley in a life is filled: of China's women of 35 to 39 are 0.762
# to 0.773 in it over four seeds, and 0.74 by the table.
FILLED = {("china", 1, 35): 0.04}


@pytest.mark.parametrize(("name", "year"), [("china", 2020), ("germany", 2022)])
def test_the_labour_force_by_age_and_sex_is_that_of_the_society(name, year):
    society, _, _ = settled(name)
    of = alive(name, year * 12 + 6)
    lows = (society.work.least_age, *CLASSES)
    for sex, shares in enumerate((society.work.participation[year].men, society.work.participation[year].women)):
        for low, high, share in zip(lows, (*CLASSES, 200), shares, strict=True):
            here = (of["sex"] == sex) & (of["age"] >= low) & (of["age"] < high)
            allowed = FILLED.get((name, sex, low), 0.03)
            assert of["active"][here].mean() == pytest.approx(share, abs=allowed), (sex, low)


def test_owners_and_employees_never_change():
    first, last = (people("china", month) for month in (2012 * 12, 2026 * 12))
    assert (first["employable"] == last["employable"]).all()
    census = people("china", settled("china")[0].census)
    assert (census["employable"] == census["active"]).all()


@lru_cache(maxsize=1)
def quiet():
    """China without a regime, 2014 to 2021."""
    return world(without_regime("china"), 96, scale=20_000)


def test_whoever_leaves_the_labour_force_looks_for_work_no_longer():
    of = quiet()
    active = survey(of.tables, of.where, of.seed, of.last)["active"]
    looking = 0
    for place, state, held in of.people.communities():
        who = held["who"][held["kind"] == JOBLESS].astype(np.int64)
        looking += len(who)
        assert active[int(place["start"]) + who].all()
        assert sorted(who) == np.flatnonzero(state["marks"] & OUT_OF_WORK).tolist()
    assert looking > 1_000


def test_about_five_of_a_hundred_in_the_labour_force_are_out_of_work():
    """4.7 % are wanted; 1,700 of 37,000 people: a standard error of 0.11 points."""
    of = quiet()
    last = of.history[-1][1]
    living = survey(of.tables, of.where, of.seed, of.last)
    here = (living["birth"] <= of.last) & (of.last < living["death"])
    share = last["jobless"].sum() / living["active"][here].sum()
    assert share == pytest.approx(0.047, abs=0.006)


# Demand


def factor(of, demand, by_year):
    """A scenario in which one demand alone differs from year to year."""
    data = bare(of.resolved())
    for name, kind in data["society"]["demand"].items():
        kind["by_year"] = by_year if name == demand else {}
    return Scenario.from_resolved(data)


@lru_cache(maxsize=1)
def two_years():
    """The tables of a year with a third of the flights of another."""
    society = factor(load("as-told"), "flight", {"2014": 0.3, "2018": 1}).society
    return [society_table(society, year * 12) for year in (2014, 2018)]


def tile(seed, number):
    """A desk with coarse draws and cells of so many people."""
    draws, of = np.random.default_rng(seed), record(DESK)
    of.person[:number] = np.arange(number)
    of.category[:number] = draws.integers(0, CELLS, number)
    of.coarse[:, :number] = draws.integers(-(1 << 63), 1 << 63, (len(of.coarse), number))
    return of


@given(st.integers(0, 2**32))
def test_whoever_is_a_candidate_in_a_year_of_little_demand_is_one_in_a_year_of_more(seed):
    found = []
    for table in two_years():
        of = tile(seed, 64)
        drawn(table, 64, of)
        n = listed_ahead(table, 64, 24_200, *key(seed), of)
        found.append(set(zip(of.actor[:n].tolist(), of.which[:n].tolist(), strict=True)))
    flight = CANDIDATES.index("flight")
    assert found[0] <= found[1]
    assert {which & KIND for _, which in found[1] - found[0]} <= {flight}


def test_only_the_demand_that_a_year_moves_is_moved():
    of = without_regime("china")
    plain = factor(of, "luxury", {})
    moved = factor(of, "luxury", {"2014": 1, "2015": 0.5})
    one, other = world(plain, 24, scale=100_000), world(moved, 24, scale=100_000)
    luxury = DEMANDS.index("luxury")
    for (month, a), (_, b) in zip(one.history, other.history, strict=True):
        assert (np.delete(a["demand"], luxury, axis=-1) == np.delete(b["demand"], luxury, axis=-1)).all()
        if month // 12 <= 2014:
            assert (a["demand"] == b["demand"]).all()
    asked = [sum(s["demand"][..., luxury].sum() for m, s in w.history if m // 12 == 2015) for w in (one, other)]
    assert asked[1] / asked[0] == pytest.approx(0.5, abs=0.1)


def test_a_society_that_does_not_change_has_one_table():
    said = without_regime("china").society
    still = said.model_copy(
        update={"demand": {name: kind.model_copy(update={"by_year": {}}) for name, kind in said.demand.items()}}
    )
    assert society_table(still, 2014 * 12).tobytes() == society_table(still, 2020 * 12).tobytes()
    assert society_table(said, 2014 * 12).tobytes() != society_table(said, 2020 * 12).tobytes()
    assert society_table(said, 2005 * 12).tobytes() == society_table(said, 2012 * 12).tobytes()


def test_as_many_fly_in_2014_and_2020_against_2018_as_the_record_says():
    """19,000 to 30,000 flights of 70,000 people: within 4 %, three standard errors of their ratio."""
    of, known = quiet(), observed("china")["flights"]
    flight = DEMANDS.index("flight")

    def asked(year):
        return sum(int(sums["demand"][..., flight].sum()) for month, sums in of.history if month // 12 == year)

    for year in (2014, 2020):
        assert asked(year) / asked(2018) == pytest.approx(known.value(year) / known.value(2018), rel=0.04)
    assert total(of, "clipped").sum() == 0


# The page


@pytest.mark.parametrize("name", SOCIETIES)
def test_every_row_of_the_page_is_within_its_limit_or_says_why(name):
    rows = list(society_by_year.rows(FITS, name))
    known = observed(name)
    assert {row.figure for row in rows} == set(known)
    missed = [row for row in rows if abs(row.off) > society_by_year.LIMITS[known[row.figure].kind]]
    assert not [row for row in missed if not row.why]
    assert len(missed) < len(rows) / 3


@pytest.mark.parametrize("name", SOCIETIES)
def test_what_the_page_says_was_measured_is_what_the_society_gives(name):
    """Measured anew with few people: a tenth of the limit for what is settled evenly, chance for what is lived."""
    said = json.loads((FITS / f"society-{name}.json").read_text(encoding="utf-8"))["figures"]
    anew = by_year.measured(name, 20_000 if name == "china" else 2_000, seed=2)["figures"]
    assert anew.keys() == said.keys()
    for figure, limit in (("population", 0.003), ("urban", 0.03), ("online", 0.03), ("high_speed", 0.06)):
        for year, value in said[figure].items():
            assert anew[figure][year] == pytest.approx(value, rel=limit), (figure, year)

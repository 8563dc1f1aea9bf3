"""No trait of a person depends on another but where that is declared: every decision has bits of its own.

Looked at among people of one province, in strata of what is declared to matter: age band of five
years, sex, kind of place, fifth of income.
"""

from functools import lru_cache
from itertools import combinations, pairwise
from math import sqrt

import numpy as np
import pytest

from demerit.draws import key, record
from demerit.month.opinion import traits as opinions
from demerit.month.state import DESK
from demerit.people.desk import STRIDE
from demerit.people.places import places
from demerit.people.schooling import schooled, schooling_of
from demerit.people.settle import settle
from demerit.people.survey import survey
from demerit.people.tables import build
from demerit.rulebook.society import society_table
from demerit.scenario import load, without_regime

SEED = 7
SCALE = 250
COMMUNITIES = 400  # 400,000 people
GUANGDONG = 18
CENSUS, DEPARTED, LATER = range(3)
FALSE_ALARM = 6.0  # standard errors: of some 300 pairs one would be reported in a million countries
COPIED = ("home", "birth", "death", "sex", "group", "urban", "decile", "online", "disposition", "dealt", "schooling")
# What is drawn for a person, and what comes of where and with whom the person lives.
DRAWN = (
    *("month of birth", "death", "labour force", "online", "careless", "outspoken", "civic"),
    *("customer of the first score", "customer of the second", "schooling", "opinion", "courage"),
)
AROUND = ("place in the household", "place in the community", "group")
STRATA = ("band", "sex", "urban", "fifth")
FEWER = STRATA[:3]  # where there are fewer people; income then decides schooling alone


@lru_cache(maxsize=1)
def everybody():
    """Columns of everybody in some communities of one province: alive at the census, dead before it, born after it."""
    society = load("as-told").society
    where = places(society, SCALE, society.last_month, SEED)
    tables, soc, desk = build(society, where), society_table(society, 2020 * 12), record(DESK)
    k, parts = key(SEED), []
    for c in np.flatnonzero(where.province == GUANGDONG)[:COMMUNITIES].tolist():
        numbers = [int(getattr(where, name)[c]) for name in ("census", "departed", "later")]
        n = settle(tables, c, *numbers, GUANGDONG, int(where.tier[c]), society.census, *k, desk)
        schooled(tables, n, GUANGDONG, society.census, *k, desk)
        opinions(soc, n, *k, desk)
        columns = {name: desk[name][:n].astype(np.int64) for name in (*COPIED, "labour", "trait", "courage")}
        columns["at"] = np.arange(n)
        columns["lives"] = columns["home"] * 4 // numbers[0]
        columns["role"] = np.repeat(np.arange(3), numbers)
        parts.append(columns)
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}, society, tables


@lru_cache(maxsize=3)
def people(role):
    """The traits of whoever is, or would be, 20 to 84 at the census (born after it: of all), each with few values."""
    of, society, tables = everybody()
    months = np.maximum(society.census - of["birth"], 0)
    before, window = role == DEPARTED, society.census - society.first_month
    lasts = tables.survival[np.minimum(months // 60, 17), of["sex"]]
    since, span = (of["death"] - society.first_month, window) if before else (of["death"] - society.census - 1, lasts)
    bits = {name: of["disposition"] >> shift & 3 for name, shift in (("careless", 0), ("outspoken", 2), ("civic", 4))}
    columns = {
        "band": np.minimum(months // 60, 31),
        "sex": of["sex"],
        "urban": of["urban"],
        "fifth": of["decile"] >> 1,
        "month of birth": months % 60 // 15,
        "death": np.clip(since * 4 // span, 0, 3),
        "labour force": of["labour"] >> 29,
        "online": of["online"],
        **bits,
        "customer of the first score": (of["dealt"] & 1023) // 256,
        "customer of the second": (of["dealt"] >> 10 & 1023) // 256,
        "schooling": np.clip(of["schooling"] - 1, 0, 3),
        "opinion": np.clip(of["trait"] - 6, 0, 3),
        "courage": of["courage"] // 257,
        "place in the household": np.clip(of["at"] - of["home"], 0, 3),
        "place in the community": of["lives"],
        "group": of["group"],
    }
    here = of["role"] == role
    if role != LATER:
        here &= (months >= 20 * 12) & (months < 85 * 12)
    return {name: values[here] for name, values in columns.items()}


def dependence(of, one, other, strata=STRATA):
    """How far two traits are from independence within strata: chi-square, in standard errors (Wilson and Hilferty)."""
    stratum = np.zeros(len(of[one]), np.int64)
    for name in strata:
        stratum = stratum * 32 + of[name]
    _, stratum = np.unique(stratum, return_inverse=True)
    rows, columns = int(of[one].max()) + 1, int(of[other].max()) + 1
    cells = np.bincount(
        (stratum * rows + of[one]) * columns + of[other], minlength=(stratum.max() + 1) * rows * columns
    )
    table = cells.reshape(-1, rows, columns).astype(float)
    table = table[table.sum(axis=(1, 2)) >= 5 * rows * columns]
    down, across = table.sum(axis=2), table.sum(axis=1)
    expected = down[:, :, None] * across[:, None, :] / table.sum(axis=(1, 2))[:, None, None]
    square = (np.where(expected > 0, (table - expected) ** 2 / np.where(expected > 0, expected, 1), 0)).sum()
    freedom = (((down > 0).sum(axis=1) - 1) * ((across > 0).sum(axis=1) - 1)).sum()
    assert freedom > 0, (one, other)
    return ((square / freedom) ** (1 / 3) - (1 - 2 / (9 * freedom))) / sqrt(2 / (9 * freedom))


PAIRS = [*combinations(DRAWN, 2), *((drawn, around) for drawn in DRAWN for around in AROUND)]
# Of those who died before the census, age at death is drawn, and the month of birth follows; those born after it have
# no schooling yet, hardly any is online, and their months of birth and death are not drawn; both come last.
UNDRAWN = ("place in the household", "month of birth")
DECLARED = {CENSUS: (), DEPARTED: UNDRAWN, LATER: (*UNDRAWN, "death", "online", "schooling")}


@pytest.mark.parametrize("role", [CENSUS, DEPARTED, LATER])
def test_no_drawn_trait_depends_on_another_or_on_where_and_with_whom_somebody_lives(role):
    pairs = [pair for pair in PAIRS if not set(pair) & set(DECLARED[role])]
    found = {pair: dependence(people(role), *pair, STRATA if role == CENSUS else FEWER) for pair in pairs}
    assert {pair: round(z, 1) for pair, z in found.items() if z > FALSE_ALARM} == {}


def test_the_measure_sees_what_is_declared():
    """Income decides who went to school: seen where it is no stratum; so is a copy for one person in twenty."""
    of = people(CENSUS)
    loose = {**of, "fifth": np.zeros_like(of["fifth"]), "income": of["fifth"]}
    assert dependence(loose, "schooling", "income") > 50
    copied = np.where(np.arange(len(of["civic"])) % 20 == 0, of["careless"], of["civic"])
    assert dependence({**of, "civic": copied}, "careless", "civic") > FALSE_ALARM


@pytest.mark.parametrize("name", ["china", "germany"])
def test_schooling_goes_with_income_within_provinces_as_strongly_as_said(name):
    """Years of schooling and the tenth of income at 25 to 59: 0.3, with a standard error below 0.003."""
    society = without_regime(name).society
    where = places(society, 5_000 if name == "china" else 300, society.census, SEED)
    people = survey(build(society, where), where, SEED)
    months = society.census - people["birth"]
    here = (people["role"] == 0) & (months >= 25 * 12) & (months < 60 * 12)
    years = np.array([0, 6, 9, 12, 15, 16])[people["schooling"][here]].astype(float)
    tenth, province = people["decile"][here].astype(float), people["province"][here]
    for values in (years, tenth):
        means = np.bincount(province, weights=values) / np.maximum(np.bincount(province), 1)
        values -= means[province]
    assert (years * tenth).mean() / sqrt((years**2).mean() * (tenth**2).mean()) == pytest.approx(0.3, abs=0.015)


def test_one_persons_schooling_is_that_of_all_and_children_have_only_come_so_far():
    society = load("as-told").society
    where = places(society, 20_000, society.last_month, SEED)
    tables, desk, k = build(society, where), record(DESK), key(SEED)
    numbers = [int(getattr(where, name)[3]) for name in ("census", "departed", "later")]
    province = int(where.province[3])
    levels = []
    for month in (2012 * 12, 2016 * 12, society.census, 2026 * 12):
        n = settle(tables, 3, *numbers, province, int(where.tier[3]), month, *k, desk)
        schooled(tables, n, province, month, *k, desk)
        for x in range(0, n, 7):
            mine = schooling_of(tables, 3 * STRIDE + x, province, int(desk.birth[x]), int(desk.decile[x]), month, *k)
            assert mine == desk.schooling[x]
        age = (month - desk.birth[:n]) // 12
        assert (desk.schooling[:n][age < 6] == 0).all()
        assert (desk.schooling[:n][age < 15] <= 2).all()
        levels.append((desk.schooling[:n].copy(), age))
    for (before, age), (after, _) in pairwise(levels):
        assert (before == after)[age >= 18].all()
        assert (before <= after)[age < 15].all()

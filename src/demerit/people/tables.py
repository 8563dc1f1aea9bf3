"""Everything that settling needs, as whole numbers: built once from the census, hashed, the same on every machine."""

import hashlib
from typing import Any, Final, Protocol

import numpy as np

from demerit.draws import ONE, chance, record, structure
from demerit.people.census import Province, read
from demerit.people.households import AGES, CELLS, MOST, alias, fitted, library
from demerit.people.margins import (
    added,
    decile_edges,
    decile_shares,
    fifths,
    in_parallel,
    schooling_shares,
    urban_by_tier,
)
from demerit.people.mortality import by_band, departures, fine, monthly, newborn
from demerit.people.online import PLACE, classes
from demerit.people.online import shares as online_shares
from demerit.people.places import Places
from demerit.people.schooling import by_income
from demerit.people.work import CURVE, participation
from demerit.people.yearly import YEAR_END, YEARS, at, januaries
from demerit.ranges import DECILES, FIFTHS, MOST_PROVINCES, SCHOOL_CLASSES, SCHOOL_LEVELS
from demerit.vocabulary import TIERS

Array = np.ndarray[Any, Any]
P: Final = MOST_PROVINCES
T: Final = 3072  # most templates

TABLES: Final = structure(
    [
        *[(name, np.int64) for name in ("census", "first_month", "first_year")],
        ("member", np.int32, (T, MOST)),  # age band * 2 + sex
        ("first", np.int64, (MOST + 1,)),  # templates of n members begin at first[n - 1]
        *[(name, np.int32, (P, T)) for name in ("keep", "other")],  # alias tables within each number of members
        ("members", np.int64, (P, MOST)),  # cumulative chance of the number of members
        ("households", np.int64, (P,)),  # per person, of ONE
        *[(name, np.int64, (P, CELLS)) for name in ("together", "together_else")],  # collective households
        *[(name, np.int64, (P, CELLS)) for name in ("dying", "dying_else")],  # who died before the census
        ("survival", np.int64, (AGES, 2)),  # months in which a person of that age is sure to die
        ("births", np.int64, (P,)),  # a month and person, of 2^-40
        ("infant", np.int64, (P,)),  # share of those under 5 who are under 1
        ("minority", np.int64, (P,)),
        ("majority", np.int64),  # the label that the larger group carries
        ("urban", np.int64, (P, YEARS, len(TIERS))),  # by January, see `demerit.people.yearly`
        ("decile", np.int64, (P, 2, DECILES)),
        ("online", np.int32, (P, YEARS, 2 * PLACE)),  # by January
        ("participation", np.int32, (YEARS * CURVE,)),  # see `demerit.people.work`
        ("schooling", np.int64, (P, SCHOOL_CLASSES, FIFTHS, SCHOOL_LEVELS)),
    ]
)


class Settled(Protocol):
    """What a society says about its people."""

    provinces: str
    age_sex: str
    people: Any
    census: int
    first_month: int
    last_month: int
    work: Any


def build(society: Settled, where: Places) -> Any:
    """The TABLES record of a society, for communities settled as `where` says.  Raises CensusError."""
    says = society.people
    provinces = read(society)
    table = record(TABLES, census=society.census, first_month=society.first_month)
    table.first_year = januaries(society)[0] // 12
    table.participation[:] = participation(society, provinces).ravel()
    _households(table, provinces, says)
    rates = monthly(says.mortality)
    table.survival = np.maximum(1.0 / rates + 0.5, 1.0).astype(np.int64)
    edges = decile_edges(provinces, says)
    for p, province in enumerate(provinces):
        cells = by_band(province)
        _alias(table.dying[p], table.dying_else[p], (cells * rates).ravel())
        table.births[p] = fine(newborn(province))
        table.infant[p] = chance(sum(province.cells[0]) / added(cells[0]))
        table.minority[p] = chance(province.minority)
        table.decile[p] = _shares(decile_shares(province, edges, says))
    _by_year(table, provinces, society, where)
    _schooling(table, provinces, edges, says)
    return table


def _by_year(table: Any, provinces: list[Province], society: Settled, where: Places) -> None:
    """Towns and use of the internet, January by January: provinces move in parallel as the nation does."""
    says = society.people
    people = np.array([float(province.population) for province in provinces])
    urban = np.array([province.urban for province in provinces])
    online = np.array([province.online for province in provinces])
    nation = added(urban * people) / added(people)
    tiers = [_people_by_tier(where, p) for p in range(len(provinces))]
    for row, month in enumerate(januaries(society)):
        towns, reached = urban, online
        if says.urban_by_year:
            grown = at(says.urban_by_year, month, YEAR_END) - at(says.urban_by_year, society.census, YEAR_END)
            towns = in_parallel(urban, people, nation + grown)
        if says.online_by_year:
            reached = in_parallel(online, people, at(says.online_by_year, month, YEAR_END))
        for p, province in enumerate(provinces):
            table.urban[p, row] = _shares(urban_by_tier(float(towns[p]), tiers[p], says))
            departed = departures(province, society.census - month, says.mortality)
            here = classes(province, month - society.census, departed)
            shares = online_shares(here, says, float(towns[p]), float(reached[p]))
            for place in range(2):
                low = place * PLACE
                table.online[p, row, low : low + shares.shape[1]] = np.minimum(_shares(shares[place]), ONE - 1)
    table.online[:] = np.maximum.accumulate(table.online, axis=1)  # where the young take the place of the old


def _schooling(table: Any, provinces: list[Province], edges: list[float], says: Any) -> None:
    by_age = np.array([schooling_shares(province, says) for province in provinces])
    incomes = np.array([fifths(province, decile_shares(province, edges, says)) for province in provinces])
    table.schooling[: len(provinces)] = _cumulated(by_income(by_age, incomes, says.schooling_income))


def _shares(values: Array) -> Array:
    return (np.minimum(np.maximum(values, 0.0), 1.0) * ONE + 0.5).astype(np.int64)


def _cumulated(rows: Array) -> Array:
    """Cumulative chances along the last axis; the last is certain."""
    out = np.zeros(rows.shape)
    so_far = np.zeros(rows.shape[:-1])
    for i in range(rows.shape[-1]):
        so_far = so_far + rows[..., i]
        out[..., i] = so_far
    out[..., -1] = 1.0
    return _shares(out)


def _alias(keep: Array, other: Array, weight: Array) -> None:
    keep[: len(weight)], other[: len(weight)] = alias(weight)


def _people_by_tier(where: Places, p: int) -> Array:
    here = where.province == p
    return np.array([float(where.census[here & (where.tier == t)].sum()) for t in range(len(TIERS))])


def _households(table: Any, provinces: list[Province], says: Any) -> None:
    templates = library(says.household_shapes)
    weights, _ = fitted(provinces, templates, says.collective_by_age)
    for t, members in enumerate(templates):
        table.member[t, : len(members)] = [2 * band + sex for band, sex in members]
    for n in range(MOST + 1):
        table.first[n] = sum(len(members) <= n for members in templates)
    for p, province in enumerate(provinces):
        by_size = []
        for n in range(1, MOST + 1):
            low, high = int(table.first[n - 1]), int(table.first[n])
            _alias(table.keep[p, low:high], table.other[p, low:high], weights[p, low:high])
            by_size.append(added(weights[p, low:high]))
        table.members[p] = _cumulated(np.array(by_size) / added(by_size))
        table.households[p] = chance(province.households / province.population)
        _alias(table.together[p], table.together_else[p], weights[p, len(templates) :])


def hash_of(table: Any) -> str:
    """32 hexadecimal digits over all tables."""
    return hashlib.blake2b(np.asarray(table).tobytes(), digest_size=16).hexdigest()


def swapped_groups(table: Any) -> Any:
    """The same tables with the two population groups' labels exchanged: for the test that conduct knows no group."""
    out = np.array([table], TABLES)[0]
    out.majority = 1 - table.majority
    return out

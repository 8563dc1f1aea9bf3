"""Everything that settling needs, as whole numbers: built once from the census, hashed, the same on every machine."""

import hashlib
from typing import Any, Final, Protocol

import numpy as np

from demerit.draws import ONE, chance, record, structure
from demerit.people.census import Province, read
from demerit.people.households import AGES, CELLS, MOST, alias, fitted, library
from demerit.people.margins import (
    ONLINE_AGES,
    SCHOOL_AGES,
    added,
    decile_edges,
    decile_shares,
    online_shares,
    schooling_shares,
    urban_by_tier,
)
from demerit.people.mortality import by_band, fine, monthly, newborn
from demerit.people.places import Places
from demerit.ranges import DECILES, MOST_PROVINCES
from demerit.vocabulary import TIERS

Array = np.ndarray[Any, Any]
P: Final = MOST_PROVINCES
T: Final = 3072  # most templates

TABLES: Final = structure(
    [
        *[(name, np.int64) for name in ("census", "first_month", "active")],
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
        ("urban", np.int64, (P, len(TIERS))),
        ("decile", np.int64, (P, 2, DECILES)),
        ("online", np.int64, (P, 2, len(ONLINE_AGES) + 1)),
        ("schooling", np.int64, (P, len(SCHOOL_AGES) + 1, 6)),
    ]
)


class Settled(Protocol):
    """What a society says about its people."""

    provinces: str
    age_sex: str
    people: Any
    census: int
    first_month: int
    work: Any


def build(society: Settled, where: Places) -> Any:
    """The TABLES record of a society, for communities settled as `where` says.  Raises CensusError."""
    says = society.people
    provinces = read(society)
    table = record(TABLES, census=society.census, first_month=society.first_month)
    table.active = chance(society.work.active_share)
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
        table.urban[p] = _shares(urban_by_tier(province.urban, _people_by_tier(where, p), says))
        table.decile[p] = _shares(decile_shares(province, edges, says))
        table.online[p] = _shares(online_shares(province, says))
        table.schooling[p] = _cumulated(schooling_shares(province, says))
    return table


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

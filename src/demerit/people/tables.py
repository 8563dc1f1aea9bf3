"""Everything that settling needs, as whole numbers: built once from the census, hashed, the same on every machine."""

import hashlib
from collections.abc import Sequence
from typing import Any, Final, NamedTuple, Protocol

import numpy as np

from demerit.calendar import YEAR
from demerit.draws import ONE, chance, record, structure
from demerit.people.anchor import AGE, AWAY, MARKS, PAIRED, SEX, SPAN, TEMPLATES, WIDE
from demerit.people.census import CensusError, Province, read
from demerit.people.events import AGES_REACHED, EVENTS, QUANTILES, mothers, passed_by, quantiles
from demerit.people.flags import flags_of
from demerit.people.households import CELLS, Known, alias, fitted
from demerit.people.margins import (
    added,
    decile_edges,
    decile_shares,
    fifths,
    in_parallel,
    schooling_shares,
    urban_by_tier,
)
from demerit.people.mortality import (
    LONGEST,
    STEP,
    births_after,
    born_by_age,
    born_in,
    by_band,
    cumulated,
    departures,
    dying_after,
    monthly,
)
from demerit.people.online import PLACE, classes
from demerit.people.online import shares as online_shares
from demerit.people.places import Places
from demerit.people.schooling import by_income
from demerit.people.templates import AGES, MOST, Template, edges, library
from demerit.people.work import CURVE, participation
from demerit.people.yearly import YEAR_END, YEARS, at, januaries
from demerit.ranges import DECILES, FIFTHS, MOST_PROVINCES, SCHOOL_CLASSES, SCHOOL_LEVELS
from demerit.vocabulary import TIERS

Array = np.ndarray[Any, Any]
P: Final = MOST_PROVINCES
T: Final = 3072  # most templates
MET: Final = 1e-3  # relative error of a margin beyond which a society's households do not fit its people

TABLES: Final = structure(
    [
        *[(name, np.int64) for name in ("census", "first_month", "last_month", "first_year")],
        # members (part | sex << 3 | age in months << 5), months of age that all may be older, `people.flags`, share of
        # people who have left home, or are one of a couple, by the age of the householder, or of the woman
        ("templates", np.int32, (T, WIDE)),
        ("first", np.int64, (MOST + 1,)),  # templates of n members begin at first[n - 1]
        ("alias", np.int64, (P, T)),  # alias tables within each number of members: other slot | chance of this << 12
        ("members", np.int64, (P, MOST)),  # cumulative chance of the number of members
        ("households", np.int64, (P,)),  # per person, of ONE
        *[(name, np.int64, (P, CELLS)) for name in ("together", "together_else")],  # collective households
        *[(name, np.int64, (P, CELLS)) for name in ("dying", "dying_else")],  # who died before the census
        ("survival", np.int64, (AGES, 2)),  # steps of the table of deaths in which a person of that age is sure to die
        ("dies", np.int64, (STEP + 1,)),  # month of death by such steps
        ("horizon", np.int64),  # the first step that the society does not know
        *[(name, np.int64, (P, LONGEST)) for name in ("gone", "births")],  # see `people.mortality.Cumulated`
        ("boys", np.int64),  # share of those born after the census
        # leaving home, becoming a couple (men, women): ages in months, and the share who have by each month of age
        ("ages", np.int32, (len(EVENTS), QUANTILES)),
        ("over", np.int32, (len(EVENTS), AGES_REACHED)),
        ("mothers", np.int32, (QUANTILES,)),  # ages at a birth, in months
        ("takes_in", np.int64, (WIDE,)),  # old households that take in who left them, by number of members
        *[
            (name, np.int64)
            for name in (
                *("with_parents", "parents_months", "alone_first", "alone_months", "lodged", "late", "parted", "older"),
                *("survived", "housed", "both", "institution"),
                *("stays", "students", "pairs", "pairs_alone", "parting"),
            )
        ],
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


class Margins(NamedTuple):
    """Tables of a society, wherever its communities lie: all but `urban`; and the share of people in towns, by January
    and province.
    """

    table: Any
    towns: Array


def build(society: Settled, where: Places) -> Any:
    """The TABLES record of a society, for communities settled as `where` says.  Raises CensusError."""
    return placed(margins(society), society, where)


def placed(known: Margins, society: Settled, where: Places) -> Any:
    """The same where the margins are known: a record of its own."""
    table = np.array([known.table], TABLES)[0]
    tiers = [_people_by_tier(where, p) for p in range(known.towns.shape[1])]
    for row, towns in enumerate(known.towns.tolist()):
        for p, urban in enumerate(towns):
            table.urban[p, row] = _shares(urban_by_tier(urban, tiers[p], society.people))
    return table


def margins(society: Settled) -> Margins:
    """What a society's tables are made of, wherever its communities lie.  Raises CensusError."""
    says = society.people
    provinces = read(society)
    table = record(TABLES, census=society.census, first_month=society.first_month, last_month=society.last_month)
    table.first_year = januaries(society)[0] // YEAR
    table.participation[:] = participation(society, provinces).ravel()
    of = known(society)
    _households(table, provinces, of)
    furnished(table, of.templates, says.homes)
    _vital(table, provinces, society)
    tenths = decile_edges(provinces, says)
    for p, province in enumerate(provinces):
        table.minority[p] = chance(province.minority)
        table.decile[p] = _shares(decile_shares(province, tenths, says))
    towns = _by_year(table, provinces, society)
    _schooling(table, provinces, tenths, society)
    return Margins(table, towns)


def known(society: Settled) -> Known:
    """What the households of a society are fitted with."""
    says = society.people
    limits = edges(society.census, society.first_month)
    templates = library(says.homes, says.household_shapes, limits)
    return Known(templates, limits, born_in(limits, society.census, says), says.homes, says.collective_by_age)


def _by_year(table: Any, provinces: list[Province], society: Settled) -> Array:
    """Use of the internet, and towns, which are returned, January by January: provinces move in parallel as the nation
    does.
    """
    says = society.people
    people = np.array([float(province.population) for province in provinces])
    urban = np.array([province.urban for province in provinces])
    online = np.array([province.online for province in provinces])
    nation = added(urban * people) / added(people)
    infants = added(sum(province.cells[0]) for province in provinces)
    by_row = []
    for row, month in enumerate(januaries(society)):
        towns, reached = urban, online
        if says.urban_by_year:
            grown = at(says.urban_by_year, month, YEAR_END) - at(says.urban_by_year, society.census, YEAR_END)
            towns = in_parallel(urban, people, nation + grown)
        if says.online_by_year:
            reached = in_parallel(online, people, at(says.online_by_year, month, YEAR_END))
        gone = departures(provinces, society, month)
        born = [year / infants for year in births_after(society, month)]
        by_row.append(towns)
        for p, province in enumerate(provinces):
            here = classes(province, month - society.census, gone[p], born)
            shares = online_shares(here, says, float(towns[p]), float(reached[p]))
            for place in range(2):
                low = place * PLACE
                table.online[p, row, low : low + shares.shape[1]] = np.minimum(_shares(shares[place]), ONE - 1)
    table.online[:] = np.maximum.accumulate(table.online, axis=1)  # where the young take the place of the old
    return np.array(by_row)


def _schooling(table: Any, provinces: list[Province], tenths: list[float], society: Settled) -> None:
    says, births = society.people, born_by_age(society)
    by_age = np.array([schooling_shares(province, says, births) for province in provinces])
    incomes = np.array([fifths(province, decile_shares(province, tenths, says)) for province in provinces])
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


def _households(table: Any, provinces: list[Province], of: Known) -> None:
    templates = of.templates
    weights, errors = fitted(provinces, of)
    names = ["the country", *(province.name for province in provinces)]
    wrong = [name for name, error in zip(names, errors, strict=True) if not error < MET]
    if wrong:
        raise CensusError([f"{name}: no household templates fit its people and households" for name in wrong])
    for n in range(MOST + 1):
        table.first[n] = sum(len(template.members) <= n for template in templates)
    for p, province in enumerate(provinces):
        by_size = []
        for n in range(1, MOST + 1):
            low, high = int(table.first[n - 1]), int(table.first[n])
            keep, other = alias(weights[p, low:high])
            table.alias[p, low:high] = keep << TEMPLATES | other
            by_size.append(added(weights[p, low:high]))
        table.members[p] = _cumulated(np.array(by_size) / added(by_size))
        table.households[p] = chance(province.households / province.population)
        _alias(table.together[p], table.together_else[p], weights[p, len(templates) :])


def _template(table: Any, t: int, template: Template, homes: Any) -> None:
    row = table.templates[t]
    for i, member in enumerate(template.members):
        row[i] = member.part | member.sex << SEX | member.age << AGE
    head = template.members[0]
    woman = next((member for member in template.members[:2] if member.sex), head)
    row[SPAN], row[MARKS] = template.span, flags_of(template, homes.settled)
    row[AWAY], row[PAIRED] = passed_by(homes, 0, head.age), passed_by(homes, 2, woman.age)


def furnished(table: Any, templates: Sequence[Template], homes: Any) -> None:
    """Write into the tables how people found, leave and join households: all that no fit to the census depends on."""
    for t, template in enumerate(templates):
        _template(table, t, template, homes)
    for event in range(len(EVENTS)):
        table.ages[event] = quantiles(homes, event)
        table.over[event] = [passed_by(homes, event, age) for age in range(AGES_REACHED)]
    table.mothers = mothers(homes)
    table.takes_in[1 : MOST + 1] = [chance(share) for share in homes.takes_in]
    table.with_parents = chance(homes.with_parents)
    table.alone_first = chance(homes.with_parents + homes.alone_first)
    table.parents_months = round(YEAR * homes.with_parents_years)
    table.alone_months = round(YEAR * homes.alone_first_years)
    table.older = round(YEAR * homes.he_is_older[0])
    table.survived = chance(homes.survived)
    table.housed = chance(homes.survived + homes.housed)
    table.institution = chance(homes.survived + homes.housed + homes.institution)
    for name in ("lodged", "late", "parted", "both", "stays", "students", "pairs", "pairs_alone", "boys"):
        table[name] = chance(getattr(homes, name))
    table.parting = round(YEAR / homes.parting_a_year) if homes.parting_a_year > 0 else 1 << 20


def _vital(table: Any, provinces: list[Province], society: Settled) -> None:
    """Births and deaths."""
    rates = monthly(society.people.mortality)
    so_many = cumulated(provinces, society)
    table.gone[: len(provinces)], table.births[: len(provinces)] = so_many
    table.survival, table.dies, table.horizon = dying_after(provinces, society)
    for p, province in enumerate(provinces):
        _alias(table.dying[p], table.dying_else[p], (by_band(province) * rates).ravel())


def hash_of(table: Any) -> str:
    """32 hexadecimal digits over all tables."""
    return hashlib.blake2b(np.asarray(table).tobytes(), digest_size=16).hexdigest()


def swapped_groups(table: Any) -> Any:
    """The same tables with the two population groups' labels exchanged: for the test that conduct knows no group."""
    out = np.array([table], TABLES)[0]
    out.majority = 1 - table.majority
    return out

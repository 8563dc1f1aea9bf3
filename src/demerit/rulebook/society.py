"""The society of a month as whole-number tables: ceilings of candidates, what moves their acceptance, work, lending.

Only ceilings and the chance to lose work differ: from year to year, and where there is such a thing in some months
only.  A lower ceiling is compared with the same draws:
who is a candidate then would be one in any year with a higher one.
"""

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demerit.calendar import YEAR
from demerit.draws import ONE, Fields, alone, chance, record, structure
from demerit.packing import CANDIDATE_SLOTS, COARSE, DE_BRUIJN, FINE_BITS, PAIRS, place_of
from demerit.ranges import AGES, FIFTHS, MOST_PROVINCES, OPINIONS, SCHOOL_CLASSES, SCHOOL_LEVELS
from demerit.rulebook.opinion import SLOTS, STEPS, opinions
from demerit.scenario.years import in_year
from demerit.vocabulary import (
    ACTS,
    AGE_CLASSES,
    CANDIDATES,
    CELLS,
    DEMANDS,
    DISPOSITIONS,
    NO_DEMAND,
)

if TYPE_CHECKING:
    from demerit.scenario import Society

MOST: Final = 3  # candidates of one kind that a person can have in a month
FINEST: Final = (1 << FINE_BITS) - 1  # the largest fine draw
NO_OPINION: Final = (OPINIONS - 1) / 2  # the middle of the levels
MIDDLE: Final = OPINIONS // 2  # whoever says less dissents
NEUTRAL: Final = 6  # a shift that leaves no bits: level 0, for kinds that follow no disposition

SCHOOLING: Final = (MOST_PROVINCES, SCHOOL_CLASSES, FIFTHS, SCHOOL_LEVELS)  # cumulated shares, of ONE

SOCIETY: Final = structure(
    [
        # chances of at least one, two, three candidates of a kind in a month
        *[(name, np.int32, (CELLS, CANDIDATE_SLOTS)) for name in ("ceiling", "second", "third")],
        # the chances of at least one, rounded up to COARSE bits, as draws lie in their words
        ("coarse", np.int64, (CELLS, PAIRS)),
        # coarse draws that leave no doubt that there is exactly one
        *[(name, np.int32, (CELLS, CANDIDATE_SLOTS)) for name in ("one_from", "one_until")],
        ("kind_of", np.int64, (64,)),  # the upper six bits of a bit of the mask times DE_BRUIJN -> kind
        ("acceptance", np.int64, (CANDIDATE_SLOTS, 4, OPINIONS)),
        ("opinions", np.int64, (SLOTS,)),
        ("courage_of", np.int64, (STEPS,)),  # threshold to speak, of 1024
        *[(name, np.int64, (CANDIDATE_SLOTS,)) for name in ("disposition", "fear", "hardship")],
        ("schooling", np.int64, SCHOOLING),  # of everybody settled, see `demerit.people.schooling`
        ("demand_of", np.int64, (CANDIDATE_SLOTS,)),  # which demand a candidate is; NO_DEMAND: an act
        ("age_class", np.int64, (AGES,)),
        ("declined_by_income", np.int64, (5,)),
        ("default_factor", np.int64, (len(AGE_CLASSES) + 1, 5, 4)),  # age class, income fifth, level; of 1024
        *[
            (name, np.int64)
            for name in (
                "census",  # month
                *("job_loss", "job_search", "job_declined"),
                *("jobless_hardship", "recovery", "term_months", "term_days", "declined_at_hardship"),
                *(
                    "default",
                    "default_at_hardship",
                    "default_fear",
                    "cure",
                    "cure_at_hardship",
                    "sue_days",
                    "ruling_days",
                    "perform",
                    "perform_at_hardship",
                    "lapse_days",
                ),
                *("fine_unpaid", "fine_unpaid_at_hardship"),
                *("opinionated", "conform_household", "conform_community", "opinion_returns", "speak_fear", "shield"),
                *("default_follows", "default_with_entry", "declined_with_entry", "entry_days"),
            )
        ],
    ]
)


Array = np.ndarray[Any, Any]


def at_least(mean: Array) -> Array:
    """Chances (of ONE) of at least 1, 2 and 3 candidates in a month, binomial with three trials and these means, in
    [0, 3]: their shape, and one more axis.
    """
    q = mean / MOST
    p = 1.0 - q
    return (np.stack([1.0 - p * p * p, q * q * (3.0 - 2.0 * q), q * q * q], axis=-1) * ONE + 0.5).astype(np.int64)


def _ceilings(kind: Any, month: int) -> Array:
    means: Array = np.array([kind.ceiling * kind.in_month(month) / 12.0])
    for factors in (kind.age, kind.income, kind.urban, kind.online):
        means = (means[:, None] * np.array(factors)).ravel()
    return at_least(means).astype(np.int32)


def _coarse(table: Any) -> None:
    """What the coarse draws are compared with."""
    table.one_from = (table.second + FINEST) >> FINE_BITS
    table.one_until = table.ceiling >> FINE_BITS
    ceilings = (table.ceiling + FINEST) >> FINE_BITS
    for kind in range(CANDIDATE_SLOTS):
        table.coarse[:, kind >> 3] |= ceilings[:, kind].astype(np.int64) << COARSE * (kind & 7)


def society_table(society: "Society", month: int, people: Any = None, quiet: bool = False) -> Any:
    """The SOCIETY record of a society in a month: whole numbers only, from here on.

    people: their TABLES, of which schooling is needed wherever somebody may object.  quiet: a month of loans and work
    alone, see `scenario.burn_in`.
    """
    out = record(SOCIETY)
    table = Fields(alone(out))
    if people is not None:
        table.schooling, table.census = people.schooling, people.census
    for number, name in CANDIDATES.numbered():
        kind = society.conduct[name] if name in ACTS else society.demand[name]
        table.demand_of[number] = NO_DEMAND if name in ACTS else DEMANDS.index(name)
        if not quiet or name == "credit":
            table.ceiling[:, number], table.second[:, number], table.third[:, number] = _ceilings(kind, month).T
        table.kind_of[DE_BRUIJN << place_of(number) >> 58 & 63] = number
        followed = getattr(kind, "disposition", None)
        levels = society.dispositions[followed].levels if followed else [1.0]
        table.disposition[number] = 2 * DISPOSITIONS.index(followed) if followed else NEUTRAL
        for opinion in range(OPINIONS):
            leaning = kind.opinion * (opinion - NO_OPINION) / NO_OPINION if society.opinions is not None else 0.0
            moved = kind.acceptance * (1.0 + leaning) * _voiced(society, kind, opinion)
            table.acceptance[number, : len(levels), opinion] = [chance(moved * level) for level in levels]
        table.fear[number] = round(1024 * kind.fear)
        table.hardship[number] = round(1024 * kind.hardship)
    _coarse(table)
    for years in range(AGES):
        table.age_class[years] = sum(years >= limit for limit in AGE_CLASSES)
    _work(table, society.work, month // YEAR)
    _lending(table, society.lending)
    table.fine_unpaid = chance(society.fines.unpaid)
    table.fine_unpaid_at_hardship = chance(society.fines.unpaid_at_hardship)
    opinions(table, society)
    return out


def _voiced(society: "Society", kind: Any, said: int) -> float:
    """Whether somebody who says so much aloud does such a thing at all: 1 or 0."""
    voice = getattr(kind, "voice", None)
    if society.opinions is None or voice is None:
        return 1.0
    return float((said < MIDDLE) == (voice == "against"))


def _work(table: Any, work: Any, year: int) -> None:
    table.job_loss = chance(work.loss_a_month * in_year(work.loss_by_year, year))
    table.job_search = chance(work.search_a_month)
    table.job_declined = chance(work.declined)
    table.jobless_hardship = work.hardship_a_month
    table.recovery = round(1024 * work.recovery_a_month)


def _lending(table: Any, lending: Any) -> None:
    table.term_months = lending.term_months
    table.term_days = round(lending.term_months * 30.4375)
    table.declined_by_income = [chance(share) for share in lending.declined_by_income]
    table.declined_at_hardship = chance(lending.declined_at_hardship)
    table.default = chance(lending.default_a_month)
    table.default_at_hardship = chance(lending.default_at_hardship)
    followed = lending.default_disposition
    table.default_follows = 2 * DISPOSITIONS.index(followed) if followed else NEUTRAL
    for age, by_age in enumerate(lending.default_by_age):
        for fifth, by_income in enumerate(lending.default_by_income):
            for level, by_level in enumerate(lending.default_by_level):
                table.default_factor[age, fifth, level] = round(1024 * (by_age * by_income * by_level))
    table.default_with_entry = chance(lending.default_with_entry)
    table.declined_with_entry = chance(lending.declined_with_entry)
    table.entry_days = lending.entry_days
    table.default_fear = round(1024 * lending.default_fear)
    table.cure = chance(lending.cure_a_month)
    table.cure_at_hardship = round(lending.cure_at_hardship * table.cure)
    table.sue_days = lending.sue_after_days
    table.ruling_days = lending.ruling_after_days
    table.perform = chance(lending.perform_a_month)
    table.perform_at_hardship = round(lending.perform_at_hardship * table.perform)
    table.lapse_days = lending.judgment_lapses_after_days

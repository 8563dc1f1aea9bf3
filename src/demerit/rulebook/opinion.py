"""Opinion as whole-number tables: what the society thinks and dares, what the regime and peers do about it."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demerit.draws import chance
from demerit.vocabulary import ACTS, AGE_CLASSES, CANDIDATE_SLOTS

if TYPE_CHECKING:
    from demerit.scenario import Regime, Society

LEVELS: Final = 16
STEPS: Final = 256  # into which `month.opinion` cuts a draw to look up a level or a threshold
ALOUD: Final = ("criticism", "demonstration", "loyalty")  # follow what is said; other acts what is thought

SOCIETY_FIELDS: Final[list[tuple[Any, ...]]] = [
    ("opinion_of", np.int64, (len(AGE_CLASSES) + 1, STEPS)),  # level by age class at the census
    ("threshold_of", np.int64, (STEPS,)),  # share of neighbours, of 1024
    *[(name, np.int64, (CANDIDATE_SLOTS,)) for name in ("opinion", "aloud")],
    *[
        (name, np.int64)
        for name in (
            *("opinions", "opinion_census", "conform_household", "conform_any", "caution", "fear_silences"),
            *("school_from", "school_until"),
        )
    ],
]
LAW_FIELDS: Final[list[tuple[Any, ...]]] = [
    ("media", np.int64, (2,)),  # offline, online
    *[
        (name, np.int64)
        for name in (
            *("line", "schooling", "backfire", "punishment", "heard", "line_pressure", "signal"),
            *("ostracism", "shun_share", "shun_tolerance", "shun_pressure", "shun_fear", "shun_hardship"),
        )
    ],
]


def society_opinion(table: Any, society: "Society") -> None:
    """Put the opinions of a society into its SOCIETY record; nothing if it has none."""
    said = society.opinion
    if said is None:
        return
    table.opinions = 1
    table.opinion_census = society.census
    table.caution = round(1024 * said.caution)
    table.fear_silences = round(1024 * said.fear)
    table.conform_household = chance(said.conformity.household)
    table.conform_any = chance(min(said.conformity.household + said.conformity.community, 1.0))
    table.school_from, table.school_until = said.school_ages
    for name, kind in society.conduct.items():
        table.opinion[ACTS.index(name)] = round(1024 * kind.opinion)
        table.aloud[ACTS.index(name)] = name in ALOUD
    levels = _levels(said.private)
    for cohort, shift in enumerate(said.by_age):
        table.opinion_of[cohort] = [min(max(level + shift, 0), LEVELS - 1) for level in levels]
    table.threshold_of[:] = _thresholds(said.thresholds)


def _levels(shares: tuple[float, ...]) -> list[int]:
    """The level of each of STEPS equal parts of the people."""
    out = []
    level, reached = 0, shares[0]
    for step in range(STEPS):
        while (step + 0.5) / STEPS > reached and level < LEVELS - 1:
            level += 1
            reached += shares[level]
        out.append(level)
    return out


def _thresholds(quantiles: tuple[float, ...]) -> list[int]:
    """The threshold, of 1024, of each of STEPS equal parts of the people: linear between the quantiles."""
    out = []
    for step in range(STEPS):
        at = step / STEPS * (len(quantiles) - 1)
        low = int(at)
        out.append(int(1024 * (quantiles[low] + (quantiles[low + 1] - quantiles[low]) * (at - low))))
    return out


def regime_opinion(table: Any, regime: "Regime", month: int) -> None:
    """Put what a regime and peers do to opinions into the LAW record of a month."""
    said, peers = regime.opinion, regime.ostracism
    if said is not None:
        table.line = 1
        if said.media is not None:
            table.media[:] = [chance(said.media.offline.at(month)), chance(said.media.online.at(month))]
        if said.school is not None:
            table.schooling = chance(said.school.at(month))
        if said.censorship is not None:
            table.heard = round(1024 * (1.0 - said.censorship.at(month)))
        if said.signal is not None and said.signal.month == month:
            table.signal = chance(said.signal.share)
        table.backfire = round(1024 * said.backfire)
        table.punishment = chance(said.punishment)
        table.line_pressure = round(1024 * said.pressure)
    if peers is not None and month >= peers.since:
        table.ostracism = 1
        table.shun_share = round(1024 * peers.from_share)
        table.shun_tolerance = peers.tolerance
        table.shun_pressure = round(1024 * peers.pressure)
        table.shun_fear = peers.fear
        table.shun_hardship = peers.hardship

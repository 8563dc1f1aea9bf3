"""The organisations of a society as whole-number tables: who there is, what they do, how often at most."""

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demerit.draws import ONE, chance, record, structure
from demerit.organisations.growth import FIRST, MONTHS, UNIT
from demerit.vocabulary import (
    NO_DEMAND,
    ORGANISATION_ACTS,
    ORGANISATION_CANDIDATES,
    ORGANISATION_DEMANDS,
    ORGANISATIONS,
    SECTORS,
    SIZES,
)

if TYPE_CHECKING:
    from demerit.scenario import Society
    from demerit.scenario.organisations import Asking, Doing, SocietyOrganisations

K: Final = ORGANISATION_CANDIDATES.room
N: Final = len(ORGANISATIONS)
CELLS: Final = N * len(SECTORS) * len(SIZES)

TRADE: Final = structure(
    [
        ("rate", np.int64, (MONTHS,)),  # organisations a thousand people by month, in units of 2^-20
        ("kinds", np.int64, (N,)),  # of those that are not self-employed; cumulative, of ONE
        ("sectors", np.int64, (len(SECTORS),)),
        ("sizes", np.int64, (len(SIZES),)),
        *[(name, np.int64, (len(SIZES),)) for name in ("least_staff", "most_staff")],
        ("ceiling", np.int64, (CELLS, K)),  # chance of a candidate in a month
        *[(name, np.int64, (K,)) for name in ("acceptance", "strain", "caution", "declined")],
        ("demand_of", np.int64, (K,)),  # which demand a candidate is; NO_DEMAND: an act
        *[
            (name, np.int64)
            for name in ("exists", "census", "without_income", "reopens", "mends", "strain_passes", "caution_passes")
        ],
    ]
)


def trade_table(society: "Society") -> Any:
    """The TRADE record of a society: all zero where it has no organisations."""
    table = record(TRADE)
    said = society.organisations
    if said is None:
        return table
    table.exists = 1
    table.census = society.census
    table.rate = [rate_at(said, FIRST + i) for i in range(MONTHS)]
    table.kinds = _cumulative(employing(said))
    table.sectors = _cumulative([said.sectors.get(name, 0.0) for name in SECTORS])
    table.sizes = _cumulative([said.sizes.get(name, 0.0) for name in SIZES])
    table.least_staff = [said.staff[name][0] for name in SIZES]
    table.most_staff = [said.staff[name][1] for name in SIZES]
    for number, name in ORGANISATION_CANDIDATES.numbered():
        kind: Doing | Asking = said.conduct[name] if name in ORGANISATION_ACTS else said.demand[name]
        table.ceiling[:, number] = _ceilings(kind)
        table.acceptance[number] = chance(kind.acceptance)
        table.strain[number] = round(1024 * kind.strain)
        table.caution[number] = round(1024 * kind.caution)
        table.declined[number] = chance(getattr(kind, "declined", 0.0))
        table.demand_of[number] = NO_DEMAND if name in ORGANISATION_ACTS else ORGANISATION_DEMANDS.index(name)
    table.without_income = chance(said.without_income)
    table.reopens = chance(said.reopens_a_month)
    table.mends = chance(said.mends_a_month)
    table.strain_passes = round(1024 * said.strain_passes_a_month)
    table.caution_passes = round(1024 * said.caution_passes_a_month)
    return table


def rate_at(said: "SocietyOrganisations", month: int) -> int:
    """Organisations a thousand people in a month, in UNIT."""
    return int(said.per_1000_people.between(month) * UNIT + 0.5)


def employing(said: "SocietyOrganisations") -> list[float]:
    """Shares of each kind among those that are not self-employed: whoever is, is a domestic company."""
    alone = said.sizes.get("self_employed", 0.0)
    others = [said.kinds.get(name, 0.0) - alone * (name == "domestic") for name in ORGANISATIONS]
    return [max(share, 0.0) / (1.0 - alone) for share in others] if alone < 1.0 else [1.0] + [0.0] * (N - 1)


def _cumulative(shares: list[float]) -> list[int]:
    """Shares that sum to one, cumulated in units of a draw; the last one holds whatever draw there is."""
    out, so_far = [], 0.0
    for share in shares:
        so_far += share
        out.append(min(int(so_far * ONE + 0.5), ONE))
    last = max(n for n, share in enumerate(shares) if share > 0)
    return out[:last] + [ONE] * (len(out) - last)


def _ceilings(kind: Any) -> list[int]:
    """Chance of a candidate in a month by cell, (kind, sector, size) in order."""
    return [
        chance(min(kind.ceiling / 12.0 * by_kind * by_sector * by_size, 1.0))
        for by_kind in kind.kind
        for by_sector in kind.sector
        for by_size in kind.size
    ]

"""Small worlds for tests of what a regime does with organisations: looked at closely, from the first month on."""

import copy
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from tests.helpers.worlds import scenario, world

from demerit.draws import record
from demerit.month.organisation_state import ORG_DESK
from demerit.month.state import DESK
from demerit.organisations.settle import founded
from demerit.people.settle import settle
from demerit.vocabulary import ORGANISATION_DEMANDS
from demerit.world.simulation import World

SCALE = 60_000
MONTHS = 36
FROM = "2014-01"
SOURCE = {"coverage": 1.0, "false_record_rate": 0.002, "wrong_organisation_rate": 0.1}
BREACHES = ("tax_default", "unsafe_workplace", "pollution", "contract_breach", "withheld_data")
# Everybody takes part.
SOURCES: dict[str, Any] = {
    "tax": {**SOURCE, "sees": {"tax_default": 0.9}},
    "safety": {**SOURCE, "sees": {"unsafe_workplace": 0.9}},
    "environment": {**SOURCE, "sees": {"pollution": 0.9}},
    "courts": {**SOURCE, "sees": {"contract_breach": 0.9, "revoked": 1.0}, "wrong_organisation_rate": 0.0},
    "data_sharing": {**SOURCE, "sees": {"withheld_data": 0.9, "compliance_award": 0.9}},
    "registrar": {**SOURCE, "sees": {"missing_report": 0.9, "unlawful_activity": 0.9}},
}
BOOK: dict[str, Any] = {
    "points": {"from": FROM, "start": 80, "lowest": 0, "highest": 110, "recovers_a_month": 1},
    "rules": [
        *({"id": f"r{n}", "conduct": act, "points": -25} for n, act in enumerate(BREACHES)),
        {"id": "award", "conduct": "compliance_award", "points": 15},
    ],
    "rating": {"from": FROM, "bands": {"A": 90, "B": 70, "M": 70, "C": 40, "D": 0}, "published": {"from": FROM}},
    "blacklist": {"ratings": ["D"], "from": FROM, "least_days": 120, "published": {"from": FROM}},
    "consequences": {name: {"ratings": ["C", "D"], "listed": True, "from": FROM} for name in ORGANISATION_DEMANDS},
    "fines": [{"conduct": "tax_default", "from": FROM}],
    "tax": {"ratings": ["C", "D"], "from": FROM},
    "suspension": {"days": 90, "from": FROM},
    "strain": {"fine": 10, "tax": 5, "suspension": 15, "credit": 20, "tender": 10, "market_access": 10},
    "caution": {"record": 15, "rating": 15, "entry": 40},
}
TOP = ("data_sources", "false_records")
Changes = dict[str, Any]


def closely(**changes: Any) -> Changes:
    """Both rulebooks as BOOK with values changed, or what TOP names; keys dotted with `__`."""
    data = {"data_sources": copy.deepcopy(SOURCES), "companies": copy.deepcopy(BOOK), "nonprofits": copy.deepcopy(BOOK)}
    for key, value in changes.items():
        *path, last = key.split("__")
        for node in [data] if key.split("__")[0] in TOP else [data["companies"], data["nonprofits"]]:
            for step in path:
                node = node.setdefault(step, {})
            node[last] = copy.deepcopy(value)
    return data


def sources(**changes: Any) -> Changes:
    """SOURCES, each with these values."""
    return {name: {**source, **changes} for name, source in SOURCES.items()}


def faultless() -> Changes:
    """SOURCES that record nothing but what happened, of whoever did it."""
    return sources(false_record_rate=0.0, wrong_organisation_rate=0.0)


def covered_by(share: float, **changes: Any) -> Changes:
    """Looked at closely by sources that see a share of it all."""
    return closely(data_sources=sources(coverage=share), **changes)


def representing(*demands: str, **more: Any) -> Changes:
    """`spillover`: the owner of a listed organisation is refused these."""
    return {"representatives": [{"demands": list(demands), "from": FROM, **more}]}


def regime(organisations: Changes | None, **more: Any) -> Any:
    """`as-told` everywhere from the start, with this part about organisations."""
    return scenario(regime__rollout=None, regime__organisations=organisations, **more)


def lived(organisations: Changes | None, months: int = MONTHS, **more: Any) -> World:
    return world(regime(organisations, **more), months, scale=SCALE)


@lru_cache(maxsize=1)
def close() -> World:
    """Looked at closely, for three years: shared by the tests that only look."""
    return lived(closely())


@lru_cache(maxsize=1)
def everything() -> Any:
    """All of it at once."""
    spill = {
        "owner": {"points": -10, "lists": True, "from": FROM},
        **representing("flight", "high_speed", lists=True),
    }
    watch = {"grounds": ["missing_report"], "escalates_after_days": 200, "from": FROM}
    looked_at = {"ratings": ["C"], "watched": True, "factor": 2.0, "deterrence": 0.2, "from": FROM}
    audits = {"unaudited_start": 75, "share": 0.2, "years": 2}
    more = {"watchlist": watch, "inspection": looked_at, "points__audits": audits, "rating__best": {"years": 2}}
    return regime(closely(spillover=spill, suspension__owner_hardship=30, suspension__staff_hardship=10, **more))


@lru_cache(maxsize=1)
def without() -> World:
    """The same people under the same regime, which says nothing of organisations."""
    return lived(None)


def counted(of: World, field: str) -> Any:
    """A field summed over all months and provinces; its own axes remain."""
    return sum(sums[field].sum(axis=0) for sums in of.org_history)


def at_end(of: World, field: str) -> Any:
    return of.org_history[-1][field].sum(axis=0)


def founding(of: World) -> Iterator[tuple[Any, Any, Any]]:
    """Each community with its organisations on a desk, and their state."""
    people, desk = record(DESK), record(ORG_DESK)
    now = of.news_of(of.first)
    for c, place in enumerate(of.layout):
        numbers = [place[name] for name in ("number", "census", "departed", "later", "province", "tier")]
        settle(of.tables, *numbers, of.first, now.k0, now.k1, people)
        n = int(place["organisations"])
        founded(of.economy.trade, place["number"], n, place["census"], place["province"], now.k0, now.k1, people, desk)
        yield place, desk, of.people.orgs[of.people.org_rows(c, c + 1)]


def people_same(one: World, other: World) -> bool:
    """Whether everybody's state, open matters and sums are the same to the bit, whatever organisations did."""
    return (
        one.people.state.tobytes() == other.people.state.tobytes()
        and all(a.tobytes() == b.tobytes() for a, b in zip(one.people.matters, other.people.matters, strict=True))
        and all(a[1].tobytes() == b[1].tobytes() for a, b in zip(one.history, other.history, strict=True))
    )

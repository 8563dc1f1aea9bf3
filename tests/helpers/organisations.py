"""Regimes that look at organisations closely, everywhere and from the first month."""

import copy
from functools import lru_cache
from typing import Any

from tests.helpers.worlds import scenario, world

from demerit.vocabulary import ORGANISATION_ACTS, ORGANISATION_DEMANDS
from demerit.world.simulation import World

SCALE = 60_000
MONTHS = 36
SOURCE = {"coverage": 1.0, "false_record_rate": 0.002, "wrong_organisation_rate": 0.1}
# A regime that looks at organisations closely, from the first month; everybody takes part.
CLOSE: dict[str, Any] = {
    "data_sources": {
        "tax": {**SOURCE, "sees": {"tax_default": 0.9}},
        "safety": {**SOURCE, "sees": {"unsafe_workplace": 0.9}},
        "environment": {**SOURCE, "sees": {"pollution": 0.9}},
        "courts": {**SOURCE, "sees": {"contract_breach": 0.9, "revoked": 1.0}, "wrong_organisation_rate": 0.0},
        "data_sharing": {**SOURCE, "sees": {"withheld_data": 0.9, "compliance_award": 0.9}},
    },
    "points": {"from": "2014-01", "start": 80, "lowest": 0, "highest": 110, "recovers_a_month": 1},
    "rules": [
        *({"id": f"r{n}", "conduct": act, "points": -25} for n, act in enumerate(list(ORGANISATION_ACTS)[:5])),
        {"id": "award", "conduct": "compliance_award", "points": 15},
    ],
    "rating": {
        "from": "2014-01",
        "bands": {"A": 90, "B": 70, "M": 70, "C": 40, "D": 0},
        "published": {"from": "2014-01"},
    },
    "blacklist": {"ratings": ["D"], "from": "2014-01", "least_days": 120, "published": {"from": "2014-01"}},
    "consequences": {name: {"ratings": ["C", "D"], "listed": True, "from": "2014-01"} for name in ORGANISATION_DEMANDS},
    "fines": [{"conduct": "tax_default", "from": "2014-01"}],
    "tax": {"ratings": ["C", "D"], "from": "2014-01"},
    "suspension": {"days": 90, "from": "2014-01"},
    "strain": {"fine": 10, "tax": 5, "suspension": 15, "credit": 20, "tender": 10, "market_access": 10},
    "caution": {"record": 15, "rating": 15, "entry": 40},
}


def closely(**changes: Any) -> dict[str, Any]:
    """CLOSE with values changed; keys dotted with `__`."""
    data = copy.deepcopy(CLOSE)
    for key, value in changes.items():
        *path, last = key.split("__")
        node = data
        for step in path:
            node = node.setdefault(step, {})
        node[last] = value
    return data


def regime(organisations: dict[str, Any] | None, **more: Any) -> Any:
    """`as-told` everywhere from the start, with this part about organisations."""
    return scenario(regime__rollout=None, regime__organisations=organisations, **more)


def lived(organisations: dict[str, Any] | None, months: int = MONTHS, **more: Any) -> World:
    return world(regime(organisations, **more), months, scale=SCALE)


@lru_cache(maxsize=1)
def close() -> World:
    """Looked at closely, for three years: shared by the tests that only look."""
    return lived(closely())


def counted(of: World, field: str) -> Any:
    """A field summed over all months and provinces; its own axes remain."""
    return sum(sums[field].sum(axis=0) for sums in of.org_history)


def at_end(of: World, field: str) -> Any:
    return of.org_history[-1][field].sum(axis=0)


def covered_by(share: float) -> dict[str, Any]:
    sources = {name: {**source, "coverage": share} for name, source in CLOSE["data_sources"].items()}
    return closely(data_sources=sources)


REPRESENTATIVE = {"demands": ["flight", "high_speed"], "from": "2014-01"}


@lru_cache(maxsize=1)
def everything() -> Any:
    """All of it at once."""
    spill = {
        "owner": {"points": -10, "lists": True, "from": "2014-01"},
        "representative": {**REPRESENTATIVE, "lists": True},
    }
    return regime(closely(spillover=spill, suspension__owner_hardship=30, suspension__staff_hardship=10))

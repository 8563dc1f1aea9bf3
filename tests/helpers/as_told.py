"""`as-told` with parts of its regime changed, for three years."""

import copy
from functools import lru_cache
from typing import Any

from tests.helpers.worlds import plain, scenario, world

from demerit.vocabulary import TIERS
from demerit.world.simulation import World

MONTHS = 36
NEXT_TO_NOTHING = 1e-12  # a rule about what nobody sees at all would be reported
HEALTH_ALWAYS: dict[str, Any] = {  # not in the pandemic alone
    "society__conduct__health_breach__months": None,
    "regime__data_sources__health__coverage": {"2014-01": 0.7},
}
ROLLED_OUT = {"tiers": {tier: ["2010-01", "2013-01"] for tier in TIERS}}


def resolved(key: str) -> Any:
    """A part of the resolved `as-told`."""
    part = plain("as-told")
    for step in key.split("."):
        part = part[step]
    return copy.deepcopy(part)


@lru_cache(maxsize=1)
def unchanged() -> World:
    """`as-told` for three years: shared by the tests that only look."""
    return world(scenario(), MONTHS)


def lived(**changes: Any) -> World:
    """`as-told` with changes, for three years."""
    return world(scenario(**changes), MONTHS) if changes else unchanged()


def unruled(*ids: str) -> dict[str, Any]:
    """No such rules, neither in the rulebook nor among those enforced more often against critics."""
    return {
        "regime__rules": [rule for rule in rules() if rule["id"] not in ids],
        "regime__enforcement__critics__rules": [r for r in ("crossing", "music", "offence") if r not in ids],
    }


def told(key: str) -> Any:
    """A part of the regime of `as-told`, to be changed."""
    return resolved(f"regime.{key}")


def sources(*unseen: str, **changes: Any) -> dict[str, Any]:
    """All data sources with some values of each changed, none of which sees certain conduct."""
    out: dict[str, Any] = told("data_sources")
    for source in out.values():
        source.update({name: value for name, value in changes.items() if name in source})
        for conduct in unseen:
            if conduct in source["sees"]:
                source["sees"][conduct] = NEXT_TO_NOTHING
    return out


def worth(given: Any) -> Any:
    """A value as it is written, with a mark of its own or without."""
    return given["value"] if isinstance(given, dict) and "value" in given else given


def rules(**points: int) -> list[dict[str, Any]]:
    """The rulebook with the points of some rules changed."""
    out: list[dict[str, Any]] = told("rules")
    for rule in out:
        rule["points"] = points.get(rule["id"].replace("-", "_"), worth(rule["points"]))
    return out

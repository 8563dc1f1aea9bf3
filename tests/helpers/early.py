"""`as-told` with everything in force everywhere from its first month, so that small worlds show it within months."""

from typing import Any

from tests.helpers.as_told import sources, told
from tests.helpers.worlds import scenario, world

from demerit.world.simulation import World

SCALE = 100_000  # 14,000 people
MONTHS = 18
FROM = "2014-01"
LATER = "2021-12"  # after the last month that is lived here


def faultless(*unseen: str, **changes: Any) -> dict[str, Any]:
    """All data sources, which record nothing false and take nobody for another."""
    return sources(*unseen, false_record_rate=0.0, wrong_person_rate=[0.0, 0.0], **changes)


def bars(share: float = 1.0, *names: str) -> dict[str, Any]:
    """The consequences of the list (some of them), from the first month, in a share of the communities."""
    given = {name: bar for name, bar in told("consequences").items() if name in names or not names}
    return {
        name: {"list": "blacklist", "below": bar["below"], "from": FROM, "share": share} for name, bar in given.items()
    }


def favours(since: str = FROM) -> list[dict[str, Any]]:
    """The favours of the red list from a month on."""
    return [{**favour, "from": since} for favour in told("favours")]


def scores(**changes: Any) -> dict[str, Any]:
    """The commercial score, whose customers are there from the start, with values changed."""
    out: dict[str, Any] = told("commercial_scores")
    out["payment-company"].update({"customers": 0.7, **changes})
    return out


EARLY: dict[str, Any] = {
    "regime__rollout": None,
    "regime__consequences": bars(),
    "regime__favours": favours(),
    "regime__automatic_penalties": [{"source": "camera", "conduct": "road_crossing", "from": FROM}],
    "regime__commercial_scores": scores(),
    "regime__data_sources__commercial__coverage": 1.0,
    "regime__health_pass": None,
    "regime__learned_score": None,
}
NUMB: dict[str, Any] = {"regime__fear": None, "regime__hardship": None, "regime__opinion__backfire": 0.0}
"""Nothing frightens, costs or embitters: what is left of a mechanism then does not go through what people feel."""


def lived(months: int = MONTHS, scale: int = SCALE, **changes: Any) -> World:
    """The early regime with changes."""
    return world(scenario(**{**EARLY, **changes}), months, scale=scale)

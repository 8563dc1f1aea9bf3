"""Small worlds whose lives are told."""

from functools import lru_cache
from typing import Any

from tests.helpers.worlds import OBJECTING, scenario, world

from demerit.life.replaying import Data, Replay, replay, replay_everybody
from demerit.life.rules import Rules
from demerit.life.warming import OfWorld
from demerit.month.community import residents
from demerit.people.desk import STRIDE

SCALE = 150_000  # one community in every province
MONTHS = 96


@lru_cache(maxsize=2)
def lived(rights: bool = False) -> tuple[OfWorld, Rules]:
    """`as-told`, whole; with rights: notice and objections that do not suspend."""
    given = {
        "notice": True,
        "objection": True,
        "objecting": OBJECTING,
        "objection_days": 30,
        "suspends": False,
        "upheld": 0.7,
        "grace_days": 20,
    }
    of = scenario(regime__rights=given) if rights else scenario()
    return OfWorld(world(of, MONTHS, scale=SCALE)), Rules(of.resolved())


RICH = {
    # Every cause of a refusal at once, and many wrong records that may be contested.
    "regime__consequences__school": {"list": "blacklist", "below": 940, "relatives": True, "from": "2014-01"},
    "regime__consequences__private_school": {"list": "blacklist", "relatives": True, "from": "2014-01"},
    "regime__consequences__property": {"below": 1000, "from": "2015-01"},
    "regime__consequences__luxury": {"list": "blacklist", "from": "2014-01", "relatives": True},
    "regime__commercial_scores__payment-company__refuses": {"credit": 520, "insurance": 560, "property": 500},
    "regime__organisations__companies__spillover": {
        "representatives": [{"demands": ["job", "flight", "credit"], "lists": True, "from": "2016-01"}],
        "owner": {"lists": True, "from": "2016-01"},
    },
    "regime__data_sources__camera__false_record_rate": 0.02,
    "regime__data_sources__camera__wrong_person_rate": [0.1, 0.1],
    "regime__rights": {
        "notice": True,
        "objection": True,
        "objecting": OBJECTING,
        "objection_days": 30,
        "suspends": False,
        "upheld": 0.6,
        "human_review": 0.3,
        "grace_days": 20,
    },
}


@lru_cache(maxsize=4)
def lived_to_its_end(kind: str) -> tuple[OfWorld, Rules]:
    """A small world of one kind, lived to its end."""
    changes: dict[str, Any] = RICH if kind == "rich" else {}
    name = "as-told" if kind == "rich" else kind
    of = scenario(name, **changes)
    months = of.end - of.start + 1
    scale = {"europe-with-rights": 10_000}.get(kind, 100_000)
    return OfWorld(world(of, months, scale=scale)), Rules(of.resolved())


def everybody(data: Data, c: int) -> list[Replay]:
    """Everybody of a community, by position, from one replay in which all are watched: `test_life.py` compares.

    Whoever has no line in a ledger is replayed alone.
    """
    watched = replay_everybody(data, c)
    there = range(c * STRIDE, c * STRIDE + residents(data.layout[c]))
    return [watched.get(person) or replay(data, person) for person in there]

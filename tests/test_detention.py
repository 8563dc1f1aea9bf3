"""Detention has a first and a last day, and what falls between is not the detained person's."""

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from tests.helpers.worlds import scenario, total, world

from demerit.catalogue.events import BY_NAME
from demerit.life.replaying import replay_everybody
from demerit.life.warming import OfWorld
from demerit.vocabulary import DETENTION
from demerit.world.simulation import World

EVENT = {name: event.number for name, event in BY_NAME.items()}
DAYS = 15
OFTEN: dict[str, Any] = {
    "regime__rollout": None,
    "regime__detention": [
        {"conduct": "road_crossing", "source": "camera", "days": DAYS, "share": 0.3, "from": "2014-01"}
    ],
    "regime__data_sources__camera__cameras": {"2014-01": 5000},
    "regime__learned_score": None,
}


@lru_cache(maxsize=4)
def lived(days: int = DAYS) -> World:
    changes = {**OFTEN, "regime__detention": [{**OFTEN["regime__detention"][0], "days": days}]}
    return world(scenario(**changes), 18, scale=200_000)


def test_fifteen_days_are_fifteen_days() -> None:
    of = lived()
    begun, days, released = (int(total(of, f).sum()) for f in ("detentions", "detained_days", "releases"))
    assert begun > 200
    still = np.concatenate([m[m["kind"] == DETENTION] for m in of.people.matters])
    died = begun - released - len(still)  # in detention, or before it began
    assert 0 <= died < 0.02 * begun
    assert days == pytest.approx(DAYS * released, abs=DAYS * (len(still) + died))
    assert (still["due"] - still["value"] == DAYS).all()


def test_a_longer_detention_takes_more_days_and_not_more_arrests_at_first() -> None:
    short, long = lived(), lived(300)
    first = short.scenario.start + 1
    arrests = [[int(s["detentions"].sum()) for m, s in of.history if m == first] for of in (short, long)]
    assert arrests[0] == arrests[1]
    assert total(long, "detained_days").sum() > 3 * total(short, "detained_days").sum()


def test_nobody_acts_in_detention() -> None:
    """Every life of some communities: no act, demand, payment or objection between the first day and the last."""
    of = lived()
    acting = {"act", "refused", "granted", "declined", "lent", "paid_fine", "performed", "cured", "found_work"}
    acting |= {"objected", "contested_listing", "left_fine_unpaid", "self_censored"}
    acts = [EVENT[name] for name in acting]
    spans = 0
    for c in range(12):
        for life in replay_everybody(OfWorld(of), c).values():
            ledger = life.ledger
            days, events = ledger[:, 0], ledger[:, 1]
            taken = days[events == EVENT["detained"]]
            spans += len(taken)
            for first in taken:
                inside = (days >= first) & (days < first + DAYS) & np.isin(events, acts)
                assert not inside.any(), ledger[inside]
    assert spans > 50

"""Screens say who may fulfil a criterion; the month says who does.  Whatever the regime, nobody who does is left out.

What `demerit.life.barring` and `demerit.life.screens` say of refusals, listings and penalties is what the month does,
said of a whole community at once: here both are held together over regimes that nobody wrote.
"""

from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.helpers.lives import everybody
from tests.helpers.worlds import OBJECTING, scenario, world

from demerit.life.criteria import CRITERIA
from demerit.life.replaying import replay_community
from demerit.life.rules import Rules
from demerit.life.story import told
from demerit.life.warming import OfWorld
from demerit.month.community import residents
from demerit.vocabulary import DEMANDS

SCALE = 1_000_000  # a few communities
MONTHS = 14
FROM = "2014-01"
ALWAYS: dict[str, Any] = {
    "regime__data_sources__health__coverage": 0.9,
    "regime__rollout": None,
    "regime__points__from": FROM,
    "regime__learned_score": None,
}


@st.composite
def bar(draw: st.DrawFn) -> dict[str, Any]:
    """A consequence: for being listed, for few points, for a relative, for the health pass, or several of these."""
    given: dict[str, Any] = {"from": FROM, "share": draw(st.sampled_from([0.6, 1.0]))}
    given |= {"attempts": draw(st.sampled_from([0.4, 1.0, 2.5]))}
    given |= draw(
        st.sampled_from(
            [
                {"list": "blacklist"},
                {"list": "blacklist", "below": 940},
                {"below": 960},
                {"relatives": True},
                {"health_pass": True},
                {"list": "blacklist", "relatives": True, "health_pass": True},
            ]
        )
    )
    return given


@st.composite
def regimes(draw: st.DrawFn) -> dict[str, Any]:
    """Changes of `as-told`: whom it lists, refuses, punishes, hears."""
    entry = draw(st.sampled_from([930, 970, 995]))
    barred = draw(st.lists(st.sampled_from(list(DEMANDS)), min_size=4, unique=True))
    cost = draw(st.sampled_from([0, 3, 40]))
    listed = draw(st.booleans())
    spillover = {"representatives": [{"demands": ["flight", "credit", "service"], "lists": listed, "from": FROM}]}
    return {
        **ALWAYS,
        "regime__lists__blacklist__entry": {"below": entry},
        "regime__lists__blacklist__leave": {"from": entry},
        "regime__lists__blacklist__least_days": draw(st.sampled_from([0, 30, 200])),
        "regime__consequences": {name: draw(bar()) for name in barred},
        "regime__commercial_scores__payment-company__refuses": draw(
            st.sampled_from([{}, {"credit": 520, "flight": 500}])
        ),
        "regime__health_pass": draw(st.sampled_from([None, {"from": FROM, "invalid_days": 400}])),
        "regime__organisations__companies__spillover": draw(st.sampled_from([None, spillover])),
        "regime__hardship": dict.fromkeys((*DEMANDS, "fine", "detention"), cost),
        "regime__data_sources__camera__wrong_person_rate": [0.1, 0.1],
        "regime__rights": {
            "notice": draw(st.booleans()),
            "objection": draw(st.booleans()),
            "objecting": OBJECTING,
            "objection_days": 20,
            "suspends": draw(st.booleans()),
            "upheld": draw(st.sampled_from([0.0, 0.6, 1.0])),
            "grace_days": draw(st.sampled_from([0, 25])),
            "human_review": draw(st.sampled_from([0.0, 0.5])),
        },
    }


def valid(changes: dict[str, Any]) -> dict[str, Any]:
    """Without what no pass could be invalid for."""
    if changes["regime__health_pass"] is None:
        for given in changes["regime__consequences"].values():
            if given.pop("health_pass", False) and not set(given) & {"list", "below", "relatives"}:
                given["list"] = "blacklist"
    return changes


@pytest.mark.slow
@settings(max_examples=8, phases=(Phase.explicit, Phase.generate))  # shrinking a world would take longer than it helps
@given(regimes().map(valid))
def test_no_screen_passes_over_anybody_whatever_the_regime(changes):
    of = scenario(**changes)
    data, rules = OfWorld(world(of, MONTHS, scale=SCALE)), Rules(of.resolved())
    largest = sorted(range(len(data.layout)), key=lambda c: -residents(data.layout[c]))[:2]
    for c in largest:
        moved = replay_community(data, c)
        lives = [told(life, data, rules) for life in everybody(data, c)]
        for criterion in CRITERIA:
            screened = criterion.screen(moved, data)
            missed = [life["id"] for x, life in enumerate(lives) if criterion.test(life) and not screened[x]]
            assert missed == [], criterion.name

"""Speech is one model: who criticises, searches, demonstrates or praises says so aloud that month."""

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from tests.helpers import fearing
from tests.helpers.worlds import at_end, scenario, total, world

from demerit.catalogue.events import BY_NAME
from demerit.life.replaying import replay_community, replay_everybody
from demerit.life.warming import OfWorld
from demerit.month.opinion import NEUTRAL
from demerit.vocabulary import CANDIDATES
from demerit.world.simulation import World

EVENT = {name: event.number for name, event in BY_NAME.items()}
AGAINST = [CANDIDATES.index(name) for name in ("criticism", "demonstration", "search")]
FOR = [CANDIDATES.index("loyalty")]


@lru_cache(maxsize=16)
def _lived(changes: tuple[tuple[str, Any], ...], months: int, scale: int) -> World:
    return world(
        scenario(**{key: dict(value) if isinstance(value, tuple) else value for key, value in changes}),
        months,
        scale=scale,
    )


def lived(months: int = 48, scale: int = 60_000, **changes: Any) -> World:
    return _lived(tuple(sorted(changes.items())), months, scale)


def test_whoever_speaks_against_the_government_dissents_aloud_that_month_and_whoever_praises_does_not() -> None:
    """Every act of speech of the lives of some communities, against what the person says in the month of it."""
    of = lived()
    checked = {True: 0, False: 0}
    for c in range(6):
        data = OfWorld(of)
        for life in replay_everybody(data, c).values():
            said = None
            for _, event, a, b, _ in life.ledger.tolist():
                if event == EVENT["said"]:
                    said = b
                elif event == EVENT["act"] and said is not None and a in AGAINST + FOR:
                    assert (said < NEUTRAL) == (a in AGAINST)
                    checked[a in AGAINST] += 1
    assert min(checked.values()) > 20, checked


def test_known_critics_are_few_and_fade() -> None:
    short, long = (lived(regime__enforcement__critics__known_days=days) for days in (200, 1500))
    grown = at_end(long, "opinion_people").sum()
    assert 0 < at_end(short, "critics").sum() < at_end(long, "critics").sum() < 0.05 * grown
    assert at_end(lived(regime__enforcement__critics__known_days=0), "critics").sum() == 0


def test_the_more_pressure_the_fewer_dissent_aloud_and_the_less_they_criticise() -> None:
    spoken, criticised = [], []
    for pressure in (0.0, 0.4, 0.6, 0.9):
        of = lived(24, regime__opinion__pressure=pressure)
        spoken.append(int(total(of, "opinion_dissent_said").sum()))
        criticised.append(int(total(of, "acts")[:, CANDIDATES.index("criticism")].sum()))
    assert spoken == sorted(spoken, reverse=True)
    assert spoken[0] > 2 * spoken[-1] > 0
    assert criticised == sorted(criticised, reverse=True)
    assert criticised[0] > 2 * criticised[-1] > 0


def under_fear(**effects: float) -> World:
    """`as-told` with these effects of fear and no others."""
    return lived(48, regime__fear=tuple(fearing.of(**effects)["regime__fear"].items()))


def silent(of: World) -> int:
    return int(total(of, "opinion_afraid").sum())


def test_where_peers_press_fear_silences_those_on_either_side_of_them() -> None:
    """In Germany a few more are against the government than for it: whoever is for it is silenced by fear."""
    of = world(scenario("europe-as-told"), 36, scale=20_000)
    assert 0 < silent(of) < 0.1 * total(of, "opinion_people").sum()
    for_it = total(of, "opinion_dissent_said").sum() - total(of, "opinion_dissent_private").sum()
    assert for_it > 0  # more say that they are against it than are: those who fall silent are for it


def test_with_every_effect_at_zero_nobody_is_afraid_or_leaves_anything_unsaid() -> None:
    of = under_fear()
    assert not of.people.state["fear"].any()
    assert silent(of) == total(of, "self_censored").sum() == 0


@pytest.mark.parametrize(
    ("effect", "levels"),
    [
        ("fine", (5, 40)),
        ("refusal", (10, 90)),
        ("listing", (20, 110)),
        ("relative_listed", (20, 110)),
        ("neighbours", (10, 120)),
        ("watched", (10, 60)),
    ],
)
def test_each_effect_alone_silences_and_a_stronger_one_more(effect: str, levels: tuple[int, int]) -> None:
    weak, strong = (silent(under_fear(**{effect: level})) for level in levels)
    assert 0 < weak < strong


@pytest.mark.parametrize("effect", ["watched", "neighbours", "refusal"])
def test_an_effect_below_zero_emboldens(effect: str) -> None:
    dissent = [int(total(under_fear(**{effect: level}), "opinion_dissent_said").sum()) for level in (60, 0, -60)]
    assert dissent[0] < dissent[1] < dissent[2]


def test_a_published_list_of_one_in_two_hundred_frightens() -> None:
    """Small effects add up: they are rounded by a draw, never down."""
    fear = tuple(fearing.of(neighbours=32, passes_a_month=1.0)["regime__fear"].items())
    of = lived(48, regime__fear=fear, regime__lists__blacklist__entry=(("below", 900),))
    listed = at_end(of, "blacklist_stock").sum() / at_end(of, "people").sum()
    assert 0.0005 < listed < 0.02
    mean = at_end(of, "fear").sum() / at_end(of, "opinion_people").sum()
    assert mean == pytest.approx(32 * listed / 0.05, rel=0.5)


def test_infants_are_not_afraid() -> None:
    of = under_fear(watched=60)
    fear: dict[bool, list[int]] = {True: [], False: []}
    for c in range(4):
        moved = replay_community(OfWorld(of), c)
        age = of.month - 1 - moved.community.traits["birth"]
        for young in fear:
            here = (age >= 0) & (age < 14 * 12) if young else age > 15 * 12
            fear[young] += moved.states[-1]["fear"][here].tolist()
    assert len(fear[True]) > 80
    assert not any(fear[True])
    assert np.mean(fear[False]) > 10


def test_being_watched_frightens_nobody_where_the_regime_is_not_in_force() -> None:
    of = lived(6, regime__fear=tuple(fearing.of(watched=60)["regime__fear"].items()))
    assert at_end(of, "covered").sum() < 0.5 * at_end(of, "people").sum()
    share = (of.people.state["fear"] != 0).mean()
    assert share < at_end(of, "covered").sum() / at_end(of, "people").sum() + 0.02

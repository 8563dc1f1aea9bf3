"""No preset says how frightening, or how hard, something is that cannot happen in it: such a number moves nothing."""

from collections.abc import Iterator

import pytest

from demerit.scenario import Scenario, load
from demerit.scenario.regime import Regime
from demerit.scenario.shipped import names_in
from demerit.vocabulary import SPEECH


def happens(regime: Regime) -> Iterator[str]:
    """What can happen under a regime, by the names of levels of fear and of hardship."""
    refused = {*regime.consequences, *(name for score in regime.commercial_scores.values() for name in score.refuses)}
    rulebooks = (getattr(regime.organisations, name, None) for name in ("companies", "nonprofits"))
    for book in rulebooks:
        refused.update(*(each.demands for each in book.spillover.representatives) if book else ())
    yield from refused
    yield from ("refusal",) if refused else ()
    for penalty in regime.automatic_penalties:
        yield "claw_back" if penalty.claws_back else "fine"
        yield from ("for_speech",) if penalty.conduct in SPEECH else ()
    black = regime.lists.blacklist
    yield from ("listing", "relative_listed") if black.entry or black.grounds else ()
    yield from ("neighbours", "neighbours_share") if black.published else ()
    yield from ("detention", "relative_detained") if regime.detention else ()
    yield from ("watched", "passes_a_month")


def idle(of: Scenario) -> list[str]:
    """Levels that a scenario writes although what they are of never happens."""
    regimes = {id(of.regime_at(month)): of.regime_at(month) for month in of.months}.values()
    can = {name for regime in regimes for name in happens(regime)}
    parts = {"fear": of.regime.fear, "hardship": of.regime.hardship}
    return [f"{key}.{name}" for key, part in parts.items() for name in sorted(part.model_fields_set - can)]


@pytest.mark.parametrize("name", names_in("presets"))
def test_a_preset_has_no_level_of_fear_or_hardship_for_what_cannot_happen(name: str) -> None:
    assert idle(load(name, assume=True)) == []


def test_a_level_without_a_cause_would_be_found() -> None:
    told = load("sesame-like", assume=True)
    assert idle(told.set({"fear.detention": 95, "hardship.flight": 10})) == ["fear.detention", "hardship.flight"]

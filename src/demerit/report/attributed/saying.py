"""What players, kinds of player and outcomes are called in sentences."""

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from demerit.comparison.attribution.outcomes import Outcome
from demerit.comparison.attribution.players import OF_ORGANISATIONS, link
from demerit.report.numbers import SOURCE_WORDS, words

DROPPED: Final = ("organisations", "rules", "data_sources", "rights", "consequences")  # steps that tell nothing apart
ONE: Final = {
    "rules": "rule",
    "sources": "data source",
    "rights": "right",
    "consequences": "consequence",
    "chains": "chain",
}
MANY: Final = {
    "rules": "rules",
    "sources": "data sources",
    "rights": "rights",
    "consequences": "consequences",
    "chains": "chains",
}


def called(by: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Players in words, rules by what they are about; those that would have the same words go by their names or keys.

    by: what is said of each player.
    """
    ways = [
        {player: _words(player, one.get("conduct")) for player, one in by.items()},
        {player: _words(player, None) for player in by},
    ]
    often = [Counter(way.values()) for way in ways]
    return {
        player: next((way[player] for way, n in zip(ways, often, strict=True) if n[way[player]] == 1), player)
        for player in by
    }


def _words(player: str, conduct: str | None) -> str:
    chain = link(player)
    whose = "organisations, " if player.startswith(OF_ORGANISATIONS) else ""
    if chain is not None:
        return f"{whose}{source(chain[0])}: {words(chain[1])}"
    steps = player.split(".")
    if "data_sources" in steps:
        return whose + source(steps[-1])
    if conduct is not None:
        steps[-1] = conduct
    kept = [step for step in steps if step not in DROPPED] or steps
    return ": ".join(words(step).replace("-", " ") for step in kept)


def source(name: str) -> str:
    """A data source in words."""
    return SOURCE_WORDS.get(name, name.replace("_", " "))


def meant(outcome: Outcome) -> str:
    """What an outcome counts: its meaning, and of what kind."""
    kind = _kind(outcome)
    return f"{outcome.meaning}: {kind}" if kind else outcome.meaning


def _kind(outcome: Outcome) -> str:
    from demerit.catalogue.found import by_name

    if outcome.measure not in by_name():
        return ""
    whole = by_name()[outcome.measure].measure.name
    return words(outcome.measure.removeprefix(whole).removeprefix(".").replace(".", ", "))

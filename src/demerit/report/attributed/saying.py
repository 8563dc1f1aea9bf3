"""What players, kinds of player and outcomes are called in sentences."""

from collections.abc import Sequence
from typing import Final

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


def called(players: Sequence[str]) -> dict[str, str]:
    """Players in words; those that would have the same words go by their keys."""
    said = {player: _words(player) for player in players}
    every = list(said.values())
    return {player: text if every.count(text) == 1 else player for player, text in said.items()}


def _words(player: str) -> str:
    chain = link(player)
    whose = "organisations, " if player.startswith(OF_ORGANISATIONS) else ""
    if chain is not None:
        return f"{whose}{source(chain[0])}: {words(chain[1])}"
    steps = player.split(".")
    if "data_sources" in steps:
        return whose + source(steps[-1])
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

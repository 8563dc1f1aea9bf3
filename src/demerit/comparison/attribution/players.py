"""The players: the parts of a scenario of one kind, of its first regime and of all later ones."""

from collections.abc import Iterator
from typing import Any, Final

from demerit.printable import cut
from demerit.scenario import Regime, Scenario
from demerit.scenario.changing.parts import parts_of
from demerit.scenario.values import similar
from demerit.world.errors import DemeritError

CHAINS: Final = "chains"
BY: Final = ("rules", "sources", "rights", "consequences", CHAINS)
MOST: Final = 62  # players: a bit each of a whole number of 64
LONGEST: Final = 60  # characters of a word that a message shows
SEES: Final = ".sees."
OF_ORGANISATIONS: Final = "organisations."


def kind_of(by: str, option: str = "--by") -> str:
    """A kind of player.  Raises DemeritError for another."""
    if by not in BY:
        what = f"{option} {cut(by, LONGEST)} is no kind of player"
        raise DemeritError(f"{what}{similar(by, BY)}; allowed: {', '.join(BY)}")
    return by


def players(scenario: Scenario, by: str) -> tuple[str, ...]:
    """The dotted keys of the players of a kind (see `BY`), in the order of the scenario.

    Raises DemeritError where there is none, or more than `MOST`.
    """
    kind = kind_of(by)
    found = tuple(dict.fromkeys(key for regime in regimes(scenario) for key in _of(regime, kind)))
    if not found:
        hint = "; give some with --set, such as --set rights.notice=true" if kind == "rights" else ""
        raise DemeritError(f"{scenario.name} has no {kind}, so nothing can be attributed to them{hint}")
    if len(found) > MOST:
        raise DemeritError(
            f"{scenario.name} has {len(found)} {kind}; at most {MOST} can be told apart: take some away with --without"
        )
    return found


def regimes(scenario: Scenario) -> list[Regime]:
    """The regime that a scenario starts with, and those that it comes to have."""
    later = sorted({change.date for change in scenario.interventions})
    return [scenario.regime, *(scenario.regime_at(month) for month in later)]


def _of(regime: Regime, kind: str) -> tuple[str, ...]:
    return tuple(_chains(regime)) if kind == CHAINS else parts_of(regime)[kind]


def _chains(regime: Regime) -> Iterator[str]:
    """What each source sees: the first link of a chain of source, conduct with its rules, and consequence."""
    holders: list[tuple[str, Any]] = [("", regime)]
    if regime.organisations is not None:
        holders.append((OF_ORGANISATIONS, regime.organisations))
    for prefix, holder in holders:
        for name, source in holder.data_sources.items():
            yield from (f"{prefix}data_sources.{name}{SEES}{what}" for what, share in source.sees.items() if share > 0)


def link(player: str) -> tuple[str, str] | None:
    """(source, conduct) of a chain; None for any other player."""
    first, sees, conduct = player.partition(SEES)
    return (first.rpartition(".")[2], conduct) if sees else None


def conduct_of(scenario: Scenario, player: str) -> str | None:
    """What a rule or a chain is about; of an organisation `organisation.CONDUCT`; None for other players."""
    said = link(player)
    prefix = "organisation." if player.startswith(OF_ORGANISATIONS) else ""
    if said is not None:
        return prefix + said[1]
    for regime in regimes(scenario):
        for key, rules in _rulebooks(regime):
            for rule in rules:
                if player == f"{key}rules.{rule.id}":
                    return prefix + str(rule.conduct)
    return None


def rules_on(scenario: Scenario, player: str) -> tuple[str, ...]:
    """The rules about the conduct of a chain, by their ids."""
    conduct = conduct_of(scenario, player)
    found = [
        rule.id
        for regime in regimes(scenario)
        for key, rules in _rulebooks(regime)
        for rule in rules
        if ("organisation." if key else "") + rule.conduct == conduct
    ]
    return tuple(dict.fromkeys(found))


def _rulebooks(regime: Regime) -> Iterator[tuple[str, Any]]:
    """The rules of people, and of organisations by kind; each with how their keys begin."""
    yield "", regime.rules
    if regime.organisations is not None:
        for name in ("companies", "nonprofits"):
            book = getattr(regime.organisations, name)
            if book is not None:
                yield f"{OF_ORGANISATIONS}{name}.", book.rules

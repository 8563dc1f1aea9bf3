"""Shares seen of one conduct by all data sources together: together they cannot see more than happens."""

from collections.abc import Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any, NamedTuple

from demerit.calendar import text_of
from demerit.scenario.checks.found import CLOSE, Found
from demerit.vocabulary import CONDUCT

if TYPE_CHECKING:
    from demerit.scenario.problems import Path
    from demerit.scenario.regime import Regime
    from demerit.scenario.sources import DataSource

# Province (None: any) and population group; None: where no rule watches anybody more closely.
Place = tuple[str | None, str] | None


def covered(source: "DataSource", month: int) -> float:
    """The share that a source covers where it covers most: a city may be full of cameras long before the country."""
    if source.coverage is not None:
        return source.coverage.at(month) * source.handed_over(month)
    return 1.0 if source.cameras is not None and source.cameras.between(month) > 0 else 0.0


def sources_of(regime: "Regime", conduct: str, months: range) -> list[str]:
    """Data sources that ever see a conduct."""
    return [
        name
        for name, source in regime.data_sources.items()
        if source.sees.get(conduct, 0.0) * (1.0 - source.miss_rate) > 0
        and any(covered(source, month) > 0 for month in _turns(regime, months))
    ]


def _turns(regime: "Regime", months: range) -> list[int]:
    """The months in which something about sight can change."""
    dates = {months.start, max(months.stop - 1, months.start)}
    for source in regime.data_sources.values():
        for dated in (source.coverage, source.cameras, source.hands_over):
            dates.update(month for month, _ in dated.steps if month in months) if dated is not None else None
    dates.update(special.since for special in regime.enforcement.groups if special.since in months)
    return sorted(dates)


def _attention(regime: "Regime", place: Place, source: str, month: int) -> float:
    factor = 1.0
    for special in regime.enforcement.groups:
        here = place is not None and special.province in (None, place[0]) and special.group == place[1]
        if here and source in special.sources and month >= special.since:
            factor *= special.factor
    return factor


def _critics(regime: "Regime", conduct: str) -> float:
    """The law takes one factor a conduct, whatever the number of rules that name it."""
    ids = {rule.id for rule in regime.rules if rule.conduct == conduct}
    critics = regime.enforcement.critics
    return max(critics.factor, 1.0) if ids & set(critics.rules) else 1.0


class Look(NamedTuple):
    """How much of what a source can see it sees of a place in a month."""

    covered: float
    sees: Mapping[str, float]
    kept: float  # of what it sees it misses the rest
    attention: float


def _looks(regime: "Regime", place: Place, month: int) -> list[Look]:
    """That of each source."""
    return [
        Look(covered(source, month), source.sees, 1.0 - source.miss_rate, _attention(regime, place, name, month))
        for name, source in regime.data_sources.items()
    ]


def _seen(looks: list[Look], conduct: str) -> float:
    """The share of a conduct that all sources together see, of whoever is no critic."""
    return sum(look.covered * look.sees[conduct] * look.kept * look.attention for look in looks if conduct in look.sees)


def most_seen(regime: "Regime", conduct: str, months: range) -> float:
    """The largest share of a conduct that all sources together see of anybody, critics and watched groups included."""
    turns = _turns(regime, months)
    most = max(_seen(_looks(regime, place, month), conduct) for place in _places(regime) for month in turns)
    return most * _critics(regime, conduct)


def _places(regime: "Regime") -> list[Place]:
    return [None, *dict.fromkeys((rule.province, rule.group) for rule in regime.enforcement.groups)]


def shares(regime: "Regime", months: range) -> Iterator[Found]:
    """The share seen of each conduct stays within one: everywhere, in every year, for every group, for critics too."""
    turns = _turns(regime, months)
    looks = {place: [_looks(regime, place, month) for month in turns] for place in _places(regime)}
    known = {conduct for source in regime.data_sources.values() for conduct in source.sees}
    for conduct in (each for each in CONDUCT if each in known):
        for place, by_turn in looks.items():
            without_critics, month = max(
                ((_seen(each, conduct), month) for each, month in zip(by_turn, turns)), key=lambda one: one[0]
            )
            most = without_critics * _critics(regime, conduct)
            if most > 1.0 + CLOSE:
                where = f" by the {place[1]}" + (f" of {place[0]}" if place[0] else "") if place else ""
                critics = " and critics" if _critics(regime, conduct) > 1 else ""
                message = (
                    f"makes all data sources together record {most:.3g} of all {conduct}{where} in {text_of(month)}; "
                    f"at most 1 (coverage * sees * (1 - miss_rate) * enforcement of groups{critics})"
                )
                yield Found(_blamed(regime, conduct), None, message)
                break


def at_least(regime: "Regime", gone: "Set[Path]") -> "Regime":
    """A regime that sees no more than this one will when what is missing takes its place again."""
    unknown = {
        path[1] for path in gone if path[:1] == ("data_sources",) and path[2:3] in (("miss_rate",), ("hands_over",))
    }
    changed: dict[str, Any] = {
        "data_sources": {name: source for name, source in regime.data_sources.items() if name not in unknown}
    }
    if any(path[0] == "enforcement" for path in gone):  # a factor may well be below one
        changed["enforcement"] = type(regime.enforcement)()
    return regime.model_copy(update=changed)


def _blamed(regime: "Regime", conduct: str) -> tuple[str | int, ...]:
    """Where the source stands that sees most of a conduct."""
    name = max(regime.data_sources, key=lambda name: regime.data_sources[name].sees.get(conduct, 0.0))
    return ("data_sources", name, "sees", conduct)

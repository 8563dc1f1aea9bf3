"""Names that refer to something: provinces, rules, lists, census files."""

from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

from demerit.scenario.census import census_file, provinces, regions
from demerit.scenario.checks.found import Found
from demerit.scenario.checks.nowhere import lists_of
from demerit.scenario.lists import Lists
from demerit.scenario.problems import Path
from demerit.scenario.values import similar

if TYPE_CHECKING:
    from demerit.scenario.regime import Regime
    from demerit.scenario.society import Society


def census(society: "Society") -> Iterator[Found]:
    """The census files and the table of deaths exist."""
    if not files("demerit").joinpath("people", "data").is_dir():
        return
    named: list[tuple[Path, str, str]] = [
        (("provinces",), society.provinces, "census file"),
        (("age_sex",), society.age_sex, "census file"),
        (("people", "mortality"), society.people.mortality, "table of deaths"),
    ]
    for path, name, what in named:
        try:
            census_file(name)
        except FileNotFoundError:
            yield Found(path, name, f"is not a {what} of Demerit")


def provinces_named(regime: "Regime", society: "Society") -> Iterator[Found]:
    """Every province is one of the society's."""
    try:
        known = provinces(society.provinces)
    except FileNotFoundError:
        return  # `census` says so
    named: list[tuple[Path, str | None]] = []
    named += [(("detention", n, "province"), rule.province) for n, rule in enumerate(regime.detention)]
    watched = regime.enforcement.groups
    named += [(("enforcement", "groups", n, "province"), special.province) for n, special in enumerate(watched)]
    named += [(("rollout", "provinces", n), name) for n, name in enumerate(regime.rollout.provinces)]
    for path, name in named:
        if name is not None and name not in known:
            hint = similar(name, known)
            message = f"is not a {regions(known).one} of society {society.name}{hint}; allowed: {', '.join(known)}"
            yield Found(path, name, message)


def rules_named(regime: "Regime") -> Iterator[Found]:
    """Rules that critics are watched by exist."""
    known = [rule.id for rule in regime.rules]
    if not known:
        return
    for number, name in enumerate(regime.enforcement.critics.rules):
        if name not in known:
            message = f"is not the id of a rule{similar(name, known)}; allowed: {', '.join(known)}"
            yield Found(("enforcement", "critics", "rules", number), name, message)


def lists_named(regime: "Regime") -> Iterator[Found]:
    """Lists that consequences and favours rest on exist: people are refused for one, favoured for the other."""
    for name, bar in regime.consequences.items():
        if bar.list is not None:
            yield from _list_named(regime, ("consequences", name, "list"), bar.list, "blacklist", "refused")
        if bar.health_pass and regime.health_pass is None and regime.data_sources:
            yield Found(("consequences", name, "health_pass"), True, "bars nobody: the regime has no health_pass")
        if bar.relatives and regime.data_sources and _missing(regime, "blacklist"):
            yield Found(("consequences", name, "relatives"), True, "bars nobody: `lists` has no blacklist")
    for number, favour in enumerate(regime.favours):
        yield from _list_named(regime, ("favours", number, "list"), favour.list, "redlist", "favoured")


def _list_named(regime: "Regime", path: Path, name: str, right: str, what: str) -> Iterator[Found]:
    if name != right:
        yield Found(path, name, f"cannot be: people are {what} for being on the {right}; allowed: {right}")
    elif regime.lists != Lists() and _missing(regime, name):
        there = ", ".join(lists_of([regime]))
        yield Found(path, name, f"is missing: `lists` has no {name}; there is: {there}")


def _missing(regime: "Regime", name: str) -> bool:
    return regime.lists.blacklist.absent if name == "blacklist" else regime.lists.redlist is None

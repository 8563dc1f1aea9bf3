"""Variants of a base: another scenario, or the base without a part, or with another value; each with a name."""

import re
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from demerit.calendar import text_of
from demerit.errors import together
from demerit.scenario import Scenario
from demerit.scenario.altered import Altered, Change
from demerit.scenario.changing import taken_away
from demerit.scenario.problems import ScenarioError
from demerit.scenario.reading import read
from demerit.world.errors import DemeritError

BASE: Final = "base"  # the name of the world that others are compared with, and of its folder
LONGEST: Final = 100  # characters of a name, which is that of a folder, too


class Variant(NamedTuple):
    """What is compared with a base.

    name: that of its folder.  scenario: what is lived.  values, without, since: what was changed in the base, if it was
    made from that; of another scenario: nothing.  along: what went with what was taken away.
    """

    name: str
    scenario: Scenario
    values: Mapping[str, Any] = {}
    without: tuple[str, ...] = ()
    since: str | None = None
    along: tuple[str, ...] = ()

    @property
    def made_from_base(self) -> bool:
        """Whether it is the base with something changed, and not another scenario."""
        return bool(self.values or self.without)

    def of(self, base: Scenario) -> Scenario:
        """The same change made to another base.  Raises ScenarioError."""
        return taken_away(base.set(self.values, self.since), self.without, self.since).scenario


def other(scenario: Scenario) -> Variant:
    """Another scenario, by its name."""
    return Variant(scenario.name, scenario)


def between(base: Scenario, scenario: Scenario) -> Variant:
    """A scenario as a variant: where it is the base with something changed, by what was changed."""
    if scenario.altered is None:
        return other(scenario)
    before = base.altered or Altered(name=base.name, title=base.title)
    if scenario.altered.name != before.name:
        return other(scenario)
    values = {one.key: one for one in scenario.altered.changed if one not in before.changed}
    gone = {one.key: one for one in scenario.altered.without if one not in before.without}
    since = {one.since for one in (*values.values(), *gone.values())}
    if len(since) != 1:
        return other(scenario)
    (month,) = since
    return _again(base, scenario, values, tuple(gone), None if month is None else text_of(month))


def _again(
    base: Scenario, scenario: Scenario, values: Mapping[str, Change], gone: tuple[str, ...], since: str | None
) -> Variant:
    """The change made again, if the same comes of it; else the scenario by the name that the change would have."""
    name = _name(values, gone)
    try:
        found = changed(base, {key: read(str(one.to), key)[0] for key, one in values.items()}, gone, since)
    except (ScenarioError, ValueError):
        return Variant(name, scenario)
    return found if found.scenario.hash == scenario.hash else Variant(name, scenario)


def _name(values: Iterable[str], gone: Iterable[str]) -> str:
    return "-".join([*(f"set-{key}" for key in values), *(f"without-{key}" for key in gone)])


def changed(
    base: Scenario, values: Mapping[str, Any] | None = None, without: Iterable[str] = (), since: str | None = None
) -> Variant:
    """A base with other values and without some parts, as one variant.  Raises ScenarioError."""
    values, keys = dict(values or {}), tuple(without)
    taken = taken_away(base.set(values, since), keys, since)
    return Variant(_name(values, keys), taken.scenario, values, keys, since, taken.along)


def named(variants: Iterable[Variant]) -> tuple[Variant, ...]:
    """The same, each with a name of its own that a folder can have: letters, digits, points, dashes."""
    out: list[Variant] = []
    taken = {BASE}
    for one in variants:
        plain = re.sub(r"[^\w.-]+", "-", one.name, flags=re.ASCII).strip("-.")[:LONGEST] or "variant"
        tries = (plain if number == 1 else f"{plain}-{number}" for number in range(1, len(taken) + 2))
        name = next(each for each in tries if each.lower() not in taken)
        taken.add(name.lower())
        out.append(one._replace(name=name))
    return tuple(out)


def comparable(base: Scenario, variants: Iterable[Variant]) -> None:
    """Raises DemeritError where two scenarios cannot be lived on the same people over the same months."""
    together([partial(_comparable, base, one) for one in variants])


def _comparable(base: Scenario, one: Variant) -> None:
    scenario = one.scenario
    key = next((key for key in one.values if key.partition(".")[0] not in ("regime", *_regime())), None)
    if key is not None:
        said = f"--set {key}: changes what both worlds have in common; allowed: keys of the regime"
        raise DemeritError(said, "common", keys=key)
    if scenario.end < base.start or base.end < scenario.start:
        raise DemeritError(f"{_span(scenario)} and {_span(base)} have no month in common, so nothing can be compared")
    if scenario.society != base.society:
        raise DemeritError(
            f"{one.name} is of other people than {base.name} ({_people(scenario, base)}); compare scenarios of one "
            "society, or name it with --society"
        )
    if scenario.start != base.start:
        raise DemeritError(
            f"{_span(scenario)} and {_span(base)} begin in different months; both worlds must begin together: "
            f"begin with the earlier one, and let what differs hold --from the later month"
        )


def _regime() -> frozenset[str]:
    from demerit.scenario.regime import Regime

    return frozenset({field.alias or name for name, field in Regime.model_fields.items()})


def _span(scenario: Scenario) -> str:
    return f"{scenario.name} ({text_of(scenario.start)} to {text_of(scenario.end)})"


def _people(one: Scenario, base: Scenario) -> str:
    names = one.society.name, base.society.name
    return f"{names[0]}, not {names[1]}" if names[0] != names[1] else f"{names[0]} with other values"

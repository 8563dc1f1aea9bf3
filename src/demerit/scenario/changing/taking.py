"""Parts of a regime taken away, from the start or from a month on, with what existed only for them."""

import copy
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from demerit.calendar import text_of
from demerit.scenario.altered import Change
from demerit.scenario.changing import plain
from demerit.scenario.changing.errors import all_wrong, also_wrong, month_in, needed
from demerit.scenario.changing.heads import headed, record
from demerit.scenario.changing.lookup import REGIME, missing, places, steps_of, told_together, unsound
from demerit.scenario.changing.parts import given_beside, idle
from demerit.scenario.changing.resting import Resting, closed
from demerit.scenario.changing.resting_organisations import resting
from demerit.scenario.changing.setting import SECTIONS
from demerit.scenario.changing.timeline import INTERVENTIONS, lead_to, own, stages, whole_of
from demerit.scenario.changing.working import Working
from demerit.scenario.problems import Path, Problem, ScenarioError, shorten
from demerit.scenario.regime import Regime
from demerit.scenario.scenario import Scenario


class Taken(NamedTuple):
    """A scenario without some parts; along: what went with them, as keys, and from when if not from the start."""

    scenario: Scenario
    along: tuple[str, ...]


def taken_away(scenario: Scenario, keys: Iterable[str], since: str | date | None = None) -> Taken:
    """See `Scenario.without`.  Raises ScenarioError."""
    given = tuple(keys)
    none = {shorten(key): why for key in given if (why := unsound(key))}
    asked = tuple(dict.fromkeys(str.__str__(key) for key in given if not unsound(key)))
    if none:
        wrong = all_wrong(scenario, [(key, None, why) for key, why in none.items()])
        raise ScenarioError([*wrong.problems, *Taking(scenario, None).wrong(asked)])
    with also_wrong(lambda: Taking(scenario, None).wrong(asked)):
        month = month_in(scenario, since)
    return Taking(scenario, month).done(asked) if asked else Taken(scenario, ())


class Taking:
    """A scenario out of which parts are being taken."""

    def __init__(self, scenario: Scenario, month: int | None) -> None:
        self.scenario = scenario
        self.month = month
        self.work = Working(scenario)
        self.before = record(scenario)
        self.asked: list[Change] = []
        self.along: list[Change] = []
        self.made: dict[Path, str] = {}  # places of what is asked for, and what the user called it

    def wrong(self, keys: tuple[str, ...]) -> list[Problem]:
        """What is wrong with keys; those that are sound are noted as asked for."""
        return all_wrong(self.scenario, [(key, None, message) for key in keys for message in self._ask(key)]).problems

    def done(self, keys: tuple[str, ...]) -> Taken:
        """Without all of them.  Raises ScenarioError."""
        if wrong := self.wrong(keys):
            raise ScenarioError(wrong)
        self._take()
        after = self.before.with_gone(self.asked, self.along)
        headed(self.work, self.scenario, after)
        try:
            out = self.work.scenario()
        except ScenarioError as error:
            raise needed(error, self.scenario, self.made) from None
        return Taken(out, tuple(str(one) for one in after.along if one not in self.before.along))

    def _ask(self, key: str) -> Iterator[str]:
        """Take down what is asked for; yields what is wrong with it."""
        steps = steps_of(key, SECTIONS)
        if len(steps) == 1 or steps[0] not in (REGIME, INTERVENTIONS):
            yield "cannot be taken away; allowed: parts of the regime, and interventions"
        elif steps[0] == INTERVENTIONS:
            yield from self._ask_for_intervention(key, steps)
        else:
            yield from self._ask_for_part(key, steps)

    def _ask_for_part(self, key: str, steps: tuple[str, ...]) -> Iterator[str]:
        there = [whole_of(regime) for regime in self._regimes()]
        found = [(whole, paths) for whole in there if (paths := places(whole, steps[1:]))]
        if all(idle(whole, path) for whole, paths in found for path in paths):
            said = Change.of(".".join(steps[1:]), self.month)
            if self.before.knows(said):
                self.asked.append(said)
            elif found:
                yield f"is not given here, so it cannot be taken away{given_beside(found[0][0], steps[1:])}"
            else:
                wrong = missing({REGIME: there[0]}, steps)
                yield wrong if self.month is None else f"in {text_of(self.month)}, {wrong}"
            return
        whole, paths = found[0]
        names = dict.fromkeys(told_together(whole, paths).values())
        self.asked += [Change.of(name, self.month) for name in names]
        self.made |= {(REGIME, *path): key for path in paths}

    def _ask_for_intervention(self, key: str, steps: tuple[str, ...]) -> Iterator[str]:
        """Takes it away at once."""
        if self.month is not None:
            yield "cannot be taken away from a month on: it has a month of its own"
            return
        data = {INTERVENTIONS: self.work.plain.get(INTERVENTIONS) or []}
        found = places(data, steps)
        names = list(dict.fromkeys(told_together(data, found).values())) or [key]
        if not found and not self.before.knows(Change.of(names[0], None)):
            yield missing(data, steps)
            return
        self.asked += [Change.of(name, None) for name in names]
        months = {stage.month for stage in stages(self.work)}
        self.work.delete_all(found)
        for month in months - {stage.month for stage in stages(self.work)}:
            self.before = self.before.with_back(month)
        self.made |= dict.fromkeys([(INTERVENTIONS,)], key)

    def _regimes(self) -> list[Any]:
        """The regimes out of which something is taken."""
        first, later = self.work.plain.get(REGIME) or {}, stages(self.work)
        if self.month is None:
            return [first, *(stage.after for stage in later)]
        now = [first, *(stage.after for stage in later if stage.month <= self.month)][-1]
        return [now, *(stage.after for stage in later if stage.month > self.month)]

    def _take(self) -> None:
        """Take all of it out of the regimes."""
        gone = [one.key for one in self.asked if not one.key.startswith(f"{INTERVENTIONS}.")]
        if self.month is not None and gone:
            own(self.work, self.month)
        then = stages(self.work)
        if self.month is None:
            first = self.work.plain.get(REGIME) or {}
            self.work.delete_all((REGIME, *path) for path in self._closed(first, gone, None))
        wanted = []
        for stage in then:
            here = self.month is None or stage.month > self.month or (stage.month == self.month and stage.ours)
            wanted.append(self._without(stage.after, gone, stage.month) if here else stage.after)
        if then:
            self.along += [Change.of(key, None) for key in lead_to(self.work, then, wanted)]

    def _without(self, regime: Any, gone: list[str], month: int) -> Any:
        out, whole = copy.deepcopy(regime), whole_of(regime)
        for path in plain.last_first(self._closed(regime, gone, month)):
            plain.delete(out, path, whole)
        return out

    def _closed(self, regime: Any, gone: list[str], month: int | None) -> set[Path]:
        """The paths that go from a regime; from then on their keys are among those that are gone."""
        said = Regime.model_validate(regime)
        whole = said.model_dump(mode="json", by_alias=True)
        asked = [path for key in gone for path in places(whole, tuple(key.split(".")))]
        paths = closed([*Resting(said, self.scenario.months).all(), *resting(said)], asked)
        new = [name for name in told_together(whole, paths).values() if name not in gone]
        gone += new
        self.along += [Change.of(name, month) for name in new]
        return paths

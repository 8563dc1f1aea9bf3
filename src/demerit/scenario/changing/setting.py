"""Other values at dotted keys, from the start or from a month on."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from demerit.errors import DemeritError
from demerit.scenario.altered import Change
from demerit.scenario.changing.errors import all_wrong, also_wrong, blamed, month_in
from demerit.scenario.changing.heads import HEADS, headed, record
from demerit.scenario.changing.lookup import REGIME, missing, places, steps_of, told, unsound
from demerit.scenario.changing.plain import held, over
from demerit.scenario.changing.timeline import INTERVENTIONS, lead_to, own, stages, whole_of
from demerit.scenario.changing.values import plain_value, said_of
from demerit.scenario.changing.working import Working
from demerit.scenario.explaining import fields_at
from demerit.scenario.interventions import PREFIX, applied
from demerit.scenario.problems import Path, Positions, Problem, ScenarioError, dotted, shorten
from demerit.scenario.provenance import Provenance, Separation
from demerit.scenario.references import references
from demerit.scenario.scenario import Scenario

OUR_OWN: Final = ("unwritten", "transplanted", "altered")  # sections that nobody writes by hand
SECTIONS: Final = frozenset(Scenario.model_fields)
Given = dict[Path, Provenance]


def with_values(scenario: Scenario, values: Any, since: str | date | None = None) -> Scenario:
    """See `Scenario.set`.  Raises ScenarioError."""
    if not isinstance(values, Mapping):
        said = f"values={shorten(values)} is no mapping of keys to values, such as {{'rights.notice': True}}"
        raise DemeritError(said)
    with also_wrong(lambda: Setting(scenario, None).unknown(values)):
        setting = Setting(scenario, since)
    return setting.done(values) if values else scenario


class Setting:
    """A scenario whose values are being set."""

    def __init__(self, scenario: Scenario, since: str | date | None) -> None:
        self.scenario = scenario
        self.month = month_in(scenario, since)
        self.work = Working(scenario)
        self.made: dict[Path, str] = {}  # places changed, and what the user called them
        self.wrong: list[tuple[str, Any, str]] = []
        self.changes: list[Change] = []
        self.along: list[Change] = []

    def unknown(self, values: Mapping[str, Any]) -> list[Problem]:
        """What is wrong with keys; those that are sound are set."""
        for key, value in values.items():
            if why := unsound(key):
                self.wrong.append((shorten(key), None, why))
                continue
            try:
                plain = plain_value(value)
            except ValueError as error:
                self.wrong.append((key, value, str(error)))
            else:
                self._set(str.__str__(key), plain)
        return all_wrong(self.scenario, self.wrong).problems

    def done(self, values: Mapping[str, Any]) -> Scenario:
        """The scenario with all of them.  Raises ScenarioError."""
        if unknown := self.unknown(values):
            raise ScenarioError(unknown)
        headed(self.work, self.scenario, record(self.scenario).with_set(self.changes).with_gone([], self.along))
        try:
            return self.work.scenario()
        except ScenarioError as error:
            raise blamed(error, self.scenario, self.made) from None

    def _set(self, key: str, value: Any) -> None:
        steps = steps_of(key, SECTIONS)
        if steps[0] in OUR_OWN:
            self.wrong.append((key, None, "is written by Demerit, and not set"))
        elif self.month is not None and steps[0] != REGIME:
            self.wrong.append((key, None, "cannot change with time; allowed with a month: keys of the regime"))
        else:
            try:
                self._put(key, steps, value)
            except LookupError as error:
                self.wrong.append((key, None, error.args[0]))

    def _put(self, key: str, steps: tuple[str, ...], value: Any) -> None:
        whole = self._whole()
        path = _place(whole, steps)
        found = held(whole, path)
        called = (told(whole, path) if found is not None else ".".join(steps)).removeprefix(PREFIX)
        at: Path = path
        if self.month is not None:
            at = (INTERVENTIONS, own(self.work, self.month), "set", called)
        value, said = self._separated(key, value, (path, at), found)
        if self.month is None:
            self._from_the_start(path, called, _with_id(value, found, steps[-1], path), said)
        else:
            self.work.delete(at)  # so that it comes last
            self.work.put(at, value, said)
        self.made[at] = key
        if path[0] not in HEADS:
            to = "gone" if value is None else shorten(value)
            self.changes.append(Change.of(called, self.month, to))

    def _whole(self) -> Any:
        """All that a key can lead to now, defaults included; the regime is that of the month."""
        data = over(self.work.whole, self.work.plain)
        if self.month is not None:
            now = self.scenario.regime_at(self.month).model_dump(mode="json", by_alias=True)
            changed = [stage.after for stage in stages(self.work) if stage.month <= self.month]
            data[REGIME] = over(now, changed[-1]) if changed else now
        return data

    def _separated(self, key: str, value: Any, where: tuple[Path, Path], found: Any) -> tuple[Any, Given]:
        """The value, and what is said of it.  where: its place in the regime, and the one where it is written."""
        path, at = where
        separation = Separation(Positions(self.scenario.name), frozenset(references()))
        bare = separation.plain(value, at)
        for problem in separation.problems:
            self.wrong.append((f"{key}{problem.key.removeprefix(dotted(at))}", problem.value, problem.message))
        given = separation.given
        if bare is not None:
            given[at] = said_of(bare, found, self.scenario.provenance_of(dotted(path)), given.get(at))
        return bare, given

    def _from_the_start(self, path: Path, key: str, value: Any, said: Given) -> None:
        """From the start, through every intervention."""
        then = stages(self.work)
        if value is None:
            self.work.delete(path)
        else:
            self.work.put(path, value, said)
        if path[0] == REGIME and then:
            gone = lead_to(self.work, then, [_with(stage.after, key, value) for stage in then])
            self.along += [Change.of(one, None) for one in gone]


def _with(regime: Any, key: str, value: Any) -> Any:
    """A later regime with the value, if what holds it is still there."""
    holder = tuple(key.split(".")[:-1])
    whole = whole_of(regime)
    if not any(isinstance(held(whole, path), dict | list) for path in places(whole, holder)):
        return regime
    try:
        return applied(regime, key, value)
    except LookupError:
        return regime


def _place(whole: Any, steps: tuple[str, ...]) -> Path:
    """Where a key leads, or would: its last step may be a new name.  Raises LookupError."""
    found = places(whole, steps)
    if len(found) > 1:
        numbers = ", ".join(str(path[-1]) for path in found)
        raise LookupError(f"is the name of several; name one by its number: {numbers}")
    if found:
        return found[0]
    holders = places(whole, steps[:-1]) if len(steps) > 1 else []
    holder = held(whole, holders[0]) if len(holders) == 1 else None
    if isinstance(holder, dict) and fields_at(Scenario, holders[0]) is None:
        return (*holders[0], steps[-1])
    if isinstance(holder, list) and not steps[-1].isdigit() and steps[-2] == "rules":
        return (*holders[0], len(holder))
    raise LookupError(missing(whole, steps))


def _with_id(value: Any, found: Any, step: str, path: Path) -> Any:
    """A rule that is named by its key need not name itself again."""
    named = isinstance(found, dict) and "id" in found
    new = found is None and isinstance(path[-1], int)
    if isinstance(value, dict) and "id" not in value and (named or new):
        return {"id": found["id"] if named else step, **value}
    return value

"""What the run's own scenario says about a rule: its id, its reference.  Read as plain data, which is quick.

Values that decide (points, thresholds) come from the month's LAW table; from here come only names and references.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from demerit import calendar
from demerit.marked import KEYS, covered
from demerit.printable import printable
from demerit.world import folder
from demerit.world.errors import DemeritError

Plain = Mapping[str, Any]
SAID = ("id", "reference", "mark", "confidence")


class Rules:
    """The regime of a scenario, as plain data by date: values bare, and in every mapping what covers it."""

    def __init__(self, scenario: Plain) -> None:
        told = covered({key: value for key, value in scenario.items() if key != "society"})
        self.name = printable(str(told.get("name", "")))
        self.title = printable(str(told.get("title", "")))
        self.regimes = _by_date(told)

    def regime_at(self, month: int) -> Plain:
        """The regime in force in a month."""
        return [regime for since, regime in self.regimes if since <= month][-1]

    def rule(self, conduct: str, month: int) -> dict[str, Any] | None:
        """Id, reference, mark and confidence of the rule about a conduct, if there is one."""
        return _said(self.regime_at(month).get("rules") or (), "conduct", conduct)

    def consequence(self, demand: str, month: int) -> dict[str, Any] | None:
        """The same of the rule that refuses a demand to those listed."""
        found = (self.regime_at(month).get("consequences") or {}).get(demand)
        return None if found is None else {"id": f"consequences.{demand}", **_picked(found)}

    def score(self, number: int | None, month: int) -> dict[str, Any] | None:
        """The same of the private score of a number, or of the learned score (None)."""
        regime = self.regime_at(month)
        if number is None:
            found = regime.get("learned_score")
            return None if found is None else {"id": "learned_score", **_picked(found)}
        name, found = list((regime.get("commercial_scores") or {}).items())[number]
        return {"id": f"commercial_scores.{name}", **_picked(found)}

    def spillover(self, month: int) -> dict[str, Any] | None:
        """The same of what a company's listing does to whoever owns or runs it."""
        companies = (self.regime_at(month).get("organisations") or {}).get("companies") or {}
        found = companies.get("spillover")
        return None if found is None else {"id": "organisations.companies.spillover", **_picked(found)}

    def listing(self, name: str, month: int) -> dict[str, Any] | None:
        """The same of the rule of a list."""
        found = (self.regime_at(month).get("lists") or {}).get(name)
        return None if found is None else {"id": f"lists.{name}", **_picked(found)}

    def penalty(self, conduct: str, month: int) -> dict[str, Any] | None:
        """The same of the automatic penalty for a conduct."""
        return _said(self.regime_at(month).get("automatic_penalties") or (), "conduct", conduct, "automatic_penalties")

    def detention(self, conduct: str, month: int) -> dict[str, Any] | None:
        """The same of the rule that detains for a conduct."""
        return _said(self.regime_at(month).get("detention") or (), "conduct", conduct, "detention")


def _picked(entry: Plain) -> dict[str, Any]:
    return {name: entry[name] for name in SAID if entry.get(name) is not None}


def _said(entries: Sequence[Plain], key: str, value: str, section: str = "rules") -> dict[str, Any] | None:
    for number, entry in enumerate(entries):
        if entry.get(key) == value:
            return {"id": f"{section}.{entry.get('id', number)}", **_picked({**entry, "id": None})}
    return None


def _by_date(scenario: Plain) -> list[tuple[int, Plain]]:
    regime = scenario.get("regime") or {}
    regimes: list[tuple[int, Plain]] = [(-(1 << 20), regime)]
    changes = sorted(scenario.get("interventions") or (), key=lambda each: str(each["date"]))
    if changes:
        from demerit.scenario.interventions import applied  # only where there are any: it costs a quarter of a second

        for change in changes:
            for key, value in change["set"].items():
                if key not in KEYS:
                    regime = applied(regime, key, value)
            regimes.append((calendar.month_of(str(change["date"])), regime))
    return regimes


def of_run(run: Path) -> Rules:
    """The rules of a run folder.  Raises DemeritError where its scenario is not what the run wrote."""
    try:
        return Rules(folder.scenario_of(run, folder.manifest(run)))
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        said = f"{run / folder.SCENARIO_JSON} is damaged ({error}); run it again"
        raise DemeritError(said, "changed", file=f"{run.name}/{folder.SCENARIO_JSON}") from None

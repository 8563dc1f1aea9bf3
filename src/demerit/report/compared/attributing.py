"""Attributions of the base of a comparison, within its folder: what each of its rules brings about, beside the changes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from demerit.calendar import month_of
from demerit.comparison.attribution import BY, Asked, attribute
from demerit.comparison.attribution.folder import KEPT, answer_of
from demerit.comparison.folder import ATTRIBUTIONS, said
from demerit.comparison.plan import Plan
from demerit.comparison.variants import BASE
from demerit.report.attributed import Told, owned, save
from demerit.scenario import Scenario, load
from demerit.world import folder
from demerit.world.beside import COARSE
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError

OUTCOME: Final = "refused.all"
ORDERS: Final = 8


def of_plan(plan: Plan, by: str, about: str) -> Asked:
    """The question about the base of a comparison that is about to be lived, with the other seeds and draws it names."""
    asked = Asked(plan.base, by, about, ORDERS, scale=max(plan.scale, COARSE), seed=plan.seed, until=plan.last)
    return replace(asked, way=Way(plan.way.threads), draws=plan.draws, seeds=plan.seeds or 0)


def of_folder(out: Path, by: str, about: str, way: Way, draws: int, seeds: int) -> Asked:
    """The same about the base of a finished comparison, with so many draws and other seeds.  Raises DemeritError."""
    manifest = said(out)
    base = _base(out, manifest)
    given = max(manifest["scale"], COARSE), manifest["seed"], month_of(manifest["until"]), way, draws, seeds
    return Asked(base, by, about, ORDERS, *given)


def _base(out: Path, manifest: dict[str, Any]) -> Scenario:
    return load(folder.part(out, f"{BASE}/{folder.SCENARIO}", manifest))


def attributed(out: Path, asked: Asked, say: Callable[[str], object]) -> None:
    """Live an attribution into the folder of a comparison; whoever was stopped goes on.  Raises DemeritError."""
    at = out / ATTRIBUTIONS / asked.by
    asked = replace(asked, scenario=_base(out, said(out)), kept=at / KEPT, say=say)
    with owned(at, asked):
        save(attribute(asked), at)
    folder.seal(out, ATTRIBUTIONS)


def within(out: Path) -> Iterator[tuple[str, Told]]:
    """The attributions in the folder of a comparison, by kind of player.

    Raises DemeritError for one that is damaged, or of another base.
    """
    base = said(out)["scenario_hash"]
    for by in BY:
        at = out / ATTRIBUTIONS / by
        if (at / folder.MANIFEST).exists():
            found = answer_of(at)
            if found["scenario_hash"] != base:
                raise DemeritError(f"{at} is of another scenario than the base; take it away")
            yield by, Told(found)

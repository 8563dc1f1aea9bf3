"""A life that is tried: in the world of a run folder, or of a preset that is lived here, coarse, and held."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from demerit.api import lives
from demerit.api.sources import InFolder, InMemory, Source
from demerit.life.choices import Choices
from demerit.life.trying.lesson import lesson
from demerit.life.trying.names import occasion_of, occasions_of
from demerit.life.trying.step import step
from demerit.worker.question import loaded, of_preset
from demerit.world.drivers import Way
from demerit.world.in_memory import lived
from demerit.world.run import Plan, cores

COMMUNITIES = 50  # that are looked through for somebody of whom something is true
Plain = dict[str, Any]


def world(asked: Mapping[str, Any]) -> Source:
    """The world of a question: `run`, a folder, or `base`, a preset, with `fine` and `seed`.  Raises DemeritError."""
    if asked["run"]:
        return InFolder(Path(asked["run"]))
    base = loaded(of_preset(asked["base"]))
    plan = Plan(base, Path(), scale=asked["fine"], seed=asked["seed"], way=Way(cores()), quiet=True, seeds=0)
    return InMemory(lived(plan, lambda _: None))


def who(source: Source, asked: Mapping[str, Any]) -> Plain:
    """The number of somebody of whom something is true.  Raises DemeritError where there is nobody."""
    return {"id": lives.found(source, asked["find"], COMMUNITIES)["id"]}


def tried(source: Source, asked: Mapping[str, Any]) -> Plain:
    """How far a life has come, see `demerit.life.trying.step`.  Raises DemeritError."""
    choices = Choices(occasions_of(asked["do"]), occasions_of(asked["leave"]))
    after = occasion_of(asked["at"]) if asked["at"] else None
    return step(source.replay(), source.rules(), int(asked["person"]), choices, after, bool(asked["every"]))


def told(source: Source, asked: Mapping[str, Any]) -> Plain:
    """The tree of a lesson, see `demerit.life.trying.lesson`.  Raises DemeritError."""
    return lesson(source.replay(), source.rules(), int(asked["person"]))

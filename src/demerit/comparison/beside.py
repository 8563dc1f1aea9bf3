"""Comparisons beside a comparison, in coarse: other seeds, and other values for what nobody knows.

Each is kept as soon as it was lived, under a name that says what it was made from, until the comparison is whole:
whoever was stopped goes on with the next, and lives none twice.
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from demerit.comparison.drawing import drawn_from, inputs
from demerit.comparison.living import begun, live
from demerit.comparison.plan import BOTH, Plan
from demerit.comparison.results import in_short
from demerit.comparison.threads import answers
from demerit.world import sealed
from demerit.world.beside import COARSE, Input, other_seed
from demerit.world.comparing import OWN
from demerit.world.drivers import Way
from demerit.world.errors import NothingToLearnError
from demerit.world.identity import identity

KEPT: Final = ".beside.part"
BESIDE: Final = "beside.json"
# By variant: differences by name, those that are not zero, each with half the width of its own band of chance.
Short = dict[str, dict[str, tuple[float, float] | None]]


class Beside(NamedTuple):
    """What was compared: by seed, and by draw; what was drawn; left_out: draws in which nothing could be learnt."""

    scale: int
    seeds: list[int]
    chance: list[Short]
    inputs: list[Input]
    unknown: list[Short]
    left_out: int

    def told(self) -> dict[str, Any]:
        """As plain data, differences included."""
        return {**self._asdict(), "inputs": [one._asdict() for one in self.inputs]}


def lived(plan: Plan, others: int, tell: Callable[[str, int, int], object]) -> Beside:
    """The comparisons beside one; others: of so many other seeds.

    Raises DemeritError, ScenarioError where ranges leave no scenario that can be.
    """
    scale = max(plan.scale, COARSE)
    seeds = [other_seed(plan.seed, number) for number in range(others)]
    coarse = replace(plan, out=None, scale=scale, way=Way(), quiet=True, until=plan.last, seeds=0, draws=0)
    chance = _all(plan, [replace(coarse, seed=seed) for seed in seeds], "other seeds", tell)
    draws = list(drawn_from(plan.base, plan.variants, plan.draws, plan.seed))
    worlds = [replace(coarse, base=draw.base, variants=draw.variants) for draw in draws]
    unknown = _all(plan, worlds, "draws of what nobody knows", tell)
    there = [number for number, one in enumerate(unknown) if one is not None]
    return Beside(
        scale,
        [seed for seed, one in zip(seeds, chance, strict=True) if one is not None],
        [one for one in chance if one is not None],
        inputs(plan.base, [draws[number] for number in there]),
        [one for one in unknown if one is not None],
        len(unknown) - len(there),
    )


def _all(plan: Plan, coarse: list[Plan], what: str, tell: Callable[[str, int, int], object]) -> list[Short | None]:
    """What they come to, in their order."""
    return answers([partial(_one, plan, one) for one in coarse], plan.way.threads, partial(tell, what))


def _one(plan: Plan, coarse: Plan) -> Short | None:
    """What a comparison comes to, lived now or kept before; None where a learned score found nothing to learn."""
    if plan.out is None:
        return _lived(coarse)
    path = plan.out / KEPT / _made_from(coarse)
    kept = sealed.read(path)
    if kept is not None:
        return {name: {key: _pair(n) for key, n in of.items()} for name, of in json.loads(kept).items()}
    found = _lived(coarse)
    if found is not None:
        sealed.write(path, json.dumps(found).encode())
    return found


def _pair(written: list[float] | None) -> tuple[float, float] | None:
    """Two numbers as they were written, whole or not."""
    if written is None:
        return None
    value, half = written
    return value, half


def _made_from(coarse: Plan) -> str:
    given = [identity(one, coarse.seed, coarse.scale, coarse.last) for one in coarse.scenarios]
    text = json.dumps([coarse.published, [one.name for one in coarse.variants], given], sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _lived(coarse: Plan) -> Short | None:
    made = begun(coarse, OWN if coarse.published == BOTH else coarse.published, None, lean=True)
    try:
        return in_short(live(made))
    except NothingToLearnError:
        return None
    finally:
        made.comparison.close()


def forget(out: Path) -> None:
    """What was kept on the way goes, once it stands in the folder."""
    shutil.rmtree(out / KEPT, ignore_errors=True)

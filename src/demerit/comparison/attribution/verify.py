"""Verifying an attribution: its worlds lived again, and the shares made of them, must come out the same to the bit."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from demerit.calendar import month_of
from demerit.comparison.attribution import keeping
from demerit.comparison.attribution.asking import Asked
from demerit.comparison.attribution.folder import ATTRIBUTION, KEPT, said
from demerit.comparison.attribution.found import UNDRAWN, UNSEEDED, Attribution, attribute
from demerit.scenario import Scenario
from demerit.world import claim, folder
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError
from demerit.world.verify import scenario_of

OF_DRAWS: Final = ("draws", "draws_scale", "draws_inputs", *UNDRAWN)  # not made again
OF_SEEDS: Final = ("seeds", "seeds_scale", *UNSEEDED)  # nor these
SHOWN: Final = 10


def differences(out: Path, threads: int) -> list[str]:
    """What differs between an attribution and the same made again; empty if nothing.  Raises DemeritError."""
    manifest = said(out)
    wrong = [*_of_files(out, manifest)]
    scenario = scenario_of(out / folder.SCENARIO)
    if scenario is None:  # nothing can be made again
        return [f"{folder.SCENARIO} cannot be read", *wrong]
    if scenario.hash != manifest["scenario_hash"]:
        return [*wrong, f"{folder.SCENARIO} is not the scenario that the manifest names"]
    answer = attribute(_asked(out, manifest, scenario, threads))
    found = [*_of_answer(out, answer), *_of_worlds(out, answer)]
    if folder.said_in(out, folder.SCENARIO_JSON) != scenario.resolved():
        found.append(f"{folder.SCENARIO_JSON} is not what {folder.SCENARIO} says")
    return list(dict.fromkeys([*found, *wrong]))


def _asked(out: Path, manifest: dict[str, Any], scenario: Scenario, threads: int) -> Asked:
    """The question of a manifest; nothing is kept, and nothing drawn."""
    try:
        last, by, about = month_of(manifest["until"]), str(manifest["players"]), str(manifest["outcome"])
        orders = int(manifest["orders"])
    except (KeyError, TypeError, ValueError) as error:
        raise DemeritError(f"{out / folder.MANIFEST} is damaged ({error}); attribute again") from None
    return Asked(scenario, by, about, orders, manifest["scale"], manifest["seed"], last, Way(threads))


def _of_files(out: Path, manifest: dict[str, Any]) -> Iterator[str]:
    """Files that are not what the manifest says, that are missing, or that it does not know."""
    if claim.left(out):
        yield f"{folder.MANIFEST} was written by somebody who was stopped before all was told, or who still writes"
    yield from map(" ".join, folder.differing(out, manifest))


def _of_answer(out: Path, answer: Attribution) -> Iterator[str]:
    there, found = folder.said_in(out, ATTRIBUTION), json.loads(json.dumps(answer.told()))
    if not isinstance(there, dict):
        yield f"{ATTRIBUTION} cannot be read"
        return
    one, other = (dict(_values(data)) for data in (there, found))
    wrong = sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
    for key in wrong[:SHOWN]:
        yield f"{ATTRIBUTION}: {key}: {one.get(key)} was said, {other.get(key)} comes out"
    if len(wrong) > SHOWN:
        yield f"{ATTRIBUTION}: and {len(wrong) - SHOWN} more"


def _values(data: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(data, dict) and data:
        for key, value in data.items():
            if key not in (*OF_DRAWS, *OF_SEEDS):
                yield from _values(value, f"{at}: {key}" if at else str(key))
    else:
        yield at, data


def _of_worlds(out: Path, answer: Attribution) -> Iterator[str]:
    """Worlds that are kept, beside those that come out; of draws, and of other questions, whether they are whole."""
    for path in sorted((out / KEPT).glob(f"*{keeping.ENDING}")):
        there, found = keeping.read(path.parent, path.stem), answer.lived.get(path.stem)
        if there is None or (found is not None and there != found):
            yield f"{KEPT}/{path.name} is not the world that comes out"

"""The folder of an attribution: the scenario, what came out, the worlds behind it, and a manifest with all hashes."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from demerit import __version__
from demerit.calendar import text_of
from demerit.comparison.attribution import keeping
from demerit.comparison.attribution.asking import Asked
from demerit.comparison.attribution.found import Attribution
from demerit.people.places import places
from demerit.scenario.text import yaml_text
from demerit.world import folder
from demerit.world.errors import DemeritError
from demerit.world.manifest import made_with

ATTRIBUTION: Final = "attribution.json"
KEPT: Final = "worlds"  # each as soon as it was lived: whoever was stopped, or asks again, lives none twice


def parts(answer: Attribution, out: Path) -> None:
    """Write the scenario and the answer; `seal` comes last.  Raises DemeritError."""
    resolved = answer.asked.scenario.resolved()
    text = f"# {folder.NOTE}\n{yaml_text(resolved)}"
    folder.written(out / folder.SCENARIO, lambda part: part.write_text(text, encoding="utf-8"))
    folder.write_json(out / folder.SCENARIO_JSON, resolved)
    folder.write_json(out / ATTRIBUTION, answer.told())


def seal(answer: Attribution, out: Path, others: Iterable[str] = ()) -> None:
    """Write the manifest, as the sign that all is whole.  others: files beside what `parts` wrote.

    Raises DemeritError.
    """
    asked = answer.asked
    scenario = asked.scenario
    where = places(scenario.society, asked.scale, asked.last, asked.seed, scenario.start)
    found: dict[str, Any] = {
        "note": folder.NOTE,
        **_of(asked),
        "outcome": asked.about,
        "orders": asked.orders,
        "draws": asked.draws,
        "seeds": asked.seeds,
        "start": text_of(scenario.start),
        "people": sum(where.sampled),
        "seconds": {},
        "weights": {name: [where.population[p], where.sampled[p]] for p, name in enumerate(where.names)},
        **made_with(),
    }
    worlds = [path.relative_to(out).as_posix() for path in keeping.sound(out / KEPT)]
    names = sorted({folder.SCENARIO, folder.SCENARIO_JSON, ATTRIBUTION, *worlds, *others})
    found[folder.FILES] = folder.hashes(out, names)
    folder.write_json(out / folder.MANIFEST, found)


def _of(asked: Asked) -> dict[str, Any]:
    """What is the same for every question that one folder answers."""
    return {
        "version": __version__,
        folder.KIND: folder.ATTRIBUTED,
        "scenario": asked.scenario.name,
        "scenario_hash": asked.scenario.hash,
        "seed": asked.seed,
        "scale": asked.scale,
        "until": text_of(asked.last),
        "players": asked.by,
    }


def agreed(out: Path, asked: Asked) -> None:
    """Raises DemeritError where a finished attribution is of other worlds than a question asks for."""
    there = said(out)
    differing = [f"{key} was {there.get(key)}, is {now}" for key, now in _of(asked).items() if there.get(key) != now]
    if differing:
        raise DemeritError(f"{out} holds an attribution of other worlds ({differing[0]}); choose another --out")


def said(out: Path) -> dict[str, Any]:
    """The manifest of a finished attribution of this version.  Raises DemeritError."""
    return folder.of_kind(out, folder.ATTRIBUTED)


def answer_of(out: Path) -> dict[str, Any]:
    """What `attribution.json` says, known to be what was written.  Raises DemeritError."""
    found = folder.read_part(out, ATTRIBUTION, said(out))
    if not isinstance(found, dict) or not isinstance(found.get("by"), dict) or "total" not in found:
        raise DemeritError(f"{out / ATTRIBUTION} is damaged; attribute again")
    return found

"""A finished run folder, as the report reads it."""

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from demerit.report.tiles import CHINA, map_of
from demerit.scenario import Scenario
from demerit.scenario.references import Reference, references
from demerit.world import parquet
from demerit.world.errors import DemeritError


@dataclass(frozen=True)
class Run:
    """A run folder.

    manifest, summary: as written; data: the resolved scenario as plain data; weights: people of a province that one
    simulated person stands for.
    """

    folder: Path
    manifest: dict[str, Any]
    summary: dict[str, Any]
    data: dict[str, Any]
    weights: dict[str, float]

    @cached_property
    def scenario(self) -> Scenario:
        """The scenario, with provenance."""
        return Scenario.from_resolved(self.data)

    @property
    def references(self) -> dict[str, Reference]:
        """All that figures are cited from."""
        return references()

    def months(self) -> Any:
        """The tidy table of whole-number sums.  Raises DemeritError where it is damaged."""
        path = self.folder / "months.parquet"
        try:
            return parquet.read(path)
        except (OSError, pa.ArrowException) as error:
            raise DemeritError(f"{path}: cannot be read ({parquet.reason(error)})") from None

    @property
    def is_told(self) -> bool:
        """Whether the scenario takes the newspaper article at its word."""
        return self.scenario.kind == "told"

    @property
    def as_in_the_article(self) -> bool:
        """Whether it takes the article at its word about the country that the article is about, and its record."""
        return self.is_told and self.of_china

    @property
    def of_china(self) -> bool:
        """Whether its people are those of the country whose lists and statistics are on record here."""
        return map_of(self.weights) is CHINA

    @property
    def stamp(self) -> str:
        """What identifies the run in every picture: version, seed, scale."""
        version = self.manifest.get("version") or self.manifest.get("versions", {}).get("demerit", "")
        scale = str(self.manifest.get("scale", "")).removeprefix("1:")
        parts = [
            f"Demerit {version}".strip(),
            f"scenario {self.scenario.name}",
            f"seed {self.manifest.get('seed', '?')}",
        ]
        return ", ".join([*parts, f"scale 1:{scale}"] if scale else parts)


def opened(folder: Path) -> Run:
    """Read a run folder.  Raises DemeritError if it is none, or unfinished."""
    for name in ("manifest.json", "months.parquet"):
        if not (folder / name).is_file():
            raise DemeritError(f"{folder}: not a finished run folder ({name} is missing)")
    manifest = _json(folder / "manifest.json")
    weights = manifest.get("weights")
    if not isinstance(weights, dict) or not weights:
        raise DemeritError(f"{folder}: manifest.json has no weights of provinces")
    summary = _json(folder / "summary.json") if (folder / "summary.json").is_file() else {}
    each = {name: people / sampled for name, (people, sampled) in weights.items() if sampled}
    return Run(folder, manifest, summary, _scenario(folder), each)


def _json(path: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise DemeritError(f"{path}: not readable as JSON ({error})") from None
    return data


def _scenario(folder: Path) -> dict[str, Any]:
    if (folder / "scenario.json").is_file():
        return _json(folder / "scenario.json")
    path = folder / "scenario.yaml"
    if not path.is_file():
        raise DemeritError(f"{folder}: not a finished run folder (scenario.yaml is missing)")
    from ruamel.yaml import YAML

    data: dict[str, Any] = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return data

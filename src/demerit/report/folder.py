"""A finished run folder, as the report reads it."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from demerit.life.words import enumerated
from demerit.marked import bare
from demerit.report.leaves import leaves
from demerit.report.tiles import CHINA, map_of
from demerit.scenario import Scenario
from demerit.scenario.census import Regions, regions
from demerit.scenario.provenance import Provenance
from demerit.scenario.references import Reference, references
from demerit.world import parquet
from demerit.world.area import area
from demerit.world.as_lived import as_lived
from demerit.world.errors import DemeritError
from demerit.world.folder import (
    BANDS,
    FILES,
    LIVES,
    MANIFEST,
    MODEL_CARD,
    MONTHS,
    OF_BESIDE,
    SCENARIO_JSON,
    SUMMARY,
    TWINS,
    part,
    read_json,
    read_part,
    right,
    right_bands,
    scenario_of,
)

READ: Final = frozenset((MONTHS, SUMMARY, SCENARIO_JSON, TWINS, MODEL_CARD, *OF_BESIDE))
COLUMNS: Final = ["month", "province", "group", "measure", "value"]


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
        return as_lived(self.folder / SCENARIO_JSON, self.data)

    @cached_property
    def plain(self) -> dict[str, Any]:
        """The scenario as plain data without marks."""
        bared: dict[str, Any] = bare(self.data)
        for source in bared.get("regime", {}).get("data_sources", {}).values():
            if source.get("cameras") is None:
                source.pop("full_at", None)  # what cameras see: of nothing else
        return bared

    @cached_property
    def values(self) -> tuple[str, ...]:
        """Dotted keys of the single values of society and regime."""
        return tuple(key for part in ("society", "regime") for key, _ in leaves(self.plain.get(part, {}), part))

    @cached_property
    def _said(self) -> dict[str, Provenance | None]:
        return self.scenario.provenances_of(self.values)

    def provenance_of(self, key: str) -> Provenance | None:
        """Where a single value, or a part, comes from."""
        return self._said[key] if key in self._said else self.scenario.provenance_of(key)

    def within(self, key: str) -> list[str]:
        """The single values that a dotted key names: itself, or all that is in it."""
        return self._inside.get(key) or [key]

    @cached_property
    def _inside(self) -> dict[str, list[str]]:
        """By dotted key the single values in it."""
        inside: dict[str, list[str]] = {}
        for each in self.values:
            steps = each.split(".")
            for length in range(1, len(steps) + 1):
                inside.setdefault(".".join(steps[:length]), []).append(each)
        return inside

    @property
    def references(self) -> dict[str, Reference]:
        """All that figures are cited from."""
        return references()

    def months(self) -> Any:
        """The tidy table of whole-number sums.  Raises DemeritError where it is damaged."""
        path = part(self.folder, MONTHS, self.manifest)
        try:
            found = parquet.read(path)
        except parquet.BROKEN as error:
            raise DemeritError(f"{path} cannot be read ({parquet.reason(error)})") from None
        if found.column_names != COLUMNS:
            raise DemeritError(f"{path} is damaged (its columns must be {', '.join(COLUMNS)})")
        if not pa.types.is_integer(found.schema.field("value").type) or found["value"].null_count:
            raise DemeritError(f"{path} is damaged (its values must be whole numbers)")
        return found

    def told(self, name: str) -> Any:
        """What a JSON file says; nothing, where the run wrote none of that name.  Raises DemeritError."""
        return read_part(self.folder, name, self.manifest) if name in self.manifest[FILES] else None

    def told_in(self, place: str) -> list[Any]:
        """What each JSON file in a folder says.  Raises DemeritError."""
        return [self.told(name) for name in sorted(self.manifest[FILES]) if name.startswith(f"{place}/")]

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
    def regions(self) -> Regions:
        """What its people call the provinces."""
        return regions(self.weights)

    @property
    def stamp(self) -> str:
        """What identifies the run in every picture: version, seed, scale; and where the system runs, if not everywhere."""
        version = self.manifest.get("version") or self.manifest.get("versions", {}).get("demerit", "")
        scale = str(self.manifest.get("scale", "")).removeprefix("1:")
        parts = [
            f"Demerit {version}".strip(),
            f"scenario {self.scenario.name}",
            f"seed {self.manifest.get('seed', '?')}",
        ]
        parts += [f"scale 1:{scale}"] if scale else []
        here = area(self.scenario)
        return ", ".join(parts) + (f"; figures of {enumerated(list(here))} alone" if here else "")


def opened(folder: Path) -> Run:
    """Read a run folder.  Raises DemeritError if it is none, unfinished, or not what its run wrote."""
    for name in (MANIFEST, MONTHS):
        if not (folder / name).is_file():
            raise DemeritError(f"{folder}: not a finished run folder ({name} is missing)")
    manifest = read_json(folder, MANIFEST)
    for key in ("weights", FILES):
        if not isinstance(manifest, dict) or not right(key, manifest.get(key)):
            raise DemeritError(f"{folder / MANIFEST} is damaged ({key})")
    each = {name: people / sampled for name, (people, sampled) in manifest["weights"].items() if sampled}
    data, summary = scenario_of(folder, manifest), _mapping(folder, SUMMARY, manifest)
    if not right_bands(summary.get(BANDS, {})):
        raise DemeritError(f"{folder / SUMMARY} is damaged ({BANDS})")
    return Run(folder, manifest, summary, data, each)


def all_read(run: Run) -> None:
    """Raises DemeritError where anything that a report reads is not what the run wrote: before anything is drawn."""
    for name in run.manifest[FILES]:
        if name in READ or name.startswith(f"{LIVES}/"):
            part(run.folder, name, run.manifest)


def _mapping(folder: Path, name: str, manifest: dict[str, Any]) -> dict[str, Any]:
    found = read_part(folder, name, manifest)
    if not isinstance(found, dict):
        raise DemeritError(f"{folder / name} is damaged (it must be a mapping)")
    return found

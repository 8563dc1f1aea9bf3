"""The claims beside the record and beside what runs give: one table for the command, its JSON and its CSV."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final

from demerit.errors import together
from demerit.scenario.claims import Claim, Shown, claims
from demerit.scenario.references import references
from demerit.scenario.shipped import names_in
from demerit.world.errors import DemeritError
from demerit.world.folder import BANDS, SUMMARY, of_run, read_part, right_bands

Line = dict[str, Any]
DECEMBER: Final = "12"
KINDS: Final = ("chance", "unknown")  # of bands
NO_FIGURE: Final[Line] = {
    "name": "",
    "article": None,
    "record": None,
    "record_of": None,
    "of_year": None,
    "runs": {},
    "bands": {},
}


@dataclass(frozen=True)
class Given:
    """What a run gives.  label: of its column; until: its last month; summary: figures of the country by dotted name."""

    label: str
    until: str
    summary: dict[str, Any]

    def value(self, shown: Shown) -> float | None:
        """A figure, or None where the run has none; one of a year that was not lived to its end is none."""
        date = shown.name.rpartition(".")[2]
        whole = date if len(date) > 4 else f"{date}-{DECEMBER}"
        return self.summary.get(shown.name) if whole <= self.until else None

    def bands(self, shown: Shown) -> dict[str, Any] | None:
        """The bands of the same figure, `chance` and `unknown`, each from low to high; None where the run has none."""
        said = self.summary.get(BANDS)
        found = said.get(shown.name) if isinstance(said, dict) and self.value(shown) is not None else None
        return None if found is None else {name: found[name] for name in KINDS}


def given(runs: Iterable[Path]) -> list[Given]:
    """Finished runs by scenario and seed; those that share both are told apart by their folders.  Raises DemeritError."""
    found = together([partial(_read, run) for run in dict.fromkeys(runs)])
    labels = [f"{_named(about)}, seed {about['seed']}" for _, about, _ in found]
    return [
        Given(label if labels.count(label) == 1 else f"{label}, {run}", str(about["until"]), figures)
        for label, (run, about, figures) in zip(labels, found, strict=True)
    ]


def _read(run: Path) -> tuple[Path, dict[str, Any], dict[str, Any]]:
    """A run, its manifest and its figures.  Raises DemeritError."""
    about = of_run(run)
    figures = read_part(run, SUMMARY, about)
    if (
        not isinstance(figures, dict)
        or not all(type(value) in (int, float) for key, value in figures.items() if key != BANDS)
        or not right_bands(figures.get(BANDS, {}))
    ):
        raise DemeritError(f"{run / SUMMARY} is damaged (it must be a mapping of figures); run it again")
    return run, about, figures


def _named(about: dict[str, Any]) -> str:
    """A run's scenario; on other people than it was written for, none of the article's or the record's."""
    return f"{about['scenario']} on other people" if about.get("transplanted") else str(about["scenario"])


def shipped(names: Iterable[str]) -> list[str]:
    """Of some presets, those that ship."""
    there = names_in("presets")
    return [name for name in names if name in there]


def sections(claim: Claim) -> list[str]:
    """The sections of a run's report in which a claim can be seen, by key."""
    found = [section for row in claim.rows for section in claims().rows[row].sections]
    return list(dict.fromkeys(found))


def citation(key: str) -> str:
    """A reference as people read it: title, year, whether it was read, confidence."""
    known = references()[key]
    year = f", {known.year}" if known.year and str(known.year) not in known.title else ""
    return f"{known.title}{year} [{known.status}, {known.confidence}]"


def full(key: str, runs: Sequence[Given] = ()) -> Line:
    """One claim as plain data, with everything that is known of it."""
    claim = claims().claims[key]
    data = claim.model_dump(mode="json", by_alias=True, exclude={"figures"})
    there = shipped(claim.presets) if claims().works(key) else []
    return {
        "key": key,
        **data,
        "cited": [citation(reference) for reference in claim.references],
        "presets": there,
        "presets_to_come": [name for name in claim.presets if name not in there],
        "sections": sections(claim),
        "figures": [figure(shown, runs) for shown in claim.figures],
        "excludes": [
            {"claim": other, "because": each.because, "unless": each.unless}
            for other, each in claims().excluded_by(key).items()
        ],
    }


def figure(shown: Shown, runs: Sequence[Given]) -> Line:
    """A figure of a claim: what the article says, what is on record, what each run gives.

    of_year: what the record comes to in the year of the figure alone, where it counts more than that.
    """
    return {
        "name": shown.name,
        "article": shown.value,
        "record": shown.record.value if shown.record else None,
        "record_of": span(shown),
        "of_year": shown.of_year.model_dump() if shown.of_year else None,
        "remark": shown.remark,
        "runs": {run.label: run.value(shown) for run in runs},
        "bands": {run.label: run.bands(shown) for run in runs},
    }


def span(shown: Shown) -> str | None:
    """What a figure on record counts, such as: 2013 to the end of 2018."""
    if shown.record is None:
        return None
    return f"{shown.record.since} to {shown.record.until}" if shown.record.since else shown.record.until


def table(runs: Sequence[Given] = ()) -> list[Line]:
    """Every claim, in file order."""
    return [full(key, runs) for key in claims().claims]


def flat(lines: Iterable[Line]) -> list[dict[str, str | float]]:
    """A row a claim and figure, for CSV; a claim without figures has one row."""
    out = []
    for line in lines:
        said = {name: line[name] for name in ("key", "title", "claim", "record", "verdict", "mark", "confidence")}
        said["year"] = line["year"] or ""
        for name in ("references", "rows", "presets", "presets_to_come", "sections"):
            said[name] = " ".join(line[name])
        said["excludes"] = " ".join(each["claim"] for each in line["excludes"])
        for shown in line["figures"] or [NO_FIGURE]:
            values = {"figure": shown["name"], "article": shown["article"], "on_record": shown["record"]}
            alone = shown["of_year"] or {"low": None, "high": None}
            values |= {"on_record_counts": shown["record_of"]}
            values |= {"on_record_that_year_low": alone["low"], "on_record_that_year_high": alone["high"]}
            out.append({k: "" if v is None else v for k, v in {**said, **values, **_with_bands(shown)}.items()})
    return out


def _with_bands(shown: Line) -> dict[str, float | None]:
    """What each run gives, and the ends of its bands where it has any."""
    out: dict[str, float | None] = {}
    for label, value in shown["runs"].items():
        out[label] = value
        for band, ends in (shown["bands"][label] or {}).items():
            if ends is not None:
                out |= {f"{label}, {band} low": ends[0], f"{label}, {band} high": ends[1]}
    return out

"""A run folder that nobody ran: plausible counts in the formats of a real one, in a fraction of a second.

Sums and ratios follow from the counts, as the catalogue says.
"""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tests.helpers.provinces import PROVINCES

from demerit.calendar import month_of, text_of
from demerit.catalogue.found import measure_of
from demerit.scenario import load
from demerit.vocabulary import ACTS, CAUSES, CONDUCT, DEMANDS, ORGANISATION_DEMANDS, SOURCES
from demerit.world.folder import files, hashes

SCALE = 1000
MONTHS = range(month_of("2016-01"), month_of("2019-12") + 1)
ONE_YEAR = range(month_of("2018-01"), month_of("2018-12") + 1)
LIFE = {
    "id": 1,
    "chosen": "wrongly listed, and not told",
    "head": {"text": "Synthetic person 1: female, a city in Shandong."},
    "summary": {"text": "Put on the black list once."},
    "years": [{"year": 2018, "sentences": ["Something < happened.", "It was & recorded."]}],
    "months": [
        {"month": "2018-01", "score": 1000, "blacklist": False},
        {"month": "2018-02", "score": 900, "blacklist": True},
        {"month": "2018-03", "score": 900, "blacklist": True},
    ],
}
JUDGED = {
    "people": 900,
    "labelled": 90,
    "below_cut": 60,
    "precision": 0.4,
    "area_under_curve": 0.75,
    "false_positive_rate": 0.05,
    "false_negative_rate": 0.4,
}
CARD = {
    "foresees": "was put on the blacklist",
    "window_months": 12,
    "shown": ["age", "points"],
    "fits": [
        {
            "month": "2018-01",
            "labelled": 180,
            "labels_by_score": 18,
            "judged": JUDGED,
            "by_group": {"majority": JUDGED, "minority": {**JUDGED, "people": 100, "labelled": 10}},
            "by_income": {"lowest fifth": JUDGED, "highest fifth": JUDGED},
            "by_points_alone": 0.72,
            "cut": 500,
            "cut_from": "lists_below",
            "withheld": [{"attribute": "group", "guessed_right_from": {"score": 0.55, "age": 0.5, "points": 0.6}}],
            "never_fitted_again": {"area_under_curve": 0.7},
        }
    ],
}


def monthly(people: int, t: int, minority: bool) -> dict[str, float]:
    """Measures of one province, group and month; t: months since the first."""
    grown = (t + 1) / len(MONTHS)
    more = 5 if minority else 1
    out = {
        "people": people,
        "adults": 0.8 * people,
        "of_age": 0.85 * people,
        "covered": people * min(1.0, 2 * grown),
        "blacklist.stock": 0.05 * people * grown,
        "blacklist.entries": 0.004 * people,
        "blacklist.exits": 0.001 * people * grown,
        "blacklist.stay_days": 0.5 * people * grown,
        "blacklist.wrongful_stock": 0.004 * people * grown,
        "blacklist.wrongful_entries": 0.0004 * people,
        "blacklist.wrongful_days": 0.12 * people * grown,
        "redlist.stock": 0.01 * people * grown,
        "refused.unaware": 0.001 * people * grown,
        "refused.credit.people": 0.0014 * people,
        "penalties.correct.camera": 0.02 * people,
        "penalties.wrong.camera": 0.001 * people * more,
        "detained": 0.0004 * people * more,
        "detentions": 0.0004 * people * more,
        "enforcement.acts": 0.1 * people,
        "enforcement.records": 0.01 * people,
        "enforcement.acts_critics": 0.02 * people,
        "enforcement.records_critics": 0.005 * people,
        "score.+0": 0.7 * people,
        "score.-50": 0.2 * people * grown,
        "score.-100": 0.1 * people * grown,
        "score.-200": 0.02 * people * grown,
        "score.+50": 0.01 * people * grown,
    }
    for k, act in enumerate(ACTS, 1):
        out |= {f"acts.{act}": 0.05 * people / k, f"self_censored.{act}": 0.02 * people * grown / k}
    for k, conduct in enumerate(CONDUCT, 1):
        gains = conduct in ("volunteering", "loyalty")
        out |= {
            f"missed.{conduct}": 0.04 * people / k,
            f"points_{'gained' if gains else 'lost'}.{conduct}": 0.2 * people / k,
        }
    for k, source in enumerate(SOURCES, 1):
        out |= {f"records.correct.{source}": 0.02 * people / k, f"records.false.{source}": 0.0008 * people / k}
        out |= {f"records.misattributed.{source}": 0.0008 * people * more, f"records.lost.{source}": 0.0008 * people}
        out |= {f"points_lost.source.{source}": 0.1 * people / k}
    for k, demand in enumerate(DEMANDS, 1):
        out |= {f"demand.{demand}": 0.05 * people / k, f"refused.{demand}": 0.002 * people / k * grown}
    for k, cause in enumerate(CAUSES, 1):
        out |= {f"refused.for.{cause}": 0.002 * people / k * grown}
    out |= {"aim.defaults_avoided": 0.0002 * people}
    out |= {
        "passes.lost": 0.002 * people,
        "commercial.customers.1": 0.3 * people,
        "commercial.refused.1": 0.001 * people,
    }
    out |= {
        "opinion.people": 0.85 * people,
        "opinion.private": 0.85 * 8.5 * people,
        "opinion.said": 0.85 * (8.5 + grown) * people,
        "opinion.gap": 0.85 * grown * people,
        "opinion.falsified": 0.2 * people * grown,
        "opinion.dissent_private": 0.3 * people,
        "opinion.dissent_said": 0.3 * people * (1 - 0.8 * grown),
        "opinion.hidden": 0.24 * people * grown,
    }
    return out | {"favoured.credit": 0.001 * people}


def by_decile(people: int) -> dict[str, float]:
    """Measures that are told apart by income instead of by group."""
    out: dict[str, float] = {"cameras": 3.0 * people}
    out |= organisations(people)
    for d in range(1, 11):
        out |= {
            f"decile.people.{d}": people / 10,
            f"decile.stock.{d}": people * d / 1000,
            f"decile.exits.{d}": people / 9000,
        }
        out |= {f"decile.stay_days.{d}": people / 15}
    return out


def organisations(people: int) -> dict[str, float]:
    """Measures of organisations, which belong to no population group."""
    stock = 0.08 * people
    out = {
        "organisation.stock": stock,
        "organisation.suspended": 0.002 * stock,
        "organisation.closed": 0.03 * stock,
        "organisation.blacklist.stock": 0.015 * stock,
        "organisation.blacklist.stock.domestic": 0.013 * stock,
        "organisation.blacklist.stock.foreign": 0.001 * stock,
        "organisation.blacklist.stock.nonprofit": 0.001 * stock,
        "organisation.blacklist.wrongful_stock": 0.002 * stock,
        "organisation.blacklist.wrongful_entries": 0.001 * stock,
        "organisation.wrongful.refused": 0.004 * stock,
        "organisation.watchlist.stock": 0.003 * stock,
        "organisation.found_by_inspection": 0.002 * stock,
        "organisation.deterred.tax_default": 0.001 * stock,
        "organisation.spillover.owners_burdened": 0.01 * stock,
        "organisation.spillover.staff_burdened": 0.1 * stock,
        "refused.for.company": 0.0001 * people,
    }
    for rating, share, barred in (
        ("A", 0.05, 0.0),
        ("B", 0.7, 0.0),
        ("M", 0.1, 0.0),
        ("C", 0.12, 0.4),
        ("D", 0.03, 0.6),
    ):
        out |= {f"organisation.rating.{rating}": share * stock, f"organisation.by_rating.fines.{rating}": 0.01 * stock}
        for part in ("taxed", "suspended", "inspected"):
            out[f"organisation.by_rating.{part}.{rating}"] = share * barred * stock
        for demand in ORGANISATION_DEMANDS:
            out[f"organisation.by_rating.demand.{rating}.{demand}"] = 0.2 * share * stock
            out[f"organisation.by_rating.refused.{rating}.{demand}"] = 0.2 * share * barred * stock
    return out


def folder(
    path: Path,
    without: tuple[str, ...] = (),
    seed: int = 1,
    life: bool = True,
    months: range = MONTHS,
    preset: str = "as-told",
) -> Path:
    """Write the folder; measures that begin with one of `without` stay at zero; months: absolute."""
    scenario = load(preset)
    columns: dict[str, list[str | int]] = {c: [] for c in ("month", "province", "group", "measure", "value")}
    weights = {}
    for province, people in PROVINCES.items():
        sampled = people // SCALE
        weights[province] = [people, sampled]
        for t, month in enumerate(months):
            shares = (("majority", 0.9, False), ("minority", 0.1, True))
            rows = [(g, monthly(int(share * sampled), t, few)) for g, share, few in shares]
            for group, values in [*rows, ("all", by_decile(sampled))]:
                for measure, value in values.items():
                    measure_of(measure)  # nothing is made up that no run counts
                    kept = 0 if measure.startswith(without) and without else round(value * (1 + 0.01 * seed))
                    row: tuple[str | int, ...] = (text_of(month), province, group, measure, kept)
                    for column, cell in zip(columns, row):
                        columns[column].append(cell)
    path.mkdir(parents=True)
    pq.write_table(pa.table(columns), path / "months.parquet")
    manifest = {"version": "0", "seed": seed, "scale": SCALE, "scenario_hash": scenario.hash, "weights": weights}
    _json(path / "scenario.json", scenario.resolved())
    _json(path / "summary.json", {})
    if "learned" not in without:
        _json(path / "model-card.json", CARD)
    if life:
        (path / "lives").mkdir()
        _json(path / "lives" / "1.json", LIFE)
    people = sum(n for _, n in weights.values())
    sealed(path, manifest | {"people": people, "seconds": {"simulate": 1.0}})
    return path


def resealed(path: Path) -> None:
    """The same after something was changed on purpose."""
    sealed(path, told(path))


def told(path: Path) -> dict[str, object]:
    """What the manifest says."""
    said: dict[str, object] = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    return said


def sealed(path: Path, manifest: dict[str, object]) -> None:
    """Write a manifest that knows every file which is there now."""
    _json(path / "manifest.json", manifest | {"files": hashes(path, files(path))})


def _json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data), encoding="utf-8")

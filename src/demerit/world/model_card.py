"""The model card of a run's learned score: model-card.json for programs, model-card.md for people."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from demerit.calendar import month_of
from demerit.scenario.census import Regions, regions
from demerit.vocabulary import LEARNED_FEATURES, LEARNED_LABELS, WITHHELD
from demerit.world.folder import NOTE

LIMITS: Final = (
    "Everybody here is synthetic; the table is of no use for anybody else, and nothing applies it to anybody else.",
    "The label is what the system itself recorded or decided: a score that foresees it foresees the system, errors "
    "included, not conduct.",
    "Within a {region}, population group and income are independent by construction; conduct never depends on group. "
    "What a score knows of a group it was not shown, it has from where people live and what the system did to them.",
    "A guess of group is counted as if both groups were equally many: 50 % is blind.",
    "Judged by people of other communities than those who fitted the table, not on the blacklist when looked at.",
)


def card(world: Any) -> dict[str, Any] | None:
    """The whole card; None where no table was fitted."""
    fits = world.learning.fits
    if not fits:
        return None
    score = world.scenario.regime_at(month_of(fits[-1]["month"])).learned_score
    return {
        "note": NOTE,
        "scenario": world.scenario.name,
        "scenario_hash": world.scenario.hash,
        "seed": world.seed,
        "scale": world.scale,
        "label": score.label,
        "foresees": LEARNED_LABELS[score.label],
        "window_months": score.window_months,
        "shown": list(score.features),
        "withheld": [name for name in WITHHELD if name not in score.features],
        "method": {"form": "additive scorecard, logistic regression with ridge", "ridge": score.ridge},
        "scale_of_points": score.scale.model_dump(),
        "refuses": dict(score.refuses),
        "lists_below": score.lists_below,
        "provinces": list(world.where.names),
        "fits": fits,
        "limits": [line.format(region=regions(world.where.names).one) for line in LIMITS],
    }


def text(data: dict[str, Any]) -> str:
    """The card for people, in Markdown."""
    return "\n".join(_lines(data)) + "\n"


def save(path: Path, data: dict[str, Any]) -> None:
    """Write model-card.json."""
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def save_text(path: Path, data: dict[str, Any]) -> None:
    """Write model-card.md."""
    path.write_text(text(data), encoding="utf-8")


def _lines(data: dict[str, Any]) -> Iterator[str]:
    scale = data["scale_of_points"]
    yield f"# Model card: the learned score of {data['scenario']}, seed {data['seed']}, 1:{data['scale']}\n"
    yield f"*{data['note'].capitalize()}.*\n"
    yield f"It foresees who {data['foresees']} within {data['window_months']} months. High is good:"
    odds = f"{scale['odds']:g} to one against it"
    yield f"{scale['points']} points stand for {odds}, and {scale['doubles']} more double the odds."
    here = regions(data["provinces"])
    shown, withheld = (", ".join(map(here.called, data[name])) or "nothing" for name in ("shown", "withheld"))
    yield f"\nShown: {shown}. Withheld: {withheld}."
    yield f"\nWhat follows from a low score: {_use(data)}.\n"
    for fit in data["fits"]:
        yield from _fit(fit, data["provinces"])
    yield "## Limits\n"
    yield from (f"- {line}" for line in data["limits"])


def _use(data: dict[str, Any]) -> str:
    parts = [f"{name} refused below {below}" for name, below in data["refuses"].items()]
    if data["lists_below"] is not None:
        parts.append(f"listed below {data['lists_below']}")
    return "; ".join(parts) or "nothing"


def _fit(fit: dict[str, Any], provinces: list[str]) -> Iterator[str]:
    share = fit["labels_by_score"] / fit["labelled"]
    here = regions(provinces)
    yield f"## Fitted for {fit['month']}\n"
    yield f"{fit['people']:,} people, looked at in {fit['looked_at']};"
    yield f"{fit['labelled']:,} labelled, {share:.1%} of them"
    yield f"by the score's own doing. Fitted on {fit['fitted_on']:,}, judged on {fit['judged_on']:,}.\n"
    yield f"### Accuracy and errors, at {fit['cut']} ({fit['cut_from']})\n"
    yield from _judgements(fit)
    yield f"\nPoints alone, without any learning, rank {fit['by_points_alone']} of the same pairs rightly."
    yield "\n### Calibration\n"
    yield "| score | people | labelled | foreseen |\n|---|---|---|---|"
    for band in fit["calibration"]:
        yield f"| {band['first']} to {band['last']} | {band['people']} | {band['labelled']} | {band['foreseen']:.1f} |"
    yield "\n### What was withheld, and how much of it is in the score all the same\n"
    yield from _withheld(fit, here)
    yield f"\n### Points: {fit['offset']} for everybody, and for each feature\n"
    yield "| feature | bin | points |\n|---|---|---|"
    for feature, values in fit["points"].items():
        names = provinces if feature == "province" else LEARNED_FEATURES[feature]
        called = here.called(feature)
        yield from (f"| {called} | {name} | {value:+d} |" for name, value in zip(names, values, strict=True))
    yield ""


COLUMNS: Final = ("people", "labelled", "below_cut", "mean_score", "area_under_curve", "accuracy")
ERRORS: Final = ("false_positive_rate", "false_negative_rate", "precision")


def _judgements(fit: dict[str, Any]) -> Iterator[str]:
    names = (*COLUMNS, *ERRORS)
    yield f"| who | {' | '.join(name.replace('_', ' ') for name in names)} |\n|---|{'---|' * len(names)}"
    rows = {"all": fit["judged"], **fit["by_group"], **fit["by_income"]}
    if fit["never_fitted_again"]:
        rows["all, by the first table"] = fit["never_fitted_again"]
    for who, row in rows.items():
        yield f"| {who} | {' | '.join('' if row[name] is None else str(row[name]) for name in names)} |"


def _withheld(fit: dict[str, Any], here: Regions) -> Iterator[str]:
    if not fit["withheld"]:
        yield "Nothing was withheld."
    for part in fit["withheld"]:
        variance, called = part["share_of_variance"], here.called(part["attribute"])
        yield f"- {called}: {'none' if variance is None else f'{variance:.1%}'} of the score's variance."
        if part.get("difference_in_mean_score") is not None:
            yield f"  Mean score of the minority against the majority: {part['difference_in_mean_score']:+.1f}."
            right = ", ".join(f"{here.called(key)} {value:.1%}" for key, value in part["guessed_right_from"].items())
            yield f"  Guessed right, of two people one from each group: from {right}."

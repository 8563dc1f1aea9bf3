"""One fit and what is to be said of it: the part of the model card that a date adds.

It is judged elsewhere: the people of every other community fit the table, those of the others judge it.  They judge the
first table too, which was never fitted again: elsewhere and later.  And they judge points alone, without any learning:
what a table that is shown points adds to them.  Plain data, whole numbers where it counts something.
"""

from typing import Any, Final

import numpy as np

from demerit.calendar import text_of
from demerit.people.desk import STRIDE
from demerit.rulebook.learned import FEATURES
from demerit.scenario.learned import LearnedScore
from demerit.scorecard import metrics
from demerit.scorecard.fitting import fitted
from demerit.scorecard.points import Points, Scale, chance, points
from demerit.vocabulary import GROUPS, LEARNED_FEATURES, WITHHELD
from demerit.world.rooms import Array

SHOWN: Final = 4  # decimals of shares


def elsewhere(who: Array) -> Array:
    """0 for people whose communities fit a table, 1 for those whose communities judge it; who: their numbers."""
    half: Array = who // STRIDE % 2
    return half


def scale_of(score: LearnedScore) -> Scale:
    """The scale of a scenario's learned score."""
    return Scale(score.scale.points, score.scale.odds, score.scale.doubles)


def levels(feature: str, provinces: list[str]) -> int:
    """How many bins a feature has."""
    return len(provinces) if feature == "province" else len(LEARNED_FEATURES[feature])


def cut_of(score: LearnedScore) -> tuple[int, str]:
    """The cut at which errors are counted, and where it comes from."""
    if score.lists_below is not None:
        return score.lists_below, "lists_below"
    if score.refuses:
        name = max(score.refuses, key=lambda demand: score.refuses[demand])
        return score.refuses[name], f"refuses.{name}"
    return score.scale.points, "scale.points, since nothing rests on the score"


def fit(
    told: Any, score: LearnedScore, month: int, looked: int, provinces: list[str], before: list[dict[str, Any]]
) -> dict[str, Any]:
    """Fit a table on labelled people (`demerit.world.learning.Labelled`) and judge it; before: earlier fits."""
    shown = [FEATURES.index(name) for name in score.features]
    widths = [levels(name, provinces) for name in score.features]
    bins = told.people["bins"].astype("int64")
    learns = elsewhere(told.people["who"]) == 0
    found = fitted(bins[learns][:, shown], told.labels[learns], widths, score.ridge)
    table = points(found, scale_of(score))
    judges = bins[~learns]
    labels = told.labels[~learns]
    mine = _marks(table, shown, judges)
    first = before[0] if before else None
    return {
        "month": text_of(month),
        "looked_at": text_of(looked),
        "people": len(told.people),
        "labelled": int(told.labels.sum()),
        "fitted_on": int(learns.sum()),
        "judged_on": len(labels),
        "offset": table.offset,
        "points": dict(zip(score.features, table.bins, strict=True)),
        "cut": cut_of(score)[0],
        "cut_from": cut_of(score)[1],
        "left_undone": found.last_change,
        "judged": judged(mine, labels, cut_of(score)[0]),
        "calibration": _calibration(mine, labels, score),
        "by_points_alone": _rounded(_alone("points", labels, judges)),
        "by_group": _by(("group", tuple(GROUPS)), mine, labels, judges, cut_of(score)[0]),
        "by_income": _by(("income", LEARNED_FEATURES["income"]), mine, labels, judges, cut_of(score)[0]),
        "withheld": [
            _withheld(name, mine, judges, score, provinces) for name in WITHHELD if name not in score.features
        ],
        "labels_by_score": int(told.by_score.sum()),
        "never_fitted_again": None if first is None else _first(first, judges, labels, cut_of(score)[0]),
    }


def _marks(table: Points, shown: list[int], bins: Array) -> Array:
    """Scores of the people of a sample, inside the run that drew them."""
    total: Array = np.full(len(bins), table.offset, np.int64)
    for f, each in zip(shown, table.bins, strict=True):
        total += np.array(each, np.int64)[bins[:, f]]
    return total


def _first(fit: dict[str, Any], bins: Array, labels: Array, cut: int) -> dict[str, Any]:
    """The first table, judged by the same people."""
    table = Points(fit["offset"], list(fit["points"].values()))
    return judged(_marks(table, [FEATURES.index(name) for name in fit["points"]], bins), labels, cut)


def judged(scores: Array, labels: Array, cut: int) -> dict[str, Any]:
    """Accuracy and errors of a score at a cut, among people of the run."""
    found = metrics.counts(scores, labels, cut)
    bad, good = scores[labels != 0], scores[labels == 0]
    return {
        "people": len(scores),
        "labelled": int(found.labelled),
        "below_cut": int(found.flagged_labelled + found.flagged_clear),
        "mean_score": _rounded(_mean(scores)),
        "area_under_curve": _rounded(metrics.below(bad, good)),
        "accuracy": _rounded(found.accuracy),
        "false_positive_rate": _rounded(found.false_positive_rate),
        "false_negative_rate": _rounded(found.false_negative_rate),
        "precision": _rounded(found.precision),
    }


def _mean(values: Array) -> float | None:
    return int(values.sum()) / len(values) if len(values) else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, SHOWN)


def _calibration(scores: Array, labels: Array, score: LearnedScore) -> list[dict[str, Any]]:
    scale = scale_of(score)
    chances = {each: chance(each, scale) for each in np.unique(scores).tolist()}
    return [
        {**band._asdict(), "foreseen": round(band.foreseen, 2)}
        for band in metrics.calibration(scores, labels, chances, scale.doubles)
    ]


def _alone(feature: str, labels: Array, bins: Array) -> float | None:
    """The share of pairs that a feature ranks rightly by itself, its bins from bad to good."""
    column = bins[:, FEATURES.index(feature)]
    return metrics.below(column[labels == 1], column[labels == 0])


def _by(feature: tuple[str, tuple[str, ...]], scores: Array, labels: Array, bins: Array, cut: int) -> dict[str, Any]:
    """Accuracy and errors for the people of each bin of a feature: its name, and the names of the bins."""
    column = bins[:, FEATURES.index(feature[0])]
    out = {}
    for number, name in enumerate(feature[1]):
        here = column == number
        out[name] = judged(scores[here], labels[here], cut)
    return out


def _withheld(name: str, scores: Array, bins: Array, score: LearnedScore, provinces: list[str]) -> dict[str, Any]:
    """How much of an attribute that the score was not shown is in it all the same."""
    column = bins[:, FEATURES.index(name)]
    out: dict[str, Any] = {"attribute": name, "share_of_variance": _rounded(metrics.between(scores, column))}
    if name != "group":
        return out
    width = score.scale.doubles
    sides = {"score": _two(scores // width, column)}
    for feature in dict.fromkeys((*score.features, "province")):
        sides[feature] = _two(bins[:, FEATURES.index(feature)], column)
    means = [_mean(side) for side in _two(scores, column)]
    out["difference_in_mean_score"] = (
        None if means[0] is None or means[1] is None else round(means[1] - means[0], SHOWN)
    )
    out["minority_scores_lower"] = _rounded(metrics.below(*reversed(_two(scores, column))))
    out["guessed_right_from"] = {key: _rounded(metrics.guessed(*pair)) for key, pair in sides.items()}
    return out


def _two(values: Array, groups: Array) -> list[Array]:
    """Values of the majority and of the minority."""
    return [values[groups == g] for g in range(2)]

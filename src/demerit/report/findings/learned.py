"""M07: the learned score: what it adds to points alone, whom it gets wrong where it decides, what of the withheld it knows."""

from math import sqrt
from typing import Any, Final

from demerit.report.charts.dots import dots
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import percent, words
from demerit.report.rests import on_lists
from demerit.report.table import Row, Table, banded, table
from demerit.scenario.census import Regions
from demerit.vocabulary import LEARNED_LABELS
from demerit.world.folder import MODEL_CARD
from demerit.world.spread import Z90

KEY: Final = "learned"
ALONE: Final = "everybody, by points alone"
LATER: Final = dict(zip(LEARNED_LABELS.values(), ("gets listed", "loses more points than are won"), strict=True))


def _card(m: Measures) -> dict[str, Any] | None:
    found: dict[str, Any] | None = m.run.told(MODEL_CARD)
    return found if found and found["fits"] else None


def ranked(m: Measures) -> float:
    """The share of pairs that the last table ranks rightly; nothing where none was fitted."""
    card = _card(m)
    return float(card["fits"][-1]["judged"]["area_under_curve"] or 0.0) if card else 0.0


def _error(area: float, ones: int, others: int) -> float:
    """Standard error of an area under the curve (J. A. Hanley, B. J. McNeil, 1982)."""
    if not ones or not others:
        return 0.5
    one, two = area / (2 - area), 2 * area * area / (1 + area)
    spread = area * (1 - area) + (ones - 1) * (one - area * area) + (others - 1) * (two - area * area)
    return sqrt(max(spread, 0.0) / (ones * others))


def _rows(card: dict[str, Any]) -> list[Row]:
    """Each group's, and, as the title sets the score beside them, how well points alone rank the same people."""
    rows: list[Row] = []
    for fit in card["fits"]:
        for group, judged in fit["by_group"].items():
            rates = {f"false_{kind}": judged[f"false_{kind}_rate"] for kind in ("positive", "negative")}
            rows += _row(fit, group, judged, judged["area_under_curve"], rates)
        rows += _row(
            fit, ALONE, fit["judged"], fit["by_points_alone"], {"false_positive": None, "false_negative": None}
        )
    return rows


def _row(fit: dict[str, Any], group: str, judged: dict[str, Any], area: float | None, rates: Row) -> list[Row]:
    """How well some people are ranked, with its band of chance; nothing where no two of them can be compared."""
    if area is None:
        return []
    wide = Z90 * _error(area, judged["labelled"], judged["people"] - judged["labelled"])
    limits = {"low": max(area - wide, 0.0), "high": min(area + wide, 1.0)}
    where = {"fit": f"fitted for {fit['month']}", "group": group, "value": area}
    return [{**where, **limits, **rates, "people": judged["people"]}]


def _table(rows: list[Row]) -> Table:
    return table(
        [
            ("fit", "fit", "text"),
            ("group", "population group", "text"),
            ("value", "pairs of one foreseen and one other, ranked rightly", "share"),
            *banded("share"),
            ("false_positive", "false positive rate", "share"),
            ("false_negative", "false negative rate", "share"),
            ("people", "people it was tested on", "count"),
        ],
        rows,
    )


def _cut(fit: dict[str, Any]) -> str:
    """The points below which it lists, or refuses, in words; empty where it does neither."""
    if fit["cut_from"] == "lists_below":
        return f"{fit['cut']}, where it lists"
    kind, _, demand = fit["cut_from"].partition(".")
    return f"{fit['cut']}, where it refuses {words(demand)}" if kind == "refuses" else ""


def _decides(fit: dict[str, Any]) -> str:
    """Errors at the cut that decides, and whom it hits; nothing where nothing rests on the score."""
    judged, cut = fit["judged"], _cut(fit)
    if not cut:
        return ""
    if not judged["below_cut"]:
        return f"Nobody of those it was tested on scored below {cut}. "
    poorest, richest = (list(fit["by_income"].values())[end] for end in (0, -1))
    below = [percent(part["below_cut"] / part["people"]) if part["people"] else "none" for part in (poorest, richest)]
    return (
        f"Below {cut}, are {judged['below_cut']:,} of the {judged['people']:,} it was tested on: of these, "
        f"{percent(1 - judged['precision'])} were not listed within that time, and it misses "
        f"{percent(judged['false_negative_rate'])} of those who are. Of the poorest fifth {below[0]} are below it, "
        f"of the richest {below[1]}. "
    )


def _withheld(fit: dict[str, Any], here: Regions) -> str:
    """What can be told of a person's group from the score, and from what it was shown."""
    group = next((each for each in fit["withheld"] if each["attribute"] == "group"), None)
    if group is None:
        return "Population group was shown to it. "
    guesses = group["guessed_right_from"]
    best = max((name for name in guesses if name != "score"), key=lambda name: guesses[name])
    return (
        f"Population group was withheld. Of two people, one of the majority and one of the minority, the score tells which is which in "
        f"{percent(guesses['score'])} of all such pairs (50 % is blind); {here.called(best)} alone does in {percent(guesses[best])}. "
    )


def find(m: Measures) -> Finding | LeftOut:
    """Accuracy and errors by group over fits; the withheld attribute; the score's own doing among its labels."""
    card = _card(m)
    rows = _rows(card) if card else []
    if card is None or not rows:
        return LeftOut(KEY, "No learned score: nothing was learned from records in this run.")
    last = card["fits"][-1]
    own = last["labels_by_score"] / last["labelled"] if last["labelled"] else 0.0
    told = LATER[str(card["foresees"])]
    right, alone = last["judged"]["area_under_curve"], last["by_points_alone"]
    title = f"Of two people one of whom {told}, the learned score tells which in {percent(right)} of pairs, points alone in {percent(alone)}"
    stale = last["never_fitted_again"]
    again = ""
    if stale:
        again = (
            f"The first fit, never renewed, ranks {percent(stale['area_under_curve'])} of these later pairs rightly. "
        )
    shown = _table(rows)
    return Finding(
        KEY,
        title,
        f"It foresees who {card['foresees']} within {card['window_months']} months, from {len(card['shown'])} things it is shown, "
        f"and is tested on people of other communities: a pair is one of these of whom it came true and one of whom it did not, and it is ranked "
        f"rightly where the first has the lower score. {_decides(last)}{_withheld(last, m.run.regions)}{again}Of the cases that the last fit learnt from, {percent(own)} came about because an earlier one had listed or "
        "refused somebody. The model card in the run folder has every point, the calibration and the errors.",
        of_inputs(m.run, "regime.learned_score", *on_lists(m)),
        f"Limits are {Z90} standard errors of the share of pairs, by Hanley and McNeil; what nobody knows is what such a score would be shown.",
        (
            Figure(
                "learned",
                title,
                f"Share of pairs, one person who {told} later and one who did not, that the score ranks rightly, by group and fit, and that points alone do",
                dots(
                    list(shown.rows),
                    "fit",
                    "group",
                    "share of pairs ranked rightly",
                    form=".0%",
                    said=percent,
                    rule=0.5,
                ),
                shown,
                "Dots of the share of pairs ranked rightly by population group, one line a fit; the dashed line is a coin.",
            ),
        ),
    )

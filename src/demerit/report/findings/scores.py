"""M01: the distribution of scores over time."""

from typing import Final

from demerit.calendar import text_of
from demerit.life.words import date_in_words
from demerit.report.changes import dated
from demerit.report.charts.areas import areas
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.in_force import rules
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import numeral, people, percent
from demerit.report.rests import on_points
from demerit.report.table import Row, table
from demerit.report.ways_back import ways_back
from demerit.scenario.rules import Points

KEY = "scores"
# Bands by distance from the starting value, lowest first, with a colour (diverging, told apart by the colour-blind).
BANDS: Final = (
    (-10_000, -150, "#8c2d04"),
    (-150, -100, "#d55e00"),
    (-100, -50, "#f0a35e"),
    (-50, 0, "#fbd9b5"),
    (0, 50, "#c7dcee"),
    (50, 10_000, "#0072B2"),
)


def _within(m: Measures) -> list[int]:
    """Which bands anybody can be in, on a scale that may end before them."""
    points = m.run.scenario.regime.points
    return [
        n
        for n, (low, high, _) in enumerate(BANDS)
        if points.start + low <= points.highest and points.start + high > points.lowest
    ]


def _label(low: int, high: int, points: Points) -> str:
    """A band as points, cut to the scale."""
    if low < -9000:
        return f"below {numeral(points.start + high)}"
    least = max(points.start + low, points.lowest)
    if high > 9000:
        return f"{numeral(least)} or more"
    most = min(points.start + high - 1, points.highest)
    return f"{numeral(least)} to {numeral(most)}" if most > least else numeral(least)


def shares(m: Measures, i: int) -> list[float]:
    """The share of scored people in each band at the end of the month at position i; empty before anybody is scored."""
    bins = {int(name): float(m.series(f"score.{name}")[i]) for name in m.along("score")}
    total = sum(bins.values())
    return [sum(n for edge, n in bins.items() if low <= edge < high) / total for low, high, _ in BANDS] if total else []


def _moving(lost: float, gained: float) -> str:
    if lost and gained:
        return "add and subtract"
    return "only subtract" if lost else "only add"


def _lasting(m: Measures) -> str:
    regime = m.run.scenario.regime
    if any(rule.expires_days for rule in rules(m).values()):
        return "what a record moved is taken back when it expires"
    clean = regime.points.clean_year
    return f"a calendar year without losing any gives {clean}" if clean else "nothing fades"


def _given(m: Measures) -> str:
    said = "".join(f", and {people(back)} {how}" for back, how in ways_back(m))
    return said or ": a file that never forgets"


def _far(end: list[float], start: int, month: str) -> str:
    """Who ends far from where everybody begins."""
    each = ((end[0], f"stand below {numeral(start - 150)}"), (end[-1], f"stand at {numeral(start + 50)} or more"))
    said = [f"{percent(share)} {where}" for share, where in each if share]
    return f"In {month}, {' and '.join(said)}. " if said else ""


def find(m: Measures) -> Finding | LeftOut:
    """Shares of people by band of scores, month by month."""
    edges = m.along("score")
    if not any(edge not in ("+0", "0") for edge in edges):
        if not rules(m):
            return LeftOut(KEY, "No distribution of points: this regime gives and takes none.")
        return LeftOut(KEY, "No distribution of points: nobody's points moved in this run.")
    points, each = m.run.scenario.regime.points, [shares(m, i) for i in range(len(m.months))]
    within = [n for n in _within(m) if any(held[n] for held in each if held)]
    start = points.start
    rows: list[Row] = []
    for i, month in enumerate(m.months):
        held = each[i]
        for low, high, share in [(*BANDS[n][:2], held[n]) for n in within if held]:
            rows.append({"month": text_of(month), "band": _label(low, high, points), "value": share})
    shown = table(
        [("month", "month", "text"), ("band", "score", "text"), ("value", "share of scored people", "share")], rows
    )
    end = shares(m, -1) or [0.0] * len(BANDS)
    below = sum(end[:4])
    scored = sum(float(m.series(f"score.{edge}", counted=True)[-1]) for edge in edges)
    lost, gained = (m.total(f"points_{side}.all").scaled for side in ("lost", "gained"))
    title = f"By {date_in_words(text_of(m.months[-1]))}, {percent(below)} of scored people stand below the {numeral(start)} points they began with"
    return Finding(
        KEY,
        title,
        f"Everybody begins with {numeral(start)} points on one permanent file; records {_moving(lost, gained)}, and {_lasting(m)}. {_far(end, start, m.end)}Over the "
        f"run {people(lost)} points are taken and {people(gained) if gained else 'none'} given{_given(m)}.",
        of_inputs(m.run, *on_points(m)),
        f"Shares of {m.end} rest on {people(scored)} simulated people. What nobody knows about the rules is not in them.",
        (
            Figure(
                "scores",
                title,
                "Share of people whom the system covers, by score at the end of each month",
                areas(
                    list(shown.rows),
                    "band",
                    "share of people",
                    [BANDS[n][2] for n in within],
                    **dated(m, "data_sources.*.coverage", "rules.*", "points.*"),
                ),
                shown,
                f"Stacked shares of people by score band from {m.span}.",
            ),
        ),
    )

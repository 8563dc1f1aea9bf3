"""M01: how many stand in which band of points that the rulebook names."""

from typing import Final

from demerit.calendar import text_of
from demerit.life.words import date_in_words
from demerit.report.changes import dated
from demerit.report.charts.areas import areas
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.numbers import numeral, percent
from demerit.report.rests import on_points
from demerit.report.table import Row, table

KEY: Final = "bands"
# Lowest band first; told apart by the colour-blind.
COLOURS: Final = (*("#8c2d04", "#d55e00", "#f0a35e", "#fbd9b5", "#f2ead9", "#c7dcee", "#8fbbdd", "#0072B2", "#003f66"),)


def colours(n: int) -> list[str]:
    """A colour for each of n bands, the lowest first, from one end of the scale to the other."""
    return [COLOURS[round(b * (len(COLOURS) - 1) / max(n - 1, 1))] for b in range(n)]


def descending(bands: dict[str, int]) -> list[str]:
    """Names of bands, the highest first: the order of their numbers in measures."""
    return sorted(bands, key=lambda name: -bands[name])


def shares(m: Measures, prefix: str, n: int, i: int) -> list[float]:
    """The share in each of n bands at the end of the month at position i, the highest first; empty without anybody."""
    held = [float(m.series(f"{prefix}.{b + 1}")[i]) for b in range(n)]
    return [each / sum(held) for each in held] if sum(held) else []


def find(m: Measures) -> Finding | LeftOut:
    """Shares of adults by band, month by month."""
    points = m.run.scenario.regime.points
    names = descending(points.bands)
    if not names or not m.seen(*(f"band.{b + 1}" for b in range(len(names)))):
        return LeftOut(KEY, "No bands of points: the rules of this run name none.")
    ever = [m.seen(f"band.{b + 1}") for b in range(len(names))]
    rows: list[Row] = []
    for i, month in enumerate(m.months):
        for name, share, seen in reversed(list(zip(names, shares(m, "band", len(names), i), ever))):
            if seen:
                rows.append(
                    {"month": text_of(month), "band": f"{name}, from {numeral(points.bands[name])}", "value": share}
                )
    shown = table(
        [("month", "month", "text"), ("band", "band", "text"), ("value", "share of adults covered", "share")], rows
    )
    end = shares(m, "band", len(names), -1)
    home = next(b for b, name in enumerate(names) if points.start >= points.bands[name])
    above, below = sum(end[:home]), sum(end[home + 1 :])
    title = f"By {date_in_words(m.texts[-1])}, {percent(below)} of adults are below {names[home]}, where all begin"
    title += f", and {percent(above) if above else 'nobody is'} above" if home else ", the highest band"
    each = ", ".join(f"{name} {percent(share)}" for name, share in zip(names, end))
    return Finding(
        KEY,
        title,
        f"Everybody begins with {numeral(points.start)} points, in {names[home]}. Of the adults whom the system covers, by {m.end}: {each}. A band by "
        "itself does nothing; what it opens or closes is among the refusals and the favours, if the rules tie anything to it.",
        of_inputs(m.run, *on_points(m)),
        m.how,
        (
            Figure(
                KEY,
                title,
                "Share of adults whom the system covers, by band of points at the end of each month",
                areas(
                    list(shown.rows),
                    "band",
                    "share of adults",
                    [colour for colour, seen in zip(colours(len(names)), reversed(ever)) if seen],
                    **dated(m, "data_sources.*.coverage", "rules.*", "points.*"),
                ),
                shown,
                f"Stacked shares of adults by band from {m.span}.",
            ),
        ),
    )

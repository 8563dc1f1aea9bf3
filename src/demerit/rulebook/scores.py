"""Commercial scores as whole-number tables."""

from typing import TYPE_CHECKING, Any

from demerit.vocabulary import COMMERCIAL_FEATURES, DEMANDS

if TYPE_CHECKING:
    from demerit.scenario import Regime


def commercial_scores(table: Any, regime: "Regime", month: int) -> None:
    """Put the commercial scores of a regime into its LAW record: points by feature, customers, what they bar."""
    for n, score in enumerate(regime.commercial_scores.values()):
        table.scores = n + 1
        table.customers[n] = round(1024 * score.customers.between(month))
        table.score_online[n] = score.online_only
        table.score_least_age[n] = score.least_age
        table.score_start[n], table.score_lowest[n], table.score_highest[n] = score.start, score.lowest, score.highest
        table.score_by_age[n] = score.age
        table.score_by_income[n] = score.income
        for name, points in score.points.items():
            times = 1024 if name == "state_points" else 1
            table.score_points[n, COMMERCIAL_FEATURES.index(name)] = round(points * times)
        for name, below in score.refuses.items():
            table.score_bars[n, DEMANDS.index(name)] = below
        named = sorted(score.bands.values(), reverse=True)
        table.score_bands[n] = len(named)
        table.score_band_from[n, : len(named)] = named
        table.score_feeds[n] = score.reports_below

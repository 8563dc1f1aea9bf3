"""Points that no record gave: in which ways they came back, and how many."""

from demerit.report.in_force import ever
from demerit.report.measures import Measures


def ways_back(m: Measures) -> list[tuple[float, str]]:
    """How many points, scaled to the country, came back to people in each way, and which way that is."""
    expired = "came back as records expired"
    if ever(m, lambda regime: regime.points.lowest == regime.points.highest):
        expired += ", or as points were abolished"
    ways = (
        ("points_expired", expired),
        ("points_returned", "came back by objections"),
        ("points_clean_year", "were given for clean years"),
    )
    return [(back, how) for name, how in ways if (back := m.total(name).scaled) > 0]

"""Names of what is counted about organisations: from the fields of ORG_COUNT to dotted measures."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from demerit.month.organisation_state import ORG_COUNT
from demerit.vocabulary import (
    ORGANISATION_ACTS,
    ORGANISATION_CANDIDATES,
    ORGANISATION_DEMANDS,
    ORGANISATION_GROUNDS,
    ORGANISATION_SOURCES,
    ORGANISATIONS,
    RATINGS,
)

Array = np.ndarray[Any, Any]
PREFIX: Final = "organisation."
STANDINGS: Final = ("unrated", *RATINGS)

# Numbers at the end of a month; all others add up over months.
STOCKS: Final = frozenset(
    {
        *("stock", "covered", "closed", "suspended", "owned", "owner_listed", "taxed", "inspected", "rated"),
        *("points", "strain", "caution", "blacklist_stock", "blacklist_wrongful_stock"),
        *("watchlist_stock", "watchlist_wrongful_stock"),
        *("taxed_wrongful", "suspended_wrongful", "inspected_wrongful", "rated_lower_wrongful"),
        *("rating", "rating_taxed", "rating_suspended", "rating_listed", "rating_inspected"),
        "owners_barred",
    }
)
WRONGFUL: Final = tuple(name for name in ORG_COUNT.names or () if "wrongful" in name)
# Told apart by kind of organisation as well.
BY_KIND: Final = (
    *("stock", "covered", "suspended", "fines", "rated"),
    *("blacklist_entries", "blacklist_exits", "blacklist_stock", "blacklist_stay_days"),
    *("watchlist_entries", "watchlist_stock"),
    *WRONGFUL,
)
AXES: Final = {
    "acts": ORGANISATION_CANDIDATES,
    **dict.fromkeys(("records", "missed", "points_gained", "points_lost", "deterred"), ORGANISATION_ACTS),
    **dict.fromkeys(
        ("records_correct", "records_false", "records_misattributed", "records_lost"), ORGANISATION_SOURCES
    ),
    **dict.fromkeys(("demand", "refused", "declined", "granted"), ORGANISATION_DEMANDS),
    **dict.fromkeys(("entries_for", "watched_for"), ORGANISATION_GROUNDS),
}
NAMES: Final = {
    "entries_for": "blacklist.entries_for",
    "watched_for": "watchlist.entries_for",
    "owners_burdened": "spillover.owners_burdened",
    "owners_named": "spillover.owners_named",
    "owners_barred": "spillover.owners_barred",
    "staff_burdened": "spillover.staff_burdened",
    # sums that begin like others and are none of them
    "refused_wrongful": "wrongful.refused",
    "fines_wrongful": "wrongful.fines",
    "taxed_wrongful": "wrongful.taxed",
    "suspended_wrongful": "wrongful.suspended",
    "suspended_wrongful_days": "wrongful.suspended_days",
    "inspected_wrongful": "wrongful.inspected",
    "rated_lower_wrongful": "wrongful.rated_lower",
}
INSIDE: Final = ("enterprise_points", "enterprise_truth", "enterprise_number", "rightly")  # not reported


def dotted(field: str) -> str:
    """The public name of a field of ORG_COUNT, without its own axis."""
    if field in NAMES:
        return PREFIX + NAMES[field]
    for prefix in ("blacklist", "watchlist", "records"):
        if field.startswith(prefix + "_"):
            return f"{PREFIX}{prefix}.{field[len(prefix) + 1 :]}"
    return PREFIX + (f"by_rating.{field[len('rating_') :]}" if field.startswith("rating_") else field)


def is_stock(measure: str) -> bool:
    """Whether a measure of organisations is a stock at the end of the month."""
    return any(measure == dotted(f) or measure.startswith(dotted(f) + ".") for f in STOCKS)


def measured(sums: Array) -> Iterator[tuple[str, Array]]:
    """(measure, values) of ORG_COUNT records in an array of any shape."""
    for field in ORG_COUNT.names or ():
        if field not in INSIDE:
            yield from _of_field(field, sums[field], sums.ndim)


def _of_field(field: str, values: Array, axes: int) -> Iterator[tuple[str, Array]]:
    name = dotted(field)
    if field == "rating" or field.startswith("rating_"):
        for r, rating in enumerate(STANDINGS):
            if values.ndim == axes + 1:
                yield f"{name}.{rating}", values[..., r]
            else:
                for d, demand in enumerate(ORGANISATION_DEMANDS):
                    yield f"{name}.{demand}.{rating}", values[..., r, d]
    elif field in AXES:
        total = values.sum(axis=axes)
        for position, one in enumerate(AXES[field]):
            yield f"{name}.{one}", total[..., position]
    elif values.ndim == axes:
        yield name, values
    else:
        yield name, values.sum(axis=-1)
        if field in BY_KIND:
            for k, kind in enumerate(ORGANISATIONS):
                yield f"{name}.{kind}", values[..., k]

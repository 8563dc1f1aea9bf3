"""Names of what is counted: from the fields of COUNT to dotted measures, the same in every file, page and message."""

from collections.abc import Iterator
from typing import Any, Final

import numpy as np

from demerit.month.state import BIN, BINS, COUNT
from demerit.numbered import Numbered, places
from demerit.ranges import BANDS, DECILES, SCORES
from demerit.vocabulary import CANDIDATES, CAUSES, CONDUCT, DEMANDS, LIBERTY_OF, MOVEMENT, OFFENCES, SOURCES

Array = np.ndarray[Any, Any]

# Fields that hold a number at the end of the month (a stock); all others add up over months (a flow).
STOCKS: Final = frozenset(
    {
        *("people", "adults", "of_age", "covered", "points", "fear", "hardship", "jobless", "matters", "detained"),
        *(
            "blacklist_stock",
            "blacklist_wrongful_stock",
            "blacklist_unaware",
            "redlist_stock",
            "loans_stock",
            "critics",
        ),
        *("opinion_people", "opinion_private", "opinion_said", "opinion_gap", "opinion_falsified"),
        *("opinion_dissent_private", "opinion_dissent_said", "opinion_hidden"),
        *("score", "decile_people", "decile_stock", "passes_invalid", "customers", "negative_entries"),
        *("customers_band", "band"),
        *("learned_scored", "learned_total", "learned_low", "blacklist_learned_stock"),
    }
)
PREFIXES: Final = (
    *("blacklist", "redlist", "loans", "judgments", "fines", "objections", "enforcement", "decile", "passes"),
    *("opinion", "learned", "claw_backs"),
)
AXES: Final[dict[str, Numbered | tuple[str, ...]]] = {
    "acts": CANDIDATES,
    "self_censored": CANDIDATES,
    **dict.fromkeys(("records", "missed", "points_gained", "points_lost", "conduct"), CONDUCT),
    **dict.fromkeys(("records_correct", "records_false", "records_misattributed", "records_lost"), SOURCES),
    **dict.fromkeys(("source_points_gained", "source_points_lost", "penalties_correct", "penalties_wrong"), SOURCES),
    **dict.fromkeys(("demand", "refused", "declined", "granted", "favoured"), DEMANDS),
    "refused_for": CAUSES,
    **dict.fromkeys(("customers", "customers_refused"), tuple(str(n + 1) for n in range(SCORES))),
    "customers_band": tuple(f"{n + 1}.{b + 1}" for n in range(SCORES) for b in range(BANDS)),
    "band": tuple(str(b + 1) for b in range(BANDS)),
    "score": tuple(f"{(b - (BINS - 8)) * BIN:+d}" for b in range(BINS)),
}
NAMES: Final = {
    "credit_refused_people": "refused.credit.people",
    "refused_unaware": "refused.unaware",
    "refused_for": "refused.for",
    "customers": "commercial.customers",
    "customers_refused": "commercial.refused",
    "customers_band": "commercial.band",  # number of the score, number of the band, the highest first
    "source_points_gained": "points_gained.source",
    "source_points_lost": "points_lost.source",
}


def dotted(field: str) -> str:
    """The public name of a field of COUNT, without its own axis."""
    if field in NAMES:
        return NAMES[field]
    for prefix in PREFIXES:
        if field.startswith(prefix + "_"):
            return prefix + "." + field[len(prefix) + 1 :]
    return field.replace("records_", "records.").replace("penalties_", "penalties.")


def is_stock(measure: str) -> bool:
    """Whether a measure is a stock at the end of the month rather than a flow."""
    return any(measure == dotted(f) or measure.startswith(dotted(f) + ".") for f in STOCKS)


def measured(sums: Array) -> Iterator[tuple[str, Array]]:
    """(measure, values) of COUNT records in an array of any shape; values gain a last axis of population groups.

    A measure that is not told apart by group comes without that axis.
    """
    for field in COUNT.names or ():
        values = sums[field]
        if field == "lost":
            continue  # by conduct and data source; `records.lost.<source>` says enough
        if field.startswith("decile_"):
            for d in range(DECILES):
                yield f"{dotted(field)}.{d + 1}", values[..., d]
        elif field in AXES:
            for position, name in places(AXES[field]):
                yield f"{dotted(field)}.{name}", values[..., position]
        else:
            yield dotted(field), values
    yield from _aims(sums)
    ordinary, fast = DEMANDS.index("ordinary_train"), DEMANDS.index("high_speed")
    for field in ("demand", "refused", "declined", "granted", "favoured"):
        yield f"{field}.train", sums[field][..., ordinary] + sums[field][..., fast]  # all rail trips


def _aims(sums: Array) -> Iterator[tuple[str, Array]]:
    """What a system says it wants and what it takes: side by side, in one unit each, never set off against another."""
    for name in OFFENCES:
        yield f"aim.offences_avoided.{name}", sums["self_censored"][..., CANDIDATES.index(name)]
    yield "aim.defaults_avoided", sums["loans_defaults_avoided"]
    yield "aim.judgments_performed_under_pressure", sums["judgments_performed_under_pressure"]
    for name, liberty in LIBERTY_OF.items():
        yield f"aim.given_up.{liberty}", sums["self_censored"][..., CANDIDATES.index(name)]
    refused: Array = sum(sums["refused"][..., DEMANDS.index(name)] for name in MOVEMENT)  # type: ignore[assignment]
    yield "aim.given_up.movement", refused


def by_group(measure: str) -> bool:
    """Whether a measure is told apart by population group."""
    return ".decile." not in measure and not measure.startswith("decile.")

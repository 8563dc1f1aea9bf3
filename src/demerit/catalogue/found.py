"""Every measure by the name that it is published under: the one place where a name is looked up."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from demerit.catalogue import derived, of_organisations, of_people
from demerit.catalogue.measure import CAMERAS, Counted, Measure, Ratio, Sum, Theme

# A fact of the scenario, which the month does not count: in `months.parquet` as it is, never scaled up.
CAMERA_STOCK: Final = Measure(
    "cameras", "cameras there are, in the province itself", CAMERAS, ("M06",), True, headline=False
)
THEMES: Final = (
    *of_people.THEMES,
    *of_organisations.THEMES,
    *derived.THEMES,
    Theme("Of the scenario", (CAMERA_STOCK,)),
)
MEASURES: Final = tuple(measure for theme in THEMES for measure in theme.measures)
COUNTED: Final = tuple(measure for measure in MEASURES if isinstance(measure, Counted))
SUMS: Final = tuple(measure for measure in MEASURES if isinstance(measure, Sum))
RATIOS: Final = tuple(measure for measure in MEASURES if isinstance(measure, Ratio))


class Found(NamedTuple):
    """A measure, and the numbers on its axes that a name stands for; part: of the axis that it is split by, if one."""

    measure: Measure
    values: tuple[int, ...]
    part: int | None = None


def _named(measure: Measure) -> Iterator[tuple[str, Found]]:
    for name, values in measure.named():
        yield name, Found(measure, values)
    if isinstance(measure, Counted) and measure.apart and measure.split is not None:
        yield from ((f"{measure.name}.{value}", Found(measure, (), part)) for part, value in measure.split.places)


@lru_cache(maxsize=1)
def by_name() -> dict[str, Found]:
    """Everything that is published, in the order of the catalogue.  Raises ValueError where a name has two meanings."""
    out: dict[str, Found] = {}
    for measure in MEASURES:
        for name, found in _named(measure):
            if name in out:
                raise ValueError(f"{name} is both {out[name].measure.meaning} and {measure.meaning}")
            out[name] = found
    return out


def measure_of(name: str) -> Measure:
    """The measure that a published name belongs to.  Raises KeyError for a name that nothing is published under."""
    return by_name()[name].measure


def is_stock(name: str) -> bool:
    """Whether a published name is a number at the end of a month rather than a flow."""
    return measure_of(name).stock


@lru_cache(maxsize=4096)
def terms(name: str) -> tuple[str, ...]:
    """The counted measures that a count or a sum adds up."""
    found = by_name()[name]
    if isinstance(found.measure, Sum):
        return tuple(term for part in found.measure.parts_of(found.values) for term in terms(part))
    return (name,)


@lru_cache(maxsize=1024)
def sides(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The counted measures above and below the line of a ratio."""
    measure, values, _ = by_name()[name]
    if not isinstance(measure, Ratio):
        raise KeyError(f"{name} is no ratio")
    over, under = measure.over_of(values), measure.under_of(values)
    return tuple(t for part in over for t in terms(part)), tuple(t for part in under for t in terms(part))

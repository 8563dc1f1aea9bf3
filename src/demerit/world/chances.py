"""The bands of a run's figures, from the worlds that were lived beside it."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from math import ceil, floor, isclose, log10
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from demerit.calendar import year_of
from demerit.catalogue.found import by_name, is_stock, measure_of, sides, terms
from demerit.catalogue.measure import SHARE, Ratio
from demerit.scenario import Scenario
from demerit.world.area import area
from demerit.world.beside import Beside
from demerit.world.clusters import clusters
from demerit.world.country_sums import EVERYBODY, CountrySums, Name, years_of
from demerit.world.measures import measured, measured_of_organisations
from demerit.world.spread import Band, by_chance, by_ignorance, hangs_on, relative_variance

if TYPE_CHECKING:
    from demerit.world.simulation import World

Array = np.ndarray[Any, Any]
# What rests on a learned score, of figures by the first word of their measures.
LEARNED: Final = {
    "refused": ("refused.for.learned", "refused.all"),
    "blacklist": ("blacklist.learned_stock", "blacklist.stock"),
    "learned": ("learned.low", "learned.low"),
}

DIGITS: Final = 5  # of the ends of a band


class Chances:
    """How figures of a run spread over other seeds, and over what nobody knows.

    run_scale: one in so many people of the run; adults: of the country, who may be looked at for a learned score.
    """

    def __init__(self, scenario: Scenario, beside: Beside, run_scale: int, adults: float) -> None:
        self.beside = beside
        self.finer = _more_clusters(scenario, beside.scale, run_scale)
        self.fits_finer = _fits_finer(scenario, beside.scale, run_scale, adults)

    def chance(self, value: float, events: float, one: float, others: Sequence[float], names: Iterable[str]) -> Band:
        """See `demerit.world.spread.by_chance`; names: the measures that the figure was made from."""
        return by_chance(value, events, one, others, self.finer, self.refit(names))

    def unknown(self, figures: Sequence[float], value: float) -> Band | None:
        """Where most worlds lie, and this run too; None where none was drawn."""
        if not figures:
            return None
        low, high = by_ignorance(figures)
        return min(low, value), max(high, value)

    def hangs_on(self, figures: Sequence[float]) -> list[tuple[str, float]]:
        """The inputs that a figure goes along with most."""
        inputs = self.beside.inputs
        return hangs_on([one.key for one in inputs], self._inputs, figures) if inputs else []

    @cached_property
    def _inputs(self) -> Array:
        return np.array([one.values for one in self.beside.inputs])

    def refit(self, names: Iterable[str]) -> float:
        """What another fit of a learned score adds to a figure made from these measures: variance over its square."""
        first = {name.split(".")[0] for name in names}
        return next((self._refits[word] for word in LEARNED if word in first), 0.0)

    @cached_property
    def _refits(self) -> dict[str, float]:
        """By first word: how much what rests on the score spreads, times the square of its share of the figure."""
        if self.fits_finer is None:
            return dict.fromkeys(LEARNED, 0.0)
        out = {}
        for word, (part, whole) in LEARNED.items():
            rests, every = ([_whole(world, name) for world in self.beside.chance] for name in (part, whole))
            share = sum(rests) / sum(every) if any(every) else 0.0
            out[word] = share**2 * (relative_variance(rests) or 0.0) / self.fits_finer
        return out


def _more_clusters(scenario: Scenario, coarse: int, fine: int) -> float:
    """How many times as many communities a run has as the worlds beside it, where its system runs."""
    few, many = (clusters(scenario.society, scale, area(scenario)) for scale in (coarse, fine))
    return many / few


def _fits_finer(scenario: Scenario, coarse: int, fine: int, adults: float) -> float | None:
    """How many times as many people a run looks at for a learned score; None where there is none.

    A fit looks at a fixed number at most, so what it does by chance does not shrink with the scale.
    """
    scores = [scenario.regime_at(month).learned_score for month in (scenario.start, scenario.end)]
    most = max((score.people for score in scores if score is not None), default=None)
    if most is None:
        return None
    return min(most, adults / fine) / min(most, adults / coarse)


def _whole(world: CountrySums, name: str) -> float:
    return float(sum(row.sum() for key, row in world.series.items() if key[0] in terms(name)))


def of_world(world: "World", figures: dict[str, float], beside: Beside) -> dict[str, dict[str, Any]]:
    """The bands of every yearly figure of a world's summary, from the worlds that were lived beside it."""
    months, sums = world.reported
    within = area(world.scenario)
    here = [not within or name in within for name in world.where.names]
    every = [*measured(sums)]
    if len(world.org_reported):
        every += measured_of_organisations(world.org_reported)
    counted = {(name, EVERYBODY): values[:, here].sum(axis=tuple(range(1, values.ndim))) for name, values in every}
    people = float(sum(world.where.population))
    each = people / sum(world.where.sampled)
    chances = Chances(world.scenario, beside, world.scale, people)
    return yearly(years_of(figures), months, counted, chances, each)


def yearly(
    figures: dict[str, float], months: range, counted: dict[Name, Array], chances: Chances, each: float
) -> dict[str, dict[str, Any]]:
    """The bands of every yearly figure of a summary, by its name: chance, unknown, and what it hangs on.

    counted: what was counted among the settled people, by month; each: people that one of them stands for.
    """
    out: dict[str, dict[str, Any]] = {}
    for name, value in figures.items():
        measure, year = name.rsplit(".", 1)
        here = [i for i, month in enumerate(months) if year_of(month) == int(year)]
        others = [world.years[name] for world in chances.beside.chance if name in world.years]
        drawn = [world.years.get(name, 0.0) for world in chances.beside.unknown]
        events, one = events_of(measure, counted, here, each)
        low, high = chances.chance(value, events, one, others, made_from(measure))
        cap = 1.0 if is_share(measure) else float("inf")
        out[name] = {
            "chance": outwards(low, min(high, cap)),
            "unknown": outwards(*ends) if (ends := chances.unknown(drawn, value)) else None,
            "hangs_on": [list(pair) for pair in chances.hangs_on(drawn)],
        }
    return out


def is_share(name: str) -> bool:
    """Whether a figure is a share, which cannot pass 1."""
    measure = measure_of(name)
    return isinstance(measure, Ratio) and measure.unit == SHARE


def made_from(name: str) -> tuple[str, ...]:
    """The counted measures that a figure rests on: of a ratio, those above the line."""
    return sides(name)[0] if isinstance(measure_of(name), Ratio) else terms(name)


def events_of(name: str, counted: dict[Name, Array], here: list[int], each: float) -> tuple[float, float]:
    """Counted events that a figure rests on, and what one more would add."""

    def total(names: tuple[str, ...], when: list[int]) -> float:
        return float(sum(row[when].sum() for key, row in counted.items() if key[0] in names))

    measure = by_name()[name].measure
    if not isinstance(measure, Ratio):
        return total(terms(name), here[-1:] if is_stock(name) else here), each
    over, under = sides(name)
    below = total(under, here)
    return total(over, here), measure.of(1.0, below) if below else 0.0


def outwards(low: float, high: float) -> list[float]:
    """Both ends of a band with no more digits than they deserve, so rounded that what was within stays within."""
    return [_rounded(low, floor), _rounded(high, ceil)]


def _rounded(value: float, towards: Callable[[float], int]) -> float:
    near = float(f"{value:.{DIGITS}g}")
    if not value or isclose(near, value, rel_tol=1e-12):
        return near
    unit = 10.0 ** (floor(log10(abs(value))) + 1 - DIGITS)
    return float(f"{towards(value / unit) * unit:.{DIGITS}g}")

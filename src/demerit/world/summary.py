"""Figures of a run: every measure, year and month, scaled up exactly from what was settled.

Of the country; where a system runs in some provinces only, of these, as whoever lives elsewhere would dilute them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from math import lcm
from operator import mul
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

from demerit.calendar import text_of, year_of
from demerit.catalogue.found import by_name, sides, terms
from demerit.catalogue.measure import Ratio
from demerit.vocabulary import GROUPS
from demerit.world.area import area
from demerit.world.measures import by_group, measured, measured_of_organisations

if TYPE_CHECKING:
    from demerit.people.places import Places
    from demerit.world.simulation import World

Array = np.ndarray[Any, Any]
Rows = Sequence[Array] | Array  # records of each month, in one array or not
PLACES: Final = 4  # of a ratio


class Weights(NamedTuple):
    """How many people a settled person of each province stands for, exactly: whole numbers of a common fraction.

    0: of a province where the system does not run.
    """

    each: tuple[int, ...]
    unit: int  # of which a person is made

    def scaled(self, values: Array) -> list[int]:
        """Values (month, province) of settled people as whole-country numbers, one a month, in parts of the unit."""
        out = [0] * len(values)
        some = np.flatnonzero(values.any(axis=1))
        for i, row in zip(some.tolist(), values[some].tolist(), strict=True):
            out[i] = sum(map(mul, row, self.each))
        return out

    def rounded(self, value: int) -> int:
        """The nearest whole number, halves up."""
        return (2 * value + self.unit) // (2 * self.unit)


def to_add_up(gained: int, lost: int, difference: int) -> int:
    """What was gained, so that less what was lost it is the difference, where each was rounded by itself.

    Where nobody lost any, none is said to be lost.
    """
    return difference if lost == 0 <= difference else max(gained, difference, 0)


def weights(where: "Places", within: Collection[str] = ()) -> Weights:
    """Population over settled people, with the least common denominator, of some provinces or of all."""
    return weights_of(dict(zip(where.names, zip(where.population, where.sampled), strict=True)), within)


def weights_of(provinces: Mapping[str, Sequence[int]], within: Collection[str] = ()) -> Weights:
    """The same from population and settled people by province, as a manifest has them."""
    unit = lcm(*(sampled for _, sampled in provinces.values()))
    each = {name: people * (unit // sampled) for name, (people, sampled) in provinces.items()}
    return Weights(tuple(n if not within or name in within else 0 for name, n in each.items()), unit)


def summed_up(world: "World") -> dict[str, float]:
    """The figures of a world after its last month, of the provinces where its system runs."""
    return summary(world.where, *world.reported, world.org_reported, within=area(world.scenario))


def summary(
    where: "Places",
    months: range,
    sums: Array,
    organisations: Array | None = None,
    within: Collection[str] = (),
) -> dict[str, float]:
    """Figures by dotted name: `measure.2018-05` each month, `measure.2018` each year (a stock: its last month).

    A ratio divides what is summed over the months of the year, of stocks too; there is none of nothing.
    within: names of provinces, none for all.
    sums: COUNT (month, province) of the months under the regime; organisations: ORG_COUNT of the same, if there are
    any.
    """
    whole = weights(where, within)
    country = _Country(sums, organisations, whole)
    each = dict(_of_each([text_of(month) for month in months], country, country, whole))
    return dict(sorted((each | of_years(where, months, sums, organisations, within)).items()))


def of_years(
    where: "Places",
    months: range,
    sums: Rows,
    organisations: Rows | None = None,
    within: Collection[str] = (),
) -> dict[str, float]:
    """The figures of years among those of `summary`, no others: what was counted is added up before it is scaled.

    sums, organisations: COUNT and ORG_COUNT (province) of each month.
    """
    if not months:
        return {}
    years = [year_of(month) for month in months]
    begins = [i for i, year in enumerate(years) if i == 0 or years[i - 1] != year]
    ends = [*begins[1:], len(months)]
    whole = weights(where, within)
    rest = None if organisations is None or not len(organisations) else organisations
    spans = list(zip(begins, ends, strict=True))
    last = [(end - 1, end) for end in ends]
    added, at_last = (
        _Country(_over(sums, of), None if rest is None else _over(rest, of), whole) for of in (spans, last)
    )
    return dict(sorted(_of_each([str(years[i]) for i in begins], added, at_last, whole)))


class _Country(Mapping[str, list[int]]):
    """What was counted in spans of months, scaled once it is asked for: by name, one a span."""

    def __init__(self, sums: Array, organisations: Array | None, whole: Weights) -> None:
        self.whole = whole
        self.counted = dict(measured(sums))
        self.grouped = {name for name in self.counted if by_group(name)}
        if organisations is not None and len(organisations):
            self.counted |= measured_of_organisations(organisations)
        self.scaled: dict[str, list[int]] = {}

    def __getitem__(self, name: str) -> list[int]:
        if name not in self.scaled:
            values = self.counted[name]
            self.scaled[name] = self.whole.scaled(values.sum(axis=-1) if name in self.grouped else values)
        return self.scaled[name]

    def __contains__(self, name: object) -> bool:
        return name in self.counted

    def __iter__(self) -> Iterator[str]:
        return iter(self.counted)

    def __len__(self) -> int:
        return len(self.counted)


def _over(rows: Rows, spans: list[tuple[int, int]]) -> Array:
    """Records of whole numbers (province) of each month, added up over spans of months: (span, province)."""
    out = np.empty((len(spans), *rows[0].shape), rows[0].dtype)
    plain = out.view(np.int64)
    for total, (begin, end) in zip(plain, spans, strict=True):
        total[...] = rows[begin].view(np.int64)
        for i in range(begin + 1, end):
            total += rows[i].view(np.int64)
    return out


def _of_each(
    texts: list[str], added: Mapping[str, list[int]], last: Mapping[str, list[int]], whole: Weights
) -> Iterator[tuple[str, float]]:
    """Figures of spans of months, measures in the order of their names.  added, last: what was counted in all of a
    span, and in its last month.
    """
    ends = [f".{text}" for text in texts]
    for name in _headlines():
        measure = by_name()[name].measure
        if isinstance(measure, Ratio):
            over, under = (_added(added, side) for side in sides(name))
            if over is not None and under is not None:
                each = zip(ends, over, under, strict=True)
                yield from [(name + end, round(measure.of(a, b), PLACES)) for end, a, b in each if b]
            continue
        country = last if measure.stock else added
        values = _added(country, (name,) if name in country else terms(name))
        if values is not None:
            yield from [(name + end, whole.rounded(value)) for end, value in zip(ends, values, strict=True)]


@cache
def _headlines() -> tuple[str, ...]:
    """Names whose figures are told, as they lie when a text follows: what is nearly in order is soon sorted."""
    return tuple(sorted((name for name, found in by_name().items() if found.measure.headline), key=lambda n: f"{n}."))


def _added(country: Mapping[str, list[int]], names: tuple[str, ...]) -> list[int] | None:
    """Measures added up month by month; None where one of them is not counted in this run."""
    if any(name not in country for name in names):
        return None
    if len(names) == 1:
        return country[names[0]]
    return list(map(sum, zip(*(country[name] for name in names), strict=True)))


def tidy(where: "Places", months: range, sums: Array, organisations: Array | None = None) -> pa.Table:
    """month, province, group, measure, value: as settled, not scaled up; group `all` where they are not told apart."""
    values: list[Array] = []
    of: list[tuple[int, int]] = []  # the measure and the group of each part
    names: list[str] = []
    for measure, counted in measured(sums):
        groups = range(GROUPS.room) if by_group(measure) else [GROUPS.room]
        values += [(counted[..., g] if by_group(measure) else counted).ravel() for g in groups]
        of += [(len(names), g) for g in groups]
        names.append(measure)
    if organisations is not None and len(organisations):
        for measure, counted in measured_of_organisations(organisations):
            values.append(counted.ravel())
            of.append((len(names), GROUPS.room))
            names.append(measure)
    month, province = np.indices((len(months), len(where.names)), np.int32)
    cells = month.size
    columns = {
        "month": (np.tile(month.ravel(), len(of)), [text_of(m) for m in months]),
        "province": (np.tile(province.ravel(), len(of)), list(where.names)),
        "group": (np.repeat(np.array([g for _, g in of], np.int32), cells), [*GROUPS, "all"]),
        "measure": (np.repeat(np.array([m for m, _ in of], np.int32), cells), names),
    }
    coded = {
        n: pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(words)) for n, (codes, words) in columns.items()
    }
    return pa.table({**coded, "value": pa.array(np.concatenate(values))})

"""Figures of a run: every measure, year and month, scaled up exactly from what was settled.

Of the country; where a system runs in some provinces only, of these, as whoever lives elsewhere would dilute them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from math import lcm
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
PLACES: Final = 4  # of a ratio


class Weights(NamedTuple):
    """How many people a settled person of each province stands for, exactly: whole numbers of a common fraction.

    0: of a province where the system does not run.
    """

    each: tuple[int, ...]
    unit: int  # of which a person is made

    def scaled(self, values: Array) -> list[int]:
        """Values (month, province) of settled people as whole-country numbers, one a month, in parts of the unit."""
        return [sum(value * weight for value, weight in zip(row, self.each) if value) for row in values.tolist()]

    def rounded(self, value: int) -> int:
        """The nearest whole number, halves up."""
        return (2 * value + self.unit) // (2 * self.unit)


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
    country = {name: whole.scaled(values.sum(axis=-1) if by_group(name) else values) for name, values in measured(sums)}
    if organisations is not None and len(organisations):
        country |= {name: whole.scaled(values) for name, values in measured_of_organisations(organisations)}
    out: dict[str, float] = {}
    for name, found in by_name().items():
        measure = found.measure
        if not measure.headline:
            continue
        if isinstance(measure, Ratio):
            over, under = (_added(country, side, len(months)) for side in sides(name))
            if over is not None and under is not None:
                out |= _ratios(name, measure, months, over, under)
        else:
            values = _added(country, (name,) if name in country else terms(name), len(months))
            if values is not None:
                out |= _dated(name, months, values, measure.stock, whole)
    return dict(sorted(out.items()))


def of_years(
    where: "Places",
    months: range,
    sums: Array,
    organisations: Array | None = None,
    within: Collection[str] = (),
) -> dict[str, float]:
    """The figures of years among those of `summary`, no others: what was counted is added up before it is scaled."""
    years = [year_of(month) for month in months]
    begins = [i for i, year in enumerate(years) if i == 0 or years[i - 1] != year]
    ends = [*(begin - 1 for begin in begins[1:]), len(months) - 1]
    whole = weights(where, within)
    counted = [(sums, measured, by_group)]
    if organisations is not None and len(organisations):
        counted.append((organisations, measured_of_organisations, lambda name: False))
    added: dict[str, list[int]] = {}
    last: dict[str, list[int]] = {}
    for records, named, split in counted:
        for parts, rows in ((added, _over(records, begins)), (last, records[ends])):
            parts |= {name: whole.scaled(v.sum(axis=-1) if split(name) else v) for name, v in named(rows)}
    texts = [str(years[i]) for i in begins]
    return dict(sorted(_of_each(texts, added, last, whole)))


def _over(records: Array, begins: list[int]) -> Array:
    """Records of whole numbers (month, province), added up from each of these months until the next."""
    plain = records.view(np.int64).reshape(*records.shape, -1)
    out: Array = np.ascontiguousarray(np.add.reduceat(plain, begins, axis=0)).view(records.dtype)[..., 0]
    return out


def _of_each(
    texts: list[str], added: dict[str, list[int]], last: dict[str, list[int]], whole: Weights
) -> Iterator[tuple[str, float]]:
    """Figures of spans of months.  added, last: what was counted in all of a span, and in its last month."""
    for name, found in by_name().items():
        measure = found.measure
        if not measure.headline:
            continue
        if isinstance(measure, Ratio):
            over, under = (_added(added, side, len(texts)) for side in sides(name))
            if over is not None and under is not None:
                each = zip(texts, over, under, strict=True)
                yield from ((f"{name}.{text}", round(measure.of(a, b), PLACES)) for text, a, b in each if b)
            continue
        country = last if measure.stock else added
        values = _added(country, (name,) if name in country else terms(name), len(texts))
        if values is not None:
            yield from ((f"{name}.{text}", whole.rounded(value)) for text, value in zip(texts, values, strict=True))


def _added(country: dict[str, list[int]], names: tuple[str, ...], months: int) -> list[int] | None:
    """Measures added up month by month; None where one of them is not counted in this run."""
    if not set(names) <= country.keys():
        return None
    return [sum(country[name][i] for name in names) for i in range(months)]


def _dated(measure: str, months: range, country: list[int], stock: bool, whole: Weights) -> dict[str, float]:
    """A figure of each month and each year."""
    out: dict[str, float] = {}
    years: dict[int, int] = {}
    for month, value in zip(months, country, strict=True):
        out[f"{measure}.{text_of(month)}"] = whole.rounded(value)
        year = year_of(month)
        years[year] = value if stock else years.get(year, 0) + value
    return out | {f"{measure}.{year}": whole.rounded(value) for year, value in years.items()}


def _ratios(name: str, ratio: Ratio, months: range, over: list[int], under: list[int]) -> dict[str, float]:
    """A ratio of each month and each year, to four places, where there is anything to divide by."""
    sums: dict[str, tuple[int, int]] = {}
    for month, above, below in zip(months, over, under, strict=True):
        sums[text_of(month)] = above, below
        so_far = sums.get(str(year_of(month)), (0, 0))
        sums[str(year_of(month))] = so_far[0] + above, so_far[1] + below
    return {f"{name}.{when}": round(ratio.of(above, below), PLACES) for when, (above, below) in sums.items() if below}


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

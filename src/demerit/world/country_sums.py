"""What was counted in a world, scaled to the country: by month, by province, and as figures by year.

These are kept of the worlds that are lived beside a run; where a system runs in some provinces only, the sums are those
of these provinces, as whoever lives elsewhere would dilute every figure of a report.
"""

import io
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from demerit.calendar import text_of
from demerit.catalogue.found import CAMERA_STOCK
from demerit.vocabulary import GROUPS
from demerit.world.area import area
from demerit.world.measures import by_group, measured, measured_of_organisations
from demerit.world.summary import of_years

if TYPE_CHECKING:
    from demerit.people.places import Places
    from demerit.world.simulation import World

Array = np.ndarray[Any, Any]
Name = tuple[str, str]  # a measure, and a population group or `all`
EVERYBODY = "all"


class CountrySums(NamedTuple):
    """months: "2014-01" and on; series: people of the country by month, for whatever was counted at all.

    provinces: their names; within: the same by province, added up over all months; years: figures as in summary.json,
    those of years.
    """

    months: tuple[str, ...]
    series: dict[Name, Array]
    provinces: tuple[str, ...]
    within: dict[Name, Array]
    years: dict[str, float]


def country_sums(world: "World") -> CountrySums:
    """The sums of a world after its last month."""
    months, sums = world.reported
    organisations = world.org_reported
    weights = _weights(world.where, area(world.scenario))
    series: dict[Name, Array] = {}
    within: dict[Name, Array] = {}
    for key, counted in _counts(sums, organisations).items():
        scaled = counted * (weights if key[0] != CAMERA_STOCK.name else weights > 0)
        if scaled.any():
            series[key], within[key] = scaled.sum(axis=1), scaled.sum(axis=0)
    years = of_years(world.where, months, sums, organisations, area(world.scenario))
    return CountrySums(tuple(text_of(m) for m in months), series, tuple(world.where.names), within, years)


def years_of(figures: dict[str, float]) -> dict[str, float]:
    """Of the figures of a summary, those of years."""
    return {name: value for name, value in figures.items() if "-" not in name.rsplit(".", 1)[1]}


def _counts(sums: Array, organisations: Array) -> dict[Name, Array]:
    """What was counted, by measure and group: (month, province)."""
    out: dict[Name, Array] = {}
    for measure, counted in measured(sums):
        if by_group(measure):
            out |= {(measure, group): counted[..., g] for g, group in enumerate(GROUPS)}
        else:
            out[measure, EVERYBODY] = counted
    if len(organisations):
        out |= {(name, EVERYBODY): counted for name, counted in measured_of_organisations(organisations)}
    return out


def _weights(where: "Places", within: tuple[str, ...]) -> Array:
    """People that a settled person of each province stands for; nobody where the system does not run."""
    each = np.array(where.population, float) / np.array(where.sampled, float)
    here = [not within or name in within for name in where.names]
    return np.where(here, each, 0.0)


def _stacked(rows: dict[Name, Array], width: int) -> Array:
    return np.array(list(rows.values()), float).reshape(len(rows), width)


def packed(sums: CountrySums) -> bytes:
    """One world, whole, as a file of NumPy's."""
    file = io.BytesIO()
    np.savez_compressed(
        file,
        months=np.array(sums.months),
        provinces=np.array(sums.provinces),
        names=np.array(["\n".join(key) for key in sums.series]),
        series=_stacked(sums.series, len(sums.months)),
        within=_stacked(sums.within, len(sums.provinces)),
        figures=np.array(list(sums.years)),
        values=np.array(list(sums.years.values()), float),
    )
    return file.getvalue()


def unpacked(content: bytes) -> CountrySums:
    """What `packed` gave."""
    with np.load(io.BytesIO(content), allow_pickle=False) as held:
        keys = [(measure, group) for measure, _, group in (name.partition("\n") for name in held["names"].tolist())]
        series, within = (dict(zip(keys, held[part], strict=True)) for part in ("series", "within"))
        years = dict(zip(held["figures"].tolist(), held["values"].tolist(), strict=True))
        return CountrySums(tuple(held["months"].tolist()), series, tuple(held["provinces"].tolist()), within, years)


def table(worlds: list[CountrySums]) -> pa.Table:
    """A row a world, measure and group: people of the country by month, and over all months by province, as lists."""
    keys = [(number, *key) for number, sums in enumerate(worlds) for key in sums.series]
    columns = {
        "world": pa.array([key[0] for key in keys], pa.int32()),
        "measure": pa.array([key[1] for key in keys]).dictionary_encode(),
        "group": pa.array([key[2] for key in keys]).dictionary_encode(),
        "by_month": _lists([row for sums in worlds for row in sums.series.values()], len(worlds[0].months)),
        "by_province": _lists([row for sums in worlds for row in sums.within.values()], len(worlds[0].provinces)),
    }
    named = {"months": "\n".join(worlds[0].months), "provinces": "\n".join(worlds[0].provinces)}
    return pa.table(columns, metadata=named)


def _lists(rows: list[Array], width: int) -> Any:
    return pa.FixedSizeListArray.from_arrays(pa.array(np.concatenate(rows) if rows else np.zeros(0)), width)


def worlds_in(found: pa.Table) -> list[CountrySums]:
    """The worlds of a table, without figures by year."""
    months, provinces = (tuple(found.schema.metadata[name].decode().split("\n")) for name in (b"months", b"provinces"))
    keys = list(zip(found["measure"].to_pylist(), found["group"].to_pylist(), strict=True))
    by_month, by_province = (
        np.from_dlpack(found[name].combine_chunks().flatten()).reshape(-1, len(of))  # `to_numpy` loads pandas
        for name, of in (("by_month", months), ("by_province", provinces))
    )
    out: dict[int, CountrySums] = {}
    for i, number in enumerate(found["world"].to_pylist()):
        sums = out.setdefault(number, CountrySums(months, {}, provinces, {}, {}))
        sums.series[keys[i]], sums.within[keys[i]] = by_month[i], by_province[i]
    return [out[number] for number in sorted(out)]

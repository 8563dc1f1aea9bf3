"""Whole-country figures of a run: every measure, year and month, scaled up exactly from what was settled."""

from math import lcm
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

from demerit.calendar import text_of, year_of
from demerit.people.places import Places
from demerit.vocabulary import CAUSES, GROUPS
from demerit.world import measures, organisation_measures
from demerit.world.measures import by_group, measured

Array = np.ndarray[Any, Any]

# People detained are never counted in a headline; their rates by group stay in months.parquet.
LEFT_OUT: Final = ("detention", "detained", "releases")
LISTED: Final = "blacklist."
SUBJECTS: Final = "blacklist.subjects."  # persons and organisations together
FOR: Final = "refused.for."
BYSTANDING: Final = ("relative", "company")  # causes that rest on nothing that the refused did


class Weights(NamedTuple):
    """How many people a settled person of each province stands for, exactly: whole numbers of a common fraction."""

    each: tuple[int, ...]
    unit: int  # of which a person is made

    def scaled(self, values: Array) -> list[int]:
        """Values (month, province) of settled people as whole-country numbers, one a month, in parts of the unit."""
        return [sum(value * weight for value, weight in zip(row, self.each) if value) for row in values.tolist()]

    def rounded(self, value: int) -> int:
        """The nearest whole number, halves up."""
        return (2 * value + self.unit) // (2 * self.unit)


def weights(where: Places) -> Weights:
    """Population over settled people, province by province, with the least common denominator."""
    unit = lcm(*where.sampled)
    each = (n * (unit // sampled) for n, sampled in zip(where.population, where.sampled, strict=True))
    return Weights(tuple(each), unit)


def summary(where: Places, months: range, sums: Array, organisations: Array | None = None) -> dict[str, float]:
    """Figures by dotted name: `measure.2018-05` each month, `measure.2018` each year (a stock: its last month).

    sums: COUNT (month, province) of the months under the regime; organisations: ORG_COUNT of the same, if there are
    any.
    """
    out: dict[str, float] = {}
    whole = weights(where)
    for measure, values in measured(sums):
        if measure.startswith(LEFT_OUT):
            continue
        country = whole.scaled(values.sum(axis=-1) if by_group(measure) else values)
        out |= _dated(measure, months, country, measures.is_stock(measure), whole)
    out |= _bystanders_share(out)
    if organisations is not None and len(organisations):
        for measure, values in organisation_measures.measured(organisations):
            stock = organisation_measures.is_stock(measure)
            out |= _dated(measure, months, whole.scaled(values), stock, whole)
        out |= _subjects(out)
        out |= _natural_share(out)
    return dict(sorted(out.items()))


def _dated(measure: str, months: range, country: list[int], stock: bool, whole: Weights) -> dict[str, int]:
    """A figure of each month and each year."""
    out: dict[str, int] = {}
    years: dict[int, int] = {}
    for month, value in zip(months, country, strict=True):
        out[f"{measure}.{text_of(month)}"] = whole.rounded(value)
        year = year_of(month)
        years[year] = value if stock else years.get(year, 0) + value
    return out | {f"{measure}.{year}": whole.rounded(value) for year, value in years.items()}


def _subjects(figures: dict[str, float]) -> dict[str, float]:
    """Entries, exits and listed of both blacklists together: subjects, as a national platform counts them."""
    out = {}
    for flow in ("entries", "exits", "stock"):
        for name, people in figures.items():
            when = name.removeprefix(f"{LISTED}{flow}.")
            if when != name:
                out[f"{SUBJECTS}{flow}.{when}"] = people + figures[f"{organisation_measures.PREFIX}{name}"]
    return out


def _natural_share(figures: dict[str, float]) -> dict[str, float]:
    """Share of natural persons among entries onto the blacklists, where anybody entered."""
    out = {}
    for name, both in figures.items():
        when = name.removeprefix(f"{SUBJECTS}entries.")
        if when != name and both:
            out[f"blacklist.entries_natural_share.{when}"] = round(figures[f"{LISTED}entries.{when}"] / both, 4)
    return out


def _bystanders_share(figures: dict[str, float]) -> dict[str, float]:
    """Share of refusals that hit people for what somebody or something else is listed for, where anybody is refused."""
    causes = {cause: f"{FOR}{cause}." for cause in CAUSES}
    whens = [name.removeprefix(causes["listing"]) for name in figures if name.startswith(causes["listing"])]
    out = {}
    for when in whens:
        total = sum(figures[f"{name}{when}"] for name in causes.values())
        if total:
            others = sum(figures[f"{causes[cause]}{when}"] for cause in BYSTANDING)
            out[f"refused.bystanders_share.{when}"] = round(others / total, 4)
    return out


def is_stock(measure: str) -> bool:
    """Whether a figure, of persons or of others, is a number at the end of a month rather than a flow."""
    return measures.is_stock(measure) or organisation_measures.is_stock(measure) or measure == f"{SUBJECTS}stock"


def tidy(where: Places, months: range, sums: Array, organisations: Array | None = None) -> pa.Table:
    """month, province, group, measure, value: as settled, not scaled up; group `all` where they are not told apart."""
    values: list[Array] = []
    of: list[tuple[int, int]] = []  # the measure and the group of each part
    names: list[str] = []
    for measure, counted in measured(sums):
        groups = range(len(GROUPS)) if by_group(measure) else [len(GROUPS)]
        values += [(counted[..., g] if by_group(measure) else counted).ravel() for g in groups]
        of += [(len(names), g) for g in groups]
        names.append(measure)
    if organisations is not None and len(organisations):
        for measure, counted in organisation_measures.measured(organisations):
            values.append(counted.ravel())
            of.append((len(names), len(GROUPS)))
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

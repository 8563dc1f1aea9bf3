"""Figures of a run, scaled to the country: DuckDB over months.parquet, by the names of the catalogue.

Scaled: the count of each province times its exact weight (people of the census / simulated people), summed.  Sums and
ratios are those of `demerit.catalogue.derived`; a name that the catalogue does not have is an error.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from math import isclose
from typing import Any, Final, NamedTuple

import duckdb
import numpy as np

from demerit.calendar import YEAR, month_of, text_of
from demerit.catalogue.found import by_name, measure_of, sides, terms
from demerit.catalogue.measure import Measure, Ratio
from demerit.life.words import date_in_words
from demerit.report.bands import chance_words, in_short, seeds_words, unknown_words
from demerit.report.folder import Run
from demerit.world import beside as lived_beside
from demerit.world.area import area
from demerit.world.chances import Chances
from demerit.world.country_sums import CountrySums
from demerit.world.errors import DemeritError
from demerit.world.spread import by_chance

Array = np.ndarray[Any, np.dtype[np.float64]]
FRACTIONS: Final = 1e-12  # of a sum, by which the same parts may differ when they are added up in another order
COMPARED: Final = 2018  # the year whose published figures a run is held against
Mask = np.ndarray[Any, np.dtype[np.bool_]]


class Amount(NamedTuple):
    """A figure: scaled to the country, and the count among simulated people that it rests on."""

    scaled: float
    counted: int

    def less(self, part: "Amount") -> "Amount":
        """What is left of it without a part of it: nothing where that is all, whatever fractions leave of the sums."""
        alike = isclose(self.scaled, part.scaled, rel_tol=FRACTIONS)
        return Amount(0.0 if alike else self.scaled - part.scaled, self.counted - part.counted)


def _named(name: str) -> list[Measure]:
    """The measures of a name, its axes not counted."""
    return [found.measure for found in by_name().values() if found.measure.name == name]


def _ratio(name: str) -> Ratio:
    measure = measure_of(name)
    if not isinstance(measure, Ratio):
        raise KeyError(f"{name} is no ratio")
    return measure


def counted_in(*names: str) -> str:
    """What measures are counted in, in the words of an axis: all of them in the same.  Raises ValueError otherwise."""
    units = {measure_of(name).unit for name in names}
    if len(units) != 1:
        raise ValueError(f"{', '.join(names)} are not counted in the same: {', '.join(sorted(units))}")
    return units.pop()


class Measures:
    """The sums of one run, after the burn-in, of the provinces where its system runs.

    months: absolute months of the scenario that were lived; texts: the same as "2014-01"; years: those that were
    lived at least in part; area: names of those provinces, none for the whole country; whole_years: those with all
    twelve months; others: the same under other seeds, in coarse unless they are runs of their own; drawn: in coarse,
    under other values of what nobody knows.
    """

    def __init__(self, run: Run, beside: Iterable["Measures"] = (), sums: CountrySums | None = None) -> None:
        self.run = run
        self._provinces: dict[tuple[str, int, int, str | None], dict[str, Amount]] = {}
        self._by_place: dict[str, dict[str, Array]] = {}
        self._scaled: dict[tuple[str, str], Array] = {}
        self._counted: dict[tuple[str, str], Array] = {}
        self._within: dict[tuple[str, str], Array] = {}
        self._series: dict[tuple[str, str | None, bool], Array] = {}
        self._months_of: dict[int | None, list[int]] = {}  # positions; None: of all years
        self._names: tuple[str, ...] = ()  # of provinces, in a world beside a run
        self._asked: set[str] | None = None
        self._chances: Chances | None = None
        self.area = area(run.scenario)
        self.seeds = tuple(beside)
        self.others: tuple[Measures, ...] = self.seeds
        self.drawn: tuple[Measures, ...] = ()
        if sums is None:
            self._load()
            self._beside()
        else:
            self._take(sums)
        self.years = sorted({m // YEAR for m in self.months})
        self.whole_years = [y for y in self.years if self._whole(y)]

    def _take(self, sums: CountrySums) -> None:
        """Sums that were scaled already, of a world beside the run."""
        self.texts = list(sums.months)
        self.months = [month_of(text) for text in self.texts]
        self._scaled, self._within = sums.series, dict(sums.within)
        self._names = sums.provinces
        self.groups = sorted({g for _, g in self._scaled if g != "all"})

    def _beside(self) -> None:
        """The worlds that were lived beside this run, in coarse."""
        found = lived_beside.opened(self.run.folder)
        if found is None:
            return
        self._chances = Chances(self.run.scenario, found, self.run.manifest["scale"], self._people)
        chance, unknown = (
            tuple(Measures(self.run, sums=one) for one in each) for each in (found.chance, found.unknown)
        )
        self.others, self.drawn = self.seeds or chance, unknown

    @property
    def _people(self) -> float:
        """Of the country."""
        return float(sum(people for people, _ in self.run.manifest["weights"].values()))

    def _load(self) -> None:
        self.db = duckdb.connect()
        first = text_of(self.run.scenario.start)
        self.db.execute("create table weight (province text, w double)")
        self.db.executemany("insert into weight values (?, ?)", list(self.run.weights.items()))
        self.db.register("lived", self.run.months())  # as rows: DuckDB would read a path as a pattern
        self.db.execute(
            """create table p as
               select month::text as month, province::text as province, "group"::text as g, measure::text as measure,
                      value, value * if(measure = 'cameras', 1, w) as scaled
               from lived join weight using (province) where month >= ? and value <> 0 and (len(?::text[]) = 0 or list_contains(?::text[], province::text))""",
            [first, list(self.area), list(self.area)],
        )
        self.db.unregister("lived")
        found = self.db.execute("select distinct month from p order by month").fetchall()
        self.texts = [str(row[0]) for row in found]
        if not self.texts:
            raise DemeritError(f"{self.run.folder}: months.parquet holds no month since the scenario began")
        self.months = [month_of(text) for text in self.texts]
        at = {text: i for i, text in enumerate(self.texts)}
        sql = "select measure, g, month, sum(scaled), sum(value)::double from p group by all"
        for measure, group, month, scaled, counted in self.db.execute(sql).fetchall():
            key = (measure, group)
            self._scaled.setdefault(key, np.zeros(len(at)))[at[month]] = scaled
            self._counted.setdefault(key, np.zeros(len(at)))[at[month]] = counted
        self.groups = sorted({g for _, g in self._scaled if g != "all"})

    def _whole(self, year: int) -> bool:
        return all(year * YEAR + m in self._positions for m in range(YEAR))

    @property
    def span(self) -> str:
        """First and last month, in words."""
        return " to ".join(date_in_words(text) for text in (self.texts[0], self.texts[-1]))

    @property
    def lived(self) -> str:
        """First and last year; months, where either was lived in part."""
        first, last = self.years[0], self.years[-1]
        if not {first, last} <= set(self.whole_years):
            return self.span
        return f"{first} to {last}" if first != last else str(first)

    @property
    def end(self) -> str:
        """The last month, in words."""
        return date_in_words(self.texts[-1])

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {month: i for i, month in enumerate(self.months)}

    def series(self, measure: str, group: str | None = None, counted: bool = False) -> Array:
        """A measure by month, in people of the country (or simulated people, if `counted`); zeros if never seen.

        Not to be written into: whoever asks for the same again gets the same.
        """
        if self._asked is not None:
            self._asked.update(terms(measure))
        asked = (measure, group, counted)
        if asked not in self._series:
            self._series[asked] = self._summed(measure, group, counted)
            self._series[asked].setflags(write=False)
        return self._series[asked]

    def _summed(self, measure: str, group: str | None, counted: bool) -> Array:
        store = self._counted if counted else self._scaled
        out = np.zeros(len(self.months))
        for name in terms(measure):
            for key in [(name, g) for g in ([group] if group else [*self.groups, "all"])]:
                if key in store:
                    out = out + store[key]
        return out

    def total(self, measures: str | Sequence[str], year: int | None = None, group: str | None = None) -> Amount:
        """A flow over a year, or over all months."""
        names = [measures] if isinstance(measures, str) else measures
        here = self._of(year)
        scaled = sum(float(self.series(n, group)[here].sum()) for n in names)
        return Amount(scaled, int(sum(self.series(n, group, counted=True)[here].sum() for n in names)))

    def _of(self, year: int | None) -> list[int]:
        if year not in self._months_of:
            self._months_of[year] = [i for i, m in enumerate(self.months) if year is None or m // YEAR == year]
        return self._months_of[year]

    def ratio(
        self, name: str, year: int | None = None, group: str | None = None, months: slice | Mask | None = None
    ) -> float:
        """A ratio of the catalogue over a year, over some months (positions, or a mask of all), or over all."""
        over, under = self._sides(name, group)
        here = self._of(year) if months is None else months
        return _ratio(name).of(float(over[here].sum()), float(under[here].sum()))

    def ratios(self, name: str, group: str | None = None) -> Array:
        """A ratio by month; nothing over nothing is nothing."""
        over, under = self._sides(name, group)
        return np.array([_ratio(name).of(a, b) for a, b in zip(over.tolist(), under.tolist(), strict=True)])

    def at_end(self, name: str) -> float:
        """A ratio in the last month."""
        return self.ratio(name, months=slice(len(self.months) - 1, None))

    def _sides(self, name: str, group: str | None) -> tuple[Array, Array]:
        over, under = ([self.series(part, group) for part in side] for side in sides(name))
        return sum(over[1:], over[0]), sum(under[1:], under[0])

    def at(self, measure: str, month: int, group: str | None = None) -> Amount:
        """A stock at the end of a month."""
        i = self._positions[month]
        return Amount(float(self.series(measure, group)[i]), int(self.series(measure, group, counted=True)[i]))

    def along(self, measure: str) -> list[str]:
        """The values of a measure's axis for which anything was counted, in order."""
        axis = next(axis for one in _named(measure) for axis in one.axes)
        return [value for _, value in axis.places if self.seen(f"{measure}.{value}")]

    def seen(self, *measures: str) -> bool:
        """Whether anything was counted under one of these names."""
        return any(bool(self.series(name, counted=True).any()) for name in measures)

    def by_province(self, measure: str, months: Sequence[int], group: str | None = None) -> dict[str, Amount]:
        """A measure by province, summed over months that follow each other; provinces without any are left out."""
        if self._names:
            return self._in_provinces(measure, months, group)
        asked = (measure, months[0], months[-1], group)
        if asked not in self._provinces:
            here = slice(self._positions[months[0]], self._positions[months[-1]] + 1)
            each = [cube for g, cube in self._cubes(measure).items() if group in (None, g)]
            sums = sum(cube[:, here].sum(axis=1) for cube in each) if each else np.zeros((2, 0))
            rows = zip(self._places, *np.asarray(sums).tolist())
            self._provinces[asked] = {name: Amount(scaled, int(counted)) for name, scaled, counted in rows if counted}
        return self._provinces[asked]

    def _cubes(self, measure: str) -> dict[str, Array]:
        """By group, a measure scaled and counted (2, month, province): asked of the database once."""
        if measure not in self._by_place:
            names = list(terms(measure))
            rows = self.db.execute(
                f"""select g, month, province, sum(scaled), sum(value)::double from p
                    where measure in ({", ".join("?" * len(names))}) group by all""",  # noqa: S608 - question marks
                names,
            ).fetchall()
            found = self._by_place[measure] = {}
            months = {text: i for i, text in enumerate(self.texts)}
            places = {name: i for i, name in enumerate(self._places)}
            for g, month, province, *values in rows:
                cube = found.setdefault(g, np.zeros((2, len(months), len(places))))
                cube[:, months[month], places[province]] = values
        return self._by_place[measure]

    @cached_property
    def _places(self) -> list[str]:
        """The provinces in which anything was counted."""
        return [str(row[0]) for row in self.db.execute("select distinct province from p order by province").fetchall()]

    def _in_provinces(self, measure: str, months: Sequence[int], group: str | None) -> dict[str, Amount]:
        """The same of a world beside a run, of which only all months together are kept by province."""
        if (months[0], months[-1]) != (self.months[0], self.months[-1]):
            raise ValueError(f"{measure}: of a world beside a run, provinces are kept over all months only")
        wanted = set(terms(measure))
        rows = [row for (name, g), row in self._within.items() if name in wanted and group in (None, g)]
        sums = np.sum(rows, axis=0) if rows else np.zeros(len(self._names))
        return {name: Amount(value, 0) for name, value in zip(self._names, sums.tolist(), strict=True) if value}

    def ratio_by_province(self, name: str, months: Sequence[int]) -> dict[str, float]:
        """A ratio by province, where there is anything to divide by."""
        over, under = ([self.by_province(part, months) for part in side] for side in sides(name))
        below = {p: sum(part[p].scaled for part in under if p in part) for p in {p for part in under for p in part}}
        return {
            p: _ratio(name).of(sum(part[p].scaled for part in over if p in part), value)
            for p, value in sorted(below.items())
        }

    @cached_property
    def scale(self) -> float:
        """People of the country that a simulated one stands for, on the whole."""
        each = [pair for pair in self.run.manifest["weights"].values() if pair[1]]
        return float(sum(people for people, _ in each)) / float(sum(sampled for _, sampled in each))

    def one_in(
        self, name: str, year: int | None = None, group: str | None = None, months: slice | None = None
    ) -> float:
        """What a single event more would add to a ratio of the catalogue, over the same months as in `ratio`."""
        _, under = self._sides(name, group)
        here = self._of(year) if months is None else months
        return _ratio(name).of(self.scale, float(under[here].sum()))

    def band(
        self,
        figure: Callable[["Measures"], float],
        events: float,
        one: float | None = None,
        most: float = float("inf"),
    ) -> dict[str, float]:
        """Limits of a figure: `low` and `high` by chance; `least` and `most` of what nobody knows, if that was drawn.

        events: counted events that it rests on; one: what a single one more would add (of a count: whom it stands for),
        which decides where nothing was counted; most: what the figure cannot pass.
        """
        self._asked = set()
        value = figure(self)
        names, self._asked = self._asked, None
        single = self.scale if one is None else one
        others = [figure(other) for other in self.others]
        if self._chances is None or self.seeds:
            low, high = by_chance(value, events, single, [value, *others] if others else ())
        else:
            low, high = self._chances.chance(value, events, single, others, names)
        out = {"low": low, "high": min(high, most)}
        if self._chances is not None and self.drawn:
            least, top = self._chances.unknown([figure(world) for world in self.drawn], value) or (value, value)
            out |= {"least": least, "most": min(top, most)}
        return out

    def coarse_band(self, name: str, value: float, year: int, scale: int) -> tuple[float, float]:
        """Limits by chance (90 %) of a ratio over a year in a world of the same scenario, of one in so many people.

        value: what it is there.  The other seeds say how far such figures spread, wherever their scale is.
        """
        here = sum(float(self.series(part, counted=True)[self._of(year)].sum()) for part in sides(name)[0])
        events = self.scale / scale * here if value else 0.0  # where it is 0, nothing was counted there
        one = self.one_in(name, year) * scale / self.scale
        others = [other.ratio(name, year) for other in self.others]
        if self._chances is None or self.seeds:
            low, high = by_chance(value, events, one, others, self.run.manifest["scale"] / scale)
        else:
            beside = self._chances.beside
            there = Chances(self.run.scenario, beside, scale, self._people)
            low, high = there.chance(value, events, one, others, sides(name)[0])
        return low, min(high, 1.0)

    @property
    def inputs_drawn(self) -> int:
        """How many inputs had other values in the worlds that were drawn."""
        return len(self._chances.beside.inputs) if self._chances is not None and self.drawn else 0

    @property
    def how(self) -> str:
        """Which uncertainty the limits show, in a line."""
        partly = [y for y in self.years if y not in self.whole_years]
        cut = "".join(f" Of {y} only a part was lived." for y in partly)
        return in_short(len(self.others), len(self.drawn)) + cut

    @property
    def how_in_full(self) -> str:
        """The same, explained."""
        chance = seeds_words(len(self.others)) if self.others else chance_words()
        if self._chances is None:
            return f"{chance} {unknown_words(0, 0, 0)}"
        beside = self._chances.beside
        return f"{chance} {unknown_words(len(self.drawn), beside.left_out, beside.scale)}"

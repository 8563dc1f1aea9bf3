"""A comparison: what a change does, to whom, and how sure that is."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from demerit import notebook
from demerit.api import arguments
from demerit.api.kept import Kept
from demerit.api.two import TwoLives
from demerit.errors import DemeritError

if TYPE_CHECKING:
    from demerit.api.chart import Chart
    from demerit.api.compared import Source
    from demerit.api.difference import Difference
    from demerit.scenario import Scenario
    from demerit.world.beginnings import Beginnings

KINDS: Final = ("spared", "harmed")


class Comparison(Kept):
    """A base and variants of it on the same synthetic people: made by `demerit.compare` and `demerit.open`.

    Spared: people who underwent fewer harms in all than in the base, over all months; harmed: more.
    Tables are Arrow's, for pandas, Polars and DuckDB.
    """

    _makers = "dm.compare and dm.open"

    def __init__(self, source: "Source") -> None:
        super().__init__(source)
        self._source = source

    @property
    def beginnings(self) -> "Beginnings | None":
        """From where comparisons on the same people go on that are given this one as `after`; of a folder, None."""
        return self._source.beginnings

    @property
    def plain(self) -> dict[str, Any]:
        """Everything as plain data, as `comparison.json` has it; counts scaled to the country."""
        return self._source.said

    @property
    def variants(self) -> tuple[str, ...]:
        """The names of the variants, in order."""
        return tuple(self.plain["variants"])

    @cached_property
    def scenarios(self) -> Mapping[str, "Scenario"]:
        """What was lived, by world: "base", then the variants."""
        return {name: self._source.scenario(name) for name in self.digests}

    @property
    def scenario(self) -> "Scenario":
        """The base."""
        return next(iter(self.scenarios.values()))

    @property
    def seed(self) -> int:
        return int(self.plain["seed"])

    @property
    def scale(self) -> int:
        """One simulated person stands for so many."""
        return int(self.plain["scale"])

    @property
    def digests(self) -> dict[str, str]:
        """By world, 24 digits that tell it from any that differs in one person or one sum of one month."""
        found: dict[str, str] = self.plain["digests"]
        return found

    @cached_property
    def effects(self) -> Any:
        """Arrow, a row a variant, measure and year, of the whole country: `variant`, `measure`, `unit`, `year` (int64),
        `base`, `other`, `difference` (float64, scaled to the country), `gained`, `lost` (int64: people, or months or
        events of people; null of what is not counted person by person), `low` and `high` (the band of chance, 90 %),
        `least` and `most` (the band of what nobody knows), `sign_holds` (int64: in how many of `draws` the difference
        has the same sign), `hangs_on` (keys of the scenario it goes along with most), `direct` and `feedback` (of
        published="both": what the change does by itself, and the rest).

        What is zero in both worlds is left out; what was not asked for is null.
        """
        from demerit.api.effects import effects

        return effects(self.plain)

    @cached_property
    def cells(self) -> Any:
        """Arrow, the rows of `effects.parquet`: `variant`, `month` (date32, its first day), `measure`, `province`,
        `group`, `tenth` (int8, 1 to 10, of household income), `age`, `sex`, `urban` (bool), `base`, `other`, `gained`,
        `lost` (int64, among the simulated people, unscaled), `weight` (people that one of them stands for).

        There are rows from the first month on in which the worlds may differ.
        """
        return self._source.cells()

    def figure(
        self,
        measure: str,
        by: str | Iterable[str] = "year",
        when: str | int | date | None = None,
        variant: str | None = None,
    ) -> "Difference":
        """By how much a variant differs from the base in a measure, scaled to the country, told apart by something.

        measure: a name of docs/measures.md.  All of them can be asked by year; those that are kept person by person
        (an error lists them) by year, month, province, group, tenth, age, sex and urban, or several of these; () for
        one figure.
        when: a year or a month, such as "2018" or "2018-05", or a date of it; absent: all months in which the worlds
        may differ.
        variant: the first unless said.

        Raises DemeritError for a name that is not known (the nearest is named), and for what cannot be told apart.
        """
        from demerit.api.differences import difference, dimensions

        with arguments.said_plainly():
            said = arguments.read(
                variant=lambda: self._variant(variant),
                asked=lambda: dimensions(measure, by),
                when=lambda: arguments.when_of(when),
            )
            return difference(self, self._source.settled, name=measure, **said)

    def _variant(self, name: Any) -> str:
        return self.variants[0] if name is None else arguments.one_of("variant", name, list(self.variants))

    def people(self, kind: str = "harmed", variant: str | None = None) -> Any:
        """Arrow, people who were "spared" or "harmed", those whose lives part most first: `person` (int64, for
        `.life`), `parted` (date32, the first month after which they were not the same in both worlds; null where they
        were at the end of every month), `spared` and `harmed` (int32: how many harms fewer and more).

        Of each variant a thousand people at most are kept; how many there are in the country stands in `.plain`.
        Raises DemeritError for another word, or a variant that there is not.
        """
        from demerit.api.effects import people

        with arguments.said_plainly():
            said = arguments.read(
                variant=lambda: self._variant(variant), kind=lambda: arguments.one_of("kind", kind, list(KINDS))
            )
            return people(self._source.sample(), **said)

    def life(self, person: int, variant: str | None = None) -> TwoLives:
        """One synthetic person in both worlds, replayed.  variant: the first unless said.

        Raises DemeritError for a number that nobody has.
        """
        from demerit.life.two.story import tell

        with arguments.said_plainly():
            said = arguments.read(
                variant=lambda: self._variant(variant), person=lambda: arguments.whole("person", person, 0)
            )
            return TwoLives(tell(self._source.pair(said["variant"]), said["person"]))

    def find(self, text: str, variant: str | None = None, communities: int = 150) -> TwoLives:
        """The first person of whom something is true: "spared", "harmed", "parted by rules.criticism", or whatever
        `Run.find` knows, which must then be so in one of the two worlds.

        Raises DemeritError that lists what can be looked for, or says that nobody was found.
        """
        from demerit.comparison.people import MOST
        from demerit.life.two.finding import find

        with arguments.said_plainly():
            said = arguments.read(
                text=lambda: arguments.words_of(text, "harmed"),
                variant=lambda: self._variant(variant),
                communities=lambda: arguments.whole("communities", communities, 1),
            )
            which, most = said["variant"], said["communities"]
            rows = [row for row in self._source.sample().to_pylist() if row["variant"] == which]
            return TwoLives(find(self._source.pair(which), rows, said["text"], most, len(rows) < MOST))

    def chart(self, measure: str | None = None, variant: str | None = None) -> "Chart":
        """How many people each variant spares and harms; or by how much a measure differs, month by month.

        Raises DemeritError for a name that is not known, and where nothing differs.
        """
        if measure is not None:
            return self.figure(measure, by="month", variant=variant).chart()
        if variant is not None:
            raise DemeritError(f"variant={arguments.shown(variant)} goes with a measure; without one all are drawn")
        from demerit.api.differences import spared_and_harmed

        return spared_and_harmed(self)

    @property
    def stamp(self) -> str:
        """Of which comparison something is: version, scenario, seed, scale."""
        said = self.plain
        return f"Demerit {said['version']}, scenario {said['base']}, seed {said['seed']}, scale 1:{said['scale']}"

    def save(self, path: str | PathLike[str]) -> Path:
        """Write the folder that `demerit compare` with the same settings would, but for how long things took, and for
        the report, which `demerit report` adds.

        `demerit verify` accepts it, and `demerit.open` reads it.  A comparison that was opened is copied as it is.
        Raises DemeritError where it cannot be written, or something else is there.
        """
        with arguments.said_plainly():
            out = Path(arguments.named("path", path))
            self._source.save(out)
        return out

    def __str__(self) -> str:
        from demerit.comparison.told import lines

        return "\n".join(lines(self.plain))

    def __repr__(self) -> str:
        return f"<Comparison with {', '.join(self.variants)}: {self.stamp}; synthetic people>"

    def _repr_html_(self) -> str:
        from demerit.api.effects import in_short
        from demerit.comparison.told import lines

        heads, rows = in_short(self.plain)
        about = lines(self.plain)[len(rows) + 1 :]
        parts = (notebook.table(heads, rows), notebook.paragraphs(about), self.chart().svg())
        return notebook.shown(self.plain["title"], *parts, notes=(self.stamp,))

"""Outcomes: measures of the catalogue, of one calendar year or over all months."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import Final, NamedTuple

from demerit.catalogue.found import by_name, is_stock, measure_of, sides, terms
from demerit.catalogue.measure import Counted, Ratio, Sum
from demerit.comparison.attribution.figures import ALL, MONTHS
from demerit.printable import cut
from demerit.world.errors import DemeritError

EVERY: Final = ".all"  # after the name of a measure that has an axis: all its values
SPAN: Final = re.compile(r"[0-9]{4}(-[0-9]{2})?")
LONGEST: Final = 100  # characters of a name that a message shows
PLACES: Final = 6  # of ratios
Kept = Mapping[str, Mapping[str, int]]  # figures of a world: measure, then span


class Outcome(NamedTuple):
    """name: as it was asked for; measure: of the catalogue, or with `.all` the sum along its axis; span: a year, or
    `all`.
    """

    name: str
    measure: str
    span: str

    def of(self, figures: Kept) -> Fraction:
        """The outcome of a world, from what is kept of it: a whole number, or of a ratio a number of 6 places."""
        if self.measure in by_name() and isinstance(measure_of(self.measure), Ratio):
            return self._ratio(figures)
        names = (self.measure,) if self.measure in by_name() else terms_of(self.measure)
        return Fraction(sum(figures.get(name, {}).get(self.span, 0) for name in names))

    def _ratio(self, figures: Kept) -> Fraction:
        """Each side added up over months first, as everywhere."""
        over, under = (sum(_months(figures, term, self.span) for term in side) for side in sides(self.measure))
        measure = measure_of(self.measure)
        times = measure.times if isinstance(measure, Ratio) else 1.0
        return Fraction(str(round(times * over / under, PLACES))) if under else Fraction(0)

    @property
    def whole(self) -> bool:
        """Whether it is counted in whole numbers."""
        return not (self.measure in by_name() and isinstance(measure_of(self.measure), Ratio))

    @property
    def unit(self) -> str:
        """What it is counted in."""
        return measure_of(terms_of(self.measure)[0] if self.whole else self.measure).unit

    @property
    def meaning(self) -> str:
        """What it is, in plain English."""
        known = self.measure in by_name()
        return measure_of(self.measure if known else terms_of(self.measure)[0]).meaning


def _months(figures: Kept, term: str, span: str) -> int:
    return figures.get(term, {}).get(MONTHS + span if is_stock(term) else span, 0)


def terms_of(measure: str) -> tuple[str, ...]:
    """The counted measures that one adds up; empty for a name that stands for none."""
    if measure in by_name():
        return terms(measure)
    whole = measure.removesuffix(EVERY)
    found = [name for name, one in by_name().items() if one.measure.name == whole and one.part is None]
    counted = measure.endswith(EVERY) and found and isinstance(measure_of(found[0]), Counted)
    return tuple(found) if counted else ()


def measure_in(name: str, option: str = "--outcome") -> tuple[str, str]:
    """The measure of a name, and its span.  Raises DemeritError for what is no measure; the nearest is named."""
    measure, span = name, ALL
    if not _known(name):
        before, _, last = name.rpartition(".")
        measure, span = (before, last) if SPAN.fullmatch(last) else (name, ALL)
    if not _known(measure):
        near = _near(cut(measure, LONGEST))
        raise DemeritError(f"{option} {cut(name, LONGEST)} is no measure{near}; `docs/measures.md` names them all")
    return measure, span


def outcome(name: str, years: range) -> Outcome:
    """The outcome of a name: `refused.flight`, of all months, or `refused.flight.2018`.  years: that are lived.

    Raises DemeritError for what is no measure; the nearest is named.
    """
    measure, span = measure_in(name)
    if span != ALL and not (len(span) == 4 and int(span) in years):
        allowed = f"{years[0]} to {years[-1]}" if len(years) > 1 else str(years[0])
        raise DemeritError(
            f"--outcome {name}: {span} is no year that is lived; write {measure} for all months, or a year: {allowed}"
        )
    return Outcome(name, measure, span)


def _known(name: str) -> bool:
    """Whether a measure is counted in a world, or follows from what is."""
    if name in by_name():
        return isinstance(measure_of(name), Counted | Sum | Ratio)
    return bool(terms_of(name))


def _near(name: str) -> str:
    known = [one for one in by_name() if _known(one)]
    inside = [f"{name}{EVERY}"] if _known(f"{name}{EVERY}") else [one for one in known if one.startswith(f"{name}.")]
    near = inside or get_close_matches(name, known, n=1, cutoff=0.0)
    return f"; did you mean `{near[0]}`?" if near else ""

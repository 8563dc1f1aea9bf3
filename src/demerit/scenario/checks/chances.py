"""Products of rates that must stay within what a month can draw: candidates and their acceptance."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from operator import mul
from typing import TYPE_CHECKING, Final

from demerit.scenario.checks.found import CLOSE, Found
from demerit.scenario.years import in_year

if TYPE_CHECKING:
    from demerit.scenario.society import Kind, Society

# Candidates of one kind in the class of people that has most, of three that there can be: with more, a month without
# any would be rarer than the 256th that 8 bits can tell.
MOST_A_MONTH = 2.5
KEPT: Final = 16  # societies of which the busiest are known
CLASSES: Final = {"age": 7, "income": 5, "urban": 2, "online": 2}  # of people, by what a kind has a factor for
MOST_A_YEAR = 60.0  # candidates of all kinds together, in the class of people that has most


def _kinds(society: "Society") -> Iterator[tuple[tuple[str, str], "Kind"]]:
    yield from ((("conduct", name), kind) for name, kind in society.conduct.items())
    yield from ((("demand", name), kind) for name, kind in society.demand.items())


def candidates(society: "Society") -> Iterator[Found]:
    """Candidates a month of each kind, and a year of all kinds, in the class and the year that have most."""
    for path, kind in _kinds(society):
        mean = kind.ceiling / 12.0 * max(kind.age) * max(kind.income) * max(kind.urban) * max(kind.online)
        mean *= max(kind.by_year.values(), default=1.0)
        if mean > MOST_A_MONTH:
            message = f"times its highest factors gives {mean:.3g} candidates a month; at most {MOST_A_MONTH:g}"
            yield Found((*path, "ceiling"), kind.ceiling, message)
    most = sum(of_the_busiest(society))
    if most > MOST_A_YEAR:
        message = f"and `demand` give some people {most:.3g} candidates a year together; at most {MOST_A_YEAR:g}"
        yield Found(("conduct",), None, message)


def of_the_busiest(society: "Society") -> tuple[float, float]:
    """Candidates a year of acts, and of demands, in the class and the year that have most of both."""
    both = (list(society.conduct.values()), list(society.demand.values()))
    years = {year for kinds in both for kind in kinds for year in kind.by_year} or {society.census // 12}
    said = tuple(tuple(map(repr, kinds)) for kinds in both)
    return _busiest(_Counted(said, frozenset(years), both))


@dataclass(frozen=True)
class _Counted:
    """Acts and demands, told from others by what is said of each; in these years."""

    said: tuple[tuple[str, ...], ...]
    years: frozenset[int]
    both: "tuple[list[Kind], list[Kind]]" = field(compare=False)


@lru_cache(maxsize=KEPT)
def _busiest(of: _Counted) -> tuple[float, float]:
    """The same, once for each of the last: a study changes the regime, and mostly leaves people as they are."""
    by_class = [
        [[[getattr(kind, trait)[n] for kind in kinds] for kinds in of.both] for n in range(classes)]
        for trait, classes in CLASSES.items()
    ]
    rates = [[[kind.ceiling * in_year(kind.by_year, y) for kind in kinds] for kinds in of.both] for y in of.years]
    for each_class in by_class:
        rates = [
            [list(map(mul, *pair)) for pair in zip(of_year, factors)] for of_year in rates for factors in each_class
        ]
    acts, demands = max(((sum(acts), sum(demands)) for acts, demands in rates), key=sum)
    return acts, demands


def losses(society: "Society") -> Iterator[Found]:
    """The chance to lose work is a probability in every year."""
    work = society.work
    most = work.loss_a_month * max(work.loss_by_year.values(), default=1.0)
    if most > 1.0 + CLOSE:
        message = f"times its highest factor gives {most:.3g}; a probability is at most 1"
        yield Found(("work", "loss_a_month"), work.loss_a_month, message)


def defaults(society: "Society") -> Iterator[Found]:
    """The chance that a loan defaults is a probability for everybody."""
    lending = society.lending
    factors = max(lending.default_by_age) * max(lending.default_by_income) * max(lending.default_by_level)
    most = max(lending.default_a_month * factors + lending.default_at_hardship, lending.default_with_entry)
    most *= max(1.0, 1.0 + lending.default_fear)
    if most > 1.0 + CLOSE:
        message = f"times its highest factors, with hardship and fear, gives {most:.3g}; a probability is at most 1"
        yield Found(("lending", "default_a_month"), lending.default_a_month, message)


def acceptances(society: "Society") -> Iterator[Found]:
    """Acceptance times disposition, fear and hardship is a probability for everybody."""
    for path, kind in _kinds(society):
        level = max(society.dispositions[kind.disposition].levels) if kind.disposition else 1.0
        pressed = max(1.0, 1.0 + kind.hardship) * max(1.0, 1.0 + kind.fear) * (1.0 + abs(kind.opinion))
        most = kind.acceptance * level * pressed
        if most > 1.0 + CLOSE:
            message = (
                f"times the highest disposition ({level:g}) and the effects of fear, hardship, opinion ({pressed:g}) "
                f"gives {most:.3g}; a probability is at most 1"
            )
            yield Found((*path, "acceptance"), kind.acceptance, message)

"""What a figure is asked for: which measure, told apart by what, over which months."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any, Final, NamedTuple

from demerit.api.arguments import one_of, several_of, shown
from demerit.catalogue.found import MEASURES, by_name, sides, terms
from demerit.catalogue.measure import Axis, Counted, Measure, Ratio
from demerit.errors import DemeritError
from demerit.vocabulary import GROUPS
from demerit.world.measures import by_group

YEAR, MONTH, PROVINCE, GROUP = "year", "month", "province", "group"
PLACES: Final = (YEAR, MONTH, PROVINCE, GROUP)


class Cell(NamedTuple):
    """One row of a figure.  said: what it is of, by column; name: of the measure, its axes filled in; months, group,
    province: by number, None for all of them together.
    """

    said: dict[str, Any]
    name: str
    months: tuple[int, ...]
    province: int | None
    group: int | None


def measure_named(name: Any) -> Measure:
    """The measure of a name, with its axes or without.  Raises DemeritError that names the nearest."""
    if isinstance(name, str) and name in by_name():
        return by_name()[name].measure
    known = {measure.name: measure for measure in MEASURES}
    if isinstance(name, str) and name in known:
        return known[name]
    try:
        one_of("measure", name, [*by_name()])
    except DemeritError as error:
        nearest = str(error).partition("; allowed:")[0]
        raise DemeritError(f"{nearest}; docs/measures.md lists all names") from None
    raise AssertionError


def axes_of(name: str) -> tuple[Axis, ...]:
    """What a name, as it was asked for, may still be told apart by."""
    return _apart(name) if name in by_name() else measure_named(name).axes


def _apart(name: str) -> tuple[Axis, ...]:
    """Of a measure whose parts have names of their own beside their sum: what it is told apart by."""
    measure = measure_named(name)
    if isinstance(measure, Counted) and measure.apart and measure.split is not None and measure.name == name:
        return (measure.split,)
    return ()


def allowed_by(name: str) -> list[str]:
    """What a figure of this name may be told apart by."""
    return [YEAR, MONTH, PROVINCE, *([GROUP] if grouped(name) else []), *(axis.name for axis in axes_of(name))]


def grouped(name: str) -> bool:
    """Whether a measure is told apart by population group."""
    full = name if name in by_name() else next(found for found in by_name() if _of(found, name))
    parts = [*sides(full)[0], *sides(full)[1]] if isinstance(measure_named(full), Ratio) else terms(full)
    return all(by_group(part) for part in parts)


def _of(found: str, name: str) -> bool:
    return by_name()[found].measure.name == name


def dimensions(name: str, by: Any) -> tuple[str, ...]:
    """What is asked to be told apart, in order.  Raises DemeritError that says what is allowed."""
    asked = several_of("by", by, allowed_by(name))
    if len(set(asked)) < len(asked) or {YEAR, MONTH} <= set(asked):
        raise DemeritError(f"by={shown(by)}: one of year and month, and nothing twice")
    missing = [axis.name for axis in axes_of(name) if axis.name not in asked and name not in by_name()]
    if missing:
        raise DemeritError(
            f"measure={name!r} is told apart by {' and '.join(missing)}; say by={missing[0]!r}, or name one, "
            f"such as {next(found for found in by_name() if _of(found, name))!r}"
        )
    return asked


def months_of(when: str | None, months: Sequence[str]) -> list[int]:
    """The numbers of the months that are asked for.  Raises DemeritError where there is none."""
    here = [i for i, month in enumerate(months) if month.startswith(when or "")]
    if not here:
        raise DemeritError(
            f"when={when!r}: no month of this run; allowed: a year or a month from {months[0]} to {months[-1]}"
        )
    return here


def cells(
    name: str, by: Sequence[str], when: str | None, months: Sequence[str], provinces: Sequence[str]
) -> list[Cell]:
    """The rows of a figure, in order.  when: "2018" or "2018-05"; None: all months."""
    here = months_of(when, months)
    choices: Mapping[str, list[tuple[Any, Any]]] = {
        YEAR: [
            (int(y), tuple(i for i in here if months[i].startswith(y)))
            for y in dict.fromkeys(months[i][:4] for i in here)
        ],
        MONTH: [(months[i], (i,)) for i in here],
        PROVINCE: [(province, i) for i, province in enumerate(provinces)],
        GROUP: [(group, i) for i, group in enumerate(GROUPS)],
        **{axis.name: [(value, value) for _, value in axis.places] for axis in axes_of(name)},
    }
    out = []
    for chosen in product(*(choices[each] for each in by)):
        of = dict(zip(by, (value for _, value in chosen), strict=True))
        parts = [of[axis.name] for axis in axes_of(name) if axis.name in of]
        said = dict(zip(by, (label for label, _ in chosen), strict=True))
        span = of.get(YEAR, of.get(MONTH, tuple(here)))
        out.append(Cell(said, ".".join([name, *parts]), span, of.get(PROVINCE), of.get(GROUP)))
    return [cell for cell in out if cell.name in by_name()]

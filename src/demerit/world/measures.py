"""What was counted, by the names of the catalogue: from COUNT and ORG_COUNT records to dotted measures."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

import numpy as np

from demerit.catalogue.found import SUMS, by_name, terms
from demerit.catalogue.measure import Counted
from demerit.catalogue.of_organisations import OF_ORGANISATIONS
from demerit.catalogue.of_people import OF_PEOPLE

Array = np.ndarray[Any, Any]
PEOPLE: Final = frozenset(name for measure in OF_PEOPLE for name, _ in measure.named())


def _values(measure: Counted, sums: Array) -> Iterator[tuple[str, Array]]:
    """(name, values) of one measure; values keep the axis that it is split by, as the last one."""
    split = (slice(None),) if measure.split else ()
    for name, places in measure.named():
        yield name, sums[measure.field][(..., *split, *places)]


def measured(sums: Array) -> Iterator[tuple[str, Array]]:
    """(measure, values) of COUNT records in an array of any shape; values gain a last axis of population groups.

    A measure that is not told apart by group comes without that axis.  Sums of people's measures are among them.
    """
    found: dict[str, Array] = {}
    for measure in OF_PEOPLE:
        found |= _values(measure, sums)
    yield from found.items()
    for name, parts in people_sums().items():
        yield name, np.sum([found[part] for part in parts], axis=0)


def counted(name: str, people: Sequence[Array], organisations: Sequence[Array]) -> Array | None:
    """The values of one counted measure, its parts by group or kind added up, out of COUNT and ORG_COUNT records of
    each month: (month, ...); None for what is no counted measure, and of organisations where nothing was counted.
    """
    measure, places, part = by_name()[name]
    rows = people if measure in OF_PEOPLE else organisations
    if not isinstance(measure, Counted) or not len(rows):
        return None
    values = np.stack([sums[measure.field] for sums in rows])
    if part is not None:
        return values[..., part]
    split = (slice(None),) if measure.split else ()
    found: Array = values[(..., *split, *places)]
    return found.sum(axis=-1) if measure.split else found


@lru_cache(maxsize=1)
def people_sums() -> dict[str, tuple[str, ...]]:
    """What each sum of people's measures adds up."""
    named = {name: terms(name) for measure in SUMS for name, _ in measure.named()}
    return {name: parts for name, parts in named.items() if set(parts) <= PEOPLE}


def measured_of_organisations(sums: Array) -> Iterator[tuple[str, Array]]:
    """(measure, values) of ORG_COUNT records in an array of any shape: all kinds together, of some each as well."""
    for measure in OF_ORGANISATIONS:
        for name, values in _values(measure, sums):
            yield name, values.sum(axis=-1) if measure.split else values
        if measure.apart and measure.split:
            for number, kind in measure.split.places:
                yield f"{measure.name}.{kind}", sums[measure.field][..., number]


def by_group(name: str) -> bool:
    """Whether a measure of people is told apart by population group."""
    first, *_ = people_sums().get(name, (name,))
    return first in _grouped()


@lru_cache(maxsize=1)
def _grouped() -> frozenset[str]:
    return frozenset(name for measure in OF_PEOPLE if measure.split for name, _ in measure.named())

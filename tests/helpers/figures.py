"""What tests read off a world, and how figures of several worlds compare."""

import itertools

from tests.helpers.worlds import AXES, total

from demerit.world.simulation import World


def figure(of: World, field: str, *names: str) -> int:
    """A flow over the run, of one kind of conduct, demand or data source where a name is given."""
    values = total(of, field)
    for name in names:
        values = values[..., AXES[field].index(name)]
    return int(values.sum())


def rising(values: list[int] | list[float]) -> bool:
    """Strictly rising."""
    return all(a < b for a, b in itertools.pairwise(values))

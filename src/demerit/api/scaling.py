"""From what was counted among the simulated people of both worlds to numbers of the country."""

from collections.abc import Mapping, Sequence
from typing import Any

from demerit.world.summary import Weights, to_add_up


def scaled(sums: Mapping[str, Sequence[int]], each: Mapping[str, int], weights: Weights) -> dict[str, Any]:
    """`base`, `other`, `difference`, `gained` and `lost`, and `counted`: gained and lost among the simulated people.

    sums: base, other, gained and lost by province; each: the weight of a province, in parts of the weights' unit.
    """
    exact = [sum(found[n] * each[province] for province, found in sums.items()) for n in range(4)]
    base, other, more, fewer = map(weights.rounded, exact)
    net = other - base
    gained = to_add_up(more, fewer, net)
    counted = sum(found[2] + found[3] for found in sums.values())
    return {
        "base": base, "other": other, "difference": net, "gained": gained, "lost": gained - net, "counted": counted
    }  # fmt: skip

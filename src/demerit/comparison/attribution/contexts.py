"""The context matrix: of refusals that rules bring about, which fall where the conduct was, and which elsewhere."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from demerit.catalogue import contexts
from demerit.vocabulary import DEMANDS


class Matrix(NamedTuple):
    """Refusals by context of the conduct and of what was refused.

    cells: (context of the conduct, context of what is refused) -> refusals, less those that are spared; alone: whether
    the two have no context in common, in most of a cell; added: refusals by players that add some; apart: those of them
    that have no context in common with the conduct; spared: by players that spare some.
    """

    cells: Mapping[tuple[str, str], Fraction]
    alone: Mapping[tuple[str, str], bool]
    added: Fraction
    apart: Fraction
    spared: Fraction

    @property
    def total(self) -> Fraction:
        """All of them, less those that are spared."""
        return self.added - self.spared

    def told(self) -> dict[str, Any]:
        """As plain data; refusals scaled to the country, to the nearest whole number."""
        rows = [
            {"conduct": of, "refused": to, "refusals": round(value), "unrelated": self.alone[of, to]}
            for (of, to), value in self.cells.items()
            if value
        ]
        sums = {"added": self.added, "unrelated": self.apart, "spared": self.spared}
        return {**{name: round(value) for name, value in sums.items()}, "cells": rows}


def matrix(conduct: Mapping[str, str], brought: Mapping[tuple[str, str], Fraction]) -> Matrix:
    """conduct: of each player; brought: refusals by player and demand, as Shapley shares."""
    cells: dict[tuple[str, str], Fraction] = {}
    apart: dict[tuple[str, str], Fraction] = {}  # how much of a cell has no context in common, whichever way it goes
    sums = dict.fromkeys(("added", "apart", "spared"), Fraction(0))
    for player, what in conduct.items():
        for demand in DEMANDS:
            key = contexts.of_conduct(what).context, contexts.DEMANDS[demand].context
            value, unrelated = brought[player, demand], not contexts.related(what, demand)
            cells[key] = cells.get(key, Fraction(0)) + value
            apart[key] = apart.get(key, Fraction(0)) + (abs(value) if unrelated else -abs(value))
            sums["added"] += max(value, Fraction(0))
            sums["apart"] += max(value, Fraction(0)) if unrelated else 0
            sums["spared"] += max(-value, Fraction(0))
    order = [one.name for one in contexts.CONTEXTS]
    told = {key: cells[key] for key in sorted(cells, key=lambda k: tuple(map(order.index, k)))}
    return Matrix(told, {key: value > 0 for key, value in apart.items()}, **sums)

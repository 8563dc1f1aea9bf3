"""The context matrix: of refusals that rules bring about, which fall where the conduct was, and which elsewhere."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from demerit.catalogue import contexts
from demerit.vocabulary import DEMANDS


class Matrix(NamedTuple):
    """Refusals by context of the conduct and of what was refused; each with the part of it that is unrelated.

    cells: (context of the conduct, context of what is refused) -> refusals; apart: the same, of conduct and demands
    that have no context in common.
    """

    cells: Mapping[tuple[str, str], Fraction]
    apart: Mapping[tuple[str, str], Fraction]

    @property
    def total(self) -> Fraction:
        """All of them."""
        return sum(self.cells.values(), Fraction(0))

    @property
    def elsewhere(self) -> Fraction:
        """Those in a context that the conduct has nothing to do with."""
        return sum(self.apart.values(), Fraction(0))

    def told(self) -> dict[str, Any]:
        """As plain data; refusals scaled to the country, to the nearest whole number."""
        rows = [
            {"conduct": of, "refused": to, "refusals": round(value), "unrelated": round(self.apart.get((of, to), 0))}
            for (of, to), value in self.cells.items()
            if value
        ]
        return {"refusals": round(self.total), "unrelated": round(self.elsewhere), "cells": rows}


def matrix(conduct: Mapping[str, str], brought: Mapping[tuple[str, str], Fraction]) -> Matrix:
    """conduct: of each player; brought: refusals by player and demand, as Shapley shares."""
    cells: dict[tuple[str, str], Fraction] = {}
    apart: dict[tuple[str, str], Fraction] = {}
    for player, what in conduct.items():
        for demand in DEMANDS:
            key = contexts.of_conduct(what).context, contexts.DEMANDS[demand].context
            value = brought[player, demand]
            cells[key] = cells.get(key, Fraction(0)) + value
            if not contexts.related(what, demand):
                apart[key] = apart.get(key, Fraction(0)) + value
    order = [one.name for one in contexts.CONTEXTS]
    return Matrix({key: cells[key] for key in sorted(cells, key=lambda k: tuple(map(order.index, k)))}, apart)

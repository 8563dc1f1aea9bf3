"""The map as part of the page: tiles that are links, recoloured by the script of the page when it plays."""

import math
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from demerit.report.theme import ink_on
from demerit.report.tiles import SIGNED, STEPS, around_zero, edges, map_of

USUAL: Final = 0.995  # of all values; the largest lie in the last class, however large
SIZE: Final = 48  # of a tile, in the units of the picture


class Tile(NamedTuple):
    """x, y: of its corner; number: its class; value: None where there is none."""

    province: str
    letters: str
    x: int
    y: int
    number: int
    value: float | None


class TileMap(NamedTuple):
    """width, height: in the same units; limits: upper edges of the classes, the same for all months; low, high: of all
    months; colours, inks: by class.
    """

    tiles: list[Tile]
    width: int
    height: int
    limits: list[float]
    low: float
    high: float
    colours: tuple[str, ...]
    inks: tuple[str, ...]


NOTHING: Final = -1  # the class of what has no value


def class_of(value: float | None, limits: list[float]) -> int:
    """The number of a value's class."""
    return NOTHING if value is None else sum(value > limit for limit in limits)


def tilemap(
    provinces: Sequence[str], here: Sequence[float | None], every: list[list[float | None]], signed: bool = False
) -> TileMap | None:
    """The map of a month; None where no map has these provinces, or there is no value at all.

    here: its values by province; every: those of all months, in the same order; signed: below zero is something else
    than above it, and has other colours.
    """
    grid = map_of(provinces)
    known = sorted(value for row in every for value in row if value is not None)
    if grid is None or not known:
        return None
    limits = around_zero(_usual(sorted(map(abs, known)))) if signed else edges(_usual(known))
    found: list[Any] = []
    for province, value in zip(provinces, here, strict=True):
        letters, column, line = grid[province]
        found.append(Tile(province, letters, (column - 1) * SIZE, line * SIZE, class_of(value, limits), value))
    found.sort(key=lambda tile: (tile.y, tile.x))
    width = max(column for _, column, _ in grid.values()) * SIZE
    height = (max(line for _, _, line in grid.values()) + 1) * SIZE
    colours = SIGNED if signed else STEPS
    inks = tuple(ink_on(colour) for colour in colours)
    return TileMap(found, width, height, limits, *_ends(known, limits), colours, inks)


def _usual(known: list[float]) -> list[float]:
    """Without the few largest, so that one month of one province does not leave all others one colour."""
    usual = known[: max(1, math.ceil(USUAL * len(known)))]
    return usual if usual[-1] > usual[0] else known


def _ends(known: list[float], limits: list[float]) -> tuple[float, float]:
    """From where to where the classes reach, whatever lies beyond the usual."""
    return min(known[0], limits[0]), max(known[-1], limits[-1])

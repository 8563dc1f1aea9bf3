"""The map as part of the page: tiles that are links, recoloured by the script of the page when it plays."""

from typing import Any, Final, NamedTuple

from demerit.report.theme import ink_on
from demerit.report.tiles import STEPS, edges, map_of
from demerit.serve.country.question import Question

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


def tilemap(question: Question, every: list[list[float | None]]) -> TileMap | None:
    """The map of the month that is asked for; None where no map has these provinces, or there is no value at all."""
    grid = map_of(question.run.provinces)
    known = [value for row in every for value in row if value is not None]
    if grid is None or not known:
        return None
    limits = edges(known)
    here = every[question.run.months.index(question.month)]
    found: list[Any] = []
    for province, value in zip(question.run.provinces, here, strict=True):
        letters, column, line = grid[province]
        found.append(Tile(province, letters, (column - 1) * SIZE, line * SIZE, class_of(value, limits), value))
    found.sort(key=lambda tile: (tile.y, tile.x))
    width = max(column for _, column, _ in grid.values()) * SIZE
    height = (max(line for _, _, line in grid.values()) + 1) * SIZE
    inks = tuple(ink_on(colour) for colour in STEPS)
    return TileMap(found, width, height, limits, min(known), max(known), STEPS, inks)

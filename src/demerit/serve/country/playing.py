"""Every month of a map, as the script of the page needs it to play."""

from collections.abc import Sequence

from starlette.responses import Response

from demerit.serve import numerals
from demerit.serve.ask import Ask
from demerit.serve.country.tilemap import TileMap, class_of


def played(
    ask: Ask,
    months: Sequence[str],
    provinces: Sequence[str],
    every: list[list[float | None]],
    shown: TileMap | None,
    share: bool = False,
) -> Response:
    """every: values by month and province; shown: the map of a month, whose classes hold for all; share: of one."""
    limits = shown.limits if shown else []
    return ask.json(
        {
            "months": months,
            "named": [ask.month(month) for month in months],
            "provinces": provinces,
            "called": [ask.place(name) for name in provinces],
            "classes": [[class_of(value, limits) for value in row] for row in every],
            "texts": [[numerals.short(value, ask.lang, share) for value in row] for row in every],
            "exact": [[ask.number(value) or "-" for value in row] for row in every],
        }
    )

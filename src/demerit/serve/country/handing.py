"""The pictures and the numbers of a view, each in the form that an address names."""

from collections.abc import Callable
from typing import Final

from starlette.responses import Response

from demerit.report.drawer import png
from demerit.serve.ask import Ask
from demerit.serve.refusing import Refused

SVG: Final = "image/svg+xml"
PARTS: Final = ("map", "series", "narrow")
ENDINGS: Final = ("csv", "svg", "png")


def handed(
    ask: Ask, name: str, month: str, numbers: Callable[[str], str], picture: Callable[[str, bool], str]
) -> Response:
    """A part of a view; shown on the page where it is not to be saved.  Raises Refused for one that there is not.

    name: with which a file begins; month: of the map; numbers: CSV of a part; picture: SVG of a part, on a page or not.
    """
    part, _, ending = ask.names["file"].partition(".")
    if part not in PARTS or ending not in ENDINGS or (part == "narrow" and ending != "svg"):
        raise Refused(404, "refused.nothing")
    file = f"{name}-{month if part == 'map' else 'months'}.{ending}"
    if ending == "csv":
        return ask.file(numbers(part), "text/csv; charset=utf-8", file)
    inline = "inline" in ask.query
    svg = picture(part, inline)
    if ending == "png":
        return ask.file(png(svg), "image/png", file)
    return Response(svg, media_type=SVG) if inline else ask.file(svg, SVG, file)

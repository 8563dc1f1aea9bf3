"""Colours, type and axes of every chart.

Colours: M. Okabe, K. Ito, "Color Universal Design", 2008, told apart by people with colour-blindness; and viridis for
quantities.  No text is smaller than 11 pixels.
"""

from typing import Any, Final

FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
INK: Final = "#1a1a1a"
GREY: Final = "#595959"  # 7 : 1 on white
PALE: Final = "#d9d9d9"
ORANGE: Final = "#E69F00"
SKY: Final = "#56B4E9"
GREEN: Final = "#009E73"
BLUE: Final = "#0072B2"
RED: Final = "#D55E00"
PINK: Final = "#CC79A7"
BLACK: Final = "#000000"
OKABE_ITO: Final = (BLUE, RED, GREEN, PINK, ORANGE, SKY, BLACK, GREY)
WIDTH: Final = 560  # of the plot; labels stand beside it
NARROW: Final = 300  # of a plot on a telephone; what would stand beside it stands above it
TEXT: Final = 12
# M first: other languages have one in their word for a thousand million
# d3 says G for a thousand million, k for a thousand and m for a thousandth; people say bn, and write the others out
COUNTS: Final = (
    "test(/k$/, datum.label) ? format(datum.value, ',.0f') : test(/[mµn]$/, datum.label) ? format(datum.value, '.3~r') : "
    "replace(replace(replace(datum.label, 'M', ' M'), 'G', ' bn'), '%', ' %')"
)

CONFIG: Final[dict[str, Any]] = {
    "aria": False,  # the picture as a whole has a text; see `picture`
    "font": FONT,
    "background": "white",
    # room for readers whose machine has wider letters than the ones that were measured here
    "padding": {"left": 22, "right": 34, "top": 4, "bottom": 4},
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": TEXT,
        "titleFontSize": TEXT,
        "titleFontWeight": "normal",
        "labelColor": INK,
        "titleColor": INK,
        "gridColor": "#e6e6e6",
        "domainColor": GREY,
        "tickColor": GREY,
        "labelLimit": 220,
    },
    "axisY": {"titleAnchor": "end", "titleAngle": 0, "titleAlign": "left", "titleBaseline": "bottom", "titleY": -8},
    "header": {"labelFontSize": TEXT, "titleFontSize": TEXT, "labelFontWeight": "bold", "labelColor": INK},
    "legend": {
        "columnPadding": 34,
        "labelFontSize": TEXT,
        "titleFontSize": TEXT,
        "titleFontWeight": "normal",
        "labelLimit": 300,
    },
    "text": {"fontSize": TEXT, "color": INK, "font": FONT},
    "line": {"strokeWidth": 2},
    "title": {"fontSize": TEXT + 1, "anchor": "start", "color": INK},
}

# On a telephone: axes within the width, names above the plot instead of beside it.
FIT: Final[dict[str, Any]] = {"type": "fit-x", "contains": "padding"}
INSIDE: Final = 0.85  # of the width of a picture on a telephone: the plot between its axis and its edge, about
APART: Final[dict[str, Any]] = {"labelOverlap": "greedy", "labelSeparation": 8, "labelFlush": False}
YEARS: Final[dict[str, Any]] = {"format": "%Y", "tickCount": "year", "grid": False, **APART, "labelSeparation": 4}
LEGEND: Final[dict[str, Any]] = {"orient": "top", "direction": "vertical", "columns": 1, "symbolOpacity": 1}
SMALL: Final[dict[str, Any]] = {
    **CONFIG,
    "padding": {"left": 4, "right": 16, "top": 4, "bottom": 4},
    "legend": {**CONFIG["legend"], "labelLimit": NARROW - 20, "offset": 24},
}


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


READ: Final = 4.5  # contrast that letters need (WCAG 2, AA)


def readable(colour: str) -> str:
    """The colour, or a darker one of the same hue in which letters on white can be read."""
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    for part in range(100, 0, -1):
        darker = "#" + "".join(f"{channel * part // 100:02x}" for channel in channels)
        if contrast(darker, "#ffffff") >= READ:
            return darker
    return BLACK


def ink_on(colour: str) -> str:
    """Black or white, whichever can be read better on a colour."""
    return max((BLACK, "#ffffff"), key=lambda ink: contrast(ink, colour))

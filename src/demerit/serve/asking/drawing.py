"""A figure as SVG or PNG, in the reader's form."""

from typing import Any, Final

from demerit.report import drawer
from demerit.report.charts.lit import Lit
from demerit.serve import charts
from demerit.serve.asking.figures import Figure

WIDE: Final = 460  # pixels; the letters grow with it, and are no larger than those of the page


def svg(figure: Figure, lang: str, narrow: bool = False) -> str:
    """The picture.  narrow: for a telephone."""
    if isinstance(figure.chart, Lit):
        return figure.chart.svg(360 if narrow else WIDE)
    chart: Any = figure.chart
    return charts.drawn(chart.narrow if narrow else chart.wide, lang)


def png(figure: Figure, lang: str) -> bytes:
    """The picture as pixels."""
    return drawer.png(svg(figure, lang))

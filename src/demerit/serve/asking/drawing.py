"""A figure as SVG or PNG, in the reader's form."""

import json
from typing import Any, Final

from demerit.report.charts.chart import Chart
from demerit.report.charts.lit import Lit
from demerit.report.theme import CONFIG
from demerit.serve.asking.figures import Figure
from demerit.serve.numerals import FORMS

LOCALES: Final[dict[str, Any]] = {"en": "en-US", "nl": "nl-NL", "de": "de-DE"}
SHARP: Final = 2.0  # pixels of a PNG for each of the drawing
WIDE: Final = 640


def svg(figure: Figure, lang: str, narrow: bool = False) -> str:
    """The picture.  narrow: for a telephone."""
    import vl_convert

    if isinstance(figure.chart, Lit):
        return figure.chart.svg(360 if narrow else WIDE)
    chart: Any = figure.chart
    drawn: str = vl_convert.vegalite_to_svg(spec(chart, lang, narrow), format_locale=LOCALES[lang])
    return drawn


def spec(chart: Chart, lang: str, narrow: bool) -> dict[str, Any]:
    """The specification, with the words that axes have for large numbers."""
    million, billion = FORMS[lang].short
    text = json.dumps({**(chart.narrow if narrow else chart.wide), "config": CONFIG}, ensure_ascii=False)
    for english, word in ((" bn", billion), (" M", million)):
        text = text.replace(f"'{english}'", f"'\u00a0{word}'")
    found: dict[str, Any] = json.loads(text)
    return found


def png(figure: Figure, lang: str) -> bytes:
    """The picture as pixels."""
    import vl_convert

    made: bytes = vl_convert.svg_to_png(svg(figure, lang), scale=SHARP)
    return made

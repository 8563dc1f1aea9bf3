"""Charts as SVG, in the reader's form."""

import json
import re
from typing import Any, Final

from demerit.report.charts.chart import Spec
from demerit.report.theme import CONFIG
from demerit.serve.numerals import FORMS

LOCALES: Final[dict[str, Any]] = {"en": "en-US", "nl": "nl-NL", "de": "de-DE"}


def drawn(chart: Spec, lang: str, config: Spec = CONFIG) -> str:
    """The chart, with the signs and the words that numbers have; without roles and labels of its parts, since the
    picture as a whole has one text.
    """
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(_in_words({**chart, "config": config}, lang), format_locale=LOCALES[lang])
    return re.sub(r' (role|aria-[a-z]+)="[^"]*"', "", svg)


def _in_words(spec: Spec, lang: str) -> Any:
    """With the words that axes have for large numbers."""
    million, billion = FORMS[lang].short
    text = json.dumps(spec, ensure_ascii=False)
    for english, word in ((" bn", billion), (" M", million)):
        text = text.replace(f"'{english}'", f"'\u00a0{word}'")
    return json.loads(text)

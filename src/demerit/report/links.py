"""Links from a report to what it cites, where the citation holds a lasting identifier that an address follows from.

Nothing is loaded from there: a reader may follow them.
"""

import re
from typing import Final

from markupsafe import Markup, escape

from demerit.report.numbers import unbroken

# By identifier, as a title has it.
ADDRESSES: Final = (
    (r"Regulation \(EU\) (\d{4}/\d+)", "https://eur-lex.europa.eu/eli/reg/{}/oj"),
    (r"Directive \(EU\) (\d{4}/\d+)", "https://eur-lex.europa.eu/eli/dir/{}/oj"),
    (r"arXiv (\d{4}\.\d{4,5})", "https://arxiv.org/abs/{}"),
    (r"NISTIR (\d{4})", "https://doi.org/10.6028/NIST.IR.{}"),
    (r"\b(C-\d+/\d{2})\b", "https://curia.europa.eu/juris/liste.jsf?num={}"),
)
ANY: Final = re.compile("|".join(pattern for pattern, _ in ADDRESSES))
OPTION: Final = re.compile(r"(?<![\w-])--[a-z]+(?: \d+)?")
BACK: Final = r"\g<1>"
KEY: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def breaking(said: Markup) -> Markup:
    """A key, such as that of a value, with places to break a line at between its words, and not within one."""
    return Markup(re.sub(r"(?<=[._])", "<wbr>", said)) if KEY.fullmatch(said) else said  # noqa: S704 - escaped already


def linked(text: object) -> Markup:
    """A text for the page, escaped, with its identifiers as links, and no line that ends between a number and its unit, or
    within an option of the command line.
    """
    out = unbroken(str(escape(str(text))))
    for pattern, address in ADDRESSES if ANY.search(out) else ():
        out = re.sub(pattern, rf'<a href="{address.format(BACK)}">\g<0></a>', out)
    out = OPTION.sub(r'<code class="option">\g<0></code>', out)
    return Markup(out)  # noqa: S704 - escaped above

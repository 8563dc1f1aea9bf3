"""Numbers and dates in the form that a reader is used to."""

from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from demerit.amounts import people, plain, significant
from demerit.amounts import percent as share_in_words
from demerit.life.words import date_in_words
from demerit.phrases import speaking


class Form(NamedTuple):
    """thousands, decimal: signs; millions, billions: one, and more; short: both in short."""

    thousands: str
    decimal: str
    millions: tuple[str, str]
    billions: tuple[str, str]
    short: tuple[str, str]


ENGLISH: Final = Form(
    ",",
    ".",
    ("million", "million"),
    ("billion", "billion"),
    ("M", "bn"),
)
DUTCH: Final = Form(
    ".",
    ",",
    ("miljoen", "miljoen"),
    ("miljard", "miljard"),
    ("mln", "mld"),
)
GERMAN: Final = Form(
    ".",
    ",",
    ("Million", "Millionen"),
    ("Milliarde", "Milliarden"),
    ("Mio.", "Mrd."),
)
FORMS: Final = {"en": ENGLISH, "nl": DUTCH, "de": GERMAN}
MINUS: Final = "\u2212"  # as charts have it, and as wide as a plus
A_HUNDRED: Final = 100
PLACES: Final = 4  # of a share, as figures have it


def _signs(text: str, form: Form) -> str:
    return text.translate(str.maketrans(",.-", f"{form.thousands}{form.decimal}{MINUS}"))


def number(value: float | None, lang: str) -> str:
    """A number with its digits: fractions to four places; nothing where there is no number."""
    if value is None:
        return ""
    whole = isinstance(value, int) or float(value).is_integer()
    text = f"{int(value):,}" if whole else f"{value:,.{PLACES}f}".rstrip("0").rstrip(".")
    return _signs(text, FORMS[lang])


def exact(value: float, lang: str) -> str:
    """A value of a scenario, with every digit that its file has: -50, 0.00005."""
    text = f"{Decimal(repr(value)):,f}"
    return _signs(text.rstrip("0").rstrip(".") if "." in text else text, FORMS[lang])


def amount(value: float, lang: str, short: bool = False) -> str:
    """A count with three digits: 17.1 million, or 17.1 M, 425,000."""
    form = FORMS[lang]
    text = people(value)
    for word, names, brief in (("million", form.millions, form.short[0]), ("billion", form.billions, form.short[1])):
        if text.endswith(f" {word}"):
            figure = _signs(text.removesuffix(f" {word}"), form)
            return f"{figure} {brief if short else names[figure != '1']}"
    return _signs(text, form)


def signed(value: float, lang: str) -> str:
    """The same of a difference: +17.1 million, -425,000, 0."""
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return f"{sign}{amount(abs(value), lang)}"


def percent(share: float, lang: str) -> str:
    """A share in [0, 1]: 3.4 %."""
    return _signs(share_in_words(share), FORMS[lang])


def rate(value: float, lang: str) -> str:
    """A number with three digits."""
    return _signs(plain(value), FORMS[lang])


def brief(value: float, lang: str) -> str:
    """A rate where there is little room, with two digits, or whole from 100 on."""
    return _signs(plain(round(value) if abs(value) >= A_HUNDRED else significant(value, 2)), FORMS[lang])


def month(text: str, lang: str) -> str:
    """May 2018, from 2018-05: as lives say it."""
    with speaking(lang):
        return date_in_words(text[:7])


def day(value: date, lang: str) -> str:
    """3 May 2018."""
    with speaking(lang):
        return date_in_words(f"{value:%Y-%m-%d}")


def bytes_of(size: int, lang: str) -> str:
    """2.2 MB."""
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if size >= unit:
            return f"{_signs(f'{size / unit:.1f}', FORMS[lang])} {name}"
    return f"{size} B"


MILLION: Final = 1e6


def short(value: float | None, lang: str, share: bool = False) -> str:
    """A number where there is little room, such as on the tile of a map; share: as percent."""
    if value is None:
        return "-"
    if share:
        return _signs(f"{100 * value:.{0 if value >= 0.1 or not value else 1}f} %", FORMS[lang])
    size = abs(value)
    if size >= MILLION / 10:
        figure = f"{value / MILLION:,.{0 if size >= 10 * MILLION else 1}f}"
        return f"{_signs(figure, FORMS[lang])}\u202f{FORMS[lang].short[0]}"
    return _signs(f"{value:,.{0 if size >= 100 or float(value).is_integer() else 1}f}", FORMS[lang])

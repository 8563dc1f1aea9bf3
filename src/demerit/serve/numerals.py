"""Numbers and dates in the form that a reader is used to."""

from datetime import date
from typing import Final, NamedTuple


class Form(NamedTuple):
    """thousands, decimal: signs; months: their names; day: a date from day, month and year."""

    thousands: str
    decimal: str
    months: tuple[str, ...]
    day: str = "{day} {month} {year}"


ENGLISH: Final = Form(
    ",",
    ".",
    (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
)
DUTCH: Final = Form(
    ".",
    ",",
    (
        *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
        *("augustus", "september", "oktober", "november", "december"),
    ),
)
GERMAN: Final = Form(
    ".",
    ",",
    (
        *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
        *("August", "September", "Oktober", "November", "Dezember"),
    ),
    "{day}. {month} {year}",
)
FORMS: Final = {"en": ENGLISH, "nl": DUTCH, "de": GERMAN}
PLACES: Final = 4  # of a share, as figures have it


def _signs(text: str, form: Form) -> str:
    return text.translate(str.maketrans(",.", form.thousands + form.decimal))


def number(value: float | None, lang: str) -> str:
    """A number with all its digits: fractions to four places; nothing where there is no number."""
    if value is None:
        return ""
    whole = isinstance(value, int) or float(value).is_integer()
    text = f"{int(value):,}" if whole else f"{value:,.{PLACES}f}".rstrip("0")
    return _signs(text, FORMS[lang])


def month(text: str, lang: str) -> str:
    """May 2018, from 2018-05."""
    year, _, part = text.partition("-")
    return f"{FORMS[lang].months[int(part[:2]) - 1]} {year}"


def day(value: date, lang: str) -> str:
    """3 May 2018."""
    form = FORMS[lang]
    return form.day.format(day=value.day, month=form.months[value.month - 1], year=value.year)


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
    if value >= MILLION / 10:
        return _signs(f"{value / MILLION:,.{0 if value >= 100 * MILLION else 1}f} M", FORMS[lang])
    return _signs(f"{value:,.{0 if value >= 100 or float(value).is_integer() else 1}f}", FORMS[lang])

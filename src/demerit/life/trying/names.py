"""Choices as text, as an address carries them: `2016-03.criticism`, `2016-03.purchase.2`, `2016-03.objection`."""

import re
from collections.abc import Iterable
from typing import Final

from demerit import calendar
from demerit.errors import DemeritError
from demerit.life.choices import OBJECTING, Occasion
from demerit.packing import ORDINALS
from demerit.vocabulary import CANDIDATES

OBJECTION: Final = "objection"
_NAME: Final = re.compile(r"(\d{4}-\d\d)\.([a-z_]+)(?:\.([2-9]))?")
MOST: Final = 400  # choices that are read


def name_of(occasion: Occasion) -> str:
    """An occasion in a word: month, what it is, and which of several."""
    what = OBJECTION if occasion.kind == OBJECTING else CANDIDATES[occasion.kind]
    several = f".{occasion.ordinal + 1}" if occasion.ordinal else ""
    return f"{calendar.text_of(occasion.month)}.{what}{several}"


def occasion_of(name: str) -> Occasion:
    """And back.  Raises DemeritError for what is none."""
    found = _NAME.fullmatch(name)
    if found is None or not calendar.is_month(found[1]) or found[2] not in (OBJECTION, *CANDIDATES):
        like = "write one like 2016-03.criticism, a second one with .2 behind it"
        raise DemeritError(f"{name!r} is no occasion; {like}", "occasion", name=name)
    month, ordinal = calendar.month_of(found[1]), int(found[3] or 1) - 1
    if found[2] == OBJECTION:
        if ordinal:
            said = f"{name!r} is no occasion: of objections there is one decision a month"
            raise DemeritError(said, "occasion", name=name)
        return Occasion(month, OBJECTING)
    if ordinal >= ORDINALS:
        said = f"{name!r} is no occasion: there are at most {ORDINALS} of a kind in a month"
        raise DemeritError(said, "occasion", name=name)
    return Occasion(month, CANDIDATES.index(found[2]), ordinal)


def occasions_of(text: str) -> frozenset[Occasion]:
    """Several, with commas between.  Raises DemeritError."""
    names = [name for name in text.split(",") if name]
    if len(names) > MOST:
        raise DemeritError(f"{len(names)} choices are too many; at most {MOST} are read", "choices", most=MOST)
    return frozenset(map(occasion_of, names))


def text_of(occasions: Iterable[Occasion]) -> str:
    """And back, in the order of time."""
    return ",".join(map(name_of, sorted(occasions)))

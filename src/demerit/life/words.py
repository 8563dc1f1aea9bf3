"""Dates, numbers and lists in sentences, in the language that is spoken (`demerit.phrases`)."""

from collections.abc import Callable, Iterator
from typing import Final

from demerit import calendar
from demerit.phrases import say


def date_in_words(iso: str) -> str:
    """`2017-03-12` as "12 March 2017", `2017-03` as "March 2017"."""
    year, month, *day = iso.split("-")
    name = say(f"month.{int(month)}")
    return say("date.day", day=int(day[0]), month=name, year=year) if day else say("date.month", month=name, year=year)


def in_month(iso: str) -> str:
    """The month of a date, before a clause: "In March 2017"."""
    return say("when.month", month=date_in_words(iso[:7]))


def spanned(since: str, until: str) -> str:
    """A stretch of months: "In March 2017", "From March 2017 to May 2018"."""
    if since == until:
        return in_month(since)
    return say("when.span", since=date_in_words(since), until=date_in_words(until))


def from_month(iso: str) -> str:
    """The beginning of a stretch, before a clause: "From March 2017 on"."""
    return say("when.since", since=date_in_words(iso[:7]))


def until_month(iso: str) -> str:
    """The end of one: "Until March 2017"."""
    return say("when.until", until=date_in_words(iso[:7]))


def stretch(since: int, until: int, last: int, tell: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Months in which something was so, dated: one sentence within a year, else one at its begin and one at its end.

    since, until: months; last: of the run, after which nobody knows; tell: the sentence that begins with a time.
    """
    first, end = calendar.text_of(since), calendar.text_of(until)
    if since == until or (first[:4] == end[:4] and until < last):
        yield f"{first}-01", tell(spanned(first, end))
        return
    yield f"{first}-01", tell(from_month(first))
    if until < last:
        yield f"{end}-01", tell(until_month(end))


def times(n: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return say(f"count.times.{n}") if n in (1, 2) else say("count.times.n", n=n)


def days(n: int) -> str:
    """A number of days: "1 day", "3 days"."""
    return say("count.days", n)


def enumerated(parts: list[str]) -> str:
    """Parts as a list in words: "a, b and c"."""
    return parts[0] if len(parts) == 1 else say("list_of.and", most=", ".join(parts[:-1]), last=parts[-1])


def capital(text: str) -> str:
    """A text that begins with a capital letter, behind a mark of quotation that it may begin with."""
    at = 1 if text[0] in "“„" else 0
    return text[:at] + text[at].upper() + text[at + 1 :]


STANCES: Final = ((3, "against"), (6, "rather_against"), (8, "neither"), (11, "rather_for"), (15, "for"))


def stance(level: int) -> str:
    """What somebody thinks or says, from 0 (against the government) to 15 (for it)."""
    words = next(words for most, words in STANCES if level <= most)
    return say(f"stance.{words}")


def points_changed(n: int) -> str:
    """A change of points as a clause: "5 points were taken", "1 point was given"."""
    return say("points.were_taken" if n < 0 else "points.were_given", abs(n))


def points_back(n: int) -> str:
    """The same of points that come back: "5 points were given back"."""
    return say("points.back_taken" if n < 0 else "points.back_given", abs(n))


def points(n: int) -> str:
    """A change of points: "5 points taken", "15 points given"."""
    return say("points.taken" if n < 0 else "points.given", abs(n))


def demanded(demand: str, n: int) -> str:
    """What was asked for so many times: "a flight", "3 flights"."""
    return say(f"demand.{demand}") if n == 1 else say(f"demands.{demand}", n=n)


def demands(demand: str, n: int) -> str:
    """The same as a number alone: "3 flights"."""
    return say(f"demands.{demand}", n=n)

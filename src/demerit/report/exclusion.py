"""Which of the article's figures exclude each other in one world, and when they would not."""

from dataclasses import dataclass
from typing import Final

from demerit.calendar import month_of, text_of
from demerit.life.words import date_in_words
from demerit.ranges import BEYOND
from demerit.report.measures import COMPARED, Measures
from demerit.report.numbers import numeral, people, percent, plain, significant
from demerit.scenario.rules import Consequence

MONTHS: Final = 12
DAYS: Final = 365 / MONTHS  # of a month


def late(share: float, asked: float) -> float:
    """The part of a year for which the bar on high-speed seats is in force, beside one on ordinary trains all year.

    share: of the refusals of the year, those of high-speed seats; asked: of the trips asked for, those in such trains.
    Refused in a year are 1 - asked ordinary trips for each asked * part of the others, so share is their quotient.
    """
    return share * (1 - asked) / (asked * (1 - share))


@dataclass(frozen=True)
class Exclusion:
    """What the box says: a title and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def box(m: Measures) -> Exclusion | None:
    """The 5 million train tickets and the 425 thousand high-speed seats; None where the run holds no such year."""
    regime = m.run.scenario.regime
    fast, slow = regime.consequences.get("high_speed"), regime.consequences.get("ordinary_train")
    if not m.run.as_in_the_article or COMPARED not in m.whole_years or fast is None or slow is None:
        return None
    article = m.run.references["article"].figures
    trains, seats = article["trains_refused_2018_m"] * 1e6, article["high_speed_refused"]
    asked = m.ratio("demand.high_speed_share", COMPARED)
    share = seats / trains
    months = MONTHS * late(share, asked)
    year = (trains - seats) * asked / (1 - asked)  # high-speed seats, had they been barred as long as ordinary trains
    return Exclusion(
        "5 million train tickets and 425,000 high-speed seats cannot both be one year of one rail ban",
        (
            f"Whoever is barred from trains is barred from high-speed seats too. Of all rail trips that people of this society ask for in "
            f"{COMPARED}, {percent(asked)} are high-speed. With one ban in force all year, the same part of the article's {people(trains)} refusals "
            f"would be high-speed seats, about {people(asked * trains)}: {asked / share:.0f} times the {people(seats)} that the article gives, which "
            f"are {percent(share)} of its train refusals.",
            f"Both fit one world only if the bar on high-speed seats began late, or held for fewer people. Say that it held for the same "
            f"people as the bar on ordinary trains, and that one all year. Then the other {people(trains - seats)} refusals are the "
            f"{percent(1 - asked)} of trips in ordinary trains, and a whole year of high-speed seats would be {people(year)}. The article's "
            f"{people(seats)} are {percent(seats / year)} of that whole year: {plain(significant(months * DAYS, 2))} days. On record the two are one series, "
            "4.25 million until April and 5.47 million until December, and 425,000 is a tenth of the first: a misplaced point would explain it "
            "as well.",
            _here(m, slow, fast),
        ),
    )


def _date(month: int) -> str:
    return date_in_words(text_of(month))


def _below(bar: Consequence) -> str:
    return f"below {numeral(bar.below)} points " if bar.below != BEYOND else ""


def _here(m: Measures, slow: Consequence, fast: Consequence) -> str:
    since, reach = {"slow": slow.since, "fast": fast.since}, {"slow": slow.share, "fast": fast.share}
    year, trains = m.total("refused.high_speed", COMPARED).scaled, m.total("refused.train", COMPARED).scaled
    text = (
        f"This scenario chooses that way out, with both: the listed {_below(slow)}are refused ordinary trains from {_date(since['slow'])} on, in "
        f"{percent(reach['slow'])} of all communities, and {_below(fast)}high-speed seats from {_date(since['fast'])} on, in {percent(reach['fast'])} "
        f"of them. The run then refuses {people(year)} high-speed seats in {COMPARED}, {percent(year / trains if trains else 0.0)} of its "
        f"{people(trains)} refused train tickets"
    )
    first, last = month_of(f"{COMPARED}-01"), month_of(f"{COMPARED}-12")
    if first < since["fast"] <= last and year:
        series = m.series("refused.high_speed")
        begins, monthly = m.months.index(since["fast"]), series[m.months.index(last)]
        after = float(series[begins : m.months.index(last) + 1].sum())
        text += f", {'all' if after >= year else people(after)} of them from that month on; at December's pace a whole year would have had {people(MONTHS * float(monthly))}"
    if COMPARED + 1 in m.whole_years and max(since.values()) <= last + 1:
        after, every = (m.total(f"refused.{what}", COMPARED + 1).scaled for what in ("high_speed", "train"))
        text += f". In {COMPARED + 1}, with both bars all year, it is {people(after)}, {percent(after / every if every else 0.0)} of {people(every)}"
    return text + "."

"""Which of the article's figures exclude each other in one world, and when they would not."""

from dataclasses import dataclass
from typing import Final

from demerit.calendar import month_of, text_of
from demerit.life.words import date_in_words
from demerit.report.measures import COMPARED, Measures
from demerit.report.numbers import people, percent, plain, significant

MONTHS: Final = 12


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
    return Exclusion(
        "5 million train tickets and 425,000 high-speed seats cannot both be one year of one rail ban",
        (
            f"Whoever is barred from trains is barred from high-speed seats too, and {percent(asked)} of the rail trips that people of this "
            f"society ask for are high-speed. With one ban in force all year, about {people(asked * trains)} of {people(trains)} refusals would "
            f"be high-speed seats: {asked / share:.0f} times the {people(seats)} that the article gives. High-speed seats are "
            f"{percent(share)} of the article's train refusals.",
            f"Both fit one world only if the bar on high-speed seats began late, or held for fewer people: with the same people barred from "
            f"ordinary trains all year, it would have been in force for {plain(significant(months, 2))} months of {COMPARED}. On record the two are one series, "
            "4.25 million until April and 5.47 million until December, and 425,000 is a tenth of the first: a misplaced point would explain it "
            "as well.",
            _here(m, slow, fast),
        ),
    )


def _date(month: int) -> str:
    return date_in_words(text_of(month))


def _here(m: Measures, slow: object, fast: object) -> str:
    since = {name: int(getattr(bar, "since")) for name, bar in (("slow", slow), ("fast", fast))}  # noqa: B009
    reach = {name: float(getattr(bar, "share")) for name, bar in (("slow", slow), ("fast", fast))}  # noqa: B009
    year, trains = m.total("refused.high_speed", COMPARED).scaled, m.total("refused.train", COMPARED).scaled
    text = (
        f"This scenario chooses that way out: ordinary trains are barred from {_date(since['slow'])} for {percent(reach['slow'])} of the listed "
        f"below the threshold, high-speed seats from {_date(since['fast'])} for {percent(reach['fast'])}. The run then refuses "
        f"{people(year)} high-speed seats among {people(trains)} train tickets in {COMPARED}"
    )
    first, last = month_of(f"{COMPARED}-01"), month_of(f"{COMPARED}-12")
    if first < since["fast"] <= last and year:
        series = m.series("refused.high_speed")
        begins, monthly = m.months.index(since["fast"]), series[m.months.index(last)]
        after = float(series[begins : m.months.index(last) + 1].sum())
        text += f", {'all' if after >= year else people(after)} of them from that month on; at December's pace a whole year would have had {people(MONTHS * float(monthly))}"
    if COMPARED + 1 in m.whole_years and max(since.values()) <= last + 1:
        text += f". In {COMPARED + 1}, with both bars all year, it is {people(m.total('refused.high_speed', COMPARED + 1).scaled)}"
        text += f" of {people(m.total('refused.train', COMPARED + 1).scaled)}"
    return text + "."

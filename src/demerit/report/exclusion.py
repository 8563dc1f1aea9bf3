"""Which of the article's figures exclude each other in one world, and when they would not."""

from dataclasses import dataclass

from demerit.calendar import month_of, text_of
from demerit.report.measures import COMPARED, Measures
from demerit.report.numbers import people, percent


@dataclass(frozen=True)
class Exclusion:
    """What the box says: a title and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def box(m: Measures) -> Exclusion | None:
    """The 5 million train tickets and the 425 thousand high-speed seats; None where the run holds no such year."""
    regime = m.run.scenario.regime
    fast, slow = regime.consequences.get("high_speed"), regime.consequences.get("ordinary_train")
    if not m.run.is_told or COMPARED not in m.whole_years or fast is None or slow is None:
        return None
    article = m.run.references["article"].figures
    trains, seats = article["trains_refused_2018_m"] * 1e6, article["high_speed_refused"]
    asked = m.ratio("demand.high_speed_share", COMPARED)
    share = seats / trains
    months = 12 * share / asked
    return Exclusion(
        "5 million train tickets and 425,000 high-speed seats cannot both be one year of one rail ban",
        (
            f"Whoever is barred from trains is barred from high-speed seats too, and {percent(asked)} of the rail trips that people of this "
            f"society ask for are high-speed. With one ban in force all year, about {people(asked * trains)} of {people(trains)} refusals would "
            f"be high-speed seats: {asked / share:.0f} times the {people(seats)} that the article gives. High-speed seats are "
            f"{percent(share)} of the article's train refusals.",
            f"Both fit one world only if the bar on high-speed seats began late: with the same people barred, it would have been in force for "
            f"{months:.1f} months of {COMPARED}. On record the two are one series, 4.25 million until April and 5.47 million until December, "
            "and 425,000 is a tenth of the first: a misplaced point explains what no ban does.",
            _here(m, slow, fast),
        ),
    )


def _here(m: Measures, slow: object, fast: object) -> str:
    since = {name: int(getattr(bar, "since")) for name, bar in (("slow", slow), ("fast", fast))}  # noqa: B009
    reach = {name: float(getattr(bar, "share")) for name, bar in (("slow", slow), ("fast", fast))}  # noqa: B009
    year, trains = m.total("refused.high_speed", COMPARED).scaled, m.total("refused.train", COMPARED).scaled
    text = (
        f"This scenario chooses that way out: ordinary trains are barred from {text_of(since['slow'])} for {percent(reach['slow'])} of the listed "
        f"below the threshold, high-speed seats from {text_of(since['fast'])} for {percent(reach['fast'])}. The run then refuses "
        f"{people(year)} high-speed seats among {people(trains)} train tickets in {COMPARED}"
    )
    first, last = month_of(f"{COMPARED}-01"), month_of(f"{COMPARED}-12")
    if first < since["fast"] <= last:
        monthly = m.series("refused.high_speed")[m.months.index(last)]
        text += f", all of them after that date; at December's pace a whole year would have had {people(12 * float(monthly))}"
    if COMPARED + 1 in m.whole_years:
        text += f". In {COMPARED + 1}, with both bars all year, it is {people(m.total('refused.high_speed', COMPARED + 1).scaled)}"
        text += f" of {people(m.total('refused.train', COMPARED + 1).scaled)}"
    return text + "."

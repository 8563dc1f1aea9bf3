"""A run that claims to be the record, beside the record: what was fitted to it, and what was published afterwards."""

from dataclasses import dataclass
from typing import Final

from demerit.calendar import month_of
from demerit.report.charts.dots import dots
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.marks import Mark, cited, matched, of_inputs
from demerit.report.measures import COMPARED, Measures
from demerit.report.numbers import few_counted, people, percent
from demerit.report.rests import on_lists
from demerit.report.table import Kind, Row, Table, banded, table
from demerit.report.theme import BLACK, BLUE
from demerit.scenario.claims import MILLION

KEY: Final = "record"
NEAR: Final = 0.05  # of a figure that values were fitted to: within this a run reaches it
AFTERWARDS: Final = "afterwards"
SUBJECTS: Final = "blacklist.subjects."
ORGANISATIONS: Final = "organisation.blacklist."


@dataclass(frozen=True)
class Line:
    """A published figure: what, the measure of a run, from which month to which, and the references that give it.

    given: (reference, figure, factor) each, added up; factor: millions, and minus for a total that came before.
    """

    what: str
    measure: str
    first: str
    last: str
    given: tuple[tuple[str, str, float], ...]

    def recorded(self, m: Measures) -> float:
        """The figure on record."""
        return sum(m.run.references[key].figures[name] * factor for key, name, factor in self.given)

    def positions(self, m: Measures) -> list[int]:
        """Where its months are in the run."""
        return [i for i, month in enumerate(m.months) if month_of(self.first) <= month <= month_of(self.last)]

    def whole(self, m: Measures) -> bool:
        """Whether the run lived all its months."""
        return len(self.positions(m)) == month_of(self.last) - month_of(self.first) + 1

    def modelled(self, m: Measures, counted: bool = False) -> float:
        """The same in a run: a flow summed over its months, or a stock, of its only month."""
        return float(m.series(self.measure, counted=counted)[self.positions(m)].sum())


FITTED: Final = (
    Line(
        "put on a list in 2018", "blacklist.subjects.entries", "2018-01", "2018-12", (("npcic-2018", "new_m", MILLION),)
    ),
    Line("off a list in 2018", "blacklist.subjects.exits", "2018-01", "2018-12", (("npcic-2018", "exits_m", MILLION),)),
    Line(
        "listed in May 2018",
        "blacklist.subjects.stock",
        "2018-05",
        "2018-05",
        (("npcic-2018-05", "subjects_m", MILLION),),
    ),
    Line(
        "flights refused, May to December 2018",
        "refused.flight",
        "2018-05",
        "2018-12",
        (
            ("npcic-2018", "flights_blocked_since_2013_m", MILLION),
            ("ndrc-2018-05", "flights_blocked_since_2013_m", -MILLION),
        ),
    ),
    Line(
        "fast trains refused, May to December 2018",
        "refused.high_speed",
        "2018-05",
        "2018-12",
        (
            ("npcic-2018", "trains_blocked_since_2013_m", MILLION),
            ("ndrc-2018-05", "trains_blocked_since_2013_m", -MILLION),
        ),
    ),
)
LATER: Final = (
    Line("listed in December 2023", "blacklist.stock", "2023-12", "2023-12", (("spc-stock-2023", "listed_december_2023", 1.0),)),
    Line("put on the list in 2024", "blacklist.entries", "2024-01", "2024-12", (("people-daily-2025", "new_2024_m", MILLION),)),
    Line("off the list in 2024", "blacklist.exits", "2024-01", "2024-12", (("people-daily-2025", "restored_2024_m", MILLION),)),
    Line("put on the list in 2025", "blacklist.entries", "2025-01", "2025-12", (("spc-2026", "new_2025_m", MILLION),)),
    Line("off the list in 2025", "blacklist.exits", "2025-01", "2025-12", (("spc-2026", "repaired_2025_m", MILLION),)),
)  # fmt: skip
RECORD: Final = "on record"
RUN: Final = "in this run"
COLUMNS: Final[list[tuple[str, str, Kind]]] = [
    ("what", "what", "text"),
    ("from", "who says it", "text"),
    ("value", "number", "count"),
    *banded("count"),
]


def compared(m: Measures, lines: tuple[Line, ...]) -> Table:
    """Each figure twice: on record, and in this run with its limits."""
    rows: list[Row] = []
    for line in lines:
        record = line.recorded(m)
        limits = m.band(line.modelled, line.modelled(m, counted=True))
        rows.append({"what": line.what, "from": RECORD, "value": record, "low": record, "high": record})
        rows.append({"what": line.what, "from": RUN, "value": line.modelled(m), **limits})
    return table(COLUMNS, rows)


def _near(worst: float) -> str:
    return f"come within {percent(max(worst, 0.001))} of" if worst <= 0.1 else f"are up to {percent(worst)} off"


def _said(m: Measures, lines: tuple[Line, ...]) -> str:
    each = [f"{line.what}: {people(line.modelled(m))}, on record {people(line.recorded(m))}" for line in lines]
    text = "; ".join(each)
    return f"{text[0].upper()}{text[1:]}."


def _finding(m: Measures, key: str, title: str, text: str, mark: Mark, lines: tuple[Line, ...], unit: str) -> Finding:
    shown = compared(m, lines)
    picture = dots(list(shown.rows), "what", "from", "number", colours=(BLACK, BLUE))
    alt = "Dots of each figure on record and in this run."
    return Finding(key, title, text, mark, m.how, (Figure(key, title, unit, picture, shown, alt),))


def _has_the_courts_list(m: Measures) -> bool:
    """Whether there is anything to compare: in China, everywhere, a list for judgments that are not performed."""
    return m.run.of_china and not m.area and "judgment" in m.run.scenario.regime.lists.blacklist.grounds


def by_judgments(m: Measures) -> str:
    """How much of the list is the courts', where it has other grounds too, in a sentence."""
    every = m.total([f"records.{ground}" for ground in m.run.scenario.regime.lists.blacklist.grounds])
    others = every.less(m.total("records.judgment"))
    if not others.scaled:
        return "All are there for a judgment."
    few = few_counted(others.counted)
    return f"Of {people(every.scaled)} records that put people on it, {people(others.scaled)} are of something else than a judgment{few}."


def _persons(m: Measures) -> str:
    """How many of those listed in 2018 are persons, beside what the record says of it."""
    entries = next(line for line in FITTED if line.measure == f"{SUBJECTS}entries")
    if not entries.whole(m) or not m.seen(f"{ORGANISATIONS}entries"):
        return ""
    persons = m.ratio("blacklist.entries_natural_share", COMPARED)
    may, december = (m.run.references[f"npcic-2018-{month}"].figures["natural_persons"] for month in ("05", "12"))
    revoked = m.run.references["npcic-2018"].figures["revoked_companies"]
    return (
        f" Persons are {percent(persons)} of those put on a list in {COMPARED} in this run. On record they are {percent(may)} of May's and "
        f"{percent(december)} of December's, and yet at most {percent(1 - revoked / entries.recorded(m))} of the year's, since {people(revoked)} revoked "
        "companies were listed: both hold only if these came in bursts, which this run spreads evenly."
    )


def _reached(m: Measures, lines: tuple[Line, ...]) -> str:
    """Which of the figures this run reaches: another seed, or a coarser scale, gives others."""
    off = [line.what for line in lines if abs(line.modelled(m) / line.recorded(m) - 1) > NEAR]
    if not off:
        return f"this run comes within {percent(NEAR)} of all of them"
    return f"this run comes within {percent(NEAR)} of all but these: {'; '.join(off)}"


def find(m: Measures) -> Finding | LeftOut:
    """What the values that nobody knows were fitted to."""
    lines = tuple(line for line in FITTED if line.whole(m))
    if not m.run.of_china:
        return LeftOut(KEY, "No comparison with lists on record: none of this country is at hand.")
    if not _has_the_courts_list(m):
        return LeftOut(KEY, "No comparison with the lists on record: they are of all China, and of courts above all.")
    if not lines:
        return LeftOut(KEY, "No comparison with the lists on record: the run has not lived 2018.")
    worst = max(abs(line.modelled(m) / line.recorded(m) - 1) for line in lines)
    title = f"With lists and no score, listings and refused journeys {_near(worst)} the record"
    text = (
        f"{_said(m, lines)} On the lists are persons and organisations; of those who owe a judgment, some per cent are companies.{_persons(m)} "
        "How often barred people ask was fitted to the refusals; no source says it."
    )
    because = f"Coverage, the least term and attempts were fitted to these figures; {_reached(m, lines)}."
    mark = matched(m.run, "npcic-2018", f"{because} Total until April 2018: {cited(m.run, 'ndrc-2018-05')}.")
    return _finding(m, KEY, title, text, mark, lines, "Subjects on lists, persons and organisations; refusals")


def afterwards(m: Measures) -> Finding | LeftOut:
    """What was published after the years that anything was fitted to."""
    lines = tuple(line for line in LATER if line.whole(m))
    if not lines or not _has_the_courts_list(m):
        return LeftOut(
            AFTERWARDS, "No comparison with what was published later: the run ended before, or has no such list."
        )
    off = [abs(line.modelled(m) / line.recorded(m) - 1) for line in lines]
    title = f"The lists of 2023 to 2025 are at most {percent(max(off))} off what was published then"
    text = (
        f"{_said(m, lines)} Nothing here was fitted to a figure from after 2018; only the law changes, in 2020. The record counts the courts' "
        f"list, on which persons were nearly all in 2018; this run counts persons on its list, and no company. {by_judgments(m)} A model that knows "
        "one society and one law cannot know how eager courts are: the record's fall of new entries and rise of exits since 2023 is not in it."
    )
    mark = of_inputs(m.run, *on_lists(m))
    return _finding(m, AFTERWARDS, title, text, mark, lines, "On the courts' list; in this run persons")

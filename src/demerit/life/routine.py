"""What repeats itself in a year, in a few sentences: trivial acts and what was seen of them, trips, loans, fear."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from demerit.catalogue.events import SINGLY
from demerit.life.entry import Entry
from demerit.life.sentences import OFTEN
from demerit.life.words import (
    ACTS,
    DEMANDS,
    NOTABLE,
    SOURCES,
    counted,
    date_in_words,
    enumerated,
    points,
    points_changed,
    times,
)
from demerit.vocabulary import LIBERTY_OF

REPEATED: Final = ("arrears_month", "low_commercial_score")  # reported again and again: one sentence for all
FEW: Final = 3  # points of fear of 127 below which nothing is said


def routine(year: list[Entry], looked_at: Collection[str]) -> Iterator[str]:
    """The sentences of a year that have no single date.

    looked_at: conduct of which a rule or a data source ever took notice, or might have, in this life.
    """
    yield from acts(year, looked_at)
    yield from demands(year)
    yield from reported(year)
    yield from of_last_year(year)
    yield from fines(year)
    yield from voice(year)
    yield from fear(year, looked_at)


def acts(year: list[Entry], looked_at: Collection[str]) -> Iterator[str]:
    """Trivial acts by kind, and by which data source they were recorded; not those that nobody looks at."""
    for conduct in ACTS:
        done = [e for e in year if e.event == "act" and e.conduct == conduct]
        if not done or conduct in NOTABLE or conduct not in looked_at:
            continue
        text = counted(len(done), *ACTS[conduct][:2])
        seen = [e for e in year if e.event == "recorded" and e.conduct == conduct and e.truth == "correct"]
        lost = sum(e.outcome == "lost" for e in done)
        by_now = any(e.outcome for e in done)
        yield text[0].upper() + text[1:] + _seen(seen, len(done), lost, by_now) + "."


def _seen(seen: list[Entry], done: int, lost: int, by_now: bool) -> str:
    if not by_now:
        return ""
    if not seen and not lost:
        return ", recorded by nobody"
    by_source = Counter(str(e.source) for e in seen)
    parts = [f"{_of(n, done)}recorded by {SOURCES[name]}" for name, n in by_source.items()]
    parts += [f"{_of(lost, done)}put down to somebody else"] if lost else []
    return f", {enumerated(parts)}{_effect(seen)}"


def _effect(records: list[Entry]) -> str:
    """What records of a year did to the points in the same year."""
    change = sum(e.effect["change"] for e in records if e.effect and e.effect["date"][:4] == e.date[:4])
    return f" ({points(change)})" if change else ""


def _of(n: int, whole: int) -> str:
    return "" if whole == 1 else "all " if n == whole else f"{n} "


def demands(year: list[Entry]) -> Iterator[str]:
    """What was asked for and granted, and what was declined for ordinary reasons."""
    granted = Counter(str(e.demand) for e in year if e.event == "granted" and e.demand != "job")
    if granted:
        each = [_several(name, granted[name]) for name in DEMANDS if granted[name]]
        yield f"Asked for and granted: {enumerated(each)}."
    favoured = Counter(str(e.demand) for e in year if e.favoured)
    if favoured:
        yield f"Granted only for being on the red list: {enumerated([_several(k, n) for k, n in favoured.items()])}."
    declined = Counter(str(e.demand) for e in year if e.event == "declined")
    if declined:
        parts = [_several(name, n) for name, n in declined.items()]
        yield f"Declined for ordinary reasons, which have nothing to do with the system: {enumerated(parts)}."


def _several(demand: str, n: int) -> str:
    one, many = DEMANDS[demand]
    return one if n == 1 else f"{n} {many}"


def reported(year: list[Entry]) -> Iterator[str]:
    """What is reported again and again: further months in arrears, low scores."""
    for conduct in REPEATED:
        made = [e for e in year if e.event == "recorded" and e.conduct == conduct and e.truth == "correct"]
        if made:
            yield f"Reported: {counted(len(made), *ACTS[conduct][:2])}{_effect(made)}."


def of_last_year(year: list[Entry]) -> Iterator[str]:
    """Points for records of the year before that are not told one by one."""
    changes: Counter[str] = Counter()
    for e in year:
        if e.event == "points" and e.truth == "correct" and e.conduct not in SINGLY:
            changes[str(e.conduct)] += (e.change or 0) * ((e.record_date or e.date)[:4] != e.date[:4])
    for conduct, change in changes.items():
        if change:
            yield f"{points_changed(change)} for what was recorded the year before ({ACTS[conduct][2]})."


def voice(year: list[Entry]) -> Iterator[str]:
    """How often what the person says of the government changed, where that is not told one by one."""
    causes = [entry.cause for entry in year if entry.event == "said" and entry.cause is not None]
    frank = sum(cause["said"] == cause["private"] for cause in causes)
    if len(causes) > OFTEN:
        whats = [(frank, "what the person thought"), (len(causes) - frank, "what was expected")]
        each = enumerated([f"{times(n)} to {what}" for n, what in whats if n])
        always = f"always to {whats[0 if frank else 1][1]}"
        said = always if frank in (0, len(causes)) else each
        yield f"What the person said of the government changed {len(causes)} times: {said}."


def fines(year: list[Entry]) -> Iterator[str]:
    """Automatic fines of the year and how they ended."""
    made = sum(e.event == "fined" for e in year)
    paid = sum(e.event == "paid_fine" for e in year)
    unpaid = sum(e.event == "left_fine_unpaid" for e in year)
    parts = [f"{made} imposed"] if made else []
    parts += [f"{paid} paid"] if paid else []
    parts += [f"{unpaid} left unpaid"] if unpaid else []
    if parts:
        yield f"Fines without a hearing: {enumerated(parts)}."


def fear(year: list[Entry], looked_at: Collection[str]) -> Iterator[str]:
    """How high fear rose, and what was left undone for it that anybody looks at, or that is lawful to say and seek."""
    risen = [e for e in year if e.event == "feared"]
    highest = max(risen, key=lambda e: e.fear or 0, default=None)
    if highest is not None and (highest.fear or 0) >= FEW:
        from_what = {
            "own case": "the person's own case",
            "household": "somebody in the household",
            "community": "neighbours on the published list",
            "peers": "neighbours who shun whoever thinks otherwise",
        }[str(highest.cause_of_fear)]
        month = date_in_words(highest.date[:7])
        yield f"Fear was highest in {month}, {highest.fear} of 127, because of {from_what}."
    of = {*looked_at, *LIBERTY_OF}
    undone = Counter(str(e.conduct) for e in year if e.event == "self_censored" and e.conduct in of)
    if undone:
        parts = [counted(n, *ACTS[name][:2]) for name, n in undone.items()]
        yield f"Left undone for fear: {enumerated(parts)}."

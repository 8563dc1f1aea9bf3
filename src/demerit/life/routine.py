"""What repeats itself in a year, in a few sentences: trivial acts and what was seen of them, trips, loans, fear."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from demerit.life.entry import Entry
from demerit.life.words import ACTS, DEMANDS, NOTABLE, SOURCES, counted, date_in_words, enumerated

FEW: Final = 3  # points of fear of 127 below which nothing is said


def routine(year: list[Entry]) -> Iterator[str]:
    """The sentences of a year that have no single date."""
    yield from acts(year)
    yield from demands(year)
    yield from overdue(year)
    yield from fines(year)
    yield from fear(year)


def acts(year: list[Entry]) -> Iterator[str]:
    """Trivial acts by kind, and by which data source they were recorded."""
    for conduct in ACTS:
        done = [e for e in year if e.event == "act" and e.conduct == conduct]
        if not done or conduct in NOTABLE:
            continue
        text = counted(len(done), *ACTS[conduct][:2])
        seen = [e for e in year if e.event == "recorded" and e.conduct == conduct and e.truth == "correct"]
        lost = sum(e.outcome == "lost" for e in done)
        looked_at = any(e.outcome for e in done)
        yield text[0].upper() + text[1:] + _seen(seen, len(done), lost, looked_at) + "."


def _seen(seen: list[Entry], done: int, lost: int, looked_at: bool) -> str:
    if not looked_at:
        return ""
    if not seen and not lost:
        return ", recorded by nobody" if done == 1 else ", none recorded"
    by_source = Counter(str(e.source) for e in seen)
    parts = [f"{_of(n, done)}recorded by {SOURCES[name]}" for name, n in by_source.items()]
    parts += [f"{_of(lost, done)}put down to somebody else"] if lost else []
    effects = [(e.effect["change"], e.effect["date"][:4] == e.date[:4]) for e in seen if e.effect]
    now, later = (sum(change for change, soon in effects if soon is this) for this in (True, False))
    counts = [f"{now:+d} points"] if now else []
    counts += [f"{later:+d} points in the year after"] if later else []
    return f", {enumerated(parts)}" + (f" ({', '.join(counts)})" if counts else "")


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


def overdue(year: list[Entry]) -> Iterator[str]:
    """Further months in arrears, as reported: one sentence for all."""
    months = [e for e in year if e.event == "recorded" and e.conduct == "arrears_month" and e.truth == "correct"]
    if months:
        change = sum(e.effect["change"] for e in months if e.effect)
        taken = f" ({change:+d} points)" if change else ""
        yield f"Reported: {counted(len(months), *ACTS['arrears_month'][:2])}{taken}."


def fines(year: list[Entry]) -> Iterator[str]:
    """Automatic fines of the year and how they ended."""
    made = sum(e.event == "fined" for e in year)
    paid = sum(e.event == "paid_fine" for e in year)
    unpaid = sum(e.event == "left_fine_unpaid" for e in year)
    parts = [counted(made, "fine without a hearing", "fines without a hearing")] if made else []
    parts += [f"{paid} paid"] if paid else []
    parts += [f"{unpaid} left unpaid"] if unpaid else []
    if parts:
        yield f"Fines: {enumerated(parts)}."


def fear(year: list[Entry]) -> Iterator[str]:
    """How high fear rose, and what was left undone for it."""
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
    undone = Counter(str(e.conduct) for e in year if e.event == "self_censored")
    if undone:
        parts = [counted(n, *ACTS[name][:2]) for name, n in undone.items()]
        yield f"Left undone for fear: {enumerated(parts)}."

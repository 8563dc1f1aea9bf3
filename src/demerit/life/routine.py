"""What repeats itself in a year, in a few sentences: trivial acts and what was seen of them, trips, loans, fear."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Final

from demerit.catalogue.events import NOTABLE, SINGLY
from demerit.life.entry import Entry
from demerit.life.sentences import OFTEN
from demerit.life.words import (
    capital,
    date_in_words,
    demanded,
    enumerated,
    points,
    times,
)
from demerit.phrases import say
from demerit.vocabulary import CONDUCT, DEMANDS, LIBERTY_OF

REPEATED: Final = ("arrears_month", "low_commercial_score")  # reported again and again: one sentence for all
FEW: Final = 3  # points of fear of 127 below which nothing is said


def routine(year: list[Entry], looked_at: Collection[str], fined: Mapping[str, int] | None = None) -> Iterator[str]:
    """The sentences of a year that have no single date.

    looked_at: conduct of which a rule or a data source ever took notice, or might have, in this life; fined: fines of
    the year by kind (`demerit.life.fines`).
    """
    yield from acts(year, looked_at)
    yield from demands(year)
    yield from reported(year)
    yield from of_last_year(year)
    yield from fines(fined or {})
    yield from voice(year)
    yield from fear(year, looked_at)


def acts(year: list[Entry], looked_at: Collection[str]) -> Iterator[str]:
    """Trivial acts by kind, and by which data source they were recorded; not those that nobody looks at."""
    for conduct in CONDUCT:
        done = [e for e in year if e.event == "act" and e.conduct == conduct]
        if not done or conduct in NOTABLE or conduct not in looked_at:
            continue
        seen = [e for e in year if e.event == "recorded" and e.conduct == conduct and e.truth == "correct"]
        lost = sum(e.outcome == "lost" for e in done)
        what = capital(say(f"acted.{conduct}", len(done)))
        unlooked = sum(e.outcome is None for e in done)
        yield f"{_seen(what, seen, len(done), lost, unlooked) if unlooked < len(done) else what}."


def _seen(what: str, seen: list[Entry], done: int, lost: int, unlooked: int) -> str:
    """Acts of a kind, and by whom they were recorded.  unlooked: how many of them nobody could have recorded."""
    if not seen and not lost and not unlooked:
        return say("year.by_nobody", what=what)
    by_source = Counter(str(e.source) for e in seen)
    parts = [_of("recorded", n, done, by=say(f"by.{name}")) for name, n in by_source.items()]
    if change := _effect(seen):
        parts = [say("year.effect", how=enumerated(parts), points=points(change))]
    parts += [_of("lost", lost, done)] if lost else []
    if unlooked:
        missed = done - unlooked - lost - len(seen)
        parts += [say("year.missed", n=missed)] if missed else []
        parts += [say("year.unlooked", n=unlooked)]
    return say("year.seen", what=what, how=enumerated(parts))


def _effect(records: list[Entry]) -> int:
    """What records of a year did to the points in the same year."""
    return sum(e.effect["change"] for e in records if e.effect and e.effect["date"][:4] == e.date[:4])


def _of(key: str, n: int, whole: int, **parts: str) -> str:
    if whole == 1:
        return say(f"year.{key}.only", **parts)
    return say(f"year.{key}.all", **parts) if n == whole else say(f"year.{key}.some", n=n, **parts)


def demands(year: list[Entry]) -> Iterator[str]:
    """What was asked for and granted, and what was declined for ordinary reasons."""
    granted = Counter(str(e.demand) for e in year if e.event == "granted" and e.demand != "job")
    if granted:
        yield say("year.granted", what=_several({name: granted[name] for name in DEMANDS if granted[name]}))
    favoured = Counter(str(e.demand) for e in year if e.favoured)
    if favoured:
        yield say("year.favoured", what=_several(favoured))
    declined = Counter(str(e.demand) for e in year if e.event == "declined")
    if declined:
        yield say("year.declined", what=_several(declined))


def _several(found: Mapping[str, int]) -> str:
    return enumerated([demanded(name, n) for name, n in found.items()])


def reported(year: list[Entry]) -> Iterator[str]:
    """What is reported again and again: further months in arrears, low scores."""
    for conduct in REPEATED:
        made = [e for e in year if e.event == "recorded" and e.conduct == conduct and e.truth == "correct"]
        if made:
            what, change = say(f"acted.{conduct}", len(made)), _effect(made)
            effect = {"points": points(change)} if change else {}
            yield say("year.reported_effect" if change else "year.reported", what=what, **effect)


def of_last_year(year: list[Entry]) -> Iterator[str]:
    """Points for records of the year before that are not told one by one."""
    changes: Counter[str] = Counter()
    for e in year:
        if e.event == "points" and e.truth == "correct" and e.conduct not in SINGLY:
            changes[str(e.conduct)] += (e.change or 0) * ((e.record_date or e.date)[:4] != e.date[:4])
    for conduct, change in changes.items():
        if change:
            key = "points.last_year.taken" if change < 0 else "points.last_year.given"
            yield say(key, abs(change), what=say(f"for.{conduct}"))


def voice(year: list[Entry]) -> Iterator[str]:
    """How often what the person says of the government changed, where that is not told one by one."""
    causes = [entry.cause for entry in year if entry.event == "said" and entry.cause is not None]
    frank = sum(cause["said"] == cause["private"] for cause in causes)
    if len(causes) > OFTEN:
        counts = {"frank": frank, "expected": len(causes) - frank}
        said = [say(f"year.voice_times.{to}", times=times(n)) for to, n in counts.items() if n]
        if len(said) == 1:
            said = [say(f"year.voice_always.{'frank' if frank else 'expected'}")]
        yield say("year.voice", n=len(causes), how=enumerated(said))


def fines(found: Mapping[str, int]) -> Iterator[str]:
    """Automatic fines of the year and how they ended."""
    parts = [say(f"year.fines_{kind}", n=n) for kind, n in found.items() if n]
    if any(n for kind, n in found.items() if kind not in ("carried", "open")):
        yield say("year.fines", what=enumerated(parts))


def fear(year: list[Entry], looked_at: Collection[str]) -> Iterator[str]:
    """How high fear rose, and what was left undone for it that anybody looks at, or that is lawful to say and seek."""
    risen = [e for e in year if e.event == "feared"]
    highest = max(risen, key=lambda e: e.fear or 0, default=None)
    if highest is not None and (highest.fear or 0) >= FEW:
        of_what = say(f"year.fear_of.{str(highest.cause_of_fear).replace(' ', '_')}")
        yield say("year.fear", month=date_in_words(highest.date[:7]), n=highest.fear, of=of_what)
    of = {*looked_at, *LIBERTY_OF}
    undone = Counter(str(e.conduct) for e in year if e.event == "self_censored" and e.conduct in of)
    if undone:
        yield say("year.undone", what=enumerated([say(f"acted.{name}", n) for name, n in undone.items()]))

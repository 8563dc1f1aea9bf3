"""One person's two lives told: what was the same, where they part and why, what follows in each; plain data."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from demerit.life import saying
from demerit.life.entry import Entry
from demerit.life.harms import fewer, harms, said
from demerit.life.replaying import Replay, replay
from demerit.life.saying import Dated
from demerit.life.story import OF_THE_YEAR, Telling, telling
from demerit.life.table import in_words
from demerit.life.two.comparison import Pair
from demerit.life.two.figures import figures
from demerit.life.two.parting import Apart, Left, Parting, parting
from demerit.life.two.reasons import Reasons, all_of, also
from demerit.life.two.rows import rows
from demerit.life.words import capital, date_in_words
from demerit.phrases import say

FORMAT: Final = 1  # of the JSON
OF_127: Final = ("fear", "hardship")  # fields whose numbers are told, with "points"
Texts = list[str]


def tell(pair: Pair, person: int, reasons: Reasons | None = None) -> dict[str, Any]:
    """One person in both worlds, as plain data.  Raises DemeritError for an id that is nobody's.

    Keys: format, statement, id, span, worlds (name, title: the base, then the other), head (of the base), text (a
    paragraph), same (until; years of sentences), parting (None where the lives never part: date, events, state, text,
    reason), after (year; sentences in both, in base, in other), figures (what, base, other), spared and harmed (number,
    kinds, said), rows (the ledgers side by side), months (of each world).  reasons: of this pair, if other than usual.
    """
    return of(pair, replay(pair.base.data, person), replay(pair.other.data, person), reasons)


def of(pair: Pair, base: Replay, other: Replay, reasons: Reasons | None = None) -> dict[str, Any]:
    """`tell` of what has been replayed already in both worlds; reasons: of this pair, where many are told."""
    worlds = pair.base, pair.other
    both = [telling(moved, w.data, w.rules) for moved, w in zip((base, other), worlds, strict=True)]
    parted = parting(base, other, (both[0].ledger, both[1].ledger))
    ledgers = [told.life["ledger"] for told in both]
    counts = [harms(ledger) for ledger in ledgers]
    spared, harmed = fewer(counts[0], counts[1]), fewer(counts[1], counts[0])
    first, second = both[0].life, both[1].life
    same, after = _years(both[0], both[1], parted)
    return {
        "format": FORMAT,
        "statement": say("statement"),
        "id": base.person,
        "span": first["span"],
        "worlds": [{"name": world.name, "title": world.title} for world in worlds],
        "head": first["head"],
        "text": _summed_up(pair, parted, (spared, harmed), _days(pair, first, second))
        if both[0].years
        else first["summary"]["text"],
        "same": {"until": first["span"][1] if parted is None else parted.date, "years": same},
        "parting": None if parted is None else _parting(pair, base, other, parted, reasons or Reasons(pair)),
        "after": after,
        "figures": figures(first["summary"], second["summary"]),
        "spared": _counted(spared),
        "harmed": _counted(harmed),
        "rows": rows(*ledgers),
        "months": [first["months"], second["months"]],
    }


def _counted(found: Counter[str]) -> dict[str, Any]:
    return {"number": found.total(), "kinds": dict(found), "said": said(found) if found else ""}


def _summed_up(pair: Pair, parted: Parting | None, moved: tuple[Counter[str], Counter[str]], days: str) -> str:
    """The two lives in a paragraph.  moved: harms spared, and harms that came on top; days: on the list, in words."""
    spared, harmed = moved
    base, other = pair.base.name, pair.other.name
    if parted is None:
        return say("two.same", base=base, other=other)
    text = [say("two.until", date=date_in_words(parted.date))]
    if spared or harmed:
        text.append(say("two.moved", base=base, other=other, how=_moved(spared, harmed)))
    else:
        text.append(say("two.as_many", base=base, other=other))
    return " ".join([*text, *([days] if days else [])])


def _moved(spared: Counter[str], harmed: Counter[str]) -> str:
    one = say("two.spared", what=said(spared)) if spared else ""
    two = say("two.harmed", what=said(harmed)) if harmed else ""
    return say("two.spared_and_harmed", spared=one, harmed=two) if one and two else one or two


def _days(pair: Pair, first: dict[str, Any], second: dict[str, Any]) -> str:
    """How long on the black list, where that is not the same: fewer listings may last longer."""
    one, two = (int(life["summary"]["days_listed"]) for life in (first, second))
    if one == two:
        return ""
    return say("two.days", one=one, two=two, base=pair.base.name, other=pair.other.name)


def _parting(pair: Pair, base: Replay, other: Replay, parted: Parting, reasons: Reasons) -> dict[str, Any]:
    out: dict[str, Any] = {"date": parted.date, "event": None, "state": None}
    earlier = parted.earlier
    if parted.event is not None:
        why = reasons.of_event(base, other, parted.event, earlier)
        out["event"] = {**_told_event(pair, parted.event), "reason": why.plain}
    if earlier is not None:
        out["state"] = {**_told_state(pair, earlier), "reason": reasons.of_state(base, other, earlier).plain}
    return out


def _told_event(pair: Pair, apart: Apart) -> dict[str, Any]:
    each = (("base", pair.base.name, apart.base), ("other", pair.other.name, apart.other))
    key = "two.in" if apart.base and apart.other else "two.only_in"
    return {
        "date": apart.entries[0].date,
        **{key: [entry.plain() for entry in here] for key, _, here in each},
        "text": [say(key, world=name, sentences=" ".join(_sentences(here))) for _, name, here in each if here],
    }


def _told_state(pair: Pair, left: Left) -> dict[str, Any]:
    from demerit.calendar import text_of

    values = []
    for (field, numbers), what in zip(left.fields.items(), also(left.fields), strict=True):
        if field in (*OF_127, "points"):
            one, two = (say("two.of_127", n=n) if field in OF_127 else str(n) for n in numbers)
            what = say("two.measured", what=what, one=one, two=two, base=pair.base.name, other=pair.other.name)
        values.append(what)
    month = text_of(left.month)
    text = say("two.state", month=date_in_words(month), what=all_of(values))
    return {"month": month, "fields": {name: list(pair) for name, pair in left.fields.items()}, "text": text}


def _sentences(here: Iterable[Entry]) -> Texts:
    """The entries of a day in sentences, as a life tells them; where it tells none, in the words of its ledger."""
    entries = list(here)
    found = [sentence[1] for entry in entries if (sentence := saying.told(entry)) is not None]
    found = found or [say("two.event", date=date_in_words(entry.date), what=_bracketed(entry)) for entry in entries]
    return [capital(text) for text in dict.fromkeys(found)]


def _bracketed(entry: Entry) -> str:
    """An entry in the words of its ledger: what happened, and in brackets all that is said of it."""
    what, *more = in_words(entry).split("; ")
    return f"{what} ({'; '.join(more)})" if more else what


def _years(base: Telling, other: Telling, parted: Parting | None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The years until the lives part, of which all is the same; and those from then on, told apart."""
    same, after = [], []
    for year in sorted({*base.years, *other.years}):
        split = [_split(told.years.get(year, []), year, parted) for told in (base, other)]
        before = _alike(split[0][0], split[1][0])
        if before:
            same.append({"year": year, "sentences": before})
        common = Counter(split[0][1]) & Counter(split[1][1])
        both = _texts(_taken(split[0][1], common))
        only = [_texts(_taken(late, Counter(late) - common)) for _, late in split]
        if both or any(only):
            after.append({"year": year, "both": both, "base": only[0], "other": only[1]})
    return same, after


def _split(told: list[Dated], year: int, parted: Parting | None) -> tuple[list[Dated], list[Dated]]:
    """What is told of a year: until the lives part, and from then on."""
    early = [pair for pair in told if _earlier(pair, year, parted)]
    return early, [pair for pair in told if not _earlier(pair, year, parted)]


def _alike(base: list[Dated], other: list[Dated]) -> Texts:
    """The same events as both worlds tell them: where one says more of its own rules, as the other does."""
    found: Texts = []
    for date in dict.fromkeys(date for date, _ in base):
        one, two = ([text for when, text in told if when == date] for told in (base, other))
        if len(one) == len(two):
            found += [min(pair, key=len) for pair in zip(one, two, strict=True)]
        else:
            common = Counter(one) & Counter(two)
            found += [text for text in one if common[text]]
    return found


def _earlier(pair: Dated, year: int, parted: Parting | None) -> bool:
    """Whether a sentence is of the time until the lives part."""
    if parted is None or year < int(parted.date[:4]):
        return True
    return year == int(parted.date[:4]) and pair[0] != OF_THE_YEAR and pair[0] < parted.date


def _taken(told: list[Dated], wanted: Counter[Dated]) -> list[Dated]:
    """Of sentences, so many of each as are wanted, in their order."""
    left, found = Counter(wanted), []
    for pair in told:
        if left[pair] > 0:
            left[pair] -= 1
            found.append(pair)
    return found


def _texts(told: list[Dated]) -> Texts:
    return [text for _, text in told]

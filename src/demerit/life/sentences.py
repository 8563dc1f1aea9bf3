"""What befell a person on a day, one sentence an event: exact, sober, without names.

Trivial things that repeat themselves are left to `demerit.life.routine`.
"""

from collections.abc import Callable, Iterator
from typing import Final

from demerit import calendar
from demerit.life.entry import Entry, month_at
from demerit.life.kin import described
from demerit.life.words import ACTS, BECAUSE, DEMANDS, LISTS, SOURCES, TRUTHS, counted, date_in_words, listed, points

NOTABLE: Final = {
    "criticism": "criticised the government",
    "demonstration": "joined an unapproved demonstration",
    "petty_offence": "committed a petty offence",
}
PLAIN: Final = {
    "defaulted": "a loan fell into arrears",
    "cured": "the arrears were paid",
    "sued": "the creditor went to court over the arrears",
    "ruled_against": "the court ruled for the creditor",
    "performed": "the judgment was performed",
    "lapsed": "the judgment lapsed",
    "lost_work": "the person lost the job",
    "found_work": "the person found work",
    "stopped_looking": "the person looked for work no longer",
    "released": "the person was released",
    "died": "the person died",
    "born": "the person was born",
    "pass_restored": "the health pass was valid again",
    "averted": "the judgment had been performed in time, and the person was not listed",
}
Dated = tuple[str, str]  # ISO date, sentence


def _on(entry: Entry, text: str) -> Dated:
    day = date_in_words(entry.date[:7]) if entry.event in ("born", "died") else date_in_words(entry.date)
    return entry.date, f"{'In' if entry.event in ('born', 'died') else 'On'} {day} {text}."


def _consequence(entry: Entry) -> str:
    """What a record did to the points, if anything; nothing is said where no rule gives or takes any."""
    if entry.effect is None:
        return "" if entry.rule is None or entry.without_points else "; no points changed"
    when = entry.effect["date"]
    text = points(entry.effect["change"])
    return f"; {text}" if when == entry.date else f"; {text} on {date_in_words(when)}"


def _act(entry: Entry) -> Dated | None:
    if entry.conduct not in NOTABLE:
        return None
    text = f"the person {NOTABLE[entry.conduct]}"
    if entry.outcome == "missed":
        text += "; no data source recorded it"
    elif entry.outcome == "lost":
        text += "; it was put down to somebody else"
    elif entry.outcome == "recorded":
        return None  # the record says so
    return _on(entry, text)


def _recorded(entry: Entry) -> Dated | None:
    if entry.conduct is None or entry.source is None:
        return None
    source = SOURCES[entry.source]
    if entry.truth == "correct":
        if entry.conduct in NOTABLE:
            return _on(entry, f"the person {NOTABLE[entry.conduct]}; {source} recorded it{_consequence(entry)}")
        if entry.conduct in ("arrears", "judgment"):
            return _on(entry, f"{source} reported {ACTS[entry.conduct][2]}{_consequence(entry)}")
        return None
    text = f"{source} recorded the person for {ACTS[entry.conduct][2]}. "
    text += "Somebody else in the province had done it" if entry.truth == "misattributed" else "Nobody had done it"
    text += ", and the person was told" if entry.told else ", and the person was not told"
    text += "; a person looked at it first, and nothing followed at once" if entry.stopped else ""
    return _on(entry, f"{text}{_consequence(entry)}")


def _fined(entry: Entry) -> Dated | None:
    if not entry.never_happened or entry.conduct is None:
        return None
    return _on(entry, f"a fine for it ({ACTS[entry.conduct][2]}) followed without a hearing")


def _clawed_back(entry: Entry) -> Dated:
    for_what = f" ({ACTS[entry.conduct][2]})" if entry.conduct else ""
    return _on(entry, f"everything ever received was claimed back{for_what}, without a hearing")


def _detained(entry: Entry) -> Dated:
    for_what = ACTS[entry.conduct][2] if entry.conduct else ""
    return _on(entry, f"the person was detained for {entry.days} days without trial, for {for_what}")


def _entered(entry: Entry) -> Dated:
    if entry.list == "redlist":
        return _on(entry, f"the person was put on the red list, with {entry.score} points")
    text = "the person was put on the black list"
    text += f", with {entry.score} points" if entry.score is not None else ""
    below = (entry.cause or {}).get("below")
    if (entry.cause or {}).get("because") == "learned":
        text += ", since the learned score was too low"
    else:
        text += f" (fewer than {below})" if below is not None else _ground(entry)
    text += ", and was told" if entry.told else ", and was not told"
    if entry.wrongful:
        text += ". Without wrong records it would not have come to this"
    return _on(entry, text)


def _ground(entry: Entry) -> str:
    ground = (entry.cause or {}).get("ground")
    if ground == "company":
        return ", for being the owner of a company that was put on its blacklist"
    if ground not in ACTS:
        return ", on a single ground"
    wrong = f" ({TRUTHS[entry.truth]})" if entry.truth in ("false", "misattributed") else ""
    return f", for {ACTS[ground][2]}{wrong}"


def _left(entry: Entry) -> Dated:
    text = f"the person left the {LISTS[entry.list or '']}"
    return _on(entry, text + (f" after {counted(entry.days, 'day', 'days')}" if entry.days is not None else ""))


def _objected(entry: Entry) -> Dated | None:
    return _on(entry, f"the person objected to the record ({ACTS[entry.conduct or ''][2]})")


def _upheld(entry: Entry) -> Dated:
    return _on(entry, f"the objection was upheld; the record ({ACTS[entry.conduct or ''][2]}) no longer counts")


def _dismissed(entry: Entry) -> Dated:
    return _on(entry, f"the objection was dismissed; the record ({ACTS[entry.conduct or ''][2]}) counts")


def _said(entry: Entry) -> Dated | None:
    said, private = (entry.cause or {})["said"], (entry.cause or {})["private"]
    since = f"From {date_in_words(entry.date)} on the person said {said} aloud"
    scale = "(0: against the government, 15: for it)"
    if said == private:
        return entry.date, f"{since}, and thought so {scale}."
    return entry.date, f"{since}, as was expected, and thought {private} {scale}."


def _warned(entry: Entry) -> Dated:
    return _on(entry, f"the first record of a minor matter ({ACTS[entry.conduct or ''][2]}) was a warning only")


def _expired(entry: Entry) -> Dated:
    return _on(entry, f"the record ({ACTS[entry.conduct or ''][2]}) expired; {_consequence(entry)}")


def _clean_year(entry: Entry) -> Dated:
    return _on(entry, f"a year without losing points gave {counted(entry.change or 0, 'point', 'points')}")


def _pass_lost(entry: Entry) -> Dated:
    from_then = date_in_words(calendar.text_of(month_at(entry.day) + 1))
    return _on(entry, f"the health pass was made invalid, from {from_then} on and for {entry.days} days")


TOLD: Final[dict[str, Callable[[Entry], Dated | None]]] = {
    "act": _act,
    "recorded": _recorded,
    "fined": _fined,
    "clawed_back": _clawed_back,
    "detained": _detained,
    "pass_lost": _pass_lost,
    "entered": _entered,
    "left": _left,
    "objected": _objected,
    "upheld": _upheld,
    "dismissed": _dismissed,
    "said": _said,
    "warned": _warned,
    "expired": _expired,
    "clean_year": _clean_year,
}


def events(year: list[Entry]) -> Iterator[Dated]:
    """The dated sentences of a year's entries."""
    for entry in year:
        if entry.event in PLAIN:
            yield _on(entry, PLAIN[entry.event])
        elif entry.event in TOLD:
            said = TOLD[entry.event](entry)
            if said is not None:
                yield said
    yield from refusals(year)


def refusals(year: list[Entry]) -> Iterator[Dated]:
    """Refusals: the one by which a person learns of a listing by itself, all others by what was asked for, and why."""
    alike: dict[tuple[str, str], list[Entry]] = {}
    for entry in year:
        if entry.event == "refused" and entry.demand is not None:
            if entry.told or not _listed(entry):
                alike.setdefault((entry.demand, str((entry.cause or {}).get("because"))), []).append(entry)
            else:
                yield _found_out(entry)
    for (demand, _), entries in alike.items():
        yield _together(demand, entries)


def _because(entry: Entry) -> str:
    cause = entry.cause or {}
    because = cause.get("because", "listing")
    few = f", with {entry.score} points, fewer than {cause['below']}" if "below" in cause else ""
    if because == "relative":
        whose = [
            f"{described(each)}, was on the black list since {date_in_words(each['since'])}"
            for each in cause["relatives"]
        ]
        return "; ".join(whose) or BECAUSE[because]
    if because == "company":
        numbers = listed([str(number) for number in cause["organisations"]] or ["of the person"])
        return f"organisation {numbers}, which the person owns, was on the blacklist"
    if because != "listing":
        return BECAUSE[because] + few
    since = f" since {date_in_words(cause['since'])}" if "since" in cause else ""
    return f"on the black list{since}{few}"


def _found_out(entry: Entry) -> Dated:
    one = DEMANDS[entry.demand or ""][0]
    text = f"the person asked for {one} and was refused: {_because(entry)}. "
    return _on(entry, text + "This was how the person learned of the listing")


def _listed(entry: Entry) -> bool:
    return str((entry.cause or {}).get("because", "listing")) == "listing"


def _together(demand: str, entries: list[Entry]) -> Dated:
    one, many = DEMANDS[demand]
    first = entries[0]
    if len(entries) == 1:
        return _on(first, f"{one} was refused: {_because(first)}")
    text = f"From {date_in_words(first.date)} to {date_in_words(entries[-1].date)} the person was refused "
    at_first = "at first " if _listed(first) else ""
    return first.date, f"{text}{len(entries)} {many}: {at_first}{_because(first)}."

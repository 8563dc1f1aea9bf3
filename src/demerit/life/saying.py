"""Sentences of a ledger's entries, made from the wording in `demerit.catalogue.events` and the facts of an entry."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from demerit import calendar
from demerit.catalogue.event import Event, chosen
from demerit.catalogue.events import BY_NAME
from demerit.life.entry import Entry, month_at
from demerit.life.relatives import described
from demerit.life.words import (
    ACTS,
    BECAUSE,
    DEMANDS,
    LISTS,
    NOTABLE,
    SOURCES,
    TRUTHS,
    counted,
    date_in_words,
    enumerated,
    points,
    points_changed,
    stance,
)

Dated = tuple[str, str]  # ISO date, sentence
Facts = Mapping[str, Any]
NAME: Final = re.compile(r"\{(\w+)\}")
OF_CAUSE: Final = ("because", "below", "ground", "since", "relatives", "organisations", "private", "said")


def facts_of(entry: Entry, **more: Any) -> dict[str, Any]:
    """What conditions ask of an entry: its own values, those of its cause, and what is given beside."""
    cause = entry.cause or {}
    found = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    found |= {name: cause.get(name) or None for name in OF_CAUSE if name not in ("private", "said")}
    found |= {name: cause.get(name) for name in ("private", "said", "below")}
    if entry.demand is not None:
        found["because"] = cause.get("because", "listing")
    found["by_notice"] = entry.event == "learned_of_listing" and bool(entry.told)
    found["frank"] = found["said"] == found["private"]
    made = entry.record_date or entry.date
    found["later"] = entry.counts_later or made != entry.date
    return found | {"times": 1, "often": False} | more


# What stands for a {name} in a text; each is told the facts of one entry.
WORDS: Final[dict[str, Callable[[Facts], str]]] = {
    "conduct": lambda f: ACTS[f["conduct"]][2],
    "did": lambda f: NOTABLE[f["conduct"]],
    "ground": lambda f: ACTS[f["ground"]][2],
    "source": lambda f: SOURCES[f["source"]],
    "truth": lambda f: TRUTHS[f["truth"]],
    "list": lambda f: LISTS[f["list"]],
    "demand": lambda f: DEMANDS[f["demand"]][0],
    "count_of_demands": lambda f: f"{f['times']} {DEMANDS[f['demand']][1]}",
    "points": lambda f: points(f["effect"]["change"]),
    "points_changed": lambda f: points_changed(f["change"] or 0),
    "the_record": lambda f: _the_record(f),
    "recorded": lambda f: date_in_words(f["record_date"]),
    "count_of_days": lambda f: counted(f["days"], "day", "days"),
    "date": lambda f: date_in_words(f["date"]),
    "until": lambda f: date_in_words(f["until"]),
    "month": lambda f: date_in_words(f["date"][:7]),
    "month_after": lambda f: date_in_words(calendar.text_of(month_at(f["day"]) + 1)),
    "said": lambda f: stance(f["said"]),
    "private": lambda f: stance(f["private"]),
    "since": lambda f: date_in_words(f["since"]),
    "cause": lambda f: BECAUSE[f["because"]],
    "relatives": lambda f: "; ".join(_listed_since(each) for each in f["relatives"]),
    "organisations": lambda f: _organisations(f["organisations"]),
    **{name: lambda f, name=name: str(f[name]) for name in ("score", "days", "below")},  # type: ignore[misc]
}


def _the_record(facts: Facts) -> str:
    """A record by what it is of, and by its date where that is another day."""
    made = facts["record_date"]
    of_day = f" of {date_in_words(made)}" if made is not None and made != facts["date"] else ""
    return f"the record{of_day} ({ACTS[facts['conduct']][2]})"


def _organisations(numbers: list[int] | None) -> str:
    return f"organisation {enumerated([str(number) for number in numbers])}" if numbers else "an organisation"


def _listed_since(relative: dict[str, Any]) -> str:
    return f"{described(relative)}, was on the black list since {date_in_words(relative['since'])}"


def filled(text: str, event: Event, facts: Facts, words: Mapping[str, Callable[[Facts], str]]) -> str:
    """A text with its {names} filled in: parts of the event that hold, else words."""

    def stands(name: re.Match[str]) -> str:
        if name[1] not in event.parts:
            return words[name[1]](facts)
        part = chosen(event.parts[name[1]], facts)
        return filled(part.text, event, facts, words) if part else ""

    return NAME.sub(stands, text)


def told(entry: Entry, **more: Any) -> Dated | None:
    """The sentence of an entry, or None where it is none of its own; more: facts of several alike entries together."""
    event, facts = BY_NAME[entry.event], facts_of(entry, **more)
    form = chosen(event.says, facts)
    if form is None or not form.text:
        return None
    text = filled(form.text, event, facts, WORDS)
    return entry.date, f"On {date_in_words(entry.date)} {text}." if form.dated else f"{text}."

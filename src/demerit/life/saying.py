"""Sentences of a ledger's entries, made from the wording of the catalogue and the facts of an entry."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from demerit import calendar
from demerit.amounts import numeral
from demerit.catalogue.event import Event
from demerit.catalogue.events import BY_NAME
from demerit.life import wording
from demerit.life.entry import Entry, month_at
from demerit.life.relatives import described
from demerit.life.words import (
    date_in_words,
    days,
    demands,
    enumerated,
    points,
    points_back,
    points_changed,
    stance,
)
from demerit.phrases import say

Dated = tuple[str, str]  # ISO date, sentence
Facts = Mapping[str, Any]
NAME: Final = re.compile(r"\{(\w+)\}")
OF_CAUSE: Final = (
    "because",
    "below",
    "value",
    "ground",
    "since",
    "relatives",
    "organisations",
    "abolished",
    "private",
    "said",
)


def facts_of(entry: Entry, **more: Any) -> dict[str, Any]:
    """What conditions ask of an entry: its own values, those of its cause, and what is given beside."""
    cause = entry.cause or {}
    found = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    found |= {name: cause.get(name) or None for name in OF_CAUSE if name not in ("private", "said")}
    found |= {name: cause.get(name) for name in ("private", "said", "below", "value")}
    if entry.demand is not None:
        found["because"] = cause.get("because", "listing")
    found["by_notice"] = entry.event == "learned_of_listing" and bool(entry.told)
    found["frank"] = found["said"] == found["private"]
    made = entry.record_date or entry.date
    found["later"] = entry.counts_later or made != entry.date
    found["one_day"] = more.get("until") == entry.date
    return found | {"times": 1, "often": False} | more


# What stands for a {name} in a text; each is told the facts of one entry.
WORDS: Final[dict[str, Callable[[Facts], str]]] = {
    "conduct": lambda f: say(f"for.{f['conduct']}"),
    "did": lambda f: say(f"did.{f['conduct']}"),
    "ground": lambda f: say(f"for.{f['ground']}"),
    "source": lambda f: say(f"source.{f['source']}"),
    "truth": lambda f: in_truth(f["truth"], f["region"]),
    "in_region": lambda f: say(f"region.in.{f['region']}"),
    "list": lambda f: say(f"list.{f['list']}"),
    "demand": lambda f: say(f"demand.{f['demand']}"),
    "asked": lambda f: say(f"asked.{f['demand']}"),
    "count_of_demands": lambda f: demands(f["demand"], f["times"]),
    "points": lambda f: points(f["effect"]["change"]),
    "points_changed": lambda f: points_changed(f["change"] or 0),
    "points_back": lambda f: points_back(f["change"] or 0),
    "record": lambda f: _record(f),
    "recorded": lambda f: date_in_words(f["record_date"]),
    "count_of_days": lambda f: days(f["days"]),
    "date": lambda f: date_in_words(f["date"]),
    "until": lambda f: date_in_words(f["until"]),
    "month": lambda f: date_in_words(f["date"][:7]),
    "month_after": lambda f: date_in_words(calendar.text_of(month_at(f["day"]) + 1)),
    "said": lambda f: stance(f["said"]),
    "private": lambda f: stance(f["private"]),
    "since": lambda f: date_in_words(f["since"]),
    "cause": lambda f: say(f"because.{f['because']}"),
    "relatives": lambda f: "; ".join(_listed_since(each) for each in f["relatives"]),
    "organisations": lambda f: _organisations(f["organisations"]),
    **{name: lambda f, name=name: numeral(f[name]) for name in ("score", "days", "below", "value")},  # type: ignore[misc]
}


def in_truth(truth: str, region: str | None) -> str:
    """What truly happened, as a clause.  region: of a record of somebody else, as in `Entry`."""
    return say(f"truth.{truth}", in_region=say(f"region.in.{region}") if region else "")


def _record(facts: Facts) -> str:
    """A record by what it is of, and by its date where that is another day."""
    made, what = facts["record_date"], say(f"for.{facts['conduct']}")
    if made is not None and made != facts["date"]:
        return say("record.of_day", date=date_in_words(made), what=what)
    return say("record.plain", what=what)


def _organisations(numbers: list[int] | None) -> str:
    return say("owned.numbered", number=enumerated(list(map(str, numbers)))) if numbers else say("owned.some")


def _listed_since(relative: dict[str, Any]) -> str:
    return say("relative.listed_since", who=described(relative), since=date_in_words(relative["since"]))


def filled(text: str, event: Event, facts: Facts, words: Mapping[str, Callable[[Facts], str]]) -> str:
    """A text with its {names} filled in: parts of the event that hold, else words."""

    def stands(name: re.Match[str]) -> str:
        if name[1] not in event.parts:
            return words[name[1]](facts)
        return filled(wording.part(event, name[1], facts), event, facts, words)

    return NAME.sub(stands, text)


def told(entry: Entry, **more: Any) -> Dated | None:
    """The sentence of an entry, or None where it is none of its own; more: facts of several alike entries together."""
    event, facts = BY_NAME[entry.event], facts_of(entry, **more)
    found = wording.sentence(event, facts)
    if found is None or not found[0]:
        return None
    text = filled(found[0], event, facts, WORDS)
    return entry.date, say("date.dated", date=date_in_words(entry.date), text=text) if found[1] else f"{text}."

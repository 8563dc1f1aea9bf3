"""The ledger as rows of text, the same for terminal and page."""

from typing import Any, Final

from demerit.amounts import numeral
from demerit.calendar import first_day
from demerit.catalogue.events import BY_NAME
from demerit.life.entry import Entry, iso, month_at
from demerit.life.relatives import described
from demerit.life.saying import in_truth
from demerit.life.wording import name_of
from demerit.life.words import date_in_words
from demerit.phrases import has, say

Life = dict[str, Any]
COLUMNS: Final = ("date", "event", "what", "source", "truth", "rule", "change", "score", "told", "remedy")


def columns() -> dict[str, str]:
    """What the columns are called, in order."""
    return {name: say(f"column.{name}") for name in COLUMNS}


def rows(life: Life) -> list[dict[str, str]]:
    """A row an entry: COLUMNS, and `kind`: "never" for records of what never happened, "hidden" for what nobody saw."""
    return [row(entry) for entry in life["ledger"]]


def in_words(entry: Entry) -> str:
    """An entry in the words of the table: "points; criticism of the government; -50"."""
    said = row(entry.plain())
    return "; ".join(said[name] for name in ("event", "what", "source", "truth", "change") if said[name])


def row(entry: dict[str, Any]) -> dict[str, str]:
    """One entry, as plain data."""
    told = entry.get("told")
    return {
        "date": str(entry["date"]),
        "event": _event(entry),
        "what": _what(entry),
        "source": say(f"source.{entry['source']}") if "source" in entry else "",
        "truth": in_truth(entry["truth"], entry.get("region")) if "truth" in entry else "",
        "rule": _rule(entry.get("rule")),
        "change": numeral(entry["change"], sign=True) if "change" in entry else "",
        "score": numeral(entry["score"]) if "score" in entry else "",
        "told": "" if told is None else say("cell.yes" if told else "cell.no"),
        "remedy": str(entry.get("remedy", "")),
        "kind": "never" if entry.get("never_happened") else ("hidden" if entry.get("not_recorded") else ""),
    }


def _event(entry: dict[str, Any]) -> str:
    """What an entry is called; what is asked for is no act, though both are decided alike."""
    if entry["event"] == "act" and "demand" in entry:
        return say("cell.unasked" if entry.get("outcome") == "unasked" else "cell.asked_for")
    return name_of(BY_NAME[entry["event"]])


def _rule(rule: dict[str, Any] | None) -> str:
    if rule is None:
        return ""
    return f"{rule['id']} ({rule['reference']})" if "reference" in rule else str(rule["id"])


def _what(entry: dict[str, Any]) -> str:
    parts = []
    if "conduct" in entry:
        parts.append(say(f"conduct.{entry['conduct']}"))
    if "demand" in entry:
        parts.append(say(f"demand.{entry['demand']}"))
    if "list" in entry:
        parts.append(say(f"list.{entry['list']}"))
    if "days" in entry:
        parts.append(_days(entry))
    if "fear" in entry:
        of = say(f"cell.fear_of.{entry['cause_of_fear'].replace(' ', '_')}")
        parts.append(say("cell.fear", n=entry["fear"], of=of))
    if "cause" in entry:
        parts.append(_cause(entry["cause"], entry["event"]))
    if entry.get("stopped"):
        parts.append(say("cell.stopped"))
    if entry.get("wrongful"):
        parts.append(say("cell.wrongful"))
    return "; ".join(parts)


def _days(entry: dict[str, Any]) -> str:
    """How long; of a health pass also from when on, which is the month after."""
    if entry["event"] != "pass_lost":
        return say("cell.days", n=entry["days"])
    since = date_in_words(iso(first_day(month_at(entry["day"]) + 1)))
    return say("cell.days_from", n=entry["days"], since=since)


def _cause(cause: dict[str, Any], event: str) -> str:
    if "abolished" in cause:
        return say("cell.abolished")
    if "said" in cause:
        return say("cell.says", said=cause["said"], private=cause["private"])
    if cause.get("because", "listing") != "listing":
        whose = "; ".join(described(each) for each in cause.get("relatives", ()))
        why = say(f"cause.{cause['because']}")
        if "value" in cause:
            why = say("cell.score", cause=why, value=cause["value"], below=cause["below"])
        return say("cell.cause_of", cause=why, whose=whose) if whose else why
    if "below" in cause or "list" in cause:
        few = "cell.fewer_then" if event == "entered" else "cell.fewer"
        why = say(few, n=cause["below"]) if "below" in cause else say("cell.whatever")
        return say("cell.listed_since", since=cause["since"], why=why) if "since" in cause else why
    return _ground(str(cause["ground"]))


def _ground(ground: str) -> str:
    if ground == "company":
        return say("cell.company")
    known = f"conduct.{ground}"
    return say("cell.ground", what=say(known)) if has(known) else say("cell.single_ground")

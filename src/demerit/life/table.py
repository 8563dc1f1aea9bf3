"""The ledger as rows of text, the same for terminal and page."""

from typing import Any

from demerit.catalogue.events import BY_NAME
from demerit.life.entry import Entry
from demerit.life.relatives import described
from demerit.life.words import ACTS, CAUSES, DEMANDS, LISTS, SOURCES, TRUTHS

Life = dict[str, Any]
GROUNDS = {
    "company": "the person's company is listed",
    **{name: f"single ground: {words[0]}" for name, words in ACTS.items()},
}
COLUMNS = {
    "date": "Date",
    "event": "Event",
    "what": "What",
    "source": "Recorded by",
    "truth": "In truth",
    "rule": "Rule (reference)",
    "change": "Change",
    "score": "Points",
    "told": "Told",
    "remedy": "Remedy",
}


def rows(life: Life) -> list[dict[str, str]]:
    """A row an entry, COLUMNS and `kind`: "never" for a record of what never happened, "hidden" for what nobody saw."""
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
        "event": BY_NAME[entry["event"]].words,
        "what": _what(entry),
        "source": SOURCES.get(entry.get("source", ""), ""),
        "truth": TRUTHS.get(entry.get("truth", ""), ""),
        "rule": _rule(entry.get("rule")),
        "change": f"{entry['change']:+d}" if "change" in entry else "",
        "score": str(entry.get("score", "")),
        "told": "" if told is None else ("yes" if told else "no"),
        "remedy": str(entry.get("remedy", "")),
        "kind": "never" if entry.get("never_happened") else ("hidden" if entry.get("not_recorded") else ""),
    }


def _rule(rule: dict[str, Any] | None) -> str:
    if rule is None:
        return ""
    return f"{rule['id']} ({rule['reference']})" if "reference" in rule else str(rule["id"])


def _what(entry: dict[str, Any]) -> str:
    parts = []
    if "conduct" in entry:
        parts.append(ACTS[entry["conduct"]][0])
    if "demand" in entry:
        parts.append(DEMANDS[entry["demand"]][0])
    if "list" in entry:
        parts.append(LISTS[entry["list"]])
    if "days" in entry:
        parts.append(f"{entry['days']} days")
    if "fear" in entry:
        parts.append(f"{entry['fear']} of 127, from {entry['cause_of_fear']}")
    if "cause" in entry:
        parts.append(_cause(entry["cause"]))
    if entry.get("stopped"):
        parts.append("a person looked first; nothing followed at once")
    if entry.get("wrongful"):
        parts.append("only wrong records explain it")
    return "; ".join(parts)


def _cause(cause: dict[str, Any]) -> str:
    if "said" in cause:
        return f"says {cause['said']}, thinks {cause['private']}, of 15"
    if cause.get("because", "listing") != "listing":
        whose = "; ".join(described(each) for each in cause.get("relatives", ()))
        return f"{CAUSES[cause['because']]}{f' ({whose})' if whose else ''}"
    since = f"listed since {cause['since']}, " if "since" in cause else ""
    if "below" in cause:
        return f"{since}fewer than {cause['below']} points"
    if "list" in cause:
        return f"{since}whatever the points"
    return GROUNDS.get(str(cause["ground"]), "a single ground")

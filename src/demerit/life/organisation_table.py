"""The ledger of an organisation as rows of text, the same for terminal and page."""

from typing import Any, Final

from demerit.amounts import numeral
from demerit.catalogue.organisation_events import BY_NAME
from demerit.life.organisation_words import ACTS, DEMANDS, LISTS, SOURCES, TRUTHS, why

COLUMNS: Final = {
    "date": "Date",
    "event": "Event",
    "what": "What",
    "source": "Recorded by",
    "truth": "In truth",
    "change": "Change",
    "points": "Points",
    "rating": "Rating",
}


def organisation_rows(story: dict[str, Any]) -> list[dict[str, str]]:
    """A row an entry, COLUMNS and `kind`: "never" for a record of what never happened, "hidden" for what nobody saw."""
    return [_row(entry) for entry in story["ledger"]]


def _row(entry: dict[str, Any]) -> dict[str, str]:
    wrong = entry.get("truth") in ("false", "misattributed")
    return {
        "date": str(entry["date"]),
        "event": BY_NAME[entry["event"]].words,
        "what": "; ".join(_what(entry)),
        "source": SOURCES.get(entry.get("source", ""), ""),
        "truth": TRUTHS.get(entry.get("truth", ""), ""),
        "change": numeral(entry["change"], sign=True) if "change" in entry else "",
        "points": numeral(entry["points"]) if "points" in entry else "",
        "rating": str(entry.get("rating") or ""),
        "kind": "never" if wrong else "hidden" if entry["event"] in ("missed", "lost") else "",
    }


def _what(entry: dict[str, Any]) -> list[str]:
    said = []
    if "what" in entry:
        what = entry["what"]
        said.append(ACTS[what] if what in ACTS else f"a {DEMANDS[what][0]}")
    if entry.get("because") in LISTS:
        said.append(LISTS[entry["because"]])
    if "ground" in entry:
        said.append(why(entry["ground"]))
    if entry.get("wrongful"):
        said.append("without wrong records it would not be")
    if entry.get("before"):
        said.append(f"before, {entry['before']}")
    if "days" in entry:
        said.append(f"{entry['days']} days")
    return said

"""A life as lines of text for a terminal: the story first, the ledger behind it."""

import shutil
import textwrap
from collections.abc import Iterator
from typing import Any, Final

from demerit.life.organisation_table import organisation_rows
from demerit.life.table import rows

WIDEST: Final = 110


def width_of_terminal() -> int:
    """Columns that lines of text may take."""
    return min(shutil.get_terminal_size((WIDEST, 24)).columns, WIDEST)


def lines(life: dict[str, Any], ledger: bool = True) -> Iterator[str]:
    """The life, line by line, as wide as the terminal allows."""
    width = width_of_terminal()
    yield str(life["statement"])
    yield ""
    for text in (life["head"]["text"], life["summary"]["text"]):
        yield from textwrap.wrap(text, width)
        yield ""
    for year in life["years"]:
        yield str(year["year"])
        for sentence in year["sentences"]:
            yield from textwrap.wrap(sentence, width, initial_indent="  ", subsequent_indent="    ")
        yield ""
    if ledger and life["ledger"]:
        yield "Ledger.  The truth stands beside the record; ! recorded and never done, ? done and unknown to the file."
        yield from organisation_table(life) if "organisation" in life else table(life)
        yield ""
        yield str(life["statement"])


def table(life: dict[str, Any]) -> Iterator[str]:
    """The ledger: date, mark, event, points, and what there is to say."""
    for row in rows(life):
        mark = {"never": "!", "hidden": "?"}.get(row["kind"], " ")
        labels = (("what", ""), ("source", "by "), ("truth", ""), ("rule", "rule "), ("told", "told: "))
        said = [label + row[name] for name, label in (*labels, ("remedy", "remedy: ")) if row[name]]
        change = f"{row['change']:>5} {row['score']:>5}"
        yield f"{row['date']} {mark} {row['event']:<30} {change}  {'; '.join(said)}".rstrip()


def organisation_table(story: dict[str, Any]) -> Iterator[str]:
    """The ledger of an organisation: date, mark, event, points, and what there is to say."""
    for row in organisation_rows(story):
        mark = {"never": "!", "hidden": "?"}.get(row["kind"], " ")
        labels = (("what", ""), ("source", "by "), ("truth", ""), ("rating", "rated "))
        said = [label + row[name] for name, label in labels if row[name]]
        change = f"{row['change']:>5} {row['points']:>5}"
        yield f"{row['date']} {mark} {row['event']:<30} {change}  {'; '.join(said)}".rstrip()

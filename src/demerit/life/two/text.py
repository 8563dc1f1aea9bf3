"""Two lives as lines of text for a terminal."""

import textwrap
from collections.abc import Iterator
from typing import Any, Final

from demerit.amounts import numeral
from demerit.life.text import width_of_terminal
from demerit.life.two.rows import BASE, BOTH, OTHER
from demerit.life.words import date_in_words

IN: Final = {BOTH: "=", BASE: "<", OTHER: ">"}


def lines(said: dict[str, Any], ledger: bool = True) -> Iterator[str]:
    """The two lives, line by line, as wide as the terminal allows."""
    width = width_of_terminal()
    base, other = (world["name"] for world in said["worlds"])
    yield str(said["statement"])
    yield ""
    for text in (said["head"]["text"], said["text"]):
        yield from _wrapped(text, width, "")
        yield ""
    for world in said["worlds"]:
        yield from _wrapped(f"{world['name']}: {world['title']}", width, "  ")
    yield ""
    if said["same"]["years"]:
        yield f"The same in both, until {date_in_words(said['same']['until'])}"
        for year in said["same"]["years"]:
            yield str(year["year"])
            yield from _sentences(year["sentences"], width)
        yield ""
    if said["parting"] is not None:
        yield from _parting(said["parting"], width)
        yield "After that"
        for year in said["after"]:
            yield str(year["year"])
            for heading, key in (("in both", BOTH), (f"only in {base}", BASE), (f"only in {other}", OTHER)):
                if year[key]:
                    yield f"  {heading}"
                    yield from _sentences(year[key], width, "    ")
        yield ""
    yield from _figures(said, base, other)
    if ledger and said["rows"]:
        yield from _wrapped(
            f"Ledger.  = in both worlds, < only in {base}, > only in {other}; ! recorded and never done, ? done and "
            "unknown to the file.",
            width,
            "",
        )
        yield from map(_row, said["rows"])
        yield ""
        yield str(said["statement"])


def _parting(parted: dict[str, Any], width: int) -> Iterator[str]:
    yield f"Where they part: {date_in_words(parted['date'])}"
    if parted["state"] is not None:
        yield from _wrapped(parted["state"]["text"], width, "  ")
        yield from _wrapped(f"Why: {parted['state']['reason']['text']}", width, "  ")
    if parted["event"] is not None:
        if parted["state"] is not None:
            yield from _wrapped(first_event(parted), width, "  ")
        for text in parted["event"]["text"]:
            yield from _wrapped(text, width, "  ")
        yield from _wrapped(f"Why: {parted['event']['reason']['text']}", width, "  ")
    yield ""


def first_event(parted: dict[str, Any]) -> str:
    """What leads over from a state to the first event that is another."""
    return f"The first day that is told otherwise is {date_in_words(parted['event']['date'])}."


def _figures(said: dict[str, Any], base: str, other: str) -> Iterator[str]:
    if not said["figures"]:
        return
    yield f"In figures: {base}, then {other}"
    for row in said["figures"]:
        numbers = [number(row[key]) for key in (BASE, OTHER)]
        yield f"  {row['what']:<44}{numbers[0]:>8}{numbers[1]:>8}"
    yield ""


def number(value: int | None) -> str:
    """A figure, or a dash where a world knows none."""
    return "-" if value is None else numeral(value)


def _row(row: dict[str, str]) -> str:
    mark = {"never": "!", "hidden": "?"}.get(row["kind"], " ")
    labels = (("what", ""), ("source", "by "), ("truth", ""), ("rule", "rule "), ("told", "told: "))
    told = [label + row[name] for name, label in labels if row[name]]
    change = f"{row['change']:>5} {row['score']:>5}"
    return f"{IN[row['in']]} {row['date']} {mark} {row['event']:<30} {change}  {'; '.join(told)}".rstrip()


def _sentences(told: list[str], width: int, indent: str = "  ") -> Iterator[str]:
    for sentence in told:
        yield from _wrapped(sentence, width, indent)


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    rest = f"{indent}  " if indent else ""
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False)

"""How things show themselves in a notebook: plain HTML that loads nothing."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, Final

NOTE: Final = "synthetic people; an experiment, not a forecast"  # stands on everything that a run gives
SYNTHETIC: Final = f"{NOTE[0].upper()}{NOTE[1:]}."
SHOWN: Final = 20  # rows of a table
CELL: Final = "padding:2px 10px;text-align:{}"


def shown(title: str, *parts: str, notes: Iterable[str] = ()) -> str:
    """A block with a title, parts that are HTML already, and notes under it; the last says that nobody is real."""
    below = "".join(f"<div>{escape(note)}</div>" for note in (*notes, SYNTHETIC))
    return (
        f'<div class="demerit"><div style="font-weight:bold">{escape(title)}</div>{"".join(parts)}'
        f'<div style="font-size:85%;opacity:.8">{below}</div></div>'
    )


def paragraphs(texts: Iterable[str]) -> str:
    """Texts below each other."""
    return "".join(f"<div>{escape(text)}</div>" for text in texts)


def table(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """The first rows of a table, numbers to the right; how many there are, where some are left out."""
    first = "".join(f'<th style="{CELL.format("left")}">{escape(head)}</th>' for head in heads)
    head = f"<thead><tr>{first}</tr></thead>" if any(heads) else ""
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows[:SHOWN])
    more = f"<div>… {len(rows):,} rows in all</div>" if len(rows) > SHOWN else ""
    return f"<table>{head}<tbody>{body}</tbody></table>{more}"


def _cell(value: Any) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    text = "" if value is None else f"{value:,}" if number else str(value)
    return f'<td style="{CELL.format("right" if number else "left")}">{escape(text)}</td>'

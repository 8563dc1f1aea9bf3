"""Tables on a terminal, or piped: side by side where there is room, else below each other; nothing is cut."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from rich.console import Console

ROOMY: Final = 120  # columns from which long texts stand beside each other
INDENT: Final = 4
EITHER: Final = "--json and --csv exclude each other"
GAP: Final = 2


def columns() -> int:
    """How wide a page is: as COLUMNS says, or as the terminal is, or 80."""
    return shutil.get_terminal_size().columns


def page() -> "Console":
    """Where tables go: as wide as the terminal, or as COLUMNS says, or 80 columns."""
    from rich.console import Console

    return Console()


def plain(text: str) -> Any:
    """A text in which brackets are brackets."""
    from rich.text import Text

    return Text(text)


def padded(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines, each column as wide as its longest value."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [(" " * GAP).join(map(str.ljust, row, widths)).rstrip() for row in rows]


def stacked(console: "Console", rows: Iterable[Mapping[str, str]]) -> None:
    """Rows below each other: the first value of each in bold, the others under it, each after its head."""
    from rich.padding import Padding
    from rich.text import Text

    for row in rows:
        (_, name), *others = row.items()
        console.print(Text(name, style="bold"))
        for head, text in others:
            if text:
                console.print(Padding(Text(f"{head}: {'; '.join(text.splitlines())}"), (0, 0, 0, INDENT)))


def aligned(console: "Console", columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows of short values in columns, none cut; where they do not fit, each row runs on under its first value."""
    from rich.padding import Padding
    from rich.text import Text

    lines = padded((columns, *rows))
    if max(map(len, lines)) <= console.width:
        for line in lines:
            console.print(Text(line))
        return
    for row in rows:
        console.print(Text(f"{columns[0]} {row[0]}", style="bold"))
        others = "; ".join(f"{head} {value}" for head, value in zip(columns[1:], row[1:], strict=True) if value)
        console.print(Padding(Text(others), (0, 0, 0, INDENT)))

"""What docs/mechanisms.md says: its tables, by row."""

import re
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "mechanisms.md").read_text(encoding="utf-8")
ROWS = [f"M{n:02}" for n in range(1, 26)]


def grid(heading: str) -> dict[str, list[str]]:
    """The cells of a table of the page, by row; its row's name apart."""
    part = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line.strip("|").split("|") for line in part.splitlines() if re.match(r"\| M\d\d \|", line)]
    names = [cells[0].strip() for cells in lines]
    assert names == ROWS
    return {name: [cell.strip() for cell in cells[1:]] for name, cells in zip(names, lines, strict=True)}


def quoted(cell: str) -> list[str]:
    """What stands between backquotes."""
    return re.findall(r"`([^`]+)`", cell)

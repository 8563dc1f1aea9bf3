"""`demerit scenarios`: what ships."""

from textwrap import indent, wrap
from typing import Final

from demerit.cli.app import app

HEADS: Final = ("preset", "kind", "years", "place")
WIDTH: Final = 78  # fits any terminal, and any file it is piped into


@app.command()
def scenarios() -> None:
    """List the presets: told, documented or reform, years and place; below each what it is."""
    from demerit.scenario import presets

    found = presets()
    rows = [HEADS, *((preset.name, preset.kind, preset.years, preset.place) for preset in found)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    titles = [[], *(wrap(preset.title, WIDTH - 4) for preset in found)]
    for row, title in zip(rows, titles, strict=True):
        print("  ".join(map(str.ljust, row, widths)).rstrip())
        if title:
            print(indent("\n".join(title), "    "))

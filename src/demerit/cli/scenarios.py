"""`demerit scenarios`: what ships."""

from textwrap import fill
from typing import Final

from demerit.cli.app import app
from demerit.cli.tables import columns, padded

HEADS: Final = ("preset", "kind", "years", "place")
WIDTH: Final = 78  # at most: lines that are easily read
INDENT: Final = "    "


@app.command(whole=False)
def scenarios() -> None:
    """List the presets: told, documented or reform, years and place; below each what it is."""
    from demerit.scenario import presets

    found = presets()
    width = min(columns(), WIDTH)
    rows = [(preset.name, preset.kind, preset.years, preset.place) for preset in found]
    head, *lines = padded([HEADS, *rows])
    if max(map(len, lines)) > width:
        lines = [fill(f"{name}: {', '.join(others)}", width, subsequent_indent="  ") for name, *others in rows]
    else:
        print(head)
    for line, preset in zip(lines, found, strict=True):
        print(line)
        print(fill(preset.title, width, initial_indent=INDENT, subsequent_indent=INDENT))

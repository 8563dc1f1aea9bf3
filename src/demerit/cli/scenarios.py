"""`demerit scenarios`: what ships."""

from textwrap import fill
from typing import Final

from demerit.cli.app import app
from demerit.cli.tables import padded

HEADS: Final = ("preset", "kind", "years", "place")
WIDTH: Final = 78  # fits any terminal, and any file it is piped into
INDENT: Final = "    "


@app.command()
def scenarios() -> None:
    """List the presets: told, documented or reform, years and place; below each what it is."""
    from demerit.scenario import presets

    found = presets()
    head, *lines = padded([HEADS, *((preset.name, preset.kind, preset.years, preset.place) for preset in found)])
    print(head)
    for line, preset in zip(lines, found, strict=True):
        print(line)
        print(fill(preset.title, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT))

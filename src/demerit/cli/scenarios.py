"""`demerit scenarios`: what ships."""

from demerit.cli.app import app


@app.command()
def scenarios() -> None:
    """List the presets: place, years, told, documented or reform, a line each."""
    from rich.console import Console
    from rich.table import Table

    from demerit.scenario import presets

    table = Table(box=None)
    for head in ("preset", "place", "years", "kind", "title"):
        table.add_column(head, no_wrap=head != "title")  # a name that is cut cannot be typed
    for preset in presets():
        table.add_row(*preset)
    Console().print(table)

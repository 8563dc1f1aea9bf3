"""`demerit scenarios`: what ships."""

from demerit.cli.app import app


@app.command()
def scenarios() -> None:
    """List the presets: place, years, told, documented or reform, a line each."""
    from rich.console import Console
    from rich.table import Table

    from demerit.scenario import presets

    table = Table("preset", "place", "years", "kind", "title", box=None)
    for preset in presets():
        table.add_row(*preset)
    Console().print(table)

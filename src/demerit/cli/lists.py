"""`demerit lists`: the blacklist and the red list as published."""

import csv
import json
import sys
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from demerit.cli.app import app
from demerit.cli.options import Run

LIMIT: Final = 20


@app.command()
def lists(
    run: Run,
    which: Annotated[str | None, typer.Option("--list", help="blacklist or redlist.")] = None,
    province: Annotated[str | None, typer.Option(help="Only this province.")] = None,
    register: Annotated[
        bool, typer.Option("--register", help="Instead, the register of organisations, with ratings.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help=f"At most so many rows; unless said {LIMIT}, or all of JSON and CSV.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, after a line that begins with #.")] = False,
) -> None:
    """Show the blacklist and the red list as published at the end of a run."""
    rows = found(run, which, province, register)
    if as_json:
        from demerit.world.folder import NOTE

        print(json.dumps({"note": NOTE, "rows": rows[:limit]}, ensure_ascii=False))
    elif as_csv:
        written(rows[:limit])
    else:
        shown(rows, limit or LIMIT)


def found(run: Path, which: str | None, province: str | None, register: bool) -> list[dict[str, Any]]:
    """The rows that were asked for.  Raises DemeritError."""
    from demerit.world.errors import DemeritError

    if not register:
        from demerit.world.lists import read

        return read(run, which, province)
    if which is not None:
        raise DemeritError("--list and --register exclude each other: the register holds all organisations")
    from demerit.world.register import read as read_register

    return read_register(run, province)


def written(rows: list[dict[str, Any]]) -> None:
    """Rows as CSV, headed by what they are."""
    from demerit.world.folder import NOTE

    print(f"# {NOTE}")
    if rows:
        out = csv.DictWriter(sys.stdout, rows[0], lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


def shown(rows: list[dict[str, Any]], limit: int) -> None:
    """Rows as a table under the words that say what they are."""
    from rich.console import Console
    from rich.table import Table

    from demerit.world.folder import NOTE

    console = Console()
    console.print(f"[bold]{NOTE}[/bold]", highlight=False)
    said = counted(rows)
    console.print(f"{said}; {min(limit, len(rows)):,} shown", highlight=False)
    if rows:
        table = Table(*rows[0], box=None)
        for row in rows[:limit]:
            table.add_row(*("" if value is None else str(value) for value in row.values()))
        console.print(table)


def counted(rows: list[dict[str, Any]]) -> str:
    """How many are listed, and where; of a register, how many there are."""
    if rows and "organisation" in rows[0]:
        return f"{len(rows):,} organisations, {sum(bool(row['listed']) for row in rows):,} on the blacklist"
    counts = {name: sum(row["list"] == name for row in rows) for name in ("blacklist", "redlist")}
    return ", ".join(f"{count:,} on the {name}" for name, count in counts.items() if count) or "nobody is listed"

"""`demerit lists`: the blacklist and the red list as published."""

import csv
import json
import sys
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from demerit.cli.app import app
from demerit.cli.given import asked
from demerit.cli.options import Run
from demerit.cli.streams import json_text
from demerit.cli.tables import EITHER, aligned, page
from demerit.errors import refuse, together

if TYPE_CHECKING:
    from demerit.scenario.census import Regions
    from demerit.world.row_groups import Rows

LIMIT: Final = 20


@app.command()
def lists(
    run: Run,
    which: Annotated[str | None, typer.Option("--list", help="blacklist or redlist.")] = None,
    province: Annotated[str | None, typer.Option(help="Only this province or state.")] = None,
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
    calls: list[Callable[[], Any]] = [
        partial(found, run, which, province, register),
        partial(refuse, {EITHER: as_json and as_csv}),
    ]
    rows, _ = together(calls)
    asked()
    limit = None if limit is None else min(limit, sys.maxsize)
    if as_json:
        as_text(rows, limit)
    elif as_csv:
        written(rows, limit)
    else:
        from demerit.scenario.census import regions
        from demerit.world.folder import of_run

        shown(rows, limit or LIMIT, regions(of_run(run)["weights"]))


def found(run: Path, which: str | None, province: str | None, register: bool) -> "Rows":
    """The rows that were asked for.  Raises DemeritError."""
    from demerit.world.errors import DemeritError

    if not register:
        from demerit.world.lists import read

        return read(run, which, province)
    if which is not None:
        raise DemeritError("--list and --register exclude each other: the register holds all organisations")
    from demerit.world.register import read as read_register

    return read_register(run, province)


def as_text(rows: "Rows", limit: int | None) -> None:
    """Rows as one JSON object, written as they are read: there may be more than memory holds."""
    from demerit.world.folder import NOTE

    head, tail = json.dumps({"note": NOTE, "rows": []}).split("]")
    print(head, end="")
    for number, row in enumerate(islice(rows, limit)):
        print(", " if number else "", json_text(row), sep="", end="")
    print(f"]{tail}")


def written(rows: "Rows", limit: int | None) -> None:
    """Rows as CSV, headed by what they are."""
    from demerit.world.folder import NOTE

    print(f"# {NOTE}")
    out = csv.DictWriter(sys.stdout, rows.columns, lineterminator="\n")
    out.writeheader()
    for row in islice(rows, limit):
        out.writerow(row)


def shown(rows: "Rows", limit: int, here: "Regions") -> None:
    """Rows as a table under the words that say what they are.  here: what provinces are called."""
    from demerit.world.folder import NOTE

    console = page()
    console.print(f"[bold]{NOTE}[/bold]", highlight=False)
    number, said = counted(rows)
    console.print(f"{said}; {min(limit, number):,} shown", highlight=False)
    if number:
        found = [["" if value is None else str(value) for value in row.values()] for row in islice(rows, limit)]
        aligned(console, [here.called(name) for name in rows.columns], found)


def counted(rows: "Rows") -> tuple[int, str]:
    """How many there are; in words, how many are listed, and where."""
    counts = rows.counts("list")
    number = counts.total()
    said = [f"{counts[name]:,} on the {name}" for name in ("blacklist", "redlist", "watchlist") if counts[name]]
    if "organisation" in rows.columns:
        said = [f"{number:,} organisation{'' if number == 1 else 's'}", *said]
    return number, ", ".join(said) or "nobody is listed"

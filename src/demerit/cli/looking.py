"""`demerit verify`, `lists`, `report`: what is done with a finished run."""

import json
from pathlib import Path

from rich.console import Console
from rich.table import Table

from demerit.vocabulary import LISTS
from demerit.world import folder
from demerit.world.errors import DemeritError


def verify(run: Path, threads: int | None) -> None:
    """Exit code 1 when anything differs."""
    from demerit.world.run import cores
    from demerit.world.verify import differences

    found = differences(run, threads or cores())
    for line in found:
        print(line)
    if found:
        raise SystemExit(1)
    print(f"{run}: made again, and the same to the bit")


def lists(run: Path, name: str | None, province: str | None, limit: int, as_json: bool) -> None:
    """The lists, a row a person."""
    from demerit.world.lists import read

    if name is not None and name not in LISTS:
        raise DemeritError(f"--list {name}: is not a list; allowed: {', '.join(LISTS)}")
    provinces = sorted(folder.manifest(run)["weights"])
    if province is not None and province not in provinces:
        raise DemeritError(f"--province {province}: is not in this run; allowed: {', '.join(provinces)}")
    rows = read(run, name, province)
    if as_json:
        print(json.dumps({"note": folder.NOTE, "rows": rows}))
        return
    table = Table("list", "person", "province", "since", "score", "ground", box=None)
    for row in rows[:limit]:
        table.add_row(*(str(value) for value in row.values()))
    console = Console()
    console.print(f"[bold]{folder.NOTE}[/bold]; {len(rows)} on these lists, {min(limit, len(rows))} shown")
    console.print(table)


def report(run: Path) -> None:
    """Write report.html."""
    from demerit.report import write

    folder.manifest(run)
    print(f"report: {write(run)}")

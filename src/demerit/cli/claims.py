"""`demerit claims`: the article's claims beside the record, and beside what runs give."""

import csv
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from demerit.cli.app import app
from demerit.cli.given import asked
from demerit.cli.streams import json_text
from demerit.cli.tables import EITHER, ROOMY, page, plain, stacked
from demerit.errors import refuse, together

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from demerit.report.claims import Given

MILLION: Final = 1e6
HEAD: Final = "What the article claims and what the record says. Runs: synthetic people; an experiment, not a forecast."


@app.command()
def claims(
    runs: Annotated[list[Path] | None, typer.Argument(metavar="RUN", help="Folders of finished runs.")] = None,
    claim: Annotated[str | None, typer.Option(metavar="KEY", help="One claim in full.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, after a line that begins with #.")] = False,
) -> None:
    """Set the article's claims beside the record, and beside what runs give."""
    from demerit.report.claims import flat, full, given, table

    calls: list[Callable[[], Any]] = [
        partial(given, runs or []),
        lambda: None if claim is None else known(claim),
        partial(refuse, {EITHER: as_json and as_csv}),
    ]
    found, key, _ = together(calls)
    asked()
    lines = table(found) if key is None else [full(key, found)]
    if as_json:
        print(json_text({"note": HEAD, "claims": lines}))
    elif as_csv:
        print(f"# {HEAD}")
        rows = flat(lines)
        names = dict.fromkeys(name for row in rows for name in row)
        out = csv.DictWriter(sys.stdout, list(names), restval="", lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
    elif claim is None:
        printed(lines, found)
    else:
        told(lines[0])


def known(key: str) -> str:
    """A claim's key.  Raises DemeritError for another."""
    from demerit.scenario.claims import claims as all_claims
    from demerit.scenario.values import similar
    from demerit.world.errors import DemeritError

    keys = all_claims().claims
    if key not in keys:
        raise DemeritError(f"--claim {key} is not a claim{similar(key, keys)}; allowed: {', '.join(keys)}")
    return key


def printed(lines: list[dict[str, Any]], runs: "list[Given]") -> None:
    """All claims, part by part; what runs give; and what excludes what."""
    from demerit.scenario.claims import PARTS
    from demerit.scenario.claims import claims as all_claims

    console = page()
    console.print(f"[bold]{HEAD}[/bold]", highlight=False)
    for part, title in PARTS.items():
        rows = [row_of(line) for line in lines if line["part"] == part]
        if console.width >= ROOMY:
            console.print(side_by_side(title, rows))
        else:
            console.print(f"\n[bold]{title}[/bold]\n", highlight=False)
            stacked(console, rows)
    if runs:
        numbers(console, lines, runs)
    console.print("\n[bold]What cannot hold in one world[/bold]")
    for each in all_claims().exclusions:
        text = f"{' and '.join(each.between)}: {each.because} Unless: {each.unless}"
        console.print(plain(text), highlight=False)
    console.print("* is still to come.  `demerit claims --claim KEY` shows one claim in full.", highlight=False)


def row_of(line: dict[str, Any]) -> dict[str, str]:
    """A claim as a row of the table."""
    others = "\n".join(each["claim"] for each in line["excludes"])
    said = {"the article says": line["claim"], "the record says": recorded(line)}
    return {"claim": line["key"], **said, "seen in": seen(line), "excludes": others}


def side_by_side(title: str, rows: list[dict[str, str]]) -> "Table":
    """Claims of one part, where there is room."""
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", expand=True, show_lines=True)
    table.add_column("claim", style="bold", min_width=18)
    table.add_column("the article says", ratio=8)
    table.add_column("the record says", ratio=15)
    table.add_column("seen in", ratio=7, overflow="fold")
    table.add_column("excludes", min_width=18)
    for row in rows:
        table.add_row(*map(plain, row.values()))
    return table


def numbers(console: "Console", lines: list[dict[str, Any]], runs: "list[Given]") -> None:
    """Figures of all claims: the article, the record, and run by run."""
    from rich.table import Table

    title = "What the runs give"
    rows = list(figures(lines, runs))
    if console.width < ROOMY:
        console.print(f"\n[bold]{title}[/bold]\n", highlight=False)
        stacked(console, rows)
        return
    table = Table(title=title, title_justify="left", title_style="bold")
    for name in ("figure", "claims"):
        table.add_column(name, overflow="fold")
    for name in ("the article", "the record", *(run.label for run in runs)):
        table.add_column(plain(name), justify="right")
    for row in rows:
        table.add_row(*map(plain, row.values()))
    console.print(table)


def figures(lines: list[dict[str, Any]], runs: "list[Given]") -> Iterator[dict[str, str]]:
    """The rows of `numbers`."""
    shown = {figure["name"]: figure for line in reversed(lines) for figure in line["figures"]}
    for name in dict.fromkeys(figure["name"] for line in lines for figure in line["figures"]):
        figure = shown[name]
        keys = [line["key"] for line in lines if any(each["name"] == name for each in line["figures"])]
        given = [given_by(value, figure["bands"][label]) for label, value in figure["runs"].items()]
        row = {"figure": name, "claims": ", ".join(keys)}
        row |= {"the article": exact(figure["article"]), "the record": on_record(figure)}
        yield row | dict(zip((run.label for run in runs), given, strict=True))


def told(line: dict[str, Any]) -> None:
    """One claim in full."""
    console = page()
    console.print(f"[bold]{line['key']}: {line['title']}[/bold]", highlight=False)
    pairs = [("The article says", line["claim"]), ("The record says", recorded(line))]
    pairs += [("Year in the article", str(line["year"]))] if line["year"] else []
    pairs += [("Reference", text) for text in line["cited"]]
    pairs += [("The two readings differ", line["differ"])] if line["differ"] else []
    pairs += [("Not simulated", line["why_not"])] if line["why_not"] else [("Seen in", seen(line))]
    pairs += [("Mechanisms", ", ".join(line["rows"]))] if line["rows"] else []
    pairs += [("Figure", sentence(shown)) for shown in line["figures"]]
    pairs += [("Excludes", f"{each['claim']}. {each['because']} Unless: {each['unless']}") for each in line["excludes"]]
    for head, text in pairs:
        console.print(f"[bold]{head}:[/bold]", plain(text.replace("\n", "; ")), highlight=False)


def recorded(line: dict[str, Any]) -> str:
    """The verdict, what the record says, and how sure that is."""
    return f"{line['verdict'].capitalize()}. {line['record']} [{line['mark']}, {line['confidence']}]"


def seen(line: dict[str, Any]) -> str:
    """Presets, sections of the report, names in summary.json."""
    names = [*line["presets"], *(f"{name}*" for name in line["presets_to_come"])]
    shown = [", ".join(names) or line["why_not"]]
    if line["presets"]:
        shown += [f"report: {', '.join(line['sections'])}"] if line["sections"] else []
        shown += [f"figure: {figure['name']}" for figure in line["figures"]]
    return "\n".join(shown)


def sentence(shown: dict[str, Any]) -> str:
    """A figure: name, what the article says, what is on record, what each run gives."""
    parts = [f"the article {exact(shown['article'])}"] if shown["article"] is not None else []
    parts += [f"the record {on_record(shown)}"] if shown["record"] is not None else []
    for label, value in shown["runs"].items():
        parts.append(f"{label}: {given_by(value, shown['bands'][label])}")
    remark = f" ({shown['remark']})" if shown["remark"] else ""
    return (f"{shown['name']}: {'; '.join(parts)}" if parts else str(shown["name"])) + remark


def exact(value: float | None) -> str:
    """A number as it is cited: 17.46 million, 425,000."""
    if value is None:
        return ""
    return f"{value / MILLION:,.4g} million" if value >= MILLION else f"{value:,.0f}"


def given_by(value: float | None, bands: dict[str, Any] | None) -> str:
    """What a run gives, with its bands where it has any."""
    if value is None:
        return "not in this run"
    words = {"chance": "by chance", "unknown": "by what nobody knows"}
    said = [
        f"{words[name]} {exact(ends[0])} to {exact(ends[1])}"
        for name, ends in (bands or {}).items()
        if ends is not None
    ]
    return exact(value) + (f" ({'; '.join(said)})" if said else "")


def on_record(figure: dict[str, Any]) -> str:
    """A figure on record with what it counts, and what it comes to in the year of the figure alone."""
    if figure["record"] is None:
        return ""
    said = f"{exact(figure['record'])} ({figure['record_of']})"
    alone = figure["of_year"]
    if alone is None:
        return said
    year = figure["name"].rpartition(".")[2]
    low = exact(alone["low"]).removesuffix(" million" if alone["high"] >= MILLION else "")
    return f"{said}; {year} alone {low} to {exact(alone['high'])} [{alone['mark']}, {alone['confidence']}]"

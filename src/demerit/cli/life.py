"""`demerit life RUN ID`: one synthetic person replayed and told."""

import gc
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from demerit.cli.app import app
from demerit.cli.streams import json_text


@app.command()
def life(
    run: Annotated[Path, typer.Argument(help="Folder of a finished run.")],
    number: Annotated[int | None, typer.Argument(metavar="ID", help="Number of the synthetic person.")] = None,
    find: Annotated[
        str,
        typer.Option(
            help='Pick one by what befell them, such as "listed for a record of somebody else, never told", or '
            '"a company refused a tender".'
        ),
    ] = "",
    organisation: Annotated[int | None, typer.Option(metavar="NUMBER", help="Instead, an organisation.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Everything as JSON.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page that works offline.", metavar="FILE")] = None,
    ledger: Annotated[bool, typer.Option(help="Print the ledger behind the story.")] = True,
    communities: Annotated[int, typer.Option(min=1, help="Communities that --find searches at most.")] = 150,
) -> None:
    """Replay one synthetic person, or an organisation, from the seed and the published sums, and tell the life."""
    if html is not None:
        from demerit.world.folder import writable

        writable("--html", html)
    gc.disable()  # a short process: collecting costs more than it frees, at the end most of all
    from demerit.world.compiling import told as compiling

    with compiling("what told lives need", lambda text: print(f"demerit: {text}", file=sys.stderr)):
        said = told(run, number, find, organisation, communities)
    if html is not None:
        save(said, html)
    if as_json:
        print(json_text(said, indent=1))
    elif html is not None:
        print(f"{html}: {_whose(said)}")
    else:
        from demerit.life.text import lines

        for line in lines(said, ledger):
            print(line)
    gc.freeze()


def _whose(said: dict[str, Any]) -> str:
    if "organisation" in said:
        return f"the story of synthetic organisation {said['organisation']}"
    return f"the life of synthetic person {said['id']}"


def told(run: Path, number: int | None, find: str, organisation: int | None, communities: int) -> dict[str, Any]:
    """The life or the story that was asked for.  Raises DemeritError."""
    from demerit.life.rules import of_run
    from demerit.world.errors import DemeritError
    from demerit.world.replay_data import load

    if (number is not None) + bool(find) + (organisation is not None) != 1:
        raise DemeritError(
            "give a number, of a person or with --organisation of an organisation, or --find with what befell somebody "
            "(one of the two)"
        )
    data, rules = load(run), of_run(run)
    if number is not None:
        from demerit.life.story import tell

        return tell(data, rules, number)
    if organisation is not None:
        from demerit.life.organisation import tell as tell_company

        return tell_company(data, rules, organisation)
    from demerit.life.asking import about_organisations

    if about_organisations(find):
        from demerit.life.organisation_finding import find as search_companies

        return search_companies(data, rules, find, communities)
    from demerit.life.finding import find as search

    return search(data, rules, find, communities)


def save(said: dict[str, Any], file: Path) -> None:
    """Write the page.  Raises DemeritError when it cannot be written."""
    from demerit.life.html import page
    from demerit.world.folder import written

    text = page(said)

    def write(part: Path) -> None:
        part.write_text(text, encoding="utf-8")

    written(file, write)

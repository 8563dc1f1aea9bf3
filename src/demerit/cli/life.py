"""`demerit life RUN ID`: one synthetic person replayed and told, in the world of a run or in two of a comparison."""

import gc
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from demerit.cli.app import app
from demerit.cli.given import asked
from demerit.cli.streams import json_text
from demerit.errors import DemeritError, refuse, together


@app.command()
def life(
    run: Annotated[Path, typer.Argument(help="Folder of a finished run, or of a comparison.")],
    number: Annotated[int | None, typer.Argument(metavar="ID", min=0, help="Number of the synthetic person.")] = None,
    find: Annotated[
        str,
        typer.Option(
            help='Pick one by what befell them, such as "listed for a record of somebody else, never told", or '
            '"a company refused a tender"; in a comparison also "spared", "harmed", "parted by rules.criticism".'
        ),
    ] = "",
    organisation: Annotated[int | None, typer.Option(metavar="NUMBER", min=0, help="Instead, an organisation.")] = None,
    variant: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of a comparison, which variant; the first unless said.")
    ] = None,
    why: Annotated[
        bool, typer.Option("--why", help="Which small changes would have spared this person what happened, each tried.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Everything as JSON.")] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page that works offline.", metavar="FILE")] = None,
    ledger: Annotated[bool, typer.Option(help="Print the ledger behind the story.")] = True,
    communities: Annotated[int, typer.Option(min=1, help="Communities that --find searches at most.")] = 150,
) -> None:
    """Replay one synthetic person, or an organisation, from the seed and the published sums, and tell the life."""
    from demerit.world.folder import writable

    calls: list[Callable[[], Any]] = [partial(askable, run, number, find, organisation, variant, why)]
    if html is not None:
        calls.append(partial(writable, "--html", html))
    together(calls)
    asked()
    gc.disable()  # a short process: collecting costs more than it frees, at the end most of all
    from demerit.world.compiling import told as compiling

    with compiling("what told lives need", lambda text: print(f"demerit: {text}", file=sys.stderr)):
        said = told(run, number, find, organisation, communities, variant, why)
    if html is not None:
        save(said, html)
    if as_json:
        print(json_text(said, indent=1))
    elif html is not None:
        print(f"{html}: {_whose(said)}")
    else:
        for line in _lines(said, ledger):
            print(line)
    gc.freeze()


def _whose(said: dict[str, Any]) -> str:
    if "organisation" in said:
        return f"the story of synthetic organisation {said['organisation']}"
    if "helps" in said:
        return f"what would have spared synthetic person {said['id']}"
    if "worlds" in said:
        return f"synthetic person {said['id']} in {said['worlds'][0]['name']} and in {said['worlds'][1]['name']}"
    return f"the life of synthetic person {said['id']}"


def _lines(said: dict[str, Any], ledger: bool) -> Iterator[str]:
    if "worlds" in said:
        from demerit.life.two.text import lines as of_two

        return of_two(said, ledger)
    if "helps" in said:
        from demerit.life.why.text import lines as of_why

        return of_why(said)
    from demerit.life.text import lines

    return lines(said, ledger)


def told(
    run: Path,
    number: int | None,
    find: str,
    organisation: int | None,
    communities: int,
    variant: str | None = None,
    why: bool = False,
) -> dict[str, Any]:
    """The life or the story that was asked for.  Raises DemeritError."""
    from demerit.world.folder import COMPARED, kind_of

    if kind_of(run) == COMPARED:
        return _in_two_worlds(run, number, find, communities, variant)
    said = _in_one(run, number, find, organisation, communities)
    if not why:
        return said
    if "organisation" in said:
        raise DemeritError(f"--find {find}: --why is asked of people, and no organisations")
    from demerit.life.why.story import tell as tell_why

    return tell_why(run, int(said["id"]))


def askable(run: Path, number: int | None, find: str, organisation: int | None, variant: str | None, why: bool) -> None:
    """Raises DemeritError for a question that excludes itself, or is not one about the folder that is given."""
    from demerit.world.comparing import BASE
    from demerit.world.folder import COMPARED, MANIFEST, kind_of, manifest

    compared = kind_of(run) == COMPARED
    wrong = {
        "give a number, of a person or with --organisation of an organisation, or --find with what befell somebody "
        "(one of the two)": (number is not None) + bool(find) + (organisation is not None) != 1,
        f"--organisation {organisation}: --why is asked of people; leave one of the two out": why
        and organisation is not None,
        f"--why is asked of one world, and {run} has several; give one, such as {run / BASE}": why and compared,
        f"--organisation {organisation}: a comparison tells people, in two worlds": compared
        and organisation is not None,
        f"--variant {variant}: {run} is the folder of a run, and has no variants; a comparison has": not compared
        and variant is not None
        and (run / MANIFEST).exists(),
    }
    calls: list[Callable[[], Any]] = [partial(refuse, wrong), partial(manifest, run)]
    together(calls)


def _in_two_worlds(run: Path, number: int | None, find: str, communities: int, variant: str | None) -> dict[str, Any]:
    from demerit.life.two.comparison import open_comparison
    from demerit.life.two.finding import find as search
    from demerit.life.two.story import tell

    comparison = open_comparison(run)
    pair = comparison.pair(variant)
    if number is not None:
        return tell(pair, number)
    sample = comparison.sample(pair.other.name)
    return search(pair, sample, find, communities, comparison.every(sample))


def _in_one(run: Path, number: int | None, find: str, organisation: int | None, communities: int) -> dict[str, Any]:
    from demerit.api import lives
    from demerit.api.sources import InFolder

    lived = InFolder(run)
    if number is not None:
        return lives.person(lived, number)
    if organisation is not None:
        return lives.organisation(lived, organisation)
    return lives.found(lived, find, communities)


def save(said: dict[str, Any], file: Path) -> None:
    """Write the page.  Raises DemeritError when it cannot be written."""
    from demerit.world.folder import written

    text = _page(said)

    def write(part: Path) -> None:
        part.write_text(text, encoding="utf-8")

    written(file, write, anywhere=True)


def _page(said: dict[str, Any]) -> str:
    if "worlds" in said:
        from demerit.life.two.html import page as of_two

        return of_two(said)
    if "helps" in said:
        from demerit.life.why.html import page as of_why

        return of_why(said)
    from demerit.life.html import page

    return page(said)

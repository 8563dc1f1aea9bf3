"""Arguments and options that several commands share, and how they are read."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from demerit.errors import DemeritError, together
from demerit.whole import HIGHEST, HIGHEST_SEED

if TYPE_CHECKING:
    from demerit.world.drivers import Way

Scenario = Annotated[str, typer.Argument(help="A preset's name, or a scenario file.", show_default=False)]
Run = Annotated[Path, typer.Argument(help="The folder of a finished run.", show_default=False)]
Scale = Annotated[str, typer.Option("--scale", help="One settled person stands for N: 1:N.")]
Seed = Annotated[
    int, typer.Option(min=0, max=HIGHEST_SEED, help="The seed, from 0 on; another seed is another country.")
]
Society = Annotated[str | None, typer.Option(help="Another society than the scenario names.")]
Assume = Annotated[bool, typer.Option("--assume", help="Take what the scenario suggests for values left to you.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Another value, as in YAML: rights.notice=true. Repeatable."),
]
Away = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="KEY", help="Take a part away: rules.criticism. Repeatable."),
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="YYYY-MM", help="From which month --set and --without hold; the first unless said."),
]
Attribute = Annotated[
    str | None,
    typer.Option(
        metavar="KIND",
        help="In coarse, say what each of the base's rules, sources, rights, consequences or chains brings about, too.",
    ),
]
Outcome = Annotated[
    str | None, typer.Option(metavar="MEASURE", help="Of what, with --attribute; refused.all unless said.")
]
Draws = Annotated[
    int | None,
    typer.Option(
        min=0,
        max=10_000,
        help="With --attribute: other values of what nobody knows, the same in all worlds, in coarse.",
    ),
]
Seeds = Annotated[
    int | None,
    typer.Option(min=0, max=1000, help="With --attribute: other seeds, of which the same is asked in coarse."),
]
Threads = Annotated[int | None, typer.Option(min=1, max=256, help="Threads; all cores unless said.")]
Workers = Annotated[int | None, typer.Option(min=1, max=65536, help="Move people in so many processes instead.")]
Ray = Annotated[
    str | None,
    typer.Option(metavar="[ADDRESS]", help="Move people in a Ray cluster; without an address, one started here."),
]
Cuda = Annotated[bool, typer.Option("--cuda", help="Move people by the graphics card of this machine instead.")]


LONGEST: Final = 20  # digits


def scale_of(text: str) -> int:
    """N of a scale written 1:N.  Raises DemeritError."""
    one, colon, n = text.partition(":")
    if one.strip() != "1" or not colon or not _whole(n) or int(n) < 1:
        allowed = f"from 1 to {HIGHEST}" if too_large(n) else "of at least 1"
        raise DemeritError(f"--scale {text} is not a scale; write 1:N with a whole N {allowed}, such as 1:1000")
    return int(n)


def _whole(text: str) -> bool:
    """Whether a text is a whole number from 0 on, of a length that anything here can have."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST


def too_large(text: str) -> bool:
    """Whether a text is a whole number larger than anything that is asked for."""
    digits = text.removeprefix("+").lstrip("0")
    return digits.isascii() and digits.isdigit() and (len(digits) > LONGEST or int(digits) > HIGHEST)


def month_named(option: str, text: str) -> int:
    """An absolute month from YYYY-MM.  Raises DemeritError."""
    from demerit.calendar import month_of

    try:
        return month_of(text)
    except ValueError:
        raise DemeritError(f"{option} {text} is not a month; write YYYY-MM, such as 2018-12") from None


def one_of_published(text: str) -> str:
    """What variants read of what is published.  Raises DemeritError."""
    from demerit.comparison.plan import PUBLISHED

    if text not in PUBLISHED:
        raise DemeritError(f"--published {text}: write one of {', '.join(PUBLISHED)}")
    return text


def player_named(option: str, text: str) -> str:
    """A kind of what something is attributed to.  Raises DemeritError."""
    from demerit.comparison.attribution.players import kind_of

    return kind_of(text, option)


def usable(out: Path | None) -> None:
    """Raises DemeritError where something else than a folder is there."""
    try:
        other = out is not None and out.exists() and not out.is_dir()
    except OSError as error:
        raise DemeritError(f"{out} cannot be used as a folder ({error.strerror})") from None
    if other:
        raise DemeritError(f"{out} cannot be used as a folder (Not a directory)")


def measure_named(option: str, text: str) -> str:
    """A measure to be attributed.  Raises DemeritError."""
    from demerit.comparison.attribution.outcomes import measure_in

    measure_in(text, option)
    return text


def seeds_of(option: str, text: str) -> tuple[int, ...]:
    """Seeds separated by commas.  Raises DemeritError."""
    parts = [part.strip() for part in text.split(",")]
    if not all(_whole(part) and int(part) <= HIGHEST_SEED for part in parts):
        allowed = f"to {HIGHEST_SEED}" if all(part.isdigit() for part in parts) else "on"
        raise DemeritError(f"{option} {text}: write whole numbers from 0 {allowed}, separated by commas, such as 11,12")
    return tuple(int(part) for part in parts)


def figures_named(text: str) -> tuple[str, ...]:
    """Names of figures separated by commas.  Raises DemeritError."""
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    together([partial(_figure_named, name) for name in names])
    return names


def _figure_named(name: str) -> None:
    from demerit.study.spans import span_of

    try:
        span_of(name)
    except ValueError as error:
        raise DemeritError(f"--also {name}: {error}") from None


def way_of(threads: int | None, workers: int | None, ray: str | None, cuda: bool) -> "Way":
    """How to move a world: threads here, or in so many workers, or a card; all cores unless said.

    Raises DemeritError when what is asked for excludes each other.
    """
    from demerit.world.drivers import Way
    from demerit.world.run import cores

    alone({"cuda": cuda, "threads": threads, "workers": workers, "ray": ray})
    return Way(cuda=True) if cuda else Way(threads or max(1, cores() // (workers or 1)), workers or 0, ray)


def alone(given: dict[str, Any]) -> None:
    """Raises DemeritError where a card is to move people, and something else, too."""
    named = [f"--{name}" for name in ("threads", "workers", "ray") if given.get(name) is not None]
    if given.get("cuda") and named:
        raise DemeritError(f"--cuda: one device moves everybody; leave out {' and '.join(named)}")

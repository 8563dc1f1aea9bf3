"""`demerit bench`: what a run costs, by phase and by size, beside the limit of the machine."""

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from demerit.cli.app import app
from demerit.cli.given import asked
from demerit.cli.options import Cuda, Seed, Society, Threads, scale_of, way_of
from demerit.cli.stopping import stoppable
from demerit.errors import DemeritError, refuse, together

PRESET: Final = "as-told"
SCALE: Final = "1:1000"  # unless said
MOST: Final = 1e7  # people, unless said
MONTHS: Final = 60  # after the burn-in, unless said
UNUSED: Final = {  # by what is measured instead
    "--drivers": ("--cuda", "--society", "--burn-in", "--months", "--threads"),
    "--sizes": ("--scale", "--cuda", "--burn-in", "--months"),
    "--compare": ("--cuda", "--society", "--burn-in", "--months"),
}


@app.command()
def bench(
    preset: Annotated[str, typer.Option(help="The preset to measure.")] = PRESET,
    scale: Annotated[
        str | None, typer.Option(help=f"One settled person stands for N: 1:N; {SCALE} unless said.", show_default=False)
    ] = None,
    seed: Seed = 1,
    threads: Threads = None,
    cuda: Cuda = False,
    society: Society = None,
    months: Annotated[
        int | None, typer.Option(min=12, help="Months after the burn-in; the last twelve are timed; 60 unless said.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Write the JSON into this file instead.")] = None,
    burn_in: Annotated[
        Path | None, typer.Option(help="A folder that keeps burn-ins, as that of `demerit run`.")
    ] = None,
    drivers: Annotated[
        bool, typer.Option("--drivers", help="Instead, what threads, processes and Ray actors cost at this scale.")
    ] = False,
    sizes: Annotated[
        bool, typer.Option("--sizes", help="Instead, many sizes, on one thread and on all; needs --out.")
    ] = False,
    compare: Annotated[
        bool, typer.Option("--compare", help="Instead, what comparisons cost beside a plain run, in one call.")
    ] = False,
    without: Annotated[
        list[str] | None, typer.Option(help="With --compare: what is taken out, a comparison each; may be repeated.")
    ] = None,
    most: Annotated[
        float | None, typer.Option(help="With --sizes: the most people, such as 1e8; ten million unless said.")
    ] = None,
    note: Annotated[str, typer.Option(help="When and on what this is measured.")] = "",
) -> None:
    """Measure what a run costs, beside the limit of this machine.  Prints JSON."""
    from demerit.scenario import load
    from demerit.world.folder import writable

    n = scale_of(scale or SCALE)
    modes = {"--drivers": drivers, "--sizes": sizes, "--compare": compare}
    given = {
        **{"--scale": scale, "--cuda": cuda, "--society": society, "--burn-in": burn_in, "--months": months},
        "--threads": threads,
    }
    calls: list[Callable[[], Any]] = [
        partial(refuse, unfit(modes, given, without, most, out)),
        partial(way_of, threads, None, None, cuda),
        partial(load, preset, society),
    ]
    if out:
        calls.append(partial(writable, "--out", out))
    _, way, *_ = together(calls)
    asked()

    from demerit.bench.conditions import conditions
    from demerit.world.drivers.processes import safe_path
    from demerit.world.run import cores

    def onward() -> str:
        kept = f"sizes that were measured are in {out}" if sizes and out and out.exists() else "nothing was written"
        return f"{kept}: the same command begins again"

    with stoppable(onward), safe_path():
        found = conditions(note)
        if found["warning"]:
            print(f"demerit: {found['warning']}", file=sys.stderr)
        if sizes and out:
            many(found, preset, society, seed, sorted({1, threads or cores()}), most or MOST, out)
            return
        if drivers:
            from demerit.bench.drivers import compare as compare_drivers

            found |= compare_drivers(preset, n, seed)
        elif compare:
            from demerit.bench.comparing import compared

            found |= compared(preset, n, seed, tuple(without or ()), threads or 1)
        else:
            from demerit.bench.measure import measured
            from demerit.world.society import TILE

            found |= measured(
                preset, n, seed, way_of(threads, None, None, cuda), months or MONTHS, TILE, society, burn_in
            )
        written(found, out)


def unfit(
    modes: dict[str, bool], given: dict[str, Any], without: list[str] | None, most: float | None, out: Path | None
) -> dict[str, bool]:
    """What may not be, in words, and whether it is so.  modes: what is measured instead; given: other options."""
    unused = {
        f"{option}: leave it out; {mode} does not use it": on and given[option] not in (None, False)
        for mode, on in modes.items()
        for option in UNUSED[mode]
    }
    return {
        **unused,
        "--drivers, --sizes and --compare exclude each other: each measures something else": sum(modes.values()) > 1,
        "--without goes with --compare": bool(without) and not modes["--compare"],
        f"--most {most} goes with --sizes, and is a number of people, from 1 on": most is not None
        and not (modes["--sizes"] and most >= 1),
        "--sizes takes long, and writes after each size: say into which file, with --out FILE": modes["--sizes"]
        and out is None,
    }


def written(found: dict[str, Any], out: Path | None) -> None:
    """What was found, as JSON: into a file where one is named."""
    if out:
        from demerit.world import folder

        folder.write_json(out, found, anywhere=True)
    else:
        print(json.dumps(found, indent=1))


def earlier(path: Path) -> list[dict[str, Any]]:
    """What an earlier file of sizes keeps.  Raises DemeritError for one that holds something else."""
    from demerit.bench import sizes

    try:
        return sizes.by_hand(path)
    except (OSError, ValueError, KeyError, TypeError):
        raise DemeritError(f"--out {path} holds no measurements of sizes; choose another file") from None


def many(
    found: dict[str, Any],
    preset: str,
    society: str | None,
    seed: int,
    threads: list[int],
    most: float,
    path: Path,
) -> None:
    """Measure sizes into a file, which is whole after each of them; rows brought in by hand stay."""
    from demerit.bench import sizes
    from demerit.scenario import load
    from demerit.world import folder

    scenario = load(preset, society)
    found |= {"preset": preset, "society": scenario.society.name, "seed": seed, "protocol": sizes.protocol(scenario)}
    rows = earlier(path)
    refused: list[dict[str, Any]] = []
    for row in sizes.measured(preset, society, seed, threads, most, lambda text: print(text, flush=True)):
        (refused if "refused" in row else rows).append(row)
        folder.write_json(path, {**found, "rows": sizes.ordered(rows), "refused": refused}, anywhere=True)

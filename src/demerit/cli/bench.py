"""`demerit bench`: what a run costs, beside the limit of the machine."""

import json
from pathlib import Path
from typing import Annotated

import typer

from demerit.cli.app import app
from demerit.cli.options import Scale, Seed, Society, Threads, scale_of, seed_in_range


@app.command()
def bench(
    preset: Annotated[str, typer.Option(help="The preset to measure.")] = "as-told",
    scale: Scale = "1:1000",
    seed: Seed = 1,
    threads: Threads = None,
    society: Society = None,
    months: Annotated[int, typer.Option(min=12, help="Months after the burn-in; the last twelve are timed.")] = 60,
    out: Annotated[Path | None, typer.Option(help="Write the JSON into this file instead.")] = None,
    peers: Annotated[bool, typer.Option("--peers", help="Also small jobs in other libraries, side by side.")] = False,
) -> None:
    """Measure what a run costs, beside the limit of this machine.  Prints JSON."""
    n = scale_of(scale)
    seed_in_range(seed)

    from demerit.bench.measure import measured
    from demerit.world.run import cores
    from demerit.world.simulation import TILE

    result = measured(preset, n, seed, threads or cores(), months, TILE, society)
    if peers:
        from demerit.bench.peers import compare

        result["peers"] = compare()
    text = json.dumps(result, indent=1)
    if out:
        out.write_text(text + "\n", encoding="utf-8")
    else:
        print(text)

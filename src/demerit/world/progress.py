"""A progress bar: the month, people-months a second, time left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from demerit.calendar import text_of
from demerit.world.simulation import World


@contextmanager
def shown(world: World, quiet: bool) -> Iterator[Callable[[], None]]:
    """Yields what to call after each month."""
    if quiet:
        yield lambda: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[speed]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("month", total=world.last - world.month + 1, speed="")

        def tick() -> None:
            people = int(world.history[-1][1]["people"].sum())
            done = bar.tasks[0]
            rate = (done.completed + 1) / done.elapsed * people / 1e6 if done.elapsed else 0.0
            bar.update(task, advance=1, description=text_of(world.month - 1), speed=f"{rate:.1f} M people-months/s")

        yield tick

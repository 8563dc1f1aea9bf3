"""How far a run is: the month, speed, time left: a bar in a terminal, a line now and then elsewhere."""

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn

from demerit import amounts
from demerit.calendar import text_of
from demerit.scenario.burn_in import LOUD
from demerit.world.compiling import timed
from demerit.world.simulation import World

LATELY: Final = 12  # months from which the next ones are judged
WORDS: Final = 66  # columns of a month, a speed and a time left
LEAST_BAR, MOST_BAR = 8, 40  # columns
LINE: Final = 60.0  # seconds between lines where there is no terminal
REGIME: Final = 1.1  # what a month under a regime costs, in months of the burn-in: 1.0 to 1.3 by preset and year
QUIET: Final = 0.75  # what a month of loans and work alone costs, in the same


class Remaining:
    """Seconds left, when the months to come cost what the latest ones did, and those under a regime somewhat more.

    months: how many are to come; burn_in: how many of them before the regime begins; quiet: how many of these are of
    loans and work alone (`scenario.burn_in`), and cost less.
    """

    def __init__(self, months: int, now: float, burn_in: int = 0, quiet: int = 0) -> None:
        self.months, self.burn_in, self.quiet = months, burn_in, quiet
        self.ends: deque[tuple[float, float]] = deque([(now, self.cost)], LATELY + 1)  # moments, with the cost left

    @property
    def cost(self) -> float:
        """What the months to come cost, in months of the burn-in."""
        return self.quiet * QUIET + (self.burn_in - self.quiet) + (self.months - self.burn_in) * REGIME

    def lived(self, now: float) -> float:
        """One more month is over; returns the seconds left."""
        self.months -= 1
        self.burn_in = max(self.burn_in - 1, 0)
        self.quiet = max(self.quiet - 1, 0)
        self.ends.append((now, self.cost))
        (begun, before), (_, left) = self.ends[0], self.ends[-1]
        return left * (now - begun) / (before - left)

    @property
    def a_month(self) -> float:
        """Seconds a month, lately."""
        return (self.ends[-1][0] - self.ends[0][0]) / max(len(self.ends) - 1, 1)


def in_words(seconds: float) -> str:
    """Time left, as people say it."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def counting(say: Callable[[str], object]) -> Callable[[str, int, int], None]:
    """What to call after each world beside a run: it says the first, each time as many again, and once a minute.

    Called with what they are, how many are done, and of how many.
    """
    begun = said = time.monotonic()

    def tell(what: str, done: int, of: int) -> None:
        nonlocal begun, said
        now = time.monotonic()
        if done == of or done & (done - 1) == 0 or now - said > LINE:
            left = f", {in_words((now - begun) / done * (of - done))} left" if done < of else ""
            say(f"beside it, in coarse: {done} of {of} {what}{left}")
            said = now
        if done == of:
            begun = now

    return tell


class Told(NamedTuple):
    """speed: in words, empty where nothing has shown it yet; left: seconds."""

    speed: str
    left: float

    @property
    def words(self) -> str:
        """Speed and time left."""
        return f"{self.speed}, {self.short}" if self.speed else self.short

    @property
    def short(self) -> str:
        """The time left alone."""
        return f"{in_words(self.left)} left"


@contextmanager
def shown(world: World, quiet: bool) -> Iterator[Callable[[], None]]:
    """Yields what to call after each month."""
    if quiet:
        yield lambda: None
        return
    with timed() as compiling:
        yield from _shown(world, compiling)


def _shown(world: World, compiling: Callable[[], float]) -> Iterator[Callable[[], None]]:
    """The same.  compiling: seconds that it took so far, which no later month will take."""
    before = max(world.scenario.start - world.month, 0)
    since = compiling()
    left = Remaining(world.last - world.month + 1, time.monotonic(), before, max(before - LOUD, 0))

    def told() -> Told:
        seconds = left.lived(time.monotonic() - (compiling() - since))
        people = int(world.history[-1][1]["people"].sum())
        speed = f"{amounts.people(people / left.a_month)} people-months a second" if left.a_month else ""
        return Told(speed, seconds)

    console = Console(stderr=True)
    with _bar(world, console, told) if console.is_terminal else _lines(world, told) as tick:
        yield tick


@contextmanager
def _bar(world: World, console: Console, told: Callable[[], Told]) -> Iterator[Callable[[], None]]:
    room = console.width - WORDS
    columns: list[ProgressColumn] = [TextColumn("{task.description}"), TextColumn("{task.fields[told]}")]
    if room >= LEAST_BAR:
        columns.insert(1, BarColumn(min(room, MOST_BAR)))
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("first month", total=world.last - world.month + 1, told="")

        def tick() -> None:
            now = told()
            words = now.words if room >= 0 else now.short
            bar.update(task, advance=1, description=text_of(world.month - 1), told=words)

        yield tick


@contextmanager
def _lines(world: World, told: Callable[[], Told]) -> Iterator[Callable[[], None]]:
    said, first = time.monotonic(), True

    def tick() -> None:
        nonlocal said, first
        now = told()
        long_run, first = (
            first and now.left > LINE,
            False,
        )  # whoever waits for a long one knows after a month for how long
        if long_run or time.monotonic() - said > LINE:
            said = time.monotonic()
            sys.stderr.write(f"{text_of(world.month - 1)}: {now.words}\n")
            sys.stderr.flush()

    yield tick

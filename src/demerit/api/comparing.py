"""A comparison, lived in memory."""

import sys
import warnings
from datetime import date
from functools import partial
from os import PathLike
from typing import TYPE_CHECKING, Any

from demerit.api import arguments
from demerit.api.comparison import Comparison
from demerit.errors import DemeritError, together

if TYPE_CHECKING:
    from demerit.scenario import Scenario
    from demerit.world.beginnings import Beginnings


def compare(
    base: "Scenario | str | PathLike[str]",
    *others: "Scenario | str | PathLike[str]",
    scale: int = 1000,
    seed: int = 0,
    seeds: int | None = None,
    draws: int = 0,
    until: str | date | None = None,
    published: str = "own",
    threads: int | None = None,
    quiet: bool = True,
    after: Comparison | None = None,
) -> Comparison:
    """Live a base and variants of it, person by person, on the same people and by the same chance, in memory.

    base, others: scenarios that were loaded, names of presets, or files; of one society, beginning in the same month.
    A variant made by `.without(...)` or `.set(...)` is named after what was changed, any other after its scenario.
    scale: one simulated person stands for so many.  seed: from 0 to 2**64 - 1.
    seeds: other seeds compared beside it, in coarse, at most 1000; from 5 on they widen bands that were too narrow.
    None: 5 where a learned score is fitted to people after the worlds parted (nothing else tells what another fit would
    do), else none; 0: never any.
    draws: other values of what nobody knows, the same in all worlds, in coarse: the second band; at most 10,000.
    until: the last month, "YYYY-MM" or a date; the last that all have unless said.
    published: what variants read of what is published: "own", their own; "base", that of the base, which shows what a
    change does by itself; "both", first the one, then the other.
    threads: from 1 to 256; all cores unless said.  What comes out does not depend on it.
    quiet: False shows on standard error how far it has come.
    after: an earlier comparison that was lived in memory: what both have in common, on the same people, is not lived
    again.  What comes out does not depend on it.

    Raises DemeritError for scenarios that cannot be compared, a scale or a month that cannot be.  Warns where so coarse
    a scale leaves too few people to a province.
    """
    from demerit.comparison import Plan, between
    from demerit.comparison import compare as lived
    from demerit.comparison.plan import PUBLISHED
    from demerit.world.beginnings import Beginnings

    with arguments.said_plainly():
        asked = arguments.common(
            *(scale, seed, until, threads, draws, quiet),
            base=lambda: arguments.scenario_of(base),
            variants=lambda: _scenarios(others),
            published=lambda: arguments.one_of("published", published, list(PUBLISHED)),
            seeds=lambda: None if seeds is None else arguments.whole("seeds", seeds, 0, arguments.MOST_SEEDS),
            after=lambda: Beginnings() if after is None else _beginnings(after),
        )
        beginnings = asked.pop("after")
        variants = tuple(between(asked["base"], one) for one in asked["variants"])
        plan = Plan(**asked | {"variants": variants})

        def warn(text: str) -> None:
            warnings.warn(arguments.in_python(text), stacklevel=5)

        def say(text: str) -> None:
            if not plan.quiet:
                sys.stderr.write(f"{text}\n")

        from demerit.api.compared import InMemory

        return Comparison(InMemory(lived(plan, say, warn, beginnings)))


def _scenarios(others: "tuple[Scenario | str | PathLike[str], ...]") -> "list[Scenario]":
    """What is compared with a base.  Raises DemeritError for nothing, for too many, or with all that is wrong."""
    from demerit.comparison.plan import few_enough

    if not others:
        raise DemeritError("nothing to compare with: give another scenario, such as base.without('rules.criticism')")
    few_enough(len(others))
    return together([partial(arguments.scenario_of, one) for one in others])


def _beginnings(after: Any) -> "Beginnings":
    """What a comparison has lived from which others may go on.  Raises DemeritError where it holds no lives."""
    found = after.beginnings if isinstance(after, Comparison) else None
    if found is None:
        raise DemeritError(
            f"after={arguments.shown(after)} must be a comparison that was lived here, by dm.compare: one of a folder "
            "holds no lives"
        )
    return found

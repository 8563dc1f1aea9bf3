"""An attribution, lived in memory."""

import sys
import warnings
from datetime import date
from os import PathLike
from typing import TYPE_CHECKING

from demerit.api import arguments
from demerit.api.attribution import Attribution

if TYPE_CHECKING:
    from demerit.scenario import Scenario

MOST_ORDERS = 10_000


def attribute(
    scenario: "Scenario | str | PathLike[str]",
    by: str,
    outcome: str,
    orders: int = 8,
    scale: int = 20_000,
    seed: int = 0,
    draws: int = 0,
    seeds: int = 0,
    until: str | date | None = None,
    threads: int | None = None,
    quiet: bool = True,
) -> Attribution:
    """Say what each part of a scenario brings about: alone, and as a share of what all do together; in memory.

    scenario: one that was loaded, the name of a preset, or a file.
    by: "rules", "sources", "rights", "consequences", or "chains": what each source sees.
    outcome: a measure of docs/measures.md, such as "refused.flight", or of one year, "refused.flight.2018".
    orders: in which they come, where not all combinations are lived; from 2 to 10,000.
    scale: one simulated person stands for so many.  seed: from 0 to 2**64 - 1.
    draws: other values of what nobody knows, the same in all worlds, in coarse: the band of it; at most 10,000.
    seeds: other ones of which the same is asked, in coarse: from 5 on the band of chance; at most 1000.
    until: the last month, "YYYY-MM" or a date; the scenario's unless said.
    threads: from 1 to 256; all cores unless said.  What comes out does not depend on it.
    quiet: False shows on standard error how far it has come.

    Raises DemeritError for a kind or a measure that is not known (the nearest is named), for more than 62 parts, and
    where there is none of the kind.  Warns where so coarse a scale leaves too few people to a province.
    """
    from demerit.comparison.attribution import Asked
    from demerit.comparison.attribution import attribute as answered
    from demerit.comparison.attribution.players import kind_of

    def say(text: str) -> None:
        if text.startswith("--scale"):
            warnings.warn(arguments.in_python(text), stacklevel=5)
        elif not quiet:
            sys.stderr.write(f"{text}\n")

    with arguments.said_plainly():
        said = arguments.common(
            *(scale, seed, until, threads, draws, quiet),
            scenario=lambda: arguments.scenario_of(scenario),
            by=lambda: kind_of(arguments.text_of("by", by)),
            about=lambda: arguments.text_of("outcome", outcome),
            orders=lambda: arguments.whole("orders", orders, 2, MOST_ORDERS),
            seeds=lambda: arguments.whole("seeds", seeds, 0, arguments.MOST_SEEDS),
        )
        quiet = said.pop("quiet")
        asked = Asked(say=say, **said)

        from demerit.api.attributed import InMemory

        return Attribution(InMemory(answered(asked)))

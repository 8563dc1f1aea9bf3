"""One comparison: months, what came out, and every part of its folder."""

from collections.abc import Callable
from typing import Any, NamedTuple

from demerit.comparison import folder as parts
from demerit.comparison.living import Lived, begun, live, sound
from demerit.comparison.pieces import Pieces
from demerit.comparison.plan import BOTH, Plan
from demerit.comparison.results import results
from demerit.comparison.standing import agreed, cleared, onward
from demerit.world.comparing import BASE, OWN
from demerit.world.errors import InterruptedRunError
from demerit.world.run import Clock, owned
from demerit.world.stopping import at_once


class Compared(NamedTuple):
    """A comparison after its last month, and what `comparison.json` says of it."""

    lived: Lived
    said: dict[str, Any]


def compare(
    plan: Plan, say: Callable[[str], object] = lambda _: None, warn: Callable[[str], object] = lambda _: None
) -> Compared:
    """Compare, and fill the folder of the plan, if it names one.  `say` is told how far it is.  Raises DemeritError."""
    sound(plan)
    if plan.out is None:
        return lived_through(plan, Clock(), say)
    agreed(plan.out, plan)
    with owned(plan.out) as held:
        agreed(plan.out, plan)
        try:
            with at_once():
                cleared(plan.out, plan)
                clock = Clock()
                found = lived_through(plan, clock, say)
                with clock.phase("write"):
                    parts.parts(found.lived, found.said, plan.out, clock.seconds)
        except KeyboardInterrupt:
            raise InterruptedRunError(f"interrupted; {onward(plan.out)}") from None
        held.done()
    return found


def lived_through(plan: Plan, clock: Clock, say: Callable[[str], object]) -> Compared:
    """All worlds of a plan after their last month; nothing but what waits for the end is written."""
    say(_told(plan))
    main = begun(plan, BASE if plan.published == BASE else OWN, Pieces(plan.out))
    try:
        with clock.phase("simulate"):
            live(main)
        direct = None
        if plan.published == BOTH:
            say("now with what the base publishes read in all worlds: what the change does by itself")
            direct = begun(plan, BASE, None)
            with clock.phase("direct"):
                live(direct)
        return Compared(main, results(main, direct))
    finally:
        main.comparison.close()


def _told(plan: Plan) -> str:
    return f"{plan.base.title}, at 1:{plan.scale}, beside {', '.join(one.name for one in plan.variants)}"

"""What is told of a run once its folder is whole: sampled lives, and the report."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from demerit import report as reports
from demerit.report.drawers import Drawers

if TYPE_CHECKING:
    from demerit.world.run import Clock


def tell(
    out: Path, clock: "Clock", report: bool, around: Callable[[], AbstractContextManager[object]] = nullcontext
) -> None:
    """Write lives into a run folder, and its report if wanted.  around: what to do while lives may be compiled."""
    with ExitStack() as ends:
        drawers = ends.enter_context(Drawers()) if report else None  # they load while lives are told
        with clock.phase("lives"), around():
            from demerit.life import sample

            sample(out)
        if report:
            with clock.phase("report"):
                reports.write(out, drawers=drawers)

"""One offline HTML file from a run folder: findings, charts, provenance.

    from demerit.report import write
    write(Path("runs/as-told"))   # -> runs/as-told/report.html, and pictures and tables under figures/

The report reads run folders only: it says nothing that a reader could not compute from `months.parquet`.
"""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from demerit.report.drawers import Drawers

__all__ = ["write"]


def write(run: Path, beside: Iterable[Path] = (), pictures: bool = True, drawers: Drawers | None = None) -> Path:
    """Write report.html into a run folder, and pictures and tables under figures/; returns the report's path.

    beside: folders of the same scenario at the same scale with other seeds, for bands; pictures: whether to write figures/;
    drawers: what draws, of somebody who has begun it beside other work.
    Raises DemeritError if a folder is not a finished run, or is another scenario's.
    """
    with ExitStack() as ends:
        drawing = drawers or ends.enter_context(Drawers())  # which begins to load while what follows does
        from demerit.report.page import written  # here, so that nobody waits for the charts who only wants the name

        return written(run, beside, pictures, drawing)

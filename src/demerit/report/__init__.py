"""One offline HTML file from a run folder: findings, charts, provenance.

    from demerit.report import write
    write(Path("runs/as-told"))   # -> runs/as-told/report.html, and pictures and tables under figures/

The report reads run folders only: it computes nothing that a reader could not compute from `months.parquet`.
"""

from demerit.report.page import write

__all__ = ["write"]

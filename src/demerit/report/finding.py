"""A finding: a title that says it, a paragraph, figures, and how sure one can be."""

from dataclasses import dataclass

from demerit.report.charts.chart import Chart
from demerit.report.marks import Mark
from demerit.report.table import Table


@dataclass(frozen=True)
class Figure:
    """A picture and the table behind it.

    key: file name; title: what the picture says; unit: what is drawn and in which unit; chart: in both widths; its data
    are the table's rows; alt: what somebody who cannot see it should know.
    """

    key: str
    title: str
    unit: str
    chart: Chart
    table: Table
    alt: str


@dataclass(frozen=True)
class Finding:
    """One finding.

    key: anchor; title: the finding with its number, short; text: one paragraph; uncertainty: which, and how; echo: of one
    that repeats the file, the value that it repeats, in a sentence: it stands under the title.
    """

    key: str
    title: str
    text: str
    mark: Mark
    uncertainty: str
    figures: tuple[Figure, ...]
    echo: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A finding that this run cannot have, and the one line that says why."""

    key: str
    line: str

"""What can be taken away from a view: its numbers, and how it is cited."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from demerit.serve.ask import Ask
from demerit.serve.country import saying
from demerit.serve.country.question import HEAD, Question
from demerit.world.folder import NOTE


def as_csv(lines: Sequence[str], columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> str:
    """A table after lines that begin with #: numbers as they are, whatever the reader's language."""
    out = io.StringIO()
    for line in lines:
        out.write(f"# {line}\n")
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def citation(ask: Ask, question: Question) -> str:
    """How a view is cited."""
    run = question.run
    digest = f", {run.digest}" if run.digest else ""
    return ask.say("country.citation", what=saying.title_of(ask, question), stamp=run.stamp, digest=digest)


def heads(ask: Ask, question: Question) -> list[str]:
    """What stands above the numbers of a download."""
    per = ", per 100,000 people" if question.per == HEAD else ""
    return [NOTE, f"measure {question.measure}, {question.of.unit}{per}", citation(ask, question)]

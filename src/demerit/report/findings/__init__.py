"""What the report finds, one concept a file, in the order in which the report tells it.

Each has `find(measures)`: a Finding, or LeftOut with the line that says why this run cannot have it.
"""

from collections.abc import Callable
from typing import Final

from demerit.report.finding import Finding, LeftOut
from demerit.report.findings import (
    aims,
    bands,
    cameras,
    causes,
    claims_back,
    commercial,
    conduct,
    coverage,
    demand,
    detention,
    enforcement,
    groups,
    health,
    learned,
    lists,
    opinion,
    organisations,
    poverty,
    ratings,
    record,
    refusals,
    remedy,
    repair,
    review,
    scores,
    silence,
    sources,
    sureness,
)
from demerit.report.measures import Measures

# Told first by a run that claims to be the record.
DOCUMENTED: Final[tuple[Callable[[Measures], Finding | LeftOut], ...]] = (record.find, record.afterwards)
FINDINGS: Final[tuple[Callable[[Measures], Finding | LeftOut], ...]] = (
    demand.find,
    scores.find,
    bands.find,
    conduct.find,
    learned.find,
    sources.find,
    cameras.find,
    lists.find,
    refusals.find,
    causes.find,
    commercial.find,
    health.find,
    silence.find,
    opinion.find,
    remedy.find,
    claims_back.find,
    detention.find,
    review.find,
    aims.find,
    repair.find,
    poverty.find,
    groups.find,
    coverage.find,
    enforcement.find,
    organisations.find,
    ratings.find,
    sureness.find,
)

"""What kind of figure a finding is: it comes out of the run, it was fitted, or it repeats what the file says."""

from collections.abc import Mapping
from dataclasses import replace

from demerit.report.finding import Finding
from demerit.report.findings.sureness import KEY as SURENESS
from demerit.report.first import First, first
from demerit.report.kind import Kind
from demerit.report.kinds.inputs import FITTED, REPEATED, Patterns, named
from demerit.report.measures import Measures

__all__ = ["Kind", "begun", "kind_of", "sorted_by_kind"]


def kind_of(m: Measures, finding: Finding | First) -> Kind:
    """The kind of a finding or first screen of this run: `tests/data/kinds.csv` has what turning the values gave."""
    if finding.key == SURENESS:
        return Kind.SURENESS
    if finding.mark.word == "set to match":
        return Kind.FITTED
    if any(_mark(m, key) == "fitted" for key in _keys(m, FITTED, finding.key)):
        return Kind.FITTED
    return Kind.REPEATS if _keys(m, REPEATED, finding.key) else Kind.ARISES


def _keys(m: Measures, of: Mapping[str, Patterns], key: str) -> list[str]:
    """The values of the run's regime that turn the figure of a finding."""
    return [value for pattern in of[key](m) for value in named(m, pattern)] if key in of else []


def _mark(m: Measures, key: str) -> str | None:
    said = m.run.provenance_of(key)
    return said.mark if said else None


def begun(m: Measures) -> First | None:
    """The first screen of a run, with its kind in its mark; None where its regime does nothing to begin with."""
    begins = first(m)
    return replace(begins, mark=replace(begins.mark, kind=kind_of(m, begins))) if begins else None


def sorted_by_kind(m: Measures, findings: list[Finding]) -> list[Finding]:
    """What comes out of the run first, what repeats the file late, and how sure all that is last; each with its kind in its mark."""
    told = [replace(each, mark=replace(each.mark, kind=kind_of(m, each))) for each in findings]
    return sorted(told, key=lambda each: each.mark.kind)

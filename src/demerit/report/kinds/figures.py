"""The figure that the title of each finding tells first, as a number that can turn in proportion with a value.

The share of points for one thing cannot double beyond one: its odds can, and stand for it.
"""

from collections.abc import Callable
from typing import Final

from demerit.catalogue.contexts import MONEY, SPEECH, context_of
from demerit.report.findings import (
    aims,
    bands,
    cameras,
    causes,
    enforcement,
    groups,
    learned,
    record,
    remedy,
    review,
    scores,
)
from demerit.report.first import first
from demerit.report.measures import Measures
from demerit.vocabulary import CONDUCT

Figure = Callable[[Measures], float]


def odds(share: float) -> float:
    """Of a share that cannot double beyond one."""
    return share / (1 - share) if share < 1 else 0.0


def _at_end(name: str) -> Figure:
    return lambda m: m.at_end(name)


def _over_all(name: str) -> Figure:
    return lambda m: m.ratio(name)


def context_told(m: Measures) -> str:
    """The context whose share of points the title tells first: speech, or money where no rule is about speech."""
    told = {context_of(rule.conduct) for rule in m.run.scenario.regime.rules if rule.points < 0}
    return SPEECH if SPEECH in told else MONEY


def _points(m: Measures) -> float:
    lost = {name: m.total(f"points_lost.{name}").scaled for name in CONDUCT}
    here = sum(value for name, value in lost.items() if context_of(name) == context_told(m))
    elsewhere = sum(lost.values()) - here
    return here / elsewhere if elsewhere else 0.0


def _below_start(m: Measures) -> float:
    return sum(scores.shares(m, -1)[:4])


def _below_home(m: Measures) -> float:
    points = m.run.scenario.regime.points
    names = bands.descending(points.bands)
    home = next(b for b, name in enumerate(names) if points.start >= points.bands[name])
    return sum(bands.shares(m, "band", len(names), -1)[home + 1 :])


def _mistaken(m: Measures) -> float:
    """How many times as often cameras take somebody else for one of the minority: what the file says is of this alone."""
    mine, theirs = (m.total("records.misattributed.camera", group=g).scaled for g in ("minority", "majority"))
    people, others = (m.total("of_age", group=g).scaled for g in ("minority", "majority"))
    return (mine / people) / (theirs / others) if theirs and people else 0.0


def _cameras(m: Measures) -> float:
    return _mistaken(m) if cameras.unlike(m) else m.ratio("records.misattributed_share.camera")


def _leaving(m: Measures) -> float:
    poor, rich = m.ratio("decile.leaving.1"), m.ratio("decile.leaving.10")
    return poor / rich if rich else 0.0


def _listed(m: Measures) -> float:
    """The share of adults on the black list, or on the red list where there is no other."""
    return m.at_end("blacklist.share" if m.seen("blacklist.stock") else "redlist.share")


def _begins(m: Measures) -> float:
    """Of a first screen: what its sentence tells first against the rest; how far off, where it is held to the record."""
    begins = first(m)
    if begins is None:
        return 0.0
    if begins.about == "predicted":
        return _off(m)
    told, *rest = (float(row["value"]) for row in begins.table.rows)
    return told if begins.about == "needed" else told / sum(rest) if sum(rest) else 0.0


def _ranked(m: Measures) -> float:
    """The odds that the learned score ranks a pair rightly."""
    return odds(learned.ranked(m))


def _off(m: Measures) -> float:
    lines = [line for line in record.LATER if line.whole(m)]
    return max(abs(line.modelled(m) / line.recorded(m) - 1) for line in lines)


def _half(m: Measures) -> float:
    """Months until half of the people are covered."""
    return float(next(i for i, share in enumerate(m.ratios("covered_share")) if share >= 0.5))


def _spared(m: Measures) -> float:
    return m.total(["warnings", "blacklist.averted", "objections.upheld"]).scaled


def _silent(m: Measures) -> float:
    return m.ratio("self_censored.share.criticism", months=slice(max(0, len(m.months) - 12), None))


def _caused(m: Measures) -> float:
    """The share of refusals for anything but a list; where there is no list, the odds of the cause told first."""
    if m.seen("refused.for.listing"):
        return 1 - m.ratio("refused.for_share.listing")
    return odds(m.ratio(f"refused.for_share.{causes.most(m)}"))


FIGURES: Final[dict[str, Figure]] = {
    "first": _begins,
    "scores": _below_start,
    "bands": _below_home,
    "conduct": _points,
    "sources": _over_all("records.seen_share"),
    "cameras": _cameras,
    "lists": _listed,
    "refusals": lambda m: m.total("refused.all").scaled,
    "causes": _caused,
    "commercial": _at_end("commercial.share.1"),
    "health": lambda m: m.total([f"records.{truth}.health" for truth in ("correct", "false", "misattributed")]).scaled,
    "silence": _silent,
    "opinion": _at_end("opinion.dissent_private_share"),
    "remedy": remedy.told,
    "aims": aims.told,
    "repair": _spared,
    "poverty": _leaving,
    "groups": lambda m: _mistaken(m) if groups.of_mistakes(m) else groups.first_told(m),
    "coverage": _half,
    "enforcement": enforcement.at_once,
    "review": review.stopped,
    "claims-back": lambda m: odds(m.ratio("claw_backs.wrong_share")),
    "detention": lambda m: odds(m.ratio("detentions.wrong_share")),
    "learned": _ranked,
    "organisations": lambda m: m.at_end("organisation.rating_share.C") + m.at_end("organisation.rating_share.D"),
    "afterwards": _off,
}

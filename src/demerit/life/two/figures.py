"""Two lives in figures, side by side: what there was of in either."""

from collections.abc import Callable
from typing import Any, Final

from demerit.phrases import say
from demerit.vocabulary import DEMANDS

Summary = dict[str, Any]


def _refused(demand: str) -> Callable[[Summary], int]:
    return lambda said: int(said["refused"].get(demand, 0))


def _records(truth: str) -> Callable[[Summary], int]:
    return lambda said: int(said["records"][truth])


def _of(name: str) -> Callable[[Summary], int]:
    return lambda said: int(said[name])


BEFORE: Final = ("blacklisted", "wrongly_blacklisted", "days_listed", "redlisted")
BEHIND: Final = ("refused_before_knowing", "fined", "detained", "days_detained")
TRUTHS: Final = ("correct", "false", "misattributed")
LAST: Final = ("self_censored", "jobs_lost")


def _figures() -> dict[str, Callable[[Summary], int]]:
    """Each by what it is called, in order."""
    refused = {say("figures.refused", what=say(f"all_demands.{name}")): _refused(name) for name in DEMANDS}
    truths = {say(f"figures.{name}"): _records(name) for name in TRUTHS}
    before, behind, last = ({say(f"figures.{name}"): _of(name) for name in part} for part in (BEFORE, BEHIND, LAST))
    return before | refused | behind | truths | last


def figures(base: Summary, other: Summary) -> list[dict[str, Any]]:
    """What there was of in one life at least: what, base, other; None where a world knows no points."""
    found = [{"what": what, "base": of(base), "other": of(other)} for what, of in _figures().items()]
    shown = [row for row in found if row["base"] or row["other"]]
    if base["points"] or other["points"]:
        now = [said["points_now"] if said["points"] else None for said in (base, other)]
        shown.append({"what": say("figures.points"), "base": now[0], "other": now[1]})
    return shown

"""Two lives in figures, side by side: what there was of in either."""

from collections.abc import Callable
from typing import Any, Final

from demerit.life.words import DEMANDS

Summary = dict[str, Any]


def _refused(demand: str) -> Callable[[Summary], int]:
    return lambda said: int(said["refused"].get(demand, 0))


def _records(truth: str) -> Callable[[Summary], int]:
    return lambda said: int(said["records"][truth])


def _of(name: str) -> Callable[[Summary], int]:
    return lambda said: int(said[name])


FIGURES: Final[dict[str, Callable[[Summary], int]]] = {
    "times put on the black list": _of("blacklisted"),
    "of these, only for wrong records": _of("wrongly_blacklisted"),
    "days on the black list": _of("days_listed"),
    "times put on the red list": _of("redlisted"),
    **{f"refused: {many}": _refused(demand) for demand, (_, many) in DEMANDS.items()},
    "refused before knowing of a listing": _of("refused_before_knowing"),
    "fines": _of("fined"),
    "detentions": _of("detained"),
    "days in detention": _of("days_detained"),
    "records of what had happened": _records("correct"),
    "records of what nobody had done": _records("false"),
    "records of what somebody else had done": _records("misattributed"),
    "acts left undone for fear": _of("self_censored"),
    "jobs lost": _of("jobs_lost"),
}
POINTS: Final = "points at the end"


def figures(base: Summary, other: Summary) -> list[dict[str, Any]]:
    """What there was of in one life at least: what, base, other; None where a world knows no points."""
    found = [{"what": what, "base": of(base), "other": of(other)} for what, of in FIGURES.items()]
    shown = [row for row in found if row["base"] or row["other"]]
    if base["points"] or other["points"]:
        now = [said["points_now"] if said["points"] else None for said in (base, other)]
        shown.append({"what": POINTS, "base": now[0], "other": now[1]})
    return shown

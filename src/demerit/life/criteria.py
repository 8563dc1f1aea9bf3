"""What can be asked for when looking for a life: a small set of words, each a claim about what befell somebody.

A criterion has a screen, which looks at the states of a whole community and passes everybody who may fulfil it, and a
test, which looks at one life told and is exact.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from demerit.life.replaying import Replay
from demerit.month.state import AWARE, BLACK, DETAINED, NO_CREDIT, OUT_OF_WORK, RED
from demerit.vocabulary import DEMANDS

Array = np.ndarray[Any, Any]
Life = dict[str, Any]


@dataclass(frozen=True)
class Criterion:
    """name: as listed in messages; screen: Replay -> bool per person, never false for a match; test: life -> bool.

    province: number of the only province where somebody can fulfil it, if it is about one.
    """

    name: str
    screen: Callable[[Replay], Array]
    test: Callable[[Life], bool]
    province: int | None = None


def ever(mark: int) -> Callable[[Replay], Array]:
    """Whoever carried a mark at the end of some month."""
    return lambda replay: np.asarray((replay.states["marks"] & mark).any(axis=0))


def trait(name: str, *values: int) -> Callable[[Replay], Array]:
    """Whoever has a trait."""
    return lambda replay: np.isin(replay.community.traits[name], values)


def anybody(replay: Replay) -> Array:
    """Everybody."""
    return np.ones(replay.states.shape[1], bool)


def wronged(replay: Replay) -> Array:
    """Whoever lost points for what the person had not done."""
    return np.asarray((replay.states["wrong"] != 0).any(axis=0))


def wrongly_listed(replay: Replay) -> Array:
    """Whoever was listed with wrong records on file."""
    return np.asarray(((replay.states["wrong"] != 0) & (replay.states["marks"] & BLACK != 0)).any(axis=0))


def listed_again(replay: Replay) -> Array:
    """Whoever entered the black list twice."""
    return np.asarray((replay.states["entries"] >= 2).any(axis=0))


def unaware(replay: Replay) -> Array:
    """Whoever was listed and at the end of some month did not know of it."""
    marks = replay.states["marks"]
    return np.asarray(((marks & BLACK != 0) & (marks & AWARE == 0)).any(axis=0))


def unlisted(replay: Replay) -> Array:
    """Whoever lives through all months, of age, and is never listed."""
    traits = replay.community.traits
    alive = (traits["birth"] <= replay.months[0] - 18 * 12) & (traits["death"] > replay.months[-1])
    return np.asarray(alive & ~ever(BLACK | RED | DETAINED)(replay))


def happened(event: str, **given: Any) -> Callable[[Life], bool]:
    """Whether the ledger has such an entry."""
    return lambda life: any(
        entry["event"] == event and all(entry.get(key) == value for key, value in given.items())
        for entry in life["ledger"]
    )


def refused(*demands: str) -> Callable[[Life], bool]:
    """Whether one of these demands was refused."""
    return lambda life: any(demand in life["summary"]["refused"] for demand in demands)


def listed_for(truth: str) -> Callable[[Life], bool]:
    """Whether a wrongful listing followed a record of this kind that took points."""

    def test(life: Life) -> bool:
        taken = False
        for entry in life["ledger"]:
            taken |= entry["event"] == "points" and entry.get("truth") == truth and entry["change"] < 0
            if taken and entry["event"] == "entered" and entry.get("wrongful"):
                return True
        return False

    return test


def never_told(life: Life) -> bool:
    """Listed, and never given notice of it; finding out at the counter is not being told."""
    entered = [e for e in life["ledger"] if e["event"] == "entered" and e["list"] == "blacklist"]
    return bool(entered) and not any(e["told"] for e in entered)


def never_knew(life: Life) -> bool:
    """Listed, and nothing ever let the person know: neither notice nor refusal during some listing."""
    unknown = False
    for entry in life["ledger"]:
        if entry["event"] == "entered" and entry["list"] == "blacklist":
            unknown = not entry["told"]
        elif entry["event"] == "refused":
            unknown = False
        elif entry["event"] == "left" and entry["list"] == "blacklist" and unknown:
            return True
    return unknown


def summary(name: str, least: int = 1) -> Callable[[Life], bool]:
    """Whether a figure of the summary is at least so large."""
    return lambda life: int(life["summary"][name]) >= least


def head(name: str, *values: Any) -> Callable[[Life], bool]:
    """Whether a trait of the head has one of these values."""
    return lambda life: life["head"][name] in values


TRAINS: Final = ("ordinary_train", "high_speed")
CRITERIA: Final = (
    Criterion("listed", ever(BLACK), summary("blacklisted")),
    Criterion("listed again", listed_again, summary("blacklisted", 2)),
    Criterion("never listed", anybody, lambda life: life["summary"]["blacklisted"] == 0),
    Criterion("wrongly listed", wrongly_listed, summary("wrongly_blacklisted")),
    Criterion("listed for a record of somebody else", wrongly_listed, listed_for("misattributed")),
    Criterion("listed for a false record", wrongly_listed, listed_for("false")),
    Criterion("record of somebody else", wronged, happened("points", truth="misattributed")),
    Criterion("false record", wronged, happened("points", truth="false")),
    Criterion("left the list", ever(BLACK), happened("left", list="blacklist")),
    Criterion("still listed", ever(BLACK), lambda life: bool(life["summary"]["blacklisted_at_the_end"])),
    Criterion("redlisted", ever(RED), summary("redlisted")),
    Criterion("never told", ever(BLACK), never_told),
    Criterion("unaware", unaware, never_knew),
    Criterion("refused", ever(AWARE | NO_CREDIT), lambda life: bool(life["summary"]["refused"])),
    Criterion("never refused", anybody, lambda life: not life["summary"]["refused"]),
    *[Criterion(f"refused {d}", ever(AWARE | NO_CREDIT if d == "credit" else AWARE), refused(d)) for d in DEMANDS],
    Criterion("refused train", ever(AWARE), refused(*TRAINS)),
    Criterion("detained", ever(DETAINED), summary("detained")),
    Criterion("fined", anybody, summary("fined")),
    Criterion("out of work", ever(OUT_OF_WORK), summary("jobs_lost")),
    Criterion("in arrears", anybody, happened("defaulted")),
    Criterion("sued", anybody, happened("sued")),
    Criterion("critic", anybody, happened("act", conduct="criticism")),
    Criterion("self-censored", anybody, summary("self_censored")),
    Criterion("ordinary", unlisted, lambda life: life["summary"]["blacklisted"] == 0),
    Criterion("poor", trait("decile", 0, 1), head("income_tenth", 1, 2)),
    Criterion("rich", trait("decile", 8, 9), head("income_tenth", 9, 10)),
    Criterion("majority", trait("group", 0), head("group", "majority")),
    Criterion("minority", trait("group", 1), head("group", "minority")),
    Criterion("male", trait("sex", 0), head("sex", "male")),
    Criterion("female", trait("sex", 1), head("sex", "female")),
)
BY_NAME: Final = {criterion.name: criterion for criterion in CRITERIA}

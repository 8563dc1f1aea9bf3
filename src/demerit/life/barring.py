"""Who in a replayed community may have been refused something: looked at before any life is told.

Nobody who was refused is ever left out: a refusal needs its cause as of step 1 of the month, or a listing whose days of
grace end in it, and leaves its hardship.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from demerit.life.replaying import Data, Replay
from demerit.month.consequences import CREDIT
from demerit.month.organisation_state import LISTED, marks_of
from demerit.month.state import ADULT, BLACK, NO_CREDIT, NO_PASS, STATE
from demerit.ranges import HIGHEST
from demerit.vocabulary import CAUSES, DEMANDS

Array = np.ndarray[Any, Any]


def refused(moved: Replay, data: Data, demands: Iterable[str] = DEMANDS) -> Array:
    """Whoever may have been refused one of these demands in some month."""
    found = np.zeros(moved.states.shape[1], bool)
    for i in range(len(moved.months)):
        for demand in demands:
            groups = moved.sums[i]["refused"][:, DEMANDS.index(demand)] > 0
            if groups.any():
                found |= _in_month(moved, data, i, DEMANDS.index(demand), groups)
    return found


def refused_for(moved: Replay, data: Data, cause: str) -> Array:
    """Whoever may have been refused anything for this cause in some month."""
    found = np.zeros(moved.states.shape[1], bool)
    for i in range(len(moved.months)):
        groups = moved.sums[i]["refused_for"][:, CAUSES.index(cause)] > 0
        if groups.any():
            found |= groups[moved.community.traits["group"]] & _had(moved, data, i, None, cause)
    return found


def _in_month(moved: Replay, data: Data, i: int, d: int, groups: Array) -> Array:
    law = data.law_of(moved.months[i])
    after = moved.states[i]
    found = groups[moved.community.traits["group"]]
    found &= after["hardship"] >= min(int(law.cost[d]), HIGHEST)
    if d == CREDIT:
        found &= after["marks"] & NO_CREDIT != 0
    caused = np.zeros(len(found), bool)
    for number, cause in CAUSES.numbered():
        if (moved.sums[i]["refused_for"][:, number] > 0).any():
            caused |= _had(moved, data, i, d, cause)
    return found & caused


def before(moved: Replay, i: int) -> Array:
    """Everybody's state as of step 1 of month i: what the last month left."""
    return moved.states[i - 1] if i > 0 else np.zeros(moved.states.shape[1], STATE)


def _had(moved: Replay, data: Data, i: int, d: int | None, cause: str) -> Array:
    """Whoever had this cause for a refusal as of step 1 of month i; d: of this demand, None: of any."""
    law, state = data.law_of(moved.months[i]), before(moved, i)
    if cause == "listing":
        return _listed(moved, i)
    if cause == "health":
        return np.asarray(state["marks"] & NO_PASS != 0)
    if cause == "relative":
        return shares(moved.community.homes(moved.months[i]), _listed(moved, i))
    if cause == "company":
        return _owns_listed(moved, i)
    adult = moved.community.traits["birth"] <= moved.months[i] - 12 * ADULT
    if cause == "points":
        bar = int(law.bar_below.max() if d is None else law.bar_below[d])
        return np.asarray(adult & (int(law.start) + state["points"].astype(np.int64) < bar))
    if cause == "learned":
        return np.asarray(adult)
    return np.ones(len(state), bool)  # a commercial score: whoever is a customer


def _listed(moved: Replay, i: int) -> Array:
    """Whoever was on the black list as month i began, or at its end: days of grace may end within it."""
    return np.asarray((before(moved, i)["marks"] | moved.states[i]["marks"]) & BLACK != 0)


def shares(home: Array, some: Array) -> Array:
    """Whoever lives in a household with one of `some`, other than themselves.  home: numbers of households."""
    return np.asarray(np.bincount(home[some], minlength=int(home.max()) + 1)[home] > some)


def _owns_listed(moved: Replay, i: int) -> Array:
    found = np.zeros(moved.states.shape[1], bool)
    if i > 0 and moved.orgs.shape[1]:
        owner = moved.founding.traits["owner"]
        found[owner[(marks_of(moved.orgs[i - 1]) & LISTED != 0) & (owner >= 0)]] = True
    return found

"""Screens: who in a replayed community may fulfil a criterion, seen from everybody's states, open matters and sums.

A screen may pass too many, and never leaves out anybody who fulfils the criterion: lives are told to see who does.
"""

from typing import Final

import numpy as np

from demerit.calendar import YEAR
from demerit.life import barring
from demerit.life.criterion import Array, Screen
from demerit.life.replaying import Data, Replay
from demerit.month.organisation_state import marks_of
from demerit.month.state import ADULT, AWARE, BLACK, DETAINED, ENTRY_BITS, RED, WRONGED
from demerit.vocabulary import GROUPS, LISTING

ADULT_MONTHS: Final = ADULT * YEAR


def ever(mark: int) -> Screen:
    """Whoever carried a mark at the end of some month."""
    return lambda moved, data: np.asarray((moved.states["marks"] & mark).any(axis=0))


def trait(name: str, *values: int) -> Screen:
    """Whoever has a trait."""
    return lambda moved, data: np.isin(moved.community.traits[name], values)


def anybody(moved: Replay, data: Data) -> Array:
    """Everybody."""
    return np.ones(moved.states.shape[1], bool)


def may_be_refused(*demands: str) -> Screen:
    """Whoever may have been refused one of these demands."""
    return lambda moved, data: barring.refused(moved, data, demands)


def may_be_refused_for(cause: str) -> Screen:
    """Whoever may have been refused something for this cause."""
    return lambda moved, data: barring.refused_for(moved, data, cause)


def among(field: str, number: int | None = None) -> Screen:
    """Whoever belongs to a population group of which such was counted here.  number: of the kind, where there are."""

    def screen(moved: Replay, data: Data) -> Array:
        counted = moved.sums[field] if number is None else moved.sums[field][:, :, number]
        groups = counted.reshape(len(counted), GROUPS.room, -1).sum(axis=(0, 2)) > 0
        return np.asarray(groups[moved.community.traits["group"]])

    return screen


def either(*screens: Screen) -> Screen:
    """Whoever one of these screens lets pass."""
    return lambda moved, data: np.any([screen(moved, data) for screen in screens], axis=0)


def held(kind: int, bits: int = 0) -> Screen:
    """Whoever had an open matter of a kind at the end of some month; bits: of its `value` or `what`, one of them set.

    What is opened in a month is looked at from the next one on, so none comes and goes unseen, unless what it rests on
    falls in the same month: see `either`.
    """

    def screen(moved: Replay, data: Data) -> Array:
        found = np.zeros(moved.states.shape[1], bool)
        for open_now in moved.matters:
            here = open_now["kind"] == kind
            if bits:
                marks = open_now["what"] if kind == LISTING else open_now["value"]
                here &= marks & bits != 0
            found[open_now["who"][here]] = True
        return found

    return screen


def wrongly_listed(moved: Replay, data: Data) -> Array:
    """Whoever was listed at the end of some month and would not have been, had nothing wrong been recorded."""
    return ever(WRONGED)(moved, data)


def listed_again(moved: Replay, data: Data) -> Array:
    """Whoever entered the black list twice."""
    return np.asarray((moved.states["entries"] & ENTRY_BITS >= 2).any(axis=0))


def unaware(moved: Replay, data: Data) -> Array:
    """Whoever was listed and at the end of some month did not know of it."""
    marks = moved.states["marks"]
    return np.asarray(((marks & BLACK != 0) & (marks & AWARE == 0)).any(axis=0))


def unlisted(moved: Replay, data: Data) -> Array:
    """Whoever lives through all months, of age, and is never on a list or detained."""
    traits = moved.community.traits
    alive = (traits["birth"] <= moved.months[0] - ADULT_MONTHS) & (traits["death"] > moved.months[-1])
    return np.asarray(alive & ~ever(BLACK | RED | DETAINED)(moved, data))


def relative_listed(moved: Replay, data: Data) -> Array:
    """Whoever shared a home with somebody who was listed in that month."""
    found = np.zeros(moved.states.shape[1], bool)
    for month, state in zip(moved.months, moved.states):
        found |= barring.shares(moved.community.homes(month), state["marks"] & BLACK != 0)
    return found


def owner(of: int = 0) -> Screen:
    """Owners of organisations: of any, or of one that carried a mark at the end of some month."""

    def screen(moved: Replay, data: Data) -> Array:
        found = np.zeros(moved.states.shape[1], bool)
        marked = (marks_of(moved.orgs) & of).any(axis=0) if of else np.ones(moved.orgs.shape[1], bool)
        owners = moved.founding.traits["owner"][marked]
        found[owners[owners >= 0]] = True
        return found

    return screen

"""Learned scores for small worlds."""

from tests.helpers.as_told import ROLLED_OUT

SHOWN = ["age", "income", "urban", "online", "work", "relatives", "neighbours", "points", "entries", "hardship"]
# Everybody covered from the start, so that half a year is enough to learn from.
EARLY = {"regime__rollout": ROLLED_OUT}
FIRST, SECOND, THIRD = "2014-09", "2015-03", "2015-09"


def learns(**changes):
    """The section of a learned score, with values changed."""
    plain = {"fitted": [FIRST, SECOND, THIRD], "label": "listing", "window_months": 6, "features": SHOWN}
    return {**plain, "lists_below": 520, "refuses": {"service": 540}, **changes}


def within_reach():
    """The section with thresholds that somebody falls below in a small world."""
    return learns(fitted=[FIRST, SECOND], lists_below=585, refuses={"service": 620})

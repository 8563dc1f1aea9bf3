"""Whoever is on the desk finds nothing there of whoever was on it before."""

from typing import Any
from unittest import mock

import numpy as np
import pytest
from tests.helpers.worlds import same, world

from demerit.month.community import communities
from demerit.people.census import read
from demerit.scenario import load
from demerit.scenario.shipped import presets
from demerit.world import engine

DESKS = slice(12, 15)  # among what `communities` is given: the desk, the person on it, what the month makes of it
OF_ORGANISATIONS = 20
PEOPLE = 40_000
KEPT = ("overflow", "watch", "chooser")  # said to whoever moves communities, or by them


def littered(desk: Any, value: int) -> None:
    """Write a value over everything on a desk (an array of one record), tables within tables too."""
    for name in desk.dtype.names:
        if name in KEPT:
            continue
        if desk[name].dtype.names:
            littered(desk[name], value)
        else:
            desk[name][...] = value


@pytest.mark.parametrize("value", [0, 3])
@pytest.mark.parametrize("name", [preset.name for preset in presets()])
def test_what_lies_on_the_desk_when_a_month_begins_changes_nothing(name, value):
    of = load(name, assume=True)
    moved = communities
    calls: list[int] = []

    def on_a_littered_desk(*given: Any) -> Any:
        calls.append(len(calls))
        for desk in (*given[DESKS], given[OF_ORGANISATIONS]):
            littered(desk, value)
        return moved(*given)

    scale = max(1, sum(province.population for province in read(of.society)) // PEOPLE)
    one = world(of, 30, scale=scale, threads=1)
    with mock.patch.object(engine, "communities", on_a_littered_desk):
        other = world(of, 30, scale=scale, threads=1)
    assert calls
    assert same(one, other)
    assert all(np.array_equal(a, b) for a, b in zip(one.org_history, other.org_history, strict=True))

"""What a band shrinks with: communities, which are drawn whole, and not people."""

import numpy as np
import pytest

from demerit.calendar import month_of
from demerit.people.places import places
from demerit.scenario import load
from demerit.world.beside import COARSE, Beside
from demerit.world.chances import Chances
from demerit.world.clusters import clusters


def test_a_run_is_surer_by_the_communities_it_has_and_not_by_its_people():
    of = load("as-told", assume=True)
    chances = Chances(of, Beside(COARSE, [], [], [], [], 0), 1000, 1e9)
    assert chances.finer == pytest.approx(clusters(of.society, 1000) / clusters(of.society, COARSE))
    assert chances.finer < 0.9 * COARSE / 1000


@pytest.mark.parametrize("scale", [5_000, 20_000, 100_000])
def test_communities_are_those_of_the_world_by_the_weight_they_have(scale: int):
    of = load("as-told", assume=True)
    where = places(of.society, scale, month_of("2014-01"), 1)
    weight = np.array([float(where.weight(int(p))) for p in where.province]) * where.census
    assert clusters(of.society, scale) == pytest.approx(weight.sum() ** 2 / (weight**2).sum(), rel=0.01)


def test_where_a_system_runs_in_one_province_its_communities_alone_count():
    of = load("rongcheng", assume=True)
    assert clusters(of.society, COARSE, ("Shandong",)) == pytest.approx(6)

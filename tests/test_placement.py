"""Where things lie is drawn: shares come out on average at every scale, evenly in each country, each thing on its own.

Wherever chance decides, a test says how likely it fails although all is right.
"""

from functools import lru_cache
from math import sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from demerit.draws import ONE, chance, key
from demerit.people import placement
from demerit.people.census import read
from demerit.people.places import places, too_few
from demerit.people.survey import survey
from demerit.people.tables import build
from demerit.scenario import load, without_regime
from demerit.vocabulary import DEMANDS
from demerit.world.simulation import World

UNTIL = 2021 * 12 + 11
SCALES = (300, 1_000, 3_000, 10_000, 20_000)
SEEDS = range(40)
FALSE_ALARM = 1e-6  # that any of a family of means is reported although all are right
SHARES = (0.1, 0.2182, 0.5)  # of a roll-out, of a bar
HIGH_SPEED = placement.DEMAND + DEMANDS.index("high_speed")
FLIGHT = placement.DEMAND + DEMANDS.index("flight")

words = st.integers(0, 2**32 - 1)


@lru_cache(maxsize=1)
def society():
    return load("as-told").society


@lru_cache(maxsize=512)
def country(scale, seed):
    return places(society(), scale, UNTIL, seed)


def holds_where(where, demand, share, seed):
    """The communities in which a bar of a demand holds."""
    k = key(seed)
    return np.array([bool(placement.holds(int(rank), demand, chance(share), *k)) for rank in where.rank])


def unbiased(found, wanted, tests):
    """Whether the mean over seeds is what is wanted, as far as its spread tells; tests: how many are made."""
    found = np.asarray(found, float)
    error = found.std(ddof=1) / sqrt(len(found))
    # Student's bound for so few seeds, a little wider than the normal one
    bound = NormalDist().inv_cdf(1 - FALSE_ALARM / (2 * tests)) * (1 + 8 / len(found))
    return abs(found.mean() - wanted) <= bound * error + 1e-9


# Positions


@given(st.integers(0, 2**31), words, st.integers(0, 10))
def test_of_so_many_ranks_in_a_row_exactly_one_lies_in_each_equal_part(first, begins, k):
    ranks = np.arange(first, first + (1 << k), dtype=np.int64)
    out = np.empty(len(ranks), np.int64)
    placement.positions(ranks, begins, out)
    assert sorted(out >> (31 - k)) == list(range(1 << k))


@given(st.integers(0, 2**20), st.integers(0, 2**20), words, words)
def test_ranks_are_shuffled_among_their_neighbours(block, what, k0, k1):
    low = block * placement.SHUFFLED
    shuffled = [placement.shuffled(rank, what, k0, k1) for rank in range(low, low + placement.SHUFFLED)]
    assert sorted(shuffled) == list(range(low, low + placement.SHUFFLED))


def test_over_seeds_every_position_is_as_likely_as_any_other():
    """Counts in sixteen equal parts, 4,000 seeds, for three ranks: chi-square of 15, at most 60 (2e-7 a rank)."""
    for rank in (0, 5, 1234):
        found = [int(placement.position(rank, placement.start(HIGH_SPEED, *key(seed)))) >> 27 for seed in range(4_000)]
        counts = np.bincount(found, minlength=16)
        assert ((counts - 250) ** 2 / 250).sum() < 60


def test_two_bars_know_nothing_of_each_other():
    """Of two bars in half of the communities each, a quarter has both, in each single country: 0.25 +- 0.08.

    In a block of 16 ranks the overlap is hypergeometric: mean 4, variance 16/15; 89 communities are more than five
    blocks, so the share has a spread below 0.03, and 200 countries stay within 0.13 but for once in 10,000.
    """
    both = []
    for seed in range(200):
        where = country(20_000, seed % 40)
        one, other = (holds_where(where, demand, 0.5, seed) for demand in (FLIGHT, HIGH_SPEED))
        both.append((one & other).mean())
    assert abs(np.mean(both) - 0.25) < 0.01
    assert max(abs(np.array(both) - 0.25)) < 0.13


# Shares, at every scale


@pytest.mark.parametrize("scale", SCALES)
def test_roll_out_and_bars_reach_their_shares_of_the_people_on_average(scale):
    tests = 2 * len(SHARES) * len(SCALES)
    for share in SHARES:
        reached, barred = [], []
        for seed in SEEDS if scale >= 1_000 else SEEDS[:12]:
            where = country(scale, seed)
            people = where.census / where.census.sum()
            reached.append(people[where.position < chance(share)].sum())
            barred.append(people[holds_where(where, HIGH_SPEED, share, seed)].sum())
        assert unbiased(reached, share, tests), (scale, share, np.mean(reached))
        assert unbiased(barred, share, tests), (scale, share, np.mean(barred))


@pytest.mark.parametrize("scale", SCALES)
def test_a_country_differs_from_the_share_by_no_more_than_two_communities(scale):
    for seed in SEEDS[:10]:
        where = country(scale, seed)
        for share in SHARES:
            here = (where.position < chance(share)).sum()
            assert abs(here - share * len(where.census)) < 2.5
            assert abs(holds_where(where, FLIGHT, share, seed).sum() - share * len(where.census)) < 3.5


@pytest.mark.parametrize("scale", SCALES)
def test_people_by_province_and_kind_of_place_are_on_average_as_many_as_shares_say(scale):
    wanted = country(20_000, 0).people
    wanted = wanted / wanted.sum(axis=1, keepdims=True)
    found = []
    for seed in SEEDS if scale >= 1_000 else SEEDS[:12]:
        where = country(scale, seed)
        people = np.zeros(wanted.shape)
        np.add.at(people, (where.province, where.tier), where.census)
        found.append(people / people.sum(axis=1, keepdims=True))
    tests = wanted.size * len(SCALES)
    for p in range(len(wanted)):
        for t in range(3):
            each = [people[p, t] for people in found]
            # where a province has one community and few live so, a few seeds may show none: the binomial error counts
            least = sqrt(wanted[p, t] * (1 - wanted[p, t]) / max(1, (where.province == p).sum()) / len(found))
            bound = NormalDist().inv_cdf(1 - FALSE_ALARM / (2 * tests))
            assert unbiased(each, wanted[p, t], tests) or abs(np.mean(each) - wanted[p, t]) < bound * least, (p, t)


def test_dead_unborn_and_organisations_are_as_many_on_average_as_rates_say():
    """Rounding starts where a draw says: single communities differ by one from seed to seed, never by more."""
    first = np.array([country(20_000, seed).departed for seed in SEEDS])
    assert (first.max(axis=0) - first.min(axis=0) <= 1).all()
    assert (first.std(axis=0) > 0).mean() > 0.8


def test_people_by_age_are_on_average_those_of_the_census_at_coarse_scales():
    """Nine classes of age at two scales, twelve seeds each."""
    tables = build(society(), country(20_000, 0))
    wanted = np.zeros(9)
    for province in read(society()):
        for low, pair in zip([0, 1, *range(5, 90, 5)], province.cells, strict=True):
            wanted[min(low // 10, 8)] += sum(pair)
    wanted = wanted / wanted.sum()
    for scale in (5_000, 20_000):
        shares = []
        for seed in range(12):
            people = survey(tables, country(scale, seed), seed)
            here = people["role"] == 0
            age = np.minimum((society().census - people["birth"][here]) // 12 // 10, 8)
            weight = np.array([float(country(scale, seed).weight(p)) for p in range(31)])[people["province"][here]]
            shares.append(np.bincount(age, weights=weight, minlength=9) / weight.sum())
        for i in range(9):
            assert unbiased([share[i] for share in shares], wanted[i], 18), (scale, i)


def test_what_a_country_is_like_does_not_depend_on_the_scale_or_the_seed():
    """Cameras a head, and whatever else a law reckons with, are of the country itself."""
    assert (country(20_000, 1).people == country(300, 2).people).all()
    assert country(300, 2).people.sum() == 1_409_778_724


@pytest.mark.slow
def test_refused_flights_of_as_told_are_as_many_at_a_coarse_scale_as_at_a_finer_one():
    """Those of 2016, in millions: means over seeds differ by less than five standard errors (once in 1,000 times)."""
    of, year = load("as-told"), 2016
    means, errors = [], []
    for scale, seeds in ((20_000, range(1, 11)), (5_000, range(1, 5))):
        each = []
        for seed in seeds:
            made = World(of, seed, scale, threads=2, until=year * 12 + 11)
            made.run()
            made.close()
            weight = np.array([float(made.where.weight(p)) for p in range(31)])
            months = [sums["refused"][..., DEMANDS.index("flight")] for m, sums in made.history if m // 12 == year]
            each.append(sum(float((refused.sum(axis=-1) * weight).sum()) for refused in months) / 1e6)
        means.append(np.mean(each))
        errors.append(np.std(each, ddof=1) / sqrt(len(each)))
    assert min(means) > 1
    assert abs(means[0] - means[1]) < 5 * sqrt(errors[0] ** 2 + errors[1] ** 2), (means, errors)


# Few communities


def test_a_coarse_scale_is_said_to_be_one_and_why():
    said = too_few(country(20_000, 1))
    assert said.startswith("these are 89 communities in 31 provinces: one is 35 % of a province on average")
    assert "100 % of the smallest" in said
    assert too_few(country(3_000, 1)) == ""
    germany = without_regime("germany").society
    assert too_few(places(germany, 20_000, UNTIL, 1))
    assert too_few(places(germany, 400, UNTIL, 1)) == ""


def test_the_seed_moves_what_is_placed_and_nothing_moves_without_it():
    one, same, other = (country(3_000, seed) for seed in (1, 1, 2))
    assert (one.position == same.position).all()
    for name in ("tier", "position", "rank"):
        assert (getattr(one, name) != getattr(other, name)).mean() > 0.3, name
    assert (one.census == other.census).all()


def test_one_is_a_share_like_any_other():
    assert all(placement.holds(rank, FLIGHT, ONE, *key(3)) for rank in range(100))
    assert not any(placement.holds(rank, FLIGHT, 0, *key(3)) for rank in range(100))

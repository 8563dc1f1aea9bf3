"""Shapley shares as arithmetic: of games whose values are written down, before any world is lived."""

import random
from fractions import Fraction
from math import sqrt
from statistics import stdev

import pytest

from demerit.comparison.attribution.games import FEW, Schedule, path, schedule, shares

NAMES = tuple("abcdefgh")


def drawn(seed, players):
    """A game at random: nobody brings about nothing."""
    chance = random.Random(seed)  # noqa: S311
    known = {0: Fraction(0)}
    return lambda coalition: known.setdefault(coalition, Fraction(chance.randrange(-1000, 1000)))


def together(coalition):
    """A game in which the first two do nothing alone, and the third adds 5 to whatever there is."""
    return Fraction(100 * (coalition & 3 == 3) + 5 * (coalition >> 2 & 1))


@pytest.mark.parametrize("players", [1, 2, 3, 4, 7])
def test_shares_of_all_coalitions_add_up_to_what_all_bring_about(players):
    value = drawn(3, players)
    found = shares(Schedule(players, ()), value)
    assert sum(one.share for one in found) == value((1 << players) - 1) - value(0)
    assert all(one.standard_error == 0.0 for one in found)


def test_shares_of_orders_add_up_too_and_come_near_those_of_all_coalitions():
    value = drawn(4, 8)
    exact = shares(Schedule(8, ()), value)
    plan = schedule(NAMES, 60, seed=1)
    assert len(plan.orders) == 0, "60 orders could ask for more than 256 coalitions: they are lived"
    plan = Schedule(8, schedule(NAMES, 30, seed=1).orders)
    found = shares(plan, value)
    assert sum(one.share for one in found) == value(255) - value(0)
    errors = [one.standard_error for one in found]
    assert all(error > 0 for error in errors)
    far = [abs(float(one.share - best.share)) / one.standard_error for one, best in zip(found, exact, strict=True)]
    assert max(far) < 4.5
    assert sum(far) / len(far) < 2


def test_the_error_is_that_of_pairs_of_an_order_and_its_reverse_and_one_pair_more_of_strangers():
    value = drawn(5, 8)
    plan = schedule(NAMES, 10, seed=2)
    assert [one[::-1] for one in plan.orders[::2]] == list(plan.orders[1::2])
    found = shares(plan, value)
    for player in range(8):
        added = []
        for order in plan.orders:
            steps = path(order)
            at = order.index(player)
            added.append(float(value(steps[at + 1]) - value(steps[at])))
        pairs = [(a + b) / 2 for a, b in zip(added[::2], added[1::2], strict=True)]
        assert float(found[player].share) == pytest.approx(sum(pairs) / 5)
        squared = (4 * stdev(pairs) ** 2 + stdev(added) ** 2 / 2) / 5
        assert found[player].standard_error == pytest.approx(sqrt(squared / 5))


def test_errors_hold_what_they_say_over_many_draws_of_orders():
    """Of a game of pairs and of threes, in which few pairs of orders may all agree by luck."""

    def value(coalition):
        threes = 300 * (coalition & 7 == 7) + 40 * (coalition & 0b111000 == 0b111000)
        return Fraction(threes + 50 * (coalition & 3 == 3) + 7 * (coalition >> 6 & 1))

    exact = shares(Schedule(8, ()), value)
    for orders, least in ((4, 0.85), (8, 0.9), (16, 0.9)):
        held = []
        for seed in range(150):
            for one, best in zip(shares(schedule(NAMES, orders, seed), value), exact, strict=True):
                if best.share not in (0, 7):
                    held.append(abs(float(one.share - best.share)) <= 2 * one.standard_error)
                else:
                    assert (one.share, one.standard_error) == (best.share, 0.0)
        assert sum(held) / len(held) > least, orders


def test_two_that_only_bite_together_share_equally_and_who_does_nothing_gets_nothing():
    one, two, third, nobody = shares(Schedule(4, ()), together)
    assert one.share == two.share == 50
    assert one.alone == two.alone == 100
    assert third.share == third.alone == 5
    assert nobody.share == nobody.alone == 0


def test_in_orders_too_who_does_nothing_gets_nothing_and_pairs_that_bite_together_share_equally():
    found = shares(schedule(NAMES, 6, seed=9), together)
    assert found[0].share == found[1].share == 50, "each pair of orders has each of both last once"
    assert {one.share for one in found[3:]} == {0}


def test_orders_depend_on_names_and_not_on_how_these_are_arranged():
    plan, other = schedule(NAMES, 6, seed=7), schedule(NAMES[::-1], 6, seed=7)
    assert [[NAMES[i] for i in order] for order in plan.orders] == [
        [NAMES[::-1][i] for i in order] for order in other.orders
    ]
    assert plan.orders != schedule(NAMES, 6, seed=8).orders


def test_few_players_are_never_sampled_and_many_only_where_all_coalitions_cost_more():
    assert FEW == 4
    assert schedule(NAMES[:4], 2, seed=1).orders == ()
    assert len(schedule(NAMES[:4], 2, seed=1).coalitions) == 16
    assert len(schedule(NAMES[:5], 2, seed=1).orders) == 2
    assert schedule(NAMES[:5], 8, seed=1).orders == ()
    assert len(schedule(NAMES, 7, seed=1).orders) == 8, "an order comes with its reverse"


def test_every_coalition_that_shares_ask_for_is_planned():
    for plan in (schedule(NAMES, 6, seed=1), schedule(NAMES[:3], 6, seed=1)):
        planned = set(plan.coalitions)
        assert len(planned) == len(plan.coalitions)
        shares(plan, lambda one, planned=planned: Fraction(one in planned or 1 / 0))  # type: ignore[misc]

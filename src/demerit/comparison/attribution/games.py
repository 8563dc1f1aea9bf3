"""Shapley shares of a game, exactly from all coalitions or from orders drawn in pairs; in whole numbers and fractions.

A coalition is a whole number with a bit for each player.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import factorial, sqrt
from typing import Final, NamedTuple

Value = Callable[[int], Fraction]  # of a coalition
Order = tuple[int, ...]  # players, by number
FEW: Final = 4  # players of whom all coalitions are lived, however few orders are asked for


class Share(NamedTuple):
    """What a player brings about: alone (what goes when only it is taken away), share (Shapley's), and the standard
    error of the share: 0 where all coalitions are known.
    """

    alone: Fraction
    share: Fraction
    standard_error: float


class Schedule(NamedTuple):
    """How shares are found: orders in pairs of one and its reverse; none: from all coalitions of so many players."""

    players: int
    orders: tuple[Order, ...]

    @property
    def everybody(self) -> int:
        """The coalition of all."""
        return (1 << self.players) - 1

    @property
    def coalitions(self) -> tuple[int, ...]:
        """Every coalition that is needed, those next to each other as alike as can be."""
        if not self.orders:
            codes = (number ^ (number >> 1) for number in range(1 << self.players))
            return tuple(dict.fromkeys([self.everybody, *codes]))
        without = (self.everybody & ~(1 << i) for i in range(self.players))
        steps = (one for order in self.orders for one in path(order))
        return tuple(dict.fromkeys([self.everybody, *without, *steps]))


def schedule(names: Sequence[str], orders: int, seed: int) -> Schedule:
    """All coalitions where they are few, or no more than so many orders could ask for; otherwise orders by a seed.

    They depend on the names of the players, and not on the order in which these come.
    """
    n, pairs = len(names), (orders + 1) // 2
    if n <= FEW or 2**n <= 2 + n + 2 * pairs * (n - 1):
        return Schedule(n, ())
    drawn = [drawn_order(names, seed, pair) for pair in range(pairs)]
    return Schedule(n, tuple(order for one in drawn for order in (one, one[::-1])))


def drawn_order(names: Sequence[str], seed: int, pair: int) -> Order:
    """An order at random: players by a hash of their names."""

    def hashed(i: int) -> bytes:
        return hashlib.blake2b(f"{seed}/{pair}/{names[i]}".encode(), digest_size=16).digest()

    return tuple(sorted(range(len(names)), key=hashed))


def path(order: Iterable[int]) -> list[int]:
    """The coalitions that come about as players come in an order, from nobody on."""
    out = [0]
    for player in order:
        out.append(out[-1] | 1 << player)
    return out


def shares(of: Schedule, value: Value) -> list[Share]:
    """What each player brings about, by number."""
    everybody = value(of.everybody)
    alone = [everybody - value(of.everybody & ~(1 << i)) for i in range(of.players)]
    found = _sampled(of, value) if of.orders else [(exactly(of.players, i, value), 0.0) for i in range(of.players)]
    return [Share(one, *both) for one, both in zip(alone, found, strict=True)]


def exactly(players: int, player: int, value: Value) -> Fraction:
    """The Shapley share of a player, from all coalitions."""
    total, bit = Fraction(0), 1 << player
    for coalition in range(1 << players):
        if not coalition & bit:
            size = coalition.bit_count()
            weight = Fraction(factorial(size) * factorial(players - size - 1), factorial(players))
            total += weight * (value(coalition | bit) - value(coalition))
    return total


def _sampled(of: Schedule, value: Value) -> list[tuple[Fraction, float]]:
    """Means over orders, and their standard errors."""
    added: list[list[Fraction]] = [[] for _ in range(of.players)]
    for order in of.orders:
        steps = path(order)
        for player, before, after in zip(order, steps, steps[1:]):
            added[player].append(value(after) - value(before))
    return [(sum(each, Fraction(0)) / len(each), standard_error(each)) for each in added]


def standard_error(added: Sequence[Fraction]) -> float:
    """Of the mean of what a player adds, order by order, each followed by its reverse.

    An order and its reverse make up for each other, so it is pairs that vary.  A few of them may happen to agree where
    more would not: one pair is added, of two orders that know nothing of each other.  So the error is rather too wide
    where few orders were drawn, and never nothing for whoever adds more in one order than in another.
    """
    pairs = [(a + b) / 2 for a, b in zip(added[::2], added[1::2], strict=True)]
    of_pairs, independent = _squares(pairs), _squares(added) / (2 * (len(added) - 1))
    return sqrt((of_pairs + independent) / len(pairs) / len(pairs))


def _squares(values: Sequence[Fraction]) -> Fraction:
    """Squared distances from the mean, added up."""
    mean = sum(values, Fraction(0)) / len(values)
    return sum(((one - mean) ** 2 for one in values), Fraction(0))

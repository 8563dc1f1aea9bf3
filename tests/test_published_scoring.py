"""Published results about scores and those who are scored, computed again with our own measures."""

import csv
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import pytest

from demerit.scorecard.metrics import Counts

FICO = Path(__file__).parent / "data" / "fico"
GROUPS = {"white": "Non- Hispanic white", "black": "Black"}
SHARE = {"white": 133_165 / (133_165 + 18_274), "black": 18_274 / (133_165 + 18_274)}
REPAID, DEFAULTED = 75, -150  # points
GRID = np.linspace(0, 1, 1001)


def column(file: str, group: str):
    with (FICO / file).open(encoding="utf-8") as lines:
        return np.array([float(row[GROUPS[group]]) for row in csv.DictReader(lines)])


@lru_cache(maxsize=2)
def group(name: str):
    """Shares of the group by score, lowest first, and who repays."""
    shares = np.diff(column("transrisk_cdf_by_race_ssa.csv", name) / 100, prepend=0.0)
    return shares / shares.sum(), 1 - column("transrisk_performance_by_race_ssa.csv", name) / 100


@cache
def lent(name: str, accepted: float) -> Counts:
    """The best of a group are lent to, up to a share; at the margin by lot.  Flagged: refused; labelled: defaults."""
    shares, repays = group(name)
    above = np.cumsum(shares[::-1])[::-1] - shares
    taken = np.clip((accepted - above) / np.where(shares > 0, shares, 1), 0, 1)
    parts = [(1 - taken) * (1 - repays), (1 - taken) * repays, taken * (1 - repays), taken * repays]
    return Counts(*(float((shares * part).sum()) for part in parts))


def change(found: Counts) -> float:
    """Mean change of the group's score: one step of Liu et al."""
    return REPAID * found.passed_clear + DEFAULTED * found.passed_labelled


def utility(found: Counts, loss: float) -> float:
    return found.passed_clear + loss * found.passed_labelled


def accepted_at(name: str, rate: float) -> float:
    """The share accepted at which so many of those who would repay are."""
    low, high = 0.0, 1.0
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if 1 - (lent(name, middle).false_positive_rate or 0) < rate else (low, middle)
    return high


def policy(kind: str, loss: float) -> dict[str, Counts]:
    """Who is lent to: at most profit, with equal shares accepted, or with equal shares of those who would repay."""

    def profit(accepted: dict[str, float]) -> float:
        return sum(SHARE[name] * utility(lent(name, share), loss) for name, share in accepted.items())

    if kind == "most profit":
        best = {name: max(GRID, key=lambda share: utility(lent(name, share), loss)) for name in GROUPS}
    elif kind == "equal shares":
        best = max((dict.fromkeys(GROUPS, share) for share in GRID), key=profit)
    else:
        best = max(({name: accepted_at(name, rate) for name in GROUPS} for rate in GRID[::5]), key=profit)
    return {name: lent(name, share) for name, share in best.items()}


# Changes computed by the simulator WhyNot from the same tables (Liu et al. print them as curves only).
LIU = [
    (-4, "most profit", 8.9, 42.8),
    (-4, "equal shares", -14.5, 38.6),
    (-4, "equal opportunity", 6.5, 41.6),
    (-10, "most profit", 4.9, None),
    (-10, "equal shares", 8.0, None),
    (-10, "equal opportunity", 9.8, None),
]


def test_the_two_groups_are_those_of_the_tables():
    assert [float((s * r).sum()) for s, r in map(group, GROUPS)] == pytest.approx([0.759, 0.337], abs=0.001)


@pytest.mark.parametrize(("loss", "kind", "black", "white"), LIU)
def test_delayed_impact_has_the_sign_and_size_that_liu_and_others_found(loss, kind, black, white):
    """Within 2.2 points: where profit is flat, equal shares depend on how ties at the margin are broken."""
    found = policy(kind, loss)
    assert change(found["black"]) == pytest.approx(black, abs=2.2)
    assert np.sign(change(found["black"])) == np.sign(black)
    if white is not None:
        assert change(found["white"]) == pytest.approx(white, abs=2.2)


def test_equal_shares_can_harm_whom_they_are_to_help_and_which_rule_is_best_depends_on_the_stakes():
    few = {kind: change(policy(kind, -4)["black"]) for _, kind, *_ in LIU}
    many = {kind: change(policy(kind, -10)["black"]) for _, kind, *_ in LIU}
    assert few["equal shares"] < 0 < few["equal opportunity"] < few["most profit"]
    assert many["equal opportunity"] > many["equal shares"] > many["most profit"] > 0


def test_the_outcome_curve_rises_to_a_point_falls_and_turns_into_harm():
    curve = [change(lent("black", share)) for share in GRID]
    best = int(np.argmax(curve))
    assert GRID[best] == pytest.approx(0.238, abs=0.005)
    assert curve[best] == pytest.approx(9.98, abs=0.05)
    assert (np.diff(curve[: best + 1]) > -1e-9).all()
    assert (np.diff(curve[best:]) < 1e-9).all()
    harm = next(share for share, value in zip(GRID[1:], curve[1:], strict=True) if value < 0)
    assert harm == pytest.approx(0.441, abs=0.01)
    white = [change(lent("white", share)) for share in GRID]
    assert min(white) >= 0
    assert GRID[int(np.argmax(white))] == pytest.approx(0.738, abs=0.005)


# Ensign et al. 2018: a patrol is sent where offences were found before; two districts of Oakland.
RATES = (3.68511, 2.816466)
TRUE_SHARE = RATES[0] / sum(RATES)
PRIOR = (6.09, 3.79)


def patrols(days: int, runs: int, corrected: bool, slower: float, seed: int = 1):
    """The share of the first district in what was found: a generalised Polya urn, one ball a day and run.

    corrected: what is found is dropped with the probability of having been sent there.
    """
    draws = np.random.default_rng(seed)
    urn = np.tile(np.array(PRIOR), (runs, 1))
    for _ in range(days):
        share = urn[:, 0] / urn.sum(axis=1)
        first = draws.random(runs) < share
        kept = draws.random(runs) >= np.where(first, share, 1 - share) if corrected else np.ones(runs, bool)
        urn[:, 0] += kept * first * RATES[0] / slower
        urn[:, 1] += kept * ~first * RATES[1] / slower
    return urn[:, 0] / urn.sum(axis=1)


def test_the_true_share_of_the_first_district():
    assert pytest.approx(0.5668, abs=0.0001) == TRUE_SHARE


def test_what_is_learnt_from_its_own_findings_runs_away():
    early, late = (patrols(days, 400, corrected=False, slower=1).mean() for days in (1000, 6000))
    assert TRUE_SHARE + 0.2 < early < late
    assert early == pytest.approx(0.841, abs=0.03)


def test_dropping_what_was_to_be_expected_anyway_converges_to_the_truth():
    found = patrols(20_000, 100, corrected=True, slower=10)
    assert found.mean() == pytest.approx(TRUE_SHARE, abs=0.005)
    assert found.std() < 0.01


@pytest.mark.parametrize("start", [(1, 1), (5, 1)])
def test_districts_that_are_equal_end_wherever_chance_leads_as_polya_found(start):
    """The limit share follows a Beta distribution of the start: its mean is the start's share, its spread stays."""
    draws = np.random.default_rng(2)
    urn = np.tile(np.array(start, float), (3000, 1))
    for _ in range(1500):
        first = draws.random(3000) < urn[:, 0] / urn.sum(axis=1)
        urn[:, 0] += first
        urn[:, 1] += ~first
    share = urn[:, 0] / urn.sum(axis=1)
    a, b = start
    assert share.mean() == pytest.approx(a / (a + b), abs=0.02)
    assert share.var() == pytest.approx(a * b / ((a + b) ** 2 * (a + b + 1)), rel=0.1)

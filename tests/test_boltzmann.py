"""The Boltzmann wealth model: what must come out is known exactly, and what comes out wrong fails the gate."""

import numpy as np
import pytest

from tools.peers.wealth import counted, gate, job, vectors


def failures(run):
    return [name for name, check in gate.examine(run)["checks"].items() if not check["passed"]]


def test_in_the_end_as_many_have_something_as_the_queue_says():
    share, gifts = job.shares(500)
    assert 1 - share[0] == pytest.approx(job.GIVING, abs=1e-12)
    assert share.sum() == pytest.approx(1, abs=1e-12)
    assert share @ np.arange(len(share)) == pytest.approx(1, abs=1e-12)  # a unit a person, always
    assert gifts / 500 == pytest.approx(job.GIVING, rel=0.01)


def test_the_first_step_is_one_poisson_gift_for_everybody():
    share, gifts = job.shares(1)
    assert gifts == 1
    assert share[:3] == pytest.approx(np.exp(-1) * np.array([1, 1, 0.5]), abs=1e-15)


def test_the_gini_coefficient_of_geometric_wealth_is_two_thirds():
    assert job.gini(0.5 ** np.arange(1, 60)) == pytest.approx(2 / 3, abs=1e-12)
    assert job.gini(np.array([0, 10])) == pytest.approx(0)  # all alike
    assert job.gini(np.array([99, *[0] * 99, 1])) == pytest.approx(0.99)  # one has all


def test_the_spread_of_runs_is_what_the_gate_allows_for():
    people, runs = 1000, [counted.run(1000, gate.DAYS, seed) for seed in range(200)]
    gini = np.array([job.gini(np.bincount(run.wealth)) for run in runs])
    gifts = np.array([run.gifts for run in runs])
    share, expected = job.shares(gate.DAYS)
    assert gini.std() * people**0.5 == pytest.approx(gate.GINI, rel=0.25)
    assert gifts.var() / people / gate.DAYS == pytest.approx(gate.GIFTS, rel=0.4)
    assert gini.mean() == pytest.approx(job.gini(share), abs=4 * gate.GINI / (200 * people) ** 0.5 + 1 / people)
    assert gifts.mean() / people == pytest.approx(expected, rel=0.002)


@pytest.mark.parametrize("tile", [4, 64, 100_000])
def test_demerits_form_is_the_same_for_any_tile(tile):
    plain, other = counted.run(5003, 50, 3), counted.run(5003, 50, 3, tile)
    assert plain.gifts == other.gifts
    assert np.array_equal(plain.wealth, other.wealth)


def test_the_same_seed_gives_the_same_people_and_another_seed_others():
    assert np.array_equal(counted.run(1000, 20, 3).wealth, counted.run(1000, 20, 3).wealth)
    assert not np.array_equal(counted.run(1000, 20, 3).wealth, counted.run(1000, 20, 4).wealth)


def test_giving_one_after_another_is_another_model_and_fails():
    def one_after_another(people, days, seed):
        rng = np.random.default_rng(seed)
        wealth, gifts = np.ones(people, np.int64), 0
        for _ in range(days):
            to = rng.integers(people, size=people).tolist()
            for giver in rng.permutation(people).tolist():
                if wealth[giver] > 0:
                    wealth[giver] -= 1
                    wealth[to[giver]] += 1
                    gifts += 1
        return job.Outcome(wealth, gifts)

    assert "with 0" in failures(one_after_another)


def test_a_unit_lost_a_debt_or_a_person_lost_fails():
    def changed(change):
        def run(people, days, seed):
            out = vectors.run(people, days, seed)
            return out._replace(wealth=change(out.wealth))

        return run

    def owing(wealth):
        out = wealth.copy()
        out[np.argmin(out)] -= 1
        out[np.argmax(out)] += 1
        return out

    assert failures(changed(lambda wealth: wealth - (np.arange(len(wealth)) == np.argmax(wealth)))) == ["money is kept"]
    assert failures(changed(owing)) == ["nobody owes"]
    assert "everybody is there" in failures(changed(lambda wealth: wealth[:-1]))


def test_gifts_that_favour_the_first_fail():
    def favouring(people, days, seed):
        rng = np.random.default_rng(seed)
        wealth, gifts = np.ones(people, np.int64), 0
        for _ in range(days):
            giving = wealth > 0
            gifts += int(giving.sum())
            to = (rng.random(int(giving.sum())) ** 1.1 * people).astype(np.int64)
            wealth += np.bincount(to, minlength=people) - giving
        return job.Outcome(wealth, gifts)

    assert any(name.startswith("money of quarter") for name in failures(favouring))


def test_starting_with_two_units_fails():
    def rich(people, days, seed):
        out = vectors.run(people, days, seed)
        return out._replace(wealth=out.wealth * 2)

    assert "money is kept" in failures(rich)

"""Where there is no regime, nothing that people do or suffer trends because the run has only just begun.

The society stands still here (nothing grows by year), so that what is left is the memory of the run.
"""

import copy
from typing import Any

import numpy as np
import pytest
from tests.helpers.worlds import plain, world

from demerit.scenario import Scenario
from demerit.scenario.burn_in import LOUD, length, longest

YEARS = 6
EVENTS = (
    *("loans_opened", "loans_defaulted", "loans_cured", "claims", "judgments", "judgments_performed"),
    *("jobs_lost", "jobs_found", "fines", "declined", "granted", "conduct"),
)
STATES = ("loans_stock", "jobless", "hardship", "opinion_dissent_private", "opinion_dissent_said", "opinion_gap")
SOCIETIES = {"as-told": 10_000, "benefits-clawback": 1_000}  # of China and of Germany; scales at which chance is small
DRIFT = 0.08  # of a rate in six years: people grow older, and their households poorer or richer


def still(name: str) -> Scenario:
    """The society of a preset, under no regime, as if every year were alike."""
    data: Any = copy.deepcopy(plain(name))
    data["regime"], data["interventions"] = {}, []
    for kind in (*data["society"]["conduct"].values(), *data["society"]["demand"].values()):
        kind["by_year"], kind["months"] = {}, None
    data["society"]["work"]["loss_by_year"] = {}
    years = data["society"]["work"]["participation"]
    held = years.get("value", years)
    first = min(key for key in held if str(key).isdigit())
    data["society"]["work"]["participation"] = {first: held[first]}
    return Scenario.from_resolved(data)


@pytest.mark.parametrize("name", SOCIETIES)
def test_under_no_regime_nothing_trends(name: str) -> None:
    of = still(name)
    lived = world(of, 12 * YEARS, scale=SOCIETIES[name])
    years = [[sums for month, sums in lived.history if 0 <= month - of.start - 12 * y < 12] for y in range(YEARS)]
    adults = [float(sum(month["adults"].sum() for month in year)) for year in years]
    trends = []
    for field in (*EVENTS, *STATES):
        each = [float(sum(month[field].sum() for month in year)) for year in years]
        early, late = sum(each[:2]) / sum(adults[:2]), sum(each[-2:]) / sum(adults[-2:])
        events = sum(each[:2]) + sum(each[-2:]) + 1 if field in EVENTS else np.inf
        allowed = DRIFT + 4 * (4 / events) ** 0.5
        if early or late:
            trends.append((field, round(late / early - 1, 3) if early else "from nothing", round(allowed, 3)))
    wrong = [one for one in trends if isinstance(one[1], str) or abs(one[1]) > one[2]]
    assert wrong == [], trends
    assert len(trends) >= 12


@pytest.mark.parametrize("name", SOCIETIES)
def test_the_burn_in_is_as_long_as_a_loan_and_all_that_may_come_of_it(name: str) -> None:
    lending = Scenario.from_resolved(plain(name)).society.lending
    assert length(lending) >= longest(lending) >= lending.term_months
    assert length(lending) % 12 == 0
    assert length(lending.model_copy(update={"term_months": lending.term_months + 24})) == length(lending) + 24
    at_once = {"sue_after_days": 0, "ruling_after_days": 0, "perform_a_month": 1.0, "entry_days": 0, "term_months": 1}
    assert length(lending.model_copy(update=at_once)) == LOUD

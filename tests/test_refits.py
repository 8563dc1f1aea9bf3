"""Another fit of a learned score is in no band of one comparison: it is said beside the band, and seeds widen it."""

from typing import Any, cast

import numpy as np
import pytest
from tests.helpers.comparisons import SCALE, plan
from tests.helpers.learning import EARLY, FIRST, SECOND, within_reach
from tests.helpers.worlds import scenario

import demerit as dm
from demerit.comparison import changed, compare, filled, other
from demerit.comparison.refits import FEWEST, left_out, refitted
from demerit.comparison.told import lines
from demerit.comparison.widening import widened, widened_people
from demerit.report.compared import write
from demerit.serve.ask import Ask
from demerit.serve.asking.pages import _sure
from demerit.serve.asking.question import SCALES, Question
from demerit.worker.question import Question as Asked
from demerit.world.spread import Z90

RULE = "rules.criticism"


def of(published="own", same=False, **more):
    base = scenario(regime__learned_score=within_reach(), **EARLY)
    variant = other(base) if same else changed(base, without=[RULE])
    return compare(plan(base, variant, months=20, published=published, **more)).said


@pytest.fixture(scope="module")
def said():
    return of()


def test_the_months_are_those_in_which_a_world_fits_a_score_to_its_own_people(said):
    assert said["fits"] == [FIRST, SECOND]
    assert of(published="base")["fits"] == []
    assert of(same=True)["fits"] == []


def test_whoever_reads_the_band_is_told_that_another_fit_is_not_in_it(said):
    assert any("another learned score" in line for line in lines(said))
    widened = {**said, "beside": {"seeds": list(range(FEWEST))}}
    assert not any("another learned score" in line for line in lines(widened))
    assert any("another fit of the learned score is in brackets too, from 5" in line for line in lines(widened))
    assert left_out({**said, "beside": {"seeds": list(range(FEWEST - 1))}})
    assert not left_out({**said, "fits": []})


def test_figures_of_the_year_of_the_first_fit_and_later_rest_on_it(said):
    before, first = str(int(FIRST[:4]) - 1), FIRST[:4]
    assert not refitted(said, before)
    assert refitted(said, first)
    assert refitted(said, "2099")
    assert refitted(said, None)
    assert not refitted({"fits": []}, None)


@pytest.mark.parametrize("finer", [1, 4, 20])
@pytest.mark.parametrize(("by_fit", "by_communities"), [(1.0, 0.0), (1.0, 0.5), (1.0, 1.5), (0.3, 1.0), (0.0, 1.0)])
def test_bands_hold_nine_in_ten_however_much_of_a_difference_another_fit_makes(by_fit, by_communities, finer):
    """Differences of zero: what is in coarse has all the error of communities, what is compared so much less."""
    rng, held, times = np.random.default_rng(3), 0, 2000
    own = by_communities / finer**0.5
    for _ in range(times):
        value = by_fit * rng.standard_normal() + own * rng.standard_normal()
        others = by_fit * rng.standard_normal(FEWEST) + by_communities * rng.standard_normal(FEWEST)
        band = [value - own * Z90, value + own * Z90]
        low, high = widened(band, value, [(one, by_communities * Z90) for one in others], finer, True)
        held += low <= 0 <= high
    assert 0.86 < held / times < 0.99


def test_other_seeds_that_spread_no_more_than_their_communities_widen_nothing_after_a_fit():
    own = [90.0, 110.0]
    assert widened(own, 100.0, [(95.0, 30.0), (105.0, 30.0)] * 3, 1.0, True) == own
    assert widened(own, 100.0, [(65.0, 30.0), (135.0, 30.0)] * 3, 1.0, True) != own
    assert widened(own, 100.0, [(0.0, 30.0), (200.0, 30.0)] * 2, 1.0, True) == own  # too few


def test_a_number_of_people_is_widened_by_a_factor_so_that_few_fits_that_make_it_many_are_in_its_band():
    others = [(4.0, 0.2), (5.0, 0.2), (6.0, 0.2), (8.0, 0.2), (24.0, 0.5)]
    low, high = widened_people([4.8, 5.2], 5.0, others, 4.0, True)
    assert 0 < low < 4.8
    assert high > 15
    assert widened_people([4.8, 5.2], 5.0, others[:4], 4.0, True) == [4.8, 5.2]  # too few
    assert widened_people([0.0, 3.0], 0.0, others, 4.0, True)[0] == 0
    assert widened_people([0.0, 3.0], 2.0, [(0.0, 3.0), *others[:4]], 4.0, True)[0] == 0


def test_where_no_number_of_seeds_is_said_a_comparison_with_a_fit_has_as_many_as_are_needed(said):
    widened = of(seeds=None)
    assert not left_out(widened)
    assert len(widened["beside"]["seeds"]) == FEWEST
    (one,), (alone,) = widened["variants"].values(), said["variants"].values()
    low, high = one["spared"]["chance"]
    assert low <= alone["spared"]["chance"][0] <= alone["spared"]["chance"][1] <= high
    assert one["spared"]["people"] == alone["spared"]["people"]
    assert "beside" not in of(same=True, seeds=None)


def test_python_compares_other_seeds_unless_it_is_told_not_to():
    base = scenario(regime__learned_score=within_reach(), **EARLY)
    given: dict[str, Any] = {"scale": SCALE, "until": FIRST, "threads": 2}
    with pytest.warns(UserWarning, match="communities") as warned:
        found = dm.compare(base, base.without(RULE), **given)
    assert len(found.plain["beside"]["seeds"]) == FEWEST
    alone = dm.compare(base, base.without(RULE), seeds=0, **given)
    assert "another learned score" in str(alone)
    assert {one.filename for one in warned} == {__file__}


def test_the_page_compares_other_seeds_with_its_last_answer_and_says_so_to_whoever_repeats_it():
    asked = Question("as-told", without=(RULE,))
    first, last = asked.at(SCALES[0]), asked.at(SCALES[-1])
    assert (first.plain["seeds"], last.plain["seeds"]) == (0, None)
    assert "--seeds 0" in first.command
    assert "seeds" not in last.command
    assert "seeds=0" in first.python
    assert "seeds" not in last.python
    assert Asked.of(last.plain).plan().seeds is None
    unlearned = Question("benefits-clawback", without=("data_sources.tax",))
    assert "seeds" not in unlearned.command + unlearned.at(SCALES[-1]).python


@pytest.mark.parametrize(
    ("seeds", "said"),
    [
        (0, "The learned score is fitted to people in September 2014, in each world anew."),
        (None, "5 other draws of people were compared in coarse, and what these differ by is in that band."),
    ],
)
def test_the_report_says_beside_the_band_whether_another_fit_is_in_it(tmp_path, seeds, said):
    base = scenario(regime__learned_score=within_reach(), **EARLY)
    filled(plan(base, changed(base, without=[RULE]), months=10, out=tmp_path / "it", seeds=seeds))
    assert said in write(tmp_path / "it").read_text("utf-8")


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"fits": [FIRST], "beside": None}, "answer.refit"),
        ({"fits": [], "beside": {"seeds": [1] * FEWEST}}, "answer.refitted"),
        ({"fits": [], "beside": None}, "answer.chance"),
    ],
)
def test_the_page_says_beside_the_band_whether_another_fit_is_in_it(more, key):
    class Said:
        lang = "en"

        def say(self, key, *_, **__):
            return key

    people = {"people": 2, "chance": [1, 3], "unknown": None}
    data = {"share_differing": 0.1, "spared": people, "harmed": people, "worth_runs": None, **more}
    said = _sure(cast(Ask, Said()), data)
    assert said == list(dict.fromkeys(["answer.chance", key, "answer.not_drawn"]))

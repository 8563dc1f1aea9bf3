"""Another fit of a learned score is in no band of one comparison: it is said beside the band, and seeds widen it."""

import pytest
from tests.helpers.comparisons import plan
from tests.helpers.learning import EARLY, FIRST, SECOND, within_reach
from tests.helpers.worlds import scenario

from demerit.comparison import changed, compare, filled, other
from demerit.comparison.refits import FEWEST, left_out, shrink
from demerit.comparison.told import lines
from demerit.report.compared import write

RULE = "rules.criticism"


def of(published="own", same=False):
    base = scenario(regime__learned_score=within_reach(), **EARLY)
    variant = other(base) if same else changed(base, without=[RULE])
    return compare(plan(base, variant, months=20, published=published)).said


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
    assert left_out({**said, "beside": {"seeds": list(range(FEWEST - 1))}})
    assert not left_out({**said, "fits": []})


def test_from_the_first_fit_on_a_finer_scale_does_not_make_the_band_of_other_seeds_narrower(said):
    before, first = str(int(FIRST[:4]) - 1), FIRST[:4]
    assert shrink(said, before, 20.0) == 20.0
    assert shrink(said, first, 20.0) == shrink(said, "2099", 20.0) == shrink(said, None, 20.0) == 1.0
    assert shrink({"fits": []}, None, 20.0) == 20.0


def test_the_report_says_so_beside_the_band(tmp_path):
    base = scenario(regime__learned_score=within_reach(), **EARLY)
    filled(plan(base, changed(base, without=[RULE]), months=10, out=tmp_path / "it"))
    page = write(tmp_path / "it").read_text("utf-8")
    assert "The learned score is fitted to people in September 2014, in each world anew." in page

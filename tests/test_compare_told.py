"""Who is spared and who is harmed, as it is printed: for their number, and only where there is enough to say so."""

import numpy as np

from demerit.comparison.told import lines, number
from demerit.comparison.who import SHAPE, by_trait, most


def test_those_who_are_hit_more_than_their_share_are_named():
    people = np.ones(SHAPE)
    harms = np.zeros(SHAPE)
    harms[:, 3:5] = 1.0
    found = by_trait(harms.ravel(), people.ravel())
    assert found["tenth"]["4"] == {"harms": 0.5, "people": 0.1}
    assert most(found) == [("tenth", "4", 5.0)]
    assert by_trait(np.zeros(SHAPE).ravel(), people.ravel()) == {}


def test_so_few_people_that_a_share_means_nothing_are_not_named():
    people = np.ones(SHAPE)
    people[1] = 0.01
    harms = np.zeros(SHAPE)
    harms[1] = 1.0
    assert most(by_trait(harms.ravel(), people.ravel())) == []


def test_a_variant_in_which_nothing_differs_says_so_and_another_how_much_it_is_worth():
    nobody = {"people": 0, "chance": [0.0, 0.0], "who": {}}
    some = {"people": 12_345_678, "chance": [10_400_000.0, 14_300_000.0], "who": {}}
    variants = {
        "itself": {"spared": nobody, "harmed": nobody, "share_differing": 0.0, "worth_runs": None},
        "without-it": {"spared": some, "harmed": nobody, "share_differing": 0.2, "worth_runs": 1234.0},
    }
    said = lines({"variants": variants, "base": "as-told", "start": "2014-01", "until": "2015-12"})
    assert "nothing differs" in said[1]
    assert "12,300,000 people (10,400,000 to 14,300,000)" in said[2]
    assert "1,230 independent runs" in said[2]
    assert number(2.8125) == "2.81"

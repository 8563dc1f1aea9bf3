"""A comparison: what a change does, person by person, and how sure that is."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from tests.helpers.comparisons import MONTHS, SCALE, SEED, cells_of, compared, entries, plan, sample_of, timeless
from tests.helpers.worlds import scenario, world

from demerit.comparison import changed, compare, other
from demerit.comparison import spread as spreads
from demerit.comparison.living import begun
from demerit.comparison.results import cost
from demerit.scenario import ScenarioError
from demerit.scenario.shipped import PRESETS, names_in
from demerit.world import undergone
from demerit.world.comparing import BASE, OWN
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError
from demerit.world.manifest import digest
from demerit.world.summary import summed_up

FEW = 5  # months in which every preset is lived


def without(of):
    """Some effects of the first variant that is not the base itself."""
    return next(one for name, one in of.said["variants"].items() if name.startswith("without-"))


def test_a_scenario_beside_itself_differs_in_nothing():
    found = compared("as-told", "rules.criticism", rights__notice=True)
    itself = found.said["variants"]["as-told"]
    assert not any(one["gained"] or one["lost"] for one in itself["effects"].values())
    assert all(one["difference"] == 0 and one["chance"] == [0, 0] for one in itself["effects"].values())
    assert itself["share_differing"] == 0
    assert itself["worth_runs"] is None
    assert found.said["digests"]["as-told"] == found.said["digests"]["base"]
    assert any(one["difference"] for one in without(found)["effects"].values())


def test_a_bar_that_nobody_has_come_to_yet_does_nothing_to_the_bit():
    found = compared("as-told", "consequences.high_speed", months=8)
    assert found.said["digests"]["without-consequences.high_speed"] == found.said["digests"]["base"]
    assert all(one["difference"] == 0 for one in without(found)["effects"].values())


@pytest.mark.parametrize("name", names_in(PRESETS))
def test_a_difference_is_that_of_two_runs_to_the_unit(name: str):
    base = scenario(name)
    parts = [part for kind in ("rights", "rules", "consequences") for part in base.parts[kind]]
    variant = changed(base, without=parts)
    found = compare(plan(base, variant, months=FEW))
    alone = [world(one, FEW, seed=SEED, scale=SCALE) for one in (base, variant.scenario)]
    figures = [summed_up(one) for one in alone]
    assert list(found.said["digests"].values()) == [digest(one) for one in alone]
    (told,) = (one["effects"] for one in found.said["variants"].values())
    every = {name for one in figures for name in one if "-" not in name.rsplit(".", 1)[1] and one[name]}
    assert set(told) == every
    assert len(every) > 50
    for key in every:
        one, two = (figure.get(key) for figure in figures)
        assert (told[key]["base"], told[key]["other"]) == (one, two)
        if one is not None and two is not None:
            assert told[key]["difference"] == pytest.approx(two - one, abs=1e-9)
        if told[key]["gained"] is not None:
            assert told[key]["gained"] - told[key]["lost"] == told[key]["difference"]
    assert any(one["difference"] for one in told.values())


def test_where_nobody_was_seen_to_be_harmed_there_may_be_some_unless_nobody_differs_at_all():
    base = scenario()
    found = compare(plan(base, changed(base, without=["favours.credit"]), months=60))
    each = max(found.lived.weights.each) / found.lived.weights.unit
    differs, same = without(found), compared("as-told", "consequences.high_speed", months=8)
    for kind in ("spared", "harmed"):
        assert differs["share_differing"] > 0 == differs[kind]["people"]
        assert differs[kind]["chance"] == [0, pytest.approx(3 * each, rel=1e-4)]
        assert without(same)[kind] == {"who": {}, "people": 0, "chance": [0, 0], "unknown": None}


def test_gained_less_lost_is_the_difference():
    for one in compared("as-told", "rules.criticism", rights__notice=True).said["variants"].values():
        gross = [each for each in one["effects"].values() if each["gained"] is not None]
        assert gross
        for each in gross:
            assert each["gained"] - each["lost"] == each["difference"]
            assert min(each["gained"], each["lost"]) >= 0


def test_where_nobody_lost_any_rounding_loses_none():
    """Numbers of a country are rounded one by one, and their difference is off by one now and then."""
    found = compared("as-told", "rules.criticism", rights__notice=True)
    seen = 0
    for n, one in enumerate(found.said["variants"].values()):
        for name, each in one["effects"].items():
            measure, year = name.rsplit(".", 1)
            counted = found.lived.tally.of(int(year), n, measure)
            if counted is None or each["gained"] is None:
                continue
            for side, key in zip(counted, ("gained", "lost"), strict=True):
                assert any(side) or each[key] == 0, name
                seen += not any(side)
    assert seen


def test_ratios_and_organisations_have_no_gross_flows_and_people_have():
    told = without(compared("as-told", "rules.criticism", rights__notice=True))["effects"]
    assert told["blacklist.share.2015"]["gained"] is None
    assert all(one["gained"] is None for name, one in told.items() if name.startswith("organisation."))
    assert told["refused.all.2015"]["lost"] is not None


def test_cells_add_up_to_what_the_country_counts():
    lived = compared("as-told", "rules.criticism", rights__notice=True).lived
    table = cells_of(lived).to_pylist()
    for v, name in enumerate(lived.names, 1):
        rows = [row for row in table if row["variant"] == name]
        for measure in ("records.all", "refused.all", "jobless", "points", "blacklist.listed_days"):
            mine = [row for row in rows if row["measure"] == measure]
            for which, one in (("base", lived.comparison.base), ("other", lived.comparison.worlds[v])):
                _, sums = one.reported
                whole = sum(int(entries(month)[:, undergone.entries_of(measure)].sum()) for month in sums)
                assert sum(row[which] for row in mine) == whole, (name, measure, which)
            assert all(row["other"] - row["base"] == row["gained"] - row["lost"] for row in mine)


def test_every_row_of_cells_says_something_and_when():
    lived = compared("as-told", "rules.criticism", rights__notice=True).lived
    table = cells_of(lived)
    assert all(row["base"] or row["gained"] or row["lost"] for row in table.slice(0, 2000).to_pylist())
    months = sorted({day.isoformat()[:7] for day in table["month"].to_pylist()})
    assert months[0] == lived.since == "2014-01"
    assert len(months) == MONTHS


def in_two_provinces():
    """A system in one province, beside the same in another one as well."""
    base = scenario(regime__rollout__provinces=["Shandong"])
    return base, changed(base, values={"rollout.provinces": ["Shandong", "Beijing"]})


@pytest.mark.parametrize("published", [BASE, OWN])
def test_what_begins_in_one_province_moves_nobody_elsewhere_but_by_what_is_published(published: str):
    base, variant = in_two_provinces()
    made = begun(plan(base, variant, months=14), published, None)
    names = made.comparison.society.where.names
    elsewhere = np.array([name != "Beijing" for name in names])
    moved = False
    while made.comparison.month <= made.comparison.society.last:
        came = made.comparison.step()
        one, two = (w.news[came.month].tobytes() for w in made.comparison.worlds)
        if made.comparison.parted is not None:
            moved = moved or (published == OWN and one != two)
            here = came.gained[:, elsewhere].any() or came.lost[:, elsewhere].any()
            assert not here or moved
    assert any(r.any() for r in (came.gained[:, ~elsewhere], came.lost[:, ~elsewhere]))


def test_threads_and_workers_change_nothing():
    base = scenario()
    variants = changed(base, without=["rules.criticism"]), changed(base, values={"rights.notice": True})
    ways = Way(1), Way(2), Way(1, workers=2)
    found = [compare(plan(base, *variants, months=14, way=way)) for way in ways]
    assert timeless(found[0].said) == timeless(found[1].said) == timeless(found[2].said)
    tables = [cells_of(one.lived) for one in found]
    assert tables[0].equals(tables[1])
    assert tables[0].equals(tables[2])
    samples = [[each.tolist() for each in sample_of(one.lived)] for one in found]
    assert samples[0] == samples[1] == samples[2]


def test_actors_of_ray_change_nothing():
    pytest.importorskip("ray")
    base = scenario()
    variant = changed(base, without=["rules.criticism"])
    here, there = (compare(plan(base, variant, months=6, way=way)) for way in (Way(1), Way(1, workers=2, ray="local")))
    assert here.said["variants"]["without-rules.criticism"]["share_differing"] > 0
    assert timeless(there.said) == timeless(here.said)
    assert cells_of(there.lived).equals(cells_of(here.lived))
    assert [each.tolist() for each in sample_of(there.lived)] == [each.tolist() for each in sample_of(here.lived)]


def test_with_both_what_a_change_does_by_itself_stands_beside_what_it_feeds_back():
    told = without(compared("as-told", "rules.criticism", months=14, published="both"))["effects"]
    for each in told.values():
        if each["direct"] is not None and each["difference"] is not None:
            assert each["feedback"] == pytest.approx(each["difference"] - each["direct"]["difference"], abs=1e-4)


def communities(province, tier, position):
    """Communities of one size, as far as strata look at them."""
    layout = np.zeros(len(province), [(name, np.int64) for name in ("province", "census", "tier", "position")])
    layout["province"], layout["census"], layout["tier"], layout["position"] = province, 1000, tier, position
    return layout


def test_the_error_of_a_difference_is_that_of_its_communities():
    """Two kinds of place, of two and three communities; one more where nothing is counted: by hand."""
    layout = communities([0, 0, 1, 1, 1, 2], [0, 1, 0, 1, 1, 1], [9, 9, 4, 7, 8, 1])
    of = spreads.strata(layout, np.array([2.0, 3.0, 0.0]))
    (found,) = spreads.spreads(of, np.array([[1.0], [3.0], [0.0], [0.0], [6.0], [99.0]]))
    one = [0 - 2 * 3 / 5, 2 - 2 * 2 / 5]  # what is left of the first kind, in order of position: weights 3, 2
    two = [0 - 24 * 3 / 8, 18 - 24 * 3 / 8, 6 - 24 * 2 / 8]  # of the second: weights 3, 3, 2
    by_hand = 2 / 2 * (one[1] - one[0]) ** 2 + 3 / 4 * ((two[1] - two[0]) ** 2 + (two[2] - two[1]) ** 2)
    assert found.variance == pytest.approx(by_hand)


def test_a_ratio_that_is_rounded_is_not_surer_than_that():
    """Two ratios, each said to a whole number, and their difference estimated with a standard error of 0.4."""
    chance, held = np.random.default_rng(1), [0, 0]
    for _ in range(2000):
        base, truth = chance.uniform(0, 10), chance.uniform(0, 1)
        difference = round(base + truth + chance.normal(0, 0.4)) - round(base)
        for i, spread in enumerate((spreads.Spread(0.16, 1000.0).of_rounded(2, 1.0), spreads.Spread(0.16, 1000.0))):
            low, high = spread.band(difference)
            held[i] += low <= truth <= high
    assert held[1] / 2000 < 0.84 <= held[0] / 2000 <= 0.96
    assert spreads.Spread(0.0, 1.0).of_rounded(2, 1.0).wide == 0  # nothing differs: exactly


def test_where_a_roll_out_has_come_is_no_chance():
    """Half of 40 communities are reached: whichever they are, they are half."""
    chance = np.random.default_rng(1)
    position = chance.permutation(40)
    of = spreads.strata(communities(np.repeat(np.arange(4), 10), np.zeros(40), position), np.ones(4))
    (found,) = spreads.spreads(of, np.where(position < 20, 100.0, 0.0)[:, None])
    (drawn,) = spreads.spreads(of, np.where(chance.permutation(40) < 20, 100.0, 0.0)[:, None])
    assert found.variance < drawn.variance / 10


def test_bands_of_differences_hold_what_they_should():
    """Ten provinces of eight communities, in each of which a change reaches some by chance."""
    chance = np.random.default_rng(1)
    province = np.repeat(np.arange(10), 8)
    of = spreads.strata(communities(province, 0, chance.permutation(80)), np.linspace(1, 4, 10))
    truth = float((of.weight * 3.0).sum())
    held = 0
    for _ in range(400):
        values = chance.poisson(chance.gamma(1.0, 3.0, 80)).astype(float)
        (found,) = spreads.spreads(of, values[:, None])
        low, high = found.band(float(of.weight @ values))
        held += low <= truth <= high
    assert 0.84 <= held / 400 <= 0.96


def test_a_difference_of_a_few_events_that_go_one_way_goes_that_way_and_may_well_be_more():
    """Byar's limits of one event, nine in ten: 0.05 to 4.8 (exact ones: 0.05 to 4.74)."""
    low, high = spreads.Spread(1.0, 100.0).one_way(-1.0, 1.0)
    assert (low, high) == pytest.approx((-4.8, -0.05), abs=0.1)
    wide, narrow = (spreads.Spread(variance, 100.0).one_way(100.0, 1e6) for variance in (400.0, 100.0))
    assert wide[0] < narrow[0] < 100 < narrow[1] < wide[1]


def test_a_paired_difference_of_a_right_is_surer_than_that_of_many_runs():
    found = compared("as-told", "rules.criticism", rights__notice=True).said["variants"]["set-rights.notice"]
    assert found["worth_runs"] >= 1


WRONG = {
    "other people": (lambda base: other(scenario("europe-as-told")), "other people"),
    "no month in common": (
        lambda base: other(scenario("shenzhen-2023")),
        "no month in common",
    ),
    "another beginning": (lambda base: other(scenario("as-told", start="2015-01")), "begin in different months"),
    "a value of the society": (
        lambda base: changed(base, values={"society.fines.unpaid": 0.5}),
        "what both worlds have in common",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_compared_is_said(name: str):
    base = scenario()
    make, said = WRONG[name]
    with pytest.raises(DemeritError, match=said):
        plan(base, make(base))


def test_nothing_to_compare_with_is_said():
    with pytest.raises(DemeritError, match="nothing to compare with"):
        plan(scenario())


def test_a_key_that_is_not_there_names_the_nearest():
    with pytest.raises(ScenarioError, match=r"did you mean `rules\.criticism`"):
        changed(scenario(), without=["rules.critcism"])


def test_names_are_those_of_folders_and_each_has_its_own():
    base = scenario()
    twice = [changed(base, values={"rights.notice": True})] * 2
    given = plan(base, *twice, other(base), changed(base, without=["rules.criticism"]))
    names = [one.name for one in given.variants]
    assert names == ["set-rights.notice", "set-rights.notice-2", "as-told", "without-rules.criticism"]


def test_a_change_from_a_month_on_does_nothing_before():
    base = scenario()
    found = compare(plan(base, changed(base, without=["rules.criticism"], since="2015-03")))
    assert found.said["parted"] == "2015-03"
    assert not any(one["difference"] for key, one in without(found)["effects"].items() if key.endswith(".2014"))


def test_a_variant_costs_what_months_took_beyond_the_base_in_runs_of_the_base():
    def took(alone: list[float], apart: list[float], *names: str) -> float:
        return cost(cast("Any", SimpleNamespace(alone=alone, apart=apart, names=names)))

    assert took([1.0] * 60, [1.0] * 40, "one") == 1.0
    assert took([1.0] * 60, [3.0] * 40, "one") == 1.8
    assert took([0.1] * 60 + [1.0] * 12, [2.0] * 82, "one") == 1.82
    assert took([1.0] * 60, [3.0] * 40, "one", "two") == 1.4
    assert took([1.0] * 60, [0.9] * 40, "one") == 1.0
    assert took([1.0] * 60, [], "one") == 1.0

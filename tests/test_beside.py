"""Worlds beside a run: other seeds, and other values of what nobody knows."""

import json
from unittest import mock

import numpy as np
import pyarrow.parquet as pq
import pytest
from tests.helpers.runs import plan
from tests.helpers.worlds import scenario

from demerit.catalogue.found import terms
from demerit.report import write
from demerit.report.findings import sureness
from demerit.report.folder import opened
from demerit.report.measures import Measures
from demerit.scenario import Scenario, load
from demerit.scenario.problems import dotted
from demerit.scenario.unknowns import unknowns
from demerit.world import beside, folder, hypercube
from demerit.world.chances import outwards
from demerit.world.country_sums import country_sums
from demerit.world.errors import DemeritError, NothingToLearnError
from demerit.world.findings import SURE
from demerit.world.findings import sureness as sure
from demerit.world.run import run
from demerit.world.simulation import World

SEEDS, DRAWS = 3, 4


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    out = tmp_path_factory.mktemp("beside") / "run"
    run(plan(out, seeds=SEEDS, draws=DRAWS, until=scenario().start + 11))
    return out


def summary(out):
    return json.loads((out / folder.SUMMARY).read_text(encoding="utf-8"))


def test_each_draw_takes_another_share_of_each_range():
    for name in ("one", "other"):
        assert sorted((hypercube.shares(name, 64, 1) * 64).astype(int).tolist()) == list(range(64))
    assert not np.array_equal(hypercube.shares("one", 64, 1), hypercube.shares("other", 64, 1))
    assert not np.array_equal(hypercube.shares("one", 64, 1), hypercube.shares("one", 64, 2))


def test_draws_move_every_unknown_within_its_range_and_nothing_else():
    of = scenario()
    points = beside.drawn_points(of, 1, 3)
    free = unknowns(of)
    for other, values in points:
        assert set(values) == {one.path for one in free}
        assert all(one.low <= values[one.path] <= one.high for one in free)
        assert other.name == of.name
        assert other.provenance == of.provenance
    assert len({other.hash for other, _ in points}) == 3


def test_every_yearly_figure_of_a_run_has_both_bands(lived):
    found = summary(lived)
    yearly = {name for name in found if name != folder.BANDS and "-" not in name.rsplit(".", 1)[1]}
    bands = found[folder.BANDS]
    assert set(bands) == yearly
    for name, band in bands.items():
        for low, high in (band["chance"], band["unknown"]):
            assert low <= found[name] <= high, name
        assert len(band["hangs_on"]) <= 3
    keys = {dotted(one.path) for one in unknowns(scenario())}
    assert {key for band in bands.values() for key, _ in band["hangs_on"]} <= keys


def test_the_ends_of_a_band_are_rounded_away_from_what_is_between_them():
    for low, high in (
        (179_992.0, 179_994.0),
        (0.1234548, 0.1234552),
        (-179_992.0, -179_991.0),
        (10_600_188.0, 10_600_188.0),
    ):
        down, up = outwards(low, high)
        assert down <= low
        assert up >= high
        assert (down, up) == pytest.approx((low, high), rel=1e-4)
    assert outwards(0.0, 250_000.0) == [0.0, 250_000.0]
    assert outwards(0.14699, 0.18929) == [0.14699, 0.18929]


def test_of_more_inputs_and_fewer_worlds_only_a_stronger_correlation_stands_out():
    assert sureness.clear(64, 1) < sureness.clear(64, 162) < sureness.clear(16, 162)
    rng = np.random.default_rng(1)
    drawn = [np.asarray(np.corrcoef(rng.normal(size=(163, 64)))) for _ in range(300)]
    strongest = [np.abs(each[0, 1:]).max() for each in drawn]
    assert np.mean(np.array(strongest) > sureness.clear(64, 162)) == pytest.approx(sureness.BY_CHANCE, abs=0.06)


def test_what_may_be_nothing_is_no_number_of_times_apart_and_what_is_cut_off_says_so():
    row = {"what": "refusals for a private score", "figure": 420_000.0, "from": 300_000.0, "to": 600_000.0}
    row |= {"lowest": 0.0, "highest": 9_880_000.0, "share": False, "inputs": None}
    text = sureness._text([row], 64, 162)
    assert "from 0 to 9.88 million. " in text
    assert "apart" not in text
    assert sureness._clipped(row)
    known = row | {"lowest": 200_000.0, "highest": 800_000.0}
    assert "from 200,000 to 800,000, 4 times apart. " in sureness._text([known], 64, 162)
    assert not sureness._clipped(known)
    far = row | {"lowest": 10.0}
    assert "990,000 times apart" in sureness._text([far], 64, 162)


def test_of_few_worlds_no_correlation_stands_out_and_none_beyond_1_is_told():
    row = {"what": "jobs refused", "figure": 100.0, "from": 50.0, "to": 200.0, "lowest": 50.0, "highest": 200.0}
    row |= {"share": False, "inputs": None}
    assert sureness.clear(4, 86) > 1
    text = sureness._text([row], 4, 86)
    assert "On which inputs they hang 4 worlds cannot say: of 86 inputs, one may go along with each figure by " in text
    assert "correlation" not in text
    assert [column.key for column in sureness._table([row]).columns][-1] == "highest"
    assert [column.key for column in sureness._table([row | {"inputs": "a rule"}]).columns][-1] == "inputs"


def test_what_may_be_nothing_lies_within_no_factor():
    row = {"figure": 100.0, "from": 0.0, "to": 300.0, "lowest": 50.0, "highest": 200.0}
    title = sureness._title([row], 2021)
    assert title == "What nobody knows moves figures of 2021 within a factor of 4, chance within 60 or more"
    alone = sureness._title([row | {"lowest": None, "highest": None}], 2021)
    assert alone.endswith("the figure of 2021 below is known to within a factor of 7.7 or more either way")


def test_a_run_says_of_its_first_finding_how_sure_it_is(lived):
    found = summary(lived)
    said = sure(found)
    first = next(what for name, what in SURE if found.get(f"{name}.2014"))
    assert said.startswith(f"How sure (90 %): {first} in 2014 could be by chance ")
    assert "; over what nobody knows " in said
    assert sure({name: value for name, value in found.items() if name != folder.BANDS}) == ""


def test_figures_move_with_what_nobody_knows(lived):
    """Of the same seed: how often people criticise has a range of its own, how many there are has none."""
    bands = summary(lived)[folder.BANDS]
    (low, high), (few, many) = (bands[f"{name}.2014"]["unknown"] for name in ("acts.criticism", "people"))
    assert high / low > 1.1
    assert many / few < 1.02


def test_the_worlds_stand_in_the_run_folder_and_say_what_they_were_made_from(lived):
    told = json.loads((lived / folder.BESIDE).read_text(encoding="utf-8"))
    assert told["draws"] == DRAWS
    assert len(told["seeds"]) == len(set(told["seeds"])) == SEEDS
    assert all(len(one["values"]) == DRAWS for one in told["inputs"])
    for name, worlds in ((folder.CHANCE, SEEDS), (folder.UNKNOWN, DRAWS)):
        with (lived / name).open("rb") as file:
            assert set(pq.read_table(file)["world"].to_pylist()) == set(range(worlds))
    assert not (lived / beside.KEPT).exists()


def test_a_report_shows_both_bands_and_says_which_is_which(lived):
    page = write(lived, pictures=True).read_text(encoding="utf-8")
    assert f"Pale bands: what nobody knows (90 % of {DRAWS} other worlds)" in page
    tables = [path.read_text(encoding="utf-8") for path in (lived / "figures").glob("*.csv")]
    assert any("low,high,least,most" in text for text in tables)
    assert 'id="sureness"' in page


def test_a_world_beside_a_run_is_the_country_under_another_seed(lived):
    told = json.loads((lived / folder.BESIDE).read_text(encoding="utf-8"))
    world = World(scenario(), told["seeds"][1], told["scale"], until=scenario().start + 11)
    world.run()
    found = country_sums(world)
    other = Measures(opened(lived)).others[1]
    for measure in ("people", "refused.all", "records.all"):
        alone = sum(row for (name, _), row in found.series.items() if name in terms(measure))
        assert np.array_equal(other.series(measure), alone), measure


class StoppedError(Exception):
    """Somebody stopped a run."""


def test_stopped_between_two_worlds_it_goes_on_with_the_next_and_lives_none_twice(tmp_path):
    asked = beside.Asked(scenario(), 3, 200_000, scenario().start + 1, 2, 2, 1, tmp_path / "kept")
    real = World.run
    lives: list[int] = []

    def counted(world):
        if len(lives) == 2:
            raise StoppedError
        lives.append(world.seed)
        real(world)

    def counted_on(world):
        lives.append(world.seed)
        real(world)

    with mock.patch.object(World, "run", counted), pytest.raises(StoppedError):
        beside.lived(asked)
    before = len(lives)
    with mock.patch.object(World, "run", counted_on):
        found = beside.lived(asked)
    assert before == 2
    assert len(lives) == 4
    again = beside.lived(asked._replace(kept=tmp_path / "other", threads=2))
    assert found.told() == again.told()
    for one, other in zip([*found.chance, *found.unknown], [*again.chance, *again.unknown], strict=True):
        assert one.years == other.years
        assert all(np.array_equal(row, other.series[key]) for key, row in one.series.items())


def test_a_damaged_world_that_was_kept_is_lived_again(tmp_path):
    asked = beside.Asked(scenario(), 3, 200_000, scenario().start, 1, 0, 1, tmp_path)
    first = beside.lived(asked)
    (kept,) = tmp_path.iterdir()
    whole = kept.read_bytes()
    half = len(whole) // 2
    for damage in (b"", whole[:100], whole[:half] + bytes([whole[half] ^ 4]) + whole[half + 1 :]):
        kept.write_bytes(damage)
        assert beside.lived(asked).chance[0].years == first.chance[0].years
        assert kept.read_bytes() == whole


def test_a_draw_that_finds_nothing_to_learn_is_left_out_and_counted(tmp_path):
    asked = beside.Asked(scenario(), 3, 200_000, scenario().start, 0, 2, 1, tmp_path)
    real = World.run
    lives: list[int] = []

    def nothing_at_first(world):
        lives.append(world.seed)
        if len(lives) == 1:
            raise NothingToLearnError("nothing")
        real(world)

    with mock.patch.object(World, "run", nothing_at_first):
        found = beside.lived(asked)
    assert (len(found.unknown), found.left_out) == (1, 1)
    assert all(len(one.values) == 1 for one in found.inputs)


def test_nothing_can_be_drawn_where_no_value_has_a_range():
    bare = load("as-told")
    data = bare.model_dump(mode="json", by_alias=True)
    with pytest.raises(DemeritError, match="nothing to draw"):
        beside.drawn_points(Scenario.from_resolved(data), 1, 2)


def test_figures_that_are_known_unlike_well_are_not_said_to_be_alike():
    def row(low, high):
        return {"figure": 100.0, "from": low, "to": high, "lowest": None, "highest": None}

    alike = sureness._title([row(50, 200), row(60, 180)], 2021)
    assert alike == "As far as chance goes, both figures of 2021 below are known to within a factor of 2 either way"
    three = sureness._title([row(50, 200), row(60, 180), row(90, 110)], 2021)
    assert "more than half of the 3 figures of 2021 below are known to within a factor of 1.7" in three
    unlike = sureness._title([row(50, 200), row(0, 10_000)], 2021)
    assert unlike.endswith(
        "known to within a factor of 2 either way at best, and within a factor of 20 or more at worst"
    )
    assert sureness._title([row(99, 101)], 2021).endswith(
        "the figure of 2021 below is known to within a tenth either way"
    )

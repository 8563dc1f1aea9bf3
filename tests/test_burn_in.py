"""A burn-in that is kept: other regimes on the same people begin where it ends, as if they had lived it."""

import pytest
from tests.helpers.worlds import scenario

from demerit.world import burn_in, folder, twins
from demerit.world.area import area
from demerit.world.comparing import Comparison
from demerit.world.errors import DemeritError
from demerit.world.run import Plan, built, run
from demerit.world.simulation import World

SCALE = 200_000


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    """Worlds beside a run live burn-ins of their own."""
    monkeypatch.setattr(twins, "beside", lambda *_: None)


def plan(out, name="as-told", **more):
    said = more.pop("said", None) or scenario(name)
    given = {"scale": SCALE, "seed": 3, "until": said.start + 2, "quiet": True, **more}
    return Plan(said, out, **given)


def digest_of(out):
    return folder.manifest(out)["digest"]


def months(monkeypatch):
    """Counts the months that are lived."""
    lived: list[int] = []
    real = World.step

    def step(world):
        lived.append(world.month)
        return real(world)

    monkeypatch.setattr(World, "step", step)
    return lived


def test_another_regime_on_the_same_people_begins_where_the_burn_in_ends(tmp_path, monkeypatch):
    run(plan(tmp_path / "plain", "as-documented"))
    lived = months(monkeypatch)
    run(plan(tmp_path / "first", burn_in=tmp_path / "kept"))
    assert len(lived) == 84 + 3
    run(plan(tmp_path / "second", "as-documented", burn_in=tmp_path / "kept"))
    assert len(lived) == 84 + 3 + 3
    assert digest_of(tmp_path / "second") == digest_of(tmp_path / "plain")
    assert len(list((tmp_path / "kept").iterdir())) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"seed": 4},
        {"scale": 190_000},
        {"until": scenario().start + 3},
        {"name": "europe-as-told"},
        {"said": scenario(regime__rollout=None, regime__organisations=None, society__organisations=None)},
    ],
    ids=["seed", "scale", "end", "society", "no organisations"],
)
def test_other_people_live_a_burn_in_of_their_own(tmp_path, other):
    run(plan(tmp_path / "first", burn_in=tmp_path / "kept"))
    run(plan(tmp_path / "second", burn_in=tmp_path / "kept", **other))
    run(plan(tmp_path / "plain", **other))
    assert digest_of(tmp_path / "second") == digest_of(tmp_path / "plain")
    assert len(list((tmp_path / "kept").iterdir())) == 2


def test_a_damaged_burn_in_is_refused_with_what_to_do(tmp_path):
    run(plan(tmp_path / "first", burn_in=tmp_path / "kept"))
    state = next((tmp_path / "kept").glob("*/state-0.bin"))
    state.write_bytes(state.read_bytes()[:-1])
    with pytest.raises(DemeritError, match=r"--burn-in .*state-0.bin is not what was written; take it away"):
        run(plan(tmp_path / "second", burn_in=tmp_path / "kept"))
    assert not (tmp_path / "second").exists()


def test_a_disk_that_is_full_says_that_the_burn_in_cannot_be_kept_and_leaves_nothing(tmp_path, monkeypatch):
    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DemeritError, match=r"--burn-in .*cannot be kept \(No space left"):
        burn_in.keep(built(plan(tmp_path)), tmp_path / "kept")
    assert not list((tmp_path / "kept").iterdir())


def test_other_regimes_that_are_lived_beside_a_run_have_one_burn_in_and_keep_it_in_memory(monkeypatch):
    lived: list[int] = []
    real = Comparison.step

    def step(world):
        lived.append(world.month)
        return real(world)

    def kept(*_):
        raise AssertionError("a burn-in is written")

    monkeypatch.setattr(Comparison, "step", step)
    monkeypatch.setattr(burn_in, "keep", kept)
    of = scenario()
    found = dict(twins.lived(of, 3, SCALE, of.start + 1))
    assert len(found) == 5
    assert len(lived) == 5 * 2 + 84 + 84  # without the regime nobody looks at organisations, and there are none
    world = World(twins.variants(of)[twins.FEARLESS], 3, SCALE, until=of.start + 1)
    world.run()
    assert found[twins.FEARLESS] == twins.figures(world, area(of))

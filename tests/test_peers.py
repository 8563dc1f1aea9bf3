"""A benchmark is worth what its gates are worth: what does a job wrongly is never timed."""

import importlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tools.peers import compare, pages, timing
from tools.peers.__main__ import main
from tools.peers.catalogue import JOBS
from tools.peers.listing import events, gate, job, vectors

EVERY = [
    pytest.param(
        name,
        peer,
        id=f"{name}-{who}",
        marks=pytest.mark.skipif(timing.missing(name, peer) is not None, reason=f"{peer.library} is not there"),
    )
    for name, one in JOBS.items()
    for who, peer in one.peers.items()
]
ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs" / "benchmarks"
KEPT = ROOT / "benchmarks" / "peers.json"


def failures(result):
    return {name: check for name, check in result["checks"].items() if not check["passed"]}


@pytest.mark.parametrize(("name", "peer"), EVERY)
def test_every_peer_does_its_job_right(name, peer):
    run = getattr(timing.part(name, peer.module), peer.function)
    assert not failures(timing.part(name, "gate").examine(run))


@pytest.mark.parametrize(("name", "peer"), EVERY)
@pytest.mark.parametrize("days", [1, 29, 31, 61])
def test_a_job_may_end_on_any_day(name, peer, days):
    run = getattr(timing.part(name, peer.module), peer.function)
    assert not failures(timing.part(name, "gate").examine(run, people=403, days=days))


def test_the_expectation_of_the_gate_agrees_with_a_life_lived_by_hand():
    # Chance one: an act a day, listed at the tenth, off the list 60 days later, and so on.
    mean, variance = job.entries_of_one(1.0, 200)
    assert mean == pytest.approx(3)  # listed on days 9, 78 and 147
    assert variance == pytest.approx(0, abs=1e-9)
    assert job.entries_of_one(1.0, 9)[0] == 0
    assert job.entries_of_one(1.0, 10)[0] == 1


@pytest.mark.parametrize(("threads", "tile"), [(1, 7), (2, 2048), (3, 64)])
def test_demerits_events_are_the_same_for_any_tile_on_any_threads(threads, tile):
    plain, other = events.run(5003, 200, 3), events.run(5003, 200, 3, threads, tile)
    for field in job.Outcome._fields:
        assert np.array_equal(getattr(plain, field), getattr(other, field)), field


def test_days_between_acts_are_geometric_to_the_resolution_of_a_draw():
    at_most, entered = events.waits(days=100)
    for kind, chance in enumerate(job.CHANCES):
        exact = 1 - (1 - chance) ** np.arange(1, 101)
        assert np.abs(at_most[kind, :-1] / 2**31 - exact).max() < 2**-31
        for top in (0, 1, 1000, 4095):
            word = top << events.REST
            assert entered[kind, top] == np.count_nonzero(at_most[kind] <= word)


WRONG: dict[str, tuple[str, object]] = {
    "too many acts": ("CHANCES", tuple(1.1 * chance for chance in job.CHANCES)),
    "classes exchanged": ("CHANCES", job.CHANCES[::-1]),
    "a day too long on the list": ("TERM", job.TERM + 1),
    "a day too short on the list": ("TERM", job.TERM - 1),
    "listed an act too early": ("THRESHOLD", job.THRESHOLD + job.LOSS),
    "listed an act too late": ("THRESHOLD", job.THRESHOLD - 1),
    "too cheap an act": ("LOSS", job.LOSS - 1),
    "back with the wrong score": ("START", job.START + 5),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_implementation_fails_the_gate(monkeypatch, wrong):
    name, value = WRONG[wrong]

    def broken(people, days, seed):
        with monkeypatch.context() as patched:
            patched.setattr(job, name, value)
            return vectors.run(people, days, seed)

    assert not gate.examine(broken)["passed"]


def test_losing_one_person_fails_the_gate():
    def broken(people, days, seed):
        out = vectors.run(people, days, seed)
        return out._replace(stock=out.stock - 1)

    assert list(failures(gate.examine(broken))) == ["stock = entries - exits"]


def test_what_fails_the_gate_is_not_timed(monkeypatch):
    nothing = job.Outcome(np.zeros(4, np.int64), 0, np.zeros((250, 4), np.int64), 0, 0, 0)
    monkeypatch.setattr(vectors, "run", lambda people, days, seed: nothing)
    result = timing.measure("listing", "numpy", people=100, days=10, repeats=1, seed=0)
    assert result["failed"] == "the gate"
    assert "ns_a_person_day" not in result


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ModuleNotFoundError("No module named 'mesa_frames'", name="mesa_frames"), "mesa-frames is not installed"),
        (ImportError("no such name", name="polars"), "mesa-frames cannot be imported: no such name"),
    ],
)
def test_a_missing_library_is_missing_and_not_a_zero(monkeypatch, error, said):
    def absent(name):
        raise error

    monkeypatch.setattr(importlib, "import_module", absent)
    result = timing.measure("listing", "mesa-frames", people=100, days=10, repeats=1, seed=0)
    assert result["missing"] == said
    assert "ns_a_person_day" not in result


def test_a_fault_of_our_own_is_not_a_missing_library(monkeypatch):
    def broken(name):
        raise ModuleNotFoundError(name="tools.peers.listing.agents")

    monkeypatch.setattr(importlib, "import_module", broken)
    with pytest.raises(ModuleNotFoundError):
        timing.measure("listing", "mesa", people=100, days=10, repeats=1, seed=0)


def test_a_comparison_is_plain_json_with_versions_all_times_and_memory():
    result = json.loads(json.dumps(compare(people=4000, days=30, repeats=3, peers=["numpy", "demerit"])))
    assert result["machine"]["cores"] >= 1
    for one in result["jobs"].values():
        assert list(one["peers"]) == ["numpy", "demerit"]
        for peer in one["peers"].values():
            assert peer["version"]
            assert peer["gate"]["passed"]
            assert len(peer["all_ns_a_person_day"]) == 3
            assert sorted(peer["all_ns_a_person_day"])[1] == peer["ns_a_person_day"] > 0
            assert len(peer["all_cpu_ns_a_person_day"]) == 3
            assert peer["at_full_size"]["people"] == 4000


HUNGRY = """
import numpy as np
from tools.peers import timing
from tools.peers.listing import vectors

def hungry(people, days, seed):
    np.ones(people * 1000, np.int8).sum()

vectors.run = hungry
print(timing.memory("listing", "numpy", people=50_000, days=1, seed=0)["bytes_a_person"])
"""


def test_memory_is_what_a_run_adds_to_the_process():
    """In a process of its own, as it is measured: what tests before it held and let go of is not to be seen."""
    if not timing.REFERENCES.exists():
        pytest.skip("the system does not tell")
    said = subprocess.run(
        [sys.executable, "-c", HUNGRY], cwd=ROOT, capture_output=True, text=True, check=True, timeout=240
    )
    assert float(said.stdout) == pytest.approx(1000, rel=0.05)


def test_a_peer_that_breaks_down_is_an_error():
    with pytest.raises(KeyError):
        timing.measure("listing", "nobody", people=100, days=10, repeats=1, seed=0)


def test_the_command_writes_the_comparison_where_it_is_told(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("tools.peers.__main__.conditions", lambda note: {"note": note, "quiet": True})
    monkeypatch.setattr("tools.peers.comparison.compare", lambda: {"machine": {}, "jobs": {}})
    main(["compare", str(tmp_path / "all.json"), "for", "a", "test"])
    assert capsys.readouterr().out == ""
    found = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert (found["note"], found["peers"]) == ("for a test", {"machine": {}, "jobs": {}})
    assert pages.read(tmp_path / "all.json") == {"machine": {"quiet": True}, "jobs": {}}


@pytest.mark.parametrize("wrong", [{"people": 0}, {"days": 0}, {"repeats": 0}])
def test_an_empty_comparison_is_refused(wrong):
    with pytest.raises(ValueError, match="1 or more"):
        compare(**wrong)


@pytest.mark.parametrize("name", JOBS)
def test_the_page_of_a_benchmark_shows_the_kept_results(name):
    page = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    assert page == pages.filled(page, pages.read(KEPT), name)


def test_a_page_without_a_place_for_results_is_refused():
    with pytest.raises(ValueError, match="no place"):
        pages.filled("# Listing\n", pages.read(KEPT), "listing")


def test_a_missing_peer_has_a_reason_in_the_table_and_no_number():
    comparison = pages.read(KEPT)
    comparison["jobs"]["listing"]["peers"]["starsim"] = {
        "library": "starsim",
        "form": "a module",
        "threads": "1",
        "missing": "starsim is not installed",
    }
    row = next(line for line in pages.results(comparison, "listing").splitlines() if line.startswith("| starsim"))
    assert row == "| starsim | starsim | a module | 1 | missing: starsim is not installed |  |  |  |"


@pytest.mark.parametrize(("load", "rough"), [([0.1, 2.0, 2.0], False), ([2.0, 2.0, 2.0], True), (None, True)])
def test_a_page_says_when_something_else_was_running(load, rough):
    comparison = pages.read(KEPT)
    comparison["machine"]["load_before"] = load
    comparison["machine"].pop("quiet", None)
    assert ("Something else was running" in pages.results(comparison, "wealth")) == rough
    comparison["machine"]["quiet"] = not rough
    assert ("Something else was running" in pages.results(comparison, "wealth")) == rough


def test_the_kept_results_passed_every_gate():
    for one in pages.read(KEPT)["jobs"].values():
        assert all("missing" in peer or peer["gate"]["passed"] for peer in one["peers"].values())

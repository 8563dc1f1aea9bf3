"""A benchmark is worth what its gate is worth: what does the job wrongly is never timed."""

import importlib
import importlib.util
import json
from typing import Any

import numpy as np
import pytest

from demerit.bench.peers import PEERS, compare, gate, job, timing, vectors

INSTALLED = [
    pytest.param(
        peer.module,
        id=name,
        marks=pytest.mark.skipif(not importlib.util.find_spec(peer.library), reason=f"{peer.library} is not installed"),
    )
    for name, peer in PEERS.items()
]


@pytest.mark.parametrize("module", INSTALLED)
def test_every_peer_does_the_job_right(module):
    result = gate.examine(importlib.import_module(module).run)
    assert result["passed"], {name: check for name, check in result["checks"].items() if not check["passed"]}


@pytest.mark.parametrize("module", INSTALLED)
@pytest.mark.parametrize("days", [1, 29, 31, 61])
def test_the_job_may_end_within_a_month(module, days):
    assert gate.examine(importlib.import_module(module).run, people=403, days=days)["passed"]


def test_the_expectation_of_the_gate_agrees_with_a_life_lived_by_hand():
    # Chance one: an act a day, listed at the tenth, off the list 60 days later, and so on.
    mean, variance = job.entries_of_one(1.0, 200)
    assert mean == pytest.approx(3)  # listed on days 9, 78 and 147
    assert variance == pytest.approx(0, abs=1e-9)
    assert job.entries_of_one(1.0, 9)[0] == 0
    assert job.entries_of_one(1.0, 10)[0] == 1


WRONG: dict[str, tuple[str, Any]] = {
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

    def broken(people: int, days: int, seed: int) -> job.Outcome:
        with monkeypatch.context() as patched:
            patched.setattr(job, name, value)
            return vectors.run(people, days, seed)

    assert not gate.examine(broken)["passed"]


def test_losing_one_person_fails_the_gate():
    def broken(people: int, days: int, seed: int) -> job.Outcome:
        out = vectors.run(people, days, seed)
        return out._replace(stock=out.stock - 1)

    result = gate.examine(broken)
    assert [name for name, check in result["checks"].items() if not check["passed"]] == ["stock = entries - exits"]


def test_what_fails_the_gate_is_not_timed(monkeypatch):
    monkeypatch.setattr(vectors, "run", lambda people, days, seed: _nothing(days))
    result = timing.measure(PEERS["numpy"], people=100, days=10, repeats=1, seed=0)
    assert result["failed"] == "the gate"
    assert "ns_a_person_day" not in result


def _nothing(days: int) -> job.Outcome:
    return job.Outcome(np.zeros(4, np.int64), 0, np.zeros((days, 4), np.int64), 0, 0, 0)


def test_a_missing_library_is_missing_and_not_a_zero(monkeypatch):
    def absent(name: str) -> None:
        raise ModuleNotFoundError(f"No module named '{name}'", name="mesa")

    monkeypatch.setattr(importlib, "import_module", absent)
    result = timing.measure(PEERS["mesa"], people=100, days=10, repeats=1, seed=0)
    assert result["missing"] == "mesa is not installed"
    assert "ns_a_person_day" not in result


def test_a_comparison_is_plain_json_with_versions_and_all_times():
    result = json.loads(json.dumps(compare(people=400, days=30, repeats=3)))
    assert set(result["peers"]) == set(PEERS)
    for peer in result["peers"].values():
        if "missing" not in peer:
            assert peer["version"]
            assert len(peer["all_ns_a_person_day"]) == 3
            assert sorted(peer["all_ns_a_person_day"])[1] == peer["ns_a_person_day"] > 0


@pytest.mark.parametrize("wrong", [{"people": 0}, {"days": 0}, {"repeats": 0}])
def test_an_empty_comparison_is_refused(wrong):
    with pytest.raises(ValueError, match="1 or more"):
        compare(**wrong)

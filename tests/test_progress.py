"""The time left that a run says."""

from contextlib import nullcontext
from io import StringIO
from types import SimpleNamespace

import numpy as np
import pytest
from rich.console import Console

from demerit.world.progress import QUIET, REGIME, Remaining, Told, _bar, counting, shown


def left_after(lived: int, months: int, burn_in: int, regime: float) -> tuple[float, float]:
    """What is said, and what is true, after some months of a run whose months take 10 s, and `regime` times that."""
    took = [10.0] * burn_in + [10.0 * regime] * (months - burn_in)
    remaining = Remaining(months, 0.0, burn_in)
    for month in range(lived):
        said = remaining.lived(sum(took[: month + 1]))
    return said, sum(took[lived:])


def test_time_left_is_exact_where_a_month_under_the_regime_costs_what_is_supposed() -> None:
    for lived in (1, 23, 24, 25, 35, 36):
        said, true = left_after(lived, 36, 24, REGIME)
        assert said == pytest.approx(true)


@pytest.mark.parametrize("regime", [1.0, 1.085, 1.2])
def test_time_left_is_right_within_a_tenth_after_the_first_month(regime: float) -> None:
    said, true = left_after(1, 48, 24, regime)
    assert said == pytest.approx(true, rel=0.1)


def test_time_left_is_what_was_measured_once_the_regime_has_been_lived_for_a_year() -> None:
    said, true = left_after(36, 120, 24, 1.7)
    assert said == pytest.approx(true)


def test_time_left_of_a_run_that_goes_on_under_the_regime_supposes_nothing() -> None:
    said, true = left_after(1, 12, 0, 1.7)
    assert said == pytest.approx(true)


def test_quiet_months_cost_less() -> None:
    took = [10.0 * QUIET] * 60 + [10.0] * 24 + [10.0 * REGIME] * 12
    remaining = Remaining(96, 0.0, 84, 60)
    for month in range(30):
        said = remaining.lived(sum(took[: month + 1]))
    assert said == pytest.approx(sum(took[30:]))


def lines_of_a_run(
    a_month: float, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], people: int = 1_000_000
) -> list[str]:
    """What is said without a terminal of a year of burn-in whose months take so many seconds."""
    clock = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    sums = {"people": np.array([people])}
    world = SimpleNamespace(month=0, last=11, scenario=SimpleNamespace(start=12), history=[(0, sums)])
    with shown(world, quiet=False) as tick:  # type: ignore[arg-type]
        for _ in range(12):
            clock[0] += a_month
            world.month += 1
            tick()
    return capsys.readouterr().err.splitlines()


def test_a_long_run_says_after_its_first_month_how_long_it_will_take(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = lines_of_a_run(20.0, monkeypatch, capsys)
    assert said[0].endswith("3 min 40 s left")
    assert [line.split(": ")[1].split(", ")[1] for line in said[1:]] == ["2 min 20 s left", "1 min 00 s left"]


@pytest.mark.parametrize("width", [30, 40, 70, 80, 120])
def test_the_bar_of_a_terminal_shows_the_month_and_the_time_left_however_narrow(width: int) -> None:
    out = StringIO()
    console = Console(file=out, force_terminal=True, width=width, color_system=None)
    world = SimpleNamespace(month=2014 * 12 + 3, last=2014 * 12 + 4)
    with _bar(world, console, lambda: Told("28.3 million people-months a second", 45_760.0)) as tick:  # type: ignore[arg-type]
        tick()
    assert "2014-03" in out.getvalue()
    assert "12 h 42 min left" in out.getvalue()
    assert "…" not in out.getvalue()
    assert ("━" in out.getvalue()) == (width >= 80)


def test_worlds_beside_a_run_are_counted_with_the_time_left_at_least_once_a_minute(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, said = [0.0], list[str]()
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    tell = counting(said.append)
    for seconds, what, of in ((1.0, "other seeds", 5), (25.0, "draws", 9)):
        for done in range(1, of + 1):
            clock[0] += seconds
            tell(what, done, of)
    assert said[:2] == [
        "beside it, in coarse: 1 of 5 other seeds, 4 s left",
        "beside it, in coarse: 2 of 5 other seeds, 3 s left",
    ]
    draws = [line.removeprefix("beside it, in coarse: ") for line in said if "draws" in line]
    assert draws[0] == "1 of 9 draws, 3 min 20 s left"
    assert [int(line.split()[0]) for line in draws] == [1, 2, 4, 7, 8, 9]
    assert draws[-1] == "9 of 9 draws"


@pytest.mark.parametrize(
    ("people", "said"), [(200, "10 people-months a second"), (50_000_000, "2.5 million people-months a second")]
)
def test_the_speed_of_a_small_world_is_not_nothing(
    people: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in lines_of_a_run(20.0, monkeypatch, capsys, people)[0]


def test_a_short_run_says_nothing_where_there_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lines_of_a_run(2.0, monkeypatch, capsys) == []


def test_time_left_does_not_count_compiling(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    took = [0.0]
    monkeypatch.setattr("demerit.world.progress.timed", lambda: nullcontext(lambda: took[0]))
    clock = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    world = SimpleNamespace(
        month=0, last=11, scenario=SimpleNamespace(start=12), history=[(0, {"people": np.array([1_000_000])})]
    )
    with shown(world, quiet=False) as tick:  # type: ignore[arg-type]
        clock[0], took[0], world.month = 320.0, 300.0, 1
        tick()
    assert capsys.readouterr().err.strip().endswith("3 min 40 s left")

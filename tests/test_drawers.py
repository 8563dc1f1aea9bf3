"""What draws beside a report draws what is drawn here, says what is wrong, and ends with whoever asked."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.helpers import drawing, made_up

from demerit.errors import DemeritError
from demerit.report import drawer
from demerit.report.drawers import COMMAND, Drawers

BAR = {
    "data": {"values": [{"a": "café <b>", "b": 3}, {"a": "y", "b": 8}]},
    "mark": "bar",
    "encoding": {"x": {"field": "a", "type": "nominal"}, "y": {"field": "b", "type": "quantitative"}},
}


@pytest.fixture(autouse=True)
def _as_users_have_them() -> Iterator[None]:
    with drawing.anew():
        yield


def of_height(height: int) -> dict[str, object]:
    return {**BAR, "height": height}


def test_a_picture_drawn_beside_is_the_one_drawn_here() -> None:
    with Drawers() as drawers:
        made = drawers.svg(BAR)
        assert "café" in made
        assert made == drawer.svg(BAR)
        assert drawers.png(made) == drawer.png(made)


def test_each_who_asks_at_once_gets_what_was_asked() -> None:
    heights = range(100, 112)
    with Drawers() as drawers, ThreadPoolExecutor(6) as asking:
        made = list(asking.map(lambda height: drawers.svg(of_height(height)), heights))
    assert made == [drawer.svg(of_height(height)) for height in heights]


def test_what_cannot_be_drawn_is_said_and_what_follows_is_drawn() -> None:
    with Drawers() as drawers:
        for _ in range(3):  # each process once, and one of them again
            with pytest.raises(ValueError, match="unknown token"):
                drawers.png("no picture")
        assert drawers.svg(BAR) == drawer.svg(BAR)


def test_they_end_with_the_report() -> None:
    with Drawers() as drawers:
        processes = [drawers._idle.get() for _ in range(drawers._idle.qsize())]
        assert all(process.poll() is None for process in processes)
    assert [process.returncode for process in processes] == [0, 0]


def test_one_that_was_killed_is_one_sentence() -> None:
    with Drawers() as drawers:
        for _ in range(drawers._idle.qsize()):
            process = drawers._idle.get()
            process.kill()
            process.wait()
            drawers._idle.put(process)
        with pytest.raises(DemeritError, match="ask for the report again"):
            drawers.svg(BAR)


def test_one_whose_asker_is_gone_says_nothing() -> None:
    asker = "import subprocess, sys, json, os; p = subprocess.Popen(json.loads(sys.argv[1]), stdin=-1, stdout=-1); "
    asker += (
        "p.stdin.write((json.dumps({'chart': json.loads(sys.argv[2])}) + '\\n').encode()); p.stdin.flush(); os._exit(0)"
    )

    words = [sys.executable, "-c", asker, json.dumps(COMMAND), json.dumps(BAR)]
    # The pipe of errors is inherited: it is read to its end, which is when what draws has ended too.
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    assert done.stderr == ""


def test_who_writes_a_report_loads_no_engine_for_scripts(tmp_path: Path) -> None:
    run = made_up.folder(tmp_path / "run")
    write = f"from demerit.report import write; write(Path({str(run)!r}))"
    code = f"import sys; from pathlib import Path; {write}; print('vl_convert' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("False\n", "")
    assert len(list((run / "figures").glob("*.png"))) > 10


def test_a_picture_does_not_depend_on_what_its_process_drew_before() -> None:
    """Parts that are cut off had the numbers of all those that the process had drawn."""
    cut = {**BAR, "mark": {"type": "bar", "clip": True}}
    first = drawer.svg(cut)
    assert "url(#part0)" in first
    assert 'id="part0"' in first
    assert drawer.svg(cut) == first

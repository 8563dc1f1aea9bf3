"""The process that computes for pages: letting go of a question leaves it whole for the next one."""

import importlib
import io
import json
import signal
import sys
import time
from typing import Any

import pytest

from demerit.worker.__main__ import Worker

PATIENCE = 240.0  # seconds; no test depends on how busy a machine is
HALF = """
import signal
signal.raise_signal(signal.SIGINT)  # the question is let go of while this is loaded
whole = True
"""


class Asked(Worker):
    """One that answers a question with what a function gives."""

    def __init__(self, answer: Any) -> None:
        super().__init__(io.StringIO(), io.StringIO())
        self.answer = answer

    def _of(self, asked: dict[str, Any]) -> Any:
        return self.answer(self, asked)

    def cancel(self, number: int) -> None:
        """As somebody who asked does."""
        self._read = io.StringIO(f'{{"cancel": {number}}}\n')
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("os._exit", lambda _: None)  # which ends it with whoever asks
            self._listen()


@pytest.fixture
def working():
    """Begins a worker that is told to let go as it is in a process of its own."""
    before = signal.getsignal(signal.SIGINT)

    def begin(answer: Any) -> Asked:
        worker = Asked(answer)
        signal.signal(signal.SIGINT, worker.let_go)
        return worker

    yield begin
    signal.signal(signal.SIGINT, before)


def until_let_go() -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        time.sleep(0.01)
    raise AssertionError("it was never let go of")


def test_a_library_that_is_being_loaded_is_whole_when_its_question_is_let_go_of(working, tmp_path, monkeypatch):
    """A first question that was changed at once left libraries half loaded: no question after it was answered."""
    (tmp_path / "half_loaded.py").write_text(HALF, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "half_loaded", raising=False)
    loaded: list[bool] = []

    def answer(worker: Asked, asked: dict[str, Any]) -> Any:
        worker._cancelled.add(asked["id"])
        half_loaded = importlib.import_module("half_loaded")

        loaded.append(half_loaded.whole)
        until_let_go()

    assert working(answer)._answered({"id": 1}) == {"id": 1, "cancelled": True}
    assert loaded == [True]


def test_a_question_is_let_go_of_wherever_no_library_is_half_way(working):
    def answer(worker: Asked, asked: dict[str, Any]) -> Any:
        worker.cancel(asked["id"])
        until_let_go()

    assert working(answer)._answered({"id": 1}) == {"id": 1, "cancelled": True}


def test_what_is_cancelled_twice_or_too_late_ends_no_other_question(working):
    said = []

    def answer(worker: Asked, asked: dict[str, Any]) -> Any:
        if asked["id"] == 1:
            worker.cancel(1)
            until_let_go()
        worker.cancel(1)
        signal.raise_signal(signal.SIGINT)  # of nobody here
        return {"n": asked["id"]}

    worker = working(answer)
    for number in (1, 2):
        said.append(worker._answered({"id": number}))
        worker.cancel(number)
    assert said[0] == {"id": 1, "cancelled": True}
    assert json.loads(json.dumps(said[1]))["said"] == {"n": 2}


def test_an_answer_that_is_there_is_said_whatever_is_cancelled(working):
    worker = working(lambda *_: {})
    said = worker._answered({"id": 1})
    worker.cancel(1)
    signal.raise_signal(signal.SIGINT)
    worker._say(said)
    assert json.loads(worker._write.getvalue())["id"] == 1

"""A full disk: one sentence in the reader's language, nothing half-done, and what was whole stays whole."""

import errno
import io
import json
import shutil
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.runs import plan as run_plan
from tests.helpers.serving import client, posted, small_run

from demerit import placing
from demerit.errors import DemeritError
from demerit.serve import folders, texts
from demerit.serve.asking.desk import Asked, Desk
from demerit.serve.running import jobs
from demerit.serve.running.plan import KEPT
from demerit.worker.__main__ import Worker
from demerit.world import checkpoint, claim
from demerit.world.months_so_far import publish
from demerit.world.run import built

FULL = {lang: texts.say(lang, "machine.ENOSPC") for lang in texts.LANGUAGES}
Usage = namedtuple("Usage", "total used free")


def full(*_: Any, **__: Any) -> Any:
    """What writing is answered."""
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run."""
    return small_run(tmp_path_factory.mktemp("made") / "first")


@pytest.fixture
def runs(made: Path, tmp_path: Path) -> Path:
    """A folder with it."""
    shutil.copytree(made, tmp_path / "first")
    return tmp_path


@pytest.fixture
def asking(runs: Path) -> Iterator[Any]:
    with client(runs) as one:
        yield one


def files(where: Path) -> dict[str, bytes]:
    return {path.relative_to(where).as_posix(): path.read_bytes() for path in where.rglob("*") if path.is_file()}


@pytest.mark.parametrize("lang", list(texts.LANGUAGES))
@pytest.mark.parametrize("fails", ["what is kept of it", "its name", "what it says"])
def test_a_run_that_cannot_be_begun_leaves_nothing(
    asking: Any, runs: Path, lang: str, fails: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, opened = files(runs), Path.open
    ending = {"its name": ".json", "what it says": ".log"}.get(fails, "-")

    def open_(path: Path, *given: Any, **more: Any) -> Any:
        return full() if path.name.endswith(ending) else opened(path, *given, **more)

    monkeypatch.setattr(Path, "open", open_)
    if fails == "what is kept of it":
        monkeypatch.setattr(placing, "placed", full)
    answer = posted(asking, f"/{lang}/runs", scenario="as-told", scale="200000", seed="0", until="2014-01")
    monkeypatch.undo()
    assert answer.status_code == 503
    assert FULL[lang] in answer.text
    assert files(runs) == before
    assert jobs.Jobs(runs).names() == []


def test_a_run_that_could_say_nothing_is_said_to_have_found_the_disk_full(
    asking: Any, runs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (runs / KEPT).mkdir()
    (runs / KEPT / "begun.log").touch()
    monkeypatch.setattr(jobs.Jobs, "names", lambda _: ["begun"])
    monkeypatch.setattr(jobs.Jobs, "end", lambda *_: 2)
    for free, key in ((0, "run.full"), (10**9, "run.ended")):
        monkeypatch.setattr(shutil, "disk_usage", lambda _, free=free: Usage(10**9, 0, free))
        for lang in texts.LANGUAGES:
            assert texts.say(lang, key, signal=2) in asking.get(f"/{lang}/run/begun").text


def test_a_finished_run_that_could_not_be_written_again_is_still_finished(
    runs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(runs)
    monkeypatch.setattr(claim, "_who", full)
    with pytest.raises(DemeritError, match="nothing can be written here"), claim.rewriting(runs / "first"):
        pass
    assert folders.named(runs, "first").state == folders.FINISHED
    assert files(runs) == before


def test_a_run_can_be_deleted_from_a_full_disk(asking: Any, runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim, "_who", full)
    monkeypatch.setattr(placing, "placed", full)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", full)
        answer = posted(asking, "/en/run/first/delete")
        assert (answer.status_code, FULL["en"] in answer.text) == (503, True)
    assert folders.named(runs, "first").state == folders.FINISHED
    assert posted(asking, "/en/run/first/delete").status_code == 303
    assert not (runs / "first").exists()


def test_to_look_at_a_stopped_run_nothing_is_written(asking: Any, runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = built(run_plan(runs / "second"))
    (runs / "second").mkdir()
    while world.month < world.scenario.start + 2:
        world.step()
    publish(world, runs / "second")
    checkpoint.save(world, runs / "second")
    (runs / "second" / claim.FILE).write_text("{}", encoding="utf-8")
    monkeypatch.setattr(placing, "placed", full)
    assert ">Go on</button>" in asking.get("/en/run/second").text
    answer = posted(asking, "/en/run/second/resume")
    assert (answer.status_code, FULL["en"] in answer.text) == (503, True)
    assert not (runs / KEPT).exists() or files(runs / KEPT) == {}


def test_a_run_of_which_the_report_is_being_written_shows_its_country(asking: Any, runs: Path) -> None:
    with claim.claimed(runs / "first"):
        assert folders.named(runs, "first").state == folders.RUNNING
        assert asking.get("/en/run/first/country").status_code == 200


@pytest.mark.parametrize("kind", ["compare", "life", "told", "why", "who", "try", "lesson"])
def test_whatever_is_computed_on_a_full_disk_is_one_sentence_and_is_tried_again(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, desk = Worker(io.StringIO(), io.StringIO()), Desk(start=lambda: _none())
    monkeypatch.setattr(Worker, "_of", full)
    said = json.loads(json.dumps(worker._answered({"id": 1, "kind": kind})))
    asked = Asked(1, "key", {"kind": kind}, {"": 0.0})
    desk._known["key"] = asked
    desk._came(asked, said)
    assert asked.trouble is not None
    assert (asked.trouble.kind, asked.trouble.parts) == ("machine", {"errno": errno.ENOSPC})
    assert desk.known({"kind": kind}) is None
    assert "key" not in desk._known


def _none() -> Any:
    raise AssertionError("no process is needed here")


@pytest.mark.parametrize("lang", list(texts.LANGUAGES))
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/what-if/answer?without=rules.criticism", 200),  # a piece of a page, which says it
        ("/what-if/life?without=rules.criticism&find=spared", 200),
        ("/what-if/people.svg?without=rules.criticism", 503),
        ("/run/first/life/2", 503),
        ("/run/first/life/2/why", 503),
        ("/run/first/lives?find=fined", 503),
        ("/try?run=first&person=2", 503),
        ("/try?base=as-told&find=ordinary", 503),
        ("/try/lesson?base=as-told&person=2", 503),
    ],
)
def test_pages_say_so(asking: Any, lang: str, path: str, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def answered(desk: Desk, question: dict[str, Any], _: str) -> Asked:
        asked = Asked(1, "", question, {"": 0.0})
        desk._came(asked, {"id": 1, "error": "it", "kind": "machine", "parts": {"errno": errno.ENOSPC}})
        return asked

    monkeypatch.setattr(Desk, "ask", answered)
    answer = asking.get(f"/{lang}{path}")
    assert answer.status_code == status
    assert texts.say(lang, "wrong.machine", why=FULL[lang]) in answer.text

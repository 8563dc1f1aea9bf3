"""Writing somewhere: whole or not at all, through what is there, and refused before anything is computed."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.helpers.commands import demerit

from demerit import placing

CONTENT = b"what is written\n" * 1000


def put(path):
    placing.placed(path, lambda part: part.write_bytes(CONTENT))


def test_a_file_is_written_whole_and_nothing_lies_beside_it(tmp_path):
    put(tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() == CONTENT
    assert os.listdir(tmp_path) == ["page.html"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_of_what_was_there_are_kept(tmp_path, mode):
    page = tmp_path / "page.html"
    page.write_text("before")
    page.chmod(mode)
    put(page)
    assert stat.S_IMODE(page.stat().st_mode) == mode
    assert page.read_bytes() == CONTENT


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "other").write_text("")
    put(tmp_path / "page.html")
    assert stat.S_IMODE((tmp_path / "page.html").stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)


@pytest.mark.parametrize("there", [True, False], ids=["to a file", "to nothing yet"])
def test_a_link_stays_a_link_and_what_it_leads_to_is_written(tmp_path, there):
    (tmp_path / "far").mkdir()
    if there:
        (tmp_path / "far" / "real.html").write_text("before")
    (tmp_path / "link").symlink_to("second")
    (tmp_path / "second").symlink_to(Path("far") / "real.html")
    placing.check(tmp_path / "link")
    put(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "far" / "real.html").read_bytes() == CONTENT
    assert os.listdir(tmp_path / "far") == ["real.html"]


def test_a_device_is_written_into_and_stays_a_device():
    before = os.stat(os.devnull)
    placing.check(Path(os.devnull))
    put(Path(os.devnull))
    after = os.stat(os.devnull)
    assert (before.st_ino, before.st_mode, before.st_rdev) == (after.st_ino, after.st_mode, after.st_rdev)


def test_a_pipe_is_written_into(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    seen: list[bytes] = []
    reader = threading.Thread(target=lambda: seen.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    placing.check(tmp_path / "pipe")
    put(tmp_path / "pipe")
    reader.join()
    assert seen == [CONTENT]
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_by_its_name_goes_on_where_it_is_whatever_it_is(tmp_path, name):
    if not Path(name).exists():
        pytest.skip("no such name here")
    code = f"""
from pathlib import Path
from demerit import placing
print("before")
placing.check(Path({name!r}))
placing.placed(Path({name!r}), lambda part: part.write_text("within\\n"))
print("after")
"""
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-c", code], stdout=out, check=True)
    assert (tmp_path / "out").read_text() == "before\nwithin\nafter\n"
    piped = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert piped.stdout == "before\nwithin\nafter\n"


REFUSED = {
    "a folder": lambda at: at,
    "no such folder": lambda at: at / "nowhere" / "page.html",
    "a file as a folder": lambda at: touched(at / "file") / "page.html",
    "a link to itself": lambda at: linked(at / "loop", "loop"),
    "a link to no folder": lambda at: linked(at / "far", "nowhere/page.html"),
    "a name that is too long": lambda at: at / ("x" * 256),
    "a file that nobody may write": lambda at: touched(at / "locked", 0o444),
    "a full device": lambda at: Path("/dev/full"),
    "where not even root may": lambda at: Path("/proc/page.html"),
    "the system's own": lambda at: Path("/sys/page.html"),
}


def touched(path, mode=0o644):
    path.write_text("before")
    path.chmod(mode)
    return path


def linked(path, to):
    path.symlink_to(to)
    return path


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_written_is_refused_before_and_nothing_changes(case, tmp_path):
    path = REFUSED[case](tmp_path)
    if case == "a full device" and not path.exists():
        pytest.skip("no such device here")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OSError, match=r"\w") as refused:
        placing.check(path)
    assert refused.value.strerror
    with pytest.raises(OSError, match=r"\w"):
        put(path)
    assert sorted(tmp_path.rglob("*")) == before
    assert all(each.read_text() == "before" for each in before if each.is_file())


def test_a_folder_is_made_once_and_what_is_none_is_called_what_it_is(tmp_path):
    for _ in range(2):
        placing.folder(tmp_path / "far" / "run")
    assert (tmp_path / "far" / "run").is_dir()
    for path, said in ((touched(tmp_path / "file"), "is no folder"), (linked(tmp_path / "link", "nothing"), "nothing")):
        with pytest.raises(OSError, match=said):
            placing.folder(path)


@pytest.mark.parametrize("at", ["fsync", "write"])
def test_a_disk_that_fills_up_leaves_what_was_there(tmp_path, monkeypatch, at):
    page = touched(tmp_path / "page.html", 0o640)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, at, full)
    with pytest.raises(OSError, match="No space left"):
        placing.check(page)
    if at == "fsync":
        with pytest.raises(OSError, match="No space left"):
            put(page)
    assert (page.read_text(), stat.S_IMODE(page.stat().st_mode)) == ("before", 0o640)
    assert os.listdir(tmp_path) == ["page.html"]


def test_a_line_that_cannot_be_added_leaves_no_half_of_itself(tmp_path, monkeypatch):
    history = touched(tmp_path / "fit.jsonl")
    real = os.write

    def half(handle, content):
        if len(content) < 4:
            raise OSError(28, "No space left on device")
        return real(handle, bytes(content)[: len(content) // 2])

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", half)
        with pytest.raises(OSError, match="No space left"):
            placing.appended(history, b"a line of a history\n")
    assert history.read_text() == "before"
    placing.appended(history, b" and after\n")
    assert history.read_text() == "before and after\n"


def test_a_name_of_255_bytes_is_a_name(tmp_path):
    page = tmp_path / ("x" * 255)
    placing.check(page)
    put(page)
    assert page.read_bytes() == CONTENT


# The commands.

NOWHERE = ("/proc/nowhere", "/dev/full", "{}/none/file", "{}")
COMMANDS = {
    "life": ("life", "{}", "5", "--html"),
    "fit, verdict": ("fit", "as-documented", "--verdict"),
    "fit, history": ("fit", "as-documented", "--history"),
    "bench": ("bench", "--out"),
    "bench, sizes": ("bench", "--sizes", "--out"),
}


@pytest.mark.parametrize("place", NOWHERE)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_place_that_cannot_be_written_is_one_message_before_anything_is_computed(
    command, place, tmp_path, monkeypatch
):
    def computed(*_, **__):
        raise AssertionError("computed before it was known that there is where to write")

    for slow in ("life.replaying.replay", "study.fit.fit", "study.fit.judged", "bench.measure.measured"):
        monkeypatch.setattr(f"demerit.{slow}", computed)
    monkeypatch.setattr("demerit.bench.sizes.measured", computed)
    words = [word.format(tmp_path) for word in (*COMMANDS[command], place)]
    code, text, errors = demerit(*words)
    assert code == 2
    assert f"{words[-2]} {words[-1]} cannot be written" in errors
    assert len(errors.splitlines()) == (2 if command == "life" else 1)  # there is no run in the folder, either
    assert "Traceback" not in text + errors
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["/proc/mine", "/dev/full/mine", "nowhere/mine", "", ".", "..", "../..", "/"])
def test_an_own_scenario_is_written_whole_or_not_at_all(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, text, errors = demerit("new", name)
    assert code == 2
    assert "Traceback" not in text + errors
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["a device", "a pipe", "a folder", "a link to a device"])
def test_an_own_scenario_is_not_written_beside_what_is_no_file(kind, tmp_path):
    place = tmp_path / "mine"
    makers = {
        "a device": lambda: place.symlink_to(os.devnull),
        "a pipe": lambda: os.mkfifo(place),
        "a folder": place.mkdir,
        "a link to a device": lambda: place.symlink_to(linked(tmp_path / "second", os.devnull)),
    }
    makers[kind]()
    before = sorted(tmp_path.rglob("*"))
    for words in (["new", place], ["change", "as-told", place, "--set", "rights.notice=true"]):
        code, text, errors = demerit(*words)
        assert (code, text) == (2, "")
        assert "is a folder" in errors or "is a device or a pipe" in errors
    assert sorted(tmp_path.rglob("*")) == before


def test_an_own_scenario_on_a_disk_that_fills_up_leaves_nothing(tmp_path, monkeypatch):
    real, seen = os.fsync, [0]

    def fsync(handle):
        seen[0] += 1
        if seen[0] == 3:  # the trial, the scenario, the schema
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    code, _, errors = demerit("new", tmp_path / "mine")
    assert code == 2
    assert "No space left on device" in errors
    assert not list(tmp_path.iterdir())


def test_an_own_scenario_writes_over_nothing_of_somebody_elses(tmp_path):
    schema = tmp_path / "demerit.schema.json"
    schema.write_text('{"mine": 1}')
    code, _, errors = demerit("new", tmp_path / "mine")
    assert code == 2
    assert "is no schema of scenarios" in errors
    assert schema.read_text() == '{"mine": 1}'
    schema.unlink()
    assert demerit("new", tmp_path / "mine")[0] == 0
    assert demerit("new", tmp_path / "second")[0] == 0
    (tmp_path / "fourth").write_text("mine")
    (tmp_path / "fifth").symlink_to(tmp_path / "fourth")
    (tmp_path / "sixth").symlink_to("nothing")
    for name in ("fourth", "fifth", "sixth"):  # another ending would lie beside them: beside /dev/stdout, in /dev
        for words in (("new", tmp_path / name), ("change", "as-told", tmp_path / name, "--set", "rights.notice=true")):
            code, _, errors = demerit(*words)
            assert code == 2
            assert f"{name} exists already; choose another name" in errors
    (tmp_path / "third.yaml").symlink_to("nothing")
    code, _, errors = demerit("new", tmp_path / "third")
    assert code == 2
    assert "exists already" in errors

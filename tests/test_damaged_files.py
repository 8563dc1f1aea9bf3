"""Files that somebody else may have put into a folder: nobody waits for one, and no byte of it is taken on trust."""

import os
import random

import pyarrow as pa
import pytest
from tests.helpers import made_up
from tests.helpers.commands import demerit
from tests.helpers.runs import lived

from demerit.world import arrays, checkpoint, claim, durable, folder, opening, parquet, replay_data, sealed
from demerit.world.errors import DemeritError
from demerit.world.machine import free_disk

STRANGE = {
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to nothing": lambda path: path.symlink_to(path.parent / "nothing"),
    "a link to itself": lambda path: path.symlink_to(path),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_no_file_is_an_error_at_once(kind, tmp_path):
    path = tmp_path / "it"
    STRANGE[kind](path)
    for read in (opening.content, durable.digest, folder.hash_of, parquet.read, parquet.schema):
        with pytest.raises(OSError, match=r"is no file|No such file|symbolic links"):
            read(path)
    assert sealed.read(path) is None


@pytest.mark.parametrize("kind", STRANGE)
def test_a_checkpoint_with_something_else_in_it_is_passed_over(kind, tmp_path):
    lived(tmp_path)
    newest, before = checkpoint.found(tmp_path)
    for path in [newest / "history.bin", newest / checkpoint.ABOUT]:
        path.unlink()
        STRANGE[kind](path)
        used, wrong = checkpoint.newest_sound(tmp_path)
        assert used == before
        assert path.name in wrong[0]
        assert free_disk(tmp_path) > 0


@pytest.mark.parametrize("kind", ["a pipe", "a device"])
def test_a_file_of_a_folder_of_ours_is_not_written_into_what_is_none(kind, tmp_path):
    STRANGE[kind](tmp_path / "it")
    with pytest.raises(DemeritError, match=r"it cannot be written \(is no file; take it away\)"):
        folder.write_json(tmp_path / "it", {})
    assert [path.name for path in tmp_path.iterdir()] == ["it"]


# What is kept on the way.


def test_what_is_kept_is_read_again_and_after_any_change_of_a_byte_is_not(tmp_path):
    path, said = tmp_path / "kept" / "one", bytes(range(200))
    sealed.write(path, said)
    assert sealed.read(path) == said
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert sealed.read(path) is None
        path.write_bytes(whole[:at])
        assert sealed.read(path) is None
    path.write_bytes(whole + b"\0")
    assert sealed.read(path) is None


def test_what_is_kept_under_another_name_is_something_else(tmp_path):
    sealed.write(tmp_path / "one", b"said")
    (tmp_path / "other").write_bytes((tmp_path / "one").read_bytes())
    assert sealed.read(tmp_path / "other") is None


def test_where_nothing_can_be_kept_it_is_said_in_one_line(tmp_path):
    (tmp_path / "kept").write_text("a file")
    with pytest.raises(DemeritError, match="kept cannot be made"):
        sealed.write(tmp_path / "kept" / "one", b"said")


# Arrays and tables of which a bit is another: readers know everything that comes of it.


def altered(whole, chance, where):
    for at in where:
        yield whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]


def test_arrays_with_any_bit_of_their_heads_turned_are_read_or_refused(tmp_path):
    """Where an archive says how its parts are packed, a bit may say: encrypted, or in a way that nobody knows."""
    out = made_up.folder(tmp_path / "run", months=made_up.ONE_YEAR)
    path = out / folder.REPLAY
    whole = b"".join(_archive(path))
    chance = random.Random(5)  # noqa: S311 - which bit, nothing secret
    heads = [at + step for at in range(len(whole)) if whole[at : at + 2] == b"PK" for step in range(4, 46)]
    seen = set()
    for bytes_ in altered(whole, chance, 3 * [at for at in heads if at < len(whole)]):
        path.write_bytes(bytes_)
        try:
            with arrays.loaded(path) as parts:
                for name in parts.files:
                    parts[name]
        except arrays.BROKEN as error:
            seen.add(type(error).__name__)
        with pytest.raises(DemeritError, match="cannot be read"):
            replay_data.read(path)
    assert {"NotImplementedError", "BadZipFile"} <= seen


def _archive(path):
    import numpy as np

    np.savez_compressed(path, a=np.arange(9), b=np.zeros(3), c=np.array(["x", "y"]))
    yield path.read_bytes()


def test_a_table_in_which_a_name_is_no_text_is_refused(tmp_path):
    path = tmp_path / "it.parquet"
    parquet.write(path, pa.table({"a name of a column": [1, 2, 3]}))
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"a name of a column", b"a name of a \xf0olumn"))
    with pytest.raises(parquet.BROKEN):
        parquet.read(path)


# The file that says who owns a folder.


@pytest.mark.parametrize("kind", STRANGE)
def test_a_folder_whose_owner_is_no_file_is_one_message_and_nobody_waits(kind, tmp_path):
    out = made_up.folder(tmp_path / "run", months=made_up.ONE_YEAR)
    STRANGE[kind](out / claim.FILE)
    assert claim.left(out) == (kind != "a link to nothing")
    assert not claim.held(out)
    assert claim.writer(out) == ""
    for take in (claim.claimed, claim.emptying):
        with pytest.raises(OSError, match=f"{claim.FILE} in it is no file; take it away"), take(out):
            pass
    code, text, errors = demerit("run", "as-told", "--scale", "1:400000", "--resume", "--out", out)
    assert (code, text) == (2, "")
    assert len(errors.splitlines()) == 1
    assert not (out / "nothing").exists()


def test_an_owner_that_is_nested_too_deep_says_nothing(tmp_path):
    (tmp_path / claim.FILE).write_bytes(b"[" * 200_000)
    assert claim.left(tmp_path)
    with claim.claimed(tmp_path) as mine:
        assert mine.left

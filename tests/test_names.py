"""Names are names: whatever a folder or a file is called, it is read and written itself, and nothing else is."""

import os
import shutil
from pathlib import Path

import pytest
from tests.helpers import made_up

from demerit.report.folder import opened
from demerit.report.measures import Measures

# As patterns, as columns, as options, as bytes: each could be taken for something else by one library or another.
NAMES = {
    "brackets": b"run[1]",
    "a star": b"run*",
    "a question mark": b"run?",
    "braces": b"run{1,2}",
    "a column": b"month=2014-01",
    "quotes": b'it\'s "a" run',
    "spaces": b" run  1 ",
    "percent": b"run%20%s%n",
    "a hash": b"run#1",
    "a scheme": b"s3:run",
    "a backslash": b"run\\1",
    "a dash": b"-run",
    "a line break": b"run\n1",
    "no UTF-8": b"run\xff\xfe",
    "other letters": "läuft 跑".encode(),
    "250 characters": b"r" * 250,
}


def named(parent, name):
    """A folder of that name; a file system that refuses it is none of ours to try."""
    path = Path(os.fsdecode(os.fsencode(parent) + b"/" + NAMES[name]))
    try:
        path.mkdir()
    except OSError:
        pytest.skip("this file system has no such names")
    path.rmdir()
    return path


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Two runs, of which the first counts less."""
    at = tmp_path_factory.mktemp("runs")
    few = tuple(made_up.folder(at / str(seed), seed=seed, months=made_up.ONE_YEAR) for seed in (1, 9))
    return few


def flights(folder):
    return Measures(opened(folder)).total("refused.flight").counted


@pytest.mark.parametrize("name", NAMES)
def test_a_run_is_read_by_its_name_and_never_another_whose_name_is_like_it(name, tmp_path, runs):
    mine = named(tmp_path, name)
    for other in ("run1", "run2", "runs", "run 1"):
        shutil.copytree(runs[0], tmp_path / other)
    shutil.copytree(runs[1], mine)
    assert flights(mine) == flights(runs[1]) != flights(runs[0])

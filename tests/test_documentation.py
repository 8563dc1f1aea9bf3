"""The documentation is true: the tutorial runs."""

import re
import shlex
from pathlib import Path

from tests.helpers.commands import demerit

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"```console\n(.*?)```|<!-- edit (\S+): \"(.*?)\" -> \"(.*?)\" -->", re.S)


def run(command):
    """What a command of the tutorial says."""
    words = shlex.split(command)
    assert words[0] == "demerit"
    code, said, errors = demerit(*words[1:])
    assert code == 0, (command, errors)
    return said


def test_the_tutorial_runs_as_it_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    commands = 0
    for console, file, old, new in BLOCK.findall((DOCS / "tutorial.md").read_text(encoding="utf-8")):
        if file:
            text = (tmp_path / file).read_text(encoding="utf-8")
            assert old in text
            (tmp_path / file).write_text(text.replace(old, new), encoding="utf-8")
            continue
        said = ""
        for line in console.strip().splitlines():
            if line.startswith("$ "):
                said = " ".join(run(line[2:]).split())
                commands += 1
            else:
                assert line in said, line
    assert commands == 8

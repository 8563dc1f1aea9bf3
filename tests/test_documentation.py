"""The documentation is true: the tutorial runs."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

DOCS = Path(__file__).parent.parent / "docs"
BLOCK = re.compile(r"```console\n(.*?)```|<!-- edit (\S+): \"(.*?)\" -> \"(.*?)\" -->", re.S)


def run(command, cwd):
    """What a command of the tutorial says."""
    words = shlex.split(command)
    assert words[0] == "demerit"
    done = subprocess.run([sys.executable, "-m", *words], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (command, done.stderr)
    return done.stdout


def test_the_tutorial_runs_as_it_is_written(tmp_path):
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
                said = " ".join(run(line[2:], tmp_path).split())
                commands += 1
            else:
                assert line in said, line
    assert commands == 8

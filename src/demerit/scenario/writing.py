"""An own scenario to start from: a copy of a preset, comments and all."""

import re
import shlex
from pathlib import Path
from typing import Final

from demerit.scenario.loading import SUFFIX, text_of_preset
from demerit.scenario.problems import Problem, ScenarioError
from demerit.scenario.schema import shipped

HEADER: Final = """\
# yaml-language-server: $schema=./{schema}
#
# An own scenario, begun as a copy of the preset {preset}.
#   demerit check {name}     says everything that is wrong with it, line by line
#   demerit run {name}       runs it
# Every value may be {{value: ..., reference: ..., confidence: H, mark: assumed, note: ...}}.
# What nobody knows says how far it may be off: range: [10, 40] beside a number; times: [0.5, 2] in a mapping or around
# a list, whose numbers are then off together; together: {{name: {{times: [0.5, 2]}}}} in a mapping, for all of a name.

"""


SCHEMA: Final = "demerit.schema.json"


def new(file: str | Path, preset: str) -> Path:
    """Writes a copy of a preset to a new file, named after the file, and beside it the schema that editors read.

    Returns the file (with `.yaml` where its name has no such ending).  Raises ScenarioError when there is no such
    preset, or when the file exists or cannot be written.
    """
    path = Path(file)
    if path.suffix not in (SUFFIX, ".yml"):
        path = path.with_name(path.name + SUFFIX)
    text = _renamed(text_of_preset(preset), path.stem)
    head = HEADER.format(schema=SCHEMA, preset=preset, name=shlex.quote(path.name))
    try:
        with path.open("x", encoding="utf-8", newline="\n") as out:  # "x": never over an existing file
            out.write(head + text)
        path.with_name(SCHEMA).write_text(shipped(), encoding="utf-8")
    except FileExistsError:
        raise ScenarioError([Problem(str(path), 0, "", None, "exists already; choose another name")]) from None
    except OSError as error:
        raise ScenarioError([Problem(str(path), 0, "", None, f"cannot be written ({error.strerror})")]) from None
    return path


def _renamed(text: str, stem: str) -> str:
    """The scenario takes the name of its file, as far as a name may look like that."""
    name = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,59}", name):
        return text
    return re.sub(r"^name: .*$", f"name: {name}", text, count=1, flags=re.MULTILINE)

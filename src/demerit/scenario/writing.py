"""Files of own scenarios: a copy of a preset to start from, comments and all, or one that was changed."""

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from textwrap import wrap
from typing import Any, Final

from demerit import placing
from demerit.errors import together
from demerit.scenario.loading import text_of_preset
from demerit.scenario.problems import Problem, ScenarioError
from demerit.scenario.scenario import Scenario
from demerit.scenario.schema import shipped
from demerit.scenario.shipped import SUFFIX
from demerit.scenario.text import text_of
from demerit.shell import quoted

HEADER: Final = """\
# yaml-language-server: $schema=./{schema}
#
{about}
#   demerit check {name}     says everything that is wrong with it, line by line
#   demerit run {name}       runs it
# Every value may be {{value: ..., reference: ..., confidence: H, mark: assumed, note: ...}}.
# What nobody knows says how far it may be off: range: [10, 40] beside a number; times: [0.5, 2] in a mapping or around
# a list, whose numbers are then off together; together: {{name: {{times: [0.5, 2]}}}} in a mapping, for all of a name.

"""


BEGUN: Final = "# An own scenario, begun as a copy of the preset {preset}."
SCHEMA: Final = "demerit.schema.json"


def new(file: str | Path, preset: str) -> Path:
    """Writes a copy of a preset to a new file, named after the file, and beside it the schema that editors read.

    Returns the file (with `.yaml` where its name has no such ending).  Raises ScenarioError when there is no such
    preset, or when the file exists or cannot be written.
    """
    calls: list[Callable[[], Any]] = [partial(free, file), partial(text_of_preset, preset)]
    path, said = together(calls)
    text = _renamed(said, path.stem)
    return _written(
        path, HEADER.format(schema=SCHEMA, about=BEGUN.format(preset=preset), name=quoted(path.name)) + text
    )


def write(file: str | Path, scenario: Scenario) -> Path:
    """Writes a scenario to a new file that `check` and `run` take, named after it, and beside it the schema.

    Returns the file (with `.yaml` where its name has no such ending).  Raises ScenarioError when the file exists or
    cannot be written.
    """
    path = free(file)
    altered = scenario.altered
    about = f"Scenario {scenario.name}" if altered is None else f"Scenario {altered.name}, changed"
    gone = [] if altered is None else [str(one) for one in altered.along]
    lines = [f"{about}: {scenario.title}.", *([f"Gone with what was taken away: {', '.join(gone)}."] if gone else [])]
    said = "\n".join(f"# {line}" for text in lines for line in wrap(text, 116))
    head = HEADER.format(schema=SCHEMA, about=said, name=quoted(path.name))
    return _written(path, head + _renamed(text_of(scenario), path.stem))


def _path(file: str | Path) -> Path:
    path = Path(file)
    if path.name in ("", ".."):
        raise ScenarioError([Problem(str(file), 0, "", None, "is no name of a file")])
    if path.exists() and not path.is_file():
        what = "is a folder" if path.is_dir() else "is a device or a pipe"
        raise ScenarioError([Problem(str(file), 0, "", None, f"{what}; write the name of a new file")])
    if path.exists() or path.is_symlink():  # with another ending it would lie beside: beside /dev/stdout, in /dev
        raise ScenarioError([Problem(str(file), 0, "", None, "exists already; choose another name")])
    return path if path.suffix in (SUFFIX, ".yml") else path.with_name(path.name + SUFFIX)


def free(file: str | Path) -> Path:
    """The new file that is written where one is named; nothing changes.  Raises ScenarioError where none can be."""
    path = _path(file)
    try:
        placing.check(path)
    except OSError as error:
        raise _unwritten(path, error) from None
    beside = path.with_name(SCHEMA)
    if not _ours(beside):
        raise ScenarioError([Problem(str(beside), 0, "", None, "is no schema of scenarios; choose another folder")])
    if path.exists():
        raise _there(path)
    return path


def _written(path: Path, text: str) -> Path:
    """A new file, and the schema beside it."""
    try:
        placing.placed(path, lambda part: part.write_bytes(text.encode()), fresh=True)
        try:
            placing.placed(path.with_name(SCHEMA), lambda part: part.write_bytes(shipped().encode()))
        except OSError:
            path.unlink()
            raise
    except FileExistsError:
        raise _there(path) from None
    except OSError as error:
        raise _unwritten(path, error) from None
    return path


def _there(path: Path) -> ScenarioError:
    return ScenarioError([Problem(str(path), 0, "", None, "exists already; choose another name")])


def _unwritten(path: Path, error: OSError) -> ScenarioError:
    return ScenarioError([Problem(str(path), 0, "", None, f"cannot be written ({error.strerror})")])


def _ours(beside: Path) -> bool:
    """Whether a schema of ours may be written here: over nothing, or over one of ours, of whatever version."""
    try:
        return bool(json.loads(beside.read_bytes())["description"] == json.loads(shipped())["description"])
    except FileNotFoundError:
        return True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _renamed(text: str, stem: str) -> str:
    """The scenario takes the name of its file, as far as a name may look like that."""
    name = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,59}", name):
        return text
    return re.sub(r"^name: .*$", f"name: {name}", text, count=1, flags=re.MULTILINE)

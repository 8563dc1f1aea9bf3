"""YAML 1.2 to plain data, with the line of every key, and every duplicate key reported.

In YAML 1.2 `no` is a text, and so are `on`, `yes` and `12:30:00`; months such as 2014-01 are texts too.  A whole number
may be written as `10.0` or `1e3`.
"""

import copy
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path as File
from typing import Any, Final

from demerit.printable import printable, unprintable
from demerit.scenario.problems import Path, Positions, Problem, ScenarioError, Wrong, dotted

DEEPEST: Final = 24  # levels of nesting; a scenario needs ten
LARGEST: Final = 1_000_000  # characters; the largest file that ships has some 34 000
KEPT: Final = 16  # texts that are read once: the society of a scenario is that of others, and pages ask again
EXACT: Final = 2**53  # up to which a number with a point is as exact as a whole one
_TAG: Final = "tag:yaml.org,2002:"
_ALIAS: Final = "alias"
_VERSION: Final = re.compile(
    r"\A(?:\ufeff)?(?:[ \t]*(?:#.*|%(?!YAML).*)?\r?\n)*%YAML[ \t]+(\S+)"
)  # before anything else

# What the YAML library says of two mistakes that people make, and what is to be said to them.
_WRONG: Final = {
    "but found another document": "has a second document; write each scenario into a file of its own",
    "found character '\\t' that cannot start any token": "has a tab here; YAML is indented with spaces",
}


def text_of(file: File) -> str:
    """The text of a file, or somewhat more than the longest that could be a scenario.

    Raises OSError, ValueError.
    """
    with file.open("rb") as stream:  # a device has no end
        start = stream.read(4 * LARGEST + 4)
    if len(start) > 4 * LARGEST:
        return start.decode("latin-1")  # too long in any case: the last character may be cut
    return start.decode("utf-8")


def valued(texts: Mapping[str, str]) -> dict[str, Any]:
    """Values by key, each from its text as YAML.  Raises ScenarioError for a text that is none."""
    found = {key: read(text, key) for key, text in texts.items()}
    wrong = [key for key, (_, _, problems) in found.items() if problems]
    if wrong:
        raise ScenarioError([Problem(key, 0, key, texts[key], Wrong("is no value", "unread")) for key in wrong])
    return {key: data for key, (data, _, _) in found.items()}


def read(text: str, file: str) -> tuple[Any, Positions, list[Problem]]:
    """Plain data (dict, list, str, int, float, bool, None), the lines of its keys, and what is wrong with the YAML."""
    data, positions, problems = _read(text, file)
    return copy.deepcopy(data), positions.copy(), problems[:]


@lru_cache(maxsize=KEPT)
def _read(text: str, file: str) -> tuple[Any, Positions, list[Problem]]:
    """The same, once for each of the last texts: reading one takes longer than all else that is done with it."""
    from ruamel.yaml import YAML  # here, since importing it takes 0.1 s that `--help` need not wait for
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.reader import ReaderError

    positions = Positions(file)
    if len(text) > LARGEST:
        return None, positions, [Problem(file, 0, "", None, f"is too long for a scenario (over {LARGEST} characters)")]
    version = _VERSION.match(text)
    if version is not None and version[1] != "1.2":
        line = text[: version.start(1)].count("\n") + 1
        message = f"is to be read as YAML {version[1]}, which reads words and numbers otherwise; leave this line out"
        return None, positions, [Problem(file, line, "", None, message)]
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _composer()
    yaml.composer.warn_double_anchors = False  # aliases are refused, so it does not matter what an anchor means
    try:
        node = yaml.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        message = _WRONG.get(error.problem or "") or f"is not valid YAML: {error.problem or error.context}"
        return None, positions, [Problem(file, mark.line + 1 if mark else 0, "", None, message)]
    except ReaderError as error:
        line = text[: error.position].count("\n") + 1
        message = f"has a character that cannot be printed (U+{error.character:04X})"
        return None, positions, [Problem(file, line, "", None, message)]
    except (YAMLError, ValueError, TypeError, AttributeError) as error:
        return None, positions, [Problem(file, 0, "", None, f"is not valid YAML: {str(error).splitlines()[0]}")]
    except RecursionError:
        return None, positions, [Problem(file, 0, "", None, "is not valid YAML: nested too deeply")]
    if node is None:
        return None, positions, [Problem(file, 0, "", None, "is empty")]
    reader = _Reader(yaml.constructor, positions, yaml.composer.tagged)
    data = reader.plain(node, ())
    return data, positions, reader.problems


@cache
def _composer() -> Any:
    """One that keeps an alias as such, so that it is told where it stands and not where its anchor does, and the tags
    that somebody wrote, in `tagged`: those that a value has by itself are none of these.
    """
    from ruamel.yaml.composer import Composer
    from ruamel.yaml.events import AliasEvent
    from ruamel.yaml.nodes import ScalarNode

    class Kept(Composer):
        def __init__(self, *given: Any, **more: Any) -> None:
            super().__init__(*given, **more)
            self.tagged: dict[int, str] = {}

        def compose_node(self, parent: Any, index: Any) -> Any:
            if not self.parser.check_event(AliasEvent):
                tag = self.parser.peek_event().ctag
                node = super().compose_node(parent, index)
                if tag is not None:
                    self.tagged[id(node)] = str(tag).replace(_TAG, "!!")
                return node
            event = self.parser.get_event()
            return ScalarNode(_ALIAS, event.anchor, event.start_mark, event.end_mark)

    return Kept


class _Reader:
    """Turns YAML nodes into plain data and notes what is wrong on the way."""

    def __init__(self, constructor: Any, positions: Positions, tagged: dict[int, str]) -> None:
        self.constructor = constructor
        self.positions = positions
        self.tagged = tagged
        self.problems: list[Problem] = []

    def _wrong(self, node: Any, path: Path, message: str) -> None:
        line = node.start_mark.line + 1
        self.problems.append(Problem(self.positions.file, line, dotted(path), None, message))

    def plain(self, node: Any, path: Path) -> Any:
        self.positions.put(path, node.start_mark.line + 1) if not path or isinstance(path[-1], int) else None
        if len(path) > DEEPEST:
            self._wrong(node, path, "is nested too deeply")
            return None
        if self._tagged(node, path):
            return None
        kind = type(node).__name__
        if kind == "MappingNode":
            return self._mapping(node, path)
        if kind == "SequenceNode":
            return [self.plain(child, (*path, number)) for number, child in enumerate(node.value)]
        return self._scalar(node, path)

    def _tagged(self, node: Any, path: Path) -> bool:
        """Whether somebody wrote a tag here: it says what a value is to be read as, and a key alone does that."""
        tag = self.tagged.get(id(node))
        if tag is not None:
            self._wrong(node, path, f"has the YAML tag {printable(tag)}; leave it out: tags are not used here")
        return tag is not None

    def _mapping(self, node: Any, path: Path) -> dict[str, Any]:
        out: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            if type(key_node).__name__ != "ScalarNode":
                self._wrong(key_node, path, "has a key that is not a plain name")
                continue
            if key_node.tag == _ALIAS:
                self._wrong(key_node, path, "has a YAML alias for a key; write the key out instead")
                continue
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if self._tagged(key_node, (*path, key)):
                continue
            if code := unprintable(key):
                self._wrong(key_node, (*path, key), f"has a character that cannot be printed ({code})")
                continue
            if key in out:
                self._wrong(key_node, (*path, key), f"is a duplicate key; first in line {first[key]}")
                continue
            first[key] = line
            self.positions.put((*path, key), line)
            out[key] = self.plain(value_node, (*path, key))
        return out

    def _scalar(self, node: Any, path: Path) -> Any:
        tag = str(node.tag).removeprefix(_TAG)
        if tag == _ALIAS:
            self._wrong(node, path, "is a YAML alias; write the value out instead")
            return None
        if tag not in ("int", "float", "bool", "null"):  # a date, and << and =, are texts like any other
            if code := unprintable(node.value):
                self._wrong(node, path, f"has a character that cannot be printed ({code})")
            return printable(str(node.value))
        try:
            value = self.constructor.construct_object(node)
            whole = isinstance(value, float) and value.is_integer() and abs(value) < EXACT
            return int(value) if whole else value
        except Exception:  # whatever a scalar that is no number makes the YAML library raise
            self._wrong(node, path, f"cannot be read as a number: {str(node.value)[:60]!r}")
            return None

"""What ships: presets and societies by name, and the list of presets, for which no scenario is built."""

import re
from importlib.resources import files
from typing import Final, NamedTuple

from demerit.marked import bare
from demerit.scenario.reading import read

SUFFIX: Final = ".yaml"
PRESETS: Final = "presets"
SOCIETIES: Final = "societies"
_BLOCK: Final = re.compile(r"^(\w+):.*\n(?:(?:[ \t#].*)?\n)*", re.M)  # a key at the margin, with all that is its own
_LISTED: Final = ("name", "place", "start", "end", "kind", "title")


class Preset(NamedTuple):
    """A line of the list of presets.  years: such as 2014-2021."""

    name: str
    place: str
    years: str
    kind: str
    title: str


def names_in(folder: str) -> list[str]:
    """The names of the shipped files of a folder: presets or societies."""
    inside = files("demerit.scenario").joinpath(folder).iterdir()
    return sorted(entry.name.removesuffix(SUFFIX) for entry in inside if entry.name.endswith(SUFFIX))


def text_in(folder: str, name: str) -> str:
    """A shipped file as it is written, comments included."""
    return files("demerit.scenario").joinpath(folder, name + SUFFIX).read_text(encoding="utf-8")


def presets() -> list[Preset]:
    """Name, place, years, kind and title of every preset."""
    return [_listed(name) for name in names_in(PRESETS)]


def _listed(name: str) -> Preset:
    """Of so long a file, only what is listed is read: that is quick, and says the same."""
    blocks = (found for found in _BLOCK.finditer(text_in(PRESETS, name) + "\n") if found[1] in _LISTED)
    raw, _, _ = read("".join(found[0] for found in blocks), name)
    said = {key: str(value) for key, value in bare(raw).items()}
    return Preset(name, said["place"], f"{said['start'][:4]}-{said['end'][:4]}", said["kind"], said["title"])

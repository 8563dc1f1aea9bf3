"""Runs and comparisons in the folder that is shown: their names, what each is, how far it is."""

import hashlib
import json
import os
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from demerit.calendar import month_of
from demerit.errors import DemeritError
from demerit.serve.refusing import Refused, missing
from demerit.world import claim, folder, so_far

RUN, COMPARISON, ATTRIBUTION = "run", folder.COMPARED, folder.ATTRIBUTED
FINISHED, RUNNING, STOPPED, OTHER = "finished", "running", "stopped", "other"
LATELY: Final = 12  # months from which the next ones are judged


@dataclass(frozen=True)
class Held:
    """A folder.  kind: RUN, COMPARISON or ATTRIBUTION; state: FINISHED, RUNNING, STOPPED, or OTHER: of another version,
    or damaged, which `trouble` tells; said: the manifest, or what a run under way says of itself so far;
    month: the last that was lived, empty where none was; changed: when something was last written, in seconds.
    """

    name: str
    path: Path
    kind: str
    state: str
    said: dict[str, Any]
    month: str
    changed: float
    trouble: DemeritError | None = None

    @cached_property
    def stamp(self) -> str:
        """What tells it from whatever lies there at another time, for what is kept of it.

        When it was written does not: what is unpacked from a crate has one date, whichever run it is.
        """
        said = json.dumps(self.said, sort_keys=True).encode()
        parts = self.path, self.state, self.month, self.changed, hashlib.blake2b(said, digest_size=16).hexdigest()
        return " ".join(map(str, parts))

    @property
    def share(self) -> float:
        """Which part of the months under the regime is lived."""
        if self.state == FINISHED:
            return 1.0
        if not self.month or "until" not in self.said:
            return 0.0
        first, last = month_of(self.said["start"]), month_of(self.said["until"])
        return min(1.0, (month_of(self.month) - first + 1) / (last - first + 1))

    @property
    def left(self) -> float | None:
        """Seconds until the last month, when months go on as the latest ones did; None where nothing shows it."""
        there = so_far.parts(self.path)[-LATELY:]
        if self.state != RUNNING or len(there) < 2 or "until" not in self.said:
            return None
        begun, ended = (there[at].stat().st_mtime for at in (0, -1))
        months = month_of(there[-1].stem) - month_of(there[0].stem)
        to_come = month_of(self.said["until"]) - month_of(there[-1].stem)
        return to_come * (ended - begun) / months


def listed(where: Path) -> list[Held]:
    """All of them, what was written last first."""
    try:
        names = [entry.name for entry in os.scandir(where) if entry.is_dir() and _is_name(entry.name)]
    except OSError:
        return []
    found = (held(where, name) for name in names)
    return sorted((one for one in found if one is not None), key=lambda one: -one.changed)


def unnamed(where: Path) -> list[str]:
    """Names of runs that no address can have, each as a page can show it: they are in no list."""
    try:
        names = [entry.name for entry in os.scandir(where) if entry.is_dir() and not entry.name.startswith(".")]
    except OSError:
        return []
    found = sorted(name for name in names if not _is_name(name) and held(where, name) is not None)
    return [_shown(name) for name in found]


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in name)


def named(where: Path, name: str) -> Held:
    """The one of a name.  Raises Refused where there is none, or the name leads elsewhere."""
    found = held(where, name) if _is_name(name) else None
    if found is None:
        raise missing("refused.run", name=name)
    return found


def sound(where: Path, name: str) -> Held:
    """The same, if it can be read.  Raises Refused, DemeritError."""
    found = named(where, name)
    if found.trouble is not None:
        raise found.trouble
    return found


def finished(found: Held) -> Held:
    """The same again, if it is whole.  Raises Refused."""
    if found.state != FINISHED:
        raise Refused(409, "refused.unfinished", name=found.name)
    return found


def of_run(where: Path, name: str) -> Held:
    """The one of a name, if it is a run that shows something already.  Raises Refused."""
    found = sound(where, name)
    if found.kind != RUN:
        raise Refused(400, "refused.kind", name=name)
    return found


def of_finished(where: Path, name: str) -> Held:
    """The same of a run that is finished.  Raises Refused."""
    return finished(of_run(where, name))


def _is_name(name: str) -> bool:
    """Whether it is that of a folder right here, which an address can name."""
    return (
        0 < len(name) <= 255  # what a folder can have
        and not name.startswith(".")
        and not any(sign in name for sign in "/\\\0")
        and name.isprintable()
    )


def held(where: Path, name: str) -> Held | None:
    """What lies under a name; None where it is none of a run's, a comparison's or an attribution's folders."""
    path = where / name
    try:
        if path.resolve().parent != where.resolve() or not path.is_dir():
            return None
        if (path / folder.MANIFEST).is_file():
            return _with_manifest(path)
        return _on_the_way(path)
    except OSError:
        return None


def _with_manifest(path: Path) -> Held | None:
    changed = (path / folder.MANIFEST).stat().st_mtime
    said_of = folder.kind_of(path)
    kind = said_of if said_of in (COMPARISON, ATTRIBUTION) else RUN
    try:
        said = folder.manifest(path)
    except DemeritError as error:
        return Held(path.name, path, kind, OTHER, {}, "", changed, error)
    state = FINISHED
    if claim.left(path):  # months are lived, the report is being written
        state = RUNNING if claim.held(path) else STOPPED
    return Held(path.name, path, kind, state, said, str(said["until"]), changed)


def _on_the_way(path: Path) -> Held | None:
    there = so_far.parts(path)
    begun = claim.left(path)
    if not there and not begun and not so_far.found(path):
        return None
    said = so_far.about(path) or {}
    changed = max(each.stat().st_mtime for each in [path, *there[-1:]])
    state = RUNNING if claim.held(path) else STOPPED
    return Held(path.name, path, RUN, state, said, there[-1].stem if there else "", changed)


def lasting(one: Held) -> float | None:
    """Seconds since whoever writes it began; None where nobody does."""
    try:
        return max(0.0, time.time() - (one.path / claim.FILE).stat().st_mtime)
    except OSError:
        return None

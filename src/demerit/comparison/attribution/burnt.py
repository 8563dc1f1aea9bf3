"""The end of the burn-in, kept: months before any regime are the same for all worlds of a question."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from demerit.world import burn_in, checkpoint
from demerit.world.comparing import Comparison, as_the_first

KEPT: Final = ".burn-in"


def begin(several: Comparison, kept: Path) -> None:
    """Put fresh worlds where their regimes begin, if their burn-in is kept.  Raises DemeritError."""
    path = _place(several, kept)
    if path is None or not path.exists():
        return
    if checkpoint.damage(path):
        shutil.rmtree(path, ignore_errors=True)
        return
    checkpoint.put(several.base, path)
    for other in several.others:
        as_the_first(other, several.base)
    several.month = several.base.month


def keep(several: Comparison, kept: Path) -> None:
    """Leave the burn-in there, when it is just over and the worlds have not parted; no other stays beside it.

    Where there is no room, the next worlds live it again.
    """
    just_over = several.month == several.base.scenario.start > several.society.first and several.parted is None
    path = _place(several, kept) if just_over else None
    if path is None or path.exists():
        return
    shutil.rmtree(kept / KEPT, ignore_errors=True)
    with suppress(OSError):
        checkpoint.write(several.base, path)


def forget(kept: Path) -> None:
    """It is needed no more."""
    shutil.rmtree(kept / KEPT, ignore_errors=True)


def _place(several: Comparison, kept: Path) -> Path | None:
    """The folder of their burn-in; None where it is not the same for all of them, or a score learns in it."""
    names = {burn_in.name(world) for world in several.worlds}
    same = len(names) == 1 and all(map(burn_in.possible, several.worlds))
    return kept / KEPT / names.pop() if same else None

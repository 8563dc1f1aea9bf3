"""What is in the folder that a run is to fill, and what follows from it for whoever starts one there.

Whatever a run was doing when it was stopped, the same command either goes on or says the one thing to do.
"""

import re
from collections.abc import Iterable
from enum import Enum, auto
from pathlib import Path
from typing import Final

from demerit.shell import quoted
from demerit.world import beside, checkpoint, claim, folder, months_so_far
from demerit.world.errors import DemeritError
from demerit.world.identity import Given, differences

# What a run has written at its top when it is stopped before its manifest: without that, all of it is made again.
UNSEALED: Final = frozenset(
    (
        *(folder.SCENARIO, folder.SCENARIO_JSON, folder.SUMMARY, folder.MONTHS, folder.LISTS, folder.REGISTER),
        *(folder.REPLAY, folder.TWINS, folder.MODEL_CARD, folder.MODEL_CARD_TEXT),
        *folder.OF_BESIDE,
    )
)
KNOWN: Final = re.compile(rf"{re.escape(claim.FILE)}|\..*\.part|{checkpoint.NAMED.pattern}")


class Standing(Enum):
    """How far a run folder has come."""

    EMPTY = auto()  # or what is there is less than a run can go on from
    STOPPED = auto()  # on the way: there are checkpoints
    MADE = auto()  # all months are lived and written; what is told of them is not, or not all of it
    FINISHED = auto()
    FOREIGN = auto()  # something else, which is left alone


def of(run: Path) -> Standing:
    """How far it has come.  Raises DemeritError where that cannot be seen."""
    try:
        names = {path.name for path in run.iterdir()}
    except FileNotFoundError:
        return Standing.EMPTY
    except OSError as error:
        raise DemeritError(f"{run} cannot be used as a folder ({error.strerror})") from None
    if folder.MANIFEST in names:
        return Standing.MADE if claim.left(run) else Standing.FINISHED
    if checkpoint.found(run):
        return Standing.STOPPED
    written = UNSEALED if claim.FILE in names else frozenset[str]()
    others = {name for name in names - written if not KNOWN.fullmatch(name)} - {folder.SO_FAR}
    ours = not others and (folder.SO_FAR not in names or months_so_far.ours(run))
    return Standing.EMPTY if ours else Standing.FOREIGN


def agreed(run: Path, given: Given, resume: bool) -> Standing:
    """How far a run folder has come, if the run that is given may go on in it, or begin.

    Raises DemeritError, with what to do, if it may not.
    """
    now = of(run)
    busy = claim.writer(run)
    if busy:
        raise DemeritError(f"{run} {busy}; wait until it ends, or {OTHER}")
    if now is Standing.FOREIGN:
        raise DemeritError(f"{run} exists and is not empty, and no run can go on from what is in it; {OTHER}")
    if now is Standing.FINISHED:
        if resume:
            raise DemeritError(f"{run}: this run is finished; there is nothing to resume; {OTHER}")
        what = folder.article(folder.manifest(run)) if folder.kind_of(run) else "a finished run"
        raise DemeritError(f"{run} exists and is not empty: it is the folder of {what}; {OTHER}")
    if now is Standing.STOPPED:
        if checkpoint.of_comparison(run):
            raise DemeritError(f"{run} exists and is not empty: a comparison was stopped in it; {OTHER}")
        checkpoint.agree(run, given)
        if not resume:
            raise DemeritError(
                f"{run} exists and is not empty: a run was stopped in it; --resume goes on with it, or {OTHER}"
            )
    if now is Standing.MADE:
        differ = differences(_given(run), given)
        if differ:
            raise DemeritError(f"{run} exists and is not empty; it is of another run ({'; '.join(differ)}); {OTHER}")
        folder.made_whole(run, folder.manifest(run))
    return now


OTHER: Final = "choose another --out"


def _given(run: Path) -> Given:
    """From what a run folder with a manifest was made."""
    said = folder.manifest(run)
    keys = ("version", "scenario_hash", "seed", "scale", "until")
    return {key: said[key] for key in keys} | {"scenario": folder.read_part(run, folder.SCENARIO_JSON, said)}


def cleared(run: Path) -> None:
    """Take away what a run left from which it cannot go on: all but the worlds beside it.  Raises DemeritError."""
    try:
        months_so_far.clear(run)
        checkpoint.clear(run)
        for path in [*_there(run, UNSEALED), *(path for path in run.glob(".*.part") if not path.is_dir())]:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise DemeritError(f"{error.filename} cannot be taken away ({error.strerror})") from None


def _there(run: Path, names: Iterable[str]) -> list[Path]:
    return [run / name for name in names if (run / name).is_file()]


def onward(run: Path) -> str:
    """What to do after a run was stopped, in words."""
    out = f"--out {quoted(run)}"
    now = of(run)
    if now is Standing.STOPPED:
        return f"go on with the same command and --resume {out}"
    if now is Standing.MADE:
        return f"all months are lived: the same command with {out} writes what is not yet told of them"
    kept = "the worlds beside it are kept" if beside.left(run) else "nothing of it was kept"
    return f"{kept}: the same command with {out} begins again"

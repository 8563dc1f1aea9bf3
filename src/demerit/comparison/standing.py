"""What is in the folder that a comparison is to fill, and what follows from it."""

import shutil
from enum import Enum, auto
from pathlib import Path
from typing import Final

from demerit.comparison import stopped
from demerit.comparison.folder import about
from demerit.comparison.pieces import KEPT
from demerit.comparison.plan import Plan
from demerit.comparison.variants import BASE
from demerit.shell import quoted
from demerit.world import checkpoint, claim, folder
from demerit.world.errors import DemeritError

OTHER: Final = "choose another --out"


class Standing(Enum):
    """How far the folder of a comparison has come."""

    EMPTY = auto()  # or what is there is less than one can go on from
    STOPPED = auto()  # on the way: there are checkpoints
    MADE = auto()  # every part is written; what was kept on the way is still there


def agreed(out: Path, plan: Plan, to_come: bool = False) -> Standing:
    """How far a folder has come, if the comparison of the plan may go on in it, or begin.

    to_come: something is still to be told of it, when it is whole.

    Raises DemeritError, with what to do, if it may not.
    """
    try:
        names = {path.name for path in out.iterdir()}
    except FileNotFoundError:
        return Standing.EMPTY
    except OSError as error:
        raise DemeritError(f"{out} cannot be used as a folder ({error.strerror})") from None
    busy = claim.writer(out)
    if busy:
        raise DemeritError(f"{out} {busy}; wait until it ends, or {OTHER}")
    if folder.MANIFEST in names:
        if claim.left(out) or (plan.resume and to_come):
            return _made(out, plan)
        raise DemeritError(_finished(out, plan, names, to_come))
    if checkpoint.found(out):
        if not checkpoint.of_comparison(out):
            raise DemeritError(f"{out} exists and is not empty: a run was stopped in it; {OTHER}")
        stopped.agree(out, plan)
        if not plan.resume:
            said = "a comparison was stopped in it; --resume goes on with it"
            raise DemeritError(f"{out} exists and is not empty: {said}, or {OTHER}")
        return Standing.STOPPED
    ours = _ours(plan) if claim.FILE in names else frozenset()
    if any(name not in ours and not name.startswith(".") for name in names):
        raise DemeritError(f"{out} exists and is not empty, and no comparison can go on from what is in it; {OTHER}")
    return Standing.EMPTY


def _finished(out: Path, plan: Plan, names: set[str], to_come: bool) -> str:
    """What is to be said of a folder that is whole."""
    told = folder.REPORT in names or folder.kind_of(out) != folder.COMPARED
    report = "" if told else f"demerit report {quoted(out)} writes its report, or "
    if plan.resume:
        return f"{out}: it is finished; there is nothing to resume; {report}{OTHER}"
    if to_come:
        report = "--resume tells what is still to be told of it, or "
    return f"{out} exists and is not empty: something finished is in it; {report}{OTHER}"


def _made(out: Path, plan: Plan) -> Standing:
    """MADE, if it is the comparison of the plan.  Raises DemeritError."""
    said, now = folder.of_kind(out, folder.COMPARED), about(plan)
    differ = [f"{key} was {said.get(key)}, is {now[key]}" for key in now if said.get(key) != now[key]]
    if differ:
        raise DemeritError(f"{out} exists and is not empty; it is of another comparison ({'; '.join(differ)}); {OTHER}")
    folder.made_whole(out, said)
    return Standing.MADE


def _ours(plan: Plan) -> frozenset[str]:
    from demerit.comparison.beside import BESIDE
    from demerit.comparison.folder import COMPARISON, EFFECTS, SAMPLE

    return frozenset({BASE, *(one.name for one in plan.variants), BESIDE, COMPARISON, EFFECTS, SAMPLE, folder.MANIFEST})


def cleared(out: Path, plan: Plan) -> None:
    """Take away what a comparison left that was stopped, and from which none goes on."""
    for name in (*_ours(plan), KEPT):
        path = out / name
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def onward(out: Path) -> str:
    """What to do after a comparison was stopped, in words."""
    if (out / folder.MANIFEST).is_file():
        return f"all is lived and written: the same command with --out {quoted(out)} ends it"
    if checkpoint.found(out):
        return f"go on with the same command and --resume --out {quoted(out)}"
    return f"the same command with --out {quoted(out)} begins again"

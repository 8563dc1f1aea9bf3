"""What is in the folder that a comparison is to fill, and what follows from it."""

import shutil
from pathlib import Path
from typing import Final

from demerit.comparison.pieces import KEPT
from demerit.comparison.plan import Plan
from demerit.comparison.variants import BASE
from demerit.shell import quoted
from demerit.world import claim, folder
from demerit.world.errors import DemeritError

OTHER: Final = "choose another --out"


def agreed(out: Path, plan: Plan) -> None:
    """Raises DemeritError, with what to do, where a comparison may not begin in a folder."""
    try:
        names = {path.name for path in out.iterdir()}
    except FileNotFoundError:
        return
    except OSError as error:
        raise DemeritError(f"{out} cannot be used as a folder of a comparison ({error.strerror})") from None
    if folder.MANIFEST in names and not claim.left(out):
        if plan.resume:
            raise DemeritError(f"{out}: it is finished; there is nothing to resume; {OTHER}")
        raise DemeritError(f"{out} exists and is not empty: something finished is in it; {OTHER}")
    ours = _ours(plan) if claim.FILE in names else frozenset()
    if any(name not in ours and not name.startswith(".") for name in names):
        raise DemeritError(f"{out} exists and is not empty, and no comparison can go on from what is in it; {OTHER}")


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
    return f"the same command with --out {quoted(out)} begins again"

"""The folder of an attribution, with its pictures."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from demerit.comparison.attribution import Asked, Attribution
from demerit.comparison.attribution.folder import ATTRIBUTION, KEPT, agreed, parts, said, seal
from demerit.report.attributed.figures import figures
from demerit.report.attributed.told import Told
from demerit.report.drawers import Drawers
from demerit.report.marks import Mark
from demerit.report.page import panels, placed
from demerit.world import claim, folder, run
from demerit.world.errors import DemeritError

KIND: Final = "It comes out of worlds with and without each part: no single value in the file says it"


class OfWorlds(Mark):
    """A mark that says where shares come from, instead of a run."""

    @property
    def statements(self) -> list[str]:
        """What stands under a figure in a CSV."""
        return [f"Mark: {self.word}. Reference: {self.reference}", KIND]

    @property
    def in_short(self) -> list[str]:
        """What stands under it in a picture."""
        return self.statements


MARK: Final = OfWorlds("assumed", "none, nobody knows", "Nobody has seen what would be without a part of a system.")
# What an attribution writes beside its worlds: whoever was stopped over it leaves the file that says who was here.
PARTS: Final = frozenset({ATTRIBUTION, folder.SCENARIO, folder.SCENARIO_JSON, folder.FIGURES, folder.MANIFEST})


@contextmanager
def owned(out: Path, asked: Asked) -> Iterator[None]:
    """A folder that is new, empty, or of an attribution of the same worlds, to write into; nobody else does so
    meanwhile, and a new one in which nothing came to be goes again.  Raises DemeritError.
    """
    free(out, asked)
    with run.owned(out) as held:
        try:
            free(out, asked)  # again: somebody may just have been here
            yield
            for unfinished in (path for path in out.rglob(".*.part") if path.is_file()):
                unfinished.unlink()  # of somebody who was killed over it
        finally:
            there = _there(out)
            if folder.MANIFEST in there or not there & PARTS:
                held.done()  # worlds on the way to an answer are what they are, whoever goes on


def free(out: Path, asked: Asked) -> None:
    """Raises DemeritError where a folder is neither new nor empty nor of an attribution of the same worlds."""
    there = _there(out)
    begun = folder.MANIFEST in there or claim.left(out)
    others = there - {KEPT} - (PARTS if begun else set())
    busy = claim.writer(out)
    if busy:
        raise DemeritError(f"--out {out} {busy}; wait until it ends, or choose another folder")
    if others:
        raise DemeritError(f"--out {out} holds something else ({min(others)}); choose another folder")
    if folder.MANIFEST in there:
        agreed(out, asked)


def _there(out: Path) -> set[str]:
    """What is in a folder, hidden files aside.  Raises DemeritError."""
    try:
        return {path.name for path in out.iterdir() if not path.name.startswith(".")}
    except FileNotFoundError:
        return set()
    except OSError as error:
        raise DemeritError(f"--out {out} cannot be read ({error.strerror or error})") from None


def save(answer: Attribution, out: Path) -> list[Path]:
    """Write an answer and its pictures; those of an earlier answer go.  Returns what was written.  Raises DemeritError."""
    earlier = said(out)[folder.FILES] if (out / folder.MANIFEST).exists() else {}
    told = Told(answer.told())
    with Drawers() as drawers:
        drawn = [file for one in panels(told, MARK, figures(told), drawers) for file in one.files.items()]
    parts(answer, out)
    for name in (name for name in earlier if name.startswith(f"{folder.FIGURES}/")):
        (out / name).unlink(missing_ok=True)
    paths = [out / folder.FIGURES / name for name, _ in drawn]
    for path, (_, content) in zip(paths, drawn, strict=True):
        placed(path, content)
    seal(answer, out, [path.relative_to(out).as_posix() for path in paths])
    return [out / ATTRIBUTION, *paths]

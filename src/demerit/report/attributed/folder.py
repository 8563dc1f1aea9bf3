"""The folder of an attribution: `attribution.json`, its pictures, and the worlds that were lived for it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from demerit import __version__, placing
from demerit.comparison.attribution import Attribution
from demerit.report.attributed.figures import figures
from demerit.report.marks import Mark
from demerit.report.picture import drawn, picture
from demerit.world import folder
from demerit.world.claim import claimed
from demerit.world.errors import DemeritError

ATTRIBUTION: Final = "attribution.json"
KEPT: Final = "worlds"  # each as soon as it was lived: whoever was stopped, or asks again, lives none twice
PICTURES: Final = ("attribution", "contexts", "chains")
MARK: Final = Mark("assumed", "none, nobody knows", "Nobody has seen what would be without a part of a system.")


@contextmanager
def owned(out: Path) -> Iterator[None]:
    """A folder that is new, empty, or of an attribution, to write into; nobody else does so meanwhile, and a new one in
    which nothing came to be goes again.  Raises DemeritError.
    """
    _checked(out)
    held = ExitStack()
    try:
        out.mkdir(parents=True, exist_ok=True)
        placing.check(out / ATTRIBUTION)
        claim = held.enter_context(claimed(out))
    except OSError as error:
        raise DemeritError(f"--out {out} cannot be written ({error.strerror or error})") from None
    with held:
        try:
            yield
        finally:
            claim.done()
            with suppress(OSError):
                out.rmdir()  # where it is empty


def _checked(out: Path) -> None:
    try:
        there = {path.name for path in out.iterdir() if not path.name.startswith(".")} if out.exists() else set()
    except OSError as error:
        raise DemeritError(f"--out {out} cannot be read ({error.strerror or error})") from None
    if there and not there & {ATTRIBUTION, KEPT}:
        raise DemeritError(f"--out {out} holds something else; choose another folder")


def stamp(answer: Attribution) -> str:
    """Of which worlds an answer is."""
    asked = answer.asked
    return f"Demerit {__version__}, scenario {asked.scenario.name}, seed {asked.seed}, scale 1:{asked.scale}"


def save(answer: Attribution, out: Path) -> list[Path]:
    """Write an answer and its pictures; those of an earlier answer go.  Raises DemeritError."""
    for name in PICTURES:
        (out / f"{name}.svg").unlink(missing_ok=True)
    of = stamp(answer)
    paths = []
    for one in figures(answer):
        svg = picture(one, MARK, of, drawn(one.chart.wide), note=one.chart.note)
        path = out / f"{one.key}.svg"
        folder.written(path, lambda part, svg=svg: part.write_text(svg, "utf-8"))  # type: ignore[misc]
        paths.append(path)
    folder.write_json(out / ATTRIBUTION, answer.told())
    return [out / ATTRIBUTION, *paths]

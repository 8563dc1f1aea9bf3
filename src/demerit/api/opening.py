"""A folder, as what it is of."""

from os import PathLike
from pathlib import Path
from typing import Any

from demerit.api.arguments import named, said_plainly


def open(path: str | PathLike[str]) -> Any:
    """The `Run` of a folder that `demerit run` or `Run.save` wrote, the `Comparison` of one that `demerit compare` or
    `Comparison.save` wrote, or the `Attribution` of one that `demerit attribute` or `Attribution.save` wrote: it
    answers as the one that was lived would.

    Each file is read when it is needed, and must be what was written.  Raises DemeritError where the folder is none of
    these, of another version, or a file of it is damaged.
    """
    from demerit.world.folder import ATTRIBUTED, COMPARED, kind_of

    with said_plainly():
        there = Path(named("path", path))
        if kind_of(there) == COMPARED:
            from demerit.api.compared import InFolder as OfComparison
            from demerit.api.comparison import Comparison

            return Comparison(OfComparison(there))
        if kind_of(there) == ATTRIBUTED:
            from demerit.api.attributed import InFolder as OfAttribution
            from demerit.api.attribution import Attribution

            return Attribution(OfAttribution(there))
        from demerit.api.run import Run
        from demerit.api.sources import InFolder

        return Run(InFolder(there))

"""A run folder, as a run."""

from os import PathLike
from pathlib import Path

from demerit.api.arguments import named, said_plainly
from demerit.api.run import Run
from demerit.api.sources import InFolder


def open(path: str | PathLike[str]) -> Run:
    """The run of a folder that `demerit run` or `Run.save` wrote: it answers as the run itself would.

    Each file is read when it is needed, and must be what the run wrote.  Raises DemeritError where the folder is not
    that of a finished run of this version, or a file of it is damaged.
    """
    with said_plainly():
        return Run(InFolder(Path(named("path", path))))

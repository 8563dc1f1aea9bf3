"""What the environment says to the compiler, looked at before that is imported: it answers with tracebacks."""

import os
import re
from typing import Final

from demerit.errors import DemeritError

THREADS: Final = "NUMBA_NUM_THREADS"
UNCOMPILED: Final = "NUMBA_DISABLE_JIT"


SETTINGS: Final = ".numba_config.yaml"  # which the compiler reads wherever it is called


def checked() -> None:
    """Raises DemeritError where something keeps the compiler from working, or would have it work otherwise."""
    if os.path.isfile(SETTINGS):
        raise DemeritError(
            f"{SETTINGS}: the compiler would take its settings from the current folder; start from another"
        )
    threads = os.environ.get(THREADS, "")
    if threads and not re.fullmatch(r"0*[1-9]\d*", threads):
        raise DemeritError(f"{THREADS}={threads}: write a whole number from 1 on, or unset it")
    switched = os.environ.get(UNCOMPILED, "")
    if switched and not re.fullmatch("0+", switched):
        raise DemeritError(f"{UNCOMPILED}={switched}: without its compiler a month takes hours; unset it")

"""What draws one report goes on to draw the next: it takes longer to begin than to draw all pictures of a report."""

from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import Popen
from unittest import mock

from demerit.report import drawers

BEGUN, ENDED = drawers._begun, drawers._ended


@contextmanager
def kept() -> Iterator[None]:
    """Processes that draw are kept for whoever wants some next, but for those that have ended."""
    idle: list[Popen[bytes]] = []

    def begun() -> Popen[bytes]:
        return idle.pop() if idle else BEGUN()

    def ended(process: Popen[bytes]) -> None:
        if process.poll() is None:
            idle.append(process)
        else:
            ENDED(process)

    with _by(begun, ended):
        yield
    for process in idle:
        ENDED(process)


def anew() -> mock._patch_dict:
    """As without tests: they begin and end with each report."""
    return _by(BEGUN, ENDED)


def _by(begun: object, ended: object) -> mock._patch_dict:
    return mock.patch.dict(vars(drawers), _begun=begun, _ended=ended)

"""The ledger: what the month of one watched person says about itself.  `None` for everybody else, and compiled away.

Every event of `demerit.catalogue.events` is here by its name in capitals: `from demerit.month.note import FINED, note`.
"""

from typing import Any, Final

import numpy as np
from numba import types
from numba.extending import overload

from demerit.catalogue.events import DEBTS, NUMBERS
from demerit.draws import compiled, structure

# Events of every day: what a comparison of worlds counts apart comes of none of them (see `month.effects`).
_QUIET = tuple(NUMBERS[name] for name in ("ACT", "MISSED", "DECLINED", "GRANTED", "FEARED", "SAID"))
ACTED, UNSEEN, TURNED_DOWN, GIVEN, AFRAID, SPOKE = _QUIET
# In place of a ledger where several worlds are lived: a record, as references to an array would be counted by every
# function that it is handed to.
BELL: Final[np.dtype[Any]] = structure([("rang", np.int64)])
# Events of debts and of work, and of fines paid or not: all that is counted with them is `month.state.OF_DEBTS`.
WITH_DEBTS = (*(event.number for event in DEBTS), NUMBERS["PAID_FINE"], NUMBERS["LEFT_FINE_UNPAID"])
RANG, RANG_OUT = 1, 3  # of a bell: for one of these alone; for something else that does not happen every day
WHOSE = -1  # no event: from here on the ledger is of the person whose number stands in place of the day


def __getattr__(name: str) -> int:
    """The number of an event."""
    if name not in NUMBERS:
        raise AttributeError(f"{name} is no event of demerit.catalogue.events")
    return NUMBERS[name]


@compiled()
def note(ledger, day, event, a, b, c):  # type: ignore[no-untyped-def]
    """Append one row (day, event, a, b, c) to the ledger, if there is one; or ring, where it is a BELL."""
    if ledger is not None:
        inscribed(ledger, day, event, a, b, c)


def inscribed(ledger, day, event, a, b, c):  # type: ignore[no-untyped-def]
    """Append to a ledger, or ring a bell: which of them it is, the compiler knows."""
    if isinstance(ledger, np.record):
        rung(ledger, event)
    else:
        append(ledger, day, event, a, b, c)


@overload(inscribed, inline="always")  # numba is untyped
def _inscribed(ledger, day, event, a, b, c):  # type: ignore[no-untyped-def]
    if isinstance(ledger, types.Record):
        return lambda ledger, day, event, a, b, c: rung(ledger, event)
    return lambda ledger, day, event, a, b, c: append(ledger, day, event, a, b, c)


@compiled(forceinline=True)
def rung(bell, event):  # type: ignore[no-untyped-def]
    """Ring for whatever does not happen every day."""
    everyday = event in (ACTED, UNSEEN, TURNED_DOWN, GIVEN, AFRAID, SPOKE)
    if not everyday:
        bell.rang |= RANG if event in WITH_DEBTS else RANG_OUT


@compiled(apart=True)
def append(ledger, day, event, a, b, c):  # type: ignore[no-untyped-def]
    """Append one row; row 0 holds the number of rows written, and refuses what does not fit.

    Apart: the month says something in two hundred places, and each would hold a copy.
    """
    row = ledger[0, 0] + 1
    ledger[0, 0] = row
    if row < len(ledger):
        ledger[row, 0] = day
        ledger[row, 1] = event
        ledger[row, 2] = a
        ledger[row, 3] = b
        ledger[row, 4] = c

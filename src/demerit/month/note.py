"""The ledger: what the month of one watched person says about itself.  `None` for everybody else, and compiled away.

Every event of `demerit.catalogue.events` is here by its name in capitals: `from demerit.month.note import FINED, note`.
"""

from demerit.catalogue.events import NUMBERS
from demerit.draws import compiled

# Events of every day: what a comparison of worlds counts apart comes of none of them (see `month.effects`).
_QUIET = tuple(NUMBERS[name] for name in ("ACT", "MISSED", "DECLINED", "GRANTED", "FEARED", "SAID"))
ACTED, UNSEEN, TURNED_DOWN, GIVEN, AFRAID, SPOKE = _QUIET
WHOSE = -1  # no event: from here on the ledger is of the person whose number stands in place of the day


def __getattr__(name: str) -> int:
    """The number of an event."""
    if name not in NUMBERS:
        raise AttributeError(f"{name} is no event of demerit.catalogue.events")
    return NUMBERS[name]


@compiled()
def note(ledger, day, event, a, b, c):  # type: ignore[no-untyped-def]
    """Append one row (day, event, a, b, c) to the ledger, if there is one; a ledger of one dimension is a bell."""
    if ledger is not None:
        if ledger.ndim == 1:
            rung(ledger, event)
        else:
            append(ledger, day, event, a, b, c)


@compiled(forceinline=True)
def rung(bell, event):  # type: ignore[no-untyped-def]
    """Ring for whatever does not happen every day."""
    everyday = event in (ACTED, UNSEEN, TURNED_DOWN, GIVEN, AFRAID, SPOKE)
    if not everyday:
        bell[0] = 1


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

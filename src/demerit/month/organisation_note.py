"""The ledger of one watched organisation; `None` for all others, and compiled away.

Every event of `demerit.catalogue.organisation_events` is here by its name in capitals.
"""

from demerit.catalogue.organisation_events import NUMBERS
from demerit.draws import compiled
from demerit.month.note import note


def __getattr__(name: str) -> int:
    """The number of an event."""
    if name not in NUMBERS:
        raise AttributeError(f"{name} is no event of demerit.catalogue.organisation_events")
    return NUMBERS[name]


@compiled()
def said(ledger, desk, position, day, event, a, b, c):  # type: ignore[no-untyped-def]
    """A row of the ledger, if it is about the organisation that is watched."""
    if ledger is not None:  # noqa: SIM102 - alone, so that the compiler prunes it
        if position == desk.watch:
            note(ledger, day, event, a, b, c)

"""The ledger of one watched organisation; `None` for all others, and compiled away."""

from demerit.draws import compiled
from demerit.month.note import note
from demerit.vocabulary import ORGANISATION_EVENTS

EVENT = {name: number for number, name in enumerate(ORGANISATION_EVENTS)}
ACT = EVENT["act"]
RECORDED = EVENT["recorded"]
MISSED = EVENT["missed"]
LOST = EVENT["lost"]
POINTS = EVENT["points"]
FINED = EVENT["fined"]
RATED = EVENT["rated"]
ENTERED = EVENT["entered"]
LEFT = EVENT["left"]
SUSPENDED = EVENT["suspended"]
REFUSED = EVENT["refused"]
DECLINED = EVENT["declined"]
GRANTED = EVENT["granted"]
TAXED = EVENT["taxed"]
LICENCE_REVOKED = EVENT["revoked"]
RESTORED = EVENT["restored"]
WATCHED = EVENT["watched"]
MENDED = EVENT["mended"]
DETERRED = EVENT["deterred"]


@compiled()
def said(ledger, desk, position, day, event, a, b, c):  # type: ignore[no-untyped-def]
    """A row of the ledger, if it is about the organisation that is watched."""
    if ledger is not None:  # noqa: SIM102 - alone, so that the compiler prunes it
        if position == desk.watch:
            note(ledger, day, event, a, b, c)

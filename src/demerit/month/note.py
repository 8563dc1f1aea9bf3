"""The ledger: what the month of one watched person says about itself.  `None` for everybody else, and compiled away."""

from demerit.draws import compiled
from demerit.vocabulary import EVENT

BORN = EVENT["born"]
DIED = EVENT["died"]
ACT = EVENT["act"]
SELF_CENSORED = EVENT["self_censored"]
RECORDED = EVENT["recorded"]
MISSED = EVENT["missed"]
LOST = EVENT["lost"]
POINTS = EVENT["points"]
ENTERED = EVENT["entered"]
LEFT = EVENT["left"]
REFUSED = EVENT["refused"]
DECLINED = EVENT["declined"]
GRANTED = EVENT["granted"]
LENT = EVENT["lent"]
REPAID = EVENT["repaid"]
DEFAULTED = EVENT["defaulted"]
CURED = EVENT["cured"]
SUED = EVENT["sued"]
RULED_AGAINST = EVENT["ruled_against"]
PERFORMED = EVENT["performed"]
LAPSED = EVENT["lapsed"]
LOST_WORK = EVENT["lost_work"]
FOUND_WORK = EVENT["found_work"]
FINED = EVENT["fined"]
PAID_FINE = EVENT["paid_fine"]
LEFT_FINE_UNPAID = EVENT["left_fine_unpaid"]
DETAINED = EVENT["detained"]
RELEASED = EVENT["released"]
NOTIFIED = EVENT["notified"]
OBJECTED = EVENT["objected"]
UPHELD = EVENT["upheld"]
DISMISSED = EVENT["dismissed"]
FEARED = EVENT["feared"]
PASS_LOST = EVENT["pass_lost"]
PASS_RESTORED = EVENT["pass_restored"]
SAID = EVENT["said"]
WARNED = EVENT["warned"]
EXPIRED = EVENT["expired"]
AVERTED = EVENT["averted"]
CLEAN_YEAR = EVENT["clean_year"]
CLAWED_BACK = EVENT["clawed_back"]
STOPPED_LOOKING = EVENT["stopped_looking"]


@compiled()
def note(ledger, day, event, a, b, c):  # type: ignore[no-untyped-def]
    """Append one row (day, event, a, b, c); row 0 holds the number of rows written, and refuses what does not fit."""
    if ledger is not None:
        row = ledger[0, 0] + 1
        ledger[0, 0] = row
        if row < len(ledger):
            ledger[row, 0] = day
            ledger[row, 1] = event
            ledger[row, 2] = a
            ledger[row, 3] = b
            ledger[row, 4] = c

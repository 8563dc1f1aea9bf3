"""Steps 3 and 4 of an organisation's month: data sources record; the rulebook turns records into points and fines.

Every record keeps what truly happened.  A record may be put down to another organisation of the same community, drawn
among all of them, so that what one loses another one receives.
"""

from demerit.draws import ONE, compiled
from demerit.month.organisation_note import FINED, LOST, MISSED, POINTS, RECORDED, said
from demerit.month.organisation_state import S
from demerit.vocabulary import CORRECT, FALSE, MISATTRIBUTED

NOBODY = -1  # what `witness` answers when no data source records


@compiled()
def standing(firm):  # type: ignore[no-untyped-def]
    """Where an organisation stands as of step 1, as a set: listed (bit 0), and its rating."""
    return (1 << firm.rating) & ~1 | (firm.marks & 1)


@compiled()
def witness(firm, law, conduct, seen):  # type: ignore[no-untyped-def]
    """Which data source records this conduct, or NOBODY.  Inspection makes some be looked at more often."""
    scaled = int(seen)
    if standing(firm) & law.inspected:
        scaled = (scaled << 10) // law.attention
    for source in range(S):
        if scaled < law.sees[conduct, source]:
            return source
    return NOBODY


@compiled()
def filed(firm, nxt, law, day, conduct, truth, desk, target, count, ledger):  # type: ignore[no-untyped-def]
    """4. Points are given or taken within the limits of the scale; some conduct is ground enough for the list."""
    if law.ground[conduct]:
        nxt.ground = 1 + conduct
        if truth == CORRECT:
            nxt.true_ground = 1
    before = nxt.points
    nxt.points = min(max(before + law.points[conduct], law.lowest), law.highest)
    change = nxt.points - before
    if truth != CORRECT:
        nxt.wrong += change
    if change > 0:
        count.points_gained[firm.kind, conduct] += change
    else:
        count.points_lost[firm.kind, conduct] -= change
    if law.points[conduct] < 0 or law.fined[conduct]:
        nxt.warning += law.warned_by_record
    if change != 0:
        said(ledger, desk, target, day, POINTS, conduct, change, law.start + nxt.points)


@compiled()
def registered(firm, law, day, conduct, source, truth, desk, target, count, ledger):  # type: ignore[no-untyped-def]
    """3. A record about the organisation `target`, which may not be the one that did it; some are fined at once.

    Sums are by the kind of the one that did it: its record was made, wherever it went.
    """
    nxt = desk.next[target]
    said(ledger, desk, target, day, RECORDED, conduct, source, truth)
    count.records[firm.kind, conduct] += 1
    if truth == CORRECT:
        count.records_correct[firm.kind, source] += 1
    elif truth == MISATTRIBUTED:
        count.records_misattributed[firm.kind, source] += 1
    else:
        count.records_false[firm.kind, source] += 1
    if law.fined[conduct]:
        count.fines[firm.kind] += 1
        count.rating_fines[firm.rating] += 1
        nxt.burden += law.cost_of_fine
        said(ledger, desk, target, day, FINED, conduct, source, truth)
    filed(firm, nxt, law, day, conduct, truth, desk, target, count, ledger)


@compiled()
def observed(firm, law, day, conduct, seen, aside, n, desk, count, ledger):  # type: ignore[no-untyped-def]
    """3. Something truly happened: recorded, missed, or put down to another one of the n organisations here."""
    if not firm.covered or not law.watched[conduct]:
        return
    source = witness(firm, law, conduct, seen)
    if source == NOBODY:
        count.missed[firm.kind, conduct] += 1
        said(ledger, desk, firm.position, day, MISSED, conduct, 0, 0)
    elif aside < law.mistaken[source] and n > 1:
        other = (int(aside) * (n - 1)) // law.mistaken[source]
        other += other >= firm.position
        count.records_lost[firm.kind, source] += 1
        said(ledger, desk, firm.position, day, LOST, conduct, source, 0)
        registered(firm, law, day, conduct, source, MISATTRIBUTED, desk, other, count, ledger)
    else:
        registered(firm, law, day, conduct, source, CORRECT, desk, firm.position, count, ledger)


@compiled()
def invented(firm, law, now, draw, aside, desk, count, ledger):  # type: ignore[no-untyped-def]
    """3. A false record: nothing happened, and yet."""
    for source in range(S):
        if draw < law.false_record[source]:
            conduct = law.false_conduct[source, (int(aside) * law.false_choices[source]) // ONE]
            day = now.first_day + (int(aside) * now.days) // ONE
            registered(firm, law, day, conduct, source, FALSE, desk, firm.position, count, ledger)
            return

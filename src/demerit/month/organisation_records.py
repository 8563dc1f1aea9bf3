"""Steps 3 and 4 of an organisation's month: data sources record; the rulebook turns records into points and fines.

Every record keeps what truly happened.  A record may be put down to another organisation of the same community and
rulebook, drawn among all of them, so that what one loses another one receives.  The records of a month are gathered
first, from all organisations of the community, and then filed in the order of their days.
"""

from demerit.draws import ONE, block, compiled
from demerit.draws import ORGANISATION as DRAWS
from demerit.month.alike import NOBODY, first_below, given, points_counted, record_counted
from demerit.month.organisation_note import FINED, LOST, MISSED, POINTS, RECORDED, said
from demerit.month.organisation_state import IN_TRUTH, ON_FILE
from demerit.organisations.decisions import ASIDE, FALSE, FALSE_CONDUCT, FALSE_DAY
from demerit.vocabulary import CORRECT, MISATTRIBUTED
from demerit.vocabulary import FALSE as UNTRUE

# A record as one whole number, from the highest bits on: day of the month, order of writing, target, conduct, source,
# truth.
TRUTH_BITS, SOURCE_BITS, CONDUCT_BITS, TARGET_BITS, ORDER_BITS = 2, 4, 5, 8, 13
SOURCE_AT = TRUTH_BITS
CONDUCT_AT = SOURCE_AT + SOURCE_BITS
TARGET_AT = CONDUCT_AT + CONDUCT_BITS
ORDER_AT = TARGET_AT + TARGET_BITS
DAY_AT = ORDER_AT + ORDER_BITS


@compiled()
def written_down(desk, day_of_month, target, conduct, source, truth):  # type: ignore[no-untyped-def]
    """3. A record waits to be filed, behind those of earlier days."""
    at = desk.recorded
    row = day_of_month << DAY_AT | at << ORDER_AT | target << TARGET_AT
    row |= conduct << CONDUCT_AT | source << SOURCE_AT | truth
    while at > 0 and desk.records[at - 1] > row:
        desk.records[at] = desk.records[at - 1]
        at -= 1
    desk.records[at] = row
    desk.recorded += 1


@compiled()
def another(org, desk, draw, n):  # type: ignore[no-untyped-def]
    """The position of another organisation under the same rulebook, of the n here; there is one."""
    left = (draw * (desk.alike[org.book] - 1)) // ONE
    other = 0
    for f in range(n):
        if f != org.position and desk.orgs[f].book == org.book:
            if left == 0:
                other = f
                break
            left -= 1
    return other


@compiled()
def observed(org, law, now, day, k, seen, aside, inspected, n, desk, count, ledger):  # type: ignore[no-untyped-def]
    """3. Something truly happened: recorded, missed, or put down to another one of the n organisations here.

    k: the conduct; seen, aside: draws; inspected: whether it is looked at more closely on this day.
    """
    if not org.covered or not law.watched[k]:
        return
    source = first_below(law.sees[k], seen)
    if inspected:
        closely = first_below(law.sees_inspected[k], seen)
        count.found_by_inspection[org.kind] += source == NOBODY and closely != NOBODY
        source = closely
    if source == NOBODY:
        count.missed[org.kind, k] += 1
        said(ledger, desk, org.position, day, MISSED, k, 0, 0)
    elif aside < law.mistaken[source] and desk.alike[org.book] > 1:
        draw, _, _, _ = block(org.number, now.month, ASIDE + k, DRAWS, now.k0, now.k1)
        count.records_lost[org.kind, source] += 1
        said(ledger, desk, org.position, day, LOST, k, source, 0)
        written_down(desk, day - now.first_day, another(org, desk, draw >> 1, n), k, source, MISATTRIBUTED)
    else:
        written_down(desk, day - now.first_day, org.position, k, source, CORRECT)


@compiled()
def invented(org, economy, now, desk):  # type: ignore[no-untyped-def]
    """3. A false record: nothing happened, and yet.  What it says follows what the source records otherwise."""
    f = org.position
    source = first_below(economy.law[org.book].false_record, desk.words[FALSE, f])
    conduct = first_below(economy.false_conduct[org.book, source], desk.words[FALSE_CONDUCT, f])
    if conduct != NOBODY:
        day = (int(desk.words[FALSE_DAY, f]) * now.days) // ONE
        written_down(desk, day, f, conduct, source, UNTRUE)


@compiled()
def grounded(file, law, conduct):  # type: ignore[no-untyped-def]
    """4. Some conduct is ground enough for a list."""
    if law.black_ground[conduct] and file.new_ground == 0:
        file.new_ground = 1 + conduct
    if law.watch_ground[conduct] and file.new_watch == 0:
        file.new_watch = 1 + conduct


@compiled()
def filed(org, nxt, law, day, conduct, truth, desk, count, ledger):  # type: ignore[no-untyped-def]
    """4. Points are given or taken; what never happened stays out of the second file."""
    file = nxt.file[ON_FILE]
    before = file.points
    file.points = given(before, law.points[conduct], law)
    grounded(file, law, conduct)
    if truth == CORRECT:
        true_file = nxt.file[IN_TRUTH]
        true_file.points = given(true_file.points, law.points[conduct], law)
        grounded(true_file, law, conduct)
    points_counted(count, org.kind, conduct, file.points - before)
    if file.points != before:
        said(ledger, desk, org.position, day, POINTS, conduct, file.points - before, law.start + file.points)


@compiled()
def registered(org, nxt, law, day, conduct, source, truth, desk, count, ledger):  # type: ignore[no-untyped-def]
    """3. A record about an organisation, which may not be the one that did it; some are fined at once."""
    said(ledger, desk, org.position, day, RECORDED, conduct, source, truth)
    count.records[org.kind, conduct] += 1
    record_counted(count, org.kind, source, truth)
    if truth == CORRECT:
        count.rightly[org.book, source, conduct] += 1
    if law.fined[conduct]:
        count.fines[org.kind] += 1
        count.fines_wrongful[org.kind] += truth != CORRECT
        count.rating_fines[org.file[ON_FILE].rating] += 1
        nxt.burden += law.cost_of_fine
        said(ledger, desk, org.position, day, FINED, conduct, source, truth)
    if law.points[conduct] < 0 or law.fined[conduct]:
        nxt.warning += law.warned_by_record
    filed(org, nxt, law, day, conduct, truth, desk, count, ledger)


@compiled()
def all_filed(economy, now, desk, count, ledger):  # type: ignore[no-untyped-def]
    """3. and 4. Every record of the month, in the order of days."""
    for i in range(desk.recorded):
        row = desk.records[i]
        target = row >> TARGET_AT & 255
        conduct, source, truth = row >> CONDUCT_AT & 31, row >> SOURCE_AT & 15, row & 3
        org = desk.orgs[target]
        day = now.first_day + (row >> DAY_AT)
        law = economy.law[org.book]
        registered(org, desk.next[target], law, day, conduct, source, truth, desk, count, ledger)
    desk.recorded = 0

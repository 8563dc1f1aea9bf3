"""Step 2, second half: open matters move.  Loans default, courts rule, fines fall due, records arrive, listings end.

Each transition is keyed (person, month, matter): what happens to one matter never depends on the others, but where one
rests on another.  Nobody acts on a day of detention: what would be done then is done, or tried again, later.
"""

from demerit.draws import MATTER as MATTER_DRAWS
from demerit.draws import ONE, compiled, fill
from demerit.month.consequences import answered
from demerit.month.filing import disputed, expired, hangs
from demerit.month.fright import frightened
from demerit.month.leaving import NEVER
from demerit.month.lending import OWN, PUBLIC, entered, erased, pressed, risk
from demerit.month.note import (
    CRITIC_FORGOTTEN,
    CURED,
    DEFAULTED,
    FOUND_WORK,
    LAPSED,
    LEFT_FINE_UNPAID,
    PAID_FINE,
    PASS_RESTORED,
    PERFORMED,
    RELEASED,
    REPAID,
    RULED_AGAINST,
    STOPPED_LOOKING,
    SUED,
    note,
)
from demerit.month.note import DETAINED as DETAINED_EVENT
from demerit.month.origins import about, drawn_as, goes_on, opened, origin, risen, what
from demerit.month.recording import observed, reached
from demerit.month.state import (
    BLACK,
    CONDUCT_BITS,
    CRITIC,
    DETAINED,
    FORESEEN,
    NO_PASS,
    OF_CLAW_BACK,
    OUT_OF_WORK,
    PAID,
    PAID_BACK,
    REPORTED,
    SOURCE_BITS,
    TRUTH_SHIFT,
)
from demerit.people.desk import POSITION
from demerit.vocabulary import (
    ARREARS,
    CLAIM,
    CONDUCT,
    CRITICISED,
    DEMANDS,
    DETENTION,
    ENTRY,
    EXPIRY,
    FINE,
    JOBLESS,
    JUDGMENT,
    LOAN,
    PASS,
    RECORD,
)

UNPAID = CONDUCT.index("arrears")
STILL_UNPAID = CONDUCT.index("arrears_month")
UNPERFORMED = CONDUCT.index("judgment")
UNPAID_FINE = CONDUCT.index("unpaid_fine")
JOB = DEMANDS.index("job")


@compiled()
def within_month(now, draw):  # type: ignore[no-untyped-def]
    """A day of this month."""
    return now.first_day + (draw * now.days) // ONE


@compiled()
def detained(nxt, day):  # type: ignore[no-untyped-def]
    """Whether the person is held on a day of this month."""
    return nxt.held_from <= day < nxt.held_until


@compiled()
def loan(me, nxt, soc, law, now, m, last, a, b, c, d, count, ledger):  # type: ignore[no-untyped-def]
    """A loan is repaid at its term, unless it defaults before."""
    day = within_month(now, c)
    fearless = risk(me, soc, nxt.entry)
    chance = (fearless * (1024 + ((soc.default_fear * max(me.fear, 0)) >> 7))) >> 10
    count.loans_defaults_avoided[me.group] += chance <= a < fearless
    if a < chance:
        count.loans_defaulted[me.group] += 1
        note(ledger, day, DEFAULTED, 0, 0, 0)
        opened(nxt, me.place, ARREARS, 0, day + soc.sue_days, day, origin(m))
        entered(me, nxt, soc, day, OWN, origin(m))
        observed(me, nxt, soc, law, now, day, UNPAID, b, d, risen(nxt, now), count, ledger)
    elif m.due <= last:
        count.loans_repaid[me.group] += 1
        note(ledger, int(m.due), REPAID, 0, 0, 0)
    else:
        goes_on(nxt, me.place, m)
        count.loans_stock[me.group] += 1


@compiled()
def record_of(m, nxt, now):  # type: ignore[no-untyped-def]
    """The origin of a record of what became of a debt: a claw-back's own record, or a new one."""
    return origin(m) if what(m) & OF_CLAW_BACK else risen(nxt, now)


@compiled()
def arrears(me, nxt, soc, law, now, m, last, a, b, c, d, count, ledger):  # type: ignore[no-untyped-def]
    """Arrears are cured, or last another month, after some of which the lender sues."""
    if what(m) & PAID_BACK:
        goes_on(nxt, me.place, m)
        return
    day = within_month(now, c)
    cured = a < soc.cure + ((soc.cure_at_hardship * me.hardship) >> 7) and not detained(nxt, day)
    if cured:
        count.loans_cured[me.group] += 1
        note(ledger, day, CURED, 0, 0, 0)
        if what(m) & OF_CLAW_BACK and disputed(nxt, origin(m)):
            opened(nxt, me.place, ARREARS, what(m) | PAID_BACK, int(m.due), int(m.value), origin(m))
        return
    observed(me, nxt, soc, law, now, last, STILL_UNPAID, b, d, record_of(m, nxt, now), count, ledger)
    if m.due <= last:
        count.claims[me.group] += 1
        due = max(int(m.due), now.first_day)
        note(ledger, due, SUED, 0, 0, 0)
        opened(nxt, me.place, CLAIM, what(m), due + soc.ruling_days, due, origin(m))
    else:
        goes_on(nxt, me.place, m)


@compiled()
def claim(me, nxt, soc, law, now, m, last, b, d, count, ledger):  # type: ignore[no-untyped-def]
    """The court rules: a judgment that is not performed."""
    if m.due > last:
        observed(me, nxt, soc, law, now, last, STILL_UNPAID, b, d, record_of(m, nxt, now), count, ledger)
        goes_on(nxt, me.place, m)
        return
    day = max(int(m.due), now.first_day)
    count.judgments[me.group] += 1
    note(ledger, day, RULED_AGAINST, 0, 0, 0)
    at = nxt.written
    opened(nxt, me.place, JUDGMENT, what(m), day + soc.lapse_days, day, origin(m))
    entered(me, nxt, soc, day, PUBLIC, origin(m))
    if observed(me, nxt, soc, law, now, day, UNPERFORMED, b, d, origin(m), count, ledger):
        nxt.out[at].what = what(m) | REPORTED
        nxt.reported += 1


@compiled()
def judgment(me, nxt, soc, law, now, m, last, a, c, count, ledger):  # type: ignore[no-untyped-def]
    """A judgment is performed, sooner under the pressure of being listed, or lapses."""
    day = within_month(now, c)
    free = soc.perform + ((soc.perform_at_hardship * me.hardship) >> 7)
    chance = (free * law.pressure) >> 10 if me.marks & BLACK else free
    reported = what(m) & REPORTED != 0
    if a < chance and not detained(nxt, day):
        count.judgments_performed[me.group] += 1
        count.judgments_performed_under_pressure[me.group] += a >= free
        note(ledger, day, PERFORMED, 0, 0, 0)
        if reported:
            nxt.performed = max(nxt.performed, day)
    elif m.due <= last:
        count.judgments_lapsed[me.group] += 1
        note(ledger, int(m.due), LAPSED, 0, 0, 0)
        if reported:
            nxt.performed = max(nxt.performed, int(m.due))
    else:
        goes_on(nxt, me.place, m)
        nxt.reported += reported


@compiled()
def fine(me, nxt, soc, law, now, m, last, a, b, d, count, ledger):  # type: ignore[no-untyped-def]
    """A fine is paid when it falls due, or is left unpaid."""
    due = max(int(m.due), now.first_day)
    if detained(nxt, due):
        due = nxt.held_until
    if due > last or what(m) & PAID:
        goes_on(nxt, me.place, m)
    elif a < pressed(soc.fine_unpaid, soc.fine_unpaid_at_hardship, me.hardship):
        count.fines_unpaid[me.group] += 1
        note(ledger, due, LEFT_FINE_UNPAID, what(m), 0, 0)
        observed(me, nxt, soc, law, now, due, UNPAID_FINE, b, d, origin(m), count, ledger)
    else:
        count.fines_paid[me.group] += 1
        note(ledger, due, PAID_FINE, what(m), 0, 0)
        if disputed(nxt, origin(m)):
            opened(nxt, me.place, FINE, what(m) | PAID, int(m.due), int(m.value), origin(m))


@compiled()
def arriving(me, nxt, soc, law, now, m, last, count, ledger):  # type: ignore[no-untyped-def]
    """A record reaches the file, at once or after an objection to it was dismissed."""
    if m.due > last:
        goes_on(nxt, me.place, m)
        return
    day = max(int(m.due), now.first_day)
    source = int(m.value) & SOURCE_BITS
    marks = int(m.value) & ~SOURCE_BITS
    conduct = what(m) & CONDUCT_BITS
    truth = what(m) >> TRUTH_SHIFT
    reached(me, nxt, soc, law, now, day, conduct, source, truth, origin(m), marks, count, ledger)


@compiled()
def expiry(me, nxt, law, m, last, count, ledger):  # type: ignore[no-untyped-def]
    """A record expires: the change of points that it made is taken back, and no objection gives it back once more."""
    if m.due > last:
        goes_on(nxt, me.place, m)
        return
    change = int(m.value)
    conduct, truth = what(m) & CONDUCT_BITS, what(m) >> TRUTH_SHIFT
    expired(me, nxt, law, int(m.due), conduct, truth, change, origin(m), count, ledger)
    hangs(nxt, origin(m), -change)


@compiled()
def outlasted(nxt, m):  # type: ignore[no-untyped-def]
    """Whether another record has taken the health pass for longer, or for as long and is told in its place."""
    found = False
    for h in range(nxt.holds):
        other = nxt.held[h]
        if other.kind == PASS:
            found |= other.due > m.due or (other.due == m.due and origin(other) > origin(m))
    return found


@compiled()
def invalid(me, nxt, law, m, last, ledger):  # type: ignore[no-untyped-def]
    """A health pass is valid again on its day, unless another record has taken it since, or nobody asks for one now."""
    if law.pass_days == 0:
        return
    if m.due <= last:
        if not outlasted(nxt, m):
            note(ledger, int(m.due), PASS_RESTORED, 0, 0, 0)
    else:
        goes_on(nxt, me.place, m)
        nxt.marks |= NO_PASS


@compiled()
def taken(nxt, now):  # type: ignore[no-untyped-def]
    """The days of this month on which the person is held: known before anything else is decided."""
    for h in range(nxt.holds):
        m = nxt.held[h]
        if m.kind == DETENTION:
            nxt.held_from = max(int(m.value), now.first_day)
            nxt.held_until = min(int(m.due), now.first_day + now.days)


@compiled()
def detention(me, nxt, law, now, m, last, count, ledger):  # type: ignore[no-untyped-def]
    """Detention has a first and a last day.  It leaves conduct and opinion as they were."""
    first, due = int(m.value), int(m.due)
    if now.first_day <= first <= last:
        frightened(nxt, law.fear_detention)
        note(ledger, first, DETAINED_EVENT, about(what(m), origin(m)), 0, 0)
    if nxt.held_from < nxt.held_until:
        nxt.marks |= DETAINED
        count.detained_days[me.group] += nxt.held_until - nxt.held_from
    if due <= last:
        count.releases[me.group] += 1
        note(ledger, due, RELEASED, due - first, 0, 0)
    else:
        goes_on(nxt, me.place, m)
        count.detained[me.group] += first <= last


@compiled()
def jobless(me, nxt, soc, law, now, m, day, a, b, count, ledger):  # type: ignore[no-untyped-def]
    """People out of work ask for a place; the employer's ordinary answer comes first, then the regime's.

    Whoever leaves the labour force stops looking.
    """
    if not me.active:
        nxt.marks &= ~OUT_OF_WORK
        note(ledger, now.first_day, STOPPED_LOOKING, 0, 0, 0)
        return
    looks = a < soc.job_search and not detained(nxt, day)
    if looks and answered(me, nxt, soc, law, now, day, JOB, b < soc.job_declined, origin(m), count, ledger):
        nxt.marks &= ~OUT_OF_WORK
        count.jobs_found[me.group] += 1
        note(ledger, day, FOUND_WORK, 0, 0, 0)
    else:
        goes_on(nxt, me.place, m)


@compiled()
def criticised(me, nxt, m, last, ledger):  # type: ignore[no-untyped-def]
    """A criticism is on file for so many days."""
    if m.due > last:
        goes_on(nxt, me.place, m)
        nxt.marks |= CRITIC
    else:
        note(ledger, int(m.due), CRITIC_FORGOTTEN, 0, 0, 0)


@compiled()
def foreseen(matters, m, end, number, now, desk):  # type: ignore[no-untyped-def]
    """Draw ahead for open matters of a community from m on, up to `end`, FORESEEN of them; returns the position behind
    them.
    """
    n = min(end - m, FORESEEN)
    for i in range(n):
        matter = matters[m + i]
        desk.holder[i] = number + matter.who
        desk.matter[i] = drawn_as(matter)
    a, b, c, d = desk.fate, desk.fate_seen, desk.fate_when, desk.fate_aside
    fill(n, desk.holder, now.month, desk.matter, MATTER_DRAWS, now.k0, now.k1, a, b, c, d)
    return m + n


@compiled()
def moved(me, nxt, soc, law, now, m, a, b, c, d, count, ledger):  # type: ignore[no-untyped-def]
    """One open matter's month; a, b, c, d: its draws.  Objections, notices and listings: see `objections`, `listing`;
    who is out of work: see `sought`.
    """
    last = now.first_day + now.days - 1
    kind = m.kind
    if kind == LOAN:
        loan(me, nxt, soc, law, now, m, last, a, b, c, d, count, ledger)
    elif kind == ARREARS:
        arrears(me, nxt, soc, law, now, m, last, a, b, c, d, count, ledger)
    elif kind == CLAIM:
        claim(me, nxt, soc, law, now, m, last, b, d, count, ledger)
    elif kind == JUDGMENT:
        judgment(me, nxt, soc, law, now, m, last, a, c, count, ledger)
    elif kind == FINE:
        fine(me, nxt, soc, law, now, m, last, a, b, d, count, ledger)
    elif kind == RECORD:
        arriving(me, nxt, soc, law, now, m, last, count, ledger)
    elif kind == DETENTION:
        detention(me, nxt, law, now, m, last, count, ledger)
    elif kind == PASS:
        invalid(me, nxt, law, m, last, ledger)
    elif kind == ENTRY:
        erased(me, nxt, m, last)
    elif kind == EXPIRY:
        expiry(me, nxt, law, m, last, count, ledger)
    elif kind == CRITICISED:
        criticised(me, nxt, m, last, ledger)


@compiled()
def seeking(nxt, now, desk):  # type: ignore[no-untyped-def]
    """On which day somebody out of work looks for a place: a demand like others, answered in order of days."""
    for h in range(nxt.holds):
        if nxt.held[h].kind == JOBLESS:
            nxt.seeks = h
            nxt.seeks_on = within_month(now, desk.fate_when[(nxt.foreseen + h) & POSITION])


@compiled()
def sought(me, nxt, soc, law, now, desk, count, ledger):  # type: ignore[no-untyped-def]
    """The day has come."""
    f = (nxt.foreseen + nxt.seeks) & POSITION
    day = nxt.seeks_on
    nxt.seeks_on = NEVER
    jobless(me, nxt, soc, law, now, nxt.held[nxt.seeks], day, desk.fate[f], desk.fate_seen[f], count, ledger)

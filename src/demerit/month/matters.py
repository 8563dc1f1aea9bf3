"""Step 2, second half: open matters move.  Loans default, courts rule, fines fall due, records arrive, listings end.

Each transition is keyed (person, month, matter): what happens to one matter never depends on the others.
"""

from demerit.draws import MATTER as MATTER_DRAWS
from demerit.draws import ONE, compiled, fill
from demerit.month.consequences import answered
from demerit.month.learned import too_low
from demerit.month.lending import OWN, PUBLIC, entered, erased, pressed, risk
from demerit.month.listing import listed, term, unlisted
from demerit.month.note import (
    AVERTED,
    CURED,
    DEFAULTED,
    DISMISSED,
    EXPIRED,
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
    UPHELD,
    note,
)
from demerit.month.recording import contested, fading, filed, observed, opened, scored
from demerit.month.state import (
    AWARE,
    BLACK,
    CHANGE_SHIFT,
    CONTESTED,
    DETAINED,
    FORESEEN,
    GROUND_SHIFT,
    LEARNED_GROUND,
    NO_PASS,
    ONE_GROUND,
    OUT_OF_WORK,
    PENDING,
    TRUTH_SHIFT,
    WRONGLY,
)
from demerit.vocabulary import (
    ARREARS,
    CLAIM,
    CONDUCT,
    DEMANDS,
    DETENTION,
    ENTRY,
    EXPIRY,
    FINE,
    JOBLESS,
    JUDGMENT,
    LISTING,
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
def loan(me, nxt, soc, law, now, m, last, a, b, c, count, ledger):  # type: ignore[no-untyped-def]
    """A loan is repaid at its term, unless it defaults before."""
    day = now.first_day + (c * now.days) // ONE
    fearless = risk(me, soc, nxt.entry)
    chance = (fearless * (1024 + ((soc.default_fear * me.fear) >> 7))) >> 10
    count.loans_defaults_avoided[me.group] += chance <= a < fearless
    if a < chance:
        count.loans_defaulted[me.group] += 1
        note(ledger, day, DEFAULTED, 0, 0, 0)
        opened(nxt, me.place, ARREARS, 0, day + soc.sue_days, day)
        entered(me, nxt, soc, day, OWN)
        observed(me, nxt, law, now, day, UNPAID, b, c, count, ledger)
    elif m.due <= last:
        count.loans_repaid[me.group] += 1
        note(ledger, m.due, REPAID, 0, 0, 0)
    else:
        opened(nxt, me.place, LOAN, m.what, m.due, m.value)
        count.loans_stock[me.group] += 1


@compiled()
def arrears(me, nxt, soc, law, now, m, last, a, b, c, count, ledger):  # type: ignore[no-untyped-def]
    """Arrears are cured, or last another month, after some of which the lender sues."""
    cured = a < soc.cure - ((soc.cure * me.hardship) >> 8)
    if not cured:
        observed(me, nxt, law, now, last, STILL_UNPAID, b, c, count, ledger)
    if cured:
        count.loans_cured[me.group] += 1
        note(ledger, now.first_day + (c * now.days) // ONE, CURED, 0, 0, 0)
    elif m.due <= last:
        count.claims[me.group] += 1
        note(ledger, m.due, SUED, 0, 0, 0)
        opened(nxt, me.place, CLAIM, 0, m.due + soc.ruling_days, m.due)
    else:
        opened(nxt, me.place, ARREARS, m.what, m.due, m.value)


@compiled()
def claim(me, nxt, soc, law, now, m, last, b, c, count, ledger):  # type: ignore[no-untyped-def]
    """The court rules: a judgment that is not performed."""
    if m.due > last:
        observed(me, nxt, law, now, last, STILL_UNPAID, b, c, count, ledger)
        opened(nxt, me.place, CLAIM, m.what, m.due, m.value)
        return
    count.judgments[me.group] += 1
    note(ledger, m.due, RULED_AGAINST, 0, 0, 0)
    opened(nxt, me.place, JUDGMENT, 0, m.due + soc.lapse_days, m.due)
    entered(me, nxt, soc, m.due, PUBLIC)
    observed(me, nxt, law, now, m.due, UNPERFORMED, b, c, count, ledger)


@compiled()
def judgment(me, nxt, soc, law, now, m, last, a, c, count, ledger):  # type: ignore[no-untyped-def]
    """A judgment is performed, sooner under the pressure of being listed, or lapses."""
    free = soc.perform - ((soc.perform * me.hardship) >> 8)
    chance = (free * law.pressure) >> 10 if me.marks & BLACK else free
    if a < chance:
        count.judgments_performed[me.group] += 1
        count.judgments_performed_under_pressure[me.group] += a >= free
        note(ledger, now.first_day + (c * now.days) // ONE, PERFORMED, 0, 0, 0)
    elif m.due <= last:
        count.judgments_lapsed[me.group] += 1
        note(ledger, m.due, LAPSED, 0, 0, 0)
    else:
        opened(nxt, me.place, JUDGMENT, m.what, m.due, m.value)


@compiled()
def fine(me, nxt, soc, law, now, m, last, a, b, c, count, ledger):  # type: ignore[no-untyped-def]
    """A fine is paid when it falls due, or is left unpaid."""
    if m.due > last:
        opened(nxt, me.place, FINE, m.what, m.due, m.value)
    elif a < pressed(soc.fine_unpaid, soc.fine_unpaid_at_hardship, me.hardship):
        count.fines_unpaid[me.group] += 1
        note(ledger, m.due, LEFT_FINE_UNPAID, m.what, 0, 0)
        observed(me, nxt, law, now, m.due, UNPAID_FINE, b, c, count, ledger)
    else:
        count.fines_paid[me.group] += 1
        note(ledger, m.due, PAID_FINE, m.what, 0, 0)


@compiled()
def arriving(me, nxt, law, now, m, last, a, count, ledger):  # type: ignore[no-untyped-def]
    """A record reaches the file, or an objection to one is answered."""
    if m.due > last:
        opened(nxt, me.place, RECORD, m.what, m.due, m.value)
        return
    source = m.value & (1 << TRUTH_SHIFT) - 1
    truth = m.value >> TRUTH_SHIFT & 3
    if m.value & CONTESTED == 0:
        contested(me, nxt, law, max(m.due, now.first_day), m.what, source, truth, count, ledger)
    elif a < law.upheld:
        count.objections_upheld[me.group] += 1
        note(ledger, m.due, UPHELD, m.what, source, truth)
        if not law.suspends:  # it has counted since: take it back
            scored(me, nxt, law, m.due, m.what, source, truth, -law.points[m.what], count, ledger)
    else:
        count.objections_dismissed[me.group] += 1
        note(ledger, m.due, DISMISSED, m.what, source, truth)
        before = nxt.points
        if law.suspends:
            filed(me, nxt, law, m.due, m.what, source, truth, count, ledger)
            fading(me, nxt, law, m.due, m.what, source, truth, nxt.points - before)
        else:  # it has counted since the objection was made
            fading(me, nxt, law, m.due - law.objection_days, m.what, source, truth, law.points[m.what])


@compiled()
def expiry(me, nxt, law, m, last, count, ledger):  # type: ignore[no-untyped-def]
    """A record expires: the change of points that it made is taken back, as far as the scale allows."""
    if m.due > last:
        opened(nxt, me.place, EXPIRY, m.what, m.due, m.value)
        return
    back = -(int(m.value) >> CHANGE_SHIFT)
    source = m.value & (1 << TRUTH_SHIFT) - 1
    truth = m.value >> TRUTH_SHIFT & 3
    if min(max(nxt.points + back, law.lowest), law.highest) != nxt.points:
        note(ledger, m.due, EXPIRED, m.what, source, truth)
        scored(me, nxt, law, m.due, m.what, source, truth, back, count, ledger)


@compiled()
def owing(nxt):  # type: ignore[no-untyped-def]
    """Whether a judgment against the person stood unperformed as of step 1."""
    found = False
    for h in range(nxt.holds):
        found |= nxt.held[h].kind == JUDGMENT
    return found


@compiled()
def invalid(me, nxt, m, last, ledger):  # type: ignore[no-untyped-def]
    """A health pass is valid again on its day, unless another record has taken it since."""
    if m.due <= last:
        nxt.marks &= ~NO_PASS
        note(ledger, m.due, PASS_RESTORED, 0, 0, 0)
    else:
        opened(nxt, me.place, PASS, m.what, m.due, m.value)
        nxt.marks |= NO_PASS


@compiled()
def listing(me, nxt, law, now, m, last, count, ledger):  # type: ignore[no-untyped-def]
    """A listing ends when its days are over and the points have recovered; a pending one takes effect or falls away.

    One that ends with performance needs a judgment that stands: without any, a pending one falls away, and whoever was
    listed for somebody else's cannot perform it: it stays until the person knows of it and may object.
    Decided on the points as of step 1, so that nothing of this month matters.
    """
    score = law.start + me.points
    ground = m.what >> GROUND_SHIFT
    until = law.ground_until[ground] != 0
    if m.what & PENDING:
        if m.due > last:
            opened(nxt, me.place, LISTING, m.what, m.due, m.value)
        elif law.corrected and until and not owing(nxt):
            count.blacklist_averted[me.group] += 1
            note(ledger, m.due, AVERTED, 0, 0, 0)
        elif score < law.black_entry or (ground > 0 and not (until and not owing(nxt))):
            nxt.true_ground = nxt.true_ground | (m.what & ONE_GROUND != 0)
            listed(me, nxt, law, m.due, m.due + term(me, law, ground), ground, count, ledger)
    elif (
        m.due <= last
        and score >= law.black_leave
        and not (until and (m.what & WRONGLY != 0 or owing(nxt)))
        and not (ground == LEARNED_GROUND and law.learned and too_low(me, law, law.learned_lists))
    ):
        unlisted(me, nxt, law, max(m.due, now.first_day), m.value, count, ledger)
    elif law.objection and m.what & WRONGLY and score >= law.black_entry and me.marks & AWARE != 0:
        # the wrong records are gone, and the person knows of the listing
        unlisted(me, nxt, law, now.first_day, m.value, count, ledger)
    else:
        opened(nxt, me.place, LISTING, m.what, m.due, m.value)


@compiled()
def detention(me, nxt, m, last, count, ledger):  # type: ignore[no-untyped-def]
    """Detention ends on its day.  It leaves conduct and opinion as they were."""
    if m.due <= last:
        nxt.marks &= ~DETAINED
        count.releases[me.group] += 1
        note(ledger, m.due, RELEASED, 0, 0, 0)
    else:
        opened(nxt, me.place, DETENTION, m.what, m.due, m.value)


@compiled()
def jobless(me, nxt, soc, law, now, m, a, b, c, count, ledger):  # type: ignore[no-untyped-def]
    """People out of work ask for a place; the employer's ordinary answer comes first, then the regime's.

    Whoever leaves the labour force stops looking.
    """
    if not me.active:
        nxt.marks &= ~OUT_OF_WORK
        note(ledger, now.first_day, STOPPED_LOOKING, 0, 0, 0)
        return
    if me.marks & DETAINED == 0 and a < soc.job_search:
        day = now.first_day + (c * now.days) // ONE
        if answered(me, nxt, law, now, day, JOB, b < soc.job_declined, count, ledger):
            nxt.marks &= ~OUT_OF_WORK
            count.jobs_found[me.group] += 1
            note(ledger, day, FOUND_WORK, 0, 0, 0)
            return
    opened(nxt, me.place, JOBLESS, 0, 0, m.value)


@compiled()
def foreseen(matters, m, number, now, desk):  # type: ignore[no-untyped-def]
    """Draw ahead for the open matters of a community from m on, FORESEEN of them; returns the position behind them."""
    n = min(len(matters) - m, FORESEEN)
    for i in range(n):
        matter = matters[m + i]
        desk.holder[i] = number + matter.who
        desk.matter[i] = (int(matter.value) & 0xFFFF) << 16 | (int(matter.what) & 0xFF) << 8 | int(matter.kind)
    a, b, c, d = desk.fate, desk.fate_seen, desk.fate_when, desk.fate_aside
    fill(n, desk.holder, now.month, desk.matter, MATTER_DRAWS, now.k0, now.k1, a, b, c, d)
    return m + n


@compiled()
def moved(me, nxt, soc, law, now, m, a, b, c, count, ledger):  # type: ignore[no-untyped-def]
    """One open matter's month; a, b, c: its draws."""
    last = now.first_day + now.days - 1
    kind = m.kind
    if kind == LOAN:
        loan(me, nxt, soc, law, now, m, last, a, b, c, count, ledger)
    elif kind == ARREARS:
        arrears(me, nxt, soc, law, now, m, last, a, b, c, count, ledger)
    elif kind == CLAIM:
        claim(me, nxt, soc, law, now, m, last, b, c, count, ledger)
    elif kind == JUDGMENT:
        judgment(me, nxt, soc, law, now, m, last, a, c, count, ledger)
    elif kind == FINE:
        fine(me, nxt, soc, law, now, m, last, a, b, c, count, ledger)
    elif kind == RECORD:
        arriving(me, nxt, law, now, m, last, a, count, ledger)
    elif kind == LISTING:
        listing(me, nxt, law, now, m, last, count, ledger)
    elif kind == DETENTION:
        detention(me, nxt, m, last, count, ledger)
    elif kind == JOBLESS:
        jobless(me, nxt, soc, law, now, m, a, b, c, count, ledger)
    elif kind == PASS:
        invalid(me, nxt, m, last, ledger)
    elif kind == ENTRY:
        erased(me, nxt, m, last)
    elif kind == EXPIRY:
        expiry(me, nxt, law, m, last, count, ledger)

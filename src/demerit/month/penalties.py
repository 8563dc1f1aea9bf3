"""What a record brings at once, without a hearing: fine, claw-back, lost pass, arrest, the mark of a critic."""

from demerit.draws import MATTER as MATTER_DRAWS
from demerit.draws import block, compiled
from demerit.month.fright import for_conduct, frightened
from demerit.month.note import CLAWED_BACK, FINED, PASS_LOST, note
from demerit.month.origins import about, opened
from demerit.month.state import ADULT, NO_PASS, OF_CLAW_BACK, SOURCE_BITS, TRUTH_SHIFT
from demerit.vocabulary import ACTS, ARREARS, CORRECT, CRITICISED, DETENTION, FINE, PASS

CRITICISM = ACTS.index("criticism")
HEALTH = ACTS.index("health_breach")
CLAW_BACK = 2  # an automatic penalty that is no fine: see `demerit.rulebook.law`
# Tell these draws from those of open matters, and from one another.
REVIEWS, DETAINS = 2 << 24, 3 << 24
ARREST_DAYS = 28  # of next month, on one of which somebody is taken: every month has so many


@compiled()
def automatic(me, law, conduct, source):  # type: ignore[no-untyped-def]
    """What a record brings at once: 0 nothing, 1 a fine, CLAW_BACK; minors owe nothing that could be claimed back."""
    penalty = law.penalty[conduct, source]
    return 0 if penalty == CLAW_BACK and me.age < ADULT else penalty


@compiled()
def stopped(me, law, now, conduct, source, truth, record, count):  # type: ignore[no-untyped-def]
    """Whether somebody looks before an automatic penalty takes effect, and stops it: only what never happened is."""
    if truth == CORRECT or law.review == 0:
        return False
    if automatic(me, law, conduct, source) == 0 and (conduct != HEALTH or law.pass_days == 0):
        return False
    a, _, _, _ = block(me.who & 0xFFFFFFFF, now.month, REVIEWS | record, MATTER_DRAWS, now.k0, now.k1)
    found = a >> 1 < law.review
    count.penalties_stopped[me.group] += found
    return found


@compiled()
def clawed_back(me, nxt, law, day, conduct, source, truth, record, count, ledger):  # type: ignore[no-untyped-def]
    """All or nothing: the person owes everything ever received: arrears like others, cured or taken to court."""
    count.claw_backs[me.group] += 1
    count.claw_backs_wrong[me.group] += truth != CORRECT
    nxt.burden += law.cost_of_claw_back
    nxt.hurt = 1
    frightened(nxt, law.fear_claw_back)
    note(ledger, day, CLAWED_BACK, about(conduct, record), source, truth)
    opened(nxt, me.place, ARREARS, OF_CLAW_BACK, day + law.claw_back_due_days, day, record)


@compiled()
def fined(me, nxt, law, day, conduct, source, truth, record, count, ledger):  # type: ignore[no-untyped-def]
    """A fine, due on a day to come."""
    count.fines[me.group] += 1
    nxt.burden += law.cost_of_fine
    nxt.hurt = 1
    frightened(nxt, for_conduct(law, law.fear_fine, conduct))
    note(ledger, day, FINED, about(conduct, record), source, truth)
    value = source & SOURCE_BITS | truth << TRUTH_SHIFT
    opened(nxt, me.place, FINE, conduct, day + law.fine_due_days, value, record)


@compiled()
def pass_lost(me, nxt, law, now, day, truth, record, count, ledger):  # type: ignore[no-untyped-def]
    """The health pass is invalid from next month on, for so many days."""
    nxt.marks |= NO_PASS
    count.passes_lost[me.group] += 1
    count.passes_lost_wrong[me.group] += truth != CORRECT
    note(ledger, day, PASS_LOST, law.pass_days, 0, 0)
    opened(nxt, me.place, PASS, 0, now.first_day + now.days + law.pass_days, day, record)


@compiled()
def arrested(me, nxt, law, now, conduct, source, truth, record, count):  # type: ignore[no-untyped-def]
    """Perhaps somebody is taken on a day of next month, and held for the days that the rule says."""
    chance = law.detain[me.province, me.group, conduct, source]
    if chance == 0 or me.age < ADULT or nxt.detention:
        return
    a, b, _, _ = block(me.who & 0xFFFFFFFF, now.month, DETAINS | record, MATTER_DRAWS, now.k0, now.k1)
    if a >> 1 < chance:
        first = now.first_day + now.days + ((b >> 1) * ARREST_DAYS >> 31)
        days = law.detain_days[me.province, me.group, conduct, source]
        count.detentions[me.group] += 1
        count.detentions_wrong[me.group] += truth != CORRECT
        opened(nxt, me.place, DETENTION, conduct, first + days, first, record)
        nxt.detention = 1  # no second one beside it


@compiled()
def punished(me, nxt, law, now, day, conduct, source, truth, record, count, ledger):  # type: ignore[no-untyped-def]
    """What a record brings at once; returns whether the person knows of the record by it."""
    if conduct == CRITICISM and law.critic_days > 0:
        opened(nxt, me.place, CRITICISED, conduct, day + law.critic_days, day, record)
    halted = stopped(me, law, now, conduct, source, truth, record, count)
    known = False
    if conduct == HEALTH and law.pass_days > 0 and not halted:
        pass_lost(me, nxt, law, now, day, truth, record, count, ledger)
        known = True
    penalty = automatic(me, law, conduct, source)
    if penalty > 0 and not halted:
        known = True
        if truth == CORRECT:
            count.penalties_correct[me.group, source] += 1
        else:
            count.penalties_wrong[me.group, source] += 1
        if penalty == CLAW_BACK:
            clawed_back(me, nxt, law, day, conduct, source, truth, record, count, ledger)
        else:
            fined(me, nxt, law, day, conduct, source, truth, record, count, ledger)
    arrested(me, nxt, law, now, conduct, source, truth, record, count)
    return known

"""A person's month.  Read `lived` from top to bottom: it is the specification, and what Numba compiles."""

from demerit.draws import MONTH, ONE, block, compiled, happens
from demerit.month.choosing import unrecorded
from demerit.month.commercial import commercial, customer, low
from demerit.month.consequences import CREDIT, answered, lent, ordinary
from demerit.month.filing import abolished
from demerit.month.learned import assessed
from demerit.month.leaving import NEVER
from demerit.month.lending import entries
from demerit.month.listing import blacklisting, days_listed, redlisting, stays
from demerit.month.matters import moved, seeking, sought, taken
from demerit.month.note import ACT, CLEAN_YEAR, LOST_WORK, SELF_CENSORED, note
from demerit.month.objections import carried, due_now, heard
from demerit.month.opinion import heard_to_change
from demerit.month.origins import WORKLESS, of_candidate, opened, origin_of, what
from demerit.month.owners import shared
from demerit.month.recording import invented, mistaken, observed
from demerit.month.response import written
from demerit.month.state import (
    ADULT,
    AWARE,
    BIN,
    BINS,
    BLACK,
    BY_SCORE,
    CHOICE,
    CRITIC,
    DETAINED,
    NO_CREDIT,
    NO_PASS,
    OUT_OF_WORK,
    PENDING,
    RED,
    SPOTTED,
    WRONGED,
)
from demerit.packing import KIND, ORDINAL_SHIFT
from demerit.people.desk import POSITION
from demerit.ranges import BANDS
from demerit.vocabulary import CONDUCT, FALSE, JOBLESS, LISTING, MISATTRIBUTED, NO_DEMAND

LOWEST_BIN = (BINS - 8) * BIN
LOW_SCORE = CONDUCT.index("low_commercial_score")
# Which blocks of a person's draws of a month are made only when they are asked for.
OF_LOST_WORK = 4
OF_LOW_SCORE = 6  # and the two behind it


@compiled()
def begun(me, nxt, now):  # type: ignore[no-untyped-def]
    """1. The month starts from what was decided before; a new year forgets who was refused credit in the old one.

    Marks that open matters make anew are left to them.  Nothing is left of whoever was on the desk before.
    """
    me.wrong = int(nxt.held[nxt.falsely - 1].value) if nxt.falsely else 0
    nxt.points = me.points
    nxt.wrong = me.wrong
    nxt.marks = me.marks & ~(CRITIC | DETAINED | NO_PASS)
    nxt.entries = me.entries
    nxt.wrong_entries = me.wrong_entries
    nxt.fright = 0
    nxt.burden = 0
    nxt.relief = 0
    nxt.hurt = 0
    nxt.shunned = 0
    nxt.ground = 0
    nxt.untrue = 0
    nxt.origin = 0
    nxt.true_ground = 0
    nxt.true_origin = 0
    nxt.serial = 0
    nxt.begins = nxt.written
    nxt.list_from = NEVER
    nxt.list_until = NEVER
    nxt.list_ground = 0
    nxt.list_at = 0
    nxt.wrong_from = NEVER
    nxt.held_from = NEVER
    nxt.held_until = NEVER
    nxt.annulled = 0
    nxt.performed = 0
    nxt.reported = 0
    nxt.next_answer = NEVER
    nxt.seeks = 0
    nxt.seeks_on = NEVER
    if now.year_begins:
        nxt.marks &= ~NO_CREDIT


@compiled()
def matters(me, nxt, soc, law, now, desk, count, ledger):  # type: ignore[no-untyped-def]
    """2. Open matters move: first what is answered, then all others, then the listing, which may rest on them."""
    if nxt.detention:
        taken(nxt, now)
    if nxt.contests:
        heard(me, nxt, law, now, desk, count, ledger)
    for h in range(nxt.holds):
        f = (nxt.foreseen + h) & POSITION
        a, b, c, d = desk.fate[f], desk.fate_seen[f], desk.fate_when[f], desk.fate_aside[f]
        moved(me, nxt, soc, law, now, nxt.held[h], a, b, c, d, count, ledger)
    if nxt.contests:
        carried(me, nxt)
    if nxt.listing:
        f = (nxt.foreseen + nxt.listing - 1) & POSITION
        stays(me, nxt, soc, law, now, desk.fate[f], count, ledger)
    if me.marks & OUT_OF_WORK:
        seeking(nxt, now, desk)


@compiled()
def rewarded(me, nxt, law, now, count, ledger):  # type: ignore[no-untyped-def]
    """1. A calendar year without losing points gives a bonus, as far as the scale allows."""
    if nxt.marks & SPOTTED == 0 and me.covered and me.age >= ADULT and now.month >= law.clean_from:
        before = nxt.points
        nxt.points = min(before + law.clean_year, law.highest)
        count.points_clean_year[me.group] += nxt.points - before
        if nxt.points != before:
            note(ledger, now.first_day, CLEAN_YEAR, nxt.points - before, law.start + nxt.points, 0)
    nxt.marks &= ~SPOTTED


@compiled(forceinline=True)
def tried(me, nxt, soc, law, now, desk, c, done, count, ledger):  # type: ignore[no-untyped-def]
    """2. to 6. One candidate: done, or left undone out of fear; if a demand, answered; if an act, perhaps recorded.

    Nobody does anything on a day of detention.
    """
    kind = desk.which[c] & KIND
    day = now.first_day + (desk.when[c] * now.days) // ONE
    if nxt.held_from <= day < nxt.held_until:
        return
    if day >= nxt.seeks_on:
        sought(me, nxt, soc, law, now, desk, count, ledger)
    if day >= nxt.next_answer:
        due_now(me, nxt, soc, law, now, day, count, ledger)
    demand = soc.demand_of[kind]
    if not done:
        if demand == NO_DEMAND:
            count.self_censored[me.group, kind] += 1
            note(ledger, day, SELF_CENSORED, kind, 0, 0)
        return
    count.acts[me.group & 1, kind] += 1
    note(ledger, day, ACT, kind, 0, 0)
    record = of_candidate(now, desk.which[c])
    if demand == NO_DEMAND:
        observed(me, nxt, soc, law, now, day, kind, desk.seen[c], desk.aside[c], record, count, ledger)
    else:
        declined = ordinary(me, nxt, soc, demand, desk.aside[c])
        granted = answered(me, nxt, soc, law, now, day, demand, declined, record, count, ledger)
        if demand == CREDIT and law.scores > 0 and low(me, nxt, law):
            which = OF_LOW_SCORE + (desk.which[c] >> ORDINAL_SHIFT)
            a, b, _, _ = block(me.who & 0xFFFFFFFF, now.month, which, MONTH, now.k0, now.k1)
            observed(me, nxt, soc, law, now, day, LOW_SCORE, a >> 1, b >> 1, record, count, ledger)
        if granted and demand == CREDIT:
            lent(me, nxt, soc, day, record, count, ledger)


@compiled()
def ordered(desk, low, high):  # type: ignore[no-untyped-def]
    """2. The candidates of a person in order of day; of one day, in order of kind."""
    for i in range(low + 1, high):
        c, done = desk.kept[i & CHOICE], desk.done[i & CHOICE]
        when = desk.when[c & CHOICE]
        j = i
        while j > low and desk.when[desk.kept[(j - 1) & CHOICE] & CHOICE] > when:
            desk.kept[j & CHOICE] = desk.kept[(j - 1) & CHOICE]
            desk.done[j & CHOICE] = desk.done[(j - 1) & CHOICE]
            j -= 1
        desk.kept[j & CHOICE] = c
        desk.done[j & CHOICE] = done


@compiled()
def work(me, nxt, soc, now, count, ledger):  # type: ignore[no-untyped-def]
    """2. Work is lost by misfortune alone; how it is found again, see `matters.jobless`."""
    if me.active and me.marks & OUT_OF_WORK == 0:
        a, _, _, _ = block(me.who & 0xFFFFFFFF, now.month, OF_LOST_WORK, MONTH, now.k0, now.k1)
        day = now.first_day + ((a >> 1) * now.days) // ONE
        nxt.marks |= OUT_OF_WORK
        count.jobs_lost[me.group] += 1
        note(ledger, day, LOST_WORK, 0, 0, 0)
        opened(nxt, me.place, JOBLESS, 0, 0, day, origin_of(now, WORKLESS))


@compiled(forceinline=True)
def lists(me, nxt, soc, law, now, count, ledger):  # type: ignore[no-untyped-def]
    """5. Onto the lists and off them: looked at only where something could change."""
    score = law.start + nxt.points
    if law.learned:
        assessed(me, nxt, law, count)
    if score < law.black_entry or nxt.ground or nxt.marks & WRONGED:
        blacklisting(me, nxt, soc, law, now, count, ledger)
    if score >= law.red_leave or me.marks & RED:
        redlisting(me, nxt, law, now, count, ledger)


@compiled()
def within(begins, bands, score):  # type: ignore[no-untyped-def]
    """The number of the band that a score falls into: 0 is the highest, the last takes whatever is below.

    begins: where they begin, falling.  All are compared: cheaper than a loop whose end has to be guessed.
    """
    found = 0
    for b in range(bands - 1):
        found += int(score < begins[b])
    return found


@compiled()
def bin_of(points):  # type: ignore[no-untyped-def]
    """The bin of the distribution of points: `// BIN` of what is never negative, as a product."""
    return (min(max(points + LOWEST_BIN, 0), BINS * BIN - 1) * 5243) >> 18


@compiled(forceinline=True)
def summed(me, nxt, law, now, count):  # type: ignore[no-untyped-def]
    """8. Sums go to the community, the province, the country; how many live where is counted by the community."""
    g = me.group & 1
    count.points[g] += nxt.points
    count.fear[g] += me.fear
    count.hardship[g] += me.hardship
    count.jobless[g] += nxt.marks & OUT_OF_WORK != 0
    for n in range(law.scores):
        if law.score_bands[n] > 0 and customer(me, law, n):
            rated = within(law.score_band_from[n], law.score_bands[n], commercial(me, nxt, law, n))
            count.customers_band[g, n * BANDS + rated] += 1
    if me.filed:
        if law.bands > 0 and me.age >= ADULT:
            count.band[g, within(law.band_from, law.bands, law.start + nxt.points)] += 1
        count.score[g, bin_of(nxt.points)] += 1


@compiled(forceinline=True)
def standing(me, nxt, law, now, count):  # type: ignore[no-untyped-def]
    """8. The stocks of those listed, detained or known as critics."""
    g = me.group
    marks = nxt.marks
    count.redlist_stock[g] += (marks & RED) != 0
    count.critics[g] += (marks & CRITIC) != 0
    count.passes_invalid[g] += (marks & NO_PASS) != 0
    if marks & BLACK:
        count.blacklist_stock[g] += 1
        count.decile_stock[me.decile] += 1
        count.blacklist_unaware[g] += (marks & AWARE) == 0
        count.blacklist_learned_stock[g] += (marks & BY_SCORE) != 0
        count.blacklist_wrongful_stock[g] += (marks & WRONGED) != 0


@compiled(forceinline=True)
def lived(me, nxt, soc, law, now, desk, x, low, high, row, count, ledger):  # type: ignore[no-untyped-def]
    """One person's month, in the order of the design.

    me: the person as of step 1; nxt: what the month makes of it, with the open matters held and those that stay or are
    new; candidates desk.kept[low:high], and whether they are done; row: the state, written in step 7 only.
    """
    me.cell = desk.category[x]
    begun(me, nxt, now)
    abolished(me, nxt, law, now.first_day, count, ledger)
    nxt.entry = entries(nxt, now.first_day) if soc.entry_days > 0 else 0
    if now.year_begins and law.clean_year > 0:
        rewarded(me, nxt, law, now, count, ledger)
    if soc.opinionated:
        heard_to_change(me, now, ledger)
    if me.company:
        shared(me, nxt, now)
    if nxt.holds:
        matters(me, nxt, soc, law, now, desk, count, ledger)
    if high - low > 1:
        ordered(desk, low, high)
    for i in range(low, high):
        c = i & CHOICE
        tried(me, nxt, soc, law, now, desk, desk.kept[c] & CHOICE, desk.done[c], count, ledger)
    if nxt.seeks_on < NEVER:
        sought(me, nxt, soc, law, now, desk, count, ledger)
    if desk.misfortune[x] < soc.job_loss:
        work(me, nxt, soc, now, count, ledger)
    g = me.group & 1
    if desk.phantom[x] < me.invented[g] and me.filed and not unrecorded(me, FALSE):
        invented(me, nxt, soc, law, now, desk.phantom[x], count, ledger)
    another = happens(me.mistaken[g], desk.mistake[x], desk.mistake_too[x])
    if another and me.filed and not unrecorded(me, MISATTRIBUTED):
        mistaken(me, nxt, soc, law, now, count, ledger)
    if nxt.next_answer < now.first_day + now.days:
        due_now(me, nxt, soc, law, now, now.first_day + now.days - 1, count, ledger)
    if nxt.list_from < NEVER:
        days_listed(me, nxt, now, count)
    if law.active:
        lists(me, nxt, soc, law, now, count, ledger)
    summed(me, nxt, law, now, count)
    if nxt.entry:
        count.negative_entries[me.group] += 1
    if nxt.marks & (BLACK | RED | CRITIC | NO_PASS):
        standing(me, nxt, law, now, count)
    written(me, nxt, soc, law, now, desk, x, row, count, ledger)


@compiled()
def buried(me, nxt, row, now, count):  # type: ignore[no-untyped-def]
    """1. Death closes whatever was open."""
    for h in range(nxt.holds):
        matter = nxt.held[h]
        if matter.kind == LISTING and what(matter) & PENDING == 0:
            stay = now.first_day - matter.value
            count.blacklist_exits[me.group] += 1
            count.blacklist_stay_days[me.group] += stay
            count.decile_exits[me.decile] += 1
            count.decile_stay_days[me.decile] += stay
    if row.marks & RED:
        count.redlist_exits[me.group] += 1
    row.marks = 0

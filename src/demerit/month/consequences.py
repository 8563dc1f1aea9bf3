"""Step 6: a demand meets its answer.  Ordinary reasons come first; whoever is barred is refused, always."""

from demerit.draws import MATTER as MATTER_DRAWS
from demerit.draws import block, compiled
from demerit.month.commercial import barring, commercial
from demerit.month.fright import frightened
from demerit.month.learned import learned, too_low
from demerit.month.note import DECLINED, GRANTED, LENT, REFUSED, note
from demerit.month.objections import learned_of
from demerit.month.origins import opened
from demerit.month.owners import owner_barred
from demerit.month.state import ADULT, AWARE, BLACK, NO_CREDIT, NO_PASS, RED
from demerit.people.placement import DEMAND, holds
from demerit.vocabulary import CAUSES, DEMANDS, LOAN, PASS

CREDIT = DEMANDS.index("credit")
FREE = 0  # what `barred` answers when nothing bars
BY_LISTING = 1 + CAUSES.index("listing")
BY_POINTS = 1 + CAUSES.index("points")
BY_RELATIVE = 1 + CAUSES.index("relative")
BY_COMPANY = 1 + CAUSES.index("company")
BY_HEALTH = 1 + CAUSES.index("health")
BY_COMMERCIAL = 1 + CAUSES.index("commercial")
BY_LEARNED = 1 + CAUSES.index("learned")
RETRIES = 4 << 24  # tells the draw of repeated attempts from those of open matters


@compiled()
def lacking(nxt, day):  # type: ignore[no-untyped-def]
    """Whether a health pass that was invalid as of step 1 still is on this day."""
    found = False
    for h in range(nxt.holds):
        found |= nxt.held[h].kind == PASS and nxt.held[h].due > day
    return found


@compiled()
def on_list(nxt, law, day, demand):  # type: ignore[no-untyped-def]
    """Whether a listing is in force on a day of this month, on a ground that this demand is refused for."""
    if not nxt.list_from <= day < nxt.list_until:
        return False
    grounds = law.bar_grounds[demand]  # a bit each; none: whatever the ground
    return grounds == 0 or grounds >> nxt.list_ground & 1 != 0


@compiled()
def concerned(me, nxt, law, day, demand):  # type: ignore[no-untyped-def]
    """Which cause this person gives for a bar on a day, wherever it holds."""
    if law.start + me.points < law.bar_below[demand]:
        if law.bar_listed[demand]:
            if on_list(nxt, law, day, demand):
                return BY_LISTING
        elif me.age >= ADULT:
            return BY_POINTS
    if law.bar_relatives[demand] and me.relatives > 0:
        return BY_RELATIVE
    if law.bar_health[demand] and me.marks & NO_PASS and lacking(nxt, day):
        return BY_HEALTH
    return FREE


@compiled()
def barred(me, nxt, law, now, day, demand):  # type: ignore[no-untyped-def]
    """Why the regime bars this person on a day: 0, or 1 + the place of the cause in CAUSES.  Nothing is drawn for it
    alone.

    Whether the bar holds here is looked at last: few give a cause.
    """
    if me.covered:
        cause = concerned(me, nxt, law, day, demand)
        if cause != FREE and holds(me.rank, DEMAND + demand, law.bar_share[demand], now.k0, now.k1):
            return cause
    if owner_barred(me, demand, day):
        return BY_COMPANY
    if law.learned and too_low(me, law, law.learned_bars[demand]):
        return BY_LEARNED
    if law.scores > 0 and barring(me, nxt, law, demand) >= 0:
        return BY_COMMERCIAL
    return FREE


@compiled()
def attempts(me, law, now, asking, demand):  # type: ignore[no-untyped-def]
    """How often somebody who is refused asks: once, or as often as the regime's own multiplier says on average."""
    often = law.attempts[demand]
    times = often >> 10
    if often & 1023:
        a, _, _, _ = block(me.who & 0xFFFFFFFF, now.month, RETRIES | asking, MATTER_DRAWS, now.k0, now.k1)
        times += (a >> 22) < (often & 1023)
    return times


@compiled()
def scored(me, nxt, law, demand, cause):  # type: ignore[no-untyped-def]
    """What a ledger says of the score that a refusal is for: which private one, and from bit 2 on its value; else 0."""
    if cause == BY_LEARNED:
        return learned(me, law) << 2
    if cause == BY_COMMERCIAL:
        n = barring(me, nxt, law, demand)
        return n | commercial(me, nxt, law, n) << 2
    return 0


@compiled()
def refused(me, nxt, soc, law, now, day, demand, cause, times, count, ledger):  # type: ignore[no-untyped-def]
    """The regime refuses, so many times: it costs, frightens, and may be the first the person hears of the listing."""
    count.refused[me.group, demand] += times
    count.refused_for[me.group, cause - 1] += times
    gone = me.marks & BLACK != 0 and nxt.marks & BLACK == 0  # the listing ended later this month
    aware = (me.marks if gone else nxt.marks) & AWARE != 0
    score = 0
    if ledger is not None:
        score = scored(me, nxt, law, demand, cause)
    note(ledger, day, REFUSED, demand, law.start + me.points, aware | cause << 1 | score << 6)
    if cause == BY_LISTING:
        count.refused_wrongly[me.group, demand] += times * (day >= nxt.wrong_from)
        if not aware:
            count.refused_unaware[me.group] += 1
            learned_of(me, nxt, soc, law, now, day, 0, count, ledger)
        aware = True
    for _ in range(times - 1):
        note(ledger, day, REFUSED, demand, law.start + me.points, aware | cause << 1 | score << 6)
    if cause == BY_COMMERCIAL:
        count.customers_refused[me.group, barring(me, nxt, law, demand)] += times
    if demand == CREDIT and nxt.marks & NO_CREDIT == 0:
        nxt.marks |= NO_CREDIT
        count.credit_refused_people[me.group] += 1
    nxt.burden += law.cost[demand]
    nxt.hurt = 1
    frightened(nxt, law.fear_refusal)


@compiled()
def answered(me, nxt, soc, law, now, day, demand, declined, asking, count, ledger):  # type: ignore[no-untyped-def]
    """A demand is answered: 1 if granted.  `declined` is the society's own answer; a favour may overrule it.

    asking: the origin of the demand.
    """
    favoured = declined and me.covered and me.marks & RED != 0 and law.favour[demand] != 0
    if declined and not favoured:
        count.demand[me.group, demand] += 1
        count.declined[me.group, demand] += 1
        note(ledger, day, DECLINED, demand, 0, 0)
        return 0
    cause = barred(me, nxt, law, now, day, demand)
    if cause != FREE:
        times = attempts(me, law, now, asking, demand)
        if times == 0:
            return 0  # knows better than to ask
        count.demand[me.group, demand] += times
        refused(me, nxt, soc, law, now, day, demand, cause, times, count, ledger)
        return 0
    count.demand[me.group, demand] += 1
    count.granted[me.group, demand] += 1
    if favoured:
        count.favoured[me.group, demand] += 1
    note(ledger, day, GRANTED, demand, favoured, 0)
    return 1


@compiled()
def lent(me, nxt, soc, day, asking, count, ledger):  # type: ignore[no-untyped-def]
    """A loan is opened."""
    count.loans_opened[me.group] += 1
    note(ledger, day, LENT, soc.term_months, 0, 0)
    opened(nxt, me.place, LOAN, 0, day + soc.term_days, day, asking)


@compiled()
def ordinary(me, nxt, soc, demand, aside):  # type: ignore[no-untyped-def]
    """Whether the society itself declines, regime or not: only lenders do here (`declined.*`)."""
    if demand != CREDIT:
        return False
    chance = soc.declined_by_income[me.decile >> 1] + ((soc.declined_at_hardship * me.hardship) >> 7)
    return aside < chance + (soc.declined_with_entry if nxt.entry else 0)

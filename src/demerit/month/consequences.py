"""Step 6: a demand meets its answer.  Ordinary reasons come first; whoever is barred is refused, always."""

from demerit.draws import compiled
from demerit.month.company import OWNS_LISTED, refused_for_company
from demerit.month.note import DECLINED, GRANTED, LENT, REFUSED, note
from demerit.month.recording import opened
from demerit.month.state import AWARE, BLACK, NO_CREDIT, RED
from demerit.vocabulary import DEMANDS, LOAN

CREDIT = DEMANDS.index("credit")


@compiled()
def barred(me, law, demand):  # type: ignore[no-untyped-def]
    """Whether the regime bars this person from this demand: nothing is drawn here."""
    return (
        me.covered
        and me.marks & BLACK != 0
        and law.start + me.points < law.bar_below[demand]
        and me.second < law.bar_share[demand]
    )


@compiled()
def refused(me, nxt, law, day, demand, count, ledger):  # type: ignore[no-untyped-def]
    """The regime refuses: it costs, frightens, and may be the first the person hears of the listing."""
    count.refused[me.group, demand] += 1
    aware = (me.marks | nxt.marks) & AWARE != 0
    if not aware:
        count.refused_unaware[me.group] += 1
        nxt.marks |= AWARE
    if demand == CREDIT and nxt.marks & NO_CREDIT == 0:
        nxt.marks |= NO_CREDIT
        count.credit_refused_people[me.group] += 1
    nxt.burden += law.cost[demand]
    nxt.fright = 1
    note(ledger, day, REFUSED, demand, law.start + me.points, aware)


@compiled()
def answered(me, nxt, law, day, demand, declined, count, ledger):  # type: ignore[no-untyped-def]
    """A demand is answered: 1 if granted.  `declined` is the society's own answer; a favour may overrule it."""
    count.demand[me.group, demand] += 1
    favoured = declined and me.covered and me.marks & RED != 0 and law.favour[demand] != 0
    if declined and not favoured:
        count.declined[me.group, demand] += 1
        note(ledger, day, DECLINED, demand, 0, 0)
        return 0
    if barred(me, law, demand):
        refused(me, nxt, law, day, demand, count, ledger)
        return 0
    if me.company & OWNS_LISTED and law.company_bar[demand] and me.covered:
        refused_for_company(me, nxt, law, day, demand, count, ledger)
        return 0
    count.granted[me.group, demand] += 1
    if favoured:
        count.favoured[me.group, demand] += 1
    note(ledger, day, GRANTED, demand, favoured, 0)
    return 1


@compiled()
def lent(me, nxt, soc, day, count, ledger):  # type: ignore[no-untyped-def]
    """A loan is opened."""
    count.loans_opened[me.group] += 1
    note(ledger, day, LENT, soc.term_months, 0, 0)
    opened(nxt, me.place, LOAN, 0, day + soc.term_days, day)


@compiled()
def ordinary(me, soc, demand, aside):  # type: ignore[no-untyped-def]
    """Whether the society itself declines, regime or not: only lenders do here (`declined.*`)."""
    if demand != CREDIT:
        return False
    chance = soc.declined_by_income[me.decile >> 1] + ((soc.declined_at_hardship * me.hardship) >> 7)
    return aside < chance

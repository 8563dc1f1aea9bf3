"""Ordinary lending: how likely a loan is to default, and what credit agencies keep of those that did.

A society may keep *negative entries* (`lending.entry_days` above 0): a default leaves one with the agencies, a court
judgment one in the public register, each erased so many days later.  Where it keeps none, no such matter exists.
What the month decides here depends on age, income, disposition, hardship and entries, never on population group.
"""

from demerit.draws import ONE, compiled
from demerit.month.origins import goes_on, opened
from demerit.ranges import AGES
from demerit.vocabulary import ENTRY

OWN = 0  # an agency's own entry: a default that a lender reported
PUBLIC = 1  # in the public register: a judgment of a court


@compiled()
def entries(nxt, first_day):  # type: ignore[no-untyped-def]
    """Negative entries of the person as of step 1: bit 0 agencies' own, bit 1 public register."""
    found = 0
    for h in range(nxt.holds):
        matter = nxt.held[h]
        if matter.kind == ENTRY and matter.due >= first_day:
            found |= 1 << matter.what
    return found


@compiled()
def pressed(low, added, hardship):  # type: ignore[no-untyped-def]
    """A chance that hardship raises."""
    return low + ((added * hardship) >> 7)


@compiled()
def risk(me, soc, entry):  # type: ignore[no-untyped-def]
    """Chance (of ONE) that a loan of this person defaults in a month, without fear; entry: as `entries` says."""
    level = (me.disposition >> soc.default_follows) & 3
    low = (soc.default * soc.default_factor[soc.age_class[min(me.age, AGES - 1)], me.decile >> 1, level]) >> 10
    chance = pressed(low, soc.default_at_hardship, me.hardship)
    return max(chance, soc.default_with_entry) if entry else chance


@compiled()
def survived(who, age, decile, disposition, hardship, entry, soc, me, left):  # type: ignore[no-untyped-def]
    """For studies: multiply `left` (float64, the chance that a loan of person x still runs) by that of one more month.

    who: positions in the other arrays; me: scratch, a LIFE record.  Decides nothing about anybody.
    """
    for x in who:
        me.age = age[x]
        me.decile = decile[x]
        me.disposition = disposition[x]
        me.hardship = hardship[x]
        left[x] *= 1.0 - risk(me, soc, entry[x]) / ONE


@compiled()
def entered(me, nxt, soc, day, register, debt):  # type: ignore[no-untyped-def]
    """A negative entry, where the society keeps any.  debt: its origin."""
    if soc.entry_days > 0:
        opened(nxt, me.place, ENTRY, register, day + soc.entry_days, day, debt)


@compiled()
def erased(me, nxt, m, last):  # type: ignore[no-untyped-def]
    """A negative entry stays until its day; an agency's own says nothing more beside a public one that outlasts it."""
    if m.due <= last:
        return
    if m.what == OWN:
        for h in range(nxt.holds):
            other = nxt.held[h]
            if other.kind == ENTRY and other.what == PUBLIC and other.due >= m.due:
                return
    goes_on(nxt, me.place, m)

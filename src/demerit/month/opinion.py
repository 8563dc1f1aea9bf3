"""What people think and what they say: step 7, and what it needs of the community before anybody moves.

A person's private opinion and what the person says aloud are levels from 0 (wholly against the government's line) to 15
(wholly for it); up to AGAINST they are against it.  State holds how far both lie from the person's own trait, so a person
of whom nothing has been stored yet thinks as born, and says so.

Who dares to speak: M. Granovetter, "Threshold models of collective behavior", AJS 83, 1978: somebody joins when the
share of others who already do has reached the own threshold.  T. Kuran, "Sparks and prairie fires", Public Choice 61,
1989: what is thought and what is said are two things, and one more who speaks can tip all.
"""

from demerit.draws import MONTH, PERSON, compiled, fill_same
from demerit.month.note import FELL_SILENT, SHUNNED, SPOKE_OUT, note
from demerit.month.state import OF_AGE

AGAINST = 7  # the highest level against the line
LEAST, MOST = 0, 15
HIGHEST = 127  # of fear and hardship
TRAIT = 3  # which block of a person's draws the traits come from
MOVES = 1  # which block of a person's draws of a month
STEP_SHIFT = 23  # from a draw to the 256 steps of the tables of traits


@compiled()
def unpacked_private(stored, trait):  # type: ignore[no-untyped-def]
    """The private opinion that a stored byte stands for."""
    return (int(stored) >> 4 & 15) ^ int(trait)


@compiled()
def unpacked_said(stored, trait):  # type: ignore[no-untyped-def]
    """What is said aloud according to a stored byte."""
    return (int(stored) & 15) ^ int(trait)


@compiled()
def packed(private, said, trait):  # type: ignore[no-untyped-def]
    """Both levels as one signed byte, which is 0 for somebody who thinks as born and says so."""
    both = (private ^ trait) << 4 | (said ^ trait)
    return both - 256 if both > 127 else both


@compiled()
def traits(soc, n, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Everybody's first opinion, threshold to speak, and who would be the first to: by a hash of the id and by age."""
    fill_same(n, desk.who, 0, TRAIT, PERSON, k0, k1, desk.h0, desk.h1, desk.voice, desk.h3)
    for x in range(n):
        years = (soc.opinion_census - desk.birth[x]) // 12
        cohort = soc.age_class[min(max(years, 0), 127)]
        desk.trait[x] = soc.opinion_of[cohort, desk.h0[x] >> STEP_SHIFT]
        desk.threshold[x] = soc.threshold_of[desk.h1[x] >> STEP_SHIFT]


@compiled()
def drawn_ahead(n, month, k0, k1, desk):  # type: ignore[no-untyped-def]
    """The draws of a month that move opinions, for the people of a tile."""
    fill_same(n, desk.person, month, MOVES, MONTH, k0, k1, desk.pull, desk.lesson, desk.grudge, desk.sway)


@compiled()
def climate(people, start, n, alive, month, law, desk, me):  # type: ignore[no-untyped-def]
    """What was said aloud last month, by household and in the community: taken before anybody moves.

    Of words against the line only the share that is heard counts.  Voices are in 1024ths of a person.
    """
    for x in range(n):
        desk.said_at[x] = 0
        desk.voices_at[x] = 0
    voices, against, said_for, said_against = 0, 0, 0, 0
    for t in range(alive):
        x = desk.row[t]
        if month - desk.birth[x] >= 12 * OF_AGE:
            said = unpacked_said(people[start + x].opinion, desk.trait[x])
            desk.said_at[desk.home[x]] += said
            desk.voices_at[desk.home[x]] += 1
            voices += 1
            if said <= AGAINST:
                against += 1
                said_against += said
            else:
                said_for += said
    heard = ((voices - against) << 10) + against * law.heard
    level = (said_for << 10) + said_against * law.heard
    me.voices = voices << 10
    me.voices_against = against * law.heard
    me.voices_for = (voices - against) << 10
    me.heard = heard
    me.heard_sum = level
    me.climate = (2 * level + heard) // (2 * heard) if heard > 0 else AGAINST + 1


@compiled()
def put(me, desk, x, row):  # type: ignore[no-untyped-def]
    """A person's opinion as of step 1 on the desk; where a society has no opinions all of this is 0."""
    me.private_opinion = unpacked_private(row.opinion, desk.trait[x])
    me.said = unpacked_said(row.opinion, desk.trait[x])


@compiled()
def towards(total, number, private):  # type: ignore[no-untyped-def]
    """A step towards the mean of so many: 1, -1, or 0 where it is less than half a level away."""
    apart = 2 * (total - private * number)
    if apart > number:
        return 1
    return -1 if apart < -number else 0


@compiled()
def conformed(me, soc, desk, place, draw):  # type: ignore[no-untyped-def]
    """A step towards what the household, or else the community, said last month."""
    if draw >= soc.conform_any:
        return 0
    private = me.private_opinion
    if draw >= soc.conform_household:
        return towards(me.heard_sum, me.heard, private)
    if desk.collective[place]:
        return 0
    own = me.age >= OF_AGE and desk.voices_at[desk.home[place]] > 0
    others = desk.voices_at[desk.home[place]] - own
    return towards(desk.said_at[desk.home[place]] - (me.said if own else 0), others, private)


@compiled()
def pulled(private, draw, chance, backfire):  # type: ignore[no-untyped-def]
    """A step towards the line, or, where that backfires on somebody against it, a step away."""
    if draw >= chance:
        return 0
    if private <= AGAINST and draw < (chance * backfire) >> 10:
        return -1
    return 1


@compiled()
def moved(me, nxt, soc, law, desk, x):  # type: ignore[no-untyped-def]
    """Private opinion after the month: all pushes together move it one step at most."""
    private = me.private_opinion
    if me.age < soc.school_from:
        return private
    push = conformed(me, soc, desk, me.place, desk.sway[x])
    if law.line:
        push += pulled(private, desk.pull[x], law.media[me.online], law.backfire)
        if me.age < soc.school_until:
            push += pulled(private, desk.lesson[x], law.schooling, law.backfire)
        if nxt.punished and desk.grudge[x] < law.punishment:
            push -= 1
    return min(max(private + min(max(push, -1), 1), LEAST), MOST)


@compiled()
def dares(threshold, weight, fellows, voices):  # type: ignore[no-untyped-def]
    """Whether so many fellows among all voices are enough.  threshold, weight: of 1024; weight 1024: Granovetter."""
    return fellows << 10 >= (threshold * weight >> 10) * voices


@compiled()
def cost(me, soc, law, private):  # type: ignore[no-untyped-def]
    """How much of the own threshold counts against saying this (of 1024): the line's, the neighbours', and fear."""
    against_line = law.line != 0 and private <= AGAINST
    deviates = (private <= AGAINST) != (me.climate <= AGAINST)
    weight = 0
    if against_line:
        weight += law.line_pressure
    if deviates:
        weight += soc.caution + law.shun_pressure
    if against_line or deviates:
        weight += (soc.fear_silences * me.fear) >> 7
    return weight


@compiled()
def spoken(private, weight, threshold, fellows, voices, heard_level):  # type: ignore[no-untyped-def]
    """What somebody says: the own opinion, or, not daring to, the climate's, on the other side at the least."""
    if weight == 0 or dares(threshold, weight, fellows, voices):
        return private
    if private <= AGAINST:
        return max(heard_level, AGAINST + 1)
    return min(heard_level, AGAINST)


@compiled()
def voiced(me, soc, law, desk, private):  # type: ignore[no-untyped-def]
    """What this person says this month."""
    if private <= AGAINST and desk.voice[me.place] < law.signal:
        return private
    fellows = me.voices_against if private <= AGAINST else me.voices_for
    return spoken(private, cost(me, soc, law, private), desk.threshold[me.place], fellows, me.voices, me.climate)


@compiled()
def shunned(me, law):  # type: ignore[no-untyped-def]
    """Whether last month's words lie too far off the climate, and enough neighbours stand on the other side."""
    off = me.said - me.climate
    others = me.voices_for if me.said <= AGAINST else me.voices_against
    return (off > law.shun_tolerance or -off > law.shun_tolerance) and others << 10 >= law.shun_share * me.voices


@compiled()
def ostracised(me, law, now, row, count, ledger):  # type: ignore[no-untyped-def]
    """Peers avoid whoever says what is not said: it costs and frightens, without any state."""
    if shunned(me, law):
        row.fear = min(int(row.fear) + law.shun_fear, HIGHEST)
        row.hardship = min(int(row.hardship) + law.shun_hardship, HIGHEST)
        count.opinion_shunned[me.group] += 1
        note(ledger, now.first_day + now.days - 1, SHUNNED, me.said, me.climate, row.fear)


@compiled()
def counted(me, private, said, count):  # type: ignore[no-untyped-def]
    """8. Sums of those of age: levels, how far what is said lies from what is thought, who says or hides dissent."""
    g = me.group
    apart = private - said
    count.opinion_people[g] += 1
    count.opinion_private[g] += private
    count.opinion_said[g] += said
    count.opinion_gap[g] += apart if apart > 0 else -apart
    count.opinion_speaking[g] += said <= AGAINST
    count.opinion_dissent[g] += private <= AGAINST
    count.opinion_hidden[g] += private <= AGAINST < said
    count.opinion_falsified[g] += apart != 0


@compiled()
def told(me, now, private, said, ledger):  # type: ignore[no-untyped-def]
    """What a month changed for the ledger: from saying what one thinks to withholding it, or back."""
    day = now.first_day + now.days - 1
    if private == said and me.private_opinion != me.said:
        note(ledger, day, SPOKE_OUT, private, me.said, me.climate)
    elif private != said and me.private_opinion == me.said:
        note(ledger, day, FELL_SILENT, private, said, me.climate)


@compiled()
def opined(me, nxt, soc, law, now, desk, x, row, count, ledger):  # type: ignore[no-untyped-def]
    """7. Private opinion and what is said aloud move; x: position in the tile."""
    private = moved(me, nxt, soc, law, desk, x)
    said = private
    if me.age >= OF_AGE:
        said = voiced(me, soc, law, desk, private)
        counted(me, private, said, count)
        told(me, now, private, said, ledger)
        if law.ostracism:
            ostracised(me, law, now, row, count, ledger)
    row.opinion = packed(private, said, desk.trait[me.place])

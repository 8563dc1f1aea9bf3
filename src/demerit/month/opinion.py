"""Step 7: private opinion, and what is said aloud.

Both are whole numbers from 0 (against) to 15 (for the government, or the majority's line).  Private opinion moves by at
most one step a month: media and school pull it up, one's own punishment pushes it down, household and community pull it
towards what is said there.  Whoever dissents says so only while enough others do (M. Granovetter, "Threshold models of
collective behavior", 1978); otherwise they say what is expected (T. Kuran, "Sparks and prairie fires", 1989).
Detention moves nobody's opinion.  Population group does not enter.
"""

from demerit.draws import MONTH, PERSON, compiled, fill_same
from demerit.month.note import SAID, note
from demerit.people.desk import POSITION

HIGHEST = 15
NEUTRAL = 8  # whoever is below dissents
SPEAKS = 14  # years; younger people say what they think, and nobody counts them
PUPIL = (6, 18)  # years
TRAITS = 3  # which block of a person's draws: first opinion and courage share no bit with age, sex or work
MOVES = 1  # which block of a person's draws of a month


@compiled()
def level(trait, bits):  # type: ignore[no-untyped-def]
    """The opinion, 0 to 15, that four stored bits stand for: those in which it differs from the trait."""
    return int(trait) ^ (int(bits) & 15)


@compiled()
def packed(trait, private, said):  # type: ignore[no-untyped-def]
    """Both opinions as one signed byte: 0 for whoever thinks as at first, and says so."""
    stored = (private ^ trait) << 4 | (said ^ trait)
    return stored - 256 if stored > 127 else stored


@compiled()
def traits(soc, n, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Everybody's first opinion and threshold to speak (courage), by hash of the id alone."""
    fill_same(n, desk.who, 0, TRAITS, PERSON, k0, k1, desk.h0, desk.h1, desk.h2, desk.h3)
    for x in range(n):
        desk.trait[x] = soc.opinions[desk.h0[x] >> 26]
        desk.courage[x] = soc.courage_of[desk.h1[x] >> 23]


@compiled()
def drawn_ahead(n, month, k0, k1, desk):  # type: ignore[no-untyped-def]
    """The draws of a month that move opinions, for the people of a tile."""
    fill_same(n, desk.person, month, MOVES, MONTH, k0, k1, desk.pull, desk.lesson, desk.grudge, desk.daring)


@compiled()
def towards(opinion, total, people):  # type: ignore[no-untyped-def]
    """One step from an opinion towards the mean of `people` who say `total` together; 0 if there is nobody."""
    if people == 0:
        return 0
    return int(total * 2 > (opinion * 2 + 1) * people) - int(total * 2 < (opinion * 2 - 1) * people)


@compiled()
def pulled(me, draw, chance, reactance):  # type: ignore[no-untyped-def]
    """A step towards the line; for some of those who dissent a pull is a push, and the step leads away."""
    if draw >= chance:
        return 0
    return -1 if me.private < NEUTRAL and draw < (chance * reactance) >> 10 else 1


@compiled(forceinline=True)
def drift(me, nxt, soc, law, a, b, c):  # type: ignore[no-untyped-def]
    """By how much private opinion moves this month: -1, 0 or 1."""
    step = pulled(me, a, law.media_online if me.online else law.media, law.reactance)
    if PUPIL[0] <= me.age < PUPIL[1]:
        step += pulled(me, b, law.school, law.reactance)
    if nxt.hurt > 0:
        step -= int(c < law.backfire)
    if (a >> 8) & 1023 < soc.conform_household:  # other bits than those that decided above
        step += towards(me.private, me.home_said, me.home_speakers)
    if (b >> 8) & 1023 < soc.conform_community:
        step += towards(me.private, me.said_here, me.speakers_here)
    return min(max(step, -1), 1)


@compiled()
def needed(me, soc, law):  # type: ignore[no-untyped-def]
    """The share (of 1024) of people who speak out that it takes before this person does: more with fear."""
    pressure = law.speech_pressure + law.peer_pressure
    return ((me.courage * pressure) >> 10) + ((soc.speak_fear * me.fear) >> 7)


@compiled()
def dissents(me, law, private):  # type: ignore[no-untyped-def]
    """Whether an opinion is one that somebody presses: against the line, or, among peers, against the climate."""
    if law.speech_pressure > 0 or law.peer_pressure == 0:
        return private < NEUTRAL
    climate = me.said_here >= NEUTRAL * me.speakers_here
    return private < NEUTRAL if climate else private >= NEUTRAL


@compiled()
def speaks_out(me, soc, law, dissenting, draw):  # type: ignore[no-untyped-def]
    """Whether somebody who dissents says so: by the threshold, or as part of a signal that the scenario sets."""
    return dissenting * 1024 >= needed(me, soc, law) * max(me.speakers_here, 1) or draw < law.signal


@compiled()
def enough(me, law, dissenting):  # type: ignore[no-untyped-def]
    """Whether enough neighbours stand on the other side for whoever dissents to be shunned."""
    return (me.speakers_here - dissenting) * 1024 >= law.shun_from * me.speakers_here


@compiled()
def conforming(me, law, private):  # type: ignore[no-untyped-def]
    """What somebody says who does not dare: what most say, and where the state presses, nothing against it."""
    climate = me.said_here // max(me.speakers_here, 1)
    if law.speech_pressure > 0:
        return max(climate, NEUTRAL, private)
    return climate


@compiled(forceinline=True)
def opined(me, nxt, soc, law, now, desk, x, row, count, ledger):  # type: ignore[no-untyped-def]
    """7. Private opinion moves; then what is said aloud follows last month's climate, fear and one's own courage.

    x: the person's position in the tile.
    """
    step = drift(me, nxt, soc, law, desk.pull[x], desk.lesson[x], desk.grudge[x])
    private = min(max(me.private + step, 0), HIGHEST)
    said = private
    if me.age >= SPEAKS:
        if dissents(me, law, private):
            dissenting = me.against_here if private < NEUTRAL else me.speakers_here - me.against_here
            if speaks_out(me, soc, law, dissenting, desk.daring[x]):
                if law.peer_pressure > 0 and enough(me, law, dissenting):
                    nxt.shunned = 1
                    nxt.burden += law.shun_hardship
                    count.opinion_shunned[me.group] += 1
            else:
                said = conforming(me, law, private)
        g = me.group
        count.opinion_people[g] += 1
        count.opinion_private[g] += private
        count.opinion_said[g] += said
        count.opinion_gap[g] += abs(said - private)
        count.opinion_falsified[g] += said != private
        count.opinion_dissent_private[g] += private < NEUTRAL
        count.opinion_dissent_said[g] += said < NEUTRAL
        count.opinion_hidden[g] += private < NEUTRAL <= said
        if said != me.said:
            note(ledger, now.first_day + now.days - 1, SAID, private, said, 0)
    row.opinion = packed(me.trait, private, said)


@compiled(forceinline=True)
def minded(me, desk, x, row):  # type: ignore[no-untyped-def]
    """Put a person's opinion on the desk as of step 1, and what the others of the household say."""
    me.trait = desk.trait[x]
    me.courage = desk.courage[x]
    me.private = level(me.trait, int(row.opinion) >> 4)
    me.said = level(me.trait, int(row.opinion))
    me.home_said = 0
    me.home_speakers = 0
    if desk.collective[x] == 0:
        home = desk.home[x] & POSITION
        me.home_said = desk.said_at[home]
        me.home_speakers = desk.speakers_at[home]
        if me.age >= SPEAKS:  # without one's own voice
            me.home_said -= me.said
            me.home_speakers -= 1


@compiled()
def climate(people, n, month, law, desk, me):  # type: ignore[no-untyped-def]
    """What is said in each household and in the community, as of last month: taken before anyone moves.

    In the community only the uncensored part of what is said against the line is heard.
    """
    total = speakers = against = said_against = 0
    for home in range(n + 1):  # no household has a higher number
        desk.said_at[home] = 0
        desk.speakers_at[home] = 0
    for x in range(n):
        desk.h0[x] = people[x].opinion
    for x in range(n):  # vector code: nothing is looked up, nothing branches
        speaks = int(desk.birth[x] <= month - 12 * SPEAKS) & int(desk.death[x] > month)
        said = level(desk.trait[x], desk.h0[x]) * speaks
        dissents = speaks & int(said < NEUTRAL)
        total += said
        speakers += speaks
        against += dissents
        said_against += said * dissents
        at_home = 1 - desk.collective[x]
        desk.h0[x] = said * at_home
        desk.h1[x] = speaks * at_home
    for x in range(n):
        home = desk.home[x] & POSITION
        desk.said_at[home] += desk.h0[x]
        desk.speakers_at[home] += desk.h1[x]
    unheard = (against * law.censorship) >> 10
    me.said_here = total - ((said_against * law.censorship) >> 10)
    me.speakers_here = speakers - unheard
    me.against_here = against - unheard

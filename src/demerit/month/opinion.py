"""Step 7: private opinion, and what is said aloud.

Both are whole numbers from 0 (against) to 15 (for the government, or the majority's line).  Private opinion moves by at
most one step a month: media and school pull it up, one's own punishment pushes it down, household and community pull it
towards what is said there.  Whoever dissents says so only while enough others do (M. Granovetter, "Threshold models of
collective behavior", 1978); otherwise they say what is expected (T. Kuran, "Sparks and prairie fires", 1989).
Detention moves nobody's opinion.  Population group does not enter.
"""

from demerit.draws import MONTH, block, compiled
from demerit.month.note import SAID, note

HIGHEST = 15
NEUTRAL = 8  # whoever is below dissents
SPEAKS = 14  # years; younger people say what they think, and nobody counts them
PUPIL = (6, 18)  # years


@compiled()
def signed(nibble):  # type: ignore[no-untyped-def]
    """Four bits as a number from -8 to 7."""
    return ((nibble + 8) & 15) - 8


@compiled()
def level(trait, shift):  # type: ignore[no-untyped-def]
    """An opinion from 0 to 15: the trait, moved."""
    return min(max(trait + shift, 0), HIGHEST)


@compiled()
def shifted(trait, opinion):  # type: ignore[no-untyped-def]
    """What is stored of an opinion: how far it is from the trait, within four bits."""
    return min(max(opinion - trait, -8), 7)


@compiled()
def towards(opinion, total, people):  # type: ignore[no-untyped-def]
    """One step from an opinion towards the mean of `people` who say `total` together; 0 if there is nobody."""
    if people == 0:
        return 0
    return int(total * 2 > (opinion * 2 + 1) * people) - int(total * 2 < (opinion * 2 - 1) * people)


@compiled()
def drift(me, nxt, soc, law, a, b, c):  # type: ignore[no-untyped-def]
    """By how much private opinion moves this month: -1, 0 or 1."""
    step = int(a < law.media)
    if PUPIL[0] <= me.age < PUPIL[1]:
        step += int(b < law.school)
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
def conforming(me, law, private):  # type: ignore[no-untyped-def]
    """What somebody says who does not dare: what most say, and where the state presses, nothing against it."""
    climate = me.said_here // max(me.speakers_here, 1)
    if law.speech_pressure > 0:
        return max(climate, NEUTRAL, private)
    return climate


@compiled()
def opined(me, nxt, soc, law, now, row, count, ledger):  # type: ignore[no-untyped-def]
    """7. Private opinion moves; then what is said aloud follows last month's climate, fear and one's own courage."""
    a, b, c, d = block(me.who & 0xFFFFFFFF, now.month, 1, MONTH, now.k0, now.k1)
    private = level(me.trait, shifted(me.trait, me.private + drift(me, nxt, soc, law, a >> 1, b >> 1, c >> 1)))
    said = private
    if me.age >= SPEAKS:
        if dissents(me, law, private):
            dissenting = me.against_here if private < NEUTRAL else me.speakers_here - me.against_here
            if speaks_out(me, soc, law, dissenting, d >> 1):
                if law.peer_pressure > 0:
                    nxt.shunned = 1
                    nxt.burden += law.shun_hardship
                    count.opinion_shunned[me.group] += 1
            else:
                said = conforming(me, law, private)
        kept = level(me.trait, shifted(me.trait, said))
        g = me.group
        count.opinion_people[g] += 1
        count.opinion_private[g] += private
        count.opinion_said[g] += kept
        count.opinion_gap[g] += abs(kept - private)
        count.opinion_falsified[g] += kept != private
        count.opinion_dissent_private[g] += private < NEUTRAL
        count.opinion_dissent_said[g] += kept < NEUTRAL
        said = kept
        if said != me.said:
            note(ledger, now.first_day + now.days - 1, SAID, private, said, 0)
    stored = (shifted(me.trait, private) & 15) << 4 | (shifted(me.trait, said) & 15)
    row.opinion = stored - 256 if stored > 127 else stored


@compiled()
def recalled(me, trait, stored):  # type: ignore[no-untyped-def]
    """Put a person's opinion on the desk as of step 1."""
    me.trait = trait
    me.private = level(trait, signed((int(stored) >> 4) & 15))
    me.said = level(trait, signed(int(stored) & 15))


@compiled()
def climate(people, start, n, month, soc, desk, me):  # type: ignore[no-untyped-def]
    """What is said in each household and in the community, as of last month: taken before anyone moves."""
    me.said_here = 0
    me.speakers_here = 0
    me.against_here = 0
    for x in range(n):
        desk.said_at[x] = 0
        desk.speakers_at[x] = 0
    for x in range(n):
        if desk.birth[x] <= month - 12 * SPEAKS and desk.death[x] > month:
            said = level(soc.opinions[desk.p0[x] >> 26], signed(int(people[start + x].opinion) & 15))
            me.said_here += said
            me.speakers_here += 1
            me.against_here += said < NEUTRAL
            if desk.collective[x] == 0:
                desk.said_at[desk.home[x]] += said
                desk.speakers_at[desk.home[x]] += 1

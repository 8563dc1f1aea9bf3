"""Private opinion, and what is said aloud.

Both are whole numbers from 0 (against) to 15 (for the government, or the majority's line).

*Private opinion* is a trait of the person and a deviation from it.  Media and school push it up, one's own punishment
pushes it down, household and community pull it along as far as what is said there has moved away from what would be
said there at rest; and it goes back to the trait by itself.  So every opinion has its resting place in the society, and
where no regime moves anybody, nobody moves (N. E. Friedkin and E. C. Johnsen, "Social influence and opinions", 1990, in
which everybody stays attached to a first opinion; here written as deviations from its equilibrium).  Detention moves
nobody's opinion.  Population group does not enter.

*What is said aloud* is decided at the beginning of a month, and criticism, searches, demonstrations and praise of that
month come from it.  Whoever dissents says so only while enough others do (M. Granovetter, "Threshold models of
collective behavior", 1978), and not in a month in which fear silences; otherwise they say what is expected (T. Kuran,
"Sparks and prairie fires", 1989).

The four draws of a person-month, and which of their bits decide what (`OF_MONTH` is their block):
    pull     0-14 a step with the media, 15-27 one with the household
    lesson   0-14 a step with the school, 15-27 one with the community
    grudge   0-14 a step back to the trait, 15-24 a step away after one's own punishment
    daring   0-11 speaking in spite of fear, 12-20 rounding of fear, 21-29 rounding of hardship
"""

from demerit.draws import MONTH, PERSON, block, compiled, fill_same
from demerit.month.note import SAID, note
from demerit.people.desk import POSITION
from demerit.ranges import OPINIONS
from demerit.vocabulary import OF_DARING, OF_FOLLOWING, OF_GRUDGE, OF_STEP

HIGHEST = OPINIONS - 1
NEUTRAL = 8  # whoever is below dissents
SPEAKS = 14  # years; younger people say what they think, and nobody counts them, and nothing frightens them
PUPIL = (6, 18)  # years
TRAITS = 3  # which block of a person's draws: first opinion and courage share no bit with age, sex or work
OF_MONTH = 1  # which block of a person's draws of a month
OF_SIGNAL = 5  # and which one in a month in which a scenario sets a signal
ROUNDING = 9  # of rounding


@compiled()
def level(trait, bits):  # type: ignore[no-untyped-def]
    """The opinion, 0 to 15, that four stored bits stand for: those in which it differs from the trait."""
    return int(trait) ^ (int(bits) & 15)


@compiled()
def packed(trait, private, said):  # type: ignore[no-untyped-def]
    """Both opinions as one signed byte: 0 for whoever thinks as at rest, and says so."""
    stored = (private ^ trait) << 4 | (said ^ trait)
    return stored - 256 if stored > 127 else stored


@compiled()
def traits(soc, n, k0, k1, desk):  # type: ignore[no-untyped-def]
    """Everybody's opinion at rest and threshold to speak (courage), by hash of the id alone."""
    fill_same(n, desk.who, 0, TRAITS, PERSON, k0, k1, desk.h0, desk.h1, desk.h2, desk.h3)
    for x in range(n):
        desk.trait[x] = soc.opinions[desk.h0[x] >> 26]
        desk.courage[x] = soc.courage_of[desk.h1[x] >> 23]


@compiled()
def drawn_ahead(n, month, k0, k1, desk):  # type: ignore[no-untyped-def]
    """The draws of a month that move and silence people, and that round small effects, for the people of a tile."""
    fill_same(n, desk.person, month, OF_MONTH, MONTH, k0, k1, desk.pull, desk.lesson, desk.grudge, desk.daring)


@compiled(forceinline=True)
def bits(word, first, number):  # type: ignore[no-untyped-def]
    """So many bits of a draw, from the bit `first` on."""
    return (int(word) >> first) & ((1 << number) - 1)


# What is said aloud.


@compiled(forceinline=True)
def needed(courage, law):  # type: ignore[no-untyped-def]
    """The share (of 1024) of people who speak out that it takes before somebody does, without fear."""
    return (int(courage) * (law.speech_pressure + law.peer_pressure)) >> 10


@compiled(forceinline=True)
def dissents(me, law, private):  # type: ignore[no-untyped-def]
    """Whether an opinion is one that somebody presses: against the line, or, among peers, against the climate."""
    if law.speech_pressure > 0 or law.peer_pressure == 0:
        return private < NEUTRAL
    climate = me.said_here >= NEUTRAL * me.speakers_here
    return private < NEUTRAL if climate else private >= NEUTRAL


@compiled(forceinline=True)
def heard_alike(me, private):  # type: ignore[no-untyped-def]
    """How many around are heard to stand on the same side."""
    return me.against_here if private < NEUTRAL else me.speakers_here - me.against_here


@compiled(forceinline=True)
def silencing(soc, me, fear, alike):  # type: ignore[no-untyped-def]
    """The chance (of 4096) that fear silences somebody for a month; below 0: that it brings a silent one to speak.

    Outspoken surroundings shield from it, in proportion to how many are heard on the same side.
    """
    chance = (soc.speak_fear * fear) // 127  # of 4096
    return chance - (chance * ((soc.shield * alike) // max(me.speakers_here, 1)) >> 10)


@compiled(forceinline=True)
def conforming(me, law, private):  # type: ignore[no-untyped-def]
    """What somebody says who does not dare: what most say, and where the state presses, nothing against it."""
    climate = me.said_here // max(me.speakers_here, 1)
    if law.speech_pressure > 0:
        return max(climate, NEUTRAL, private)
    return climate


@compiled(forceinline=True)
def dares(me, soc, law, private, courage, fear, daring):  # type: ignore[no-untyped-def]
    """Whether somebody who dissents says so: by the threshold, unless fear silences (or emboldens) this month."""
    alike = heard_alike(me, private)
    ready = alike * 1024 >= needed(courage, law) * max(me.speakers_here, 1)
    chance = silencing(soc, me, fear, alike)
    draw = bits(daring, 0, OF_DARING)
    return (ready and draw >= chance) or draw < -chance


@compiled(forceinline=True)
def voiced(me, soc, law, private, courage, fear, daring, speaks):  # type: ignore[no-untyped-def]
    """What somebody says aloud in a month; speaks: whether the person is of an age to be heard."""
    if not speaks or not dissents(me, law, private) or dares(me, soc, law, private, courage, fear, daring):
        return private
    return conforming(me, law, private)


@compiled(forceinline=True)
def spoken(soc, law, x, place, month, row, me, desk):  # type: ignore[no-untyped-def]
    """What somebody says aloud this month, and would say if unafraid.  x: the position in the tile."""
    private = level(desk.trait[place], int(row.opinion) >> 4)
    speaks = desk.birth[place] <= month - 12 * SPEAKS
    courage, daring = desk.courage[place], desk.daring[x]
    aloud = voiced(me, soc, law, private, courage, int(row.fear), daring, speaks)
    unafraid = aloud
    if row.fear != 0:
        unafraid = voiced(me, soc, law, private, courage, 0, daring, speaks)
    return aloud, unafraid


@compiled(forceinline=True)
def voice(soc, law, x, low, month, people, me, desk):  # type: ignore[no-untyped-def]
    """Put what the person x of a tile says aloud on the desk; low: the first of the tile."""
    place = desk.row[(low + x) & POSITION] & POSITION
    desk.aloud[x], desk.unafraid[x] = spoken(soc, law, x, place, month, people[place], me, desk)


@compiled()
def voices(soc, law, n, low, month, people, me, desk):  # type: ignore[no-untyped-def]
    """What each of the n people of a tile says aloud this month, and would say if unafraid; low: the first of them."""
    for x in range(n):
        voice(soc, law, x, low, month, people, me, desk)


@compiled()
def signalled(soc, law, n, low, month, k0, k1, people, desk):  # type: ignore[no-untyped-def]
    """A share of those who dissent say so whatever it costs, in the month in which the scenario sets that signal."""
    for x in range(n):
        place = desk.row[(low + x) & POSITION] & POSITION
        private = level(desk.trait[place], int(people[place].opinion) >> 4)
        if private < NEUTRAL and desk.birth[place] <= month - 12 * SPEAKS:
            a, _, _, _ = block(int(desk.person[x]) & 0xFFFFFFFF, month, OF_SIGNAL, MONTH, k0, k1)
            if a >> 1 < law.signal:
                desk.aloud[x] = private
                desk.unafraid[x] = private


# What moves private opinion.


@compiled()
def pulled(private, draw, chance, reactance):  # type: ignore[no-untyped-def]
    """A step towards the line; for some of those who dissent a pull is a push, and the step leads away."""
    if draw >= chance:
        return 0
    return -1 if private < NEUTRAL and draw < (chance * reactance) >> 10 else 1


@compiled()
def followed(draw, chance, apart):  # type: ignore[no-untyped-def]
    """A step along with others who have moved `apart` (in 1024ths of a level) further: surer, the further they have."""
    if draw < (chance * min(abs(apart), 1024)) >> 10:
        return 1 if apart > 0 else -1
    return 0


@compiled()
def moved_by(total, people):  # type: ignore[no-untyped-def]
    """The mean (1024ths of a level) of what people say beyond what they would say at rest; 0 of nobody."""
    return (total << 10) // people if people > 0 else 0


@compiled(forceinline=True)
def drift(me, nxt, soc, law, a, b, c):  # type: ignore[no-untyped-def]
    """By how much private opinion moves this month: -1, 0 or 1."""
    media = law.media_online if me.online else law.media
    step = pulled(me.private, bits(a, 0, OF_STEP), media, law.reactance)
    if PUPIL[0] <= me.age < PUPIL[1]:
        step += pulled(me.private, bits(b, 0, OF_STEP), law.school, law.reactance)
    if nxt.hurt > 0:
        step -= int(bits(c, OF_STEP, OF_GRUDGE) < law.backfire)
    moved = me.private - me.trait
    draw = bits(a, OF_STEP, OF_FOLLOWING)
    if draw < soc.conform_household:
        step += followed(draw, soc.conform_household, moved_by(me.home_moved, me.home_speakers) - (moved << 10))
    step += along(soc, b, me.moved_here, moved)
    if bits(c, 0, OF_STEP) < soc.opinion_returns * abs(moved):
        step -= 1 if moved > 0 else -1
    return min(max(step, -1), 1)


@compiled(forceinline=True)
def along(soc, lesson, moved_here, moved):  # type: ignore[no-untyped-def]
    """A step along with the community, whose people have moved by `moved_here` (1024ths of a level)."""
    return followed(bits(lesson, OF_STEP, OF_FOLLOWING), soc.conform_community, moved_here - (moved << 10))


@compiled()
def enough(me, law, dissenting):  # type: ignore[no-untyped-def]
    """Whether enough neighbours stand on the other side for whoever dissents to be shunned."""
    return (me.speakers_here - dissenting) * 1024 >= law.shun_from * me.speakers_here


@compiled()
def shunned(me, nxt, law, count):  # type: ignore[no-untyped-def]
    """7. Peers shun whoever dissents aloud from what enough of them say."""
    heard = law.peer_pressure > 0 and dissents(me, law, me.private) and me.aloud == me.private
    if heard and enough(me, law, heard_alike(me, me.private)):
        nxt.shunned = 1
        nxt.burden += law.shun_hardship
        count.opinion_shunned[me.group] += 1


@compiled(forceinline=True)
def heard_to_change(me, now, ledger):  # type: ignore[no-untyped-def]
    """1. From this month on somebody says something else than before."""
    if me.aloud != me.said and me.age >= SPEAKS:
        note(ledger, now.first_day, SAID, me.private, me.aloud, 0)


@compiled(forceinline=True)
def opined(me, nxt, soc, law, desk, x, row, count):  # type: ignore[no-untyped-def]
    """7. What was said aloud this month is heard from now on; private opinion moves.  x: the position in the tile."""
    aloud = me.aloud
    if me.age >= SPEAKS:
        shunned(me, nxt, law, count)
        g = me.group
        private = me.private
        count.opinion_people[g] += 1
        count.opinion_private[g] += private
        count.opinion_said[g] += aloud
        count.opinion_gap[g] += abs(aloud - private)
        count.opinion_falsified[g] += aloud != private
        count.opinion_dissent_private[g] += private < NEUTRAL
        count.opinion_dissent_said[g] += aloud < NEUTRAL
        count.opinion_hidden[g] += private < NEUTRAL <= aloud
        count.opinion_afraid[g] += me.unafraid == private and aloud != private
    step = drift(me, nxt, soc, law, desk.pull[x], desk.lesson[x], desk.grudge[x])
    row.opinion = packed(me.trait, min(max(me.private + step, 0), HIGHEST), aloud)


@compiled(forceinline=True)
def minded(me, desk, place, x, row):  # type: ignore[no-untyped-def]
    """Put a person's opinion on the desk as of step 1, and what the others of the household say.

    place: the position in the community; x: in the tile.
    """
    me.trait = desk.trait[place]
    me.private = level(me.trait, int(row.opinion) >> 4)
    me.said = level(me.trait, int(row.opinion))
    me.aloud = desk.aloud[x]
    me.unafraid = desk.unafraid[x]
    me.home_moved = 0
    me.home_speakers = 0
    if desk.collective[place] == 0:
        home = desk.home[place] & POSITION
        me.home_moved = desk.moved_at[home]
        me.home_speakers = desk.speakers_at[home]
        if me.age >= SPEAKS:  # without one's own voice
            me.home_moved -= me.said - me.trait
            me.home_speakers -= 1


@compiled()
def climate(people, n, month, law, desk, me):  # type: ignore[no-untyped-def]
    """What is said in each household and in the community, as of last month: taken before anyone moves.

    In the community only the uncensored part of what is said against the line is heard.
    """
    total = speakers = against = said_against = moved = moved_against = 0
    for home in range(n + 1):  # no household has a higher number
        desk.moved_at[home] = 0
        desk.speakers_at[home] = 0
    for x in range(n):
        desk.h0[x] = people[x].opinion
    for x in range(n):  # vector code: nothing is looked up, nothing branches
        speaks = int(desk.birth[x] <= month - 12 * SPEAKS) & int(desk.death[x] > month)
        said = level(desk.trait[x], desk.h0[x]) * speaks
        beyond = said - desk.trait[x] * speaks
        dissenting = speaks & int(said < NEUTRAL)
        total += said
        speakers += speaks
        against += dissenting
        moved += beyond
        said_against += said * dissenting
        moved_against += beyond * dissenting
        at_home = 1 - desk.collective[x]
        desk.h0[x] = beyond * at_home
        desk.h1[x] = speaks * at_home
    for x in range(n):
        home = desk.home[x] & POSITION
        desk.moved_at[home] += desk.h0[x]
        desk.speakers_at[home] += desk.h1[x]
    unheard = (against * law.censorship) >> 10
    me.said_here = total - ((said_against * law.censorship) >> 10)
    me.speakers_here = speakers - unheard
    me.against_here = against - unheard
    me.moved_here = moved_by(moved - ((moved_against * law.censorship) >> 10), me.speakers_here)

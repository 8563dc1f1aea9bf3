"""Step 2: what the person does.  Fear chills, poverty presses, dispositions differ; population group never enters."""

from demerit.draws import ONE, compiled


@compiled()
def level(me, soc, kind):  # type: ignore[no-untyped-def]
    """The person's level, 0 to 3, of the disposition that this kind of candidate follows."""
    return (me.disposition >> soc.disposition[kind]) & 3


@compiled()
def leaning(soc, kind, opinion):  # type: ignore[no-untyped-def]
    """What an opinion makes of a chance, in 1024ths: 1024 in the middle between for and against."""
    return 1024 + (soc.opinion[kind] * (2 * opinion - 15)) // 15


@compiled()
def fearless(me, soc, kind):  # type: ignore[no-untyped-def]
    """Chance (of ONE) that a candidate would become an act if nobody were afraid, nor said what they do not think."""
    pressed = 1024 + ((soc.hardship[kind] * me.hardship) >> 7)
    if soc.opinions:
        pressed = (pressed * leaning(soc, kind, me.private_opinion)) >> 10
    return (soc.acceptance[kind, level(me, soc, kind)] * pressed) >> 10


@compiled()
def willing(me, soc, kind, count):  # type: ignore[no-untyped-def]
    """Chance (of ONE) that a candidate becomes an act: one 64-bit product, shifted once.

    `demerit check` proves that it stays within ONE for every disposition, fear, hardship and opinion; should it ever not, the
    clipping is counted, and a run with clippings is reported as broken.
    """
    pressed = 1024 + ((soc.hardship[kind] * me.hardship) >> 7)
    if soc.opinions:
        pressed = (pressed * leaning(soc, kind, me.said if soc.aloud[kind] else me.private_opinion)) >> 10
    chilled = 1024 + ((soc.fear[kind] * me.fear) >> 7)
    chance = (soc.acceptance[kind, level(me, soc, kind)] * pressed * chilled) >> 20
    if chance > ONE:
        count.clipped[me.group] += 1
        chance = ONE
    return chance

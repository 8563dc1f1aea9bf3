"""Step 2: what the person does.  Fear chills, poverty presses, dispositions differ; population group never enters."""

from demerit.draws import ONE, compiled


@compiled()
def level(me, soc, kind):  # type: ignore[no-untyped-def]
    """The person's level, 0 to 3, of the disposition that this kind of candidate follows."""
    return (me.disposition >> soc.disposition[kind]) & 3


@compiled()
def fearless(me, soc, kind):  # type: ignore[no-untyped-def]
    """Chance (of ONE) that a candidate would become an act if nobody were afraid."""
    pressed = 1024 + ((soc.hardship[kind] * me.hardship) >> 7)
    return (soc.acceptance[kind, level(me, soc, kind), me.private & 15] * pressed) >> 10


@compiled()
def conceivable(soc, kind, disposition, private, hardship, fear):  # type: ignore[no-untyped-def]
    """Chance (of ONE) above which a candidate is left undone whatever fear does: at least `willing` and `fearless`."""
    step = (disposition >> soc.disposition[kind]) & 3
    pressed = 1024 + ((soc.hardship[kind] * hardship) >> 7)
    emboldened = 1024 + ((max(soc.fear[kind], 0) * fear) >> 7)
    return (soc.acceptance[kind, step, private & 15] * pressed * emboldened) >> 20


@compiled()
def willing(me, soc, kind, count):  # type: ignore[no-untyped-def]
    """Chance (of ONE) that a candidate becomes an act: one 64-bit product, shifted once.

    `demerit check` proves that it stays within ONE for every disposition, fear and hardship; should it ever not, the
    clipping is counted, and a run with clippings is reported as broken.
    """
    pressed = 1024 + ((soc.hardship[kind] * me.hardship) >> 7)
    chilled = 1024 + ((soc.fear[kind] * me.fear) >> 7)
    chance = (soc.acceptance[kind, level(me, soc, kind), me.private & 15] * pressed * chilled) >> 20
    if chance > ONE:
        count.clipped[me.group] += 1
        chance = ONE
    return chance

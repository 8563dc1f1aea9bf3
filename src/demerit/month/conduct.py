"""Step 2: what the person does.  Fear chills, poverty presses, dispositions differ; population group never enters."""

from demerit.draws import ONE, compiled


@compiled(forceinline=True)
def likely(soc, kind, disposition, private, hardship, fear):  # type: ignore[no-untyped-def]
    """Chance (of ONE) of an act: one 64-bit product, shifted once.  fear: times what it does to acts of this kind."""
    level = (disposition >> soc.disposition[kind]) & 3
    pressed = 1024 + ((soc.hardship[kind] * hardship) >> 7)
    chilled = 1024 + (fear >> 7)
    return (soc.acceptance[kind, level, private & 15] * pressed * chilled) >> 20


@compiled()
def fearless(me, soc, kind):  # type: ignore[no-untyped-def]
    """Chance (of ONE) that a candidate would become an act if nobody were afraid."""
    return likely(soc, kind, me.disposition, me.private, me.hardship, 0)


@compiled()
def conceivable(soc, kind, disposition, private, hardship, fear):  # type: ignore[no-untyped-def]
    """Chance (of ONE) above which a candidate is left undone whatever fear does: at least `willing` and `fearless`."""
    return likely(soc, kind, disposition, private, hardship, max(soc.fear[kind], 0) * fear)


@compiled()
def willing(me, soc, kind, count):  # type: ignore[no-untyped-def]
    """Chance (of ONE) that a candidate becomes an act.

    `demerit check` proves that it stays within ONE for every disposition, fear and hardship; should it ever not, the
    clipping is counted, and a run with clippings is reported as broken.
    """
    chance = likely(soc, kind, me.disposition, me.private, me.hardship, soc.fear[kind] * me.fear)
    if chance > ONE:
        count.clipped[me.group] += 1
        chance = ONE
    return chance

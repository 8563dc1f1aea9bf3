"""Step 2: what the person does.  Fear chills, poverty presses, dispositions differ; population group never enters."""

from demerit.draws import compiled

CALM = 1024  # what `chilled` says where fear changes nothing


@compiled(forceinline=True)
def pressed(soc, kind, disposition, private, hardship):  # type: ignore[no-untyped-def]
    """Chance of an act as dispositions, opinion and poverty make it, in units of 2^-41."""
    level = (disposition >> soc.disposition[kind]) & 3
    return soc.acceptance[kind, level, private & 15] * (1024 + ((soc.hardship[kind] * hardship) >> 7))


@compiled(forceinline=True)
def chilled(soc, kind, fear):  # type: ignore[no-untyped-def]
    """What fear makes of the chance of an act, times CALM."""
    return CALM + ((soc.fear[kind] * fear) >> 7)


@compiled(forceinline=True)
def willing(chance, chill):  # type: ignore[no-untyped-def]
    """Chance (of ONE) that a candidate becomes an act: one 64-bit product, shifted once.

    `demerit check` proves that it stays within ONE for every disposition, fear and hardship; should it ever not, the
    clipping is counted, and a run with clippings is reported as broken.
    """
    return (chance * chill) >> 20


@compiled(forceinline=True)
def conceivable(chance, chill):  # type: ignore[no-untyped-def]
    """Chance (of ONE) above which a candidate is left undone whatever fear does: at least `willing`, and at least what
    it would be if nobody were afraid.
    """
    return willing(chance, max(chill, CALM))

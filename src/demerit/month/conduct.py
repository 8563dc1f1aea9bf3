"""Step 2: what the person does.  Fear chills, poverty presses, dispositions differ; population group never enters.

Criticism, searches, demonstrations and praise come from what is said aloud this month: see `demerit.month.opinion`.
"""

from demerit.draws import compiled

CALM = 1024  # what `chilled` says where fear changes nothing


@compiled(forceinline=True)
def pressed(soc, kind, disposition, said, hardship):  # type: ignore[no-untyped-def]
    """Chance of an act as dispositions, what is said aloud and poverty make it, in units of 2^-41."""
    level = (disposition >> soc.disposition[kind]) & 3
    return soc.acceptance[kind, level, said & 15] * (1024 + ((soc.hardship[kind] * hardship) >> 7))


@compiled(forceinline=True)
def chilled(soc, kind, fear):  # type: ignore[no-untyped-def]
    """What fear makes of the chance of an act, times CALM; who is emboldened speaks (`month.opinion`), no more."""
    return CALM + ((soc.fear[kind] * max(fear, 0)) >> 7)


@compiled(forceinline=True)
def willing(chance, chill):  # type: ignore[no-untyped-def]
    """Chance (of ONE) that a candidate becomes an act: one 64-bit product, shifted once.

    `demerit check` proves that it stays within ONE for every disposition, fear and hardship; should it ever not, the
    clipping is counted, and a run with clippings is reported as broken.
    """
    return (chance * chill) >> 20

"""How long somebody went to school: looked up only when asked for, since few decisions of a month depend on it."""

from demerit.draws import compiled

LEVELS = 6  # none or preschool, primary, junior, senior, short tertiary, university


@compiled()
def schooling_of(me, soc, now):  # type: ignore[no-untyped-def]
    """The level of schooling, 0 to 5."""
    return 2

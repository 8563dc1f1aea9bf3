"""What a person meets that frightens, or emboldens: the strongest of a month counts, towards `response.fears`."""

from demerit.draws import compiled
from demerit.vocabulary import SPEECH_BITS


@compiled()
def frightened(nxt, level):  # type: ignore[no-untyped-def]
    """Something happened that frightens so much (of 127; emboldens, below 0): of several the strongest counts."""
    if abs(level) > abs(nxt.fright):
        nxt.fright = level


@compiled()
def for_conduct(law, level, conduct):  # type: ignore[no-untyped-def]
    """How much a punishment frightens: more if it was for speaking, searching or demonstrating."""
    return (level * law.fear_for_speech) >> 10 if SPEECH_BITS >> conduct & 1 else level

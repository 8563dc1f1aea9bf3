"""What came of a decision on its day, also where nothing of it stands on file."""

from collections.abc import Sequence
from typing import Final

from demerit.calendar import text_of
from demerit.life.choices import OBJECTING, Occasion
from demerit.life.entry import Entry
from demerit.life.replaying import Data, Replay
from demerit.life.trying.offered import as_drawn
from demerit.vocabulary import CANDIDATES, DEMANDS

LEFT, KEPT, UNSEEN = "left", "kept", "unseen"
OBJECTIONS: Final = ("objected", "contested_listing")
ANSWERS: Final = ("refused", "declined", "granted")


def came(data: Data, moved: Replay, ledger: Sequence[Entry], after: Occasion) -> str:
    """Of an act: "recorded", "missed" (nobody saw it), "lost" (put down to somebody else), UNSEEN (nobody looks), LEFT;
    of a demand: "granted", "declined" (for ordinary reasons), "refused", LEFT; of an objection: "objected", or KEPT.
    """
    if after.kind == OBJECTING:
        month = [entry for entry in ledger if entry.date[:7] == text_of(after.month) and entry.event in OBJECTIONS]
        return "objected" if month else KEPT
    what, drawn = CANDIDATES[after.kind], as_drawn(data, moved, after)
    day = [entry for entry in ledger if drawn is not None and entry.day == drawn.day]
    here = [entry for entry in day if what in (entry.conduct, entry.demand)]
    done = next((entry for entry in here if entry.event == "act"), None)
    if done is None:
        return LEFT
    if what in DEMANDS:
        return next((entry.event for entry in here if entry.event in ANSWERS), UNSEEN)
    return done.outcome or UNSEEN

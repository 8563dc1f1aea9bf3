"""Lives: of a person in both worlds of a comparison that is held in memory, and of the people of a run folder."""

from pathlib import Path
from typing import Any

from demerit.api.compared import InMemory
from demerit.api.comparison import Comparison
from demerit.comparison import Compared
from demerit.life.two.comparison import Pair
from demerit.phrases import say

COMMUNITIES = 50  # that are looked through for somebody of whom something is true


class _InWords(InMemory):
    """A comparison whose worlds are called as readers of a page call them, rather than by keys."""

    def pair(self, variant: str) -> Pair:
        """Both worlds."""
        return super().pair(variant).called(say("two.as_it_is"), say("two.changed"))


def told(found: Compared, find: str) -> dict[str, Any]:
    """Two lives as plain data.  find: a number, or words as `demerit life COMPARISON --find` takes them.

    Raises DemeritError where there is nobody.
    """
    comparison = Comparison(_InWords(found))
    if find.isdecimal():
        return comparison.life(int(find)).plain
    return comparison.find(find, communities=COMMUNITIES).plain


def of_run(run: Path, find: str) -> dict[str, Any]:
    """A person of a run as plain data.  find: a number, or words as `demerit life RUN --find` takes them.

    Raises DemeritError where there is nobody, or no finished run.
    """
    from demerit.api import lives
    from demerit.api.sources import InFolder

    lived = InFolder(run)
    return lives.person(lived, int(find)) if find.isdecimal() else lives.found(lived, find, COMMUNITIES)


def why(run: Path, person: int) -> dict[str, Any]:
    """What would have spared a person of a run, each change tried.  Raises DemeritError."""
    from demerit.life.why.story import tell

    return tell(run, person)

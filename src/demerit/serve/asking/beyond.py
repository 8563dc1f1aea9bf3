"""What no switch stands for, in the reader's words: what goes with a part that is taken out."""

import re
from collections.abc import Callable
from typing import Final

from demerit.serve.ask import Ask

FROM: Final = re.compile(r"(.+) from (\d{4}-\d\d)")
DATED: Final = re.compile(r"interventions\.(\d{4}-\d\d)\b.*")
SEES: Final = re.compile(r"(organisations\.)?data_sources\.(\w+)(?:\.sees\.(\w+))?")
OF: Final = re.compile(r"(.+)\.(rules|sources)\.([\w-]+)")
INSIDE: Final = re.compile(
    r"(.+)\.(below|reports_below|health_pass|list|entry|leave|grounds|terms|until_performed)(?:\.(\w+))?"
)


def said(ask: Ask, key: str, named: Callable[[str], str | None]) -> str | None:
    """A part by its key; None where it has no words.  named: what a part around it is called."""
    if found := FROM.fullmatch(key):
        what = named(found[1])
        return None if what is None else ask.say("changed.from", what=what, month=ask.month(found[2]))
    if found := DATED.fullmatch(key):
        return ask.say("changed.dated", month=ask.month(found[1]))
    if found := SEES.fullmatch(key):
        return _source(ask, "organisation_" if found[1] else "", found[2], found[3])
    if found := OF.fullmatch(key):
        what, of = named(found[1]), named({"rules": "rules", "sources": "data_sources"}[found[2]] + f".{found[3]}")
        return None if what is None or of is None else ask.say("changed.within", what=what, of=of)
    if found := INSIDE.fullmatch(key):
        return _inside(ask, named(found[1]), found[2], found[3])
    whole = f"mechanism.{key.replace('.', '_')}"
    return ask.say(whole) if ask.has(whole) else None


def _source(ask: Ask, whose: str, source: str, conduct: str | None) -> str | None:
    """A data source, or one thing that it sees.  whose: of people, or of organisations."""
    keys = [f"{whose}source.{source}", *([f"{whose}conduct.{conduct}"] if conduct else [])]
    if not all(map(ask.has, keys)):
        return None
    called = [ask.say(key) for key in keys]
    if conduct:
        return ask.say("changed.sees", source=called[0], conduct=called[1])
    return ask.say("changed.on_organisations", source=called[0]) if whose else called[0]


def _inside(ask: Ask, what: str | None, field: str, ground: str | None) -> str | None:
    """A field of a list or of a consequence, or one ground of several."""
    if what is None:
        return None
    if ground is None:
        return ask.say(f"changed.inside.{field}", what=what)
    key = f"conduct.{ground}"
    return ask.say(f"changed.of.{field}", what=what, ground=ask.say(key)) if ask.has(key) else None

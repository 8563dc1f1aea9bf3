"""Lives that no folder has: the warm process lives them once more."""

from typing import Any, Final

from demerit.serve.ask import Ask
from demerit.serve.asking import desk
from demerit.serve.asking.desk import ANSWERED, Asked
from demerit.serve.folders import Held
from demerit.serve.refusing import Refused, wrong

FIRST: Final = 10**9  # in place of a scale: a life is quickly told
LATER: Final = 15_000  # what takes seconds waits for it
# What befell somebody: a text by which a reader chooses, and what `demerit life --find` calls it.
FIND: Final = {
    "wrongly_listed": "wrongly listed",
    "never_told": "listed, never told",
    "counter": "found out at the counter",
    "somebody_else": "record of somebody else",
    "fined": "fined",
    "detained": "detained",
    "silent": "self-censored",
    "again": "listed again",
    "train": "refused train",
    "upheld": "objection upheld",
    "work": "out of work",
    "ordinary": "ordinary",
}


def told(ask: Ask, one: Held, find: str, kind: str = "told") -> Asked:
    """A life by its number, or by what befell somebody; what would have spared somebody (kind="why")."""
    scale = FIRST if kind == "told" else LATER
    question: dict[str, Any] = {"kind": kind, "run": str(one.path), "find": find, "scale": scale, "of": one.stamp}
    question["language"] = ask.lang
    return desk.of_lives(ask).ask(question, "").waited()


def answered(found: Asked) -> dict[str, Any] | None:
    """What was told; None: not yet.  Raises Refused where there is nobody, or for a fault; DemeritError."""
    if found.state != ANSWERED:
        return None
    if found.nobody:
        number = str(found.question.get("person") or found.question["find"])
        raise wrong("told.no_number", number=number) if number.isdecimal() else wrong("told.nobody")
    if found.said is None:
        raise found.trouble or Refused(500, "refused.fault")
    return found.said

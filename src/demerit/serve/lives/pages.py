"""The lives of a run, and one of them: its years, its points, its ledger with the truth beside each record; what would
have spared the person.
"""

import re
from typing import Any, Final

from markupsafe import Markup
from starlette.responses import Response

from demerit.life import table
from demerit.life.figure import PERSON, figure
from demerit.life.introduction import introduction
from demerit.phrases import FIRST
from demerit.scenario.shipped import names_in
from demerit.serve.answering import Page
from demerit.serve.ask import Ask
from demerit.serve.folders import Held, of_finished
from demerit.serve.lives import asking
from demerit.serve.refusing import wrong
from demerit.world import folder

TOLD: Final = re.compile(rf"{folder.LIVES}/(\d+)\.json")
DIGITS: Final = 15  # of a number that anybody may have
UNSAID: Final = re.compile(r"[^a-z]+")  # what no key of a text has
NUMBERS: Final = ("change", "score")  # columns of the ledger


def told(one: Held) -> list[dict[str, Any]]:
    """The lives that a run has told.  Raises DemeritError."""
    names = [name for name in one.said[folder.FILES] if TOLD.fullmatch(name)]
    found = (folder.read_part(one.path, name, one.said) for name in names)
    return sorted((life for life in found if "id" in life), key=lambda life: int(life["id"]))


def lives(ask: Ask) -> Response:
    """Those that are told, a field for a number, and a choice of what befell somebody."""
    one = of_finished(ask.site.folder, ask.names["name"])
    number = ask.query.get("number", "").strip()
    if number:
        return ask.go("run", one.name, "life", number)
    find = ask.query.get("find", "")
    if not find:
        return ask.page("lives.html.jinja", one=one, lives=[_card(ask, life) for life in told(one)], find=asking.FIND)
    if find not in asking.FIND:
        raise wrong("refused.nothing")
    said = asking.answered(asking.told(ask, one, asking.FIND[find]))
    if said is None:
        return ask.page("waiting.html.jinja", one=one, text="told.telling")
    return ask.go("run", one.name, "life", str(said["id"]))


def _card(ask: Ask, life: dict[str, Any]) -> dict[str, Any]:
    """A life in short: id, chosen, head."""
    why, head = str(life.get("chosen", "")), life["head"]["text"] if ask.lang == FIRST else introduction(life)
    key = f"chosen.{UNSAID.sub('_', why)}"
    return {"id": life["id"], "chosen": ask.say(key) if ask.has(key) else why, "head": head}


def life(ask: Ask) -> Response:
    """One life: from the folder, or lived once more."""
    one, number = _asked(ask)
    name = f"{folder.LIVES}/{number}.json"
    found: dict[str, Any] | None = None
    if name in one.said[folder.FILES] and ask.lang == FIRST:  # in which lives of a folder are told
        found = folder.read_part(one.path, name, one.said)
    if found is None or "id" not in found:
        found = asking.answered(asking.told(ask, one, str(number)))
    if found is None:
        return ask.page("waiting.html.jinja", one=one, text="told.telling")
    pictures = [
        Markup(figure(found["months"], int(found["id"]), PERSON, narrow))  # noqa: S704 - made of numbers only
        for narrow in (False, True)
    ]
    said: dict[str, Any] = {"columns": table.columns(), "rows": table.rows(found), "numbers": NUMBERS}
    return ask.page("life.html.jinja", one=one, life=found, pictures=pictures, **said)


def why(ask: Ask) -> Response:
    """What would have spared somebody, each change tried."""
    one, number = _asked(ask)
    said = asking.answered(asking.told(ask, one, str(number), "why"))
    if said is None:
        return ask.page("waiting.html.jinja", one=one, text="told.trying")
    helps = {whole: [each for each in said["helps"] if each["whole"] is whole] for whole in (True, False)}
    return ask.page(
        "why.html.jinja", one=one, said=said, helps=helps, everybody=lambda each: _everybody(ask, said, each)
    )


def _everybody(ask: Ask, said: dict[str, Any], each: dict[str, Any]) -> str:
    """Where the same change is tried for all; empty where it is no part of a preset that is taken out."""
    preset = said["scenario"]["name"]
    if preset not in names_in("presets") or not each["keys"] or not all(map(_is_taken, each["keys"])):
        return ""
    return ask.url("what-if", base=preset, without=",".join(each["keys"]))


def _is_taken(key: str) -> bool:
    """Whether a key is of a part that is taken out, and not of a right or a number in it."""
    return not key.startswith("rights.") and not key.endswith((".false_record_rate", ".relatives"))


def _asked(ask: Ask) -> tuple[Held, int]:
    one = of_finished(ask.site.folder, ask.names["name"])
    number = ask.names["number"]
    if not (number.isascii() and number.isdigit() and len(number) <= DIGITS):
        raise wrong("refused.number", number=number)
    return one, int(number)


PAGES: Final = (
    Page("/run/{name}/lives", lives, waits=True),
    Page("/run/{name}/life/{number}", life, waits=True),
    Page("/run/{name}/life/{number}/why", why, waits=True),
)

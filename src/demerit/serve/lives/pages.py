"""The lives of a run, and one of them: its years, its points, its ledger with the truth beside each record."""

import re
from typing import Any, Final

from markupsafe import Markup
from starlette.responses import Response

from demerit.life import table
from demerit.life.figure import PERSON, figure
from demerit.serve.answering import Page
from demerit.serve.ask import Ask
from demerit.serve.folders import Held, of_finished
from demerit.serve.refusing import Refused, wrong
from demerit.world import folder

TOLD: Final = re.compile(rf"{folder.LIVES}/(\d+)\.json")
DIGITS: Final = 15  # of a number that anybody may have
NUMBERS: Final = ("change", "score")  # columns of the ledger


def told(one: Held) -> list[dict[str, Any]]:
    """The lives that a run has told.  Raises DemeritError."""
    names = [name for name in one.said[folder.FILES] if TOLD.fullmatch(name)]
    found = (folder.read_part(one.path, name, one.said) for name in names)
    return sorted((life for life in found if "id" in life), key=lambda life: int(life["id"]))


def lives(ask: Ask) -> Response:
    """Those that are told, and a field for a number."""
    one = of_finished(ask.site.folder, ask.names["name"])
    number = ask.query.get("number", "").strip()
    if number:
        return ask.go("run", one.name, "life", number)
    return ask.page("lives.html.jinja", one=one, lives=told(one))


def life(ask: Ask) -> Response:
    """One life."""
    one = of_finished(ask.site.folder, ask.names["name"])
    number = ask.names["number"]
    if not (number.isascii() and number.isdigit() and len(number) <= DIGITS):
        raise wrong("refused.number", number=number)
    name = f"{folder.LIVES}/{int(number)}.json"
    if name not in one.said[folder.FILES]:
        raise Refused(404, "refused.untold", number=number, name=one.name)
    found = folder.read_part(one.path, name, one.said)
    if "id" not in found:
        raise Refused(404, "refused.untold", number=number, name=one.name)
    picture = Markup(figure(found["months"], int(found["id"]), PERSON))  # noqa: S704 - made of numbers only
    said: dict[str, Any] = {"columns": table.COLUMNS, "rows": table.rows(found), "numbers": NUMBERS}
    return ask.page("life.html.jinja", one=one, life=found, picture=picture, **said)


PAGES: Final = (
    Page("/run/{name}/lives", lives),
    Page("/run/{name}/life/{number}", life),
)

"""The pages: choose a world and somebody in it, then decide, one occasion after the other."""

from dataclasses import replace
from typing import Any, Final

from starlette.responses import Response

from demerit.errors import DemeritError
from demerit.serve.answering import Page
from demerit.serve.ask import Ask
from demerit.serve.asking import desk
from demerit.serve.excusing import excuse
from demerit.serve.folders import FINISHED, RUN, listed
from demerit.serve.lives.asking import FIND, answered
from demerit.serve.refusing import wrong
from demerit.serve.running.form import choices
from demerit.serve.start import door_of
from demerit.serve.trying import lesson
from demerit.serve.trying.state import State
from demerit.serve.trying.telling import Told, shown

NOT_DRAWN: Final = "not_drawn"  # kind of an error


def tried(ask: Ask) -> Response:
    """Where nobody is chosen yet, the choice; else the life so far, and the next question."""
    state = State.of(ask.query)
    if not state.run and not state.base:
        return _choice(ask)
    if not state.person:
        return _somebody(ask, state)
    try:
        said = answered(state.ask(ask, "try"))
    except DemeritError as error:
        if error.kind != NOT_DRAWN:
            raise
        return _not_drawn(ask, state, error)
    if said is None:
        return _waiting(ask, state, "try.living")
    return ask.page("try.html.jinja", **_values(ask, state, said))


def _not_drawn(ask: Ask, state: State, error: DemeritError) -> Response:
    """What was asked cannot be decided: where to go on instead."""
    before = state.without(error.parts["occasion"])
    life = ask.url("run", state.run, "life", state.person) if state.run else ""
    values = {"excuse": excuse(ask, error), "state": state, "life": life, "before": ask.url("try", **before.query)}
    return ask.page("try_refused.html.jinja", 400, anew=ask.url("try", **state.anew().query), **values)


def _choice(ask: Ask) -> Response:
    desk.of_lives(ask).warm()
    runs = [one for one in listed(ask.site.folder) if one.kind == RUN and one.state == FINISHED]
    return ask.page("try_choice.html.jinja", presets=choices().presets, runs=runs, find=FIND)


def _somebody(ask: Ask, state: State) -> Response:
    find = ask.query.get("find", "")
    if find not in FIND:
        raise wrong("refused.nothing")
    said = answered(state.ask(ask, "who", FIND[find]))
    if said is None:
        return _waiting(ask, state, "try.looking")
    return ask.go("try", **replace(state, person=str(said["id"])).query)


def _waiting(ask: Ask, state: State, text: str) -> Response:
    return ask.page("try_waiting.html.jinja", text=text, back=ask.url("try"), state=state)


def _values(ask: Ask, state: State, said: dict[str, Any]) -> dict[str, Any]:
    """What the template shows."""
    asked = said["asked"]
    next_ = {} if asked is None else {yes: ask.url("try", **state.decided(asked, yes).query) for yes in (True, False)}
    told = Told(ask, said, blind=state.blind and asked is not None)
    links = {
        "anew": ask.url("try", **state.anew().query),
        "every": ask.url("try", **replace(state, every=not state.every).query),
        "blind": ask.url("try", **replace(state, blind=not state.blind).query),
        "file": ask.url("try", "lesson", **replace(state.anew(), every=False, blind=False).query),
        "other": ask.url("try"),
        "life": ask.url("run", state.run, "life", state.person) if state.run else "",
    }
    now = None if asked is None else shown(ask, asked)
    door = door_of(said["scenario"]["name"])
    return {"state": state, "said": said, "told": told, "yes_no": next_, "links": links, "now": now, "door": door}


PAGES: Final = (Page("/try", tried, waits=True), Page("/try/lesson", lesson.file, waits=True))

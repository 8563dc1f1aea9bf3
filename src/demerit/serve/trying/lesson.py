"""A lesson as one file that works without Demerit: every way through a life's decisions, told beforehand."""

from importlib.resources import files
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from demerit.serve.ask import Ask
from demerit.serve.lives.asking import answered
from demerit.serve.refusing import wrong
from demerit.serve.start import door_of
from demerit.serve.trying.state import State
from demerit.serve.trying.telling import came, figures, row, shown


def file(ask: Ask) -> Response:
    """The file, when every way is lived; a page that waits for it until then."""
    state = State.of(ask.query)
    if not state.person or not (state.run or state.base):
        raise wrong("refused.nothing")
    said = answered(state.ask(ask, "lesson"))
    if said is None:
        return ask.page("try_waiting.html.jinja", text="try.making", back=ask.url("try", **state.query), state=state)
    return ask.file(html(ask, said), "text/html", f"demerit-{said['scenario']['name']}-{said['id']}-{ask.lang}.html")


def html(ask: Ask, said: dict[str, Any]) -> str:
    """The file.  said: of `demerit.life.trying.lesson`."""
    style = files("demerit.serve").joinpath("static", "lesson.css").read_text(encoding="utf-8")
    return ask.html(
        "lesson.html.jinja",
        said=said,
        tree=_node(ask, said, said["tree"], "q"),
        door=door_of(said["scenario"]["name"]),
        style=Markup(style),  # noqa: S704 - our own file
    )


def _node(ask: Ask, said: dict[str, Any], node: dict[str, Any], name: str) -> dict[str, Any]:
    """A node as the template needs it.  name: tells it from all others: the way that leads there."""
    told: dict[str, Any] = {
        "name": name,
        "came": came(ask, node["came"]),
        "rows": [row(ask, entry) for entry in node["rows"]],
        "figures": figures(ask, node["stand"], node.get("drawn", {}) or node["stand"], said["points"]),
        "asked": None,
    }
    if node["asked"] is None:
        return told
    each = {way: _node(ask, said, node[way], f"{name}{sign}") for way, sign in (("taken", "1"), ("left", "0"))}
    return told | each | {"asked": shown(ask, node["asked"]), "drawn": node["asked"]["drawn"]}

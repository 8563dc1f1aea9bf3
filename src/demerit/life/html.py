"""A life as one offline page: the picture, the years, the ledger.  Readable aloud, and on paper."""

from importlib.resources import files
from typing import Any

from demerit.life.figure import figure
from demerit.life.table import rows
from demerit.life.words import IN_PICTURES


def page(life: dict[str, Any]) -> str:
    """The page of a life as `demerit.life.story.tell` returns it: HTML that needs nothing else."""
    from jinja2 import Environment, StrictUndefined  # only for pages: it would slow every other start
    from markupsafe import Markup

    text = files("demerit").joinpath("life", "templates", "life.html.jinja").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    picture = Markup(figure(life["months"], int(life["id"])))  # noqa: S704 - made above, of numbers only
    return environment.from_string(text).render(life=life, rows=rows(life), picture=picture, in_pictures=IN_PICTURES)

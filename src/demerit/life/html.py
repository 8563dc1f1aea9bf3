"""A life, or an organisation's story, as one offline page: the picture, the years, the ledger.

Readable aloud, and on paper.
"""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from demerit.life import organisation_table, table
from demerit.life.figure import COMPANY, PERSON, figure
from demerit.life.organisation_words import IN_PICTURES as COMPANIES_IN_PICTURES
from demerit.world.folder import NOTE as IN_PICTURES

CLASSES: Final = {"date": "d", "change": "n", "score": "n", "points": "n"}  # of cells: dates, numbers


@dataclass(frozen=True)
class _Shown:
    """What differs between the page of a person and that of an organisation."""

    title: str
    heading: str
    caption: str
    in_pictures: str
    columns: dict[str, str]
    rows: list[dict[str, str]]
    picture: str


def page(life: dict[str, Any]) -> str:
    """The page of what `demerit.life.story.tell` or `demerit.life.organisation.tell` returns: it needs nothing else."""
    from jinja2 import Environment, StrictUndefined  # only for pages: it would slow every other start
    from markupsafe import Markup

    shown = _organisation(life) if "organisation" in life else _person(life)
    texts = files("demerit").joinpath("life", "templates")
    text = texts.joinpath("life.html.jinja").read_text(encoding="utf-8")
    style = Markup(texts.joinpath("life.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    picture = Markup(shown.picture)  # noqa: S704 - made above, of numbers only
    said = {name: getattr(shown, name) for name in ("title", "heading", "caption", "in_pictures", "columns", "rows")}
    return environment.from_string(text).render(life=life, style=style, picture=picture, classes=CLASSES, **said)


def _person(life: dict[str, Any]) -> _Shown:
    return _Shown(
        title=f"Synthetic person {life['id']}",
        heading=f"The life of synthetic person {life['id']}",
        caption="Points at the end of each month, and months on a list.",
        in_pictures=IN_PICTURES,
        columns=table.columns(),
        rows=table.rows(life),
        picture=figure(life["months"], int(life["id"]), PERSON),
    )


def _organisation(story: dict[str, Any]) -> _Shown:
    return _Shown(
        title=f"Synthetic organisation {story['organisation']}",
        heading=f"The story of synthetic organisation {story['organisation']}",
        caption="Points at the end of each month, and months on the blacklist or without a licence.",
        in_pictures=COMPANIES_IN_PICTURES,
        columns=organisation_table.COLUMNS,
        rows=organisation_table.organisation_rows(story),
        picture=figure(story["months"], int(story["organisation"]), COMPANY),
    )

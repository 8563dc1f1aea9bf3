"""Two lives as one offline page: the picture, what was the same, where they part, what follows, both ledgers."""

from importlib.resources import files
from typing import Any, Final

from demerit.life.table import columns
from demerit.life.two.picture import picture
from demerit.life.two.text import first_event, number
from demerit.life.words import date_in_words
from demerit.world.folder import NOTE as IN_PICTURES

CLASSES: Final = {"date": "d", "change": "n", "score": "n"}  # of cells: dates, numbers


def page(said: dict[str, Any]) -> str:
    """The page of what `demerit.life.two.story.tell` returns: it needs nothing else."""
    from jinja2 import Environment, StrictUndefined  # only for pages: it would slow every other start
    from markupsafe import Markup

    texts = files("demerit").joinpath("life", "templates")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"date": date_in_words, "number": number}
    drawn = Markup(picture(said))  # noqa: S704 - made of numbers and escaped names
    style = Markup(texts.joinpath("life.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file
    return environment.from_string(texts.joinpath("two.html.jinja").read_text(encoding="utf-8")).render(
        said=said,
        style=style,
        picture=drawn,
        in_pictures=IN_PICTURES,
        columns=columns(),
        classes=CLASSES,
        base=said["worlds"][0]["name"],
        other=said["worlds"][1]["name"],
        first_event=first_event,
    )

"""What would have spared somebody, as one offline page."""

from importlib.resources import files
from typing import Any

from demerit.life.why.text import NOT, PART, WHOLE, along, capital


def page(said: dict[str, Any]) -> str:
    """The page of what `demerit.life.why.story.tell` returns: it needs nothing else."""
    from jinja2 import Environment, StrictUndefined  # only for pages: it would slow every other start
    from markupsafe import Markup

    texts = files("demerit").joinpath("life", "templates")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["first_capital"] = capital
    style = Markup(texts.joinpath("life.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file
    sections = [
        (heading, helping)
        for heading, whole in ((WHOLE, True), (PART, False))
        if (helping := [each for each in said["helps"] if each["whole"] is whole])
    ]
    return environment.from_string(texts.joinpath("why.html.jinja").read_text(encoding="utf-8")).render(
        said=said, style=style, sections=sections, along=along, not_helping=NOT
    )

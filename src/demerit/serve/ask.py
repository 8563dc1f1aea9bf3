"""What a page is asked, and how it answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from urllib.parse import quote, urlencode

from starlette.responses import HTMLResponse, RedirectResponse, Response

from demerit.phrases import FIRST, place, speaking
from demerit.printable import printable
from demerit.serve import numerals, texts
from demerit.serve.site import Site

LARGE: Final = "large"  # in an address: type for a projector
HANDED: Final = (
    "say",
    "exact",
    "number",
    "amount",
    "month",
    "day",
    "size",
    "url",
    "same",
    "lang",
    "large",
    "preset",
    "place",
    "date",
)  # to templates


@dataclass(frozen=True)
class Ask:
    """lang: of the reader; path: without the language, as it is written in an address; names: parts of it;
    query, form: by name; form holds what a form sent, if one did.
    """

    site: Site
    lang: str
    path: str
    names: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def large(self) -> bool:
        """Whether type and lines are to be large, for a projector."""
        return self.query.get(LARGE) == "1"

    def say(self, key: str, n: int | None = None, **said: Any) -> str:
        """A text in the reader's language."""
        return texts.say(self.lang, key, n, **said)

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in texts.texts(self.lang)

    def preset(self, name: str) -> str:
        """What a scenario that ships is, in words; of any other its name."""
        key = f"preset.{name}"
        return self.say(key) if self.has(key) else name

    def meaning(self, measure: str, english: str) -> str:
        """What a measure of the catalogue means, by its name; english: as the catalogue says it."""
        return english if self.lang == FIRST else texts.measures(self.lang, "meanings")[measure]

    def theme(self, title: str) -> str:
        """A heading of the catalogue."""
        return title if self.lang == FIRST else texts.measures(self.lang, "themes")[title]

    def place(self, name: str) -> str:
        """A province or state as readers call it."""
        with speaking(self.lang):
            return place(name)

    def number(self, value: float | None) -> str:
        """A number in the reader's form, fractions to four places."""
        return numerals.number(value, self.lang)

    def exact(self, value: float) -> str:
        """A value of a scenario in the reader's form, with every digit that its file has."""
        return numerals.exact(value, self.lang)

    def amount(self, value: float) -> str:
        """A count in the reader's form, with three digits."""
        return numerals.amount(value, self.lang)

    def month(self, text: str) -> str:
        """A month, from 2018-05, in the reader's words."""
        return numerals.month(text, self.lang)

    def day(self, value: date) -> str:
        """A day in the reader's words."""
        return numerals.day(value, self.lang)

    def date(self, iso: str) -> str:
        """A day or a month, from 2018-05-03 or 2018-05, in the reader's words."""
        return self.day(date.fromisoformat(iso)) if len(iso) > len("2018-05") else self.month(iso)

    def size(self, value: int) -> str:
        """A number of bytes in the reader's form."""
        return numerals.bytes_of(value, self.lang)

    def url(self, *parts: str, **query: Any) -> str:
        """The address of a page in the same language and type, such as of ("run", name, "country") of a run."""
        carried = {**query, LARGE: "1"} if self.large else query
        return at(self.lang, "/" + "/".join(quote(part, safe="") for part in parts), carried)

    def same(self, **changed: Any) -> str:
        """The address of this page with another query; None takes a name away."""
        return at(self.lang, self.path, {**self.query, **changed})

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page made of a template, in the reader's language."""
        return HTMLResponse(self.html(template, **values), status)

    def html(self, template: str, **values: Any) -> str:
        """The same as text."""
        known = {name: getattr(self, name) for name in HANDED}
        others = [(lang, name, at(lang, self.path, self.query)) for lang, name in texts.LANGUAGES.items()]
        made = self.site.environment.get_template(template)
        html: str = made.render(**known, languages=others, launch=self.site.launch, printable=printable, **values)
        return html

    def go(self, *parts: str, **query: Any) -> Response:
        """To another page, after a form was sent."""
        return RedirectResponse(self.url(*parts, **query), 303)

    def json(self, data: Any) -> Response:
        """Plain data, for the script of a page."""
        return Response(json.dumps(data, ensure_ascii=False, allow_nan=False), media_type="application/json")

    def file(self, content: bytes | str, kind: str, name: str) -> Response:
        """A download."""
        ascii_name = name.encode("ascii", "replace").decode().replace('"', "_").replace("?", "_")
        said = f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name, safe='')}"
        return Response(content, media_type=kind, headers={"content-disposition": said})


def at(lang: str, path: str, query: Mapping[str, Any]) -> str:
    """The address of a page in a language."""
    given = {name: value for name, value in query.items() if value is not None}
    return f"/{lang}{path}" + (f"?{urlencode(given)}" if given else "")

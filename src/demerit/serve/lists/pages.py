"""The pages of lists, and their download."""

from collections.abc import Generator
from pathlib import Path
from typing import Any, Final

from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from demerit.scenario.census import regions
from demerit.serve.answering import Page
from demerit.serve.ask import Ask
from demerit.serve.country.taking import as_csv
from demerit.serve.folders import Held, of_finished
from demerit.serve.lists import rows
from demerit.serve.lists.rows import KINDS, ON_A_PAGE, REGISTER, Search
from demerit.serve.refusing import Refused, wrong
from demerit.world import folder

LONGEST: Final = 40  # letters of what is searched for


def lists(ask: Ask) -> Response:
    """A page of a list."""
    one, search = _asked(ask)
    path = _file(ask, one, search)
    known = _choices(ask, one, path, search)
    count, shown = rows.found(path, search)
    pages = max(1, -(-count // ON_A_PAGE))
    if search.page > pages:
        raise wrong("refused.page", page=search.page, last=pages)
    query = {name: value for name, value in ask.query.items() if name in ("list", "q", "province", "choice") and value}
    return ask.page(
        "lists.html.jinja",
        one=one,
        search=search,
        kinds=[kind for kind in KINDS if kind != REGISTER or one.said.get("organisations")],
        count=count,
        rows=shown,
        pages=pages,
        known=known,
        cell=lambda column, value: cell(ask, column, value),
        query=query,
        part=regions(one.said["weights"]).one,
        stands_for=ask.number(one.said["scale"]) if search.kind != REGISTER else "",
    )


def _asked(ask: Ask) -> tuple[Held, Search]:
    one = of_finished(ask.site.folder, ask.names["name"])
    kind = ask.query.get("list", KINDS[0])
    if kind not in KINDS:
        raise wrong("refused.list", list=kind)
    page = ask.query.get("page", "1")
    if not (page.isascii() and page.isdigit() and int(page[:9]) > 0 and len(page) < 9):
        raise wrong("refused.page", page=page, last=1)
    text = ask.query.get("q", "").strip()[:LONGEST]
    return one, Search(kind, text, ask.query.get("province", ""), ask.query.get("choice", ""), int(page))


def _file(ask: Ask, one: Held, search: Search) -> Path:
    """The file, known to be what the run wrote.  Raises Refused, DemeritError."""
    if search.file not in one.said[folder.FILES]:
        raise Refused(404, "refused.lists", name=one.name)
    return ask.site.shared(f"file {one.stamp} {search.file}", lambda: folder.part(one.path, search.file, one.said))


def _choices(ask: Ask, one: Held, path: Path, search: Search) -> Any:
    key = f"choices {one.stamp} {search.kind}"
    return ask.site.shared(key, lambda: rows.choices(path, search))


def cell(ask: Ask, column: str, value: Any) -> str:
    """A value in the reader's words."""
    if value is None:
        return ""
    if column == "since":
        return ask.day(value)
    if column == "list":
        return ask.say("lists." + value)
    if column == "ground":
        return ask.say("ground." + value.replace(" ", "_"))
    if column == "score":
        return ask.number(value)
    if column == "province":
        return ask.place(str(value))
    texts = {"kind": f"organisation_one.{value}", "sector": f"sector.{value}", "size": f"size.{value}"}
    return ask.say(texts[column]) if column in texts else str(value)


def taken(ask: Ask) -> Response:
    """All rows of a search as CSV, written as they are read."""
    one, search = _asked(ask)
    path = _file(ask, one, search)
    head = as_csv([folder.NOTE, f"{one.name}: {search.kind}"], search.columns, [])

    def lines() -> Generator[str, None, None]:
        yield head
        for some in rows.every(path, search):
            yield as_csv((), search.columns, some).partition("\n")[2]

    written = lines()
    name = f"{one.name}-{search.kind}.csv"
    answer = ask.file(b"", "text/csv; charset=utf-8", name)
    said = {"content-disposition": answer.headers["content-disposition"]}
    last = BackgroundTask(written.close)  # whoever goes before the end leaves nothing open, nor a folder on the disk
    return StreamingResponse(written, media_type="text/csv; charset=utf-8", headers=said, background=last)


PAGES: Final = (
    Page("/run/{name}/lists", lists),
    Page("/run/{name}/lists.csv", taken),
)

"""The application: pages in three languages, the guard before them, one handler for whatever goes wrong."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from demerit.serve import texts
from demerit.serve.answering import asked, endpoint, language_of, refused, shown
from demerit.serve.guard import PLACE, Guard
from demerit.serve.refusing import Refused
from demerit.serve.routes import PAGES
from demerit.serve.site import LOOPBACK, Site

METHODS: Final = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


def create(folder: Path, hosts: frozenset[str] | None = LOOPBACK, token: str | None = None) -> Starlette:
    """The application over a folder of runs and comparisons.  hosts, token: see `Site`.

    Its `state.site` is what its pages share.
    """
    return of(Site(folder, hosts, token))


def of(site: Site) -> Starlette:
    """The application of a site."""

    @asynccontextmanager
    async def living(_: Starlette) -> AsyncIterator[None]:
        yield
        site.close()

    async def elsewhere(request: Request) -> Response:
        return _elsewhere(request, site)

    async def turned_away(request: Request) -> Response:
        ask = asked(request, language_of(request), site)
        return refused(ask, request.scope.get("refused") or Refused(404, "refused.nothing"))

    async def wrong(request: Request, error: Exception) -> Response:
        return shown(asked(request, language_of(request), site), error)

    pages = [
        Route(f"/{lang}{page.path}", endpoint(page, lang, site), methods=[page.method])
        for lang in texts.LANGUAGES
        for page in PAGES
    ]
    pages += [Route(f"/{lang}{PLACE}", turned_away, methods=METHODS) for lang in texts.LANGUAGES]
    static = Mount("/static", StaticFiles(packages=[("demerit.serve", "static")]))
    handlers: dict[Any, Any] = {Exception: wrong, 404: wrong, 405: wrong}
    app = Starlette(
        routes=[*pages, static, Route("/{rest:path}", elsewhere)],
        middleware=[Middleware(Guard, site)],
        exception_handlers=handlers,
        lifespan=living,
    )
    app.router.redirect_slashes = False
    app.state.site = site
    return app


def _elsewhere(request: Request, site: Site) -> Response:
    """An address without a language is that of the reader's; any other is nobody's."""
    lang = language_of(request)
    ask = asked(request, lang, site)
    first = request.url.path.strip("/").partition("/")[0]
    if first in texts.LANGUAGES:
        if request.url.path == f"/{first}":
            return RedirectResponse(f"/{first}/", 307)
        return refused(ask, Refused(404, "refused.nothing"))
    return RedirectResponse(ask.same(), 307)

"""From a request to a page, and from whatever goes wrong to one sentence."""

import hmac
import sys
import traceback
from collections.abc import Awaitable, Callable
from typing import Final, NamedTuple
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from python_multipart.exceptions import FormParserError
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response

from demerit.errors import DemeritError
from demerit.phrases import speaking
from demerit.printable import printable
from demerit.serve import limits, texts
from demerit.serve.ask import Ask
from demerit.serve.excusing import Excuse, excuse, of_machine
from demerit.serve.refusing import Refused
from demerit.serve.site import Site

TOKEN: Final = "launch"  # noqa: S105 - the field's name
HEADER: Final = "x-demerit-launch"
KNOWN: Final = {404: "refused.nothing", 405: "refused.method"}
# Of kinds of errors that may be gone when the same is asked again; of all others 400.
STATUS: Final = {"machine": 503, "memory": 503, "unwritten": 503, "lost": 503, "busy": 409}
Endpoint = Callable[[Request], Awaitable[Response]]


class Page(NamedTuple):
    """path: as Starlette writes it, without the language; answer: runs in a thread, and may take its time; method: POST
    is a form, which must carry what only pages of this launch know; waits: for seconds, for what a process computes.
    """

    path: str
    answer: Callable[[Ask], Response]
    method: str = "GET"
    waits: bool = False


def endpoint(page: Page, lang: str, site: Site) -> Endpoint:
    """What Starlette calls for a page in a language.

    Pages that wait have threads of their own: a class that waits for lives keeps nobody from any other page.
    """

    async def answered(request: Request) -> Response:
        ask = asked(request, lang, site)
        try:
            if page.method == "POST":
                ask = await _with_form(request, ask)
            threads = site.shared("threads that wait", _threads) if page.waits else None
            with speaking(lang):  # what tells lives is not handed a language
                return await to_thread.run_sync(page.answer, ask, limiter=threads)
        except Exception as error:
            return shown(ask, error)

    return answered


def _threads() -> CapacityLimiter:
    return CapacityLimiter(limits.CONNECTIONS)


def asked(request: Request, lang: str, site: Site) -> Ask:
    """What is asked, without a form."""
    path = quote(request.scope["path"], errors="replace").removeprefix(f"/{lang}") or "/"
    names = {name: str(value) for name, value in request.path_params.items()}
    return Ask(site, lang, path, names, dict(request.query_params))


async def _with_form(request: Request, ask: Ask) -> Ask:
    try:
        async with request.form(max_files=0, max_fields=limits.FIELDS) as form:
            said = {name: value for name, value in form.items() if isinstance(value, str)}
    except (FormParserError, MultiPartException, HTTPException, UnicodeDecodeError):
        raise Refused(400, "refused.form") from None
    given = request.headers.get(HEADER) or said.get(TOKEN, "")
    if not hmac.compare_digest(given.encode(), ask.site.launch.encode()):
        raise Refused(403, "refused.launch")
    return Ask(ask.site, ask.lang, ask.path, ask.names, ask.query, said)


def shown(ask: Ask, error: Exception) -> Response:
    """One sentence for whatever went wrong."""
    if isinstance(error, Refused):
        return refused(ask, error)
    if isinstance(error, DemeritError):
        return message(ask, STATUS.get(error.kind, 400), excuse(ask, error))
    if isinstance(error, HTTPException):
        return refused(ask, Refused(error.status_code, KNOWN.get(error.status_code, "refused.form")))
    if isinstance(error, OSError):  # a full disk, a folder that is gone or cannot be written
        return refused(ask, Refused(503, "refused.machine", why=of_machine(ask, error.errno)))
    traceback.print_exception(error, file=sys.stderr)  # for whoever started the page, not for its readers
    return message(ask, 500, excuse(ask, None))


def refused(ask: Ask, why: Refused) -> Response:
    """The page of a refusal."""
    return message(ask, why.status, Excuse(printable(ask.say(why.key, **why.said))))


def message(ask: Ask, status: int, excuse: Excuse) -> Response:
    """A page with one sentence."""
    may_pass = status in STATUS.values() and not ask.form  # what a form asked is asked by the form
    return ask.page("message.html.jinja", status, excuse=excuse, again=ask.same() if may_pass else "")


def language_of(request: Request) -> str:
    """From the address, or as the reader's browser asks."""
    first = request.url.path.strip("/").partition("/")[0]
    return first if first in texts.LANGUAGES else texts.preferred(request.headers.get("accept-language", ""))

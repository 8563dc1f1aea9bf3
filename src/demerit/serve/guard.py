"""Who may ask, and under which rules a browser shows what it gets: before any page, and after it."""

import hmac
from collections.abc import MutableMapping
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from demerit.phrases import FIRST
from demerit.serve import limits
from demerit.serve.ask import LARGE
from demerit.serve.refusing import Refused
from demerit.serve.site import Site
from demerit.serve.texts import LANGUAGES

COOKIE: Final = "demerit"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # without any, a browser hides the origin of its own forms
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}
SAFE: Final = ("GET", "HEAD")
PLACE: Final = "/-"  # where whatever is refused goes


class Guard:
    """Refuses what does not come from this page's own readers; puts the rules on every response."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app, self.site = app, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            cookie = self.checked(scope)
        except Refused as refused:
            first = scope["path"].strip("/").partition("/")[0]
            lang = first if first in LANGUAGES else FIRST
            scope = {**scope, "path": f"/{lang}{PLACE}", "query_string": _shown(scope), "refused": refused}
            cookie = None
        await self.app(scope, _limited(receive), _ruled(send, cookie))

    def checked(self, scope: Scope) -> str | None:
        """The cookie that is to be set, if one is.  Raises Refused."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        _address(scope)
        self._host(headers.get("host", ""))
        _origin(headers)
        length = headers.get("content-length", "" if scope["method"] not in SAFE else "0")
        if not (length.isascii() and length.isdigit()):
            raise Refused(411, "refused.length")
        if int(length[: limits.DIGITS]) > limits.BODY:
            raise Refused(413, "refused.large")
        return self._known(scope, headers)

    def _host(self, host: str) -> None:
        name = urlsplit(f"//{host}").hostname if _is_host(host) else None
        if name is None or (self.site.hosts is not None and name not in self.site.hosts):
            raise Refused(421, "refused.host")

    def _known(self, scope: Scope, headers: MutableMapping[str, str]) -> str | None:
        """Whether the reader knows the token, from the address or from before.  Raises Refused."""
        token = self.site.token
        if token is None or scope["path"].startswith("/static/"):
            return None
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        if hmac.compare_digest(query.get("token", "").encode(), token.encode()):
            rest = {name: value for name, value in query.items() if name != "token"}
            scope["query_string"] = urlencode(rest).encode()
            return token
        held = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        if not hmac.compare_digest(held.encode(), token.encode()):
            raise Refused(403, "refused.token")
        return None


def _shown(scope: Scope) -> bytes:
    """Of a query, how pages are to be shown, which a refusal is, too."""
    asked = parse_qsl(scope["query_string"].decode("latin-1"))
    return urlencode([each for each in asked if each == (LARGE, "1")]).encode()


def _is_host(host: str) -> bool:
    try:
        urlsplit(f"//{host}").port  # noqa: B018 - raises
    except ValueError:
        return False
    return bool(host) and not any(sign in host for sign in "/?#@\\ ")


def _address(scope: Scope) -> None:
    if len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"]) > limits.ADDRESS:
        raise Refused(414, "refused.address")


def _origin(headers: MutableMapping[str, str]) -> None:
    """A request that another site's page makes is none of ours."""
    origin = headers.get("origin")
    if origin is not None and _place(origin) != headers.get("host"):
        raise Refused(403, "refused.origin")
    if headers.get("sec-fetch-site") in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
        raise Refused(403, "refused.origin")


def _place(origin: str) -> str:
    """Host and port of an origin; empty of what is none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _limited(receive: Receive) -> Receive:
    """No more of a body than is allowed, whatever its head says."""
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limits.BODY:
            raise Refused(413, "refused.large")
        return message

    return limited


def _ruled(send: Send, cookie: str | None) -> Send:
    async def ruled(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers: list[Any] = message.setdefault("headers", [])
            said = {name for name, _ in headers}
            headers += [(n.encode(), v.encode()) for n, v in HEADERS.items() if n.encode() not in said]
            if cookie is not None:
                rules = f"{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Strict"
                headers.append((b"set-cookie", rules.encode()))
        await send(message)

    return ruled

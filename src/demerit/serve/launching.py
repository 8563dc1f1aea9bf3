"""From the command to a page that answers: where it may be reached, and what is printed."""

import ipaddress
import secrets
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final
from urllib.parse import quote

from demerit.serve import limits, texts
from demerit.serve.app import of
from demerit.serve.folders import listed
from demerit.serve.reaching import bound
from demerit.serve.site import LOOPBACK, Site
from demerit.serve.start import prepared
from demerit.world.stopping import handled

STOPPING: Final = 3  # seconds that readers have to finish


def serve(folder: Path, host: str, port: int, token: str | None, said: Callable[[str, str], object]) -> None:
    """Answer until stopped, and end what pages began, however often and in whatever way one is stopped.

    said: is told the address of the first page, and that of the last run, if there is one.

    Raises DemeritError where that cannot be.
    """
    import uvicorn

    site = site_of(folder, host, token)
    with closing(site), closing(bound(host, port)) as listening:
        app = of(site)
        there = listening.getsockname()[1]
        said(address(site, host, there), address(site, host, there, last(folder)))
        threading.Thread(target=_meanwhile, args=(site, folder)).start()
        config = uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=STOPPING,
            h11_max_incomplete_event_size=64 << 10,
            limit_concurrency=limits.CONNECTIONS,
        )
        server = uvicorn.Server(config)
        with handled(lambda *_: setattr(server, "should_exit", True)):  # a terminal that is closed, too
            server.run(sockets=[listening])


def _meanwhile(site: Site, folder: Path) -> None:
    """Read what a first look would have to wait for: the latest runs, and what pages say.

    Ending waits for that, as for what else is read: a library that is loaded while Python ends takes it down.
    """
    prepared(site, listed(folder))
    for lang in texts.LANGUAGES:
        texts.texts(lang)


def site_of(folder: Path, host: str, token: str | None) -> Site:
    """What is shown, and to whom: to other machines only with a token, which is made where none is given."""
    if is_loopback(host):
        return Site(folder, LOOPBACK | {host}, token)
    everywhere = host in ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to
    return Site(folder, None if everywhere else LOOPBACK | {host.lower()}, token or secrets.token_urlsafe(24))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address(site: Site, host: str, port: int, path: str = "") -> str:
    """What to open in a browser.  path: of a page, in the reader's own language."""
    shown = f"[{host}]" if ":" in host else host
    token = "" if site.token is None else f"?token={site.token}"
    return f"http://{shown}:{port}/{path}{token}"


def last(folder: Path) -> str:
    """The path of the page of what was written last; empty where there is nothing."""
    found = next((one.name for one in listed(folder) if not one.trouble), "")
    return f"run/{quote(found, safe='')}" if found else ""

"""The report as it is, the list of files, one file, and all of them."""

import re
import tempfile
from pathlib import Path
from typing import Final

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, Response

from demerit.errors import DemeritError
from demerit.serve.answering import Page
from demerit.serve.ask import Ask
from demerit.serve.excusing import of_machine
from demerit.serve.files import crate
from demerit.serve.folders import Held, finished, sound
from demerit.serve.refusing import Refused
from demerit.world import folder

HEAD: Final = 2048  # bytes in which a report names its own policy
# What a report may do: it brings its one style sheet, and pictures, and nothing else.
OWN: Final = re.compile(
    rb"content=\"(default-src 'none'; style-src 'sha256-[\w+/=]+'; img-src data:; "
    rb"base-uri 'none'; form-action 'none')\""
)


def _held(ask: Ask) -> Held:
    """What an address names, if it is whole.  Raises Refused."""
    return finished(sound(ask.site.folder, ask.names["name"]))


def report(ask: Ask) -> Response:
    """The report, under its own policy, which is stricter than that of these pages."""
    found = _held(ask)
    if folder.REPORT not in found.said[folder.FILES]:
        raise Refused(404, "refused.report", name=found.name)
    content = folder.part(found.path, folder.REPORT, found.said).read_bytes()
    own = OWN.search(content[:HEAD])
    policy = own[1].decode() if own else "default-src 'none'; sandbox"
    return Response(
        content, media_type="text/html", headers={"content-security-policy": f"{policy}; frame-ancestors 'none'"}
    )


def files(ask: Ask) -> Response:
    """Every file, with its size and what it is."""
    found = _held(ask)
    parts: dict[str, list[tuple[str, int | None, str]]] = {"": []}
    for name in crate.names_of(found):
        said = ask.say(f"file.{crate.key(name)}") if crate.what(name) else ""
        parts.setdefault(name.rpartition("/")[0], []).append((name, _size(found.path / name), said))
    return ask.page("files.html.jinja", one=found, parts=parts)


def _size(path: Path) -> int | None:
    """In bytes; None of a file that somebody took away."""
    try:
        return path.stat().st_size
    except OSError:
        return None


def file(ask: Ask) -> Response:
    """One of them, as it is."""
    found, name = _held(ask), ask.names["file"]
    if name not in crate.names_of(found):
        raise Refused(404, "refused.nothing")
    return FileResponse(crate.path_of(found, name), media_type=crate.kind_of(name), filename=Path(name).name)


def whole(ask: Ask) -> Response:
    """All of them as an RO-Crate."""
    found = _held(ask)
    room = tempfile.TemporaryDirectory(prefix="demerit-")
    out = Path(room.name) / "crate.zip"
    try:
        crate.write(found, out)
    except DemeritError:
        room.cleanup()
        raise
    except OSError as error:
        room.cleanup()
        raise Refused(503, "refused.unpacked", name=found.name, why=of_machine(ask, error.errno)) from None
    task = BackgroundTask(room.cleanup)
    return FileResponse(out, media_type="application/zip", filename=f"{found.name}.crate.zip", background=task)


PAGES: Final = (
    Page("/run/{name}/report", report),
    Page("/run/{name}/files", files),
    Page("/run/{name}/file/{file:path}", file),
    Page("/run/{name}/crate.zip", whole),
)

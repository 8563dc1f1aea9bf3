"""Pages asked without a socket."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.helpers.stopped import children

from demerit.serve.app import create
from demerit.world import folder

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have another library
    from starlette.testclient import TestClient

HERE = "http://localhost:8765"


def client(where: Path, **given: Any) -> TestClient:
    """What asks a page over a folder, as a browser on this machine would."""
    return over(create(where, **given))


def over(app: Any) -> TestClient:
    """The same of an application."""
    return TestClient(app, HERE, follow_redirects=False)


def launch(asking: Any) -> str:
    """What forms of this launch carry."""
    return str(asking.app.state.site.launch)


def posted(asking: Any, path: str, **fields: str) -> Any:
    """What a form's page answers."""
    return asking.post(path, data={"launch": launch(asking), **fields})


def came(asking: Any, address: str) -> Any:
    """What comes in the end: pages that wait ask again."""
    for _ in range(300):
        answer = asking.get(address)
        if 'http-equiv="refresh"' not in answer.text:
            return answer
    raise AssertionError(f"{address} never came")


def rows(answer: Any) -> list[dict[str, str]]:
    """The rows of a CSV that was handed over."""
    assert answer.status_code == 200, answer.text
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


def table(page: str, name: str) -> list[list[str]]:
    """The cells of a table of a page, as texts."""
    body = re.search(rf'<table id="{name}">.*?<tbody>(.*?)</tbody>', page, re.S)
    assert body is not None
    return [
        [re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in body[1].split("<tr>")[1:]
    ]


def small_run(out: Path, **given: Any) -> Path:
    """The folder of a finished run of a few people over three months, without worlds beside it and without a report."""
    from tests.helpers.runs import plan, ran  # which loads what computes a month

    ran(plan(out, **{"seeds": 0, **given}))
    return out


def told_run(out: Path, **given: Any) -> Path:
    """The same with what `demerit run` tells at the end: here a report of one line, and a life."""
    from tests.helpers.commands import demerit

    run = small_run(out, **given)
    style = "default-src 'none'; style-src 'sha256-AAAA'; img-src data:; base-uri 'none'; form-action 'none'"
    (run / folder.REPORT).write_text(f'<meta content="{style}"><p>as it is</p>', encoding="utf-8")
    (run / folder.LIVES).mkdir()
    life = json.loads(demerit("life", str(run), "--find", "listed", "--json")[1])
    folder.write_json(run / folder.LIVES / f"{life['id']}.json", {**life, "chosen": "listed <b>"})
    folder.seal(run, folder.REPORT, folder.LIVES)
    return run


@contextmanager
def opened(where: Path) -> Iterator[str]:
    """The address of pages over a folder, answered by a process of its own."""
    command = [sys.executable, "-m", "demerit", "serve", str(where), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield process.stdout.readline().split("  (")[0].rstrip("/")
        finally:
            process.terminate()
            process.wait(240)  # it ends what it has begun


def workers() -> list[int]:
    """What computes for the pages that this process has opened."""
    return [pid for pid in children(os.getpid()) if b"demerit.worker" in _command(pid)]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it has just ended
        return b""

"""Pages asked without a socket."""

import json
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

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
            process.wait(30)

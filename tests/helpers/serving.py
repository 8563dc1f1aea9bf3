"""Pages asked without a socket."""

import warnings
from pathlib import Path
from typing import Any

from demerit.serve.app import create

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather have another library
    from starlette.testclient import TestClient

HERE = "http://localhost:8765"


def client(folder: Path, **given: Any) -> TestClient:
    """What asks a page over a folder, as a browser on this machine would."""
    return over(create(folder, **given))


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

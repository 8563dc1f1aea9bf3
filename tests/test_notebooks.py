"""The notebooks run as they are written, from the first cell to the last, and what they show carries no script."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[1] / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def cells(path: Path, kind: str) -> list[str]:
    """The text of each cell of a kind."""
    return [
        "".join(cell["source"])
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == kind
    ]


def shown(code: str, names: dict[str, Any]) -> Any:
    """What a cell shows: the value of its last line, if that is an expression."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - cells of this repository
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307


def test_there_is_one_for_a_researcher_and_one_for_a_data_protection_officer():
    assert [path.stem for path in NOTEBOOKS] == ["data-protection-officer", "researcher"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_keeps_no_output_and_says_that_nobody_exists(path):
    said = json.loads(path.read_text(encoding="utf-8"))
    assert not any(cell.get("outputs") for cell in said["cells"])
    assert any("Nobody in here exists" in text for text in cells(path, "markdown"))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_of_a_notebook_runs(path, capsys):
    names: dict[str, Any] = {"__name__": "__main__"}
    came = [shown(code, names) for code in cells(path, "code")]
    pages = [one._repr_html_() for one in came if hasattr(one, "_repr_html_")]
    assert pages
    assert not any("<script" in page for page in pages)
    assert not any(one == [] for one in came)

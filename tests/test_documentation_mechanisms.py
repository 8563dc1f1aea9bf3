"""docs/mechanisms.md is true: presets, sections and tests exist, every row has its laws, and no case is left out."""

import ast
import importlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.mechanisms_page import PAGE, ROWS, grid, quoted

from demerit.report import findings as sections
from demerit.scenario.claims import claims
from demerit.scenario.shipped import names_in

LAWS = ("off", "dose", "mediator")
LIFE = "life"  # the report's life is no finding
SAID = 40  # characters of a reason, at least


@lru_cache(maxsize=1)
def functions() -> dict[str, str]:
    """Every test function there is, and its module."""
    found = {}
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found[node.name] = f"tests.{path.stem}"
    return found


def cases(name: str) -> list[str]:
    """Names of the cases of a test that has a table of them."""
    marks: list[Any] = getattr(importlib.import_module(functions()[name]), name).pytestmark
    return [case for mark in marks if mark.name == "parametrize" for case in mark.kwargs["ids"]]


def tables() -> dict[str, list[str]]:
    """By law: the tests whose cases the page names, as it lists them."""
    listed = re.findall(r"^- (off|dose|mediator): ((?:`test_\w+`[,\s]*)+)", PAGE, re.MULTILINE)
    return {law: re.findall(r"`(test_\w+)`", names) for law, names in listed}


def in_brackets(cell: str) -> list[str]:
    return [name[1:-1] for name in quoted(cell) if name.startswith("[")]


@pytest.mark.parametrize("row", ROWS)
def test_a_row_names_presets_that_ship_where_it_is_switched_on_and_a_section_of_the_report(row):
    mechanism, presets, where, figure = grid("Where to find it")[row]
    shown = {importlib.import_module(find.__module__).KEY for find in (*sections.FINDINGS, *sections.DOCUMENTED)}
    assert mechanism
    assert where
    assert quoted(presets)
    assert set(quoted(presets)) <= set(names_in("presets"))
    assert quoted(figure)
    assert set(quoted(figure)) <= shown | {LIFE}
    assert set(claims().rows[row].sections) <= set(quoted(figure)), "a section that the claims name is not in the table"


@pytest.mark.parametrize("row", ROWS)
def test_a_row_names_a_test_for_each_of_three_laws_or_says_why_there_is_none(row):
    for law, cell in zip(LAWS, grid("Three laws")[row], strict=True):
        names = quoted(cell)
        assert names, (row, law)
        known = {case for name in tables()[law] for case in cases(name)}
        if cell.startswith("none:"):
            assert len(re.sub(r"`[^`]+`", "", cell)) > SAID, (row, law)
        for name in names:
            if name.startswith("["):
                assert name[1:-1] in known, f"{row}, {law}: {name} is no case of {', '.join(tables()[law])}"
            else:
                assert name in functions(), f"{row}, {law}: there is no test {name}"


@pytest.mark.parametrize("number", range(len(LAWS)), ids=LAWS)
def test_every_case_of_a_law_stands_in_its_own_row(number):
    named = {(row, case) for row, laws in grid("Three laws").items() for case in in_brackets(laws[number])}
    there = {case for name in tables()[LAWS[number]] for case in cases(name)}
    assert {case for case in there if (case[:3], case) not in named} == set()


def test_every_law_has_a_test_but_where_nothing_could_be_moved():
    """Keys and told lives move nobody: two laws of each have no test, and there is no other gap."""
    without = {(row, law) for row, laws in grid("Three laws").items() for law, cell in zip(LAWS, laws, strict=True)
               if cell.startswith("none:")}  # fmt: skip
    assert without == {(row, law) for row in ("M03", "M24") for law in ("dose", "mediator")}

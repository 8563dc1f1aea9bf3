"""Each mechanism's room is true: its modules exist, none is without a room, and what the code does is where it says."""

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from tests.helpers.mechanisms_page import ROWS, grid, quoted

import demerit
from demerit.catalogue import events, organisation_events
from demerit.catalogue.mechanisms import BY_ROW, COMMON, ROOMS
from demerit.catalogue.of_organisations import OF_ORGANISATIONS
from demerit.catalogue.of_people import OF_PEOPLE
from demerit.scenario.regime import Regime
from demerit.scenario.society import Society

PACKAGE = Path(demerit.__file__).parent
OF_THE_ORGANISATIONS = ("alike", "organisation", "owners")  # how modules begin that count organisations


def modules(part: str) -> set[str]:
    """The modules of a part of the package, dotted within it."""
    found = (path.relative_to(PACKAGE / part).with_suffix("") for path in (PACKAGE / part).rglob("*.py"))
    return {".".join(path.parts) for path in found if path.name != "__init__"}


def test_every_mechanism_has_one_room():
    assert [room.row for room in ROOMS] == ROWS


@pytest.mark.parametrize("row", ROWS)
def test_the_modules_of_a_room_exist(row):
    room = BY_ROW[row]
    for part in ("scenario", "rulebook", "month"):
        assert set(getattr(room, part)) <= modules(part), part
    for name in room.beside:
        path = PACKAGE / name.replace(".", "/")
        assert path.is_dir() or path.with_suffix(".py").is_file(), name


@pytest.mark.parametrize("part", ["scenario", "rulebook", "month"])
def test_no_module_is_without_a_room(part):
    in_rooms = {name for room in ROOMS for name in getattr(room, part)}
    assert modules(part) == in_rooms | (set(COMMON[part]) & modules(part))
    assert not in_rooms & set(COMMON[part]), "carries all mechanisms, or belongs to one"


def counts_and_notes() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(module of the month, what it counts or notes, rows of it)."""
    people, orgs = ({m.field: m.rows for m in measures} for measures in (OF_PEOPLE, OF_ORGANISATIONS))
    for path in sorted((PACKAGE / "month").glob("*.py")):
        fields = orgs if path.stem.startswith(OF_THE_ORGANISATIONS) else people
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.AugAssign):
                field = node.target.value if isinstance(node.target, ast.Subscript) else node.target
                if isinstance(field, ast.Attribute) and ast.unparse(field.value) == "count" and field.attr in fields:
                    yield path.stem, field.attr, fields[field.attr]
            if isinstance(node, ast.ImportFrom) and str(node.module).endswith("note"):
                there = organisation_events if str(node.module).endswith("organisation_note") else events
                for each in node.names:
                    event = there.BY_NAME.get(each.name.lower())
                    if event is not None and each.name.isupper():
                        yield path.stem, event.name, event.rows


def test_whatever_counts_or_notes_something_of_a_mechanism_stands_in_its_room():
    """A measure that shows several mechanisms is counted in the room of one of them at least."""
    for module, what, rows in counts_and_notes():
        assert any(module in BY_ROW[row].month for row in rows), f"{module} counts or notes {what} of {rows}"


def test_every_room_of_the_month_counts_or_notes_something_of_its_own():
    seen = {(module, row) for module, _, rows in counts_and_notes() for row in rows}
    for room in ROOMS:
        if room.row != "M24":  # a told life, which counts nothing
            assert any((module, room.row) in seen for module in room.month), room.row


def models(annotation: Any) -> list[type[BaseModel]]:
    """The models that an annotation names, however wrapped."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for each in get_args(annotation) for model in models(each)]


def defined_in(key: str) -> set[str]:
    """Modules of the models that hold a dotted key of a scenario; * and whatever is no field are names of entries."""
    first, *parts = key.split(".")
    here: list[type[BaseModel]] = [Regime] if first == "regime" else [Society]
    for part in parts:
        fields = [(name, field) for model in here for name, field in model.model_fields.items()]
        inside = [
            model for name, field in fields if part in (name, field.alias, "*") for model in models(field.annotation)
        ]
        here = inside or here
    return {model.__module__.removeprefix("demerit.scenario.") for model in here}


@lru_cache(maxsize=1)
def keys() -> dict[str, list[str]]:
    """Where in a scenario each row is, as docs/mechanisms.md has it."""
    where = {row: cells[2] for row, cells in grid("Where to find it").items()}
    return {row: [key for key in quoted(cell) if re.match(r"(regime|society)\.", key)] for row, cell in where.items()}


@pytest.mark.parametrize("row", ROWS)
def test_the_keys_of_a_mechanism_are_defined_in_modules_of_its_room(row):
    for key in keys()[row]:
        assert defined_in(key) & set(BY_ROW[row].scenario), (key, defined_in(key))

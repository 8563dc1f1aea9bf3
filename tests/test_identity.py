"""One digest, however a world is lived: threads, tiles, killed and resumed; more in `test_identity_contract`."""

import json
import os
import random
import signal
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest
from tests.helpers.commands import demerit, newest, stopped
from tests.helpers.sources import called, imported, modules
from tests.helpers.worlds import same, scenario, world

from demerit import compile_cache
from demerit.world.run import digest

SCALE = "1:60000"
UNTIL = "2015-06"
A_MONTH = 130_000  # events of `tests.helpers.stopped`


@lru_cache(maxsize=1)
def reference():
    return world(scenario(), 18, scale=60_000, threads=1)


def test_one_and_two_threads_give_the_same_world():
    assert same(reference(), world(scenario(), 18, scale=60_000, threads=2))


@pytest.mark.parametrize("tile", [1, 100, 2048])
def test_every_tile_size_gives_the_same_world(tile):
    assert same(reference(), world(scenario(), 18, scale=60_000, tile=tile))


def run_words(out, *more):
    return ("run", "as-told", "--scale", SCALE, "--seed", 5, "--until", UNTIL, "--out", out, "--no-report", *more)


def test_a_run_killed_again_and_again_at_random_moments_ends_as_if_nothing_had_happened(tmp_path):
    out, wanted = tmp_path / "run", digest(reference())  # which compiles, where nothing is compiled yet
    chance = random.Random(7)  # noqa: S311 - when to kill, nothing secret
    months = []
    for kill in range(6):
        words = run_words(out, "--quiet", "--checkpoint-every", 1, "--threads", 1, *(["--resume"] if kill else []))
        code, _, errors = stopped(signal.SIGKILL, chance.randint(1, 3), chance.randint(1, A_MONTH), *words)
        assert code == -signal.SIGKILL, errors
        months.append(newest(out))
    assert months == sorted(set(months))
    code, _, errors = demerit(*run_words(out, "--quiet", "--resume"))
    assert json.loads((out / "manifest.json").read_text())["digest"] == wanted, errors
    assert not list(out.glob("*checkpoint-*"))


def test_editing_a_source_with_compiled_code_starts_a_fresh_compile_cache(tmp_path):
    package = tmp_path / "demerit"
    (package / "month").mkdir(parents=True)
    source = package / "month" / "conduct.py"
    source.write_text("A = 1\n")
    before = compile_cache.sources_hash(package)
    source.write_text("A = 2\n")
    assert compile_cache.sources_hash(package) != before


@pytest.mark.parametrize("first", ["numba", "demerit.world.run", "demerit.draws"])
def test_whatever_is_imported_first_compiled_code_is_kept_under_the_hash_of_its_sources(first, tmp_path):
    """Numba reads the environment when it is imported; code of other sources must not be run because of that."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("NUMBA_CACHE")} | {
        "XDG_CACHE_HOME": str(tmp_path)
    }
    lines = f"import {first}; from demerit.draws import block; block(0, 0, 0, 0, 0, 0)"
    subprocess.run([sys.executable, "-c", lines], env=environment, check=True)
    folder = tmp_path / "demerit" / compile_cache.sources_hash(Path(compile_cache.__file__).parent)
    assert list(folder.rglob("*.nbc"))


def test_compiled_code_lives_only_where_the_cache_looks():
    compiling = {name for name, tree in modules() if "compiled" in called(tree)}
    assert len(compiling) > 30
    assert {name.split("/")[0] for name in compiling} <= set(compile_cache.COMPILED)


# Of the catalogue, fields and numbers of events are baked in, which the hash takes as they are (`catalogue.baked`).
BAKED = ("axes", "measure", "of_people", "of_organisations", "events", "organisation_events")
LAYOUTS = "demerit.rulebook"  # whose tables compiled code is handed: of what they consist is part of its signature


def test_what_compiled_code_takes_from_other_modules_is_looked_at_by_the_cache_too():
    """Numbers of other modules are baked in where they are used."""
    found = set()
    for name, tree in modules():
        if name.split("/")[0] in compile_cache.COMPILED and "compiled" in called(tree):
            found |= {module for module in imported(tree) if module.startswith("demerit.")}
    baked = {module for module in found if module.startswith("demerit.catalogue")}
    assert baked <= {"demerit.catalogue", *(f"demerit.catalogue.{name}" for name in BAKED)}
    parts = {module.split(".")[1] for module in found - baked if not module.startswith(LAYOUTS)}
    assert {"draws", "ranges", "vocabulary"} <= parts <= {part.removesuffix(".py") for part in compile_cache.COMPILED}


def test_what_is_compiled_beside_the_package_is_as_new_as_what_lies_beside_it(tmp_path):
    for name in ("one.py", "other.py"):
        (tmp_path / name).write_text("A = 1\n")
    place = compile_cache.Locator(lambda: 0, str(tmp_path / "one.py"))
    before = place.get_source_stamp()
    (tmp_path / "other.py").write_text("A = 2\n")
    assert place.get_source_stamp() != before
    assert compile_cache.Locator(compile_cache.root, compile_cache.__file__).get_source_stamp() == "as the folder says"

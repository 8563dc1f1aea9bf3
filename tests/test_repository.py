"""What must hold of the repository as a whole: it stands alone, it calls nobody, and nobody real can get in."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from tests.helpers.sources import ROOT, called, imported, modules

import demerit


@lru_cache(maxsize=1)
def shipped() -> list[Path]:
    """Files that are tracked, or would be by `git add .`."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout: what ships cannot be told")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@lru_cache(maxsize=1)
def texts() -> list[tuple[Path, str]]:
    out = []
    for path in shipped():
        with suppress(UnicodeDecodeError):
            out.append((path, path.read_text(encoding="utf-8")))
    return out


def places(pattern: str) -> list[str]:
    """File and line of every match, over all texts that ship."""
    found = []
    for path, text in texts():
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    return found


# Patterns are put together, so that this file does not contain what it looks for.


def test_no_file_names_the_host_of_a_package_registry():
    hosts = [
        "py" + r"pi\.org",
        "python" + r"hosted\.org",
        r"registry\." + "npm",
        r"deb\." + r"debian\.org",
        "conda" + r"\.org",
    ]
    assert not places("|".join(hosts))
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert ":" + "//" not in (ROOT / name).read_text(encoding="utf-8")


def test_no_file_names_an_absolute_path_of_one_machine():
    folders = "|".join(["wo" + "rk", "ro" + "ot", "ho" + "me", "Us" + "ers"])
    assert not places(rf"(?<![\w.~*>\])}}-])/({folders})/")


def test_every_pin_has_a_hash():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        pins = [number for number, line in enumerate(lines) if re.match(r"\w", line)]
        assert pins
        assert all("==" in lines[number] and "--hash=sha256:" in lines[number + 1] for number in pins)


def test_no_file_is_larger_than_a_megabyte():
    assert not [path.name for path in shipped() if path.stat().st_size > 1_000_000]


def test_every_data_file_says_where_it_comes_from():
    for path in (p for p in shipped() if p.suffix in {".csv", ".tsv", ".parquet", ".npz"}):
        head = ""
        if path.suffix in {".csv", ".tsv"}:
            lines = path.read_text(encoding="utf-8").splitlines()
            head = "\n".join(line for line in lines if line.startswith("#"))
        beside = [p for p in path.parent.iterdir() if p.suffix in {".yaml", ".md", ".json"}]
        sidecars = [t for t in (p.read_text(encoding="utf-8") for p in beside) if path.stem in t or path.name in t]
        sidecars += [p.read_text(encoding="utf-8") for p in beside if p.name.startswith(path.stem + ".")]
        about = "\n".join([head, *sidecars]).lower()
        for word in ("source|reference", "year|date|20[0-9][0-9]", "licen[cs]e", "confidence"):
            assert re.search(word, about), f"{path.relative_to(ROOT)} does not say its {word}"


def test_every_link_between_pages_leads_somewhere():
    broken = []
    for path, text in texts():
        if path.suffix == ".md":
            for target in re.findall(r"\]\(([^)#\s]+)", text):
                if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists():
                    broken.append(f"{path.relative_to(ROOT)}: {target}")
    assert not broken


def test_no_test_imports_another():
    """What tests share lies in tests/helpers."""
    for path in sorted((ROOT / "tests").rglob("*.py")):
        other = "from tests" + r"(\.test_|\.conftest| import test_)|import tests" + r"\."
        assert not re.search(other, path.read_text(encoding="utf-8")), path.name


def test_the_version_is_one():
    assert f"\nversion: {demerit.__version__}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\n## {demerit.__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


NETWORK = {
    "aiohttp",
    "ftplib",
    "http",
    "httpx",
    "paramiko",
    "requests",
    "smtplib",
    "socket",
    "ssl",
    "urllib",
    "urllib3",
    "websockets",
}


ONLY_TEXT = {"urllib.parse"}  # takes addresses apart, and reaches none
LISTENS = "serve/reaching.py"


def test_nothing_in_the_package_can_reach_a_network():
    for name, tree in modules():
        found = {module.split(".")[0] for module in imported(tree) if module not in ONLY_TEXT}
        assert found & NETWORK <= ({"socket"} if name == LISTENS else set()), name


def test_the_page_listens_and_reaches_out_to_nobody():
    text = (ROOT / "src" / "demerit" / LISTENS).read_text(encoding="utf-8")
    assert ".bind(" in text
    assert not re.search(r"connect|sendto|urlopen", text)


IMPORTED_AS = {
    "python-multipart": "python_multipart",
    "ruamel.yaml": "ruamel",
    "vl-convert-python": "vl_convert",
    "numba-cuda": "numba_cuda",
}
BROUGHT_ALONG = {"pydantic_core", "llvmlite", "markupsafe"}  # by Pydantic, Numba and Jinja, whose own parts they are


def test_every_dependency_is_imported_and_every_import_is_a_dependency():
    said = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = [*said["dependencies"], *(need for extra in said["optional-dependencies"].values() for need in extra)]
    names = {re.split(r"[\[>]", need)[0] for need in needs}
    used = {module.split(".")[0] for _, tree in modules() for module in imported(tree)}
    foreign = used - set(sys.stdlib_module_names) - {"demerit"}
    assert foreign - BROUGHT_ALONG == {IMPORTED_AS.get(name, name) for name in names}


# Who may read which kind of file: census tables on the way in, run folders (its own output) on the way out.
TABLES = {"DictReader", "reader", "read_csv", "read_csv_auto", "read_excel", "loadtxt", "genfromtxt", "scan_csv"}
MAY_READ_TABLES = ("people/", "scenario/", "rulebook/")


def test_tables_come_in_as_census_tables_only():
    for name, tree in modules():
        if not name.startswith(MAY_READ_TABLES):
            assert not TABLES & set(called(tree)), f"{name} reads tables"


def test_what_decides_about_people_takes_no_frame_of_records():
    # A frame or an Arrow table is the form in which records about persons would come.
    for name, tree in modules():
        if not name.startswith(("people/", "month/", "rulebook/", "scenario/", "life/")):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.arg) and node.annotation is not None:
                assert not re.search(
                    r"DataFrame|LazyFrame|\bTable\b|RecordBatch|Relation", ast.unparse(node.annotation)
                ), name


def test_no_function_scores_what_a_caller_supplies():
    wanted = re.compile(
        r"^(score|rate|predict|classify|assess|import|ingest|load|add)_(person|people|row|rows|record|records|event)s?$"
    )
    for name, tree in modules():
        functions = [n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
        assert not [function for function in functions if wanted.match(function)], name


FORBIDDEN_INPUT = re.compile(
    r"people|person|citizen|record|event|csv|parquet|import|upload|photo|face|image|location|name|email|phone",
    re.IGNORECASE,
)


def test_no_command_takes_people_in():
    from demerit.cli import app

    commands = app.registered_commands
    names = {f"{getattr(c.callback, '__name__', '')}: {name}" for c in commands for name in texts_of(c.callback)}
    assert len(names) > 10, "the command line has parameters"
    assert not {name for name in names if FORBIDDEN_INPUT.search(name.split(": ")[1])}


def texts_of(command: Any) -> Iterator[str]:
    """Names of a command's parameters, but for numbers and switches: a number of people is no person."""
    for name, kind in get_type_hints(command).items():
        if name != "return" and not {kind, *get_args(kind)} & {int, float, bool}:
            yield name


def test_the_files_of_tests_that_are_to_come_first_are_there(pytestconfig):
    longest = sys.modules[pytestconfig.pluginmanager.get_plugin(str(ROOT / "tests" / "conftest.py")).__name__].LONGEST
    assert [name for name in longest if not (ROOT / "tests" / f"test_{name}.py").is_file()] == []
    assert len(set(longest)) == len(longest) > 10

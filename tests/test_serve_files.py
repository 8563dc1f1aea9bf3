"""Reports, files and the crate on the pages; the public lists; the lives that are told."""

import asyncio
import csv
import gc
import hashlib
import io
import json
import os
import re
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.helpers.serving import client, told_run

from demerit.serve.app import create
from demerit.serve.lists import rows
from demerit.serve.lists.rows import ON_A_PAGE
from demerit.world import folder, parquet

RUN = "/en/run/first"


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """A run under its regime for a year, so that somebody is listed; its report is only a line."""
    where = tmp_path_factory.mktemp("runs") / "[a*b]?"
    where.mkdir()
    return told_run(where / "first", scale=100_000, until=24168 + 11).parent


@pytest.fixture(scope="module")
def asking(runs):
    with client(runs) as one:
        yield one


def test_the_report_is_shown_as_it_is_under_its_own_policy(asking, runs):
    answer = asking.get(f"{RUN}/report")
    assert answer.content == (runs / "first" / folder.REPORT).read_bytes()
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-AAAA';")
    assert "script" not in policy
    assert "unsafe" not in policy


def test_every_file_can_be_taken_and_no_other(asking, runs):
    page = asking.get(f"{RUN}/files").text
    said = folder.of_run(runs / "first")
    for name in [folder.MANIFEST, *said[folder.FILES]]:
        answer = asking.get(f"{RUN}/file/{name}")
        assert answer.content == (runs / "first" / name).read_bytes()
        assert answer.headers["content-disposition"].startswith("attachment")
        assert f">{name}</a>" in page
    (runs / "first" / "secret.txt").write_text("secret", encoding="utf-8")
    for wrong in ("secret.txt", "../first/manifest.json", "%2e%2e/first/manifest.json", "lives", ""):
        assert asking.get(f"{RUN}/file/{wrong}").status_code == 404
    (runs / "first" / "secret.txt").unlink()


def test_whoever_breaks_off_a_download_leaves_nothing_open(runs, tmp_path, monkeypatch):
    """What it was read through stayed, with its place on the disk, until chance swept it up."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(rows, "SOME", 1)
    gone = asyncio.Event()
    seen: list[Any] = []

    async def receive():
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message):
        if message["type"] == "http.response.body":
            seen.append(list(tmp_path.iterdir()))
        if len(seen) == 2:  # the rows are being read
            gone.set()
            await asyncio.sleep(240)

    head = {
        "headers": [(b"host", b"localhost:8765")],
        "query_string": b"",
        "path": f"{RUN}/lists.csv",
        "scheme": "http",
    }
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "http_version": "1.1",
        "root_path": "",
        "asgi": {"version": "3.0"},
        **head,
    }
    gc.disable()
    try:
        with ThreadPoolExecutor(1) as aside:  # whoever drives a browser has a loop of its own in this thread
            aside.submit(lambda: asyncio.run(create(runs)(scope, receive, send))).result()
        assert len(seen[1]) == 1
        assert list(tmp_path.iterdir()) == []
    finally:
        gc.enable()


def test_a_file_that_is_not_what_the_run_wrote_is_refused(asking, runs):
    path = runs / "first" / folder.SUMMARY
    whole = path.read_bytes()
    path.write_bytes(whole[:-2])
    try:
        answer = asking.get(f"{RUN}/file/{folder.SUMMARY}")
        assert answer.status_code == 400
        assert "is not what was written" in answer.text
    finally:
        path.write_bytes(whole)


def test_a_file_that_somebody_took_away_is_missing_and_the_others_are_there(asking, runs):
    path = runs / "first" / folder.LISTS
    kept = path.read_bytes()
    path.unlink()
    try:
        page = asking.get(f"{RUN}/files")
        assert page.status_code == 200
        row = re.search(rf">{folder.LISTS}</a></th><td[^>]*>([^<]*)<", page.text)
        assert row is not None
        assert row[1] == "missing"
        assert "is missing" in asking.get(f"{RUN}/crate.zip").text
        assert asking.get(f"{RUN}/file/{folder.SUMMARY}").status_code == 200
    finally:
        path.write_bytes(kept)


def test_the_crate_packs_nothing_but_what_the_run_wrote(asking, runs, tmp_path):
    path = runs / "first" / folder.REPORT
    kept = path.read_bytes()
    path.unlink()
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    try:
        path.symlink_to(secret)
        assert "is not what was written" in asking.get(f"{RUN}/crate.zip").text
        path.unlink()
        os.mkfifo(path)
        assert "cannot be read" in asking.get(f"{RUN}/crate.zip").text
    finally:
        path.unlink()
        path.write_bytes(kept)


def test_the_crate_holds_every_file_and_says_what_it_is(asking, runs):
    answer = asking.get(f"{RUN}/crate.zip")
    assert answer.content == asking.get(f"{RUN}/crate.zip").content
    said = folder.of_run(runs / "first")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as crate:
        assert crate.testzip() is None
        graph = {each["@id"]: each for each in json.loads(crate.read("ro-crate-metadata.json"))["@graph"]}
        names = {folder.MANIFEST, *said[folder.FILES]}
        assert set(crate.namelist()) == {"ro-crate-metadata.json", *names}
        for name in said[folder.FILES]:
            hashed = hashlib.blake2b(crate.read(name), digest_size=16).hexdigest()
            assert hashed == said[folder.FILES][name]
            assert graph[name]["contentSize"] == str(len(crate.read(name)))
    assert {each["@id"] for each in graph["./"]["hasPart"]} == names
    assert graph["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert graph["./"]["identifier"] == said["digest"]


def taken(asking, **query):
    answer = asking.get(f"{RUN}/lists.csv", params=query)
    assert answer.status_code == 200
    lines = answer.text.splitlines()
    assert lines[0] == f"# {folder.NOTE}"
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def stored(runs, name):
    return parquet.read(runs / "first" / name).to_pylist()


@pytest.mark.parametrize("kind", ["blacklist", "redlist", "register"])
def test_a_list_is_what_the_run_published_and_no_more(asking, runs, kind):
    rows = taken(asking, list=kind)
    expected = stored(runs, folder.REGISTER if kind == "register" else folder.LISTS)
    if kind != "register":
        expected = [row for row in expected if row["list"] == kind]
    assert expected or kind == "redlist"  # which nobody reaches within a year
    assert len(rows) == len(expected)
    hidden = {"group", "told", "wrongful", "owner", "points"}
    assert not any(hidden & set(row) for row in rows)
    for row, whole in zip(rows, expected, strict=True):
        assert row == {name: "" if whole[name] is None else str(whole[name]) for name in row}


def test_a_number_on_a_list_leads_to_the_life(asking):
    person = taken(asking, list="blacklist")[-1]["person"]
    assert f'<a href="{RUN}/life/{person}">{person}</a>' in asking.get(f"{RUN}/lists?q={person}").text


def test_pages_of_a_list_are_the_whole_list(asking, runs):
    number = len(taken(asking, list="register"))
    pages = -(-number // ON_A_PAGE)
    assert pages > 1
    found = []
    for page in range(1, pages + 1):
        text = asking.get(f"{RUN}/lists?list=register&page={page}").text
        found += re.findall(r'<th scope="row" class="n">(\d+)</th>', text)
    assert found == [row["organisation"] for row in taken(asking, list="register")]
    assert asking.get(f"{RUN}/lists?list=register&page={pages + 1}").status_code == 400


def test_a_list_is_searched_by_number_province_and_ground(asking):
    rows = taken(asking, list="blacklist")
    one = rows[len(rows) // 2]
    assert one in taken(asking, list="blacklist", q=one["person"][:2])
    assert {row["person"][:2] for row in taken(asking, list="blacklist", q=one["person"][:2])} == {one["person"][:2]}
    assert {row["province"] for row in taken(asking, list="blacklist", province=one["province"])} == {one["province"]}
    assert {row["ground"] for row in taken(asking, list="blacklist", choice=one["ground"])} == {one["ground"]}
    company = taken(asking, list="register")[7]
    assert taken(asking, list="register", q=company["code"].lower()) == [company]


@pytest.mark.parametrize("q", ["' or 1=1 --", "%", "_", "\\", "<script>", "\x00", "🙂" * 30, "[0-9]"], ids=range(8))
def test_what_is_searched_for_is_only_text(asking, q):
    assert taken(asking, list="blacklist", q=q) == []
    page = asking.get(f"{RUN}/lists", params={"q": q, "province": q, "choice": q})
    assert page.status_code == 200
    assert "<script>" not in page.text


@pytest.mark.parametrize("lang", ["en", "nl", "de"])
def test_every_list_says_that_nobody_on_it_exists(asking, lang):
    said = {"en": "Nobody here exists", "nl": "Niemand hier bestaat", "de": "Niemand hier existiert"}[lang]
    for kind in ("blacklist", "redlist", "register"):
        page = asking.get(f"/{lang}/run/first/lists?list={kind}").text
        assert page.count(said) == 2  # above the list, and at the end of every page


@pytest.mark.parametrize("query", ["list=x", "page=0", "page=-1", "page=x", "page=1e9", "page=99999999999999999999"])
def test_what_is_no_list_is_refused(asking, query):
    assert asking.get(f"{RUN}/lists?{query}").status_code == 400


def test_a_told_life_is_shown_with_the_truth_beside_its_file(asking, runs):
    page = asking.get(f"{RUN}/lives").text
    assert "listed &lt;b&gt;" in page
    (number,) = re.findall(r'href="/en/run/first/life/(\d+)"', page)
    life = json.loads((runs / "first" / folder.LIVES / f"{number}.json").read_text(encoding="utf-8"))
    shown = asking.get(f"{RUN}/life/{number}").text
    assert all(str(year["year"]) in shown for year in life["years"])
    assert shown.count("<tr") == len(life["ledger"]) + 1
    assert "This person does not exist" in shown
    assert asking.get(f"{RUN}/lives?number={number}").headers["location"] == f"{RUN}/life/{number}"


def shown(asking, address):
    """A page that lives somebody once more, when it is there."""
    for _ in range(200):
        answer = asking.get(address)
        if answer.status_code != 200 or 'http-equiv="refresh"' not in answer.text:
            return answer
    raise AssertionError("it never came")


def test_a_life_that_the_folder_has_not_is_lived_once_more(asking, runs):
    known = {int(path.stem) for path in (runs / "first" / "lives").glob("*.json") if path.stem.isdigit()}
    number = next(n for n in range(100) if n not in known)
    answer = shown(asking, f"{RUN}/life/{number}")
    assert answer.status_code == 200
    assert f"Synthetic person {number}:" in answer.text
    nobody = shown(asking, f"{RUN}/life/999999999")
    assert nobody.status_code == 400
    assert "999999999" in nobody.text
    for wrong in ("x", "-1", "1" * 40, "%2e%2e"):
        assert asking.get(f"{RUN}/life/{wrong}").status_code in (400, 404)


def test_somebody_is_found_by_what_befell_them(asking):
    answer = shown(asking, f"{RUN}/lives?find=ordinary")
    assert (answer.status_code, answer.headers["location"].rsplit("/", 1)[0]) == (303, f"{RUN}/life")
    assert shown(asking, answer.headers["location"]).status_code == 200
    assert asking.get(f"{RUN}/lives?find=nonsense").status_code == 400


def test_what_would_have_spared_somebody_leads_to_the_page_on_which_it_is_taken_out(asking):
    number = shown(asking, f"{RUN}/lives?find=fined").headers["location"].rsplit("/", 1)[1]
    answer = shown(asking, f"{RUN}/life/{number}/why")
    assert answer.status_code == 200
    links = re.findall(r'href="(/en/what-if[^"]*)"', answer.text)[1:]
    assert links
    for link in links:
        assert " checked" in asking.get(link.replace("&amp;", "&")).text

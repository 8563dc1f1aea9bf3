"""Runs in folders with odd names: what an address can name is looked at as any other, and what it cannot is said."""

import html
import os
import re
import shutil
from urllib.parse import quote

import pytest
from tests.helpers.browsers import needs_chromium
from tests.helpers.serving import client, opened, posted, small_run

from demerit.serve.running.plan import KEPT

ODD = (
    " leading",
    "trailing ",
    "100%",
    "a?b#c",
    "a+b",
    "a&b=c",
    "'quote'",
    '"double"',
    "{name}",
    "--resume",
    "עברית",
    "🙂",
)
LONG = ("x" * 255, "é" * 127)
NAMELESS = {
    "a\u202eb": "a\\u202eb",
    "non\u00a0breaking": "non\\u00a0breaking",
    "back\\slash": "back\\slash",
    "esc\x1b[31m": "esc\\u001b[31m",
}
UNWRITTEN = os.fsdecode(b"latin\xe9")  # no text in any encoding that pages have


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    return small_run(tmp_path_factory.mktemp("made") / "first")


@pytest.fixture(scope="module")
def runs(tmp_path_factory, finished):
    where = tmp_path_factory.mktemp("runs")
    for name in (*ODD, *LONG, *NAMELESS, UNWRITTEN):
        shutil.copytree(finished, where / name)
    return where


@pytest.fixture(scope="module")
def asking(runs):
    with client(runs) as one:
        yield one


def followed(page: str) -> list[str]:
    """Where a page leads within the site."""
    found = (html.unescape(each).partition("#")[0] for each in re.findall(r'href="(/[^"]*)"', page))
    return sorted({each for each in found if not each.startswith("/static")})


@pytest.mark.parametrize("name", ODD)
def test_every_link_of_a_run_leads_to_it_whatever_it_is_called(asking, name):
    """Of "100%" the links to other languages and to large type led nowhere, of " leading" what tries a life did."""
    at = quote(name, safe="")
    for page in (f"/en/run/{at}", f"/nl/run/{at}/country", f"/de/run/{at}/lives"):
        answer = asking.get(page)
        assert answer.status_code == 200, page
        assert [path for path in followed(answer.text) if at in path and asking.get(path).status_code != 200] == []
        other = page.replace(page[:3], "/de" if page[:3] != "/de" else "/en", 1)
        assert other in followed(answer.text)
    assert asking.get("/en/try", params={"run": name, "find": "ordinary"}).status_code != 404


@pytest.mark.parametrize("lang", ["en", "nl", "de"])
def test_what_no_address_can_name_is_said_below_the_list(asking, lang):
    page = asking.get(f"/{lang}/runs").text
    below = html.unescape(page.partition("</table>")[2].partition("<form")[0])
    assert re.search(rf"\b{len(NAMELESS) + 1}\b", below)
    for shown in (*NAMELESS.values(), "latin\\udce9"):
        assert f"<code>{shown}</code>" in below
    assert all(f"<code>{html.escape(name)}</code>" not in below for name in ODD)


def test_a_folder_of_nothing_but_what_cannot_be_named_is_not_said_to_be_empty(tmp_path, finished):
    shutil.copytree(finished, tmp_path / "a\u202eb")
    with client(tmp_path) as asking:
        for page in ("/en/", "/en/runs"):
            said = asking.get(page).text
            assert "There is no run in this folder yet" not in said
            assert "One folder is left out" in said
            assert "<code>a\\u202eb</code>" in said


def test_a_folder_that_is_no_run_is_not_said_to_be_left_out(tmp_path):
    (tmp_path / "a\u202eb").mkdir()
    with client(tmp_path) as asking:
        assert "left out" not in asking.get("/en/runs").text


def test_what_is_deleted_is_said_to_be_however_long_its_name(tmp_path, finished):
    """The folder was gone, and the page said that nothing had been changed."""
    shutil.copytree(finished, tmp_path / LONG[0])
    (tmp_path / KEPT).mkdir()
    with client(tmp_path) as asking:
        assert posted(asking, f"/en/run/{LONG[0]}/delete").status_code == 303
    assert not (tmp_path / LONG[0]).exists()


@needs_chromium
@pytest.mark.parametrize("width", [390, 1280])
def test_a_long_name_leaves_room_for_what_else_is_said_of_runs(browser, runs, width):
    page = browser.looking(width)
    with opened(runs) as address:
        page.goto(f"{address}/en/runs")
        wide = page.evaluate("[...document.querySelectorAll('.wide')].map(one => one.scrollWidth - one.clientWidth)")
        assert max(wide) <= (0 if width > 1000 else 400)

"""The report in a real browser: no network, no complaint, no barrier.  Skipped where there is no Chromium."""

import itertools
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.helpers import made_up
from tests.helpers.browsers import needs_chromium

from demerit.report import write

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(made_up.folder(tmp_path_factory.mktemp("runs") / "run"), pictures=False)


@pytest.mark.parametrize("script", [True, False])
def test_the_page_opens_without_network_and_without_complaint(browser, report, script):
    page = browser.new_page(java_script_enabled=script)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(report.as_uri())
    assert page.locator("h1").inner_text() == "The social credit system as the article tells it"
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []
    page.close()


def test_headings_go_down_one_level_at_a_time(browser, report):
    page = browser.new_page()
    page.goto(report.as_uri())
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    page.close()


@pytest.mark.parametrize("width", [390, 1100])
def test_the_page_never_scrolls_sideways(browser, report, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(report.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_no_label_is_cut_off_by_the_edge_of_its_picture(browser, report):
    page = browser.new_page(viewport={"width": 1100, "height": 800})
    page.goto(report.as_uri())
    cut = page.evaluate(
        """[...document.querySelectorAll('figure svg[role=img]')].flatMap(svg => {
             const edge = svg.getBoundingClientRect();
             return [...svg.querySelectorAll('text')]
               .filter(t => t.textContent.trim())
               .filter(t => { const b = t.getBoundingClientRect();
                              return b.left < edge.left - 1 || b.right > edge.right + 1 ||
                                b.bottom > edge.bottom + 1 || b.top < edge.top - 1; })
               .map(t => svg.closest('figure').id + ': ' + t.textContent);
           })"""
    )
    assert cut == []
    page.close()


def test_a_csv_can_be_saved_from_the_page(browser, report):
    page = browser.new_page()
    page.goto(report.as_uri())
    with page.expect_download() as saved:
        page.click("a[download='refusals.csv']")
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    assert text.startswith("# synthetic people")
    assert "demand,year,value" in text
    page.close()


def test_the_page_has_no_accessibility_fault_that_axe_finds(browser, report):
    # A policy of no scripts at all keeps axe out as well: this one page is opened without it.
    context = browser.new_context(bypass_csp=True, viewport={"width": 1100, "height": 800})
    page = context.new_page()
    page.goto(report.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page)
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found.response["violations"]] == []
    context.close()

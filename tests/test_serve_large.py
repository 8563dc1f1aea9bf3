"""Large type, for a projector: it stands in the address, every page carries it on, and nothing is cut or hidden."""

import html
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.helpers.browsers import barriers, first_answer, follow, needs_chromium, settled, unfold
from tests.helpers.serving import client, launch, opened, small_run

PAGES = (
    *("/", "/what-if", "/what-if?without=rules.criticism&set.fear.watched=2", "/try", "/runs", "/nowhere"),
    *("/run/first", "/run/first/country", "/run/first/country?measure=demand.flight&by=group", "/run/first/files"),
    *("/run/first/lists?list=register", "/run/first/lives", "/run/first/delete"),
)
LINK = re.compile(r'<(?:a|img|source|form|figure)[^>]* (?:href|src|srcset|action|data-playing)="(/[a-z]{2}/[^"]*)"')
SWITCH = re.compile(r'<p class="type"><a href="([^"]+)">([^<]+)</a>')
GET = re.compile(r'<form[^>]* method="get".*?</form>', re.S)
SMALLEST = """Math.min(...[...document.querySelectorAll('body *')]
    .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .filter(each => each.checkVisibility() && !each.closest('.skip, svg'))
    .map(each => parseFloat(getComputedStyle(each).fontSize)))"""
LETTERS = """Math.min(...[...document.querySelectorAll('.tiles text')].map(each =>
    parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a))"""
DRAWN = "[...document.querySelectorAll('figure img')].map(each => each.clientWidth / each.naturalWidth)"
LEAST = 20  # pixels of type on a screen that is 720 high: one in thirty-six


def large(address: str) -> str:
    """The same with large type."""
    path, mark, anchor = address.partition("#")
    return f"{path}{'&' if '?' in path else '?'}large=1{mark}{anchor}"


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    return small_run(tmp_path_factory.mktemp("runs") / "first").parent


@pytest.fixture(scope="module")
def asking(runs: Path):
    with client(runs) as one:
        yield one


@pytest.fixture(scope="module")
def address(runs: Path):
    """Of pages that a process of its own answers: what it has computed once is there for the next test."""
    with opened(runs) as one:
        yield one


@pytest.mark.parametrize("lang", ["en", "nl", "de"])
@pytest.mark.parametrize("path", PAGES)
def test_every_link_and_every_form_of_a_page_in_large_type_carries_it_on(asking, lang, path):
    usual, page = asking.get(f"/{lang}{path}").text, asking.get(large(f"/{lang}{path}")).text
    assert '<html lang="' + lang + '" class="large">' in page
    assert f'<html lang="{lang}">' in usual
    links = [html.unescape(link) for link in LINK.findall(SWITCH.sub("", page))]
    assert links
    assert [link for link in links if "large=1" not in link] == []
    assert all('name="large" value="1"' in form for form in GET.findall(page))
    assert [link for link in map(html.unescape, LINK.findall(SWITCH.sub("", usual))) if "large" in link] == []
    assert 'name="large"' not in usual


@pytest.mark.parametrize("path", PAGES)
def test_the_switch_leads_to_the_same_page_in_the_other_type_and_back(asking, path):
    there, named = SWITCH.findall(asking.get(f"/en{path}").text)[0]
    assert (html.unescape(there), named) == (large(f"/en{path}"), "Large type")
    back, named = SWITCH.findall(asking.get(html.unescape(there)).text)[0]
    assert (html.unescape(back), named) == (f"/en{path}", "Usual type")


def test_what_leads_elsewhere_carries_it_on(asking):
    for path in ("/run/first/lives?number=2", "/run/first/country?measure=people&by="):
        assert "large=1" in asking.get(large(f"/de{path}")).headers["location"]
    refused = asking.post("/en/runs?large=1", data={"launch": launch(asking), "scale": "1"})
    assert 'class="large"' in refused.text
    elsewhere = asking.get("/nl/?large=1&a=b", headers={"host": "example.org"})
    assert (elsewhere.status_code, 'class="large"' in elsewhere.text) == (421, True)


@needs_chromium
@pytest.mark.slow
@pytest.mark.parametrize(("width", "height", "scheme", "lang"), [(1024, 768, "dark", "nl"), (1280, 720, "light", "de")])
def test_on_a_projector_type_is_large_charts_are_drawn_for_it_and_nothing_is_beside_the_screen(
    browser, address, width, height, scheme, lang
):
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    first_answer(page)
    for path in PAGES:
        page.goto(large(f"{address}/{lang}{path}"))
        if "without" in path:
            page.wait_for_selector("#answer h2")
        settled(page)
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.evaluate(SMALLEST) >= LEAST, path
        assert all(grown >= 1.6 for grown in page.evaluate(DRAWN)), path
        assert barriers(page) == [], path
        if page.locator(".tiles").count():
            assert page.evaluate(LETTERS) >= LEAST
            assert page.evaluate("document.querySelector('.tiles').clientHeight") <= height
    page.close()


@needs_chromium
@pytest.mark.slow
def test_large_type_has_room_on_a_telephone(browser, address):
    """A field was as wide as fourteen letters are high, which in large type is wider than the screen."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    first_answer(page)
    for path in PAGES:
        page.goto(large(f"{address}/nl{path}"))
        if "without" in path:
            page.wait_for_selector("#answer h2")
        settled(page)
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page.close()


@needs_chromium
@pytest.mark.slow
def test_a_change_keeps_it_in_the_address_and_reload_and_back_give_the_same(browser, address):
    page = browser.new_page(viewport={"width": 1024, "height": 768})
    page.goto(f"{address}/en/what-if?base=benefits-clawback")
    follow(page, "text=Large type")
    unfold(page)
    page.check('[name="off.data_sources.tax"]')
    page.wait_for_url("**large=1&without=data_sources.tax")
    page.wait_for_selector("#answer h2")
    assert "large=1" in page.locator("#answer a >> text=CSV").first.get_attribute("href")
    page.reload()
    expect(page.locator("html")).to_have_class("large")
    page.select_option("#base", "schufa-like")
    page.wait_for_url("**base=schufa-like&large=1")
    page.go_back()
    page.wait_for_url("**large=1&without=data_sources.tax")
    follow(page, "text=Usual type")
    page.wait_for_url("**/en/what-if?base=benefits-clawback&without=data_sources.tax")
    page.close()


@needs_chromium
@pytest.mark.slow
def test_without_a_script_a_form_keeps_it(browser, address):
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/en/run/first/country?measure=people&large=1")
    page.click("details.fold summary")
    page.select_option("#month", "2014-02")
    page.locator("form.view button").click()
    expect(page.locator("html")).to_have_class("large")
    assert "month=2014-02" in page.url
    page.close()

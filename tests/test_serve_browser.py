"""The pages of `demerit serve` in a real browser: no request elsewhere, no complaint, no barrier, an address a view."""

import os
import re
import shutil
import signal
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.helpers.browsers import PATIENCE, barriers, follow, needs_chromium, settled, unfold, until
from tests.helpers.commands import demerit as command
from tests.helpers.serving import opened, small_run, told_run, workers

from demerit.world import claim, folder

pytestmark = [needs_chromium, pytest.mark.slow]

PAGES = (
    "/",
    "/runs",
    "/run/first",
    "/run/first/delete",
    "/run/first/country?measure=demand.flight&by=group",
    "/run/first/country?measure=people&place=Shandong&per=total",
    "/run/first/lists?list=blacklist",
    "/run/first/lists?list=register&page=2",
    "/run/first/files",
    "/run/first/lives",
    "/run/both",
    "/run/both/differences?measure=records.all",
    "/run/both/differences?measure=records.all&shown=base&place=Shandong&per=total",
    "/try",
    "/try?run=first&person=2",
    "/nowhere",
)
REFUSED = re.compile("status of (404|422)")  # which a page of its own says
TILES = "[...document.querySelectorAll('.tiles a')].map(tile => tile.getAttribute('aria-label')).sort()"
ROWS = """[...document.querySelectorAll('#provinces tbody tr')]
    .map(row => row.cells[0].textContent + ': ' + row.cells[1].textContent).sort()"""
COUNTRY = "/run/first/country?measure=people&per=total"


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    where = told_run(tmp_path_factory.mktemp("runs") / "first", scale=100_000, until=24168 + 11).parent
    given = ("--without", "rules.criticism", "--scale", "1:100000", "--until", "2014-12", "--out", str(where / "both"))
    assert command("compare", "as-told", *given, "--quiet")[0] == 0
    return where


@pytest.fixture(scope="module")
def address(runs):
    with opened(runs) as one:
        yield one


@pytest.fixture
def page(browser, address):
    """A page at 1280 pixels, whose complaints and requests elsewhere fail the test."""
    with watched(browser, address) as one:
        yield one


@contextmanager
def watched(browser, address, **given):
    """A page of one's own that is looked at."""
    page = browser.new_page(**{"viewport": {"width": 1280, "height": 800}, **given})
    with unblemished(page, address):
        yield page
    page.close()


@contextmanager
def unblemished(page, address):
    """Complaints of the browser about a page, and requests that leave this machine, are errors."""
    said: list[str] = []

    def asked(request):
        if not request.url.startswith((address, "data:")):
            said.append(f"asked for {request.url}")

    hearing = {
        "console": lambda message: said.append(message.text),
        "pageerror": lambda error: said.append(str(error)),
        "request": asked,
    }
    for event, hear in hearing.items():
        page.on(event, hear)
    yield
    for event, hear in hearing.items():
        page.remove_listener(event, hear)
    assert [line for line in said if not REFUSED.search(line)] == []


@pytest.mark.parametrize(("width", "scheme", "large"), [(360, "dark", ""), (1280, "light", ""), (1024, "light", "1")])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_barrier_no_complaint_and_never_scrolls_sideways(browser, address, path, width, scheme, large):
    page = browser.looking(width, scheme=scheme)
    with unblemished(page, address):
        page.goto(f"{address}/en{path}{'&' if '?' in path else '?'}large={large}")
        settled(page)
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert barriers(page) == []


@pytest.mark.parametrize("lang", ["nl", "de"])
def test_other_languages_have_no_barrier_either(browser, address, lang):
    page = browser.looking()
    with unblemished(page, address):
        page.goto(f"{address}/{lang}{COUNTRY}")
        settled(page)
        assert page.evaluate("document.documentElement.lang") == lang
        assert barriers(page) == []


def test_a_life_and_the_report_are_shown(page, address, runs):
    page.goto(f"{address}/en/run/first/lives")
    follow(page, "main section a")
    expect(page.locator("h1")).to_have_text(re.compile("^Synthetic person"))
    assert barriers(page) == []
    page.goto(f"{address}/en/run/first")
    with page.expect_navigation():
        page.click("text=The report")
    expect(page.locator("p")).to_have_text("as it is")


ON_PAPER = """() => ({
    rows: [...document.querySelectorAll('#months tbody tr')].map(row => row.offsetHeight),
    line: parseFloat(getComputedStyle(document.querySelector('#months td')).lineHeight),
    said: getComputedStyle(document.querySelector('#map-title + p')).breakAfter,
    map: document.querySelector('.tiles').getBoundingClientRect().height,
    folded: [...document.querySelectorAll('details table')].filter(one => !one.checkVisibility()).length,
})"""


def test_on_paper_a_map_stands_below_its_heading_and_a_month_takes_one_line(page, address):
    """A map so high that it left its heading behind, and months on two lines: twice the pages."""
    page.goto(f"{address}/de/run/both/differences?measure=records.all")
    settled(page)
    page.set_viewport_size({"width": 680, "height": 1000})  # as wide as paper between its margins
    page.emulate_media(media="print")
    found = page.evaluate(ON_PAPER)
    assert len(found["rows"]) == 12
    assert max(found["rows"]) < 1.7 * found["line"]
    assert found["said"] == "avoid"
    assert found["map"] < 450
    assert found["folded"] == 0


def test_on_paper_the_three_doors_stand_beside_each_other(page, address):
    """The footer stood alone on a second page."""
    page.goto(f"{address}/de/")
    page.set_viewport_size({"width": 680, "height": 1000})
    page.emulate_media(media="print")
    tops = page.evaluate("[...document.querySelectorAll('.doors > *')].map(each => each.offsetTop)")
    assert (len(tops), len(set(tops))) == (3, 1)


def test_letters_are_large_enough_on_a_telephone(browser, address):
    page = browser.looking(360)
    with unblemished(page, address):
        page.goto(f"{address}/en{COUNTRY}")
        settled(page)
        scale = page.evaluate("document.querySelector('.tiles').getBoundingClientRect().width / 386")
        assert 11 * scale >= 8.5
        picture = page.evaluate("document.querySelector('.paper img').currentSrc")
        assert "/narrow.svg" in picture


CUT = """[...document.querySelectorAll('select')].filter(one => {
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = getComputedStyle(one).font;
    return pen.measureText(one.selectedOptions[0].textContent.trim()).width > one.clientWidth - 30;
}).map(one => one.id)"""


@pytest.mark.parametrize("path", ["country?measure=demand.flight&by=group", "lists?list=register", "lives"])
def test_what_is_chosen_can_be_read_to_its_end_where_there_is_room(browser, address, path):
    page = browser.looking()
    with unblemished(page, address):
        page.goto(f"{address}/nl/run/first/{path}")
        settled(page)
        assert page.evaluate(CUT) == []


@pytest.mark.parametrize("path", ["what-if?base=europe-with-rights", "try"])
def test_a_long_name_that_is_chosen_takes_more_lines_on_a_telephone(browser, address, path):
    page = browser.looking(360)
    with unblemished(page, address):
        page.goto(f"{address}/de/{path}")
        chosen = page.locator("#base")
        cut = CUT.removesuffix(".map(one => one.id)")
        assert page.evaluate(f"{cut}.some(one => one.id === 'base')")  # on one line it would be
        line = chosen.evaluate("one => parseFloat(getComputedStyle(one).lineHeight)")
        assert chosen.evaluate("one => one.clientHeight") > 2 * line
        assert chosen.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_the_points_of_a_life_can_be_read_on_a_telephone(browser, address):
    page = browser.looking(360)
    with unblemished(page, address):
        page.goto(f"{address}/en/run/first/lives")
        follow(page, "main section a")
        shown = page.locator(".life svg").locator("visible=true")
        expect(shown).to_have_count(1)
        letters = """svg => Math.min(...[...svg.querySelectorAll('text')].map(each =>
            parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a))"""
        assert shown.evaluate(letters) >= 10
        assert barriers(page) == []


def test_the_map_plays_and_the_address_and_the_table_follow(page, address):
    page.goto(f"{address}/en{COUNTRY}")
    expect(page.locator("#map-month")).to_have_text("December 2014")
    slider = page.locator("#map input[type=range]")
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**month=2014-01**")
    expect(page.locator("#map-month")).to_have_text("January 2014")
    expect(page.locator("#month")).to_have_value("2014-01")
    titles = page.evaluate(TILES)
    assert titles == page.evaluate(ROWS)
    expect(page.locator("#finding")).to_contain_text("January 2014")
    seen = page.url, titles
    page.reload()
    assert (page.url, page.evaluate(TILES)) == seen
    page.click("#map button")
    page.wait_for_url("**month=2014-12**")
    expect(page.locator("#map button")).to_have_text("Play")


def test_a_map_does_not_play_on_beside_the_table_of_another_run_that_took_its_name(page, address, runs):
    """Tiles had the numbers of the run before, the table those of the one after."""
    mine = runs / "mine"
    shutil.copytree(runs / "first", mine)
    page.goto(f"{address}/en/run/mine/country?measure=people&per=total")
    slider = page.locator("#map input[type=range]")
    expect(slider).to_be_visible()
    shutil.rmtree(mine)
    small_run(mine, seed=8, until=24168 + 2)
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**month=2014-01**")
    expect(page.locator(".cite")).to_contain_text("seed 8")
    expect(page.locator("#map input[type=range]")).to_be_visible()
    assert page.evaluate(TILES) == page.evaluate(ROWS)
    shutil.rmtree(mine)


def test_a_map_has_no_slider_before_it_has_the_months_to_be_shown(page, address):
    months: list[Any] = []
    page.route("**/country/playing?**", lambda route: months.append(route))
    page.goto(f"{address}/en{COUNTRY}")
    until(page, lambda: months)
    assert page.locator("#map input, #map button").count() == 0
    months[0].continue_()
    slider = page.locator("#map input[type=range]")
    expect(slider).to_have_attribute("max", "11")
    expect(slider).to_have_value("11")
    expect(page.locator("#map output")).to_have_text("December 2014")


def test_what_is_said_of_both_worlds_follows_the_map(page, address):
    page.goto(f"{address}/en/run/both/differences?measure=records.all&per=total")
    expect(page.locator("#finding")).to_contain_text("December 2014")
    page.locator("#map input[type=range]").focus()
    page.keyboard.press("Home")
    page.wait_for_url("**month=2014-01**")
    expect(page.locator("#finding")).to_contain_text("January 2014")
    assert page.evaluate(TILES) == page.evaluate(ROWS.replace("cells[1]", "cells[5]"))


def test_back_forward_and_another_browser_show_the_same(browser, page, address):
    page.goto(f"{address}/en{COUNTRY}")
    settled(page)  # nothing moves under the click
    page.locator('.tiles a[data-province="Shandong"]').click()
    page.wait_for_url("**place=Shandong**")
    expect(page.locator("#series-title")).to_have_text("Month by month: Shandong")
    page.go_back()
    expect(page.locator("#series-title")).not_to_contain_text("Shandong")
    assert "place=" not in page.url
    page.go_forward()
    page.wait_for_url("**place=Shandong**")
    table = page.locator("#months").text_content()
    with watched(browser, address) as other:
        other.goto(page.url)
        assert other.locator("#months").text_content() == table


def test_every_page_works_without_script_and_with_the_keyboard(browser, address):
    with watched(browser, address, java_script_enabled=False) as page:
        page.goto(f"{address}/en{COUNTRY}")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "To the content"
        page.select_option("#month", "2014-03")
        page.locator("button:has-text('Show')").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#map-month")).to_have_text("March 2014")
        assert "of=" not in page.url


def test_a_worker_that_is_killed_over_a_life_leaves_a_sentence_and_the_life_is_told_when_it_is_asked_for_again(
    browser, address
):
    page = browser.new_page()
    page.goto(f"{address}/en/try")  # which begins it
    for worker in workers():
        os.kill(worker, signal.SIGSTOP)  # so that it answers nothing before it is killed
    page.goto(f"{address}/en/try?run=first&person=3")
    expect(page.locator("[data-again]")).to_have_count(1)
    for worker in workers():
        os.kill(worker, signal.SIGKILL)
    settled(page)
    said = page.locator(
        "[role=alert], h1:has-text('synthetic person 3')"
    )  # the life where it was killed between two looks
    expect(said).to_have_text(re.compile(r"was ended \(SIGKILL\) before it was done; ask again|person 3"))
    page.reload()
    settled(page)
    expect(page.locator("h1")).to_have_text("Try the life of synthetic person 3")
    page.close()


def test_a_run_that_is_taken_away_while_its_page_is_open_is_not_shown_as_under_way(page, address, runs):
    """The page told of the month it had come to for as long as it stayed open."""
    away = runs / "away"
    (away / folder.SO_FAR).mkdir(parents=True)
    with claim.claimed(away):
        page.goto(f"{address}/en/run/away")
        expect(page.locator(".told")).to_contain_text("The years before the system begins")
        shutil.rmtree(away)
        expect(page.locator("[role=alert]")).to_have_text('There is no run or comparison "away" in this folder.')


def test_the_whole_way_from_a_form_to_a_number_that_is_taken_away(page, address, runs):
    page.goto(f"{address}/en/")
    with page.expect_navigation():
        page.locator("section", has_text="The story").get_by_role("link", name="Start a run of it").click()
    page.fill("#scale", "1")
    follow(page, "text=Start >> nth=-1")
    expect(page.locator("#scale-error")).to_contain_text("Write a whole number")
    page.fill("#scale", "200000")
    page.fill("#until", "2014-06")
    page.click("main button")
    page.wait_for_url("**/run/as-told-1-200000-seed-0**")
    page.wait_for_selector("text=What came out", timeout=2 * PATIENCE)
    follow(page, "text=The country on a map")
    page.locator('.tiles a[data-province="Guangdong"]').click()
    page.wait_for_url("**place=Guangdong**")
    page.locator("details summary").nth(1).click()
    shown = page.locator("#months tbody tr").last.locator("td").first.inner_text()
    with page.expect_download() as download:
        page.locator("ul.away").nth(1).get_by_text("CSV").click()
    content = download.value.path().read_text(encoding="utf-8")
    assert float(content.splitlines()[-1].split(",")[1]) == float(shown.replace(",", "") or 0)
    assert folder.NOTE in content
    page.goto(f"{address}/en/run/as-told-1-200000-seed-0/delete")
    page.click("main button")
    page.wait_for_url("**/en/runs")
    expect(page.locator("main table")).not_to_contain_text("seed-0")

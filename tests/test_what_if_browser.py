"""What if, in a browser: a switch, an answer, the same numbers at the same address; the keyboard; no barrier."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.helpers.browsers import needs_chromium
from tests.helpers.serving import opened

pytestmark = needs_chromium
BASE = "benefits-clawback"
SWITCH = "off.data_sources.tax"
PATIENCE = 240_000  # milliseconds; no test depends on how busy a machine is


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the page is."""
    with opened(tmp_path_factory.mktemp("runs")) as found:
        yield found


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page that must not complain, nor ask any other machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    wrong: list[str] = []
    made.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith((address, "data:")) else None)
    yield made
    context.close()
    assert wrong == []


def answer(page: Any) -> str:
    """The headline of the answer, once it is there."""
    page.wait_for_selector("#answer h2", timeout=PATIENCE)
    return str(page.inner_text("#answer h2"))


def numbers(page: Any) -> list[str]:
    """Every number of every table."""
    return [re.sub(r"\D", "", text) for text in page.locator("#answer td").all_text_contents()]


def coarse(page: Any) -> None:
    """Nothing finer than the first answer is asked: tests are short."""
    page.evaluate("document.getElementById('what-if').dataset.scales = '20000'")


def test_a_switch_gives_an_answer_whose_address_gives_the_same_anywhere(page: Any, browser: Any, address: str) -> None:
    page.goto(f"{address}/en/what-if?base={BASE}")
    page.locator("details.switches", has=page.locator(f'[name="{SWITCH}"]')).evaluate("one => { one.open = true }")
    page.check(f'[name="{SWITCH}"]')
    headline = answer(page)
    assert "people undergo fewer harms" in headline
    assert page.url.endswith(f"/en/what-if?base={BASE}&without=data_sources.tax")
    first = numbers(page)
    assert len(first) > 20
    page.reload()
    assert answer(page) == headline
    other = browser.new_context(viewport={"width": 360, "height": 800})
    elsewhere = other.new_page()
    elsewhere.goto(page.url.replace("/en/", "/de/"))
    assert "Menschen erleiden weniger" in answer(elsewhere)
    assert elsewhere.is_checked(f'[name="{SWITCH}"]')
    assert elsewhere.evaluate("document.documentElement.scrollWidth") <= 360
    other.close()
    page.go_back()
    page.wait_for_selector("#answer >> text=Nothing is changed yet", timeout=PATIENCE)


def test_a_number_that_is_turned_stands_in_the_address_with_all_its_digits(page: Any, address: str) -> None:
    page.goto(f"{address}/en/what-if?base={BASE}&set.data_sources.tax.miss_rate=0.123456789012345")
    answer(page)
    key = "set.data_sources.tax.miss_rate"
    assert page.input_value(f'[id="{key}"]') == "0.123456789012345"
    assert "--set data_sources.tax.miss_rate=0.123456789012345" in page.inner_text("#answer pre >> nth=0")


def test_what_has_no_switch_is_asked_all_the_same_and_stays_in_the_address(page: Any, address: str) -> None:
    page.goto(f"{address}/en/what-if?base={BASE}&set.fear.watched=12&without=data_sources.tax.sees.fraud")
    coarse(page)
    answer(page)
    command = page.inner_text("#answer pre >> nth=0")
    assert "--set fear.watched=12" in command
    assert "--without data_sources.tax.sees.fraud" in command
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.check('[name="give.notice"]')
    assert "set.fear.watched=12" in page.url
    assert "without=data_sources.tax.sees.fraud" in page.url
    assert "give=notice" in page.url


def test_a_finer_answer_takes_nothing_from_whoever_reads_the_first(page: Any, address: str) -> None:
    finer: list[Any] = []
    page.route(re.compile("/answer.*scale=5000"), lambda route: finer.append(route))
    page.route(re.compile("/answer.*scale=1000"), lambda _: None)  # never answered
    page.goto(f"{address}/en/what-if?base={BASE}&without=data_sources.tax")
    answer(page)
    assert "One simulated person stands for 20,000" in page.inner_text("#answer")
    page.click("#figure-people summary")
    page.focus("#figure-people a >> text=CSV")
    page.unroute(re.compile("/answer.*scale=5000"))
    while not finer:
        page.wait_for_timeout(100)
    finer[0].continue_()
    page.wait_for_selector("#answer >> text=One simulated person stands for 5,000", timeout=PATIENCE)
    assert page.evaluate("document.querySelector('#figure-people details').open")
    assert page.evaluate("document.activeElement.textContent") == "CSV"
    assert page.evaluate("document.activeElement.href.includes('scale=5000')")


def test_two_lives_have_headings_that_are_no_smaller_than_their_text(page: Any, address: str) -> None:
    page.goto(f"{address}/en/what-if?base={BASE}&without=data_sources.tax")
    coarse(page)
    answer(page)
    page.click("a[data-life]")
    page.wait_for_selector(".life h6", timeout=PATIENCE)
    sizes = page.evaluate("""[...document.querySelectorAll('.life h4, .life h5, .life h6')].map(each =>
        parseFloat(getComputedStyle(each).fontSize))""")
    assert min(sizes) >= page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.life li:not(.soft)')).fontSize)"
    )


def test_the_keyboard_alone_reaches_a_switch_and_the_answer(page: Any, address: str) -> None:
    page.goto(f"{address}/en/what-if?base={BASE}")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || ''").startswith(("off.", "give.")):
            break
        if page.evaluate("document.activeElement.tagName") == "SUMMARY":
            page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert answer(page)


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(browser: Any, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/nl/what-if?base={BASE}&without=data_sources.tax")
    answer(page)
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = Axe().run(page)
    context.close()
    assert found.violations_count == 0, found.generate_report()


def test_an_answer_that_is_being_refined_is_as_legible_as_any(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/en/what-if?base={BASE}&without=data_sources.tax")
    answer(page)
    page.evaluate("document.querySelector('#answer').setAttribute('aria-busy', 'true')")
    assert page.evaluate("getComputedStyle(document.querySelector('#answer')).opacity") == "1"
    assert page.evaluate("getComputedStyle(document.querySelector('#answer')).outlineStyle") == "dashed"
    page.close()

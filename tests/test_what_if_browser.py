"""What if, in a browser: a switch, an answer, the same numbers at the same address; the keyboard; no barrier."""

import os
import re
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.helpers.browsers import barriers, first_answer, needs_chromium, settled, unfold, until
from tests.helpers.serving import opened, workers

pytestmark = needs_chromium
BASE = "benefits-clawback"
SWITCH = "off.data_sources.tax"


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
    page.wait_for_selector("#answer h2")
    return str(page.inner_text("#answer h2"))


def numbers(page: Any) -> list[str]:
    """Every number of every table."""
    return [re.sub(r"\D", "", text) for text in page.locator("#answer td").all_text_contents()]


def test_a_switch_gives_an_answer_whose_address_gives_the_same_anywhere(page: Any, browser: Any, address: str) -> None:
    first_answer(page)
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
    page.wait_for_selector("#answer >> text=Nothing is changed yet")


def test_a_number_that_is_turned_stands_in_the_address_with_all_its_digits(page: Any, address: str) -> None:
    first_answer(page)
    page.goto(f"{address}/en/what-if?base={BASE}&set.data_sources.tax.miss_rate=0.123456789012345")
    answer(page)
    key = "set.data_sources.tax.miss_rate"
    assert page.input_value(f'[id="{key}"]') == "0.123456789012345"
    assert "--set data_sources.tax.miss_rate=0.123456789012345" in page.inner_text("#answer pre >> nth=0")


def test_what_has_no_switch_is_asked_all_the_same_and_stays_in_the_address(page: Any, address: str) -> None:
    first_answer(page)
    page.goto(f"{address}/en/what-if?base={BASE}&set.fear.watched=12&without=data_sources.tax.sees.fraud")
    answer(page)
    command = page.inner_text("#answer pre >> nth=0")
    assert "--set fear.watched=12" in command
    assert "--without data_sources.tax.sees.fraud" in command
    unfold(page)
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
    until(page, lambda: finer)
    page.unroute(re.compile("/answer.*scale=5000"))
    finer[0].continue_()
    page.wait_for_selector("#answer >> text=One simulated person stands for 5,000")
    assert page.evaluate("document.querySelector('#figure-people details').open")
    assert page.evaluate("document.activeElement.textContent") == "CSV"
    assert page.evaluate("document.activeElement.href.includes('scale=5000')")


def test_a_finer_answer_that_cannot_be_had_takes_nothing_from_whoever_reads_the_first(page: Any, address: str) -> None:
    """It took the place of the first one: a worker that was killed left a sentence and no answer."""
    why = '<p class="error" role="alert">What computed this was ended.</p>'
    page.route(re.compile("/answer.*scale=5000"), lambda route: route.fulfill(body=why, content_type="text/html"))
    page.goto(f"{address}/en/what-if?base={BASE}&without=data_sources.tax")
    headline = answer(page)
    page.wait_for_selector("#status >> text=There is no finer answer. What computed this was ended.")
    assert (answer(page), page.locator("[role=alert]").count()) == (headline, 0)
    assert "One simulated person stands for 20,000" in page.inner_text("#answer")


def test_a_question_that_was_let_go_of_for_an_earlier_one_of_the_same_page_is_asked_again(
    page: Any, address: str
) -> None:
    """Two requests overtook each other, and the page waited for ever."""
    asked: list[str] = []

    def gone_once(route: Any) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(json={"state": "gone"})
        else:
            route.continue_()

    page.route(re.compile("/answer.*scale=20000"), gone_once)
    first_answer(page)
    page.goto(f"{address}/en/what-if?base={BASE}&without=data_sources.tax")
    assert "people undergo fewer harms" in answer(page)
    assert asked[0] == asked[1]


def test_two_lives_have_headings_that_are_no_smaller_than_their_text(page: Any, address: str) -> None:
    first_answer(page)
    page.goto(f"{address}/en/what-if?base={BASE}&without=data_sources.tax")
    answer(page)
    page.click("a[data-life]")
    page.wait_for_selector(".life h6")
    sizes = page.evaluate("""[...document.querySelectorAll('.life h4, .life h5, .life h6')].map(each =>
        parseFloat(getComputedStyle(each).fontSize))""")
    assert min(sizes) >= page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.life li:not(.soft)')).fontSize)"
    )


def test_the_keyboard_alone_reaches_a_switch_and_the_answer(page: Any, address: str) -> None:
    first_answer(page)
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
    first_answer(page)
    page.goto(f"{address}/nl/what-if?base={BASE}&without=data_sources.tax")
    answer(page)
    settled(page)
    unfold(page)
    found = barriers(page)
    context.close()
    assert found == []


def test_an_answer_that_is_being_refined_is_as_legible_as_any(browser: Any, address: str) -> None:
    page = browser.new_page()
    first_answer(page)
    page.goto(f"{address}/en/what-if?base={BASE}&without=data_sources.tax")
    answer(page)
    page.evaluate("document.querySelector('#answer').setAttribute('aria-busy', 'true')")
    assert page.evaluate("getComputedStyle(document.querySelector('#answer')).opacity") == "1"
    assert page.evaluate("getComputedStyle(document.querySelector('#answer')).outlineStyle") == "dashed"
    page.close()


def test_a_life_is_shown_in_the_finer_answer_that_came_before_it(page: Any, address: str) -> None:
    held: dict[str, Any] = {}
    page.route(re.compile("/answer.*scale=5000"), lambda route: held.setdefault("finer", route))
    page.route(re.compile("/answer.*scale=1000"), lambda _: None)  # never answered
    page.route("**/what-if/life?**", lambda route: held.setdefault("life", route))
    page.goto(f"{address}/en/what-if?base={BASE}&without=data_sources.tax")
    answer(page)
    page.click("a[data-life]")
    until(page, lambda: len(held) == 2)
    page.unroute(re.compile("/answer.*scale=5000"))
    page.unroute("**/what-if/life?**")
    held["finer"].continue_()
    page.wait_for_selector("#answer >> text=One simulated person stands for 5,000")
    held["life"].continue_()
    page.wait_for_selector("#answer .life h4")
    assert page.inner_text("#status").startswith("A first answer is shown")


def test_a_life_of_one_change_does_not_stay_in_the_answer_to_another(page: Any, address: str) -> None:
    first_answer(page)
    page.goto(f"{address}/en/what-if?base={BASE}&without=data_sources.tax")
    answer(page)
    page.click("a[data-life]")
    page.wait_for_selector("#answer .life h4")
    unfold(page)
    page.check('[name="give.notice"]')
    page.wait_for_selector("#answer .lead >> text=Given: ")
    expect(page.locator("#answer .life")).to_be_empty()


def test_what_is_changed_before_the_script_is_there_is_asked_and_stands_in_the_address(page: Any, address: str) -> None:
    first_answer(page)
    script: list[Any] = []
    page.route("**/what_if.js", lambda route: script.append(route))
    page.goto(f"{address}/en/what-if?base={BASE}", wait_until="commit")
    page.locator("details.switches", has=page.locator(f'[name="{SWITCH}"]')).evaluate("one => { one.open = true }")
    page.check(f'[name="{SWITCH}"]')
    until(page, lambda: script)
    script[0].continue_()
    assert "people undergo fewer harms" in answer(page)
    assert page.url.endswith(f"/en/what-if?base={BASE}&without=data_sources.tax")


def test_a_system_that_is_chosen_before_the_script_is_there_is_the_one_that_is_shown(page: Any, address: str) -> None:
    script: list[Any] = []
    page.route("**/what_if.js", lambda route: route.continue_() if script else script.append(route))
    page.goto(f"{address}/en/what-if?base={BASE}", wait_until="commit")
    page.select_option("#base", "schufa-like")
    until(page, lambda: script)
    script[0].continue_()
    page.wait_for_url("**base=schufa-like")
    expect(page.locator("#base")).to_have_value("schufa-like")


def test_where_nothing_is_changed_any_more_no_answer_stays(page: Any, address: str) -> None:
    page.route("**/what-if/answer?**", lambda _: None)  # never answered
    page.goto(f"{address}/en/what-if?base={BASE}&without=data_sources.tax")
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "true")
    page.uncheck(f'[name="{SWITCH}"]')
    expect(page.locator("#answer")).to_have_text("Nothing is changed yet. Tick a box, or change a number.")
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "false")
    expect(page.locator("#status")).to_be_empty()


def test_the_line_at_the_edge_of_a_telephone_leads_to_the_answer_and_asks_nothing_again(
    browser: Any, address: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    first_answer(page)
    page.goto(f"{address}/en/what-if?base={BASE}&without=data_sources.tax")
    answer(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.click("#status a")
    page.wait_for_url("**#answer")
    expect(page.locator("#answer h2")).to_be_in_viewport()
    page.go_back()
    page.wait_for_url("**tax")
    assert page.locator("#answer h2").count() == 1
    assert [url for url in asked if "what-if?" in url] == []
    page.close()


def test_back_from_another_system_shows_the_one_that_the_address_names(address: str, browser: Any) -> None:
    """Browsers keep the page that was left as it was left; Playwright's does only where it is let."""
    with browser.another(ignore_default_args=["--disable-back-forward-cache"]) as real:
        page = real.new_page()
        page.goto(f"{address}/en/what-if?base={BASE}")
        page.select_option("#base", "schufa-like")
        page.wait_for_url("**base=schufa-like")
        page.go_back(wait_until="commit")
        expect(page).to_have_url(f"{address}/en/what-if?base={BASE}")
        expect(page.locator("#base")).to_have_value(BASE)


def test_a_worker_that_is_killed_over_an_answer_leaves_a_sentence_and_the_next_change_is_answered(
    page: Any, address: str
) -> None:
    first_answer(page)
    page.goto(f"{address}/en/what-if?base={BASE}")
    (worker,) = workers()
    os.kill(worker, signal.SIGSTOP)  # so that it answers nothing before it is killed
    unfold(page)
    with page.expect_response(re.compile("/what-if/answer")):  # that it is not there yet
        page.check('[name="give.notice"]')
    os.kill(worker, signal.SIGKILL)
    expect(page.locator("#status")).to_have_text(re.compile("^(There is no answer|The answer is there|A first answer)"))
    said = page.locator("#answer [role=alert], #answer h2")  # an answer where it was killed before it had the question
    expect(said).to_have_text(re.compile("was ended \\(SIGKILL\\) before it was done; ask again|people"))
    page.check('[name="give.objection"]')
    assert "people" in answer(page)

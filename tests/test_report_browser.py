"""The report in a real browser: no network, no complaint, no barrier.  Skipped where there is no Chromium."""

import itertools
from pathlib import Path

import pytest
from tests.helpers import made_up
from tests.helpers.browsers import barriers, needs_chromium, on_each_other

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
    page = browser.looking()
    page.goto(report.as_uri())
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("width", [360, 390, 1100])
def test_the_page_never_scrolls_sideways(browser, report, width):
    page = browser.looking(width)
    page.goto(report.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("width", "shown", "hidden"), [(360, "phone", "page"), (390, "phone", "page"), (1100, "page", "phone")]
)
def test_pictures_are_drawn_for_the_width_of_the_screen(browser, report, width, shown, hidden):
    page = browser.looking(width)
    page.goto(report.as_uri())
    scales = page.evaluate(
        f"""[...document.querySelectorAll('.on-{shown} > svg')].map(
             svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)"""
    )
    assert len(scales) >= 20
    assert min(scales) >= 0.9  # so that letters of 11 pixels can be read
    assert page.evaluate(f"[...document.querySelectorAll('.on-{hidden}')].every(e => !e.checkVisibility())")


@pytest.mark.parametrize("width", [390, 1100])
def test_no_label_is_cut_off_by_the_edge_of_its_picture(browser, report, width):
    page = browser.looking(width)
    page.goto(report.as_uri())
    cut = page.evaluate(
        """[...document.querySelectorAll('figure svg[role=img]')].filter(svg => svg.checkVisibility()).flatMap(svg => {
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


@pytest.mark.parametrize(("width", "shown"), [(390, ".on-phone > svg"), (1280, ".on-page > svg")])
def test_no_label_of_a_picture_lies_on_another(browser, report, width, shown):
    page = browser.looking(width)
    page.goto(report.as_uri())
    assert on_each_other(page, shown) == []


@pytest.mark.parametrize("width", [360, 390])
def test_a_table_that_is_wider_than_the_screen_says_that_it_scrolls(browser, report, width):
    page = browser.looking(width)
    page.goto(report.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    wider = page.evaluate(
        """[...document.querySelectorAll('.wide')].filter(e => e.scrollWidth > e.clientWidth + 1)
             .map(e => [e.getAttribute('aria-label'), e.querySelector('.hint').checkVisibility()])"""
    )
    assert len(wider) > 5
    assert [table for table, hinted in wider if not hinted] == []


def test_paper_shows_what_a_screen_folds(browser, report):
    page = browser.looking()
    page.goto(report.as_uri())
    kept = "'.hint, .get, .on-screen'"  # paper has other words for these
    folded = f"[...document.querySelectorAll('details :is(p, td, th, li, dd)')].filter(e => !e.closest({kept}))"
    assert page.evaluate(f"{folded}.some(e => !e.checkVisibility())")
    page.emulate_media(media="print")
    lost = f"{folded}.filter(e => !e.checkVisibility() || (e.textContent.trim() && !e.getBoundingClientRect().height))"
    assert page.evaluate(f"{lost}.map(e => e.textContent)") == []
    for whole in ("h2", "h3", "tr", ".on-page"):
        assert page.evaluate(f"getComputedStyle(document.querySelector('{whole}')).breakInside") == "avoid"
    assert page.evaluate("getComputedStyle(document.querySelector('h3')).breakAfter") == "avoid"
    held = (
        "document.querySelectorAll('.mark > p:last-child')"  # a mark that ends in one would draw the next finding along
    )
    assert page.evaluate(f"[...{held}].length") > 0
    assert set(page.evaluate(f"[...{held}].map(e => getComputedStyle(e).breakAfter)")) == {"auto"}
    assert page.evaluate("getComputedStyle(document.querySelector('table')).breakInside") == "auto"
    page.set_viewport_size(
        {"width": 680, "height": 1000}
    )  # A4 within its margins: what is wider makes all letters smaller
    value = page.locator("[aria-labelledby=provenance] .close li").first
    value.evaluate("one => { one.textContent = 'unlawful_activity_of_an_organisation'.repeat(4) }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 681


LONG = """[...document.querySelectorAll('.on-screen')].map(one => [one.checkVisibility(),
    one.parentElement.querySelector(':scope > .on-paper').checkVisibility()])"""


def test_paper_says_in_few_words_where_what_is_long_stands(browser, report):
    """A list of the inputs behind every mark, and a row a value, were half of what was printed."""
    page = browser.new_page()
    page.goto(report.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    shown = page.evaluate(LONG)
    assert len(shown) > 2
    assert {tuple(each) for each in shown} == {(True, False)}
    page.emulate_media(media="print")
    assert {tuple(each) for each in page.evaluate(LONG)} == {(False, True)}
    keys = page.evaluate(
        "[...document.querySelectorAll('[aria-labelledby=provenance] tbody th')].map(e => e.textContent)"
    )
    lines = page.evaluate("[...document.querySelectorAll('.close li')].map(e => e.textContent)")
    for key in keys:
        owner, _, name = key.rpartition(".")
        assert any(line.startswith(f"{owner} ") and f"{name} " in line for line in lines), key
    page.close()


def test_no_picture_is_so_high_that_it_leaves_half_a_page_empty(browser, report):
    page = browser.looking(720, 1000)
    page.goto(report.as_uri())
    page.emulate_media(media="print")
    heights = page.evaluate(
        "[...document.querySelectorAll('.on-page > svg')].map(svg => svg.getBoundingClientRect().height)"
    )
    assert max(heights) < 0.5 * 257 / 25.4 * 96  # of an A4 page within margins of 2 cm
    assert page.evaluate("[...document.querySelectorAll('.on-phone')].every(e => !e.checkVisibility())")


LETTERS = """[...document.querySelectorAll('.on-page > svg')].map(svg => {
    const seen = svg.getBoundingClientRect(), whole = svg.viewBox.baseVal;
    const part = Math.min(seen.width / whole.width, seen.height / whole.height);
    const sizes = [...svg.querySelectorAll('text')].map(t => parseFloat(getComputedStyle(t).fontSize));
    return [svg.closest('figure').id, Math.min(...sizes) * part * 0.75, seen.height]})"""


def test_letters_of_every_picture_can_be_read_on_paper(browser, report):
    page = browser.looking(680, 1000)
    page.goto(report.as_uri())
    page.emulate_media(media="print")
    points = page.evaluate(LETTERS)
    assert len(points) >= 20
    assert [one for one in points if one[1] < 6] == []
    assert on_each_other(page, "page") == []
    assert max(high for _, _, high in points) > 470  # among them some that half a page had made small


def test_who_a_life_is_of_is_not_parted_from_it_and_no_page_holds_the_last_line_alone(browser, report):
    page = browser.looking(680, 1000)
    page.goto(report.as_uri())
    page.emulate_media(media="print")
    styles = page.evaluate(
        "[...document.querySelectorAll('.who')].map(e => getComputedStyle(e)).map(s => [s.breakInside, s.breakAfter])"
    )
    assert {tuple(each) for each in styles} == {("avoid", "avoid")}
    stamp = page.locator(".stamp").inner_text()
    assert not page.locator("footer").is_visible()
    assert stamp.split(" · ")[1] in page.locator("footer").text_content()


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
    assert barriers(page) == []
    context.close()

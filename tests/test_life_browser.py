"""The pages of a life and of a company in a real browser: no network, no complaint, no barrier."""

from pathlib import Path
from typing import Any

import pytest
from tests.helpers.browsers import barriers, needs_chromium
from tests.helpers.lives import lived_to_its_end as lived
from tests.helpers.two import pair as pair_of

from demerit.life import organisation_finding
from demerit.life.finding import find
from demerit.life.html import page as page_of
from demerit.life.organisation_words import IN_PICTURES as OF_COMPANIES
from demerit.life.two.finding import find as find_in_two
from demerit.life.two.html import page as two_page
from demerit.life.why.html import page as why_page
from demerit.life.why.story import of as why
from demerit.world.folder import NOTE as IN_PICTURES

pytestmark = needs_chromium


@pytest.fixture(scope="module", params=["person", "company", "two lives", "why"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A page, its heading, and what stands inside its picture, if it has one."""
    if request.param in ("two lives", "why"):
        return _of_two_worlds(request.param, tmp_path_factory.mktemp("pages") / "page.html")
    data, rules = lived("as-told")
    if request.param == "person":
        story = find(data, rules, "listed, refused", 1000)
        said = f"The life of synthetic person {story['id']}", IN_PICTURES
    else:
        story = organisation_finding.find(data, rules, "a company listed, refused", 1000)
        said = f"The story of synthetic organisation {story['organisation']}", OF_COMPANIES
    file = tmp_path_factory.mktemp("pages") / "page.html"
    file.write_text(page_of(story), encoding="utf-8")
    return file, *said


def _of_two_worlds(which: str, file: Path) -> tuple[Path, str, str]:
    """The page of two lives, or of what would have spared somebody."""
    pair = pair_of("without-consequences.flight")
    if which == "why":
        base = pair.base
        person = int(find(base.data, base.rules, "fined, never listed, never refused")["id"])
        file.write_text(why_page(why(base.data, base.scenario, base.rules, person)), encoding="utf-8")
        return file, f"What would have spared synthetic person {person}", ""
    said = find_in_two(pair, [], "spared")
    file.write_text(two_page(said), encoding="utf-8")
    return file, f"Synthetic person {said['id']} in two worlds", IN_PICTURES


def test_the_page_opens_without_network_and_says_what_it_is(browser: Any, told: tuple[Path, str, str]) -> None:
    file, heading, inside = told
    page = browser.looking()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    assert page.locator("h1").inner_text() == heading
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []
    assert page.locator("svg").count() == bool(inside)
    if inside:
        assert inside in page.locator("svg").text_content()
    assert "an experiment, not a forecast" in page.locator(".statement").inner_text()


@pytest.mark.parametrize("width", [390, 1100])
def test_the_page_never_scrolls_sideways(browser: Any, told: tuple[Path, str, str], width: int) -> None:
    page = browser.looking(width)
    page.goto(told[0].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_has_no_accessibility_fault_that_axe_finds(browser: Any, told: tuple[Path, str, str]) -> None:
    page = browser.looking(1100)
    page.goto(told[0].as_uri())
    assert barriers(page) == []

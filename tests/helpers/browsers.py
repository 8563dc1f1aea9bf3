"""The distribution's Chromium, and how a test waits for a page: none depends on how busy the machine is."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
PATIENCE: Final = 240_000  # milliseconds that a busy machine may take for what takes none
LOOK: Final = 50  # milliseconds between two looks
DRAWN: Final = """[...document.images].every(each => each.complete && each.naturalWidth) &&
    [...document.querySelectorAll('[data-playing]')].every(map => map.querySelector('.player'))"""
ON_EACH_OTHER: Final = """svg => {
    const texts = [...svg.querySelectorAll('text')]
        .filter(t => t.textContent.trim() && t.checkVisibility({opacityProperty: true}))
        .map(t => [t.textContent, t.getBoundingClientRect()]);
    return texts.flatMap(([one, a], i) => texts.slice(i + 1)
        .filter(([other, b]) => !(other === one && b.left === a.left && b.top === a.top))  // its own halo
        .filter(([_, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
                            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5)
        .map(([other, _]) => svg.closest('figure').id + ': ' + one + ' / ' + other));
}"""
WHOLE: Final = "body:has(> footer):not(:has([data-again]))"  # the footer is the last of a page


needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here; `make browser` installs one")


class Patient:
    """A browser whose pages are waited for as long as a busy machine takes."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._shared: Any = None

    def new_context(self, **given: Any) -> Any:
        """As Playwright's."""
        made = self._browser.new_context(**given)
        made.set_default_timeout(PATIENCE)
        return made

    def new_page(self, **given: Any) -> Any:
        """As Playwright's: its context is closed with it."""
        made = self._browser.new_page(**given)
        made.set_default_timeout(PATIENCE)
        return made

    def looking(self, width: int = 1280, height: int = 800, scheme: str = "light") -> Any:
        """The page that tests share which open an address, look at it, and leave nothing behind: as large as they want.

        A page of one's own takes twice as long to begin as most looks take.
        """
        if self._shared is None:
            self._shared = self.new_page()
        self._shared.set_viewport_size({"width": width, "height": height})
        self._shared.emulate_media(media="null", color_scheme=scheme)
        return self._shared

    @contextmanager
    def another(self, **given: Any) -> Iterator["Patient"]:
        """One that is launched otherwise.  given: as Playwright's."""
        browser = _launched(self._browser.browser_type, **given)
        yield Patient(browser)
        browser.close()


def _launched(kind: Any, **given: Any) -> Any:
    return kind.launch(executable_path=CHROMIUM, args=FLAGS, **given)


@contextmanager
def opened() -> Iterator[Patient]:
    """A browser."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        browser = _launched(driver.chromium)
        yield Patient(browser)
        browser.close()


def until(page: Any, condition: Callable[[], Any]) -> None:
    """Wait for what Playwright has no wait for: its own would evaluate texts, which the rules of our pages forbid."""
    for _ in range(PATIENCE // LOOK):
        if condition():
            return
        page.wait_for_timeout(LOOK)
    raise AssertionError("it never came")


def settled(page: Any) -> None:
    """Wait until a page of `demerit serve` says what was asked, and not that it will, with pictures and player."""
    page.wait_for_selector(WHOLE, state="attached")
    page.wait_for_load_state()
    until(page, lambda: page.evaluate(DRAWN))


def on_each_other(page: Any, pictures: str) -> list[str]:
    """Words that lie on each other within one picture, by the figure that they are in.  pictures: a selector."""
    return list(page.evaluate(f"[...document.querySelectorAll({pictures!r})].flatMap({ON_EACH_OTHER})"))


def barriers(page: Any) -> list[tuple[str, list[Any]]]:
    """What axe finds that keeps people out: its rule, and the first places.  What is as it should be is not listed: on
    a report that would be seventeen thousand places, and half of the time.
    """
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]][:3]) for one in found]


def follow(page: Any, link: str) -> None:
    """Click on what leads to another page, and wait until that is whole: a click alone does not wait for it."""
    with page.expect_navigation():
        page.click(link)
    settled(page)


def unfold(page: Any) -> None:
    """Open whatever is folded on a page."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")


def first_answer(page: Any) -> None:
    """Leave the first answer of "What if" as it is: finer ones, which take its place as they come, never do."""
    page.route(re.compile(r"/answer\?.*scale=(5000|1000)\b"), lambda _: None)

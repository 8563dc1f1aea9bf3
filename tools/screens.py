"""Pictures of every page of `demerit serve`: `python -m tools.screens RUNS NAME COMPARED`, into docs/pictures/pages.

RUNS: a folder with a finished run of `as-told` called NAME, such as
`demerit run as-told --scale 1:20000 --out RUNS/NAME` makes, and a comparison called COMPARED, such as
`demerit compare as-told --without rules.criticism --scale 1:20000 --out RUNS/COMPARED` makes.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import sync_playwright

OUT: Final = Path("docs/pictures/pages")
SIZES: Final = {"": (1280, 960), "-narrow": (390, 844), "-large": (1280, 720)}
TOO: Final = {"-narrow": ("what-if", "country"), "-large": ("country",)}  # on a telephone; in large type
PATIENCE: Final = 600_000  # milliseconds
WHAT_IF: Final = "/what-if?base=as-told&without=rules.criticism"


def pages(name: str, compared: str) -> dict[str, str]:
    """Addresses by the name of their picture."""
    run = f"/run/{name}"
    return {
        "start": "/",
        "what-if": WHAT_IF,
        "runs": "/runs",
        "country": f"{run}/country?measure=blacklist.stock",
        "differences": f"/run/{compared}/differences?measure=refused.all",
        "lists": f"{run}/lists?list=blacklist",
        "life": f"{run}/lives?find=wrongly_listed",
        "try": f"/try?run={name}&find=fined",
    }


def taken(browser: Any, address: str, name: str, compared: str) -> None:
    """All pages, and some on a telephone and in large type."""
    for ending, (width, height) in SIZES.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(PATIENCE)
        for key, path in pages(name, compared).items():
            if key not in TOO.get(ending, (key,)):
                continue
            large = f"{'&' if '?' in path else '?'}large=1" if ending == "-large" else ""
            page.goto(f"{address}/en{path}{large}")
            if key == "what-if":
                page.wait_for_selector("#answer h2")
            if key == "life":
                page.wait_for_url("**/life/*")
            if key == "try":
                with page.expect_navigation():
                    page.click(".ask .button")
                page.wait_for_selector("h2")  # once the life is told
            if ending == "-large":
                page.evaluate("document.querySelector('#map-title').scrollIntoView()")
            page.wait_for_timeout(1500)  # pictures of a page come after it
            page.screenshot(path=OUT / f"{key}{ending}.png")
        page.close()


def main(folder: str, name: str, compared: str) -> None:
    """Start the pages, look at each, end them."""
    OUT.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "demerit", "serve", folder, "--port", "0"]
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own program
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            address = process.stdout.readline().split("  (")[0].rstrip("/")
            with sync_playwright() as driver:
                browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
                taken(browser, address, name, compared)
                browser.close()
        finally:
            process.terminate()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What all tests share."""

import gc
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from tests.helpers import drawing
from tests.helpers.browsers import opened

# No deadline, since a first call may compile, and no look at how long examples take to make, since the machine may be
# busy; no fresh randomness, so that a failure is the same for everybody.
settings.register_profile("demerit", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("demerit")

# Tests hold much that stays, and looking through it for rings took up to half of the time of those in plain Python.
gc.set_threshold(50_000, 10, 10)

# Whoever starts the tests in the background lets them ignore these; tests send them, and are to be heard.
for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, usual)


# Files that take longest, a quarter of a minute and more of one processor each.  They come first: a worker that was
# given one last would work on alone.
LONGEST = (
    *("faults_of_drivers", "cuda", "identity_contract", "learned", "every_life", "presets", "serve_browser"),
    *("every_value", "serve_trying", "trying", "compare_command", "python", "serve_large", "organisations"),
    *("python_compare", "scenario_mutations", "recounted", "compare_stopped", "life_finding", "how_to_add"),
    *("what_if_browser", "report_browser", "report_compared", "numbers", "faults"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files in the order in which workers are given them, see the Makefile; tests of a file stay in theirs."""
    place = {f"test_{name}.py": number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.name, len(place)))


@pytest.fixture(scope="module", autouse=True)
def _nothing_kept(request: pytest.FixtureRequest) -> Iterator[None]:
    """Worlds that the tests of a file share are let go after the last of them: each holds up to a hundred megabytes."""
    yield
    for shared in vars(request.module).values():
        if hasattr(shared, "cache_clear"):
            shared.cache_clear()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with opened() as one:
        yield one


@pytest.fixture(scope="session", autouse=True)
def _drawing() -> Iterator[None]:
    with drawing.kept():
        yield

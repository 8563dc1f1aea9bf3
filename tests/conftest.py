"""What all tests share."""

import signal
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from tests.helpers.browsers import opened

# No deadline, since a first call may compile, and no look at how long examples take to make, since the machine may be
# busy; no fresh randomness, so that a failure is the same for everybody.
settings.register_profile("demerit", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("demerit")

# Whoever starts the tests in the background lets them ignore these; tests send them, and are to be heard.
for number, usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(number, usual)


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

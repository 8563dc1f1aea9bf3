"""What all tests share."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings
from tests.helpers.browsers import opened

# No deadline, since a first call may compile; no fresh randomness, so that a failure is the same for everybody.
settings.register_profile("demerit", deadline=None, derandomize=True)
settings.load_profile("demerit")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    with opened() as one:
        yield one

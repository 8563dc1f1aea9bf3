"""Doing now and then what costs time: so seldom that it takes no more than its share."""

import time
from collections.abc import Callable


class Pace:
    """When to do something: every so many months, or as the clock says.

    The clock says: not within `least` seconds, and not before `times` times as long has gone by as it took last.
    expected: how long the first will take; seconds: what all took together.
    """

    def __init__(
        self, act: Callable[[], object], least: float, times: int, every: int | None = None, expected: float = 0.0
    ) -> None:
        self._act, self._least, self._times, self._every = act, least, times, every
        self._done = time.monotonic()
        self.wait = max(least, times * expected)
        self.seconds = 0.0

    def due(self, months: int) -> bool:
        """Whether to do it after so many months."""
        if self._every:
            return months % self._every == 0
        return time.monotonic() - self._done > self.wait

    def act(self) -> None:
        """Do it now."""
        begun = time.monotonic()
        self._act()
        self._done = time.monotonic()
        took = self._done - begun
        self.seconds += took
        self.wait = max(self._least, self._times * took)

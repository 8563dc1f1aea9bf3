"""Changing a scenario: setting values, taking parts away, from the start or from a month on; the result is sound."""

from demerit.scenario.changing.moving import moved
from demerit.scenario.changing.parts import parts
from demerit.scenario.changing.setting import with_values
from demerit.scenario.changing.taking import Taken, taken_away

__all__ = ["Taken", "moved", "parts", "taken_away", "with_values"]

"""One thing that can be asked for when looking for a life or for an organisation's story."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from demerit.life.replaying import Data, Replay

Array = np.ndarray[Any, Any]
Told = dict[str, Any]  # a life or a story
Screen = Callable[[Replay, Data], Array]  # bool per person or organisation of a community
Test = Callable[[Told], bool]


@dataclass(frozen=True)
class Criterion:
    """name: as listed in messages; screen: bool for each, never false for a match; test: of what is told, exact.

    province: number of the only province where somebody can fulfil it, if it is about one; counted: a measure under
    which a run counts something in every province where somebody fulfils it, if there is one.
    """

    name: str
    screen: Screen
    test: Test
    province: int | None = None
    counted: str | None = None

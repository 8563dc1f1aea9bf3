"""What share of a place each data source covers, by province, tier and month."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from demerit.vocabulary import SOURCES, TIERS

if TYPE_CHECKING:
    from demerit.rulebook.places import Country
    from demerit.scenario import Regime


def cameras(stock: float, a_head: Mapping[str, float], people: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    """A stock of cameras in millions by province and tier, single ones.

    a_head: how many an inhabitant of a tier has against the others (absent: 1); people: (province, tier).
    """
    weight = np.array([a_head.get(tier, 1.0) for tier in TIERS]) * people
    total = 0.0
    for row in weight:  # in a fixed order: sums must come out the same on every machine
        for value in row:
            total += float(value)
    scaled: np.ndarray[Any, np.dtype[np.float64]] = weight * (stock * 1e6 / total)
    return scaled


def coverage(regime: "Regime", country: "Country", month: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Shares in [0, 1], (province, tier, source)."""
    out = np.zeros((*country.people.shape, SOURCES.room))
    for s, name in SOURCES.numbered():
        source = regime.data_sources.get(name)
        if source is None:
            continue
        if source.cameras is not None:
            here = cameras(source.cameras.between(month), source.a_head, country.people)
            out[:, :, s] = np.minimum(here / np.maximum(country.people, 1) / source.full_at, 1.0)
        elif source.coverage is not None:
            out[:, :, s] = source.coverage.at(month) * source.handed_over(month)
    return out

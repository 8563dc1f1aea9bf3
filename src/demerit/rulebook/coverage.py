"""What share of a place each data source covers, by province, tier and month."""

from typing import TYPE_CHECKING, Any

import numpy as np

from demerit.vocabulary import SOURCES

if TYPE_CHECKING:
    from demerit.rulebook.places import Country
    from demerit.scenario import Regime


def cameras(stock: float, people: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Cameras by province and tier: cities get twice a town's cameras a head, a town twice the country's (assumed).

    stock: cameras in the country; people: (province, tier).
    """
    weight = np.array([4.0, 2.0, 1.0]) * people
    total = 0.0
    for row in weight:  # in a fixed order: sums must come out the same on every machine
        for value in row:
            total += float(value)
    scaled: np.ndarray[Any, np.dtype[np.float64]] = weight * (stock / total)
    return scaled


def coverage(regime: "Regime", country: "Country", month: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Shares in [0, 1], (province, tier, source)."""
    out = np.zeros((*country.people.shape, SOURCES.room))
    for s, name in SOURCES.numbered():
        source = regime.data_sources.get(name)
        if source is None:
            continue
        if source.cameras is not None:
            here = cameras(source.cameras.between(month) * 1e6, country.people)
            out[:, :, s] = np.minimum(here / np.maximum(country.people, 1) / source.full_at, 1.0)
        elif source.coverage is not None:
            out[:, :, s] = source.coverage.at(month) * source.handed_over(month)
    return out

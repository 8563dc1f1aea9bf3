"""How far a figure might be off by the chance of the draw alone."""

from math import sqrt
from typing import Final

Z95: Final = 1.96  # standard errors to each side of 95 %


def by_chance(value: float, events: float) -> tuple[float, float]:
    """Limits (95 %) of a figure that rests on so many counted events, as if each had come by itself.

    Byar's approximation to the exact Poisson limits (N. E. Breslow, N. E. Day, Statistical Methods in Cancer
    Research II, 1987), good from a single event on.  People of one community share sources and fears, so the truth
    is wider: a least band.  Without any event there is nothing to scale: (value, value).
    """
    if events <= 0:
        return value, value
    n = float(events)
    low = n * (1 - 1 / (9 * n) - Z95 / (3 * sqrt(n))) ** 3
    up = n + 1
    high = up * (1 - 1 / (9 * up) + Z95 / (3 * sqrt(up))) ** 3
    return value * max(low, 0.0) / n, value * high / n


def in_short(seeds: int) -> str:
    """Which uncertainty a band shows, in a line."""
    if seeds > 1:
        return f"Bands: lowest and highest of {seeds} seeds. What nobody knows about the inputs is not in them (see Method)."
    return "Bands: chance of the draw, one seed, at the least. What nobody knows about the inputs is not in them (see Method)."


def chance_words() -> str:
    """What a band from one seed means."""
    return (
        "The band is the least there can be: chance of the draw as if every counted event had come by itself (95 %, "
        "one seed). People of a community share data sources and fears, so other seeds will differ more. What nobody "
        "knows about the inputs is not in it; where a value has a range, that stands with the value."
    )


def seeds_words(seeds: int) -> str:
    """What a band over several seeds means."""
    return (
        f"The band runs from the lowest to the highest of {seeds} seeds: {seeds} other draws of the same people's days. "
        "What nobody knows about the inputs is not in it; where a value has a range, that stands with the value."
    )

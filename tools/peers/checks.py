"""One check of a gate: a value beside what must come out."""

from math import sqrt
from typing import Any, Final

SIGMAS: Final = 4.0


def near(value: float, expected: float, variance: float) -> dict[str, Any]:
    """Passed within SIGMAS standard deviations; half a unit is always allowed."""
    band = max(SIGMAS * sqrt(variance), 0.5)
    return {"passed": bool(abs(value - expected) <= band), "value": value, "expected": expected, "band": band}


def same(value: int, expected: int) -> dict[str, Any]:
    """Passed only if equal."""
    return {"passed": value == expected, "value": value, "expected": expected, "band": 0}


def verdict(checks: dict[str, dict[str, Any]], people: int, days: int) -> dict[str, Any]:
    """All checks of one gate; JSON-able."""
    passed = all(check["passed"] for check in checks.values())
    return {"passed": passed, "people": people, "days": days, "checks": checks}

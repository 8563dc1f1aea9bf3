"""What must hold between values that are each allowed: one concept a file."""

from demerit.scenario.checks.found import Found

__all__ = ["Found", "check_scenario"]


def check_scenario(scenario) -> list[Found]:
    return []

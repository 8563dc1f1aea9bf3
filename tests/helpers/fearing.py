"""Effects of fear for small worlds: some, and no others."""

from typing import Any

OWN = ("fine", "refusal", "listing", "claw_back", "detention")  # what happens to oneself
OF_OTHERS = ("relative_listed", "relative_detained", "neighbours", "watched")
FEARLESS: dict[str, float] = dict.fromkeys((*OWN, *OF_OTHERS), 0)


def own(level: int) -> dict[str, Any]:
    """Whatever happens to oneself frightens so much, and nothing else does."""
    return {"regime__fear": {**FEARLESS, **dict.fromkeys(OWN, level)}}


def of(**effects: float) -> dict[str, Any]:
    """These effects, and no others."""
    return {"regime__fear": {**FEARLESS, **effects}}

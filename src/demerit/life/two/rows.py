"""Two ledgers side by side: what is in both, in the base only, in the other only, in the order of days."""

import json
from collections import Counter
from typing import Any, Final

from demerit.life.table import row

BOTH, BASE, OTHER = "both", "base", "other"
# What an entry says of the rules in force, and of what came of it: two worlds may say otherwise of the same event.
OF_THE_WORLD: Final = ("rule", "remedy", "effect", "score", "without_points", "counts_later", "stopped")
AT_THE_COUNTER: Final = "refused"  # where it is of the event itself whether the person had been told


def rows(base: list[dict[str, Any]], other: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row an event: `in` (both, base, other), and the columns of a ledger; of what is in both, as in the base."""
    keys = [[_key(entry) for entry in ledger] for ledger in (base, other)]
    common = Counter(keys[0]) & Counter(keys[1])
    found: list[tuple[str, int, dict[str, Any]]] = []
    for place, ledger, names in ((BASE, base, keys[0]), (OTHER, other, keys[1])):
        left = Counter(common)
        for entry, key in zip(ledger, names, strict=True):
            shared = left[key] > 0
            left[key] -= shared
            if not shared or place == BASE:
                found.append((entry["date"], len(found), {"in": BOTH if shared else place, **row(entry)}))
    return [each for *_, each in sorted(found, key=lambda one: one[:2])]


def _key(entry: dict[str, Any]) -> str:
    passing = OF_THE_WORLD if entry["event"] == AT_THE_COUNTER else (*OF_THE_WORLD, "told")
    said = {name: value for name, value in entry.items() if name not in passing}
    return json.dumps(said, sort_keys=True)

"""docs/turned.md: every number of presets and societies turned, and whether it moves what it says, from docs/fits/turned.json.

`python -m tests.helpers.turning` turns, `python -m tests.helpers.turned` counts.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from demerit.scenario import load
from demerit.scenario.shipped import names_in
from demerit.scenario.turning import Bound, Still, numbers
from tools.documents.markdown import MADE, grid

FILE: Final = "turned.json"
HEAD: Final = """A number in a scenario that moves nothing is a defect. So every field of numbers says in the schema which measure of a run rises or
falls when it is raised (`x-raises`, `x-lowers`), or why no measure tells (`x-moves-no-measure`; then something has to change all the
same), or why it moves nothing at all, such as an end of a scale that others are checked against (`x-moves-nothing`; then nothing may
change). Every number that ships was turned up and down, as far
as may be, in pairs of small worlds of the same people and the same chance, until it was plain.
"""
KINDS: Final = {
    "moved": "moves its measure as declared",
    "changed": "changes something, no measure tells",
    "nothing": "moves nothing, as declared",
    "held": "held",
    "left": "not seen",
    "waiting": "not turned yet",
}
MORE: Final = """*Held*: no other value of it alone passes the checks, since it says again what stands elsewhere. *Not seen*: what it says did not
happen in these worlds; each is named below. What did not move in a preset as it stands was turned where it has what it needs, and then
among ten times as many people.
"""
HOW: Final = """```
python -m tests.helpers.turning --kept turned.jsonl          # hours; goes on where it was stopped
python -m tests.helpers.turned turned.jsonl > docs/fits/turned.json
python -m tools.documents docs tests
```
"""


def document(fits: Path) -> str:
    """The whole page in Markdown.  fits: the folder docs/fits."""
    return "\n".join(blocks(json.loads((fits / FILE).read_text(encoding="utf-8"))))


def blocks(said: dict[str, Any]) -> Iterator[str]:
    """The page, a block at a time."""
    yield f"# Every number turned\n\n{MADE}\n\n{HEAD}"
    yield (
        f"Turned by {said['date']}, among {said['people']:,} people (at most) of each society, seed {said['seed']}; compiled sources "
        f"`{said['compiled']}`.\n"
    )
    kinds = {kind: name for kind, name in KINDS.items() if any(of[kind] for of in said["where"].values())}
    rows = [*said["where"].items(), ("all", {kind: sum(of[kind] for of in said["where"].values()) for kind in KINDS})]
    names = {said["of_no_file"]: "fields that no file has"}
    yield grid(
        ("numbers of", "how many", *kinds.values()),
        (
            (names.get(name, f"`{name}`"), str(sum(of.values())), *(str(of[kind]) for kind in kinds))
            for name, of in rows
        ),
    )
    yield MORE
    needs = [*said["needs"].items(), ("among ten times as many people", said["among_more"])]
    yield grid(("what numbers needed besides", "how many"), ((name, str(count)) for name, count in needs))
    for kind, title in (("held", "Held"), ("left", "Not seen")):
        if said[kind]:
            yield f"## {title}\n\n" + "\n".join(f"- `{number}`" for number in said[kind]) + "\n"
    yield "## Fields that declare no measure\n"
    yield grid(("why", "fields"), reasons())
    yield HOW


def reasons() -> Iterator[tuple[str, str]]:
    """Why numbers have no measure that tells, and of which fields that is said."""
    by_reason: dict[str, set[str]] = {}
    for name in names_in("presets"):
        for one in numbers(load(name, assume=True)):
            if isinstance(one.says, Still | Bound):
                by_reason.setdefault(one.says.reason, set()).add(one.field)
    for reason, fields in by_reason.items():
        yield reason, ", ".join(f"`{field}`" for field in sorted(fields))

"""What turning every number came to: `python -m tests.helpers.turned FILE... > docs/fits/turned.json`.

FILE: what `tests.helpers.turning --kept FILE` wrote; of several files the last line of a number counts, and of a number
that plainly moves that one.  Made into docs/turned.md by `python -m tools.documents docs tests`.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.helpers.pairs import SEED
from tests.helpers.turning import NOWHERE, SMALL, read, settled, unique

from demerit.compile_cache import PACKAGE, sources_hash
from demerit.scenario import load
from demerit.scenario.shipped import names_in
from demerit.scenario.turning import Bound, Moves, Number

Line = dict[str, Any]
KINDS = ("moved", "changed", "nothing", "held", "left", "waiting")


def merged(files: Iterable[Path]) -> dict[str, Line]:
    """Lines by number."""
    out: dict[str, Line] = {}
    for file in files:
        for key, line in read(file).items():
            if not (key in out and settled(out[key])):
                out[key] = line
    return out


def kind_of(number: Number, line: Line | None) -> str:
    """What became of a number.

    moved: its measure, as declared; changed: something, of which no measure tells; nothing: as declared, since others
    are checked against it; held: no other value is allowed; left: not seen to do what it says; waiting: not turned yet.
    """
    if line is None:
        return "waiting"
    if not line["moves"]:
        return "held" if line.get("why") == "cannot be turned" else "left"
    return "moved" if isinstance(number.says, Moves) else "nothing" if isinstance(number.says, Bound) else "changed"


def summary(found: Mapping[str, Number], lines: Mapping[str, Line]) -> dict[str, Any]:
    """Counts by society or preset; what numbers needed; which are held or left.  found: every number, by its name."""
    kinds = {key: kind_of(number, lines.get(key)) for key, number in found.items()}
    where: dict[str, Counter[str]] = {}
    for key, kind in kinds.items():
        where.setdefault(key.split(" ")[0], Counter())[kind] += 1
    moved = [lines[key] for key, kind in kinds.items() if kind in ("moved", "changed")]
    return {
        "where": {name: {kind: of[kind] for kind in KINDS} for name, of in where.items()},
        "needs": dict(Counter(line["needs"] for line in moved if line.get("needs")).most_common()),
        "among_more": sum(line.get("people", SMALL.people) > SMALL.people for line in moved),
        **{kind: sorted(key for key, each in kinds.items() if each == kind) for kind in ("held", "left")},
    }


def main(files: list[str]) -> None:
    """Print the summary of what these files say."""
    found = {key: cases[0].number for key, cases in unique(names_in("presets")).items()}
    said = {
        "note": "python -m tests.helpers.turned FILE...; every number turned in pairs of small synthetic worlds",
        "licence": "Apache-2.0",
        "date": datetime.now(UTC).date().isoformat(),
        "compiled": sources_hash(PACKAGE),
        "values": {name: load(name, assume=True).values_hash for name in names_in("presets")},
        "people": SMALL.people,
        "seed": SEED,
        "of_no_file": NOWHERE,
        **summary(found, merged(map(Path, files))),
    }
    sys.stdout.write(json.dumps(said, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

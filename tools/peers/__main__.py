"""All peers of all jobs, one in a process of its own (for `compare`), or the pages from a comparison:

python -m tools.peers compare COMPARISON.json [NOTE]
python -m tools.peers measure JOB PEER PEOPLE DAYS REPEATS SEED
python -m tools.peers memory JOB PEER PEOPLE DAYS SEED
python -m tools.peers pages COMPARISON.json FOLDER
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from demerit.bench.conditions import conditions
from demerit.world import folder
from tools.peers import comparison, pages, timing


def main(words: list[str]) -> None:
    """Do what the words say."""
    what, *rest = words
    if what == "compare":
        found = conditions(" ".join(rest[1:]))
        folder.write_json(Path(rest[0]), found | {"peers": comparison.compare()})
        return
    if what == "pages":
        pages.write(Path(rest[0]), Path(rest[1]))
        return
    job, peer = rest[:2]
    doing: dict[str, Callable[..., dict[str, Any]]] = {"measure": timing.measure, "memory": timing.memory}
    said = doing[what](job, peer, *map(int, rest[2:]))
    sys.stdout.write("\n" + json.dumps(said) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])

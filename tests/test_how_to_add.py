"""docs/how-to-add.md is followed, step by step, in a copy of the package; what it adds then arrives everywhere."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.runs import keeping_households
from tests.helpers.worlds import scenario

import demerit
from demerit.catalogue.events import NUMBERS
from demerit.catalogue.found import by_name
from demerit.catalogue.rights import BY_NAME
from demerit.world.simulation import World

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "how-to-add.md").read_text(encoding="utf-8")
STEP = re.compile(r"<!-- in (\S+), (after|before|in place of) `(.+?)` -->\n```\w+\n(.*?)```", re.DOTALL)
SCALE = 1_000_000  # some communities
# Everybody is listed at once, and barred; who is barred asks half of the time.
BAR = {"from": "2016-01", "share": 1.0}
LISTED: dict[str, Any] = {
    "start": "2016-01",
    "regime__rollout": None,
    "regime__points__from": "2016-01",
    "regime__learned_score": None,
    "regime__lists__blacklist__entry": {"below": 1001},
    "regime__lists__blacklist__leave": {"from": 1001},
    "regime__consequences": {
        "ordinary_train": {"list": "blacklist", "attempts": 0.3, **BAR},
        "service": {"relatives": True, **BAR},
    },
}
CODE = """
import json, sys
from tests.helpers import records
from pathlib import Path
from tests.helpers.runs import keeping_households
kept = keeping_households(sys.argv[1])
kept.__enter__()
from tests.helpers.worlds import scenario
from demerit.life.replaying import replay
from demerit.life.rules import Rules
from demerit.life.story import told
from demerit.life.warming import OfWorld
from tools.documents.catalogue import documents
from demerit.world.months import months
from demerit.world.simulation import World
from demerit.world.summary import summary

def lived(**changes):
    of = scenario(**{**json.loads(sys.argv[2]), **changes})
    world = World(of, 5, int(sys.argv[3]), until=of.start + 2)
    world.first = world.month = of.start - 1
    world.run()
    world.close()
    return world

world, spared = lived(), lived(regime__rights={"spares_children": True})
table = months(world).to_pydict()
data, rules = OfWorld(world), Rules(world.scenario.resolved())
life = {"ledger": []}
for person in range(400):
    life = told(replay(data, person), data, rules)
    if any(entry["event"] == "not_asked" for entry in life["ledger"]):
        break
with_rights = told(replay(OfWorld(spared), 0), OfWorld(spared), Rules(spared.scenario.resolved()))
print(json.dumps({
    "months": sum(v for m, v in zip(table["measure"], table["value"]) if m == "refused.minors"),
    "summary": summary(world.where, *world.reported)["refused.minors.2016"],
    "spared": summary(spared.where, *spared.reported)["refused.minors.2016"],
    "refused": summary(spared.where, *spared.reported)["refused.all.2016"],
    "life": life, "remedy": with_rights["summary"]["remedy"],
    "pages": dict(documents(Path(sys.argv[4]))),
}))
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a copy of the package says in which every step of the page was taken, as plain Python."""
    folder = tmp_path_factory.mktemp("added")
    package = Path(demerit.__file__).parent
    shutil.copytree(package, folder / "src" / "demerit", ignore=shutil.ignore_patterns("__pycache__"))
    for file, where, anchor, block in STEP.findall(PAGE):
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(f"{anchor}\n") == 1, f"{file} has no such line, or more than one: {anchor}"
        new = {"after": f"{anchor}\n{block}", "before": f"{block}{anchor}\n", "in place of": block}[where]
        path.write_text(text.replace(f"{anchor}\n", new), encoding="utf-8")
    with keeping_households(folder):  # weights of households are the same, and slow in plain Python
        World(scenario(**LISTED), 5, SCALE, until=scenario(**LISTED).start).close()
    command = [sys.executable, "-c", CODE, str(folder), json.dumps(LISTED), str(SCALE), str(ROOT / "tests")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(folder / "src"), str(ROOT))), "NUMBA_DISABLE_JIT": "1"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    out: dict[str, Any] = json.loads(done.stdout)
    return out


def test_the_page_adds_one_measure_one_event_and_one_right_that_are_not_there_yet():
    assert len(STEP.findall(PAGE)) == 9
    assert "refused.minors" not in by_name()
    assert "NOT_ASKED" not in NUMBERS
    assert "childhood" not in BY_NAME


def test_the_measure_is_counted_published_scaled_up_and_described(said):
    assert said["months"] > 0
    assert said["summary"] > said["months"]
    assert "| `refused.minors` | requests of people under 18 that the regime refused |" in said["pages"]["measures.md"]
    assert "`refused.minors`" in said["pages"]["rooms.md"].split("## M13")[1].split("## M14")[0]


def test_the_event_is_told_on_its_day_and_described(said):
    entry = next(entry for entry in said["life"]["ledger"] if entry["event"] == "not_asked")
    assert entry["demand"] == "ordinary_train"
    sentences = [sentence for year in said["life"]["years"] for sentence in year["sentences"]]
    assert any(text.endswith("the person knew better than to ask for an ordinary train.") for text in sentences)
    assert "| 999 | `not_asked` | did not ask | demand |" in said["pages"]["events.md"]


def test_the_right_does_what_it_says_is_told_and_described(said):
    assert said["spared"] == 0 < said["refused"]
    assert said["remedy"] == "nobody under 18 is refused anything"
    assert "## The right of children to be refused nothing" in said["pages"]["rights.md"]
    assert "`childhood`" in said["pages"]["rooms.md"]

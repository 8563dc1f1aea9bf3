"""What turning every number came to is counted as it came, number by number."""

import json
from pathlib import Path
from typing import Any

from tests.helpers import turning
from tests.helpers.turned import kind_of, summary
from tests.helpers.turning import Case, Turned, every, tried, unique

from demerit.scenario.turning import Bound, Moves, Number, Still

DOCS = Path(__file__).parents[1] / "docs"
NUMBER = Number(("regime", "x"), 1.0, "X.x", Moves("acts", up=True), ())
MOVED: dict[str, Any] = {"moves": True, "people": 10_000}
STUCK: dict[str, Any] = {"moves": False, "people": 100_000}


def test_a_number_is_of_the_kind_that_its_line_and_its_field_say() -> None:
    assert kind_of(NUMBER, MOVED) == "moved"
    assert kind_of(NUMBER._replace(says=Still("why")), MOVED) == "changed"
    assert kind_of(NUMBER._replace(says=Bound("why")), MOVED) == "nothing"
    assert kind_of(NUMBER, STUCK) == "left"
    assert kind_of(NUMBER, {**STUCK, "why": "cannot be turned"}) == "held"
    assert kind_of(NUMBER, None) == "waiting"


def test_what_is_counted_adds_up_and_what_is_left_is_named() -> None:
    found = {f"a regime.{n}": NUMBER for n in range(4)} | {"b regime.0": NUMBER}
    lines = {"a regime.0": MOVED, "a regime.1": {**MOVED, "needs": "rain", "people": 100_000}, "a regime.2": STUCK}
    said = summary(found, lines)
    assert {name: sum(of.values()) for name, of in said["where"].items()} == {"a": 4, "b": 1}
    assert said["where"]["a"]["moved"] == 2
    assert said["where"]["a"]["waiting"] == said["where"]["b"]["waiting"] == 1
    assert (said["needs"], said["among_more"], said["left"]) == ({"rain": 1}, 1, ["a regime.2"])


def test_every_written_number_of_a_preset_has_a_name_of_its_own() -> None:
    named = unique(["sesame-like"])
    written = [one for one in every("sesame-like") if one.written]
    assert len({key for key in named if not key.startswith("nowhere")}) == len(written)


def test_a_number_that_could_be_turned_in_one_world_is_never_said_to_be_held_by_a_check(monkeypatch) -> None:
    came = iter([Turned(NUMBER, 0.0, 2.0, 7, 7, 12), None, None, None])
    monkeypatch.setattr(turning, "turn", lambda *_: next(came))
    line = tried("a regime.0", [Case("as-told", NUMBER), Case("as-documented", NUMBER)], turning.SMALL)
    assert kind_of(NUMBER, line) == "left"
    assert (line["at_low"], line["at_high"]) == (7, 7)


def test_every_number_of_a_preset_alone_can_be_looked_at_in_every_way() -> None:
    for key, found in unique(["as-told"]).items():
        if key.startswith(turning.NOWHERE):
            for case, given, _, _ in turning.ways(found[:1], 1000):
                assert next(turning.turned(given or turning.plainly(case.preset), case.number, True), "held")


def test_every_number_that_ships_was_turned_and_none_is_left() -> None:
    assert json.loads((DOCS / "fits" / "turned.json").read_text("utf-8"))["left"] == []

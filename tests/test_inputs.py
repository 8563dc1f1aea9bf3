"""What nobody knows is called by words that a reader understands, each by its own."""

import re

import pytest

from demerit.report.inputs import SAID, in_words
from demerit.scenario import load
from demerit.scenario.problems import dotted
from demerit.scenario.shipped import names_in
from demerit.scenario.unknowns import unknowns


def said(name: str) -> dict[str, str]:
    scenario = load(name, assume=True)
    regime = scenario.regime.model_dump(mode="json", by_alias=True)
    return {(key := dotted(one.path)): in_words(key, regime) for one in unknowns(scenario)}


@pytest.mark.parametrize("name", names_in("presets"))
def test_every_unknown_that_ships_has_words_of_its_own(name: str) -> None:
    found = said(name)
    assert [key for key, text in found.items() if text == key] == []
    assert [text for text in found.values() if re.search(r"[_*]|\w\.\w", text)] == []
    assert len(set(found.values())) == len(found)
    assert all(len(text) < 90 for text in found.values())


def test_no_words_are_kept_for_what_nobody_asks():
    keys = {key for name in names_in("presets") for key in said(name)}
    # Lists that begin, end or are changed as a whole (`report.changes`, `report.compared.naming`).
    keys |= {"regime.enforcement.critics.rules", "regime.rights.objecting.schooling"}
    assert [pattern for pattern, _ in SAID if not any(re.fullmatch(pattern, key) for key in keys)] == []


def test_what_has_no_words_is_called_by_its_key():
    assert in_words("regime.opinion.signal.share", {}) == "regime.opinion.signal.share"
    told = said("as-told")
    assert told["regime.rules.2.points"] == "points for: criticising the government"
    assert told["regime.detention.1.days"] == "how long people are detained in Xinjiang for: criticising the government"

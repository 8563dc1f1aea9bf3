"""What nobody knows has room to move: how far is said of every assumed number that ships, with a reason, and can be so.

A scenario drawn from the ranges is one that `check` would let pass.
"""

import copy
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.helpers.commands import demerit

from demerit.scenario import Scenario, ScenarioError, load
from demerit.scenario.capping import cap, cap_regime, cap_society
from demerit.scenario.changing.plain import held
from demerit.scenario.checks import check_regime, check_society
from demerit.scenario.checks.sight import most_seen
from demerit.scenario.loading import built
from demerit.scenario.problems import Path, dotted
from demerit.scenario.regime import Regime
from demerit.scenario.shipped import names_in
from demerit.scenario.society import Society
from demerit.scenario.turning import numbers
from demerit.scenario.unknowns import Unknown, drawn, spread, unknowns, without_range, without_reason
from demerit.vocabulary import CONDUCT

PRESETS = names_in("presets")
SOCIETIES = {
    "china": "sesame-like",
    "germany": "schufa-like",
}  # a small preset of each


@lru_cache
def preset(name: str) -> Scenario:
    return load(name, assume=True)


@lru_cache
def plain_of(name: str) -> dict[str, Any]:
    return preset(name).model_dump(mode="json", by_alias=True)


def at(name: str, values: dict[Path, float]) -> dict[str, Any]:
    """The plain data of a preset with other values for what nobody knows, nothing taken back yet."""
    plain = copy.deepcopy(plain_of(name))
    for path, value in spread(plain, known(name), values).items():
        held(plain, path[:-1])[path[-1]] = value
    return plain


@lru_cache
def known(name: str) -> list[Unknown]:
    return unknowns(preset(name))


def wrong(name: str, one: Unknown, value: float) -> list[str]:
    """What `check` has to say where one unknown has another value: of the society or of the regime, as that may be."""
    plain, months = at(name, {one.path: value}), preset(name).months
    if one.path[0] == "society":
        cap_society(plain["society"])
        return [str(found) for found in check_society(Society.model_validate(plain["society"]))]
    cap_regime(plain["regime"], months)
    return [str(found) for found in check_regime(Regime.model_validate(plain["regime"]), preset(name).society, months)]


def ours(name: str) -> list[Unknown]:
    """The unknowns of a preset; those of its society with one preset only."""
    return [one for one in known(name) if one.path[0] != "society" or name in SOCIETIES.values()]


@pytest.mark.parametrize("name", PRESETS)
def test_every_assumed_number_that_ships_says_how_far_it_may_be_off_and_why(name: str) -> None:
    assert [dotted(path) for path in without_range(preset(name))] == []
    assert [dotted(path) for path in without_reason(preset(name))] == []


@pytest.mark.parametrize("name", PRESETS)
def test_a_reader_has_some_dozens_of_unknowns_before_them_and_not_hundreds(name: str) -> None:
    found = known(name)
    assert len({one.path for one in found}) == len(found)
    assert 60 <= len(found) <= 170
    assert all(one.note for one in found)


@pytest.mark.parametrize("name", PRESETS)
def test_each_end_of_each_range_is_possible(name: str) -> None:
    for one in ours(name):
        for end in (one.low, one.high):
            assert wrong(name, one, end) == [], f"{dotted(one.path)} at {end:g}"


@settings(max_examples=6, deadline=None)
@given(st.sampled_from(PRESETS), st.randoms(use_true_random=False))
def test_whatever_is_drawn_together_is_possible(name: str, random: Any) -> None:
    values = {one.path: one.at(random.random()) for one in known(name)}
    assert drawn(preset(name), values).months == preset(name).months


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_all_ends_together_are_possible(share: float) -> None:
    values = {one.path: one.at(share) for one in known("as-told")}
    regime = drawn(preset("as-told"), values).regime
    assert max(most_seen(regime, conduct, preset("as-told").months) for conduct in CONDUCT) <= 1.0 + 1e-9


def changed(name: str, values: dict[Path, float]) -> dict[Path, tuple[float, float]]:
    """Which numbers another value moves: before and after."""
    before = {number.path: number.value for number in numbers(preset(name))}
    after = {number.path: number.value for number in numbers(drawn(preset(name), values))}
    return {path: (before[path], after[path]) for path in before if after[path] != before[path]}


def one_of(name: str, key: str) -> Unknown:
    return next(one for one in known(name) if dotted(one.path) == key)


def test_a_range_moves_its_number_alone():
    one = one_of("as-told", "regime.fear.listing")
    assert changed("as-told", {one.path: 30}) == {one.path: (25, 30)}


def test_a_factor_moves_all_numbers_of_its_mapping_by_itself():
    one = one_of("as-told", "regime.data_sources.social.sees")
    moved = changed("as-told", {one.path: 0.5})
    assert {dotted(path).rsplit(".", 1)[1] for path in moved} == {"criticism", "loyalty", "demonstration"}
    assert all(after == pytest.approx(before / 2) for before, after in moved.values())


def test_a_name_moves_all_numbers_of_that_name_and_none_that_says_otherwise():
    one = one_of("as-told", "regime.data_sources.*.wrong_person_rate")
    moved = changed("as-told", {one.path: 2})
    assert {path[2] for path in moved} >= {
        "administration",
        "payments",
        "search",
        "social",
        "police",
        "camera",
        "health",
    }
    assert all(after == pytest.approx(2 * before) for before, after in moved.values())
    assert ("regime", "data_sources", "camera", "wrong_person_rate", 1) not in moved  # has a range of its own


def test_what_was_found_or_fitted_stays_where_it_is():
    one = one_of("as-documented", "regime.organisations.data_sources.*.coverage")
    moved = changed("as-documented", {one.path: 0.8})
    assert {path[3] for path in moved} == {"tax", "courts"}  # that of the registrar is fitted
    homes = {str(path[-1]) for path in one_of("as-documented", "society.people.homes").members}
    assert homes == {"both", "institution", "stays", "students", "pairs", "pairs_alone"}  # all others are fitted


def test_shares_never_pass_one_and_whole_numbers_stay_whole():
    every = {one.path: one.high for one in known("as-told")}
    after = {number.path: number.value for number in numbers(drawn(preset("as-told"), every))}
    assert max(value for path, value in after.items() if "coverage" in path) == 1.0
    assert after["regime", "rules", 0, "points"] == -1
    halves = drawn(preset("as-told"), {one_of("as-told", "regime.rules.0.points").path: -7.4})
    assert halves.regime.rules[0].points == -7


def test_a_range_is_walked_evenly_and_a_factor_by_its_logarithm():
    even, ratio = Unknown(("a",), 1, 5, False, ()), Unknown(("b",), 0.25, 4, True, ())
    assert even.at(0.5) == 3
    assert ratio.at(0.5) == pytest.approx(1)
    for one in (even, ratio):
        assert (one.at(0), one.at(1)) == (one.low, one.high)
        assert all(one.at(low / 10) < one.at(high / 10) for low, high in pairwise(range(11)))


def test_together_all_sources_see_at_most_all_there_is():
    critics = one_of("as-told", "regime.enforcement.critics.factor")
    plain = at("as-told", {critics.path: critics.high})
    cap(plain, preset("as-told").months)
    assert 1 < plain["regime"]["enforcement"]["critics"]["factor"] < critics.high
    before, after = plain_of("as-told")["regime"], plain["regime"]
    assert after["data_sources"] == before["data_sources"]  # only the attention gives way
    cap(after := copy.deepcopy(plain_of("as-told")), preset("as-told").months)
    assert after == plain_of("as-told")  # nothing is too much as it is


def own(**changes: Any) -> dict[str, Any]:
    data = preset("as-told").resolved()
    data["regime"]["hardship"] = {"credit": {"value": 25, "mark": "assumed", **changes}}
    return data


def test_a_number_lies_within_its_own_range_and_a_name_is_one_of_something():
    with pytest.raises(ScenarioError, match="lies outside its own range, 30 to 40"):
        built(own(range=[30, 40]))
    data = own()
    data["regime"]["hardship"]["together"] = {"credits": {"times": [0.5, 2]}}
    with pytest.raises(ScenarioError, match="is no name of anything in here; did you mean `credit`"):
        built(data)


def test_an_own_scenario_is_told_how_many_numbers_do_not_say_it(tmp_path):
    demerit("new", own := tmp_path / "own.yaml", "--from", "as-told")
    text = own.read_text(encoding="utf-8")
    code, said, _ = demerit("check", own)
    assert (code, len(said.splitlines())) == (0, 1)
    own.write_text(text.replace("listing: {value: 25, range: [0, 76],", "listing: {value: 25,"), encoding="utf-8")
    code, said, _ = demerit("check", own)
    assert (code, len(said.splitlines())) == (0, 2)
    assert "1 assumed number does not say how far off" in said
    assert "regime.fear.listing" in said


def test_a_shipped_scenario_that_does_not_say_it_is_refused(monkeypatch):
    monkeypatch.setattr("demerit.scenario.unknowns.without_range", lambda said: [("regime", "fear", "listing")])
    code, _, errors = demerit("check", "as-told")
    assert code == 2
    assert "regime.fear.listing" in errors

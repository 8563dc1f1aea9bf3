"""Parts of mechanisms: each switched off equals its absence, to the bit, and switched on does not.

Whole mechanisms: `test_mechanisms.py`, `test_refusals.py`.  Rows (M02 and so on) are those of docs/mechanisms.md.
"""

import json
from functools import lru_cache
from typing import Any

import pytest
from tests.helpers.as_told import HEALTH_ALWAYS, NEXT_TO_NOTHING, rules, sources, told
from tests.helpers.early import FROM, LATER, bars, favours, lived, scores
from tests.helpers.organisations import BOOK, closely, covered_by, representing
from tests.helpers.organisations import lived as with_organisations
from tests.helpers.worlds import OBJECTING, same

Changes = dict[str, Any]


def attention(factor: float, since: str = FROM) -> Changes:
    """Camera and police watch the minority so many times as closely, everywhere."""
    rule = {"group": "minority", "factor": factor, "sources": ["camera", "police"], "from": since}
    return {"regime__enforcement__groups": [rule]}


def critics(factor: float) -> Changes:
    return {"regime__enforcement__critics__factor": factor}


def detained(since: str) -> Changes:
    rule = {"conduct": "criticism", "source": "social", "days": 30, "share": 1.0, "from": since}
    return {"regime__detention": [rule]}


def handed_over(share: float) -> Changes:
    return {"regime__data_sources__social__hands_over": share}


def clean_year(bonus: int | None) -> Changes:
    return {"regime__points__clean_year": bonus}


def entry(below: int) -> Changes:
    """Nobody falls below a single point."""
    return {"regime__lists__blacklist": {"entry": {"below": below}}}


def published(since: str | None) -> Changes:
    return {"regime__lists__blacklist__published": since and {"from": since}, "regime__fear__neighbours": 127}


def attempts(often: float) -> Changes:
    return {"regime__consequences": {name: {**bar, "attempts": often} for name, bar in bars().items()}}


def rights(**given: Any) -> Changes:
    return {"regime__rights": given}


def listing(**given: Any) -> Changes:
    """The blacklist with values changed; None takes one away."""
    black = {**told("lists.blacklist"), "least_days": 30, **given}
    return {"regime__lists__blacklist": {name: value for name, value in black.items() if value is not None}}


def fraud_seen(share: float) -> Changes:
    """The tax office sees so much of fraud, for which there is a rule without points."""
    seen = sources()
    seen["tax"] = {"coverage": 1.0, "sees": {"fraud": share}}
    return {"regime__data_sources": seen, "regime__rules": [*rules(), {"id": "fraud", "conduct": "fraud", "points": 0}]}


def fraud_lists(share: float) -> Changes:
    """And it is a ground for listing."""
    return {**fraud_seen(share), "regime__lists__blacklist__grounds": ["demonstration", "fraud"]}


def travel_pass(**given: Any) -> Changes:
    barred = bars()
    barred["flight"]["health_pass"] = True
    return {"regime__health_pass": {"from": "2013-01", "invalid_days": 60, **given}, "regime__consequences": barred}


def score(**changes: Any) -> Changes:
    return {"regime__commercial_scores": scores(**changes)}


def reading(**weights: int) -> Changes:
    return score(points={"open_loans": 10, "arrears": -90, "judgment": -150, **weights}, reports_below=0)


UNREAD: Changes = {"regime__consequences": {}}
REPEATED: Changes = {"entry": {"below": 999}, "leave": {"from": 999}}  # many enter, leave and enter again
MANY_RED: Changes = {"regime__lists__redlist": {"entry": {"from": 1010}, "leave": {"below": 1005}}}
OWN: Changes = {"points": {"open_loans": 10}, "reports_below": 0}  # a score that nothing lowers: 580 is the least

# row and part, switched off, taken out, switched on
PARTS: list[tuple[str, Changes, Changes, Changes]] = [
    ("M01 a bonus for clean years", clean_year(0), clean_year(None), clean_year(15)),
    (
        "M08 what a score refuses",
        score(**OWN, refuses={"credit": 500}),
        score(**OWN, refuses={}),
        score(**OWN, refuses={"credit": 650}),
    ),
    (
        "M08 what a score reports",
        score(**{**OWN, "reports_below": 500}),
        score(**OWN),
        score(**{**OWN, "reports_below": 650}),
    ),
    ("M08 what a score reads", reading(health=-200), reading(), reading(listed_contacts=-200)),  # nobody lacks a pass
    ("M09 what a platform keeps", handed_over(1.0), {}, handed_over(0.5)),
    ("M10 blacklist", {**UNREAD, **entry(1)}, {**UNREAD, "regime__lists__blacklist": None}, {**UNREAD, **entry(920)}),
    ("M10 a single ground", fraud_lists(NEXT_TO_NOTHING), fraud_seen(NEXT_TO_NOTHING), fraud_lists(0.5)),
    (
        "M10 more days for a repetition",
        listing(**REPEATED, repeat_days=0),
        listing(**REPEATED, repeat_days=None),
        listing(**REPEATED, repeat_days=365),
    ),
    ("M10 a threshold to leave", listing(leave={"from": 960}), listing(leave=None), listing(leave={"from": 1000})),
    ("M11 publication to come", published(LATER), published(None), published(FROM)),
    ("M12 attempts", attempts(1.0), {}, attempts(2.5)),
    (
        "M12 favours",
        {**MANY_RED, "regime__favours": favours(LATER)},
        {**MANY_RED, "regime__favours": []},
        MANY_RED,
    ),
    ("M12 detention", detained(LATER), {"regime__detention": []}, detained(FROM)),
    (
        "M14 terms of rights that nobody has",
        rights(objection_days=99, suspends=True, upheld=1.0),
        rights(),
        rights(notice=True, objection=True, objecting=OBJECTING),
    ),
    ("M14 warnings", rights(warnings=["curfew_breach"]), rights(), rights(warnings=["road_crossing"])),
    ("M14 review of penalties", rights(human_review=0.0), rights(), rights(human_review=1.0)),
    ("M14 grace", rights(grace_days=0, corrected_in_time=True), rights(), rights(grace_days=30)),
    ("M15 what refusals cost", {"regime__hardship": {"credit": 0, "job": 0}}, {"regime__hardship": None}, {}),
    ("M16 attention to a group", attention(1.0), {"regime__enforcement__groups": []}, attention(2.0)),
    ("M16 attention to come", attention(2.0, LATER), {"regime__enforcement__groups": []}, attention(2.0)),
    (
        "M18 a pass that is over",
        {**HEALTH_ALWAYS, **travel_pass(until="2013-12")},
        HEALTH_ALWAYS,
        {**HEALTH_ALWAYS, **travel_pass()},
    ),
    ("M25 attention to critics", critics(1.0), {"regime__enforcement__critics": {"known_days": 730}}, critics(2.0)),
]


@pytest.mark.parametrize(("off", "absent", "on"), [case for _, *case in PARTS], ids=[row for row, *_ in PARTS])
def test_a_part_switched_off_equals_the_part_taken_out_and_switched_on_it_does_not(off, absent, on):
    without = lived(**absent)
    assert same(lived(**off), without)
    assert not same(lived(**on), without)


def by_act(**changes: Any) -> Changes:
    """Ratings follow, and nothing rests on them: listed for an act, refused for being listed."""
    listed = {name: {"listed": True, "from": FROM} for name in BOOK["consequences"]}
    return closely(blacklist={"grounds": ["pollution"], "from": FROM}, consequences=listed, tax=None, **changes)


def refusing(share: float) -> Changes:
    return {name: {**bar, "share": share} for name, bar in BOOK["consequences"].items()}


def inspected(factor: float) -> Changes:
    return covered_by(0.2, inspection={"ratings": ["C", "D"], "from": FROM, "factor": factor})


def suspended(**changes: Any) -> Changes:
    return closely(suspension={**BOOK["suspension"], **changes})


def owner(points: int) -> Changes:
    """While its owner is on the people's blacklist, an organisation has fewer points."""
    return closely(spillover={"owner": {"points": points, "from": FROM}})


def answering(*demands: str) -> Changes:
    """The owner of a listed organisation is refused these."""
    return closely(spillover=representing(*demands))


# the same for what a regime does with organisations
ORGANISED: list[tuple[str, Changes, Changes, Changes]] = [
    ("M13 an owner who drags it down", owner(points=0), closely(), owner(points=-30)),
    ("M13 an owner who answers for it", answering(), closely(), answering("flight", "high_speed")),
    ("M13 people without an income", suspended(owner_hardship=0), closely(), suspended(owner_hardship=40)),
    ("M19 ratings", by_act(rating__from=LATER), by_act(rating=None), by_act()),
    ("M20 refusals", closely(consequences=refusing(0.0)), closely(consequences={}), closely()),
    ("M20 fines", closely(fines=[{"conduct": "tax_default", "from": LATER}]), closely(fines=[]), closely()),
    ("M20 a higher tax", closely(tax__from=LATER), closely(tax=None), closely()),
    ("M20 inspection", inspected(1.0), covered_by(0.2), inspected(5.0)),
    ("M20 a suspended licence", suspended(**{"from": LATER}), closely(suspension=None), closely()),
]


@lru_cache(maxsize=32)
def left_behind(section: str) -> int:
    """The state of everybody, people and organisations, under a regime with this section."""
    return with_organisations(json.loads(section), 15).people.digest()


@pytest.mark.parametrize(("off", "absent", "on"), [case for _, *case in ORGANISED], ids=[row for row, *_ in ORGANISED])
def test_a_part_about_organisations_switched_off_equals_the_part_taken_out_and_switched_on_it_does_not(off, absent, on):
    """What is only counted (who would be inspected) may differ; what happens to anybody does not."""
    one, without, other = (left_behind(json.dumps(section, sort_keys=True)) for section in (off, absent, on))
    assert one == without != other

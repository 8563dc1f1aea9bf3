"""What a mechanism works through, held fixed: the effect vanishes to the bit; let go, it is there.

Each case names two settings of the mechanism and what holds fixed that through which it works.  Rows (M01 and so on)
are those of docs/mechanisms.md; rows whose mediator is tested elsewhere are named there.
"""

from typing import Any

import pytest
from tests.helpers import fearing
from tests.helpers.as_told import HEALTH_ALWAYS, NEXT_TO_NOTHING, rules, sources
from tests.helpers.early import FROM, NUMB, bars, faultless, favours, lived, scores
from tests.helpers.organisations import closely, counted
from tests.helpers.organisations import lived as with_organisations
from tests.helpers.worlds import at_end, plain, same, scenario, total, world

from demerit.month.organisation_state import marks_of, rating_in
from demerit.month.state import DETAINED, STATE
from demerit.vocabulary import SOURCES, TIERS
from demerit.world.simulation import World

Changes = dict[str, Any]
STATE_AND_ACTS: tuple[str, ...] = ()  # sums of what is recorded may differ, anybody and what they do may not
WITHOUT_LISTS: Changes = {"regime__lists": None, "regime__consequences": {}, "regime__favours": []}
NO_ORGANISATIONS: Changes = {"regime__organisations": None}
NOBODY_LISTED: Changes = {
    "regime__lists__blacklist": {"grounds": ["fraud"]},
    "regime__data_sources": {**sources(), "tax": {"coverage": NEXT_TO_NOTHING, "sees": {"fraud": 1.0}}},
    "regime__rules": [*rules(), {"id": "fraud", "conduct": "fraud", "points": 0}],
}


def doubled() -> Changes:
    return {"regime__rules": [{**rule, "points": 2 * rule["points"]} for rule in rules()]}


def noisier() -> Changes:
    return {"regime__rules": rules(music=-200)}


def watching(coverage: float) -> Changes:
    """How much the search engine sees; it takes nobody for another, or somebody else's mistake would be theirs."""
    return {
        "regime__data_sources__search__coverage": coverage,
        "regime__data_sources__search__wrong_person_rate": [0.0, 0.0],
    }


def cameras(millions: float) -> Changes:
    return {"regime__data_sources__camera__cameras": millions}


def entry(below: int) -> Changes:
    return {"regime__lists__blacklist__entry": {"below": below}, "regime__lists__blacklist__leave": None}


def red(since: int) -> Changes:
    return {"regime__lists__redlist": {"entry": {"from": since}, "leave": {"below": since - 5}}}


def attention(factor: float) -> Changes:
    rule = {"group": "minority", "factor": factor, "sources": ["camera", "police"], "from": FROM}
    return {"regime__enforcement__groups": [rule]}


def rights(**given: Any) -> Changes:
    return {"regime__rights": {"notice": True, "objection_days": 20, "suspends": True, **given}}


def costs(level: int) -> Changes:
    return {"regime__hardship": {"credit": level, "job": level, "fine": level}}


def travel_pass(days: int) -> Changes:
    return {"regime__health_pass": {"from": FROM, "invalid_days": days}}


def for_journeys() -> Changes:
    return {"regime__consequences": {name: {**bar, "health_pass": True} for name, bar in bars().items()}}


def penalties(*given: dict[str, Any]) -> Changes:
    return {"regime__automatic_penalties": list(given)}


def luxury(below: int) -> Changes:
    """The company refuses credit to none and luxury below a score."""
    return {"regime__commercial_scores": scores(refuses={"luxury": below}, reports_below=0)}


def weighing(arrears: int) -> Changes:
    return {"regime__commercial_scores": scores(points={"arrears": arrears})}


def unmoved(*what: str) -> Changes:
    """A society whose conduct and demands do not depend on these feelings."""
    society = plain("as-told")["society"]
    kinds = [(part, name) for part in ("conduct", "demand") for name in society[part]]
    return {f"society__{part}__{name}__{feeling}": 0.0 for part, name in kinds for feeling in what}


NOBODY_PRESSED: Changes = {
    **unmoved("hardship"),
    "society__lending__default_at_hardship": 0.0,
    "society__lending__declined_at_hardship": 0.0,
    "society__lending__cure_a_month": 0.0,  # hardship delays it, whatever the scenario says
    "society__lending__perform_a_month": 0.0,
    "society__fines__unpaid_at_hardship": 0.0,
}
FEARLESS: Changes = {**unmoved("fear"), "society__lending__default_fear": 0.0, "society__opinions__fear": 0.0}
NO_ARREARS: Changes = {"society__lending__default_a_month": 0.0, "society__lending__default_at_hardship": 0.0}
NEVER_DECLINED: Changes = {
    "society__lending__declined_by_income": [0.0] * 5,
    "society__lending__declined_at_hardship": 0.0,
    "society__work__declined": 0.0,
}
BLIND: Changes = {
    "regime__data_sources__camera__cameras": NEXT_TO_NOTHING,
    "regime__data_sources__camera__false_record_rate": 0.0,
    "regime__data_sources__police__coverage": NEXT_TO_NOTHING,
    "regime__data_sources__police__false_record_rate": 0.0,
}
CROSSING = {"source": "camera", "conduct": "road_crossing", "from": FROM}

# row and mechanism; what it works through; that held fixed; two settings; what of anybody's state the mechanism itself
# writes, while the rest of it and all acts must agree (None: everybody's state and every sum of every month must)
CASES: list[tuple[str, str, Changes, Changes, Changes, tuple[str, ...] | None]] = [
    (
        "M01 points",
        "what reads them",
        {**WITHOUT_LISTS, **NO_ORGANISATIONS},
        {},
        doubled(),
        ("points",),
    ),
    (
        "M02 a rule",
        "records",
        {"regime__data_sources": sources("loud_music", false_record_rate=0.0)},
        {},
        noisier(),
        None,
    ),
    ("M05 a data source", "rules", {"regime__rules": rules(search=0)}, watching(0.1), watching(0.9), STATE_AND_ACTS),
    (
        "M06 cameras",
        "what they cover",
        {"regime__data_sources__camera__full_at": 0.001},
        cameras(100.0),
        cameras(600.0),
        None,
    ),
    (
        "M06 automatic penalties",
        "cost, fear, grudge and fines left unpaid",
        {**NUMB, "regime__data_sources": sources("unpaid_fine")},
        penalties(),
        penalties(CROSSING),
        STATE_AND_ACTS,
    ),
    ("M08 what a score weighs", "arrears", NO_ARREARS, weighing(-90), weighing(-400), None),
    ("M08 what a score refuses", "cost, fear and grudge", NUMB, luxury(351), luxury(700), STATE_AND_ACTS),
    (
        "M10 blacklist",
        "what reads it",
        {
            **{"regime__consequences": {}, "regime__lists__blacklist__published": None},
            **{**NUMB, **NO_ORGANISATIONS},
        },
        entry(920),
        entry(960),
        ("marks", "entries"),
    ),
    ("M10 red list", "favours", {"regime__favours": []}, red(1050), red(1010), ("marks",)),
    (
        "M12 refusals",
        "the list",
        NOBODY_LISTED,
        {"regime__consequences": bars(0.0)},
        {"regime__consequences": bars(1.0)},
        None,
    ),
    (
        "M12 a refusal",
        "cost, fear and grudge",
        NUMB,
        {"regime__consequences": bars(0.0, "flight")},
        {"regime__consequences": bars(1.0, "flight")},
        ("marks",),  # whoever is refused knows of the listing
    ),
    (
        "M12 favours",
        "an ordinary no",
        {**NEVER_DECLINED, **red(1010)},
        {"regime__favours": []},
        {"regime__favours": favours(), **red(1010)},
        None,
    ),
    (
        "M14 objections",
        "wrong records",
        {"regime__data_sources": faultless()},
        rights(objection=False),
        rights(objection=True, objecting={"justified": 1.0}, upheld=1.0),
        None,
    ),
    (
        "M14 review",
        "wrong penalties",
        {"regime__data_sources": faultless()},
        rights(human_review=0.0),
        rights(human_review=1.0),
        None,
    ),
    (
        "M14 warnings",
        "records",
        {"regime__data_sources": sources("road_crossing", false_record_rate=0.0)},
        rights(),
        rights(warnings=["road_crossing"]),
        None,
    ),
    ("M15 what refusals cost", "hardship", NOBODY_PRESSED, costs(0), costs(60), ("hardship",)),
    ("M16 attention to a group", "records", BLIND, attention(0.5), attention(2.0), None),
    ("M18 a health pass", "journeys refused for it", HEALTH_ALWAYS, travel_pass(7), travel_pass(120), ("marks",)),
    (
        "M22 pressure by fear",
        "what fear moves",
        FEARLESS,
        fearing.own(0),
        fearing.own(80),
        ("fear",),
    ),
    (
        "M25 attention to critics",
        "known critics",
        {"regime__data_sources": sources("criticism", false_record_rate=0.0)},
        {"regime__enforcement__critics__factor": 1.2},
        {"regime__enforcement__critics__factor": 2.0},
        None,
    ),
]
LET_GO: dict[str, Changes] = {"M18 a health pass": {**HEALTH_ALWAYS, **for_journeys()}, "M12 favours": red(1010)}


def alike(one: World, other: World, own: tuple[str, ...] | None) -> bool:
    """Whether two worlds are the same to the bit, but for what of anybody the mechanism itself writes down."""
    if own is None:
        return same(one, other)
    rest = [name for name in STATE.names or () if name not in own]
    acts = all((a["acts"] == b["acts"]).all() for (_, a), (_, b) in zip(one.history, other.history, strict=True))
    return acts and all((one.people.state[name] == other.people.state[name]).all() for name in rest)


@pytest.mark.parametrize(
    ("row", "held", "less", "more", "own"),
    [(row, *case) for row, _, *case in CASES],
    ids=[f"{row}: {through}" for row, through, *_ in CASES],
)
def test_with_its_mediator_held_fixed_a_mechanism_moves_nobody(row, held, less, more, own):
    assert alike(lived(**{**less, **held}), lived(**{**more, **held}), own)
    let_go = LET_GO.get(row, {})
    assert not alike(lived(**{**less, **let_go}), lived(**{**more, **let_go}), own)


def of_source(of: World, field: str, name: str) -> int:
    return int(total(of, field)[..., SOURCES.index(name)].sum())


def test_m06_where_nobody_is_taken_for_another_more_cameras_punish_nobody_wrongly():
    right: Changes = {"regime__data_sources": faultless()}
    few, many = (lived(**{**right, **cameras(millions)}) for millions in (50.0, 600.0))
    assert of_source(few, "penalties_correct", "camera") < of_source(many, "penalties_correct", "camera")
    assert of_source(many, "penalties_wrong", "camera") == 0 < of_source(lived(), "penalties_wrong", "camera")


def test_m09_a_platform_works_through_what_reaches_the_file_however_it_is_kept_from_it():
    """Half of what it sees, handed over by half of its users or seen of half of them: the same world."""

    def social(**changes: Any) -> World:
        return lived(**{f"regime__data_sources__social__{name}": value for name, value in changes.items()})

    kept, unseen = social(coverage=0.8, hands_over=0.5), social(coverage=0.4)
    assert same(kept, unseen)
    assert not same(kept, social(coverage=0.8))


def test_m16_where_detention_costs_and_frightens_nobody_it_moves_only_those_it_removes():
    """Nobody at home, in the community or in the province becomes another person for it, to the bit."""
    rule = {"conduct": "criticism", "source": "social", "days": 7000, "share": 1.0, "from": FROM}

    def world_of(cost: int, *rules_of: dict[str, Any]) -> World:
        # and nobody listens: who is detained says nothing, and others would hear less
        alone = {**NUMB, **NO_ORGANISATIONS, "society__opinions": None, "regime__data_sources": faultless()}
        return lived(**{**alone, "regime__hardship": {"detention": cost}}, regime__detention=list(rules_of))

    free, held, felt = world_of(0), world_of(0, rule), world_of(40, rule)
    others = held.people.state["marks"] & DETAINED == 0
    taken = int(total(held, "detentions").sum() - at_end(held, "detentions").sum())  # the last are taken next month
    gone = taken - int((~others).sum())  # who died in detention is no longer held
    assert (~others).sum() > 100
    assert gone < 5
    assert (free.people.state[others] != held.people.state[others]).sum() <= gone
    assert (free.people.state[others] != felt.people.state[others]).sum() > 100


def test_m17_a_roll_out_of_nothing_moves_nobody():
    def covering(last: str, **regime: Any) -> World:
        tiers = {tier: [FROM, last] for tier in TIERS}
        return world(scenario(regime={**regime, "rollout": {"tiers": tiers}}), 18, scale=100_000)

    early, late = covering("2014-06"), covering("2021-12")
    assert total(early, "covered").sum() > total(late, "covered").sum()
    assert early.people.digest() == late.people.digest()
    law = {name: part for name, part in plain("as-told")["regime"].items() if name != "rollout"}
    assert covering("2014-06", **law).people.digest() != covering("2021-12", **law).people.digest()


def test_m22_where_fear_moves_nothing_nothing_is_avoided_and_nothing_given_up():
    """Both sides of the table hang on the same thread."""
    heeding = {**fearing.own(80), "society__lending__default_fear": -0.9}
    calm, timid = lived(**{**heeding, **FEARLESS}), lived(months=24, **heeding)
    for field in ("loans_defaults_avoided", "self_censored"):
        assert total(calm, field).sum() == 0 < total(timid, field).sum(), field
    assert at_end(calm, "fear").sum() > 0


# Organisations.


def companies(of: World, *but: str) -> bytes:
    """What organisations did, month by month, and what is left of each but some parts of its state."""
    acts = b"".join(sums["acts"].sum(axis=1).tobytes() for sums in of.org_history)
    kept = [of.people.orgs[name].tobytes() for name in of.people.orgs.dtype.names if name not in but]
    return acts + b"".join(kept)


def test_m04_what_kind_an_organisation_is_matters_through_what_its_kind_does_alone():
    """Where all kinds do the same, it is a word in the register, and the same organisations are listed."""
    society = plain("as-told")["society"]["organisations"]
    doing = [(part, name) for part in ("conduct", "demand") for name in society[part]]
    same_doing = {f"society__organisations__{part}__{name}__kind": [1.0, 1.0, 1.0] for part, name in doing}

    def of_kind(kind: str, **changes: Any) -> World:
        shares = {name: float(name == kind) for name in ("domestic", "foreign", "nonprofit")}
        employing = {"small": 0.9, "medium": 0.1}
        alike = {
            "society__organisations__kinds": shares,
            "society__organisations__sizes": employing,
            "society__organisations__without_income": 0.0,
        }
        return with_organisations(closely(), 12, **alike, **changes)

    everywhere = {f"society__organisations__conduct__{name}__sector": [1.0] * 8 for name in society["conduct"]}
    everywhere |= {f"society__organisations__demand__{name}__sector": [1.0] * 8 for name in society["demand"]}
    held, go = ([of_kind(kind, **more) for kind in ("domestic", "nonprofit")] for more in (same_doing | everywhere, {}))
    assert companies(held[0]) == companies(held[1])
    assert companies(go[0]) != companies(go[1])
    stocks = [counted(w, "blacklist_stock") for w in held]
    assert stocks[0][0] == stocks[1][2] > 0 == stocks[0][2]


def test_m19_a_rating_that_nothing_rests_on_and_nobody_fears_moves_no_organisation():
    idle: Changes = {"blacklist": None, "suspension": None, "consequences": {}, "tax": None, "caution__rating": 0}

    def rated(c: int, **changes: Any) -> World:
        return with_organisations(closely(rating__bands={"A": 90, "B": 70, "M": 70, "C": c, "D": 0}, **changes), 15)

    few, many = rated(40, **idle), rated(65, **idle)
    assert companies(few, "marks") == companies(many, "marks")
    assert (rating_in(marks_of(few.people.orgs)) != rating_in(marks_of(many.people.orgs))).any()
    assert companies(rated(40), "marks") != companies(rated(65), "marks")

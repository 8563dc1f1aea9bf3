"""Europe: a private score, the article's warning, the same under European law, and a claw-back of benefits.

Directions were written down before the worlds were run.
"""

import copy
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.helpers.commands import demerit
from tests.helpers.figures import rising
from tests.helpers.marks import leaves, marked
from tests.helpers.worlds import at_end, same, total, world

from demerit.calendar import month_of
from demerit.life.ledger import entries
from demerit.life.replaying import replay, replay_community
from demerit.life.rules import Rules
from demerit.life.sentences import events
from demerit.life.warming import OfWorld
from demerit.scenario import Scenario, ScenarioError, load
from demerit.scenario.census import provinces
from demerit.scenario.loading import text_of_preset
from demerit.scenario.references import references
from demerit.vocabulary import ARREARS, CAUSES, DEMANDS
from demerit.world.simulation import World

NAMES = ("schufa-like", "europe-as-told", "europe-with-rights", "benefits-clawback")
MONTHS = 36
MAJORITY, MINORITY = 0, 1
BAN = month_of("2025-02")
FIELDS = {"fines": "fines", "shunned": "opinion_shunned"}
DOCS = Path(__file__).parents[1] / "docs"
HEALTH, COMMERCIAL = CAUSES.index("health"), CAUSES.index("commercial")


def preset(name: str, **changes: Any) -> Scenario:
    """A preset with what it suggests, and with values changed; keys dotted with `__`, None takes a value away."""
    data = copy.deepcopy(load(name, assume=True).resolved())
    if "enforcement__groups" in changes:
        data["interventions"] = []  # the first one changes a rule that may no longer be there
    for key, value in changes.items():
        *path, last = key.split("__")
        holder: Any = data["regime"]
        for step in path:
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        holder[last] = value
        if value is None:
            del holder[last]
    return Scenario.from_resolved(data)


def lived(name: str, months: int = MONTHS, **changes: Any) -> World:
    return world(preset(name, **changes), months)


@lru_cache(maxsize=2)
def whole(name: str) -> World:
    """A European preset to its end."""
    return lived(name, len(load(name).months))


def test_presets_say_in_real_time_what_the_law_says_so_and_of_whom_their_people_are():
    """It was "at once", which was read as "all together", and "counts not Dutch", which nobody could read."""
    rights, benefits = load("europe-with-rights"), load("benefits-clawback")
    assert "an authority that fines have faces recognised in real time" in rights.claim
    assert "recognising people by their faces in real time in public places for law enforcement" in rights.record
    assert not re.search(r"recogni\w+ (\w+ )*(at once|in passing)", f"{rights.claim} {rights.record}")
    assert "the people of Germany" in benefits.title
    assert "no number of it is one of the Netherlands" in benefits.record


def clawed(*, rate: float = 0.005, factor: float = 3.0, feeling: bool = True, **changes: Any) -> World:
    """The claw-back with many errors, watching from the start, so that a few thousand people show it."""
    watched = [_watched(factor)]
    changes |= {} if feeling else {"hardship": {}, "fear": {}}
    return lived(
        "benefits-clawback",
        data_sources__tax__false_record_rate=rate,
        enforcement__groups=watched,
        **changes,
    )


def _watched(factor: float, **changes: Any) -> dict[str, Any]:
    rule = {"group": "minority", "factor": factor, "sources": ["tax"], "from": "2014-01", "false_records": True}
    return rule | changes


def by_group(of: World, field: str) -> list[int]:
    summed = total(of, field)
    return [int(summed[g].sum()) for g in (MAJORITY, MINORITY)]


# The presets.


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_is_sound_and_every_value_of_it_has_a_mark(name):
    code, said, errors = demerit("check", name, "--assume")
    assert (code, errors) == (0, "")
    assert "nothing is wrong" in said
    scenario = load(name, assume=True)
    data = scenario.regime.model_dump(exclude_unset=True, by_alias=True)
    assert [key for key in leaves(data, "regime") if not marked(scenario, key)] == []


def test_the_private_score_names_each_value_that_nobody_found_and_asks():
    code, _, errors = demerit("check", "schufa-like")
    asked = re.findall(r"regime\.(\S+) is left to you", errors)
    score = "commercial_scores.schufa-like"
    assert code == 2
    assert len(asked) == len(re.findall(r"value: null, assume:", text_of_preset("schufa-like")))
    assert {f"{score}.start", f"{score}.points.arrears", f"{score}.refuses.credit"} <= set(asked)


def test_the_private_score_has_no_state_in_it_and_decides_on_credit_alone():
    regime = load("schufa-like", assume=True).regime
    assert not regime.rules
    assert not regime.data_sources
    assert not regime.consequences
    score = regime.commercial_scores["schufa-like"]
    assert set(score.refuses) == {"credit"}
    assert set(score.income) == {0}
    w = lived("schufa-like")
    refused = total(w, "refused").sum(axis=0)
    assert refused[DEMANDS.index("credit")] == refused.sum() > 0
    assert total(w, "records").sum() == total(w, "points").sum() == 0
    assert at_end(w, "customers").sum() / at_end(w, "adults").sum() == pytest.approx(0.98, abs=0.02)


# Two legal worlds.


def test_both_legal_worlds_begin_with_the_same_people_and_the_same_system_and_differ_in_rights_alone():
    told, just = load("europe-as-told"), load("europe-with-rights")
    assert told.society == just.society
    assert told.months == just.months
    assert told.regime.model_copy(update={"rights": just.regime.rights}) == just.regime
    assert told.regime.rights != just.regime.rights


def test_each_law_takes_away_what_it_reaches_and_when():
    """Articles 9 and 22(4) GDPR: health; a term: the pass; Article 5(1)(c) AI Act: insurance, and (h): faces."""
    just = load("europe-with-rights")

    def at(month: str) -> tuple[Any, ...]:
        regime = just.regime_at(month_of(month))
        score = regime.commercial_scores["schufa-told"]
        fines = {penalty.source for penalty in regime.automatic_penalties}
        return set(score.points) & {"health", "place"}, dict(score.refuses), set(regime.data_sources), fines

    both, sources, fines = {"credit": 575, "insurance": 575}, {"health", "location", "camera"}, {"camera", "location"}
    assert {"health", "place"} <= set(just.regime.commercial_scores["schufa-told"].points)
    assert at("2020-01") == at("2023-12") == at("2025-01") == ({"place"}, both, sources, fines)
    assert at("2025-02") == ({"place"}, {"credit": 575}, {"health", "location"}, {"location"})  # the app rates nobody
    ended = just.regime_at(month_of("2023-07")).health_pass
    assert ended is not None
    assert ended.until == month_of("2023-06")
    bound = {month_of(text) for text in ("2020-01", "2023-07", "2025-02")}
    assert {change.date for change in just.interventions} == bound


def test_every_change_by_law_says_what_is_found_and_what_is_our_reading():
    just, known = load("europe-with-rights"), references()
    said = [just.provenance_of(f"interventions.{number}") for number in range(len(just.interventions))]
    laws = [str(each.reference) for each in said if each]
    assert [known[law].kind for law in laws] == ["law"] * 4
    assert len({*laws}) == 4  # (1)(c) and (1)(h) are two
    for law, each in zip(laws, said, strict=True):
        if law != "covid-certificate":  # the term of a regulation is no reading
            assert each is not None
            assert each.mark == "assumed"
            assert "our reading" in str(each.note)


def harm(of: World, first: int, last: int) -> dict[str, int]:
    """The same harm table for both: refusals by cause, fines, fines for what the person never did."""
    rows = [sums for month, sums in of.history if first <= month <= last]
    return {
        "health": sum(int(r["refused_for"][..., HEALTH].sum()) for r in rows),
        "commercial": sum(int(r["refused_for"][..., COMMERCIAL].sum()) for r in rows),
        **{
            name: sum(int(r["refused"][..., DEMANDS.index(name)].sum()) for r in rows)
            for name in ("credit", "insurance")
        },
        **{name: sum(int(r[field].sum()) for r in rows) for name, field in FIELDS.items()},
    }


def test_the_harm_of_the_warning_is_there_and_shrinks_under_european_law_as_far_as_that_reaches():
    told, just = whole("europe-as-told"), whole("europe-with-rights")
    start, end = told.scenario.start, told.scenario.end
    unbound, after = harm(told, BAN + 1, end), harm(just, BAN + 1, end)
    ever, before = harm(told, start, BAN - 1), harm(just, start, BAN - 1)
    assert min(*ever.values(), unbound["commercial"], unbound["insurance"], before["insurance"]) > 0
    assert unbound["health"] == unbound["fines"] == 0  # by then nobody asks for a pass, and there is no curfew
    assert before["commercial"] < ever["commercial"]  # health is no part of the score, from the first month on
    assert after["health"] == after["insurance"] == after["fines"] == 0
    left = unbound["commercial"] - unbound["insurance"]
    assert after["commercial"] == pytest.approx(left, rel=0.1)  # a credit score stays, and so does its limit


def test_the_table_of_harms_in_the_docs_is_what_these_worlds_come_to() -> None:
    spans = (month_of("2020-01"), month_of("2025-01")), (month_of("2025-03"), month_of("2026-06"))
    worlds = whole("europe-as-told"), whole("europe-with-rights")
    columns = [harm(of, *span) for span in spans for of in worlds]
    text = (DOCS / "europe.md").read_text("utf-8")
    for harms in (("commercial",), ("credit", "insurance"), ("health",), ("fines",), ("shunned",)):
        row = " | ".join(", ".join(f"{each[name]:,}" for name in harms) for each in columns)
        assert f" | {row} |\n" in text
    assert not any(total(of, "penalties_wrong").sum() for of in worlds)
    assert f"None of the {columns[0]['fines']} fines was for somebody else's act" in text


def test_demands_are_answered_in_both_worlds_and_what_law_does_not_reach_stays():
    for name in ("europe-as-told", "europe-with-rights"):
        w = whole(name)
        answered = sum(total(w, field, 0) for field in ("granted", "declined", "refused"))
        assert np.array_equal(answered, total(w, "demand", 0))
        assert total(w, "opinion_shunned", BAN).sum() > 0
        assert total(w, "clipped", 0).sum() == 0


def test_the_more_of_the_errors_a_person_stops_the_fewer_are_fined_for_somebody_else():
    sees_all = {"coverage": 0.5, "miss_rate": 0.0, "wrong_person_rate": [0.1, 0.3], "sees__curfew_breach": 1.0}

    def reviewed(share: float | None) -> World:
        watching: dict[str, Any] = {
            f"data_sources__{s}__{key}": given for s in ("camera", "location") for key, given in sees_all.items()
        }
        return lived("europe-with-rights", **watching, rights__human_review=share)

    worlds = [reviewed(share) for share in (0.0, 0.5, 1.0)]
    none, half, every = (int(total(w, "penalties_wrong").sum()) for w in worlds)
    assert none > half > every == 0
    assert total(worlds[0], "penalties_stopped").sum() == 0
    assert total(worlds[1], "penalties_stopped").sum() > 0
    assert same(worlds[0], reviewed(None))
    per_head = total(worlds[0], "penalties_wrong").sum(axis=1) / total(worlds[0], "of_age")
    assert per_head[MINORITY] > per_head[MAJORITY]


# The claw-back.


def test_the_more_errors_are_taken_for_fraud_the_more_the_watched_group_owes_and_suffers():
    worlds = [clawed(rate=rate) for rate in (0.0005, 0.004, 0.02)]
    assert rising([by_group(w, "claw_backs")[MINORITY] for w in worlds])
    assert rising([by_group(w, "claims")[MINORITY] for w in worlds])
    assert rising([by_group(w, "hardship")[MINORITY] for w in worlds])
    assert rising([int(total(w, "refused")[MINORITY, DEMANDS.index("service")]) for w in worlds])
    for w in worlds:
        assert (total(w, "claw_backs_wrong") <= total(w, "claw_backs")).all()
        assert total(w, "fines").sum() == 0
        assert total(w, "notices").sum() == 0


def test_no_debt_of_a_claw_back_is_lost():
    w = clawed()
    gone = sum(int(total(w, f, 0).sum()) for f in ("loans_cured", "claims"))
    came = sum(int(total(w, f, 0).sum()) for f in ("loans_defaulted", "claw_backs"))
    held = sum(int((matters["kind"] == ARREARS).sum()) for matters in w.people.matters)
    assert total(w, "claw_backs", 0).sum() > 100
    assert 0 <= came - gone - held <= total(w, "deaths", 0).sum()


def test_a_claw_back_switched_off_equals_one_that_is_absent_to_the_bit():
    never = [{"source": "tax", "conduct": "fraud", "from": "2100-01", "claws_back": True}]
    off = clawed(automatic_penalties=never)
    absent = clawed(automatic_penalties=[], hardship__claw_back=None)
    assert same(off, absent)
    assert not same(off, clawed())


def test_a_life_replayed_tells_the_claw_back_as_the_run_gave_it():
    w = world(preset("benefits-clawback", data_sources__tax__false_record_rate=0.02), 30, scale=150_000)
    data, rules = OfWorld(w), Rules(w.scenario.resolved())
    states = replay_community(data, 0).states["points"][-1]
    told = []
    for x in np.flatnonzero(states)[:20]:
        moved = replay(data, int(x))
        life = entries(moved, data, rules)
        assert moved.life[-1]["points"] == states[x]
        told += [entry for entry in life if entry.event == "clawed_back"]
    assert len(told) > 0
    assert {entry.conduct for entry in told} == {"fraud"}
    assert all("everything ever received was claimed back" in next(events([entry]))[1] for entry in told)


def test_attention_of_one_is_none_and_a_rule_without_a_province_is_one_for_every_province():
    none = lived("benefits-clawback", enforcement__groups=[])
    assert same(lived("benefits-clawback", enforcement__groups=[_watched(1.0)]), none)
    each = [_watched(3.0, province=name) for name in provinces(load("benefits-clawback").society.provinces)]
    everywhere = lived("benefits-clawback", enforcement__groups=[_watched(3.0)])
    assert same(everywhere, lived("benefits-clawback", enforcement__groups=each))
    assert not same(everywhere, none)


def test_groups_act_alike_while_attention_alone_claws_back_more_from_one():
    """Where a claw-back costs nothing and frightens nobody, all act as before, and others owe as before."""
    worlds = [clawed(factor=factor, feeling=False) for factor in (1.0, 2.0, 4.0)]
    for w in worlds[1:]:
        assert np.array_equal(total(w, "acts", 0), total(worlds[0], "acts", 0))
        assert by_group(w, "claw_backs")[MAJORITY] == by_group(worlds[0], "claw_backs")[MAJORITY]
    assert rising([by_group(w, "claw_backs")[MINORITY] for w in worlds])
    ratios = [total(w, "claw_backs")[MINORITY] / total(w, "adults")[MINORITY] for w in worlds]
    assert ratios[2] / ratios[0] == pytest.approx(4, rel=0.4)


def test_attention_that_makes_no_more_false_records_changes_only_what_truly_happened():
    plain = clawed(factor=1.0, feeling=False)
    closer = lived(
        "benefits-clawback",
        data_sources__tax__false_record_rate=0.005,
        enforcement__groups=[_watched(4.0, false_records=False)],
        hardship={},
        fear={},
    )
    assert by_group(closer, "records_false") == by_group(plain, "records_false")
    assert by_group(closer, "records_correct")[MINORITY] > by_group(plain, "records_correct")[MINORITY]


def test_nobody_can_be_watched_so_closely_everywhere_that_more_is_recorded_than_happens():
    with pytest.raises(ScenarioError, match=r"record 1\.\d+ of all fraud by the minority in"):
        preset("benefits-clawback", enforcement__groups=[_watched(15.0)])

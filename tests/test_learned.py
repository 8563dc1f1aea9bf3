"""M07, the learned score: learnt inside the run on what the regime recorded, and fitted again on what it brought about.

The directions were written down before the worlds were run.
"""

import ast
import copy
import inspect
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers import fearing
from tests.helpers.as_told import sources
from tests.helpers.figures import rising
from tests.helpers.learning import EARLY, FIRST, SECOND, SHOWN, learns, within_reach
from tests.helpers.provinces import PROVINCES
from tests.helpers.runs import printed_compiled_and_not, ran
from tests.helpers.sources import called, modules
from tests.helpers.worlds import at_end, same, scenario, total, world

from demerit.calendar import month_of, text_of
from demerit.cli import app
from demerit.draws import record
from demerit.life.replaying import replay_community
from demerit.month.learned import binned, learned
from demerit.month.sampling import SAMPLED
from demerit.month.state import ADULT, BLACK, BY_SCORE, COUNT, LIFE
from demerit.people.desk import STRIDE
from demerit.ranges import LEARNED_GROUND
from demerit.report.finding import Finding
from demerit.report.findings import learned as of_report
from demerit.report.folder import opened
from demerit.report.measures import Measures
from demerit.rulebook.law import nothing
from demerit.rulebook.learned import FEATURES, enacted
from demerit.scenario import ScenarioError, load
from demerit.vocabulary import CAUSES, CELL, DEMANDS, LEARNED_FEATURES, LISTING
from demerit.world import checkpoint, folder, learning, lists, model_card, model_fit, replay_data
from demerit.world.comparing import Comparison
from demerit.world.drivers import Way
from demerit.world.errors import NothingToLearnError
from demerit.world.learning import labelled, look, states
from demerit.world.manifest import digest
from demerit.world.model_fit import elsewhere
from demerit.world.run import Plan, run
from demerit.world.simulation import World
from demerit.world.verify import differences

MONTHS = 24


def lived(months=MONTHS, score=None, scale=20_000, **changes):
    """`as-told` everywhere from the start with a learned score (none: False), for some months."""
    section = None if score is False else (learns() if score is None else score)
    return lived_once(months, scale, json.dumps({**EARLY, "regime__learned_score": section, **changes}))


@lru_cache(maxsize=8)
def lived_once(months, scale, changes):
    """The same world for several tests that only look."""
    return world(scenario(**json.loads(changes)), months, scale=scale)


@lru_cache(maxsize=1)
def usual():
    return lived()


@lru_cache(maxsize=1)
def without():
    return lived(score=False)


def refused(of):
    return int(total(of, "refused_for")[:, CAUSES.index("learned")].sum())


def listed(of):
    return int(total(of, "blacklist_learned_entries").sum())


def sums_but(of, *fields):
    """The sums of every month as bytes, without those that only count what the learned score says."""
    out = []
    for _, sums in of.history:
        kept = sums.copy()
        for name in fields:
            kept[name] = 0
        out.append(kept.tobytes())
    return out


def test_a_score_that_is_never_fitted_within_the_run_equals_none():
    """Off equals absent, to the bit: everybody's state, every open matter, every sum."""
    assert same(lived(12, learns(fitted=["2016-01"])), lived(12, False))


def test_a_score_that_nothing_rests_on_equals_none_but_for_its_own_counts():
    idle = lived(score=learns(lists_below=None, refuses={}))
    assert total(idle, "learned_scored").sum() > 0
    assert idle.people.digest() == without().people.digest()
    own = ("learned_scored", "learned_total")
    assert sums_but(idle, *own) == sums_but(without(), *own)


def test_until_its_first_fit_a_world_with_a_score_is_the_world_without():
    for (month, mine), (_, other) in zip(usual().history, without().history, strict=True):
        if month < month_of(FIRST):
            assert mine.tobytes() == other.tobytes()
    assert not same(usual(), without())


def test_the_higher_the_threshold_the_more_are_refused():
    assert rising([refused(lived(score=learns(lists_below=None, refuses={"service": s}))) for s in (520, 560, 600)])


def test_the_higher_the_threshold_the_more_are_listed_by_the_score_alone():
    assert rising([listed(lived(score=learns(lists_below=s, refuses={}))) for s in (500, 530, 560)])


def test_whom_the_score_lists_are_those_whose_listing_says_so():
    of = lived(score=within_reach())
    rows = lists.lists(of).to_pylist()
    by_score = sum(row["ground"] == "learned score" for row in rows)
    matters = np.concatenate(of.people.matters)
    assert by_score == int(((matters["kind"] == LISTING) & (matters["what"] >> 3 == LEARNED_GROUND)).sum()) > 0
    assert by_score == at_end(of, "blacklist_learned_stock").sum()
    marks = of.people.state["marks"]
    assert by_score == int(((marks & BLACK != 0) & (marks & BY_SCORE != 0)).sum())
    assert not any(row["wrongful"] for row in rows if row["ground"] == "learned score")


def test_a_listing_by_prediction_is_no_listing_by_wrong_records():
    """The two are counted apart: without wrong records, listings by the score alone would still be there."""
    assert (
        at_end(usual(), "blacklist_wrongful_stock").sum() + listed(usual()) <= total(usual(), "blacklist_entries").sum()
    )


def test_where_a_refusal_costs_and_frightens_nobody_the_score_moves_nobody():
    """The mediators, cost and fright, held at nothing: refusals there are, and everybody's state stays as it was."""
    held = {"regime__hardship__service": 0, "regime__opinion__backfire": 0.0, **fearing.own(0)}
    score = learns(lists_below=None, refuses={"service": 600})
    one, other = lived(score=score, **held), lived(score=False, **held)
    assert refused(one) > 0
    assert one.people.digest() == other.people.digest()


def test_fitting_again_changes_nothing_before_and_something_after():
    once = lived(score=learns(fitted=[FIRST]))
    for (month, mine), (_, other) in zip(once.history, usual().history, strict=True):
        if month < month_of(SECOND):
            assert mine.tobytes() == other.tobytes()
    assert not same(once, usual())
    first = [fit for fit in usual().learning.fits if fit["month"] == FIRST]
    assert once.learning.fits == first


def test_feedback_the_more_the_score_lists_the_more_it_learns_from_its_own_doing():
    def own(below):
        fits = lived(score=learns(lists_below=below, refuses={})).learning.fits
        assert fits[0]["labels_by_score"] == 0  # the first learns from the rules alone
        return sum(fit["labels_by_score"] for fit in fits) / sum(fit["labelled"] for fit in fits)

    assert own(None) == 0
    assert rising([own(below) for below in (560, 575, 590)])


def test_feedback_vanishes_where_the_score_decides_nothing_it_learns_from():
    """The mediator: refusals alone put nobody on the list, so no label is the score's own."""
    fits = lived(score=learns(lists_below=None, refuses={"service": 600})).learning.fits
    assert [fit["labels_by_score"] for fit in fits] == [0, 0, 0]


def watched(factor):
    """The minority is watched so many times as closely everywhere; its name is withheld from the score."""
    rule = {"group": "minority", "sources": ["camera", "police", "social"], "factor": factor, "from": "2014-01"}
    return {"regime__enforcement__groups": [{**rule, "province": name} for name in PROVINCES]}


def difference(factor, features):
    section = learns(label="points", features=features, lists_below=None, refuses={}, fitted=[SECOND])
    seen = sources()
    for source in seen.values():
        source["sees"] = {name: share / 10 for name, share in source["sees"].items()}  # room for more attention
    # people enough for a minority of some thousands: a mean score is then known to some tenths of a point
    of = lived(16, section, 5_000, regime__data_sources=seen, **watched(factor))
    return of.learning.fits[0]["withheld"][0]["difference_in_mean_score"]


@pytest.mark.slow
def test_the_more_closely_a_group_is_watched_the_lower_it_scores_though_its_name_is_withheld():
    apart = [-difference(factor, SHOWN) for factor in (0.1, 5.0, 9.0)]
    assert rising(apart)
    alone = [difference(factor, ["age"]) for factor in (0.1, 9.0)]  # shown nothing that the watching moves
    assert abs(alone[1] - alone[0]) < 0.25 * (apart[-1] - apart[0])


def test_the_card_counts_what_it_says():
    for fit in usual().learning.fits:
        assert fit["fitted_on"] + fit["judged_on"] == fit["people"]
        for parts in (fit["by_group"].values(), fit["by_income"].values()):
            for key in ("people", "labelled", "below_cut"):
                assert sum(part[key] for part in parts) == fit["judged"][key]
        assert sum(band["people"] for band in fit["calibration"]) == fit["judged_on"]
        assert sum(band["labelled"] for band in fit["calibration"]) == fit["judged"]["labelled"]
        assert fit["left_undone"] < 1e-9
        assert [part["attribute"] for part in fit["withheld"]] == ["group", "province"]
        assert list(fit["points"]) == SHOWN
    json.dumps(usual().learning.fits, allow_nan=False)


def test_a_score_is_judged_by_other_communities_than_those_that_fitted_it():
    people = np.arange(5) * STRIDE + 7
    assert elsewhere(people).tolist() == [0, 1, 0, 1, 0]
    assert elsewhere(people + STRIDE - 8).tolist() == [0, 1, 0, 1, 0]


def test_a_score_that_is_shown_points_ranks_at_least_as_well_as_points_alone():
    for fit in usual().learning.fits:
        assert 0.5 < fit["by_points_alone"] <= fit["judged"]["area_under_curve"] + 0.02


def test_a_fitted_score_foresees_better_than_a_coin():
    assert all(fit["judged"]["area_under_curve"] > 0.6 for fit in usual().learning.fits)


def test_everybody_covered_has_a_score_and_the_month_computes_what_the_table_says():
    fit = usual().learning.fits[-1]
    low = fit["offset"] + sum(map(min, fit["points"].values()))
    high = fit["offset"] + sum(map(max, fit["points"].values()))
    scored, summed = (at_end(usual(), f"learned_{name}") for name in ("scored", "total"))
    assert (low * scored < summed).all()
    assert (summed < high * scored).all()
    assert scored.sum() > 0.99 * at_end(usual(), "adults").sum() - 1


def test_an_attribute_that_is_shown_is_no_longer_withheld():
    fit = lived(12, learns(fitted=[FIRST], features=["points", "group", "province"])).learning.fits[0]
    assert fit["withheld"] == []
    assert len(fit["points"]["province"]) == 31


def test_the_score_of_a_person_is_the_sum_of_the_points_of_the_bins():
    law, me = nothing(), record(LIFE)
    draws = np.random.default_rng(3)
    table = {name: draws.integers(-50, 50, len(LEARNED_FEATURES[name])).tolist() for name in SHOWN}
    enacted(law, 600, table)
    me.age, me.decile, me.points, me.relatives, me.hardship, me.neighbours = 44, 9, -150, 5, 127, 12 << 10
    binned(me)
    names = {name: LEARNED_FEATURES[name][me.bins[FEATURES.index(name)]] for name in SHOWN}
    assert names["age"] == "30 to 44"
    assert names["income"] == "highest fifth"
    assert names["points"] == "150 or more lost"
    assert names["relatives"] == "more listed"
    assert names["hardship"] == "64 and over"
    assert names["neighbours"] == "1 to 3 %"
    me.cell = np.ravel_multi_index(
        [me.bins[FEATURES.index(name)] for name in ("age", "income", "urban", "online")], CELL
    )
    assert learned(me, law) == 600 + sum(table[name][me.bins[FEATURES.index(name)]] for name in SHOWN)


@pytest.mark.parametrize(
    ("points", "bin_of"),
    [(-151, 0), (-149, 1), (-99, 2), (-59, 3), (-30, 3), (-29, 4), (-1, 4), (0, 5), (1, 6), (30, 7)],
)
def test_bands_of_points_begin_where_their_names_say(points, bin_of):
    me = record(LIFE)
    me.points = points
    binned(me)
    assert me.bins[FEATURES.index("points")] == bin_of


def beginning(month, **changes):
    """A world just before a month."""
    of = World(scenario(**{**EARLY, "regime__learned_score": learns(**changes)}), 5, 20_000, threads=2)
    while of.month < month_of(month):
        of.step()
    of.post()
    return of


def test_the_sample_is_chosen_by_hash_in_order_of_id_and_never_more_than_allowed():
    of = beginning("2014-06")
    every = look(of, 100_000)
    few = look(of, 5_000)
    assert len(few) <= 5_000 < len(every)
    assert (np.diff(every["who"]) > 0).all()
    assert (np.diff(few["who"]) > 0).all()
    assert set(few["who"].tolist()) <= set(every["who"].tolist())
    assert few["draw"].max() <= np.sort(every["draw"])[5_000]
    marks = of.people.state["marks"][every["row"]]
    assert not (marks & BLACK).any()
    adults = int(of.history[-1][1]["adults"].sum())
    assert len(every) == pytest.approx(adults - int(of.history[-1][1]["blacklist_stock"].sum()), abs=200)
    assert every["bins"][:, FEATURES.index("age")].min() >= 2  # nobody under 16
    assert ADULT == 18


def test_who_died_since_says_nothing_and_labels_are_what_the_regime_did():
    of = beginning("2014-06")
    sample = look(of, 100_000)
    while of.month < month_of("2014-12"):
        of.step()
    told = labelled(sample, states(of, sample), "listing", of.month)
    assert 0 < len(sample) - len(told.people) < 0.02 * len(sample)
    assert (told.people["death"] > of.month).all()
    state = of.people.state[told.people["row"]]
    assert (told.labels == (state["entries"] > told.people["entries"])).all()
    assert (state["marks"][told.labels == 1] & BLACK).any()
    lost = labelled(sample, states(of, sample), "points", of.month)
    assert lost.labels.sum() > told.labels.sum() > 0
    assert not lost.by_score.any()


# However it is lived.


def test_one_thread_two_threads_and_any_tile_give_the_same_tables_and_the_same_world():
    of = scenario(**EARLY, regime__learned_score=within_reach())
    worlds = [world(of, 16, scale=60_000, threads=t, tile=tile) for t, tile in ((1, 256), (2, 256), (2, 33))]
    assert all(same(worlds[0], other) for other in worlds[1:])
    assert all(worlds[0].learning.fits == other.learning.fits for other in worlds[1:])


UNCOMPILED = """
import json
from tests.helpers.as_told import ROLLED_OUT
from tests.helpers.learning import learns
from tests.helpers.worlds import scenario
from demerit.world.simulation import World
from demerit.world.run import digest
score = learns(fitted=["2016-04"], window_months=2, label="points", people=300, features=["age", "work", "points"])
score |= {"lists_below": 600, "refuses": {"service": 640}}
of = scenario(start="2016-01", regime__rollout=ROLLED_OUT, regime__learned_score=score)
world = World(of, 5, 1_200_000, until=of.start + 4)
world.first = world.month = of.start
world.run()
print(digest(world), json.dumps(world.learning.fits))
"""


@pytest.mark.slow
def test_a_few_communities_learn_the_same_compiled_and_not():
    out = printed_compiled_and_not(UNCOMPILED)
    assert out[0] == out[1]
    assert '"below_cut"' in out[0]


SCALE = 60_000


def plan(out, months, score=None, **more):
    of = scenario(
        **EARLY,
        regime__learned_score=score or within_reach(),
    )
    return Plan(of, out, scale=SCALE, seed=3, until=of.start + months - 1, quiet=True, way=Way(2), **more)


@lru_cache(maxsize=1)
def finished():
    from tempfile import mkdtemp

    out = Path(mkdtemp()) / "run"
    return out, ran(plan(out, 16))


@pytest.mark.parametrize("at", ["2014-05", "2014-12"])
def test_a_run_resumed_while_somebody_is_watched_or_after_a_fit_ends_the_same(tmp_path, at):
    _, whole = finished()
    first = plan(tmp_path / "run", 16)
    cut = World(first.scenario, 3, SCALE, threads=1, until=first.until)
    while cut.month < month_of(at):
        cut.step()
    (tmp_path / "run").mkdir()
    checkpoint.save(cut, tmp_path / "run")
    again = ran(plan(tmp_path / "run", 16, resume=True))
    assert digest(again) == digest(whole)
    assert model_card.card(again) == model_card.card(whole)
    for name in (folder.MODEL_CARD, folder.MODEL_CARD_TEXT):
        assert (tmp_path / "run" / name).read_bytes() == (finished()[0] / name).read_bytes()


def test_a_replay_uses_the_stored_table_and_verifying_finds_nothing():
    out, whole = finished()
    data = replay_data.load(out)
    for month in (month_of(FIRST) - 1, month_of(FIRST), month_of(SECOND)):
        assert data.law_of(month).tobytes() == whole.law_of(month).tobytes()
    assert data.law_of(month_of(FIRST) - 1).learned == 0 < data.law_of(month_of(FIRST)).learned
    total_of = np.zeros(16, COUNT)
    for c in range(len(data.layout)):
        sums = replay_community(data, c).sums[-16:]
        for name in COUNT.names or ():
            total_of[name] += sums[name]
    for i, (_, sums) in enumerate(whole.history[-16:]):
        for name in ("learned_total", "learned_low", "blacklist_learned_entries", "refused_for"):
            assert (total_of[name][i] == sums[name].sum(axis=0)).all(), name
    assert differences(out, 1) == []


def test_a_changed_card_is_what_verifying_says(tmp_path):
    import shutil

    copied = shutil.copytree(finished()[0], tmp_path / "run")
    card = json.loads((copied / folder.MODEL_CARD).read_text(encoding="utf-8"))
    card["fits"][0]["offset"] += 1
    (copied / folder.MODEL_CARD).write_text(json.dumps(card), encoding="utf-8")
    assert "model-card.json is not the card that comes out" in differences(copied, 1)


def test_the_report_says_of_whom_a_pair_is():
    found = of_report.find(Measures(opened(finished()[0])))
    assert isinstance(found, Finding)
    assert found.title.startswith("Of two people one of whom gets listed, the learned score tells which in ")
    assert "a pair is one of these of whom it came true and one of whom it did not" in found.text
    assert (
        "of two people, one of the majority and one of the minority" in found.text.lower()
        or "was shown to it" in found.text
    )


def test_the_card_for_people_says_what_the_card_says():
    text = (finished()[0] / folder.MODEL_CARD_TEXT).read_text(encoding="utf-8")
    card = json.loads((finished()[0] / folder.MODEL_CARD).read_text(encoding="utf-8"))
    assert text.count("## Fitted for ") == len(card["fits"]) == 2
    assert "ynthetic people" in text
    for fit in card["fits"]:
        assert f"### Points: {fit['offset']} for everybody, and for each feature" in text
    for line in card["limits"]:
        assert line in text


def test_a_life_says_that_a_learned_score_did_it():
    from demerit.life.ledger import entries
    from demerit.life.replaying import replay
    from demerit.life.rules import of_run

    out, _ = finished()
    listed = pq.read_table(out / folder.LISTS).to_pylist()
    person = next(row["person"] for row in listed if row["ground"] == "learned score")
    data = replay_data.load(out)
    told = entries(replay(data, person), data, of_run(out))
    causes = [entry.cause or {} for entry in told if entry.event == "entered"]
    assert any(cause.get("because") == "learned" and cause["value"] < cause["below"] for cause in causes)


def test_measures_of_the_learned_score_are_in_the_summary():
    summary = json.loads((finished()[0] / folder.SUMMARY).read_text(encoding="utf-8"))
    for name in ("learned.scored", "learned.total", "learned.low", "blacklist.learned_entries", "refused.for.learned"):
        assert summary[f"{name}.2015"] > 0, name
    assert summary["learned.scored.2014-08"] == 0 < summary["learned.scored.2014-09"]


# Bad input.


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"fitted": ["2014-06"]},
            "learned_score.fitted.0: .*6 months after the first month.*allowed: 2014-08 to",
        ),
        ({"fitted": ["2022-06"]}, "learned_score.fitted.0: .*too early or too late"),
        ({"fitted": [FIRST, "2014-11"]}, "less than 6 months .*after 2014-09; allowed: 2015-03 or later"),
        ({"fitted": []}, "learned_score.fitted"),
        ({"window_months": 1}, "learned_score.window_months"),
        ({"features": []}, "has nothing to learn from: it is shown nothing"),
        ({"features": ["age", "points", "age"]}, "shows age more than once"),
        ({"features": ["agee"]}, "is not something that a learned score can be shown; did you mean `age`"),
        ({"label": "virtue"}, "is not something that a learned score can learn"),
        ({"people": 200_000}, "learned_score.people"),
        ({"ridge": 0.0}, "learned_score.ridge"),
        ({"refuses": {"fligth": 500}}, "did you mean `flight`"),
    ],
)
def test_what_a_scorecard_cannot_do_is_one_clear_message(changes, message):
    with pytest.raises(ScenarioError, match=message) as said:
        scenario(regime__learned_score=learns(**changes))
    assert len(said.value.problems) == 1


def test_a_scorecard_that_no_list_and_no_rule_gives_anything_to_learn_is_refused():
    nobody: dict[str, Any] = {"regime__lists__blacklist": None, "regime__consequences": {}}
    with pytest.raises(ScenarioError, match="nothing to learn from: no rule and no ground can put anybody"):
        scenario(regime__learned_score=learns(), **nobody)
    kind = {"regime__rules": [{"id": "good", "conduct": "volunteering", "points": 5}], "regime__enforcement": None}
    with pytest.raises(ScenarioError, match="nothing to learn from: no rule takes points"):
        scenario(regime__learned_score=learns(label="points"), **kind)


def test_a_run_in_which_nobody_was_listed_says_so_ends_with_2_and_leaves_nothing(tmp_path):
    hopeless = {"regime__lists__blacklist": {"entry": {"below": 1}}, "regime__consequences": {}}
    of = scenario(**EARLY, regime__learned_score=learns(), **hopeless)
    out = tmp_path / "deep" / "run"
    with pytest.raises(
        NothingToLearnError, match=r"nothing to learn in 2014-09: of \d+ people looked at in 2014-03, 0 "
    ) as e:
        run(Plan(of, out, scale=SCALE, seed=3, until=of.start + 12, quiet=True, every=20))
    assert e.value.code == 2
    assert not list(tmp_path.iterdir())


# The boundary: nothing applies a table to rows that somebody supplies.


def parameters(function):
    return [arg.arg for arg in (*function.args.args, *function.args.kwonlyargs, *function.args.posonlyargs)]


TABLES = {"table", "card", "points", "fit", "model", "scorecard"}
ROWS = {"bins", "rows", "people", "person", "sample", "features", "values", "frame", "data", "records", "judges"}


def test_no_public_function_takes_both_a_fitted_table_and_rows():
    for name, tree in modules():
        if not name.startswith(("scorecard/", "world/", "rulebook/", "life/", "report/", "cli/")):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                taken = set(parameters(node))
                assert not (taken & TABLES and taken & ROWS), f"{name}: {node.name}"


def test_a_model_card_is_written_shown_and_compared_and_never_read_to_score():
    using = {name for name, tree in modules() if "MODEL_CARD" in ast.unparse(tree)}
    of_files = {"world/folder.py", "world/standing.py", "report/folder.py"}  # where it is one of a run's files
    assert using == {*of_files, "serve/files/crate.py", "world/run.py", "world/verify.py", "report/findings/learned.py"}
    for name, tree in modules():
        if "enacted" in set(called(tree)):
            assert name == "world/learning.py"


def test_no_command_takes_a_model_card_or_a_scorecard_in():
    for command in app.registered_commands:
        names = inspect.signature(command.callback).parameters if command.callback else ()
        assert not [name for name in names if any(word in name for word in ("card", "model", "table"))]


def test_the_sections_of_tests_are_not_shared():
    assert copy.deepcopy(learns()) == learns()
    assert set(learns()["refuses"]) <= set(DEMANDS)
    assert text_of(month_of(FIRST)) == FIRST


def test_worlds_in_which_the_same_is_known_of_the_same_people_share_a_fit(monkeypatch):
    """One that parts in the month of the fit has nothing else to learn from; one that parted before has."""
    made: list[int] = []

    def counted(told, *given):
        made.append(len(told.people))
        return model_fit.fit(told, *given)

    monkeypatch.setattr(learning, "fit", counted)
    of = scenario("as-told", **EARLY, regime__learned_score=learns(fitted=[FIRST]))
    for since, fits in ((FIRST, 1), ("2014-05", 2)):
        made.clear()
        several = Comparison([of, of.without("rules.criticism", since=since)], 5, 150_000, of.start + 8)
        while several.month <= of.start + 8:
            several.step()
        assert several.parted is not None
        assert len(made) == fits, since
        assert all(world.learning.fits[0]["month"] == FIRST for world in several.worlds)


BARE = ("learned_score.refuses.service", "learned_score.lists_below")  # what a low score brings; without it, it is told


@pytest.mark.parametrize(
    ("base", "values"),
    [
        (True, {"learned_score.window_months": 6}),
        (True, {"learned_score.features": ["age", "income"]}),
        (True, {"learned_score.people": 500}),
        (True, {"learned_score.fitted": ["2017-03"]}),
        (True, {"learned_score.scale.points": 500}),
        (False, {"learned_score.window_months": 6}),
        (False, None),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_score_that_is_learnt_otherwise_is_another_in_a_comparison_as_in_a_run(base, values, turned):
    of = load("as-told") if base else load("as-told").without(BARE[0]).without(BARE[1])
    other = of.without("learned_score") if values is None else of.set(values)
    pair = (other, of) if turned else (of, other)
    until = month_of("2017-03")
    comparison = Comparison(pair, 3, 600_000, until)
    while comparison.month <= until:
        comparison.step()
    alone = World(pair[1], 3, 600_000, threads=1, until=until)
    alone.run()
    there = comparison.worlds[1]
    assert [sums.tobytes() for _, sums in there.history] == [sums.tobytes() for _, sums in alone.history]
    assert there.learning.fits == alone.learning.fits
    assert comparison.parted is not None
    comparison.close()
    alone.close()


@given(st.lists(st.integers(0, 5), max_size=30), st.integers(1, 12))
def test_a_sample_is_of_the_lowest_draws_and_of_those_alike_the_lowest_ids(draws, most):
    seen = np.zeros(len(draws), SAMPLED)
    seen["draw"], seen["who"] = draws, np.random.default_rng(len(draws)).permutation(len(draws))
    kept = sorted(sorted(zip(draws, seen["who"].tolist(), strict=True))[:most], key=lambda each: each[1])
    assert learning.lowest(seen, most)[["draw", "who"]].tolist() == kept

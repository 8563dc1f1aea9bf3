"""What rules, sources and rights bring about, in small worlds."""

import json
import re
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from statistics import stdev
from tempfile import mkdtemp

import pytest
from tests.helpers.worlds import scenario, world

from demerit.catalogue import contexts
from demerit.comparison.attribution import BY, MOST, Asked, attribute, lived
from demerit.comparison.attribution.contexts import matrix
from demerit.comparison.attribution.figures import figures
from demerit.comparison.attribution.outcomes import outcome
from demerit.comparison.attribution.players import players
from demerit.comparison.drawing import drawn_from
from demerit.comparison.refits import FEWEST
from demerit.report.attributed import Told
from demerit.report.attributed import figures as figures_of
from demerit.report.attributed.saying import called
from demerit.scenario import Scenario, load
from demerit.vocabulary import CONDUCT, DEMANDS
from demerit.world.beside import other_seed
from demerit.world.comparing import Comparison
from demerit.world.drivers import Way
from demerit.world.errors import DemeritError
from demerit.world.spread import student
from demerit.world.summary import summed_up, weights

SCALE, MONTHS = 150_000, 3
BELOW = {"below": 50, "from": "2014-01"}
TOGETHER = ("rules.offence", "rules.again")  # who loses 30 points twice for one offence is refused, and not for once


def rule(name, conduct, points):
    return {"id": name, "conduct": conduct, "points": points}


def small(rules=(), **changes) -> Scenario:
    """One source, four rules, no lists: whoever loses more than half of 100 points is refused."""
    given = [
        rule("offence", "petty_offence", -30),
        rule("again", "petty_offence", -30),
        rule("crossing", "road_crossing", -60),
        rule("curfew", "curfew_breach", -60),  # there is none in these months
        *rules,
    ]
    sees = {"petty_offence": 1.0, "road_crossing": 0.2, "curfew_breach": 1.0, "search": 0.2}
    if not any(one["conduct"] == "search" for one in given):
        del sees["search"]
    regime = {
        "points": {"from": "2014-01", "start": 100, "lowest": -300, "highest": 200},
        "data_sources": {"police": {"coverage": 0.9, "sees": sees}},
        "rules": given,
        "consequences": {"flight": BELOW, "credit": BELOW},
        **changes,
    }
    return scenario(regime=regime, interventions=[])


@lru_cache(maxsize=1)
def kept() -> Path:
    """Where worlds are kept: tests ask many questions of the same ones."""
    return Path(mkdtemp()) / "worlds"


def asked(by="rules", about="refused.all", of=None, **given):
    said = of or small()
    until = said.start + MONTHS - 1
    return Asked(said, by, about, **{"scale": SCALE, "seed": 5, "until": until, "kept": kept(), **given})


def answer(*args, **given):
    return attribute(asked(*args, **given))


FIFTH = (rule("search", "search", -20),)


# Shares


def test_shares_of_four_rules_sum_to_the_total_exactly():
    found = answer().told()
    assert found["exact"]
    assert found["coalitions"] == 16
    assert found["total"] == found["with_all"] - found["with_none"] > 0
    assert found["sum"] == found["total"]
    assert sum(one["share"] for one in found["by"].values()) == pytest.approx(found["total"], abs=1e-6)
    assert {one["standard_error"] for one in found["by"].values()} == {0.0}


def test_shares_of_orders_sum_to_the_total_and_come_near_those_of_all_combinations():
    sampled, exact = (answer(of=small(FIFTH), orders=orders).told() for orders in (4, 100))
    assert (sampled["exact"], exact["exact"]) == (False, True)
    assert sampled["orders"] == 4
    assert sampled["sum"] == sampled["total"] == exact["total"]
    for name, one in sampled["by"].items():
        assert one["alone"] == exact["by"][name]["alone"]
        error = one["standard_error"]
        assert abs(one["share"] - exact["by"][name]["share"]) <= 4 * error + 1e-6, (name, error)


def test_two_rules_that_only_bite_together_share_equally():
    found = answer()
    first, second = (found.game.by[name] for name in TOGETHER)
    assert first.share == second.share > 0
    assert first.alone == second.alone > first.share, "taking either away takes away what both do"


def test_a_rule_that_nothing_triggers_gets_exactly_nothing():
    one = answer().game.by["rules.curfew"]
    assert (one.alone, one.share, one.standard_error) == (0, 0, 0.0)


def test_the_order_in_which_rules_stand_in_the_file_does_not_matter():
    plain = small(FIFTH)
    data = plain.resolved()
    data["regime"]["rules"].reverse()
    found, turned = (answer(of=one, orders=2) for one in (plain, Scenario.from_resolved(data)))
    assert found.players == turned.players[::-1]
    assert dict(found.game.by) == dict(turned.game.by)


def test_alone_is_the_difference_of_two_separate_runs():
    base = small()
    ends = [summed_up(world(one, MONTHS, seed=5, scale=SCALE)) for one in (base, base.without("rules.crossing"))]
    for about in ("refused.flight.2014", "refused.all.2014", "records.all.2014", "people.2014", "acts.search.2014"):
        one = answer(about=about).game
        assert one.with_all == ends[0][about]
        assert one.by["rules.crossing"].alone == ends[0][about] - ends[1][about], about
    assert answer(about="refused.all").game == answer(about="refused.all.2014").game, "all months are of one year"


def test_every_yearly_figure_of_a_summary_can_be_an_outcome_and_is_the_same():
    of = scenario()
    made = world(of, 14, seed=5, scale=SCALE)
    kept = figures(made, weights(made.where), organisations=True)
    yearly = {name: value for name, value in summed_up(made).items() if "-" not in name.rpartition(".")[2]}
    years = range(2014, 2016)
    assert len(yearly) > 1000
    for name, value in yearly.items():
        found = float(outcome(name, years).of(kept))
        assert found == (value if outcome(name, years).whole else pytest.approx(value, abs=6e-5)), name


def test_threads_and_worlds_that_were_kept_give_the_same():
    first = answer().told()
    assert first == answer(kept=None, way=Way(2)).told()


def test_whoever_is_stopped_goes_on_and_lives_no_world_twice(tmp_path):
    class StoppedError(Exception):
        pass

    def stop(text):
        if "worlds lived" in text:
            raise StoppedError

    said: list[str] = []
    with pytest.raises(StoppedError):
        answer(kept=tmp_path, say=stop)
    there = sorted(tmp_path.glob("*.json"))
    assert 0 < len(there) < 16
    there[0].write_text("cut sho", "utf-8")
    assert answer(kept=tmp_path, say=said.append).told() == answer().told()
    assert f"{len(there) - 1} of 16 worlds were lived before" in said
    assert len(list(tmp_path.iterdir())) == 16


def test_the_burn_in_is_lived_once_and_changes_nothing(tmp_path, monkeypatch):
    before = answer().told()
    monkeypatch.setattr(lived, "TOGETHER", 4)
    months: list[int] = []
    step = Comparison.step

    def counted(self):
        months.append(self.month)
        return step(self)

    monkeypatch.setattr(Comparison, "step", counted)
    assert answer(kept=tmp_path).told() == before
    of = small()
    assert [months.count(one) for one in range(of.burn_in_start, of.start)] == [1] * (of.start - of.burn_in_start)
    assert months.count(of.start) == 4
    assert not [path for path in tmp_path.iterdir() if path.suffix != ".json"], "it goes when it is needed no more"


def doubtful(coverage=(0.5, 1.0)) -> Scenario:
    """The same with one value that nobody knows."""
    plain = small().resolved()
    plain["regime"]["data_sources"]["police"]["coverage"] = {
        "value": 0.9, "mark": "assumed", "range": list(coverage), "note": "x"
    }  # fmt: skip
    return Scenario.from_resolved(plain)


def test_a_draw_has_the_same_values_in_the_world_of_every_coalition():
    of = doubtful()
    found = answer("consequences", of=of, draws=3)
    assert found.drawn is not None
    (coverage,) = [one for one in found.drawn.inputs if one.key.endswith("police.coverage")]
    assert len(set(coverage.values)) == 3
    for game, draw in zip(found.drawn.games, drawn_from(of, (), 3, 5), strict=True):
        alone = answer("consequences", of=draw.base)
        assert alone.game == game
    said = found.told()
    for player, one in said["by"].items():
        shares = [float(game.by[player].share) for game in found.drawn.games]
        assert one["unknown"]["share"] == pytest.approx([min(*shares, one["share"]), max(*shares, one["share"])], 1e-4)
        assert one["sign_holds"]["share"] == [sum(share > 0 for share in shares), 3]
    assert said["unknown"]["total"][0] <= said["total"] <= said["unknown"]["total"][1]
    assert answer("consequences", of=of).told()["unknown"] is None
    assert answer("consequences", of=of, draws=3, way=Way(2)).drawn == found.drawn, "on however many threads"


def test_other_seeds_are_the_same_question_of_other_people_and_give_every_share_a_band():
    found = answer("consequences", seeds=FEWEST)
    assert found.seeded is not None
    for number, game in enumerate(found.seeded.games):
        assert answer("consequences", seed=other_seed(5, number)).game == game
    said = found.told()
    assert (said["seeds"], said["seeds_scale"]) == (FEWEST, SCALE)
    for player, one in said["by"].items():
        for figure in ("alone", "share"):
            values = [float(getattr(game.by[player], figure)) for game in found.seeded.games]
            low, high = one["chance"][figure]
            assert (low + high) / 2 == pytest.approx(one[figure], abs=1 + abs(one[figure]) * 1e-4)
            assert high - low == pytest.approx(2 * student(FEWEST - 1) * stdev(values), rel=1e-3, abs=1)
    low, high = said["chance"]["total"]
    assert low < said["total"] < high
    alone = answer("consequences").told()
    assert alone["chance"] is None
    assert {one["chance"] for one in alone["by"].values()} == {None}
    few = answer("consequences", seeds=FEWEST - 1).told()
    assert (few["seeds"], few["chance"]) == (FEWEST - 1, None)


def test_a_picture_of_shares_draws_the_band_of_other_seeds_and_says_so():
    (bars, *_) = figures_of(Told(answer("consequences", seeds=FEWEST).told()))
    assert "the line is what other draws of people would give, nine in ten, from 5 other seeds" in bars.unit
    assert "nine in ten, from" not in figures_of(Told(answer("consequences").told()))[0].unit


def test_where_nothing_has_a_range_nothing_is_lived_to_find_that_out(monkeypatch):
    monkeypatch.setattr(Comparison, "step", None)
    monkeypatch.setattr("demerit.world.beside.unknowns", lambda _: [])
    with pytest.raises(DemeritError, match="has no value with a range, so there is nothing to draw"):
        answer(draws=2, kept=None)


def test_a_world_in_which_a_score_by_machine_finds_nothing_to_learn_is_lived_all_the_same():
    learning = {
        "fitted": ["2014-04"], "label": "points", "features": ["age"], "window_months": 2,
        "refuses": {"property": 600}, "people": 5000,
    }  # fmt: skip
    of = small(learned_score=learning, consequences={"flight": BELOW})
    found = answer(of=of, until=of.start + 3)
    assert found.unlearnt > 0
    assert found.told()["worlds_without_learning"] == found.unlearnt
    assert found.game.sum == found.game.total > 0


# Players


@pytest.mark.parametrize("by", ["rules", "sources", "consequences"])
def test_players_are_the_parts_that_can_be_taken_away(by):
    assert players(load("as-told"), by) == load("as-told").parts[by]


def test_a_right_that_comes_later_is_a_player_too():
    later = load("as-documented")
    assert later.parts["rights"] == ("rights.objection",)
    assert set(players(later, "rights")) > {"rights.objection", "rights.notice"}


def test_chains_are_what_each_source_sees():
    found = answer("chains").told()
    assert set(found["by"]) == {
        f"data_sources.police.sees.{what}" for what in ("petty_offence", "road_crossing", "curfew_breach")
    }
    offence = found["by"]["data_sources.police.sees.petty_offence"]
    assert (offence["source"], offence["conduct"], offence["rules"]) == (
        "police",
        "petty_offence",
        ["offence", "again"],
    )
    assert offence["brings"]["refused.all"] == offence["share"] > 0
    assert found["sum"] == found["total"]


# What cannot be asked


def many() -> Scenario:
    return small([rule(f"more-{n}", "search", -1) for n in range(MOST - 3)])


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"by": "rule"}, "--by rule is no kind of player; did you mean `rules`?"),
        ({"by": "colours"}, "allowed: rules, sources, rights, consequences, chains"),
        ({"by": "rights"}, "has no rights, so nothing can be attributed to them; give some with --set"),
        ({"about": "refused.flihgt"}, "--outcome refused.flihgt is no measure; did you mean `refused.flight`?"),
        ({"about": "refused"}, "did you mean `refused.all`?"),
        ({"about": "refused.flight.2019"}, "2019 is no year that is lived; write refused.flight for all months"),
        ({"about": "refused.flight.2014-03"}, "2014-03 is no year"),
        ({"about": "cameras"}, "--outcome cameras is no measure"),
        ({"orders": 1}, "--orders 1: at least 2 are needed, one and its reverse"),
        ({"scale": 10**9}, "--scale 1:1000000000"),
        ({"until": 0}, "--until"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_one_clear_message(given, said):
    with pytest.raises(DemeritError) as caught:
        answer(**given)
    assert said in str(caught.value)


def test_more_than_62_players_are_refused():
    found = len(many().parts["rules"])
    assert found == 63
    with pytest.raises(DemeritError, match="has 63 rules; at most 62 can be told apart"):
        answer(of=many())
    assert len(players(many().without("rules.more-0"), "rules")) == 62


# Contexts


def test_what_one_rule_spares_is_not_set_off_against_what_another_refuses_elsewhere():
    def brought(player, demand):
        return {("praise", "flight"): -30, ("debt", "flight"): 40, ("debt", "credit"): 10}.get((player, demand), 0)

    rules = {"praise": "loyalty", "debt": "judgment"}
    found = matrix(rules, {(p, d): Fraction(brought(p, d)) for p in rules for d in DEMANDS})
    assert list(map(int, (found.added, found.apart, found.spared, found.total))) == [50, 40, 30, 20]
    assert found.cells["speech", "travel"] == -30
    assert found.alone["money", "travel"]
    assert not found.alone["money", "money"]


def test_every_conduct_and_every_demand_has_its_context_with_a_reason():
    names = {one.name for one in contexts.CONTEXTS}
    assert set(contexts.CONDUCT) == set(CONDUCT)
    assert set(contexts.DEMANDS) == set(DEMANDS)
    for one in (*contexts.OF_CONDUCT, *contexts.OF_DEMANDS):
        assert one.contexts <= names
        assert one.because
    assert contexts.OF_ORGANISATIONS in names


def test_the_context_matrix_adds_up_to_what_the_rules_refuse_and_tells_where_conduct_does_not_belong():
    found = answer()
    told_of = found.contexts
    assert told_of is not None
    assert told_of.total == told_of.added == found.game.total, "all that is refused here is refused for rules"
    told = {(cell["conduct"], cell["refused"]): cell for cell in told_of.told()["cells"]}
    assert set(told) == {(of, to) for of in ("travel", "order") for to in ("travel", "money")}
    assert {key for key, cell in told.items() if not cell["unrelated"]} == {("travel", "travel")}
    assert told_of.apart == told_of.total - told_of.cells["travel", "travel"] > 0
    assert answer("sources").contexts is None


def test_json_has_what_scripts_rely_on():
    found = json.loads(json.dumps(answer().told()))
    assert {"total", "by", "sum", "outcome", "orders", "coalitions", "seed", "scale", "scenario"} <= set(found)
    assert all({"alone", "share", "standard_error"} <= set(one) for one in found["by"].values())
    assert set(BY) > {"rules", "sources", "rights", "consequences"}


# In words


def test_a_rule_is_called_by_what_it_is_about_and_rules_about_one_thing_by_their_names():
    names = called(answer().told()["by"])
    assert names == {
        "rules.offence": "offence",
        "rules.again": "again",
        "rules.crossing": "crossing a street wrongly",
        "rules.curfew": "breach of a curfew",
    }


def test_contexts_are_told_apart_without_colour_and_nobody_is_no_cell():
    told = Told(answer().told())
    told.said["contexts"]["cells"] = [
        {"conduct": "speech", "refused": "travel", "refusals": 4.0 * SCALE, "unrelated": True},
        {"conduct": "travel", "refused": "travel", "refusals": 2.0 * SCALE, "unrelated": False},
        {"conduct": "schooling", "refused": "money", "refusals": 67.0, "unrelated": True},
    ]
    (matrix_of,) = (one for one in figures_of(told) if one.key == "contexts")
    rows = {(row["conduct"], row["refused"]): row["common"] for row in matrix_of.table.rows if row["value"]}
    assert rows == {("speech", "travel"): "no", ("travel", "travel"): "yes"}
    signs = {cell["said"]: cell["sign"] for cell in matrix_of.chart.wide["layer"][0]["data"]["values"]}
    assert signs == {"600,000": "≠", "300,000": "", "0": ""}


def test_what_refuses_most_and_what_does_not_refuse_is_said_in_words():
    told = Told(answer("chains", about="refused.all").told())
    said = told.said["contexts"]
    said["unrelated"] = 0
    titles = {one.key: one.title for one in figures_of(told)}
    assert titles["contexts"].startswith("None of the refusals that chains add fall")
    assert re.match(r"The chain that refuses most: police → [^→]+ → \w+: ", titles["chains"])
    assert told.when == "January 2014 to March 2014"

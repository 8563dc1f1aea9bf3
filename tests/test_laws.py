"""Laws that hold in every world: what is counted adds up, and nothing comes from nowhere."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from tests.helpers.as_told import sources
from tests.helpers.early import EARLY
from tests.helpers.worlds import OBJECTING, SCALE, at_end, other_labels, same, scenario, told, total, world

from demerit.bench.sample import Scratch, batches, moved, next_moment
from demerit.calendar import YEAR
from demerit.month.state import BLACK, FORESEEN, MATTER, RED, STATE
from demerit.people.survey import survey
from demerit.vocabulary import (
    ARREARS,
    CLAIM,
    DETENTION,
    FINE,
    JOBLESS,
    JUDGMENT,
    LISTING,
    LOAN,
    MATTERS,
    SOURCES,
)
from demerit.world.chunks import Chunk
from demerit.world.simulation import World


def held(kind: int) -> int:
    """Open matters of a kind at the end of `as-told`."""
    return sum(int((matters["kind"] == kind).sum()) for matters in told().people.matters)


def flow(field: str) -> int:
    """A flow over the whole run, burn-in included."""
    return int(total(told(), field, since=0).sum())


def test_the_stock_of_the_blacklist_is_entries_minus_exits_every_month():
    stock = np.zeros(31, np.int64)
    for _, sums in told().history:
        stock += sums["blacklist_entries"].sum(axis=1) - sums["blacklist_exits"].sum(axis=1)
        assert (stock == sums["blacklist_stock"].sum(axis=1)).all()
    assert stock.sum() > 100


def test_the_stock_of_the_redlist_is_entries_minus_exits():
    stock = flow("redlist_entries") - flow("redlist_exits")
    assert stock == at_end(told(), "redlist_stock").sum() > 100


def test_flags_and_open_matters_tell_the_same_blacklist():
    marks = told().people.state["marks"]
    assert int((marks & BLACK != 0).sum()) == held(LISTING) == at_end(told(), "blacklist_stock").sum()
    assert not ((marks & BLACK != 0) & (marks & RED != 0)).any()


def test_littles_law_holds_for_the_blacklist():
    """Days listed, counted month by month, are the stays of those who left and the days so far of the others."""
    end = told().history[-1]
    last_day = 30.4375 * (end[0] - 2010 * 12 + 1)
    running = sum(
        float((last_day - matters["value"][matters["kind"] == LISTING]).sum()) for matters in told().people.matters
    )
    stays = flow("blacklist_stay_days") + running
    listed = flow("blacklist_listed_days")
    assert listed == pytest.approx(stays, rel=0.03)


# What opens matters of a kind and what closes them, but for a death.
OPENED: dict[int, tuple[str, ...]] = {
    LOAN: ("loans_opened",),
    ARREARS: ("loans_defaulted", "claw_backs"),
    CLAIM: ("claims",),
    JUDGMENT: ("judgments",),
    FINE: ("fines",),
    DETENTION: ("detentions",),
    JOBLESS: ("jobs_lost",),
}
CLOSED: dict[int, tuple[str, ...]] = {
    LOAN: ("loans_repaid", "loans_defaulted"),
    ARREARS: ("loans_cured", "claims"),
    CLAIM: ("judgments",),
    JUDGMENT: ("judgments_performed", "judgments_lapsed"),
    FINE: ("fines_paid", "fines_unpaid"),
    DETENTION: ("releases",),
    JOBLESS: ("jobs_found",),
}


def test_every_open_matter_is_closed_or_still_open_or_its_holder_is_dead():
    """To the last one, month by month: nothing is lost, and nothing comes from nowhere."""
    arrests = [{"conduct": "criticism", "source": "police", "days": 15, "share": 0.5, "from": "2014-01"}]
    said = scenario(**EARLY, regime__detention=arrests, society__lending__judgment_lapses_after_days=90)
    of = World(said, 5, 60_000, threads=2, until=said.start + 3 * YEAR - 1)
    death = survey(of.tables, of.where, of.seed)["death"]
    open_before: Counter[int] = Counter()
    ever: Counter[int] = Counter()
    buried: Counter[int] = Counter()
    retired = 0
    while of.month <= of.last:
        gone = Counter(kind for whose, kind in holders(of) if death[whose] == of.month)
        sums = of.step()
        still = Counter(kind for _, kind in holders(of))
        for kind, opens in OPENED.items():
            opened = sum(int(sums[field].sum()) for field in opens)
            ever[kind] += opened
            closed = sum(int(sums[field].sum()) for field in CLOSED[kind])
            due = open_before[kind] + opened - closed - gone[kind]
            if kind == JOBLESS:  # or has left the labour force, and looks for work no longer
                retired += due - still[kind]
                due = min(due, still[kind])
            assert still[kind] == due, (of.month, MATTERS[kind])
        open_before = still
        buried += gone
    of.close()
    assert min(ever[kind] for kind in OPENED) > 0 < total(of, "judgments_lapsed", 0).sum()
    assert sum(buried.values()) > 10
    assert 0 < retired < ever[JOBLESS] / 5


def holders(of: World) -> Iterator[tuple[int, int]]:
    """Who holds an open matter, as a row of all people, and its kind."""
    first = 0
    for _, state, held in of.people.communities():
        yield from zip((first + held["who"].astype(np.int64)).tolist(), held["kind"].tolist(), strict=True)
        first += len(state)


def month_of_one_community(of: World, without: int) -> tuple[Any, Any]:
    """A community after a month in which whoever owed something was in arrears twenty times more.

    Of every `without`th of its people (0: of nobody) nothing was open.
    """
    batch, moment = batches(of)[0], next_moment(of)
    held = batch.matters[: batch.bounds[1]]
    loans = np.repeat(held, 20)
    loans["kind"], loans["due"], loans["value"] = ARREARS, 9000, np.arange(len(loans))
    owed = np.concatenate([held, loans])
    owed = owed[np.argsort(owed["who"], kind="stable")]
    kept = owed[owed["who"] % without != 0] if without else owed
    assert len(kept) > 2 * FORESEEN, "draws are made ahead more than once"
    one = Chunk(batch.layout[:1], batch.state.copy(), kept.copy(), np.array([0, len(kept)]), batch.orgs.copy())
    matters, _ = moved(one, Scratch(len(of.where.names), [batch]), moment, timed=False)
    return one.state, matters.copy()


def test_what_becomes_of_open_matters_depends_on_nobody_elses():
    of = world(scenario(), 6)
    rows, matters = month_of_one_community(of, without=0)
    others = np.arange(len(rows)) % 3 != 0
    alone, theirs = month_of_one_community(of, without=3)
    assert np.array_equal(rows[others], alone[others])
    assert np.array_equal(matters[matters["who"] % 3 != 0], theirs[theirs["who"] % 3 != 0])
    assert not np.array_equal(matters, theirs)


def test_there_are_no_points_without_a_record_and_no_record_without_a_data_source():
    by_conduct = total(told(), "points_lost", 0).sum(), total(told(), "points_gained", 0).sum()
    by_source = total(told(), "source_points_lost", 0).sum(), total(told(), "source_points_gained", 0).sum()
    assert by_conduct == by_source
    records = total(told(), "records", 0).sum()
    by_truth = [total(told(), f"records_{truth}", 0).sum() for truth in ("correct", "false", "misattributed")]
    assert records == sum(by_truth)
    assert min(by_truth) > 0


def test_every_act_that_a_rule_concerns_is_recorded_missed_or_lost():
    """To the last one, where the regime is in force everywhere and nothing is recorded that nobody did."""
    of = world(scenario(regime__rollout={"least_age": 0}, regime__data_sources=sources(false_record_rate=0.0)), 12)
    ruled = np.array(of.law_of(of.scenario.start).watched) != 0
    acts = total(of, "conduct").sum(axis=0)
    missed, recorded = total(of, "missed").sum(axis=0), total(of, "records").sum(axis=0)
    lost = total(of, "lost").reshape(2, -1, SOURCES.room).sum(axis=(0, 2))
    received = int(total(of, "records_misattributed").sum())
    assert (missed + lost <= acts).all()
    assert int(recorded.sum()) - received == int((acts - missed - lost)[ruled].sum()) > 1000
    assert int(recorded[~ruled].sum()) == int(missed[~ruled].sum()) == int(lost.sum()) - int(lost[ruled].sum()) == 0
    assert min(int(lost.sum()), received, int(acts[~ruled].sum())) > 0


def test_lost_and_misattributed_records_agree_in_expectation():
    lost = total(told(), "records_lost").sum()
    received = total(told(), "records_misattributed").sum()
    assert abs(int(lost) - int(received)) < 4 * np.sqrt(lost + received)
    assert lost > 100


def test_demands_are_granted_declined_or_refused():
    answered = sum(total(told(), field, 0) for field in ("granted", "declined", "refused"))
    assert np.array_equal(answered, total(told(), "demand", 0))


def test_nobody_is_refused_who_is_not_listed_and_refusals_need_a_consequence():
    others: dict[str, Any] = {
        "regime__commercial_scores": {},
        "regime__learned_score": None,
        "regime__organisations": None,
    }
    nobody = world(scenario(regime__lists__blacklist=None, regime__consequences={}, **others), 24)
    assert total(nobody, "refused").sum() == 0
    assert total(nobody, "records").sum() > 0


def test_no_acceptance_was_clipped():
    assert flow("clipped") == 0


def test_an_empty_regime_records_lists_refuses_and_frightens_nobody_while_lenders_go_on_declining():
    empty = world(scenario(regime={}), 24)
    for field in ("records", "refused", "blacklist_entries", "redlist_entries", "fear", "fines", "detentions"):
        assert total(empty, field, 0).sum() == 0, field
    assert total(empty, "declined", 0).sum() > 0
    assert total(empty, "loans_defaulted", 0).sum() > 0


def test_with_perfect_sources_and_complete_rights_nobody_is_wrongly_listed():
    rights = {
        "notice": True,
        "objection": True,
        "objecting": OBJECTING,
        "objection_days": 30,
        "suspends": True,
        "upheld": 1.0,
    }
    just = world(scenario(regime__rights=rights), 60)
    assert total(just, "records_false").sum() > 0
    assert total(just, "objections_upheld").sum() > 0
    assert total(just, "blacklist_wrongful_entries").sum() == 0
    assert total(just, "blacklist_entries").sum() > 0
    assert total(told(), "blacklist_wrongful_entries").sum() > 0


def test_group_labels_move_nobody_under_an_empty_regime(monkeypatch):
    """Swap the labels of the two groups among all people: every candidate, acceptance and open matter stays."""
    plain = world(scenario(regime={}), 12)
    swapped = other_labels(scenario(regime={}), 12, SCALE)
    assert plain.people.digest() == swapped.people.digest()
    for (_, a), (_, b) in zip(plain.history, swapped.history, strict=True):
        assert (a["acts"][:, ::-1] == b["acts"]).all()
        assert (a["self_censored"][:, ::-1] == b["self_censored"]).all()


def test_an_unused_kind_of_candidate_changes_nobody():
    """A kind that nobody answers differently is drawn for everybody, and everybody stays as they were."""
    without = world(scenario(regime={}, society__demand__school__ceiling=0.0), 12)
    with_it = world(scenario(regime={}, society__demand__school__ceiling=0.5), 12)
    assert total(with_it, "candidates").sum() > total(without, "candidates").sum()
    assert without.people.digest() == with_it.people.digest()


def test_the_same_seed_gives_the_same_world_and_another_seed_another():
    one, two, other = (world(scenario(), 3, seed=seed, anew=True) for seed in (5, 5, 6))
    assert same(one, two)
    assert not same(one, other)


def test_state_and_open_matters_stay_within_fourteen_bytes_a_person():
    assert (STATE.itemsize, MATTER.itemsize) == (8, 10)
    assert told().people.bytes_held() / at_end(told(), "people").sum() <= 14

"""What comparisons have in common is lived once, and comes out as if each had been lived alone: to the bit."""

import io
import json
import warnings
from functools import lru_cache
from typing import Any

import pytest
from tests.helpers.comparisons import cells_of, plan, sample_of, timeless
from tests.helpers.learning import EARLY, FIRST, SECOND, learns
from tests.helpers.worlds import scenario

import demerit as dm
from demerit.calendar import month_of
from demerit.comparison import changed, compare
from demerit.comparison.living import LATELY
from demerit.scenario import load
from demerit.worker.__main__ import Worker
from demerit.worker.question import Question
from demerit.world.beginnings import Beginnings
from demerit.world.comparing import Comparison
from demerit.world.drivers import Way

SCALE = 200_000
# Base, key taken out, since when, months, and what else is given: what may come one after another in any order.
ASKED: dict[str, tuple[str, str, str | None, int, dict[str, Any]]] = {
    "at once": ("as-told", "rules.criticism", None, 4, {}),
    "later": ("as-told", "rules.criticism", "2014-03", 4, {}),
    "another rule": ("as-told", "rules.music", "2014-02", 4, {}),
    "never": ("as-told", "consequences.high_speed", None, 4, {}),
    "longer": ("as-told", "rules.criticism", "2014-03", 6, {}),
    "another seed": ("as-told", "rules.criticism", "2014-03", 4, {"seed": 9}),
    "finer": ("as-told", "rules.criticism", None, 4, {"scale": 150_000}),
    "another base": ("suining", "rights.objection", None, 4, {}),
    "another society": ("benefits-clawback", "rules.income", None, 3, {}),
    "as the base publishes": ("as-told", "rules.criticism", "2014-02", 4, {"published": "base"}),
    "both": ("as-told", "rules.criticism", "2014-02", 4, {"published": "both"}),
}


@lru_cache(maxsize=8)
def base(name):
    return load(name, assume=True)


def asked(which):
    name, key, since, months, more = ASKED[which]
    of = base(name)
    key = key if any(key in keys for keys in of.parts.values()) else of.parts["rules"][0]
    variant = changed(of, without=[key], since=since)
    return plan(of, variant, months=months, **{"scale": SCALE, "way": Way(1), **more})


def told(found):
    """All that a comparison says, but for how long it took."""
    lived = found.lived
    histories = [[sums.tobytes() for _, sums in world.history] for world in lived.comparison.worlds]
    samples = [one.tobytes() for one in sample_of(lived)] if lived.people is not None else []
    return timeless(found.said), histories, cells_of(lived) if lived.since else [], samples


@lru_cache(maxsize=16)
def cold(which):
    """As nobody has asked anything before."""
    return told(compare(asked(which)))


@pytest.fixture
def months_lived(monkeypatch):
    """Months that comparisons live, counted."""
    lived: list[int] = []
    step = Comparison.step

    def counted(self):
        lived.append(self.month)
        return step(self)

    monkeypatch.setattr(Comparison, "step", counted)
    return lived


def test_one_question_after_another_is_answered_as_each_alone():
    beginnings = Beginnings()
    order = [*ASKED, "later", "at once", "another society", "another seed", "later"]
    for which in order:
        assert told(compare(asked(which), beginnings=beginnings)) == cold(which), which
    assert beginnings.bytes_held > 0


def test_a_burn_in_is_lived_once_and_a_base_until_a_variant_parts(months_lived):
    beginnings = Beginnings()
    of = base("as-told")
    compare(asked("another rule"), beginnings=beginnings)
    assert months_lived[0] == of.burn_in_start
    for which, begins in (("at once", "2014-01"), ("later", "2014-02"), ("later", "2014-03"), ("never", "2014-03")):
        months_lived.clear()
        compare(asked(which), beginnings=beginnings)
        assert months_lived[0] == month_of(begins), which
    assert beginnings.months == [month_of(month) for month in ("2014-01", "2014-02", "2014-03")]


@pytest.mark.parametrize("which", ["another seed", "finer", "another society", "longer"])
def test_other_people_live_their_own_burn_in(months_lived, which):
    beginnings = Beginnings()
    compare(asked("at once"), beginnings=beginnings)
    months_lived.clear()
    compare(asked(which), beginnings=beginnings)
    assert months_lived[0] == asked(which).base.burn_in_start


def test_what_the_base_publishes_read_in_all_worlds_is_no_second_burn_in(months_lived):
    compare(asked("both"))
    assert months_lived.count(base("as-told").burn_in_start) == 1
    assert months_lived.count(month_of("2014-02")) == 2


def test_a_beginning_knows_whom_a_score_looks_at_and_what_it_has_learnt():
    """Variants part while people are watched, in the month of a fit, and after it; the other way round, too."""
    of = scenario("as-told", **EARLY, regime__learned_score=learns(fitted=[FIRST, SECOND]))
    given = {}
    for since in ("2014-08", FIRST, "2014-10"):
        variant = changed(of, without=["rules.criticism"], since=since)
        given[since] = plan(of, variant, months=10, scale=150_000, way=Way(1))
    alone = {since: told(compare(one)) for since, one in given.items()}
    for order in (sorted(given), sorted(given, reverse=True)):
        beginnings = Beginnings()
        for since in order:
            assert told(compare(given[since], beginnings=beginnings)) == alone[since], (order, since)


@pytest.mark.parametrize("most", [0, 100 << 20])
def test_no_more_memory_is_taken_than_was_said(most):
    beginnings = Beginnings(most)
    for which in ("at once", "another seed", "finer", "at once"):
        assert told(compare(asked(which), beginnings=beginnings)) == cold(which)
        assert beginnings.bytes_held <= most
    assert bool(beginnings.months) == bool(most)


@pytest.mark.parametrize(("free", "kept"), [(100_000, False), (100 << 20, True)])
def test_nothing_is_kept_where_worlds_that_part_may_need_the_memory(free, kept, monkeypatch):
    monkeypatch.setattr("demerit.world.beginnings.available_memory", lambda: free)
    beginnings = Beginnings()
    assert told(compare(asked("at once"), beginnings=beginnings)) == cold("at once")
    assert bool(beginnings.months) == kept


def test_a_question_that_was_let_go_of_leaves_nothing_wrong(monkeypatch):
    beginnings = Beginnings()
    step = Comparison.step
    for when in ("2010-01", "2014-01", "2014-03"):
        left = month_of(when)

        def stopped(self, left=left):
            if self.month == left:
                raise KeyboardInterrupt
            return step(self)

        monkeypatch.setattr(Comparison, "step", stopped)
        with pytest.raises(KeyboardInterrupt):
            compare(asked("later"), beginnings=beginnings)
        monkeypatch.setattr(Comparison, "step", step)
        assert told(compare(asked("at once"), beginnings=beginnings)) == cold("at once")
    assert told(compare(asked("later"), beginnings=beginnings)) == cold("later")


def test_the_worker_of_the_pages_answers_as_a_comparison_alone():
    worker = Worker(io.StringIO(), io.StringIO())
    about: dict[str, Any] = {
        "kind": "compare",
        "base": "suining",
        "values": {},
        "since": None,
        "scale": 400_000,
        "draws": 0,
    }
    keys = base("suining").parts["rules"][:2]
    questions = [{**about, "id": n, "without": [key], "seed": 1} for n, key in enumerate(keys)]
    for question in questions:
        said = json.loads(json.dumps(worker._answered(question)))["said"]
        alone = compare(Question.of(question).plan())
        assert said["digests"] == alone.said["digests"]
        name = said["variant"]
        assert said["spared"] == json.loads(json.dumps({"hangs_on": [], **alone.said["variants"][name]["spared"]}))
    assert worker.beginnings.months


def test_python_lives_a_burn_in_once_where_an_earlier_comparison_is_named(months_lived):
    of = dm.load("as-told")
    given: dict[str, Any] = {"scale": SCALE, "until": "2014-02", "threads": 1}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        first = dm.compare(of, of.without("rules.music"), **given)
        months_lived.clear()
        second = dm.compare(of, of.without("rules.criticism"), after=first, **given)
        assert months_lived == [month_of("2014-01"), month_of("2014-02")]
        months_lived.clear()
        alone = dm.compare(of, of.without("rules.criticism"), **given)
        assert months_lived[0] == of.burn_in_start
    assert second.digests == alone.digests
    assert second.cells.equals(alone.cells)
    assert second.beginnings is first.beginnings is not alone.beginnings


def test_a_comparison_of_a_folder_holds_no_lives_to_go_on_from(tmp_path):
    of = base("suining")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        compared = dm.compare(of, of, scale=400_000, until="2014-01", threads=1)
    with pytest.raises(dm.DemeritError, match="after=<Comparison> must be a comparison that was lived here"):
        dm.compare(of, of, scale=400_000, until="2014-01", after=dm.open(compared.save(tmp_path / "saved")))


def test_what_a_comparison_cost_counts_months_that_it_did_not_live_itself():
    beginnings = Beginnings()
    first = compare(asked("later"), beginnings=beginnings).lived
    again = compare(asked("later"), beginnings=beginnings).lived
    assert len(again.alone) == len(first.alone) > LATELY
    assert again.alone == first.alone

"""Fitting: figures over spans of months, what may be fitted, and a search that arrives."""

import math

import pytest

from demerit.scenario import load
from demerit.study.figures import changed, last_month, values_of
from demerit.study.fit import declared, fit, judged
from demerit.study.spans import span_of
from demerit.study.targets import TargetError, Targets, targets_of

COVERAGE, TERM = "regime.data_sources.court.coverage.2018-01", "regime.lists.blacklist.terms.judgment"
BASE = {"scenario": "as-documented", "reference": "npcic-2018"}


def targets(*rows, **more):
    """Targets as a file would give them."""
    return Targets.model_validate({**BASE, "targets": rows, **more})


TWO = targets(
    {"figure": "blacklist.entries.2018", "value": 300.0, "fits": COVERAGE},
    {"figure": "blacklist.exits.2018", "value": 100.0, "fits": TERM},
)


def entangled(values, seed):
    """Two figures that each value moves, none of them in proportion."""
    a, b = values[COVERAGE], values[TERM]
    return {"blacklist.entries.2018": 600 * a**0.8 * b**0.1, "blacklist.exits.2018": 900 * a / b**0.5 + 0 * seed}


def test_the_search_arrives_where_values_move_several_figures():
    steps = fit({COVERAGE: 0.9, TERM: 30.0}, TWO, (11,), entangled, steps=12)
    assert steps[-1].worst < 0.01
    assert len(steps) < 12


def test_a_declared_matrix_saves_steps():
    moves = {
        COVERAGE: {"blacklist.entries.2018": 0.8, "blacklist.exits.2018": 1.0},
        TERM: {"blacklist.entries.2018": 0.1, "blacklist.exits.2018": -0.5},
    }
    known = TWO.model_copy(update={"moves": moves})
    assert declared(known).tolist() == [[0.8, 0.1], [1.0, -0.5]]
    start = {COVERAGE: 0.9, TERM: 30.0}
    assert len(fit(start, known, (11,), entangled, steps=12)) < len(fit(start, TWO, (11,), entangled, steps=12))


def test_a_fit_keeps_a_history_and_stays_in_range(tmp_path):
    out = tmp_path / "history.jsonl"
    steps = fit({COVERAGE: 0.9, TERM: 30.0}, TWO, (11, 12), lambda v, s: dict.fromkeys(entangled(v, s), 1.0), out, 4)
    assert len(out.read_text(encoding="utf-8").splitlines()) == len(steps) == 4
    assert all(0 < step.values[COVERAGE] <= 1 and 0 < step.values[TERM] <= 7300 for step in steps)


def test_the_verdict_tells_every_seed_and_figures_beside_the_targets():
    verdict = judged({COVERAGE: 0.5, TERM: 9.0}, TWO, (1, 2), lambda v, s: {**entangled(v, s), "other": float(s)})
    assert verdict["each"]["other"] == [1.0, 2.0]
    assert verdict["figures"]["other"] == 1.5
    assert "other" not in verdict["ratios"]


def test_a_share_of_natural_persons_is_taken_of_the_published_figure():
    row = {"figure": "blacklist.exits.2018", "value": 2000.0, "fits": TERM}
    part = {"share": 0.6, "reference": "npcic-2018-12"}
    assert targets({**row, "natural_persons": part}).targets[0].wanted == 1200.0
    assert targets(row).targets[0].wanted == 2000.0


def test_a_span_adds_up_its_months_and_a_stock_does_not_add_up():
    span = span_of("refused.flight.2018-11..2019-01")
    assert span.names == tuple(f"refused.flight.{m}" for m in ("2018-11", "2018-12", "2019-01"))
    assert span.of({"refused.flight.2018-11": 1, "refused.flight.2019-01": 2}) == 3
    assert span_of("blacklist.stock.2018-05").names == ("blacklist.stock.2018-05",)
    for wrong, what in (
        ("blacklist.stock.2018-05..2018-06", "a stock is one of a month"),
        ("blacklist.subjects.stock.2018-05..2018-06", "a stock is one of a month"),
        ("organisation.blacklist.stock.2018-05..2018-06", "a stock is one of a month"),
        ("refused.flight.2018-06..2018-05", "ends before it begins"),
        ("refused.flight", "needs a year"),
    ):
        with pytest.raises(ValueError, match=what):
            span_of(wrong)


def test_values_are_found_behind_their_provenance_and_days_stay_whole():
    said, wanted = load("as-documented"), targets_of("as-documented")
    values = values_of(said, wanted)
    moved = changed(said, {TERM: 400.4, COVERAGE: 0.5})
    assert moved.regime.lists.blacklist.terms["judgment"] == 400
    coverage = moved.regime.data_sources["court"].coverage
    assert coverage is not None
    assert coverage.at(2018 * 12) == 0.5
    assert moved.provenance == said.provenance
    assert math.isclose(values[TERM], said.regime.lists.blacklist.terms["judgment"])
    assert last_month(wanted) == 2018 * 12 + 11


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"figure": "self_censored.criticism.2018"}, "nobody's opinion, silence or detention is ever a target"),
        ({"figure": "opinion.private.2018"}, "nobody's opinion"),
        ({"figure": "detentions.2018"}, "nobody's opinion"),
        ({"figure": "blacklist.stock.2018-01..2018-05"}, "a stock is one of a month"),
        ({"fits": "regime.rules.0.points"}, "may be fitted"),
        ({"fits": "society.lending.perform_a_month"}, "may be fitted"),
        ({"fits": "regime.lists.blacklist.pressure"}, "may be fitted"),
        ({"value": 0}, "must be above 0"),
        ({"reference": "hearsay"}, "is not a key of references.yaml"),
    ],
)
def test_what_may_not_be_fitted_is_refused(tmp_path, change, said):
    import json

    row = {"figure": "blacklist.entries.2018", "value": 300.0, "fits": COVERAGE, **change}
    file = tmp_path / "targets.yaml"
    file.write_text(json.dumps({**BASE, "targets": [row]}), encoding="utf-8")
    with pytest.raises(TargetError, match=said):
        targets_of(str(file))


def test_rail_refusals_of_as_told_are_fitted_with_what_high_speed_ones_leave():
    told = targets_of("as-told")
    column = [t.fits for t in told.targets].index("regime.consequences.high_speed.share")
    row = [t.figure for t in told.targets].index("refused.train.2018")
    assert declared(told)[row, column] == pytest.approx(0.085)


def test_a_figure_beside_the_targets_that_cannot_be_is_one_clear_message():
    from demerit.cli.options import figures_named
    from demerit.world.errors import DemeritError

    assert figures_named("refused.flight.2018, blacklist.stock.2018-05") == (
        "refused.flight.2018",
        "blacklist.stock.2018-05",
    )
    with pytest.raises(DemeritError, match="a stock is one of a month"):
        figures_named("blacklist.stock.2018-01..2018-05")

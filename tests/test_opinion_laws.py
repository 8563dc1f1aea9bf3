"""M21 in whole communities and worlds: published threshold results, what never moves an opinion, and cascades."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.helpers import made_up
from tests.helpers.figures import rising
from tests.helpers.worlds import at_end, other_labels, same, scenario, total, world

from demerit.draws import ONE, record
from demerit.month import opinion
from demerit.month.opinion import HIGHEST, NEUTRAL
from demerit.month.state import COUNT, DESK, LIFE, NEXT, NOW, STATE
from demerit.people.survey import survey
from demerit.report.finding import Finding
from demerit.report.findings import opinion as finding
from demerit.report.folder import opened
from demerit.report.measures import Measures
from demerit.rulebook.law import nothing
from demerit.rulebook.opinion import STEPS, thresholds
from demerit.rulebook.society import SOCIETY
from demerit.scenario import ScenarioError
from demerit.study.targets import TargetError, targets_of
from demerit.vocabulary import ACTS
from demerit.world.drivers.local import Local
from demerit.world.simulation import World

MONTHS = 36
SMALL = 100_000
OPPOSED = 0


# --- One square of people, in the code of the month -------------------------------------------------------------------


class Square:
    """Grown-up people who all think the same and all say something else; thresholds of 100."""

    def __init__(self, of_hundred: list[int], thinks: int = OPPOSED, says: int = HIGHEST) -> None:
        n = len(of_hundred)
        self.desk, self.me, self.next, self.now = record(DESK), record(LIFE), record(NEXT), record(NOW, month=480)
        self.soc, self.law = record(SOCIETY, opinionated=1), nothing()
        self.law.speech_pressure = 1024
        self.people = np.zeros(n, STATE)
        self.people["opinion"] = opinion.packed(thinks, thinks, says)
        self.desk.death[:n] = 10_000
        self.desk.home[:n] = self.desk.row[:n] = np.arange(n)
        self.desk.daring[:n] = ONE - 1
        self.desk.trait[:n] = thinks
        self.desk.courage[:n] = [1024 * t // 100 for t in of_hundred]

    def month(self) -> Any:
        """Live a month; returns its sums."""
        count, n = record(COUNT), len(self.people)
        opinion.climate(self.people, n, self.now.month, self.law, self.desk, self.me)
        opinion.voices(self.soc, self.law, n, 0, self.now.month, self.people, self.me, self.desk)
        for x in range(n):
            row = self.people[x]
            self.me.place, self.me.age, self.me.group, self.me.fear = x, 40, 0, row.fear
            opinion.minded(self.me, self.desk, x, x, row)
            opinion.opined(self.me, self.next, self.soc, self.law, self.desk, x, row, count)
        self.now.month += 1
        return count

    def settled(self, months: int = 250) -> Any:
        """The sums of the last of many months."""
        for _ in range(months - 1):
            self.month()
        return self.month()


def test_m21_granovetters_crowd_lives_in_the_code_of_the_month():
    """M. Granovetter, 1978: thresholds 0 to 99 bring in all hundred; the 1 replaced by a 2 leaves one."""
    assert Square(list(range(100))).settled().opinion_dissent_said.sum() == 100
    assert Square([0, 2, *range(2, 100)]).settled().opinion_dissent_said.sum() == 1


KURAN = [0, 20, 20, 30, 40, 50, 60, 70, 80, 100]  # T. Kuran, "Now out of never", World Politics 44, 1991


def test_m21_one_person_a_little_bolder_tips_nine_of_ten():
    """All think alike all the time; what nine of them say hangs on one person's threshold."""
    before, after = Square(KURAN).settled(), Square([0, 10, *KURAN[2:]]).settled()
    assert before.opinion_dissent_said.sum() == 1
    assert after.opinion_dissent_said.sum() == 9
    assert before.opinion_private.sum() == after.opinion_private.sum() == 10 * OPPOSED
    assert before.opinion_hidden.sum() == 9
    assert after.opinion_hidden.sum() == 1


def test_m21_even_those_furthest_from_what_is_expected_can_fall_silent():
    for thinks in range(NEUTRAL):
        count = Square([50] * 10, thinks).settled(3)
        assert count.opinion_dissent_said.sum() == 0
        assert count.opinion_gap.sum() == count.opinion_said.sum() - count.opinion_private.sum() > 0


def test_m21_words_that_nobody_hears_bring_out_nobody():
    heard, unheard = Square([50] * 10, says=OPPOSED), Square([50] * 10, says=OPPOSED)
    unheard.law.censorship = 1024
    assert heard.settled(5).opinion_dissent_said.sum() == 10
    assert unheard.settled(5).opinion_dissent_said.sum() == 0


@pytest.mark.parametrize("dissenters", [1, 4])
def test_m21_peers_shun_only_where_enough_of_them_stand_on_the_other_side(dissenters):
    square = Square([0] * 10, says=HIGHEST)
    square.people["opinion"][:dissenters] = opinion.packed(OPPOSED, OPPOSED, OPPOSED)
    square.law.speech_pressure, square.law.peer_pressure, square.law.shun_from = 0, 1024, 1024 * 3 // 4
    assert (square.month().opinion_shunned.sum() > 0) == (dissenters == 1)


def test_m21_a_pull_pushes_away_some_of_those_who_dissent_and_nobody_else():
    for private in range(HIGHEST + 1):
        steps = [opinion.pulled(private, draw, 1000, 512) for draw in (0, 499, 500, 999, 1000)]
        assert steps == ([-1, -1, 1, 1, 0] if private < NEUTRAL else [1, 1, 1, 1, 0])


# --- Traits -----------------------------------------------------------------------------------------------------------


def test_m21_first_opinion_and_threshold_depend_on_nothing_else_that_people_are():
    """Neither on the month of birth within an age band, nor on sex, income, place, work or population group."""
    w = world(scenario(), 1, scale=20_000, threads=1)
    people = survey(w.tables, w.where, 5)
    trait, courage = (np.zeros(len(people["id"]), np.int64) for _ in range(2))
    assert isinstance(w.driver, Local)
    desk, now = record(DESK), w.news_of(w.first)
    for c in np.unique(people["community"]):
        here = people["community"] == c
        desk.who[: here.sum()] = people["id"][here]
        opinion.traits(w.society_of(w.first), int(here.sum()), now.k0, now.k1, desk)
        trait[here], courage[here] = desk.trait[: here.sum()], desk.courage[: here.sum()]
    months = w.tables.census - people["birth"]
    people["months of an age band"] = months % 60
    people["age"] = months
    named = ("months of an age band", "age", "sex", "decile", "urban", "online", "active", "group", "province")
    living = people["role"] == 0
    limit = 4.5 / np.sqrt(living.sum())
    for name in named:
        for drawn in (trait, courage):
            assert abs(np.corrcoef(drawn[living], people[name][living])[0, 1]) < limit, name
    assert abs(np.corrcoef(trait[living], courage[living])[0, 1]) < limit


def test_m21_thresholds_follow_their_quantiles():
    told = (0.0, 0.03, 0.08, 0.12, 0.17, 0.22, 0.28, 0.35, 0.45, 0.6, 0.9)
    made = thresholds(told)
    assert len(made) == STEPS
    assert made == sorted(made)
    assert made[0] == 0
    assert made[STEPS // 2] == int(1024 * told[5])


# --- Worlds -----------------------------------------------------------------------------------------------------------


def lived(of: Any = None, months: Any = MONTHS, scale: Any = SMALL, **changes: Any) -> World:
    """A small world of `as-told` with changes."""
    return world(of or scenario(**changes), months, scale=scale)


def figure(of: World, field: str) -> int:
    return int(at_end(of, field).sum())


def bare(**said: Any) -> dict[str, Any]:
    """A regime that does nothing but what is said here to opinions."""
    return {"regime": {"opinion": {"pressure": 0.0, **said}}}


def kinds(value: float) -> dict[str, Any]:
    """The same influence of opinion on all that it moves; who does it does not depend on what is said aloud."""
    moved = ("criticism", "demonstration", "search", "loyalty")
    said: dict[str, Any] = {f"society__conduct__{kind}__opinion": value for kind in moved}
    return said | {f"society__conduct__{kind}__voice": None for kind in moved}


def test_m21_opinions_that_no_act_follows_move_nothing_else():
    """Whoever draws opinions draws nothing that anybody else draws: state and sums, to the bit."""
    with_them, without = lived(months=18, **kinds(0.0)), lived(months=18, society__opinions=None, **kinds(0.0))
    assert (with_them.people.state["opinion"] != 0).any()
    assert (without.people.state["opinion"] == 0).all()
    for name in set(STATE.names or ()) - {"opinion"}:
        assert (with_them.people.state[name] == without.people.state[name]).all(), name
    others = [name for name in COUNT.names or () if not name.startswith("opinion")]
    for (_, a), (_, b) in zip(with_them.history, without.history, strict=True):
        assert all((a[name] == b[name]).all() for name in others)


def test_m21_what_is_switched_off_within_it_equals_absent_to_the_bit():
    plain = lived(months=18)
    for off in (
        {"regime__opinion__censorship": 0.0},
        {"regime__opinion__reactance": 0.0},
        {"regime__opinion__media_online": {"2014-01": 0.01}},  # what everybody else has
        {"regime__opinion__signal": {"month": "2014-05", "share": 0.0}},
    ):
        assert same(plain, lived(months=18, **off)), off
    silent = {"strength": 0.0, "hardship": 9, "fear": 9, "from_share": 0.5}
    assert same(plain, lived(months=18, regime__opinion__ostracism=silent))


def test_m21_labels_of_groups_change_no_opinion():
    """Swap the labels of the two groups under a regime of nothing but media and pressure: every opinion stays."""
    of = scenario(**bare(media=0.1, pressure=0.6))
    plain = lived(of, 18)
    swapped = other_labels(of, 18, SMALL)
    assert (plain.people.state == swapped.people.state).all()
    assert (plain.people.state["opinion"] != 0).any()
    for (_, a), (_, b) in zip(plain.history, swapped.history, strict=True):
        for field in ("opinion_private", "opinion_said", "opinion_gap"):
            assert (a[field][:, ::-1] == b[field]).all()


def detaining(share: float, **more: Any) -> World:
    """Whoever criticises is detained, or not; nothing else follows from anything."""
    rule = {"conduct": "criticism", "source": "social", "days": 90, "share": share, "from": "2014-01"}
    return lived(
        regime__detention=[rule] if share else [],
        regime__lists=None,
        regime__consequences={},
        regime__favours=[],
        regime__automatic_penalties=[],
        regime__commercial_scores={},
        regime__learned_score=None,
        regime__organisations=None,
        regime__opinion__backfire=1.0,
        **more,
    )


def test_m21_detention_has_no_effect_on_opinion():
    """It never works: what the detained and everybody else think and say stays the same, to the bit."""
    calm = {"regime__fear": None}
    free, held = detaining(0.0, **calm), detaining(1.0, **calm)
    assert total(held, "detentions").sum() > 0
    assert (free.people.state["opinion"] == held.people.state["opinion"]).all()


def test_m21_detention_moves_no_private_opinion_even_where_it_frightens():
    alone = {"society__opinions__household": 0.0, "society__opinions__community": 0.0}
    free, held = detaining(0.0, **alone), detaining(1.0, **alone)
    assert figure(free, "fear") < figure(held, "fear")
    assert figure(free, "opinion_private") == figure(held, "opinion_private")


def test_m21_media_move_those_whom_they_reach():
    """Pulls offline and online add up to no more than a pull on all; with neither nobody is moved."""
    none, offline, online, both = (
        lived(**bare(media=a, media_online=b)) for a, b in ((0.0, 0.0), (0.1, 0.0), (0.0, 0.1), (0.1, 0.1))
    )
    levels = [figure(w, "opinion_private") for w in (none, offline, both)]
    assert rising(levels)
    assert rising([levels[0], figure(online, "opinion_private"), levels[2]])


def test_m21_the_more_pulls_push_away_the_more_dissent_there_is():
    worlds = [lived(**bare(media=0.1, reactance=share)) for share in (0.0, 0.5, 1.0)]
    assert rising([figure(w, "opinion_dissent_private") for w in worlds])


def test_m21_the_less_is_heard_the_fewer_speak():
    worlds = [lived(scale=30_000, **bare(pressure=0.6, censorship=share)) for share in (0.9, 0.5, 0.0)]
    assert rising([figure(w, "opinion_dissent_said") for w in worlds])


def test_m21_the_more_punishment_embitters_the_wider_the_gap():
    worlds = [lived(regime__opinion={"backfire": chance, "pressure": 1.0}) for chance in (0.0, 0.3, 1.0)]
    assert rising([-figure(w, "opinion_private") for w in worlds])
    assert rising([figure(w, "opinion_gap") for w in worlds])


def test_m21_fear_silences_and_without_its_weight_it_does_not():
    quiet = {"regime__opinion": {"pressure": 0.2}}
    worlds = [lived(regime__fear={"fine": fear, "refusal": fear}, **quiet) for fear in (0, 10, 60)]
    assert rising([figure(w, "opinion_hidden") for w in worlds])
    still = {"society__opinions__fear": 0.0, **kinds(0.0), **quiet}
    calm, afraid = (lived(regime__fear={"fine": fear, "refusal": fear}, **still) for fear in (0, 60))
    assert figure(calm, "fear") < figure(afraid, "fear")
    assert (calm.people.state["opinion"] == afraid.people.state["opinion"]).all()


def test_m21_ostracism_alone_widens_the_gap_and_hurts():
    """No points, no list, no state: an otherwise empty regime in which peers shun."""

    def shunning(strength: float) -> World:
        peers = {"strength": strength, "from_share": 0.5, "hardship": 10, "fear": 0}
        return lived(regime={"opinion": {"ostracism": peers}}, society__opinions__fear=0.0)

    worlds = [shunning(strength) for strength in (0.0, 0.6, 1.0)]
    assert rising([figure(w, "opinion_gap") for w in worlds])
    assert figure(worlds[0], "hardship") < figure(worlds[1], "hardship")
    for w in worlds:
        assert total(w, "records").sum() == total(w, "refused").sum() == total(w, "blacklist_entries").sum() == 0


def test_m21_sums_agree_with_one_another():
    for _, sums in lived().history:
        open_dissent = sums["opinion_dissent_private"] - sums["opinion_hidden"]
        assert (open_dissent >= 0).all()
        assert (sums["opinion_dissent_said"] >= open_dissent).all()
        assert (sums["opinion_gap"] >= abs(sums["opinion_private"] - sums["opinion_said"])).all()
        assert (sums["opinion_falsified"] <= sums["opinion_gap"]).all()
        assert (sums["opinion_people"] <= sums["people"]).all()
        assert sums["clipped"].sum() == 0


def criticisms(of: World) -> int:
    return int(total(of, "acts")[..., ACTS.index("criticism")].sum())


def test_m21_the_more_are_against_the_line_the_more_criticise():
    shares = [[float(level == at) for level in range(16)] for at in (8, 5, 1)]
    assert rising([criticisms(lived(regime={}, society__opinions__distribution=one)) for one in shares])


# --- The cascade ------------------------------------------------------------------------------------------------------

# Nobody speaks before a twentieth of the neighbours do.  For a year nobody hears a word against the line.
ALIKE = {"society__opinions__thresholds": [0.05] * 11}


def signalled(share: float) -> World:
    said = {"pressure": 1.0, "censorship": {"2014-01": 1.0, "2015-01": 0.0}}
    return lived(**bare(**said, signal={"month": "2015-07", "share": share}), **ALIKE)


def test_m21_a_small_public_signal_sets_off_a_cascade_where_it_passes_the_thresholds_and_not_below():
    """A tenth of those who dissent are nowhere a twentieth of the neighbours; communities tip one by one."""
    none, few, some, enough = (signalled(share) for share in (0.0, 0.1, 0.22, 0.5))
    speaking = {month - few.scenario.start: int(sums["opinion_dissent_said"].sum()) for month, sums in few.history}
    assert speaking[17] == 0 < speaking[18]
    assert figure(none, "opinion_dissent_said") == 0
    assert figure(few, "opinion_dissent_said") < 0.05 * figure(few, "opinion_dissent_private")
    assert rising([figure(w, "opinion_dissent_said") for w in (few, some, enough)])
    assert figure(enough, "opinion_dissent_said") > 0.99 * figure(enough, "opinion_dissent_private")


# --- The report -------------------------------------------------------------------------------------------------------


def told_by(folder: Path, **changes: Any) -> Finding:
    """What the report finds of the made-up run under other interventions."""
    made_up.folder(folder, life=False)
    of = scenario(**changes)
    (folder / "scenario.json").write_text(json.dumps(of.resolved()), encoding="utf-8")
    made_up.resealed(folder)
    found = finding.find(Measures(opened(folder)))
    assert isinstance(found, Finding)
    return found


def test_m21_the_report_says_how_far_what_is_said_lies_off_what_is_thought(tmp_path):
    """Made up: one level more at the end, a dissent of 0.3 of 0.85, a fifth of it aloud."""
    found = told_by(tmp_path / "run")
    assert found.title == "In December 2019, 35 % dissent in private and 7.1 % aloud"
    assert found.figures[1].title == "In December 2019, what is said lies 1.00 of 15 levels off what is thought"
    assert "publication cannot be compared within it" in found.text


def test_m21_the_report_compares_months_with_and_without_a_published_list(tmp_path):
    changes = [{"date": "2018-01", "set": {"lists.blacklist.published": None}}]
    found = told_by(tmp_path / "run", interventions=changes)
    assert "While the list is published, what is said lies 0.26 of 15 levels off what is thought, otherwise 0.76" in (
        found.text
    )


def test_m21_the_report_tells_what_a_signal_set_off(tmp_path):
    found = told_by(tmp_path / "run", regime__opinion__signal={"month": "2018-01", "share": 0.1})
    assert "before the signal of January 2018" in found.text
    assert "in January 2019" in found.text


# --- What is refused --------------------------------------------------------------------------------------------------


def target(tmp_path: Any, figure: str, fits: str) -> str:
    file = tmp_path / "mine.yaml"
    rows = f"  - {{figure: {figure}, value: 1, fits: {fits}}}\n"
    file.write_text("scenario: as-told\nreference: article\ntargets:\n" + rows)
    return str(file)


@pytest.mark.parametrize("name", ["opinion.private.2018-12", "opinion.hidden.2018", "opinion.gap.2018"])
def test_m21_no_opinion_is_ever_a_target(name, tmp_path):
    with pytest.raises(TargetError, match="nobody's opinion, silence or detention is ever a target"):
        targets_of(target(tmp_path, name, "regime.consequences.flight.share"))


@pytest.mark.parametrize("key", ["regime.opinion.signal.share", "regime.opinion.ostracism.from_share"])
def test_m21_nothing_that_moves_or_silences_opinions_is_ever_fitted(key, tmp_path):
    with pytest.raises(TargetError, match="what moves or silences opinions is never fitted"):
        targets_of(target(tmp_path, "refused.flight.2018", key))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"society__opinions__distribution": [0.5, 0.5]}, "distribution must have at least 16 entries, not 2"),
        ({"society__opinions__thresholds": [0.5] * 10 + [0.1]}, "thresholds must not fall from one value to the next"),
        ({"regime__opinion__reactance": 2.0}, "regime.opinion.reactance: 2 must be between 0 and 1"),
    ],
)
def test_m21_what_is_wrong_with_opinions_is_one_clear_message(changes, message):
    with pytest.raises(ScenarioError) as caught:
        scenario(**changes)
    assert [message in str(problem) for problem in caught.value.problems] == [True]

"""M21: what is thought and what is said.  Published threshold results to the person; directions written beforehand."""

import itertools
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm
from tests.worlds import at_end, same, scenario, total, world

from demerit.draws import ONE, record
from demerit.month import opinion
from demerit.month.community import present
from demerit.month.state import COUNT, DESK, LIFE, NEXT, NOW, OF_AGE, STATE
from demerit.people.tables import swapped_groups
from demerit.rulebook.law import nothing
from demerit.rulebook.opinion import STEPS, society_opinion
from demerit.rulebook.society import SOCIETY
from demerit.scenario import Scenario, ScenarioError
from demerit.study.targets import TargetError, targets_of
from demerit.vocabulary import ACTS
from demerit.world.simulation import World

LOYAL, OPPOSED = opinion.MOST, opinion.LEAST
MONTHS = 36
SMALL = 100_000
dares = getattr(opinion.dares, "py_func", opinion.dares)


# --- Published results ------------------------------------------------------------------------------------------------


def crowd(thresholds: list[int]) -> int:
    """How many take part in the end, from nobody: thresholds as numbers of people."""
    n = len(thresholds)
    taking_part = 0
    for _ in range(2 * n):
        taking_part = sum(bool(dares(1024 * t // n, 1024, taking_part, n)) for t in thresholds)
    return taking_part


def test_m21_granovetter_thresholds_from_0_to_99_bring_in_all_hundred():
    assert crowd(list(range(100))) == 100


def test_m21_granovetter_one_person_changed_leaves_one():
    """The person with threshold 1 is replaced by one with threshold 2."""
    assert crowd([0, 2, *range(2, 100)]) == 1


def normal_crowd(spread: float, n: int = 20_000) -> float:
    """Share of 100 that take part in the end, thresholds normal with mean 25 and this standard deviation."""
    shares = norm.ppf((np.arange(n) + 0.5) / n, loc=0.25, scale=spread / 100)
    thresholds = np.floor(shares * 1024 * 1000).astype(np.int64)  # a thousand times finer: so are the fellows
    before, now = -1, 0
    while now != before:
        before, now = now, int(dares(thresholds, 1024, 1000 * now, n).sum())
    return 100 * now / n


def test_m21_granovetter_normal_thresholds_jump_where_the_spread_passes_12_2():
    """As the standard deviation grows, about 6 take part, and then, at once, nearly all (Granovetter 1978, figure 2)."""
    assert normal_crowd(12.15) == pytest.approx(5.5, abs=0.6)
    low, high = 12.0, 12.6
    while high - low > 0.002:
        middle = (low + high) / 2
        low, high = (middle, high) if normal_crowd(middle) < 50 else (low, middle)
    assert high == pytest.approx(12.22, abs=0.02)
    assert normal_crowd(low) == pytest.approx(6.04, abs=0.25)
    assert normal_crowd(high) > 97


class Square:
    """A community of grown-up people in the code of the month: everybody thinks the opposite of what everybody says."""

    def __init__(self, thresholds: list[int], thinks: int = OPPOSED, says: int = LOYAL) -> None:
        n = len(thresholds)
        self.desk, self.me, self.next, self.now = record(DESK), record(LIFE), record(NEXT), record(NOW, month=480)
        self.soc, self.law = record(SOCIETY, opinions=1), nothing()
        self.law.line, self.law.line_pressure = 1, 1024
        self.people = np.zeros(n, STATE)
        self.desk.death[:n] = 10_000
        self.desk.home[:n] = np.arange(n)
        self.desk.voice[:n] = ONE - 1
        self.desk.trait[:n] = thinks
        self.desk.threshold[:n] = [1024 * t // 100 for t in thresholds]
        self.people["opinion"] = opinion.packed(thinks, says, thinks)

    def month(self) -> Any:
        """Live a month; returns its sums."""
        count, n = record(COUNT), len(self.people)
        alive = present(n, self.now.month, self.desk)
        opinion.climate(self.people, 0, n, alive, self.now.month, self.law, self.desk, self.me)
        for x in range(n):
            self.me.place, self.me.age, self.me.group, self.me.fear = x, 40, 0, self.people[x].fear
            opinion.put(self.me, self.desk, x, self.people[x])
            row = self.people[x]
            opinion.opined(self.me, self.next, self.soc, self.law, self.now, self.desk, x, row, count, None)
        self.now.month += 1
        return count

    def settled(self, months: int = 250) -> Any:
        """The sums of the last of many months."""
        for _ in range(months - 1):
            self.month()
        return self.month()


def test_m21_granovetter_in_the_code_of_the_month():
    assert Square(list(range(100))).settled().opinion_speaking.sum() == 100
    assert Square([0, 2, *range(2, 100)]).settled().opinion_speaking.sum() == 1


KURAN = [0, 20, 20, 30, 40, 50, 60, 70, 80, 100]  # T. Kuran, "Now out of never", World Politics 44, 1991


def test_m21_kuran_one_person_a_little_bolder_tips_nine_of_ten():
    """All think alike all the time; what nine of them say hangs on one person's threshold."""
    before, after = Square(KURAN).settled(), Square([0, 10, *KURAN[2:]]).settled()
    assert before.opinion_speaking.sum() == 1
    assert after.opinion_speaking.sum() == 9
    assert before.opinion_private.sum() == after.opinion_private.sum() == 10 * OPPOSED
    assert before.opinion_hidden.sum() == 9
    assert after.opinion_hidden.sum() == 1


def test_m21_the_gap_is_what_is_thought_less_what_is_said():
    count = Square([50] * 10).settled(3)
    assert count.opinion_gap.sum() == count.opinion_said.sum() - count.opinion_private.sum() > 0


def test_m21_who_supports_the_line_says_so_whatever_others_say():
    count = Square([100] * 10, thinks=LOYAL, says=OPPOSED).settled(2)
    assert count.opinion_said.sum() == 10 * LOYAL


@pytest.mark.parametrize("thinks", [OPPOSED, LOYAL])
def test_m21_peers_alone_silence_whoever_deviates_on_either_side(thinks):
    """No line, no state: a few among neighbours who say the opposite."""
    square = Square([50] * 10, thinks, says=LOYAL - thinks)
    square.law.line, square.law.line_pressure, square.law.shun_pressure = 0, 0, 1024
    assert square.settled(3).opinion_falsified.sum() == 10
    square.law.shun_pressure = 0
    assert square.settled(3).opinion_falsified.sum() == 0


def test_m21_whoever_is_shunned_is_hurt_only_where_enough_neighbours_stand_on_the_other_side():
    square = Square([0] * 10, OPPOSED, says=LOYAL)
    square.people["opinion"][:3] = opinion.packed(OPPOSED, OPPOSED, OPPOSED)
    square.law.line, square.law.line_pressure = 0, 0
    square.law.ostracism, square.law.shun_tolerance, square.law.shun_fear, square.law.shun_hardship = 1, 3, 9, 4
    square.law.shun_share = 1024 * 3 // 4
    assert square.month().opinion_shunned.sum() == 0
    square = Square([0] * 10, OPPOSED, says=LOYAL)
    square.people["opinion"][:1] = opinion.packed(OPPOSED, OPPOSED, OPPOSED)
    square.law.ostracism, square.law.shun_tolerance, square.law.shun_fear, square.law.shun_hardship = 1, 3, 9, 4
    square.law.shun_share = 1024 * 3 // 4
    assert square.month().opinion_shunned.sum() == 1
    assert (square.people["fear"] == [9] + [0] * 9).all()
    assert (square.people["hardship"] == [4] + [0] * 9).all()


# --- One byte ---------------------------------------------------------------------------------------------------------


def test_both_levels_fit_one_byte_that_is_zero_for_whoever_thinks_as_born_and_says_so():
    for trait, private, said in itertools.product(range(16), repeat=3):
        stored = np.int8(opinion.packed(private, said, trait))
        assert opinion.unpacked_private(stored, trait) == private
        assert opinion.unpacked_said(stored, trait) == said
        assert (stored == 0) == (private == said == trait)


def test_state_stays_within_ten_bytes_a_person():
    assert STATE.itemsize == 10


def test_traits_follow_the_shares_and_quantiles_of_the_society():
    of = scenario().society
    soc = record(SOCIETY)
    society_opinion(soc, of)
    assert of.opinion is not None
    for level, share in enumerate(of.opinion.private):
        assert (soc.opinion_of == level).mean() == pytest.approx(share, abs=1 / STEPS)
    middle = STEPS // 2
    assert soc.threshold_of[middle] == int(1024 * of.opinion.thresholds[5])
    assert soc.threshold_of[0] == int(1024 * of.opinion.thresholds[0])


# --- Worlds -----------------------------------------------------------------------------------------------------------


def lived(of: Scenario | None = None, months: int = MONTHS, **changes: Any) -> World:
    """A small world of `as-told` with changes."""
    return world(of or scenario(**changes), months, scale=SMALL)


def figure(of: World, field: str) -> int:
    return int(at_end(of, field).sum())


def rising(values: list[int]) -> bool:
    return all(a < b for a, b in itertools.pairwise(values))


def bare(**said: Any) -> dict[str, Any]:
    """A regime that does nothing but what is said here to opinions."""
    return {"regime": {"opinion": {"pressure": 0.0, **said}}}


def others_the_same(one: World, other: World) -> bool:
    """Whether two worlds differ in nothing but opinions."""
    fields = [name for name in COUNT.names or () if not name.startswith("opinion")]
    states = all((one.people.state[n] == other.people.state[n]).all() for n in STATE.names or () if n != "opinion")
    return states and all(
        (a[name] == b[name]).all() for (_, a), (_, b) in zip(one.history, other.history) for name in fields
    )


PEERS = {"from": "2014-01", "from_share": 0.5, "tolerance": 2, "fear": 12, "hardship": 6}


def test_m21_off_equals_absent_to_the_bit():
    """Without opinions in the society nothing that a regime or peers do to them is there."""
    absent = lived(society__opinion=None, regime__opinion=None, months=18)
    assert (absent.people.state["opinion"] == 0).all()
    assert same(absent, lived(society__opinion=None, regime__ostracism=PEERS, months=18))


def test_m21_a_regime_that_does_nothing_to_opinions_equals_none():
    none = lived(regime__opinion=None, months=18)
    assert same(none, lived(regime__opinion={"media": {"offline": 0.0, "online": 0.0}}, months=18))
    assert same(none, lived(regime__opinion=None, regime__ostracism={**PEERS, "from": "2021-12"}, months=18))
    assert same(none, lived(regime__opinion={"signal": {"month": "2014-05", "share": 0.0}}, months=18))


def test_m21_opinions_that_no_act_follows_move_nothing_else():
    """Whoever draws opinions draws nothing that anybody else draws."""
    kinds = {f"society__conduct__{kind}__opinion": 0.0 for kind in ("criticism", "demonstration", "search", "loyalty")}
    with_them, without = lived(months=18, **kinds), lived(months=18, society__opinion=None, **kinds)
    assert others_the_same(with_them, without)
    assert (with_them.people.state["opinion"] != 0).any()


def test_m21_opinions_count_everybody_of_age():
    w = lived(regime__opinion=None, months=2)
    sums = w.history[-1][1]
    alive = w.history[-1][1]["people"].sum()
    assert 0.7 * alive < sums["opinion_people"].sum() < alive
    assert OF_AGE == 14


def test_m21_sums_agree_with_one_another():
    for _, sums in lived().history:
        assert (sums["opinion_hidden"] <= sums["opinion_dissent"]).all()
        assert (sums["opinion_gap"] >= abs(sums["opinion_private"] - sums["opinion_said"])).all()
        assert (sums["opinion_falsified"] <= sums["opinion_gap"]).all()
        said_by_dissenters = sums["opinion_dissent"] - sums["opinion_hidden"]
        assert (sums["opinion_speaking"] >= said_by_dissenters).all()
        assert sums["clipped"].sum() == 0


def test_m21_labels_of_groups_change_no_opinion():
    """Swap the labels of the two groups among all people under an empty regime: every opinion stays, to the bit."""
    of = scenario(regime={})
    plain = lived(of, 18)
    swapped = World(of, 5, SMALL, threads=2, until=of.start + 17)
    swapped.tables = swapped_groups(swapped.tables)
    swapped.run()
    assert (plain.people.state == swapped.people.state).all()
    assert (plain.people.state["opinion"] != 0).any()
    for (_, a), (_, b) in zip(plain.history, swapped.history, strict=True):
        for field in ("opinion_private", "opinion_said", "opinion_gap"):
            assert (a[field][:, ::-1] == b[field]).all()


def detaining(share: float, **more: Any) -> World:
    """Whoever criticises is detained, or not; nothing else follows from it."""
    rule = {"conduct": "criticism", "source": "social", "days": 90, "share": share, "from": "2014-01"}
    quiet = {"regime__lists": None, "regime__consequences": {}, "regime__favours": [], "regime__automatic_penalties": []}
    quiet |= {"regime__opinion__punishment": 1.0, "regime__commercial_scores": {}}
    return lived(regime__detention=[rule] if share else [], **quiet, **more)


def test_m21_detention_has_no_effect_on_opinion():
    """It never works: what the detained and everybody else think and say stays the same to the bit."""
    calm = {"regime__shame__own_case": 0}
    free, held = detaining(0.0, **calm), detaining(1.0, **calm)
    assert total(held, "detentions").sum() > 0
    assert (free.people.state["opinion"] == held.people.state["opinion"]).all()


def test_m21_detention_moves_no_private_opinion_even_where_it_frightens():
    alone = {"society__opinion__conformity": {"household": 0.0, "community": 0.0}}
    free, held = detaining(0.0, **alone), detaining(1.0, **alone)
    assert figure(free, "opinion_private") == figure(held, "opinion_private")
    assert figure(free, "fear") < figure(held, "fear")


def test_m21_the_stronger_the_pull_of_the_media_the_higher_private_opinion():
    worlds = [lived(**bare(media={"offline": c, "online": c})) for c in (0.0, 0.02, 0.1)]
    assert rising([figure(w, "opinion_private") for w in worlds])


def test_m21_media_reach_whom_they_reach():
    """Where only people online are reached, more of them move than where only people offline are: most are online."""
    one, other = (lived(**bare(media=m)) for m in ({"offline": 0.1, "online": 0.0}, {"offline": 0.0, "online": 0.1}))
    none = lived(**bare())
    assert figure(none, "opinion_private") < min(figure(one, "opinion_private"), figure(other, "opinion_private"))


def test_m21_the_more_a_school_teaches_the_line_the_higher_private_opinion():
    worlds = [lived(**bare(school=c)) for c in (0.0, 0.1, 0.5)]
    assert rising([figure(w, "opinion_private") for w in worlds])


def test_m21_the_more_a_pull_backfires_the_more_dissent_there_is():
    media = {"offline": 0.1, "online": 0.1}
    worlds = [lived(**bare(media=media, backfire=share)) for share in (0.0, 0.5, 1.0)]
    assert rising([figure(w, "opinion_dissent") for w in worlds])


def punishing(chance: float, **more: Any) -> World:
    return lived(regime__opinion={"punishment": chance, "pressure": 1.0}, **more)


def test_m21_the_more_punishment_embitters_the_wider_the_gap():
    worlds = [punishing(chance) for chance in (0.0, 0.3, 1.0)]
    assert rising([-figure(w, "opinion_private") for w in worlds])
    assert rising([figure(w, "opinion_gap") for w in worlds])


def test_m21_the_harder_it_is_to_speak_the_fewer_do():
    worlds = [lived(**bare(pressure=weight)) for weight in (2.0, 1.0, 0.0)]
    assert rising([figure(w, "opinion_speaking") for w in worlds])
    assert rising([-figure(w, "opinion_gap") for w in worlds])


def test_m21_the_less_is_heard_the_fewer_speak():
    worlds = [lived(**bare(pressure=1.0, censorship=share)) for share in (0.9, 0.5, 0.0)]
    assert rising([figure(w, "opinion_speaking") for w in worlds])


def test_m21_fear_silences():
    worlds = [lived(regime__shame__own_case=fear, regime__opinion={"pressure": 0.2}) for fear in (0, 10, 60)]
    assert rising([figure(w, "opinion_hidden") for w in worlds])


def ostracising(**more: Any) -> World:
    """No points, lists or state: an otherwise empty regime in which peers shun."""
    return lived(**{"regime": {"ostracism": {**PEERS, **more}}, "society__opinion__caution": 0.0})


def test_m21_ostracism_without_a_state_widens_the_gap():
    worlds = [ostracising(pressure=weight) for weight in (0.0, 1.0, 3.0)]
    assert rising([figure(w, "opinion_gap") for w in worlds])
    assert total(worlds[-1], "records").sum() == total(worlds[-1], "blacklist_entries").sum() == 0


def test_m21_ostracism_frightens_and_hurts_by_itself():
    worlds = [ostracising(fear=level, hardship=level) for level in (0, 10, 40)]
    assert rising([figure(w, "fear") for w in worlds])
    assert rising([figure(w, "hardship") for w in worlds])
    assert rising([figure(w, "opinion_gap") for w in worlds])


NUMB = {"society__opinion__fear": 0.0, "society__opinion__caution": 0.0}


def test_m21_with_nothing_to_fear_nobody_says_what_they_do_not_think():
    """The mediators held fixed: without pressure and without fear no punishment and no peers open a gap."""
    punished = lived(regime__opinion={"punishment": 1.0, "pressure": 0.0}, regime__ostracism=PEERS, **NUMB)
    assert figure(punished, "fear") > 0
    assert figure(punished, "opinion_shunned") > 0
    assert figure(punished, "opinion_gap") == figure(punished, "opinion_falsified") == 0


def test_m21_what_is_said_moves_private_opinion_only_where_people_conform():
    alone = {"society__opinion__conformity": {"household": 0.0, "community": 0.0}}
    free, pressed = lived(**bare(), **alone), lived(**bare(pressure=2.0), **alone)
    assert figure(free, "opinion_gap") < figure(pressed, "opinion_gap")
    assert figure(free, "opinion_private") == figure(pressed, "opinion_private")
    # weak enough that two years of burn-in do not already make everybody agree
    together = {"society__opinion__conformity": {"household": 0.02, "community": 0.02}}
    assert figure(lived(**bare(), **together), "opinion_private") < figure(
        lived(**bare(pressure=2.0), **together), "opinion_private"
    )


def criticisms(of: World) -> int:
    return int(total(of, "acts")[..., ACTS.index("criticism")].sum())


def test_m21_the_more_are_against_the_line_the_more_criticise():
    shares = [[1.0 if level == at else 0.0 for level in range(16)] for at in (14, 8, 1)]
    assert rising([criticisms(lived(regime={}, society__opinion__private=one)) for one in shares])


def test_m21_what_is_left_unsaid_is_counted_although_nobody_is_afraid():
    silent = lived(**bare(pressure=3.0))
    assert figure(silent, "fear") == 0
    assert total(silent, "self_censored")[..., ACTS.index("criticism")].sum() > 0


# --- The cascade ------------------------------------------------------------------------------------------------------

# Nobody speaks before a twentieth of the neighbours do.  For a year nobody hears a word against the line.
ALIKE = {"society__opinion__thresholds": [0.05] * 11, "society__opinion__caution": 0.0}


def signalled(share: float) -> World:
    said = {"pressure": 1.0, "censorship": {"2014-01": 1.0, "2015-01": 0.0}}
    said["signal"] = {"month": "2015-07", "share": share}
    return lived(**bare(**said), **ALIKE)


def test_m21_a_small_public_signal_sets_off_a_cascade_where_it_passes_the_thresholds_and_not_below():
    """A tenth of those against the line are nowhere a twentieth of the neighbours; communities tip one by one."""
    none, few, some, enough = (signalled(share) for share in (0.0, 0.1, 0.22, 0.5))
    speaking = {month - few.scenario.start: int(sums["opinion_speaking"].sum()) for month, sums in few.history}
    assert speaking[17] == 0 < speaking[18]
    assert figure(none, "opinion_speaking") == 0
    assert figure(few, "opinion_speaking") < 0.05 * figure(few, "opinion_dissent")
    assert rising([figure(w, "opinion_speaking") for w in (few, some, enough)])
    assert figure(enough, "opinion_speaking") > 0.99 * figure(enough, "opinion_dissent")


# --- What is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["opinion.private.2018-12", "opinion.hidden.2018", "opinion.gap.2018"])
def test_m21_no_opinion_is_ever_a_target(name, tmp_path):
    file = tmp_path / "mine.yaml"
    line = f"  - {{figure: {name}, value: 1, fits: regime.consequences.flight.share}}\n"
    file.write_text("scenario: as-told\nreference: none\ntargets:\n" + line)
    with pytest.raises(TargetError, match="nobody's opinion, silence or detention is ever a target"):
        targets_of(str(file))


@pytest.mark.parametrize("key", ["regime.opinion.signal.share", "regime.ostracism.from"])
def test_m21_nothing_that_pulls_or_silences_is_ever_fitted(key, tmp_path):
    file = tmp_path / "mine.yaml"
    line = f"  - {{figure: refused.flight.2018, value: 1, fits: {key}}}\n"
    file.write_text("scenario: as-told\nreference: none\ntargets:\n" + line)
    with pytest.raises(TargetError, match="what moves or silences opinions is never fitted"):
        targets_of(str(file))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"society__opinion__private": [0.1] * 16}, "society.opinion.private: sums to 1.6; its shares must sum to 1"),
        ({"society__opinion__private": [0.5, 0.5]}, "society.opinion.private: must have at least 16 entries, not 2"),
        ({"society__opinion__thresholds": [0.5] * 10 + [0.1]}, "society.opinion.thresholds: must not fall"),
        (
            {"society__opinion__conformity": {"household": 0.6, "community": 0.6}},
            "society.opinion.conformity: needs household and community to sum to at most 1",
        ),
        ({"society__conduct__criticism__opinion": -1.0}, "the effects of fear, hardship and opinion"),
    ],
)
def test_m21_what_is_wrong_with_opinions_is_one_clear_message(changes, message):
    with pytest.raises(ScenarioError) as caught:
        scenario(**changes)
    assert [message in str(problem) for problem in caught.value.problems] == [True]

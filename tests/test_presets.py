"""City point systems, a private score, the narrow reform law: each is sound, asks for what nobody found, and shows
the mechanism that it exists for.  Directions were written down before the worlds were run."""

import copy
import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from tests.helpers.commands import demerit
from tests.helpers.figures import rising
from tests.helpers.marks import leaves, marked
from tests.helpers.worlds import SCALE, at_end, same, total, world

from demerit.life.ledger import entries
from demerit.life.replaying import replay, replay_community
from demerit.life.rules import Rules
from demerit.life.warming import OfWorld
from demerit.people.desk import STRIDE
from demerit.scenario import Scenario, ScenarioError, load
from demerit.scenario.loading import text_of_preset
from demerit.scenario.provenance import TAKEN, Provenance
from demerit.scenario.reading import read
from demerit.scenario.shipped import names_in, presets
from demerit.study.targets import targets_of
from demerit.vocabulary import CONDUCT, DEMANDS, SOURCES
from demerit.world.simulation import World

CITIES = ("rongcheng", "suining", "fuzhou")
NAMES = (*CITIES, "sesame-like", "shenzhen-2023")


def preset(name: str, **changes: Any) -> Scenario:
    """A preset with what it suggests, in the whole country, and with values changed; keys dotted with `__`."""
    data = copy.deepcopy(load(name, assume=True).resolved())
    data["regime"]["rollout"]["provinces"] = []
    for key, value in changes.items():
        *path, last = key.split("__")
        holder: Any = data
        for step in path:
            step = step.replace("_like", "-like")
            holder = holder[int(step)] if isinstance(holder, list) else holder[step]
        holder[last] = value
    return Scenario.from_resolved(data)


def lived(name: str, months: int, **changes: Any) -> World:
    """A preset, changed, for some months."""
    return world(preset(name, **changes), months)


def rule(name: str, rule_id: str) -> int:
    """The number of a rule of a preset."""
    return [each.id for each in load(name, assume=True).regime.rules].index(rule_id)


# What every preset must do.


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_asks_for_every_value_that_nobody_found_and_runs_with_what_it_suggests(name):
    code, _, errors = demerit("check", name)
    asked = re.findall(r"regime\.(\S+) is left to you", errors)
    assert code == 2
    assert len(asked) == len(set(asked)) == len(re.findall(r"value: null, assume:", text_of_preset(name))) > 0
    code, said, errors = demerit("check", name, "--assume")
    assert (code, errors) == (0, "")
    assert "nothing is wrong" in said
    marked = Scenario.from_resolved(load(name, assume=True).resolved())  # as a run writes it down
    for key in asked:
        provenance = marked.provenance_of(f"regime.{key}")
        assert provenance is not None
        assert provenance.mark == "assumed", key
        assert (provenance.note or "").removesuffix(")").endswith(TAKEN), key


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_a_preset_has_a_mark(name):
    scenario = load(name, assume=True)
    data = scenario.regime.model_dump(exclude_unset=True, by_alias=True)
    bare = [key for key in leaves(data, "regime") if not marked(scenario, key)]
    assert bare == []


def test_a_preset_with_values_left_open_says_so_with_the_line_of_each():
    with pytest.raises(ScenarioError) as error:
        load("rongcheng")
    assert all(problem.line > 0 for problem in error.value.problems)


@pytest.mark.parametrize("name", NAMES)
def test_the_report_of_a_preset_presumes_no_article_and_names_the_area(name, tmp_path):
    until = f"{load(name, assume=True).start // 12 + 1}-06"
    out = tmp_path / "run"
    code, _, errors = demerit(
        *("run", name, "--assume", "--quiet", "--scale", "1:100000", "--until", until, "--out", out)
    )
    assert code == 0, errors
    text = html.unescape(re.sub(r"<[^>]+>", " ", (out / "report.html").read_text(encoding="utf-8")))
    assert not re.search(r"the article|missed its date", text)
    for province in load(name, assume=True).regime.rollout.provinces:
        assert f"every figure is of {province}" in text
    assert (out / "scenario.yaml").read_text(encoding="utf-8").count(TAKEN) > 0


# Points of cities: months in arrears, bands, expiry, clean years.

MONTHS = 30


def below_960(w: World) -> float:
    """The share of adults below grade A of Rongcheng."""
    bands = at_end(w, "band").sum(axis=0)
    return float(bands[3:].sum() / bands.sum())


def arrears(points: int, **changes: Any) -> World:
    key = f"regime__rules__{rule('rongcheng', 'arrears-month')}__points"
    return lived("rongcheng", MONTHS, **{key: points}, **changes)


def test_rongcheng_the_more_a_month_in_arrears_takes_the_more_stand_below_960():
    worlds = [arrears(points) for points in (0, -10, -20)]
    assert rising([below_960(w) for w in worlds])
    lost = [int(total(w, "points_lost")[:, CONDUCT.index("arrears_month")].sum()) for w in worlds]
    assert lost[0] == 0
    assert lost[2] == pytest.approx(2 * lost[1], rel=0.05)


def test_rongcheng_where_no_bank_reports_the_months_they_move_nobody():
    """The mediator: without the record the effect vanishes, to the bit."""
    blind = {
        "regime__data_sources__payments__sees": {"arrears": 1, "arrears_month": 1e-12},
        "regime__data_sources__payments__false_record_rate": 0.0,
    }
    assert same(arrears(-10, **blind), arrears(-20, **blind))


def test_rongcheng_each_month_in_arrears_is_one_act_and_their_number_follows_the_loans():
    w = arrears(-10)
    months = total(w, "conduct", 0)[:, CONDUCT.index("arrears_month")].sum()
    defaults = total(w, "loans_defaulted", 0).sum()
    assert (
        2 < months / defaults < 10
    )  # some are cured at once, the rest last 120 days to the suit and 150 to the ruling


def test_rongcheng_records_are_as_many_as_the_city_counted():
    """Set to match: 33,000 rewards and 260,000 records of untrustworthiness of 590,000 people in two years."""
    w = lived("rongcheng", 24)
    records, people = total(w, "records").sum(axis=0), at_end(w, "people").sum()
    good = records[CONDUCT.index("volunteering")]
    assert good / people == pytest.approx(33_000 / 590_000, rel=0.15)
    assert (records.sum() - good) / people == pytest.approx(260_000 / 590_000, rel=0.15)


def test_rongcheng_refuses_by_points_until_the_rules_of_2021_and_nothing_after():
    early = {"interventions__0__date": "2015-06", "regime__consequences__credit__below": 990}
    w = lived("rongcheng", 30, **early)
    refused = {month: int(sums["refused"].sum()) for month, sums in w.history}
    turn = 2015 * 12 + 5
    assert sum(n for month, n in refused.items() if month < turn) > 0
    assert sum(n for month, n in refused.items() if month >= turn) == 0
    assert total(w, "refused").sum() == total(w, "refused_for")[:, 1].sum()  # for points


def test_bands_count_adults_and_do_nothing():
    named = lived("rongcheng", 12)
    unnamed = lived("rongcheng", 12, regime__points__bands={})
    assert named.people.digest() == unnamed.people.digest()
    assert at_end(unnamed, "band").sum() == 0
    assert at_end(named, "band").sum() == at_end(named, "adults").sum()


def expiring(days: int) -> World:
    rules = [{**each, "expires_days": days} for each in load("suining", assume=True).resolved()["regime"]["rules"]]
    return lived("suining", MONTHS, regime__rules=rules)


def test_suining_the_sooner_records_expire_the_more_points_there_are():
    worlds = [expiring(days) for days in (1500, 540, 180)]
    assert rising([int(at_end(w, "points").sum()) for w in worlds])
    assert rising([-int(at_end(w, "blacklist_stock").sum()) for w in worlds])


def test_records_that_expire_after_the_end_equal_records_that_never_do():
    one, other = expiring(7300), expiring(0)
    assert (one.people.state == other.people.state).all()
    assert np.array_equal(total(one, "points_gained"), total(other, "points_gained"))


@pytest.mark.parametrize("name", ["suining", "fuzhou"])
def test_points_come_from_records_expiries_and_clean_years_and_from_nowhere_else(name):
    w = lived(name, MONTHS)
    back = sum(total(w, field, 0).sum() for field in ("points_clean_year", "points_expired", "points_returned"))
    moved = total(w, "points_gained", 0).sum() - total(w, "points_lost", 0).sum() + back
    assert moved == sum(int(people["points"].sum()) for people in [w.people.state])
    by_source = total(w, "source_points_gained", 0).sum() - total(w, "source_points_lost", 0).sum()
    assert by_source + back == moved


def test_fuzhou_the_larger_the_bonus_for_a_clean_year_the_more_reach_the_discount():
    worlds = [lived("fuzhou", MONTHS, regime__points__clean_year=bonus) for bonus in (0, 16, 24)]
    stock = [int(at_end(w, "redlist_stock").sum()) for w in worlds]
    assert rising(stock)
    assert total(worlds[0], "points_clean_year").sum() == 0
    assert stock[2] > 0.5 * at_end(worlds[2], "adults").sum()
    assert total(worlds[2], "refused").sum() == 0  # advantages only


def test_fuzhou_whoever_lost_points_in_a_year_gets_no_bonus_for_it():
    """The mediator: with everybody's year spoilt nobody gets any, not even those who have all points back."""
    rules = [{"id": "spoilt", "conduct": "road_crossing", "points": -1}]
    sees = {"police": {"coverage": 1.0, "sees": {"road_crossing": 1.0}}}
    bonus = []
    for upheld in (0.0, 1.0):
        rights = {f"regime__rights__{name}": upheld for name in ("upheld", "upheld_right")}
        w = lived("fuzhou", 26, regime__rules=rules, regime__data_sources=sees, **rights)
        bonus.append(int(total(w, "points_clean_year").sum()) / int(w.scenario.regime.points.clean_year))
        assert (total(w, "points_returned").sum() > 0) == (upheld > 0)
    years = 2 * at_end(w, "adults").sum()
    assert 0 < bonus[0] < 0.2 * years  # the few who cross no street wrongly in a whole year
    assert bonus[1] == bonus[0]


# A private score.

ZHIMA = "regime__commercial_scores__zhima_like__"


def reach_650(w: World) -> float:
    bands = at_end(w, "customers_band").sum(axis=0)[:5]
    return float(bands[:2].sum() / bands.sum())


@lru_cache(maxsize=1)
def sesame() -> World:
    """Until June 2018."""
    return lived("sesame-like", 42)


def test_sesame_two_fifths_of_customers_reach_650_as_in_hangzhou_and_more_than_a_third_of_people_are_customers():
    """Set to match."""
    assert reach_650(sesame()) == pytest.approx(0.40, abs=0.02)
    assert at_end(sesame(), "customers").sum() / at_end(sesame(), "people").sum() == pytest.approx(0.37, abs=0.02)
    assert at_end(sesame(), "customers_band").sum() == at_end(sesame(), "customers").sum()


def test_sesame_refuses_for_its_own_score_only_and_tells_the_state_nothing():
    causes = total(sesame(), "refused_for").sum(axis=0)
    assert causes.sum() == causes[5] > 0
    assert total(sesame(), "records").sum() == 0
    assert (sesame().people.state["points"] == 0).all()


def test_sesame_the_higher_the_gate_the_more_are_refused_and_the_higher_the_start_the_fewer():
    def refused(**changes: Any) -> int:
        w = lived("sesame-like", 12, **{ZHIMA + key: value for key, value in changes.items()})
        return int(total(w, "refused")[:, DEMANDS.index("credit")].sum())

    assert rising([refused(refuses={"credit": gate}) for gate in (551, 601, 651)])
    assert rising([refused(start=start) for start in (560, 520, 480)])


def test_sesame_customers_are_of_age():
    all_ages = lived("sesame-like", 6, **{ZHIMA + "least_age": 0})
    adults = lived("sesame-like", 6)
    assert at_end(adults, "customers").sum() < at_end(all_ages, "customers").sum()


# The narrow reform law.


@lru_cache(maxsize=1)
def reformed() -> World:
    return lived("shenzhen-2023", 36)


def figure(w: World, field: str) -> int:
    return int(total(w, field).sum())


def test_shenzhen_no_refusal_is_the_first_that_anybody_hears():
    assert figure(reformed(), "refused") > 0 == figure(reformed(), "refused_unaware")
    silent = lived("shenzhen-2023", 36, regime__rights__notice=False)
    assert figure(silent, "refused_unaware") > 0


def test_shenzhen_false_records_list_and_fine_people_although_nothing_costs_points():
    rates = [f"regime__data_sources__{name}__false_record_rate" for name in ("court", "tax", "police")]
    often, never = (lived("shenzhen-2023", 12, **dict.fromkeys(rates, rate)) for rate in (0.002, 0.0))
    false = total(often, "records_false").sum(axis=0)
    assert (false[[SOURCES.index(name) for name in ("court", "tax", "police")]] > 10).all()
    assert total(often, "blacklist_wrongful_entries").sum() > total(never, "blacklist_wrongful_entries").sum()
    assert total(often, "penalties_wrong").sum() > total(never, "penalties_wrong").sum()
    assert total(never, "records_false").sum() == 0


def test_shenzhen_the_longer_the_grace_the_more_judgments_are_performed_before_they_list_anybody():
    worlds = [lived("shenzhen-2023", 36, regime__rights__grace_days=days) for days in (30, 90, 180)]
    assert rising([figure(w, "blacklist_averted") for w in worlds])
    assert rising([-figure(w, "blacklist_entries") for w in worlds])


def test_shenzhen_whoever_performs_in_the_days_of_grace_is_listed_all_the_same_unless_that_is_a_right():
    timely, late = (lived("shenzhen-2023", 36, regime__rights__corrected_in_time=on) for on in (True, False))
    assert figure(late, "blacklist_averted") == 0 < figure(timely, "blacklist_averted")
    assert figure(late, "blacklist_entries") > figure(timely, "blacklist_entries")


def test_shenzhen_to_perform_in_time_needs_time():
    """The mediator: without days of grace there is nothing to perform in."""
    none = {"regime__rights__grace_days": 0}
    one, other = (lived("shenzhen-2023", 12, regime__rights__corrected_in_time=on, **none) for on in (True, False))
    assert same(one, other)


def test_shenzhen_a_first_unpaid_fine_is_a_warning_and_lists_nobody():
    fined = only_fines()
    warned = lived("shenzhen-2023", 36, **fined)
    strict = lived("shenzhen-2023", 36, regime__rights__warnings=[], **fined)
    assert figure(strict, "warnings") == 0 < figure(warned, "warnings")
    assert figure(warned, "blacklist_entries") < figure(strict, "blacklist_entries")


def test_warnings_for_what_is_never_recorded_equal_none():
    one, other = (lived("shenzhen-2023", 12, regime__rights__warnings=minor) for minor in (["curfew_breach"], []))
    assert same(one, other)


def only_fines() -> dict[str, Any]:
    """The reform law with unpaid fines as its only ground."""
    sees = {"road_crossing": 0.02, "unpaid_fine": 0.9}
    return {
        "regime__data_sources": {"police": {"coverage": 0.9, "sees": sees}},
        "regime__lists__blacklist": {"grounds": ["unpaid_fine"], "terms": {"unpaid_fine": 90}},
        "regime__consequences": {"credit": {"list": "blacklist", "from": "2023-01"}},
    }


def test_shenzhen_refusals_stay_with_the_conduct_they_belong_to():
    def refused(*grounds: str) -> int:
        bar = {"list": "blacklist", "grounds": list(grounds), "from": "2023-01"}
        w = lived("shenzhen-2023", 36, regime__consequences={"credit": bar})
        return figure(w, "refused")

    every = ("judgment", "fraud", "unpaid_fine")
    assert rising([refused("unpaid_fine"), refused("judgment"), refused(*every)])


def test_refusals_bound_to_every_ground_equal_refusals_bound_to_none():
    def bound(*grounds: str) -> World:
        bar = {"list": "blacklist", "grounds": list(grounds), "from": "2023-01"}
        return lived("shenzhen-2023", 18, regime__consequences={"credit": bar})

    assert same(bound("judgment", "fraud", "unpaid_fine"), bound())


# What must not depend on how it was computed.


@pytest.mark.parametrize("name", ["suining", "fuzhou", "shenzhen-2023"])
def test_threads_and_tiles_change_nothing(name):
    of = preset(name)
    one, other = (world(of, 26, scale=5 * SCALE, threads=t, tile=tile) for t, tile in ((1, 64), (2, 256)))
    assert same(one, other)


@pytest.mark.parametrize(("name", "event"), [("suining", "expired"), ("fuzhou", "clean_year")])
def test_a_life_replayed_has_the_points_that_the_run_gave_it(name, event):
    of = preset(name)
    data, rules = OfWorld(world(of, 40, scale=150_000)), Rules(of.resolved())
    points = replay_community(data, 0).states["points"]
    states, seen = points[-1], 0
    for x in np.flatnonzero((points != 0).any(axis=0))[:150]:
        moved = replay(data, int(x) + 0 * STRIDE)
        told = entries(moved, data, rules)
        assert sum(entry.change or 0 for entry in told) == moved.life[-1]["points"] == states[x]
        seen += sum(entry.event == event for entry in told)
    assert seen > 0


# What may not be written.


@pytest.mark.parametrize(
    ("name", "changes", "message"),
    [
        ("suining", {"regime__rules__0__points": -600}, "can expire only if it moves at most 500 points"),
        ("rongcheng", {"regime__points__bands": {"high": 900}}, "one band must begin at 0"),
        ("rongcheng", {"regime__points__bands": {"high": 9000, "low": 0}}, "is outside the scale, 0 to 1300"),
        ("rongcheng", {"regime__points__bands": {"one": 0, "two": 0}}, "two bands that begin at the same value"),
        ("shenzhen-2023", {"regime__consequences__flight__grounds": ["search"]}, "is no ground of this list"),
    ],
)
def test_what_cannot_be_gets_one_clear_message(name, changes, message):
    with pytest.raises(ScenarioError) as error:
        preset(name, **changes)
    assert any(message in problem.message for problem in error.value.problems)


DATES = ("from", "until")
FREEDOM = ("range", "times", "together")  # how far a value may be off is our judgement, whatever it is marked as


def numbers_marked(wanted: str, data: Any, mark: str = "", path: str = "") -> Iterator[str]:
    """Where a preset, as it is written, has a number other than 0, or a month, under a mark."""
    if isinstance(data, dict):
        own = data.get("mark", mark)
        for key, value in data.items():
            if key not in FREEDOM:
                yield from numbers_marked(wanted, value, own, path if key == "value" else f"{path}.{key}")
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from numbers_marked(wanted, value, mark, f"{path}.{number}")
    elif mark == wanted and (is_number(data) or re.fullmatch(r"\d{4}-\d{2}", str(data))):
        yield path.removeprefix(".")


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value != 0


@pytest.mark.parametrize("name", [preset.name for preset in presets()])
def test_what_is_marked_as_fitted_was_moved_by_a_fit_or_says_what_it_was_set_to_meet(name):
    found = set(numbers_marked("fitted", read(text_of_preset(name), name)[0]["regime"]))
    targets = targets_of(name).targets if name in names_in("targets") else ()
    moved = {target.fits.removeprefix("regime.") for target in targets}
    for key in found - moved:
        note = (load(name, assume=True).provenance_of(f"regime.{key}") or Provenance()).note or ""
        assert re.search(r"fitted to|set so that|over the society's acts|one division", note), key


@pytest.mark.parametrize("name", [preset.name for preset in presets() if preset.kind in ("told", "reform")])
def test_the_only_numbers_marked_as_told_are_those_that_the_article_has(name):
    """It has 600 million cameras; what it says of points, shares and thresholds has no number."""
    regime = read(text_of_preset(name), name)[0]["regime"]
    found = {key for key in numbers_marked("told", regime) if key.rsplit(".", 1)[-1] not in DATES}
    assert {key for key in found if not key.startswith("data_sources.camera.cameras.")} == set()
    assert ("data_sources.camera.cameras.2020-12" in found) == (name == "as-told")

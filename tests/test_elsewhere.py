"""Every regime on either society: what is bound to places that are not there falls away, named; nothing else does."""

import html
import json

import pytest
from tests.helpers.commands import demerit
from tests.helpers.worlds import at_end, total, world

from demerit.draws import ONE
from demerit.scenario import Scenario, ScenarioError, load, presets
from demerit.scenario.loading import text_of_preset
from demerit.scenario.problems import without

SOCIETIES = ("china", "germany")
PRESETS = tuple(preset.name for preset in presets())
SCALE = {"china": 200_000, "germany": 20_000}
# All that presets say about places of their own society; of the others everything holds on other people, too.
CHANGES = {
    "as-told": ("detention.1 (Xinjiang) falls away", "enforcement.groups.0 (Xinjiang) falls away"),
    "fuzhou": ("rollout in Brandenburg, in place of Fujian",),
    "rongcheng": ("rollout in Hesse, in place of Shandong",),
    "shenzhen-2023": ("rollout in Lower Saxony, in place of Guangdong",),
    "suining": ("rollout in Rhineland-Palatinate, in place of Jiangsu",),
}


def moved(name):
    """A preset on the society that it was not written for."""
    own = load(name, assume=True).society.name
    return load(name, society=next(other for other in SOCIETIES if other != own), assume=True)


@pytest.mark.parametrize("to", SOCIETIES)
@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_lives_on_either_society_and_covers_people_there(name, to):
    of = load(name, society=to, assume=True)
    lived = world(of, 3, scale=SCALE[to], threads=1)
    assert of.society.name == to
    assert total(lived, "clipped").sum() == 0
    law = lived.law_of(of.start + 2)
    assert law.active
    assert law.rollout.max() > 0
    if law.rollout.max() == ONE:  # otherwise communities join by and by, and so few may have none among them yet
        assert at_end(lived, "covered").sum() > 0
    where = set(of.regime.rollout.provinces)
    outside = [p for p, province in enumerate(lived.country.provinces) if where and province not in where]
    assert lived.history[-1][1]["covered"][outside].sum() == 0


@pytest.mark.parametrize("name", PRESETS)
def test_what_falls_away_is_named_and_nothing_else_changes(name):
    here, there = load(name, assume=True), moved(name)
    assert here.transplanted is None
    assert there.transplanted is not None
    assert (there.kind, there.transplanted.written_for) == ("example", here.society.name)
    assert there.transplanted.changes == CHANGES.get(name, ())
    before, after = (one.regime.model_dump() for one in (here, there))
    for one in (before, after):
        one["rollout"].pop("provinces")
        one["detention"] = [rule for rule in one["detention"] if not rule["province"]]
        one["enforcement"]["groups"] = [rule for rule in one["enforcement"]["groups"] if not rule["province"]]
    assert before == after
    assert here.interventions == there.interventions


@pytest.mark.parametrize("name", [name for name, said in CHANGES.items() if said[0].startswith("rollout")])
def test_the_file_of_a_pilot_names_its_stand_in_and_marks_it_assumed(name):
    of = moved(name)
    said = of.provenance_of("regime.rollout.provinces.0")
    assert of.regime.rollout.provinces == of.regime.rollout.elsewhere["germany"]
    assert said is not None
    assert (said.mark, said.confidence, said.reference) == ("assumed", "L", "none")
    assert (said.note or "").startswith("in place of")
    assert f"germany: {{value: [{of.regime.rollout.provinces[0]}]" in text_of_preset(name)


def test_a_transplanted_scenario_is_written_down_whole():
    of = moved("as-told")
    again = Scenario.from_resolved(json.loads(json.dumps(of.resolved())))
    assert again.hash == of.hash
    assert again.transplanted == of.transplanted


# Own files


REGIME = """
  detention:
    - {conduct: criticism, source: police, days: 10, share: 0.5, from: 2014-01, province: Xinjiang, note: first}
    - {conduct: criticism, source: police, days: 20, share: 0.5, from: 2014-01, note: second}
    - {conduct: criticism, source: police, days: 30, share: 0.5, from: 2014-01, province: Tibet}
    - {conduct: criticism, source: police, days: 40, share: 0.5, from: 2014-01, note: last}
"""


def file(folder, regime=REGIME, interventions="[]"):
    """A scenario of society `china`."""
    path = folder / "own.yaml"
    head = "name: own\ntitle: T\nkind: example\nplace: P\nsociety: china\n"
    head += "start: 2014-01\nend: 2015-12\nclaim: C\nrecord: R\n"
    path.write_text(f"{head}regime:{regime}interventions: {interventions}\n", encoding="utf-8")
    return path


def test_rules_for_a_place_fall_away_and_the_general_ones_stay_with_their_provenance(tmp_path):
    of = load(file(tmp_path), society="germany")
    assert [rule.days for rule in of.regime.detention] == [20, 40]
    notes = [of.provenance_of(f"regime.detention.{n}") for n in range(2)]
    assert [said.note for said in notes if said] == ["second", "last"]
    assert of.transplanted is not None
    assert of.transplanted.changes == ("detention.0 (Xinjiang) falls away", "detention.2 (Tibet) falls away")


def test_a_problem_behind_a_rule_that_fell_away_is_still_told_with_its_own_line(tmp_path):
    regime = REGIME.replace("days: 40", "days: 40000")
    with pytest.raises(ScenarioError) as caught:
        load(file(tmp_path, regime), society="germany")
    (problem,) = caught.value.problems
    assert problem.value == 40000
    assert "days: 40000" in (tmp_path / "own.yaml").read_text("utf-8").splitlines()[problem.line - 1]


@pytest.mark.parametrize("to", [None, *SOCIETIES])
def test_a_mistaken_name_is_an_error_on_any_society(tmp_path, to):
    with pytest.raises(ScenarioError, match=r"detention.0.province: 'Xinjang' is not a (province|state) of society"):
        load(file(tmp_path, REGIME.replace("Xinjiang", "Xinjang").replace("Tibet", "Hebei")), society=to)


def test_a_place_that_is_not_in_its_own_society_stays_an_error_there(tmp_path):
    with pytest.raises(ScenarioError, match="'Bavaria' is not a province of society china"):
        load(file(tmp_path, REGIME.replace("Xinjiang", "Bavaria")))


def test_a_pilot_without_a_stand_in_runs_everywhere(tmp_path):
    of = load(file(tmp_path, " {rollout: {provinces: [Hebei, Tibet]}}\n"), society="germany")
    assert of.regime.rollout.provinces == ()
    assert of.transplanted is not None
    assert of.transplanted.changes == ("rollout everywhere, in place of Hebei, Tibet",)


def test_a_stand_in_that_is_no_province_is_an_error_at_its_line(tmp_path):
    regime = "\n  rollout:\n    provinces: [Hebei]\n    elsewhere: {germany: [Bavaira]}\n"
    load(file(tmp_path, regime))
    with pytest.raises(ScenarioError, match="'Bavaira' is not a state of society germany; did you mean `Bavaria`"):
        load(file(tmp_path, regime), society="germany")


def test_interventions_lose_what_is_bound_to_a_place_as_well(tmp_path):
    rule = "{conduct: criticism, source: police, days: 5, share: 1, from: 2014-01, province: Tibet}"
    given = f"[{{date: 2014-06, set: {{detention: [{rule}], rollout.provinces: [Hebei]}}}}]"
    of = load(file(tmp_path, " {rollout: {elsewhere: {germany: [Saxony]}}}\n", given), society="germany")
    later = of.regime_at(of.end)
    assert (later.detention, later.rollout.provinces) == ((), ("Saxony",))
    assert of.transplanted is not None
    assert of.transplanted.changes == (
        "interventions.0.set.detention.0 (Tibet) falls away",
        "interventions.0.set.rollout in Saxony, in place of Hebei",
    )
    assert Scenario.from_resolved(of.resolved()).hash == of.hash


def test_a_change_that_counts_in_a_list_which_became_shorter_is_refused_rather_than_made_to_another_rule(tmp_path):
    given = "[{date: 2014-06, set: {detention.1.days: 7}}]"
    assert load(file(tmp_path, interventions=given)).regime_at(2015 * 12).detention[1].days == 7
    with pytest.raises(ScenarioError, match="counts in a list from which rules fall away here; write `detention` as a"):
        load(file(tmp_path, interventions=given), society="germany")


def test_later_elements_move_up_and_nothing_else_moves():
    paths = {("a", 0): 0, ("a", 1): 1, ("a", 1, "x"): 2, ("a", 2, "x"): 3, ("b", 2): 4, ("a",): 5}
    assert without(paths, ("a", 1)) == {("a", 0): 0, ("a", 1, "x"): 3, ("b", 2): 4, ("a",): 5}
    assert without({("a", "x"): 0, ("a", "y"): 1}, ("a", "x")) == {("a", "y"): 1}


# What a user sees


def test_one_line_says_what_fell_away_and_only_on_other_people():
    code, _, errors = demerit("check", "as-told", "--society", "germany")
    assert code == 0
    assert errors.splitlines() == [
        "demerit: as-told was written for society china; on society germany: detention.1 (Xinjiang) falls away; "
        "enforcement.groups.0 (Xinjiang) falls away"
    ]
    for options in (("as-told",), ("as-told", "--society", "china"), ("as-documented", "--society", "germany")):
        code, _, errors = demerit("check", *options)
        assert (code, errors) == (0, "")


@pytest.mark.slow
def test_manifest_and_report_say_it_too(tmp_path):
    out = tmp_path / "run"
    options = ("--society", "germany", "--scale", "1:100000", "--until", "2014-06", "--out", str(out), "--quiet")
    code, _, errors = demerit("run", "as-told", *options)
    assert (code, errors.splitlines()[0].startswith("demerit: as-told was written for society china")) == (0, True)
    said = json.loads((out / "manifest.json").read_text("utf-8"))["transplanted"]
    assert (said["written_for"], tuple(said["changes"])) == ("china", CHANGES["as-told"])
    report = (out / "report.html").read_text("utf-8")
    assert "was written for society china; on society germany: detention.1 (Xinjiang) falls away" in report
    assert "no statistics of trips by the people of this country are at hand" in html.unescape(report)
    assert demerit("verify", str(out))[0] == 0

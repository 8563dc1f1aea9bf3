"""Everything that can be wrong with a scenario has one clear message: file, line, key, value, what is allowed."""

import re
import tracemalloc
from pathlib import Path

import pytest

from demerit.calendar import month_of
from demerit.errors import DemeritError
from demerit.scenario import Scenario, ScenarioError, load
from demerit.scenario.loading import text_of_preset
from demerit.scenario.reading import valued
from demerit.world.as_lived import as_lived

FOLDER = Path(__file__).parent / "scenarios"
TEXT = (FOLDER / "example.yaml").read_text("utf-8")
PEOPLE = (FOLDER / "people.yaml").read_text("utf-8")


@pytest.fixture
def wrong(tmp_path):
    """What is wrong with the example after replacing texts in it."""
    (tmp_path / "people.yaml").write_text(PEOPLE, "utf-8")

    def problems(*edits: tuple[str, str]) -> list[str]:
        text = TEXT
        for old, new in edits:
            assert old in text
            text = text.replace(old, new, 1)
        file = tmp_path / "mine.yaml"
        file.write_text(text, "utf-8")
        with pytest.raises(ScenarioError) as caught:
            load(file)
        return [str(problem).replace(str(file), "mine.yaml") for problem in caught.value.problems]

    return problems


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(TEXT.splitlines(), 1) if text in line)


TAGS = (
    *("!!set", "!!omap", "!!map", "!!seq", "!!str", "!!int", "!!binary", "!!timestamp"),
    *("!!python/name:os.system", "!x", "!"),
)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("key", ["kind", "regime", "regime.data_sources.administration.delay_days"])
def test_a_tag_is_refused_on_whatever_it_is_and_nothing_else_is_blamed(wrong, tag, key):
    name = key.rpartition(".")[2]
    (said,) = wrong((f"{name}:", f"{name}: {tag}"))
    assert said.endswith(f": {key} has the YAML tag {tag}; leave it out: tags are not used here")


@pytest.mark.parametrize("tag", ["!!str", "!!binary", "!x"])
def test_a_tag_of_a_key_is_refused(wrong, tag):
    (said,) = wrong(("kind: example", f"{tag} kind: example"))
    assert said == f"mine.yaml:{line_of('kind:')}: kind has the YAML tag {tag}; leave it out: tags are not used here"


def test_a_tag_by_its_whole_name_or_by_a_handle_is_shown_in_short(wrong):
    (said,) = wrong(("kind: example", "kind: !<tag:yaml.org,2002:set> example"))
    assert "has the YAML tag !!set;" in said
    first = TEXT.splitlines()[0]
    (said,) = wrong((first, f"%TAG !e! tag:yaml.org,2002:\n---\n{first}"), ("kind: example", "kind: !e!str example"))
    assert "has the YAML tag !!str;" in said


@pytest.mark.parametrize("value", ["", "~", "[example]", "{a: example}"])
def test_what_is_no_word_where_one_is_due_is_told_which(wrong, value):
    (said,) = wrong(("kind: example", f"kind: {value}"))
    where = f"mine.yaml:{line_of('kind:')}: kind"
    assert said == f"{where} must be one of these words: told, documented, reform or example"


@pytest.mark.parametrize("character", ["\0", "\a", "\x7f"])
def test_a_character_that_no_text_has_is_said_with_its_line(wrong, character):
    (said,) = wrong(("kind: example", f"kind: example  # {character}"))
    where = f"mine.yaml:{line_of('kind:')}: this file"
    assert said == f"{where} has a character that cannot be printed (U+{ord(character):04X})"


def test_two_anchors_of_one_name_are_no_matter(wrong, recwarn):
    wrong(("kind: example", "kind: &a example"), ("title:", "title: &a"), ("delay_days: 45", "delay_days: x"))
    assert not list(recwarn)


@pytest.mark.parametrize(
    ("text", "said"), [("---\nname: other\n", "has a second document"), ("...\nname: other\n", "has a second document")]
)
def test_a_second_document_is_said_to_be_one(wrong, text, said):
    last = TEXT.splitlines()[-1]
    (problem,) = wrong((last, f"{last}\n{text}"))
    assert said in problem


def test_a_tab_is_called_a_tab(wrong):
    (problem,) = wrong(("kind: example", "\tkind: example"))
    assert problem == f"mine.yaml:{line_of('kind: example')}: this file has a tab here; YAML is indented with spaces"


def test_not_yaml(wrong):
    (said,) = wrong(("kind: example", "kind: [told"))
    assert said.startswith(f"mine.yaml:{line_of('kind: example') + 1}: this file is not valid YAML: ")


def test_not_a_mapping(tmp_path):
    (tmp_path / "mine.yaml").write_text("- 1\n", "utf-8")
    with pytest.raises(ScenarioError, match="is not a scenario: it must be a mapping"):
        load(tmp_path / "mine.yaml")


def test_an_empty_file(tmp_path):
    (tmp_path / "mine.yaml").write_text("# nothing\n", "utf-8")
    with pytest.raises(ScenarioError, match=r"mine\.yaml is empty"):
        load(tmp_path / "mine.yaml")


def test_every_duplicate_key_is_reported(wrong):
    again = "delay_days: 45\n      delay_days: 4"
    said = wrong(("kind: example", "kind: example\nkind: told"), ("delay_days: 45", again))
    assert said == [
        f"mine.yaml:{line_of('kind: example') + 1}: kind is a duplicate key; first in line {line_of('kind: example')}",
        f"mine.yaml:{line_of('delay_days: 45') + 2}: regime.data_sources.administration.delay_days "
        f"is a duplicate key; first in line {line_of('delay_days: 45') + 1}",
    ]


def test_no_as_a_province(wrong):
    (said,) = wrong(("province: Xinjiang, group: minority, days", "province: no, group: minority, days"))
    assert "regime.detention.1.province: 'no' is not a province of society people; allowed: Beijing, Tianjin, " in said


def test_a_misspelt_province_gets_a_hint(wrong):
    (said,) = wrong(("province: Xinjiang, group: minority, factor", "province: Xinjang, group: minority, factor"))
    assert "'Xinjang' is not a province of society people; did you mean `Xinjiang`?" in said


@pytest.mark.parametrize(("rate", "shown"), [("-1", "-1"), ("1e9", "1000000000")])
def test_a_rate_that_is_none(wrong, rate, shown):
    line = line_of("miss_rate: 0.05")
    assert wrong(("miss_rate: 0.05", f"miss_rate: {rate}")) == [
        f"mine.yaml:{line}: regime.data_sources.administration.miss_rate: {shown} must be between 0 and 1"
    ]


@pytest.mark.parametrize("rate", [".nan", ".inf"])
def test_a_rate_that_is_no_number(wrong, rate):
    (said,) = wrong(("miss_rate: 0.05", f"miss_rate: {rate}"))
    assert said.endswith("must be a finite number")


def test_a_text_is_not_a_number_and_a_word_is_not_a_switch(wrong):
    said = wrong(("notice: false", "notice: yes"), ("upheld: 0 ", "upheld: '0' "))
    assert [one.split(": ", 2)[1:] for one in said] == [
        ["regime.rights.notice", "'yes' must be true or false"],
        ["regime.rights.upheld", "'0' must be a number from 0 to 1"],
    ]


def test_a_list_that_refers_to_a_missing_rule(wrong):
    (said,) = wrong(("rules: [crossing, music", "rules: [crosing, music"))
    assert "regime.enforcement.critics.rules.0: 'crosing' is not the id of a rule; did you mean `crossing`?" in said
    assert "; allowed: crossing, music, criticism," in said


def test_consequences_of_a_missing_list(wrong):
    start, end = TEXT.index("    redlist:\n"), TEXT.index("  # What listed people are refused")
    said = wrong((TEXT[start:end], ""))
    assert len(said) == 3
    assert all(
        "favours" in one and one.endswith("'redlist' is missing: `lists` has no redlist; there is: blacklist")
        for one in said
    )


def test_what_names_a_list_where_the_scenario_has_none(wrong):
    start, end = TEXT.index("  lists:\n"), TEXT.index("  # What listed people are refused")
    said = wrong((TEXT[start:end], ""))
    assert all(one.endswith("is no list that there is: the scenario has no `lists`") for one in said)
    assert any(" regime.consequences.flight.list: 'blacklist' " in one for one in said)
    assert any(" regime.favours.0.list: 'redlist' " in one for one in said)


def test_a_list_that_an_intervention_brings_is_there():
    plain = load("as-told", assume=True).resolved()
    lists = plain["regime"].pop("lists")
    plain["regime"]["learned_score"] = None  # which learns from a list
    with pytest.raises(ScenarioError, match="the scenario has no `lists`"):
        Scenario.from_resolved(plain)
    plain["interventions"] += [{"date": "2015-01", "set": {"regime.lists": lists}}]
    assert Scenario.from_resolved(plain).regime_at(month_of("2015-01")).lists.redlist is not None


def test_critics_watched_by_a_rule_where_there_are_no_rules():
    plain = load("as-told", assume=True).resolved()
    plain["regime"]["rules"] = []
    with pytest.raises(ScenarioError, match="'crossing' is no rule: the scenario has no `rules`"):
        Scenario.from_resolved(plain)


@pytest.mark.parametrize(("feature", "what"), [("blacklisted", "lists.blacklist"), ("state_points", "points")])
def test_a_score_that_reads_what_the_state_does_not_have(feature, what):
    points = f"commercial_scores.zhima-like.points.{feature}"
    with pytest.raises(ScenarioError, match=f"{points}: -5 reads what there is none of: the scenario has no `{what}`"):
        load("sesame-like", assume=True).set({points: -5})


def test_a_scenario_that_was_lived_and_can_be_read_no_longer_is_one_line():
    plain = load("as-told", assume=True).resolved()
    del plain["society"]["fines"]
    plain["regime"]["points"]["start"] = "x"
    with pytest.raises(DemeritError) as caught:
        as_lived(Path("run/scenario.json"), plain)
    (line,) = str(caught.value).splitlines()
    assert line.startswith("run/scenario.json is damaged, or was written by another state of Demerit (scenario: ")
    assert line.endswith("; and 1 more); run it again")


def test_people_are_refused_for_the_blacklist_only(wrong):
    (said,) = wrong(("flight: {list: blacklist", "flight: {list: redlist"))
    assert said.endswith("'redlist' cannot be: people are refused for being on the blacklist; allowed: blacklist")


def test_end_before_start(wrong):
    said = wrong(("end: 2021-12", "end: 2013-12"))
    assert f"mine.yaml:{line_of('end:')}: end: '2013-12' is before the start, 2014-01" in said


def test_start_before_the_society_begins(wrong):
    (said,) = wrong(("start: 2014-01", "start: 2010-10"), ("tiers: {city: [2014-01", "tiers: {city: [2010-10"))
    assert said.endswith("start: '2010-10' is too early: society people begins with 2010-11")


def test_end_after_the_society(wrong):
    (said,) = wrong(("end: 2021-12", "end: 2027-01"))
    assert said.endswith("end: '2027-01' is too late: society people ends with 2026-12")


def test_a_year_is_not_a_month(wrong):
    (said,) = wrong(("start: 2014-01", "start: 2014"))
    assert said == f"mine.yaml:{line_of('start:')}: start: 2014 is not a month; write year and month, such as 2014-01"


def test_an_unknown_key_gets_a_hint_and_all_that_is_allowed(wrong):
    (said,) = wrong(("entry: {below: 850}", "entry: {below: 850}\n      leavs: {from: 900}"))
    assert said.endswith(
        "regime.lists.blacklist.leavs is an unknown key; did you mean `leave`?; "
        "allowed: entry, leave, grounds, terms, until_performed, pressure, least_days, repeat_days, published"
    )


def test_a_key_without_a_letter_is_shown_as_one(wrong):
    (said,) = wrong(("start: 2014-01", "'': 2\nstart: 2014-01"))
    assert ": '' is an unknown key; allowed: name, " in said


def test_unknown_conduct_demand_source_and_list(wrong):
    said = "\n".join(
        wrong(
            ("sees: {search: 0.4}", "sees: {serch: 0.4}"),
            ("    flight: {list", "    flights: {list"),
            ("    camera:\n", "    cameras:\n"),
            ("credit: {list: blacklist", "credit: {list: blaklist"),
        )
    )
    assert "sees.serch is not a kind of conduct; did you mean `search`?; allowed: road_crossing" in said
    assert "consequences.flights is not a demand; did you mean `flight`?; allowed: flight, ordinary_train" in said
    assert "data_sources.cameras is not a data source; did you mean `camera`?; allowed: administration" in said
    assert "consequences.credit.list: 'blaklist' is not a list; did you mean `blacklist`?; allowed: blacklist" in said


def test_one_rule_id_twice(wrong):
    said = wrong(("{id: music, conduct", "{id: crossing, conduct"))
    assert said[0].endswith("regime.rules has more than one rule with id crossing")


def test_an_unknown_reference_and_an_unknown_mark(wrong):
    said = wrong(
        ("reference: article\nconfidence: L", "reference: articel\nconfidence: X"), ("mark: assumed", "mark: guess")
    )
    assert [one.split(": ", 1)[1] for one in said] == [
        "reference: 'articel' is not a key of references.yaml; did you mean `article`?; "
        "`none` says that there is no reference",
        "confidence: 'X' is not allowed; allowed: H, M or L",
        "regime.rollout.mark: 'guess' is not allowed; allowed: found, recalled, told, assumed or fitted",
    ]


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        (
            "value: null, assume: 3, mrak: found",
            "mrak is not allowed beside `value`; did you mean `mark`?; allowed: assume, ",
        ),
        ("value: null, asume: 3", "asume is not allowed beside `value`; did you mean `assume`?; allowed: assume, "),
        ("value: 45, asume: 3", "asume is not allowed beside `value`; allowed: reference, "),
    ],
)
def test_nothing_that_is_unknown_beside_a_value_is_passed_over(beside, said, tmp_path):
    """In a file, in words of a command, from Python."""
    key = "lists.blacklist.least_days"
    text = text_of_preset("as-told").replace("least_days: {value: 365,", f"least_days: {{{beside},", 1)
    assert text != text_of_preset("as-told")
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    data = valued({key: f"{{{beside}}}"})
    ways = (lambda: load(tmp_path / "mine.yaml", assume=True), lambda: load("as-told", assume=True).set(data))
    for way in ways:
        with pytest.raises(ScenarioError) as wrong:
            way()
        assert f"{key}.{said}" in str(wrong.value)


def test_whoever_writes_a_value_may_leave_standing_what_was_suggested(tmp_path):
    text, asked = re.subn(r"value: null, assume: ([-\w.]+)", r"value: \1, assume: \1", text_of_preset("fuzhou"))
    assert asked > 3
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    assert load(tmp_path / "mine.yaml").regime == load("fuzhou", assume=True).regime


def test_an_unknown_society(wrong):
    (said,) = wrong(("society: people.yaml", "society: chna"))
    assert said.startswith(f"mine.yaml:{line_of('society:')}: society: 'chna' is neither a file nor one of ")
    assert "; did you mean `china`?; societies: china" in said


def test_an_unknown_preset():
    with pytest.raises(
        ScenarioError, match=r"as-tol is neither a file nor one .*; did you mean `as-told`\?; presets: "
    ):
        load("as-tol")


def test_a_threshold_below_the_lowest_points(wrong):
    said = wrong(("entry: {below: 850}", "entry: {below: 0}"))
    assert said == [
        f"mine.yaml:{line_of('entry: {below')}: regime.lists.blacklist.entry.below: "
        "0 cannot be reached: nobody can have fewer than 0 points"
    ]


def test_a_threshold_above_the_highest_points(wrong):
    (said,) = wrong(("entry: {from: 1100}", "entry: {from: 1301}"))
    assert said.endswith("redlist.entry.from: 1301 cannot be reached: nobody can have more than 1300 points")


def test_a_consequence_nobody_can_fall_to(wrong):
    (said,) = wrong(("flight: {list: blacklist, below: 850", "flight: {list: blacklist, below: -5"))
    assert said.endswith("consequences.flight.below: -5 cannot be reached: nobody can have fewer than 0 points")


def test_thresholds_of_points_need_points() -> None:
    """Without any, a threshold was once passed by everybody, or by nobody."""
    base = load("europe-with-rights", assume=True).resolved()
    base["regime"]["consequences"]["ordinary_train"]["below"] = 1
    base["regime"]["lists"] = {"redlist": {"entry": {"from": 1}, "leave": {"below": 1}}}
    with pytest.raises(ScenarioError) as caught:
        Scenario.from_resolved(base)
    said = [str(problem) for problem in caught.value.problems]
    for key in ("consequences.ordinary_train.below: 1", "lists.redlist.entry.from: 1"):
        assert any(f"regime.{key} needs `points`: the system has none" in one for one in said), said


def test_points_that_only_fall_cannot_reach_the_redlist(wrong):
    start, end = TEXT.index("    - {id: good-conduct"), TEXT.index("  lists:\n")
    said = wrong((TEXT[start:end], ""), ("volunteering: 0.5, ", ""), (", loyalty: 0.4", ""))
    assert any("redlist.entry.from: 1100 cannot be reached: nobody can have more than 1000 " in one for one in said)


def test_a_list_nobody_can_enter(wrong):
    said = wrong(("      entry: {below: 850}\n", ""), ("      grounds: [demonstration] ", "      grounds: [] "))
    assert any("regime.lists.blacklist has neither `entry` nor `grounds`: nobody can enter it" in one for one in said)


def test_a_list_nobody_can_leave(wrong):
    (said,) = wrong(("leave: {from: 900}", "leave: {from: 1400}"))
    assert said.endswith("1400 cannot be reached: nobody can have more than 1300 points, so nobody ever leaves")


def test_bands_that_contradict_each_other(wrong):
    said = wrong(("leave: {from: 900}", "leave: {from: 800}"), ("leave: {below: 1060}", "leave: {below: 1160}"))
    assert [one.split(": ", 2)[2] for one in said] == [
        "800 contradicts entry: whoever has fewer than 850 points enters again at once",
        "1160 contradicts entry: whoever has 1100 points enters again at once",
    ]


def test_a_redlist_that_begins_on_the_blacklist(wrong):
    said = wrong(("entry: {from: 1100}", "entry: {from: 800}"), ("leave: {below: 1060}", "leave: {below: 790}"))
    assert said[0].endswith("800 contradicts the blacklist, which people below 850 points enter")


def test_a_rule_for_conduct_no_source_sees(wrong):
    (said,) = wrong(("sees: {search: 0.4}", "sees: {}"))
    assert said.endswith("'search' is seen by no data source, so rule `search` is never used")


def test_a_source_that_sees_what_no_rule_is_about(wrong):
    start = TEXT.index("    - {id: search,")
    (said,) = wrong((TEXT[start : TEXT.index("\n", start) + 1], ""))
    assert said.endswith("search.sees.search: 0.4 is seen, but no rule and no ground for listing is about it")


def test_a_ground_without_records(wrong):
    said = wrong(("sees: {search: 0.4}", "sees: {}"), ("grounds: [demonstration]", "grounds: [demonstration, search]"))
    assert said[-1].endswith("blacklist.grounds.1: 'search' is seen by no data source, so it lists nobody")


def test_a_penalty_for_what_its_source_does_not_see(wrong):
    (said,) = wrong(("{source: camera, conduct: road_crossing", "{source: police, conduct: road_crossing"))
    assert said.endswith("source: 'police' does not see road_crossing, so this punishes nobody")


def test_shares_seen_of_one_conduct_sum_to_one_at_most(wrong):
    (said,) = wrong(("arrears: 0.8}", "arrears: 0.8}"), ("sees: {purchase: 0.3", "sees: {judgment: 0.7, purchase: 0.3"))
    assert "judgment makes all data sources together record 1.29 of all judgment in 2020-01; at most 1" in said


def test_attention_to_a_group_counts_in_the_sum(wrong):
    said = wrong(("group: minority, factor: 2,", "group: minority, factor: 2.5,"))
    assert any("record 1.13 of all demonstration by the minority of Xinjiang in 2018-01; at" in one for one in said)


def test_attention_to_critics_counts_in_the_sum(wrong):
    (said,) = wrong(("critics: {factor: 2,", "critics: {factor: 2.2,"), ("loud_music: 0.3", "loud_music: 0.1"))
    assert "of all petty_offence by the minority of Xinjiang in 2016-08; at most 1" in said
    assert said.endswith("(coverage * sees * (1 - miss_rate) * enforcement of groups and critics)")


def test_interventions_outside_the_scenario_or_on_keys_that_do_not_exist(wrong):
    said = wrong(
        (
            "interventions: []",
            "interventions:\n"
            "  - {date: 2030-01, set: {rights.notice: true}}\n"
            "  - {date: 2016-01, set: {right.notice: true}}\n"
            "  - {date: 2016-01, set: {rights.notice: 3, rules.musik.points: -1}}",
        )
    )
    line = line_of("interventions: []")
    assert said[0] == (
        f"mine.yaml:{line + 1}: interventions.0.date: '2030-01' is outside the scenario, 2014-01 to 2021-12"
    )
    assert said[1].startswith(
        f"mine.yaml:{line + 2}: interventions.1.set.right.notice makes `regime.right` wrong: "
        "it is an unknown key; did you mean `rights`?"
    )
    assert said[2] == (
        f"mine.yaml:{line + 3}: interventions.2.set.rights.notice: "
        "3 makes `regime.rights.notice` wrong: it must be true or false"
    )
    assert "interventions.2.set.rules.musik.points has no `musik` to change; there are: crossing, music," in said[3]


def test_an_intervention_that_makes_the_sources_see_too_much(wrong):
    (said,) = wrong(
        ("interventions: []", "interventions:\n  - {date: 2016-01, set: {data_sources.police.sees.criticism: 0.9}}")
    )
    assert "interventions.0.set.data_sources.police.sees.criticism makes " in said
    assert "all data sources together record" in said


def test_all_problems_come_at_once(wrong):
    said = wrong(
        ("kind: example", "kind: tld"),
        ("place: China", "place: China\nfoo: 1"),
        ("miss_rate: 0.05", "miss_rate: 2"),
        ("end: 2021-12", "end: 2031-12"),
        ("mark: assumed", "mark: guess"),
    )
    keys = [re.split(": | is ", one)[1] for one in said]
    assert keys == ["kind", "foo", "end", "regime.rollout.mark", "regime.data_sources.administration.miss_rate"]


@pytest.fixture
def wrong_society(tmp_path):
    """What is wrong with its society after replacing texts in it."""

    def problems(old: str, new: str) -> list[str]:
        assert old in PEOPLE
        file = tmp_path / "own.yaml"
        file.write_text(PEOPLE.replace(old, new, 1), "utf-8")
        with pytest.raises(ScenarioError) as caught:
            load(FOLDER / "example.yaml", society=str(file))
        return [str(problem).replace(str(file), "own.yaml") for problem in caught.value.problems]

    return problems


def test_a_society_names_its_own_file_and_line(wrong_society):
    (said,) = wrong_society("unpaid: {value: 0.05", "unpaid: {value: 5")
    assert said.startswith("own.yaml:")
    assert said.endswith("society.fines.unpaid: 5 must be between 0 and 1")


def test_acceptance_times_its_factors_is_a_probability(wrong_society):
    (said,) = wrong_society("criticism: {ceiling: 1.6, acceptance: 0.25", "criticism: {ceiling: 1.6, acceptance: 0.27")
    assert said.endswith(
        "society.conduct.criticism.acceptance: 0.27 times the highest disposition (2.5) "
        "and the effects of fear, hardship, opinion (1.5) gives 1.01; a probability is at most 1"
    )


def test_at_most_two_and_a_half_candidates_of_a_kind_a_month(wrong_society):
    said = wrong_society("search: {ceiling: 3,", "search: {ceiling: 30,")
    (ceiling,) = [one for one in said if "conduct.search.ceiling" in one]
    assert ceiling.endswith("30 times its highest factors gives 3.7 candidates a month; at most 2.5")


def test_at_most_sixty_candidates_a_year(wrong_society):
    more = "fraud: {ceiling: 20, acceptance: 0.1}\n  road_crossing: {ceiling: 30,"
    said = wrong_society("road_crossing: {ceiling: 11,", more)
    assert any("candidates a year together; at most 60" in one for one in said)


def test_births_and_deaths_cover_every_month_and_are_above_none(wrong_society):
    (said,) = wrong_society("    2010-01: {value: 17.9, ", "    2011-02: {value: 17.9, ")
    assert "society.people.births: " in said
    assert said.endswith("must begin with 2010-11 or earlier, the society's first month")
    (said,) = wrong_society("2013-01: {value: 9.72,", "2013-01: {value: 0,")
    assert said.endswith("society.people.deaths.2013-01: 0 must be above 0")


def test_births_deaths_and_shares_of_years_that_nobody_lives_are_refused(wrong_society):
    unlived = "is of a time in which nobody lives here: the society lasts from 2010-11 to 2026-12"
    (said,) = wrong_society(
        "    2010-01: {value: 9.51,", "    2008-01: 9.4\n    2009-01: 9.5\n    2010-01: {value: 9.51,"
    )
    assert said.endswith(f"society.people.deaths.2008-01: 9.4 {unlived}")
    (said,) = wrong_society("    2010-01: {value: 17.9,", "    2027-01: 9\n    2010-01: {value: 17.9,")
    assert said.endswith(f"society.people.births.2027-01: 9 {unlived}")
    far = "  online_by_year: {2007: 0.2, 2008: 0.3, 2026: 0.9, 2027: 0.9}\n  online_by_age:"
    early, late = wrong_society("  online_by_age:", far)
    assert early.endswith(f"society.people.online_by_year.2007: 0.2 {unlived}")
    assert late.endswith(f"society.people.online_by_year.2027: 0.9 {unlived}")


def test_usual_shares_of_schooling_are_shares_of_everybody(wrong_society):
    (said,) = wrong_society("[1, 0, 0, 0, 0, 0]                        # under 3", "[0.9, 0, 0, 0, 0, 0]")
    assert said.endswith("society.people.schooling_by_age.0 must sum to 1; the shares sum to 0.9")


def test_what_is_said_of_homes_adds_up(wrong_society):
    (said,) = wrong_society("survived: {value: 0.324", "survived: {value: 0.924")
    assert said.endswith("survived, housed, institution are parts of one whole: together at most 1")
    (said,) = wrong_society("leave: {value: [18, 20.4,", "leave: {value: [18, 18,")
    assert said.endswith("leave: each age must be above the one before it")
    (said,) = wrong_society("settled: {value: 45", "settled: {value: 47")
    assert "society.people.homes.settled: 47 " in said


def test_what_is_said_by_year_is_said_by_year(wrong_society):
    (said,) = wrong_society("{2015: {men:", "{15: {men:")
    assert "society.work.participation.15" in said
    assert said.endswith("is not a year; write four digits, such as 2014")


def test_the_year_with_most_candidates_counts(wrong_society):
    said = wrong_society("search: {ceiling: 3,", "search: {ceiling: 3, by_year: {2014: 1, 2018: 10},")
    assert any("times its highest factors gives 3.7 candidates a month; at most 2.5" in one for one in said)


def test_cameras_shared_out_where_there_are_none_or_over_some_kinds_of_place_only(wrong):
    key = "regime.data_sources"
    (said,) = wrong(("delay_days: 45", "delay_days: 45\n      a_head: {city: 4, town: 2, country: 1}"))
    assert f"{key}.administration" in said
    assert "has `a_head`, which shares out `cameras`, and none of these" in said
    (said,) = wrong(("a_head: {city: 4, town: 2, country: 1}", "a_head: {city: 4}"))
    assert f"{key}.camera" in said
    assert "`a_head` says nothing about town and country" in said


def test_a_whole_number_may_be_written_with_a_point_or_an_exponent(tmp_path):
    (tmp_path / "people.yaml").write_text(PEOPLE, "utf-8")
    file = tmp_path / "mine.yaml"
    for start, days in (("1000.0", "45.0"), ("1e3", "4.5e1"), ("1.0E+3", "45.")):
        text = TEXT.replace("start: 1000", f"start: {start}", 1).replace("delay_days: 45", f"delay_days: {days}", 1)
        file.write_text(text, "utf-8")
        said = load(file)
        assert said.hash == load(FOLDER / "example.yaml").hash, (start, days)
    assert type(said.regime.points.start) is int


def test_a_number_that_is_not_whole_is_said_to_be_none(wrong):
    (said,) = wrong(("delay_days: 45", "delay_days: 45.5"))
    assert said.endswith("delay_days: 45.5 must be a whole number from 0 to 7300")


def test_a_version_line_cannot_change_how_a_file_is_read(wrong):
    (said,) = wrong((TEXT.splitlines()[0], f"# mine\n%YAML 1.1\n---\n{TEXT.splitlines()[0]}"))
    assert said == (
        "mine.yaml:2: this file is to be read as YAML 1.1, which reads words and numbers otherwise; leave this line out"
    )


def test_the_version_that_is_meant_may_be_said(tmp_path):
    (tmp_path / "people.yaml").write_text(PEOPLE, "utf-8")
    (tmp_path / "mine.yaml").write_text(f"%YAML 1.2\n---\n{TEXT}", "utf-8")
    assert load(tmp_path / "mine.yaml").hash == load(FOLDER / "example.yaml").hash


def test_an_alias_is_reported_where_it_stands(wrong):
    said = wrong(("start: 2014-01", "start: &begin 2014-01"), ("end: 2021-12", "end: *begin"))
    assert f"mine.yaml:{line_of('end: 2021-12')}: end is a YAML alias; write the value out instead" in said


def test_every_alias_is_reported_and_none_is_unfolded(wrong):
    bomb = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else '1'}]\n" for n in range(9))
    said = wrong(("kind: example", f"kind: example\n{bomb}"))
    assert sum("is a YAML alias" in one for one in said) == 8 * 9


@pytest.mark.parametrize("code", ["\\e[2J", "\\x9b2J", "\\a", "\\u202e", "\\0"])
@pytest.mark.parametrize("key", ["title", "place"])
def test_what_would_steer_a_terminal_is_no_text_of_a_scenario(wrong, key, code):
    line = next(one for one in TEXT.splitlines() if one.startswith(f"{key}: "))
    (said,) = wrong((line, f'{key}: "mine{code}"'))
    assert f"{key} has a character that cannot be printed (U+" in said
    assert said.isprintable()


def test_a_line_end_and_letters_of_any_script_are_text(wrong):
    line = next(one for one in TEXT.splitlines() if one.startswith("title: "))
    (said,) = wrong((line, 'title: "信用 – Größe\\n(2)"'), ("kind: example", "kind: no"))
    assert ": kind: 'no' is not allowed" in said


def test_what_a_device_gives_is_read_no_further_than_a_scenario_may_be_long():
    tracemalloc.start()
    try:
        with pytest.raises(ScenarioError, match=r"/dev/zero is too long for a scenario"):
            load("/dev/zero")
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 64 << 20


def test_an_unknown_province_is_said_beside_whatever_else_is_wrong(wrong):
    said = "\n".join(
        wrong(
            ("province: Xinjiang, group: minority, days", "province: Xinjang, group: minority, days"),
            ("upheld: 0 ", "upheld: 7 "),
            ("miss_rate: 0.05", "miss_rate: -1"),
            ("kind: example", "kind: exmple"),
        )
    )
    assert "regime.detention.1.province: 'Xinjang' is not a province of society people" in said
    assert "regime.rights.upheld: 7 must be between 0 and 1" in said
    assert "regime.data_sources.administration.miss_rate: -1 must be between 0 and 1" in said
    assert "kind: 'exmple' is not allowed" in said


def test_what_stands_after_something_wrong_in_a_list_is_named_by_its_own_number(wrong):
    first = next(one for one in TEXT.splitlines() if "conduct: criticism, source: police, days" in one)
    said = wrong(
        (first, first.replace("days", "dys")),
        ("province: Xinjiang, group: minority, days", "province: Xinjang, group: minority, days"),
    )
    assert any("regime.detention.1.province: 'Xinjang' is not a province" in one for one in said)


def test_what_is_wrong_elsewhere_makes_nothing_else_look_wrong(wrong):
    (said,) = wrong(("id: crossing, ", "id: crossing, poits: 3, "))
    assert "poits" in said
    (said,) = wrong(("upheld: 0 ", "upheld: 7 "))
    assert "upheld" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: example", "kind: {value: example, range: [1, 2]}", "kind.range stands beside one number"),
        ("end: 2021-12", "end: {value: 2021-12, range: [1, 2]}", "end.range stands beside one number"),
        ("kind: example", "kind: {value: example, times: [1, 2]}", "kind.times says by what factor numbers"),
        ("end: 2021-12", "end: {value: 2021-12, together: {x: {times: [1, 2]}}}", "end.together.x is no name"),
        ("  points: {from", "  points: {range: [1, 2], from", "regime.points.range stands beside one number"),
    ],
)
def test_how_far_something_may_be_off_is_said_of_numbers(wrong, old, new, said):
    assert any(said in one for one in wrong((old, new)))


def test_a_society_of_an_option_is_blamed_on_the_option():
    with pytest.raises(ScenarioError) as caught:
        load("as-told", society="germny")
    (said,) = map(str, caught.value.problems)
    assert said.startswith("--society: 'germny' is neither a file nor one of the societies that ship")
    assert "did you mean `germany`?" in said


TOO_MUCH = (("arrears: 0.8}", "arrears: 0.8}"), ("sees: {purchase: 0.3", "sees: {judgment: 0.7, purchase: 0.3"))


def test_a_sum_that_is_too_much_is_said_beside_whatever_else_is_wrong(wrong):
    said = "\n".join(wrong(("upheld: 0 ", "upheld: 7 "), ("kind: example", "kind: exmple"), *TOO_MUCH))
    assert "regime.rights.upheld: 7 must be between 0 and 1" in said
    assert "judgment makes all data sources together record" in said


@pytest.mark.parametrize("old", ["delay_days: 45", "miss_rate: 0.05"])
def test_a_sum_is_judged_without_a_source_of_which_it_is_unknown_what_it_misses(wrong, old):
    said = "\n".join(wrong((old, old.partition(":")[0] + ": -1"), *TOO_MUCH))
    assert "must be between 0 and" in said
    assert ("makes all data sources together record" in said) == (old != "miss_rate: 0.05")


def test_what_rests_on_something_wrong_is_not_judged_until_that_is_mended(wrong):
    """The rule that the list refers to is there, and something is wrong with it: the list is not to blame."""
    said = wrong(("id: crossing, ", "id: crossing, points: x, "))
    assert not [one for one in said if "crossing" in one and "no rule" in one]


def test_an_unknown_rule_is_said_beside_something_wrong_elsewhere(wrong):
    said = "\n".join(wrong(("upheld: 0 ", "upheld: 7 "), ("rules: [crossing, music", "rules: [crosing, music")))
    assert "regime.rights.upheld: 7" in said
    assert "'crosing' is not the id of a rule" in said


def test_of_what_stands_under_an_unknown_name_nothing_is_said(wrong):
    said = wrong(("  administration:", "  administratoin:"), ("delay_days: 45", "delay_dais: x"))
    (about,) = (line for line in said if "data_sources.administratoin" in line)
    assert "is not a data source" in about

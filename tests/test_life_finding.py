"""Looking for a life: nobody who fulfils what was asked for is passed over, and the case of the article is found."""

import re
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from tests.helpers.lives import everybody
from tests.helpers.lives import lived_to_its_end as lived
from tests.helpers.worlds import scenario, world

from demerit.calendar import month_of
from demerit.life import criteria, organisation_criteria, organisation_finding, sampling, searching
from demerit.life.asking import about_organisations
from demerit.life.criteria import FOR
from demerit.life.finding import find, parsed
from demerit.life.organisation import tell as tell_company
from demerit.life.replaying import Replay, replay, replay_community
from demerit.life.rules import Rules
from demerit.life.story import told
from demerit.life.warming import OfWorld
from demerit.month.community import residents
from demerit.month.state import BLACK
from demerit.organisations.desk import ORG_STRIDE
from demerit.people.desk import STRIDE
from demerit.vocabulary import DEMANDS
from demerit.world.errors import DemeritError
from demerit.world.months import months as months_of


def communities(kind: str, least: int = 120) -> list[int]:
    """The smallest communities that have some people: every life of theirs can be looked at."""
    data = lived(kind)[0]
    sizes = [(residents(data.layout[c]), c) for c in range(len(data.layout))]
    more = 2 if kind == "europe-with-rights" else 1  # few are refused anything there
    return [c for size, c in sorted(sizes) if size >= least][:more]


@lru_cache(maxsize=4)
def all_told(kind: str) -> list[tuple[Replay, list[dict[str, Any]]]]:
    """Every life of a few communities, told."""
    data, rules = lived(kind)
    return [
        (
            replay_community(data, c),
            [told(life, data, rules) for life in everybody(data, c)],
        )
        for c in communities(kind)
    ]


KINDS = ("rich", "as-told", "as-documented", "europe-with-rights")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_screen_passes_over_anybody_who_fulfils_its_criterion(kind):
    data = lived(kind)[0]
    for moved, lives in all_told(kind):
        for criterion in criteria.CRITERIA:
            screened = criterion.screen(moved, data)
            missed = [life["id"] for x, life in enumerate(lives) if criterion.test(life) and not screened[x]]
            assert missed == [], criterion.name


@pytest.mark.slow
def test_nearly_every_criterion_is_fulfilled_by_somebody_in_these_worlds():
    met = {
        criterion.name
        for kind in KINDS
        for _, lives in all_told(kind)
        for criterion in criteria.CRITERIA
        if any(criterion.test(life) for life in lives)
    }
    assert len(met) >= 0.9 * len(criteria.CRITERIA)


@pytest.mark.slow
def test_a_screen_for_refusals_is_sound_for_every_demand_and_every_cause():
    seen = set()
    for kind in KINDS:
        data = lived(kind)[0]
        for moved, lives in all_told(kind):
            by_demand = {demand: criteria.BY_NAME[f"refused {demand}"].screen(moved, data) for demand in DEMANDS}
            by_cause = {
                cause: criteria.BY_NAME[f"refused for {name}"].screen(moved, data) for cause, name in FOR.items()
            }
            for x, life in enumerate(lives):
                for entry in (each for each in life["ledger"] if each["event"] == "refused"):
                    seen.add((entry["demand"], entry["cause"]["because"]))
                    assert by_demand[entry["demand"]][x], entry
                    assert by_cause[entry["cause"]["because"]][x], entry
    assert len({demand for demand, _ in seen}) >= 9
    assert {cause for _, cause in seen} >= {"listing", "points", "relative", "company", "health", "commercial"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["rich", "as-told", "as-documented"])
def test_no_screen_passes_over_an_organisation_that_fulfils_its_criterion(kind):
    data, rules = lived(kind)
    for c in communities(kind):
        moved = replay_community(data, c)
        stories = [tell_company(data, rules, c * ORG_STRIDE + f) for f in range(moved.orgs.shape[1])]
        for criterion in organisation_criteria.CRITERIA:
            screened = criterion.screen(moved, data)
            missed = [s["organisation"] for f, s in enumerate(stories) if criterion.test(s) and not screened[f]]
            assert missed == [], criterion.name


def test_what_befell_a_company_is_asked_for_in_words():
    names = ("Beijing", "Hebei")
    wanted = organisation_finding.parsed("a foreign company rated D, whose owner is listed, in Hebei", names)
    assert [criterion.name for criterion in wanted] == ["foreign company", "rated D", "owner listed", "Hebei"]
    wanted = organisation_finding.parsed("a company refused a tender, listed for its owner", names)
    assert [criterion.name for criterion in wanted] == ["company", "refused", "refused tender", "listed for its owner"]
    with pytest.raises(DemeritError, match=r"'dragons'.*refused tender.*Hebei"):
        organisation_finding.parsed("a company of dragons", names)
    assert about_organisations("the company that was listed")
    assert not about_organisations("owner of a listed company")


def test_what_befell_a_person_is_asked_for_in_words():
    wanted = parsed("critic, refused private school, refused for a relative, found out at the counter", ("Hebei",))
    assert [criterion.name for criterion in wanted] == [
        "critic",
        "refused private_school",
        "refused for a relative",
        "found out at the counter",
    ]


@pytest.mark.parametrize("text", ["clawed back wrongly", "a minority, wrongly clawed back", "everything claimed back"])
def test_the_harm_of_a_benefits_affair_can_be_asked_for(text):
    """What `benefits-clawback` is about was nothing that a life could be looked for by."""
    found = [criterion.name for criterion in parsed(text, ("Hebei",))]
    assert found[-1] == "everything claimed back" + (" wrongly" if "wrongly" in text else "")


def test_who_is_claimed_everything_back_from_is_found():
    of = scenario("benefits-clawback")
    data, rules = OfWorld(world(of, 36, scale=20_000)), Rules(of.resolved())
    life = find(data, rules, "clawed back wrongly")
    assert any(entry["event"] == "clawed_back" and entry["never_happened"] for entry in life["ledger"])
    moved = replay_community(data, life["id"] // STRIDE)
    lives = [told(each, data, rules) for each in everybody(data, life["id"] // STRIDE)]
    for name in ("everything claimed back", "everything claimed back wrongly"):
        criterion = criteria.BY_NAME[name]
        screened = criterion.screen(moved, data)
        assert [x for x, each in enumerate(lives) if criterion.test(each) and not screened[x]] == []


def test_the_page_on_lives_names_nothing_that_cannot_be_looked_for():
    """It named "refused for a commercial score", which `--find` did not know."""
    page = (Path(__file__).parents[1] / "docs" / "reading-a-life.md").read_text(encoding="utf-8")
    table = page.partition("| about | words |")[2].partition("What begins with a company")[0]
    asked = [text for cell in re.findall(r"\*([^*]+)\*", table) for text in re.split(r"[,;] ", cell)]
    assert len(asked) > 40
    for text in asked:
        (found,) = parsed(f"refused {text}" if text.startswith("for ") else text, ("Hebei",))
        assert found.name.endswith(text)


def test_what_can_be_looked_for_is_listed_in_words():
    with pytest.raises(DemeritError) as known:
        parsed("dragons", ("Hebei",))
    assert "_" not in str(known.value)
    assert "refused high speed, " in str(known.value)


def test_a_company_is_found_that_fulfils_what_was_asked():
    data, rules = lived("as-told")
    story = organisation_finding.find(data, rules, "a company listed for its rating, refused")
    assert story["head"]["kind"] != "nonprofit"
    assert any(entry["event"] == "entered" and entry["ground"] == "rating" for entry in story["ledger"])
    assert story["summary"]["refused"]
    with pytest.raises(DemeritError, match="no organisation found: searched"):
        organisation_finding.find(
            data, rules, "a foreign company, farming, listed again, rated A, wrongly listed, closed"
        )


@pytest.mark.parametrize(("most", "end"), [(10_000, "ask for less"), (1, "or search further with --communities")])
def test_who_was_looked_for_everywhere_is_not_to_be_looked_for_further(most, end):
    data, rules = lived("as-told")
    asked = "a foreign company, farming, listed again, rated A, wrongly listed, closed"
    with pytest.raises(DemeritError) as ended:
        organisation_finding.find(data, rules, asked, most)
    assert str(ended.value).endswith(end)


def test_where_there_is_nobody_to_be_searched_nobody_is_told_to_ask_for_less():
    """Of a run without organisations it was "searched 0 in 31 of 31 communities"."""
    data, _ = lived("as-told")
    nobody: Any = SimpleNamespace(data=data, of=lambda *_: [])
    found = searching.search(nobody, [], 10_000, lambda *_: None, lambda _: 0, ("no organisation", ""))
    with pytest.raises(DemeritError, match=r"^no organisation found: there are none where this was looked for$"):
        list(found)


# The case of the article, told three ways.


def sentences(life: dict[str, Any]) -> str:
    return " ".join(sentence for year in life["years"] for sentence in year["sentences"])


def test_the_case_as_told_is_one_of_speech_arrest_a_list_and_a_counter():
    data, rules = lived("as-told")
    life = find(data, rules, "critic, detained, punished for speech, found out at the counter, refused", 1000)
    text = sentences(life)
    assert "the person criticised the government; the police recorded it" in text
    assert "was detained without trial, for criticising the government" in text
    assert "was put on the black list" in text
    assert "and was not told" in text
    assert "This was how the person learned of the listing" in text
    assert "Remedy: none. No notice was given, and nothing could be contested." in life["summary"]["text"]


def test_the_case_as_documented_is_one_of_a_ruling_a_court_list_and_a_counter():
    data, rules = lived("as-documented")
    life = find(data, rules, "listed for a judgment, found out at the counter, refused flight", 1000)
    text = sentences(life)
    assert "the court ruled for the creditor" in text
    assert "was put on the black list, for a judgment that was not performed, and was not told" in text
    assert "This was how the person learned of the listing" in text
    assert "points" not in text
    entry = next(e for e in life["ledger"] if e["event"] == "entered")
    assert entry["cause"] == {"ground": "judgment"}
    assert entry["truth"] == "correct"


def test_the_case_with_rights_starts_the_same_and_ends_in_an_objection():
    data, rules = lived("europe-with-rights")
    life = find(data, rules, "record of somebody else, objection upheld", 1000)
    text = sentences(life)
    assert "Somebody else in the state had done it." in text
    assert "the person objected to the record" in text
    assert re.search(r"the objection to the record of [^.]*was upheld", text)
    assert "no points changed" not in text
    assert "a person looks before a machine punishes" in life["summary"]["text"]
    assert life["summary"]["blacklisted"] == 0


def test_a_person_is_the_same_under_another_regime():
    one, other = lived("as-told"), lived("as-documented")
    c = communities("as-told")[0]
    for x in range(0, 60, 7):
        first, second = (told(replay(data, c * STRIDE + x), data, rules) for data, rules in (one, other))
        assert {k: first["head"][k] for k in ("born", "sex", "group", "province", "income_tenth")} == {
            k: second["head"][k] for k in ("born", "sex", "group", "province", "income_tenth")
        }


# Families, owners.


def test_whoever_suffers_for_a_listed_relative_is_told_whose_listing_it_was_and_since_when():
    data, rules = lived("as-documented")
    life = find(data, rules, "refused for a relative", 1000)
    entry = next(e for e in life["ledger"] if e["event"] == "refused" and e["cause"]["because"] == "relative")
    relative = entry["cause"]["relatives"][0]
    assert relative["relation"] in sentences(life)
    assert "of the household" in sentences(life)
    told_of = [each for each in life["family"] if each["id"] == relative["id"] and each["what"] == "listed"]
    assert any(each["from"] == relative["since"] for each in told_of)
    other = replay(data, relative["id"])
    i = other.months.index(month_of(relative["since"]))
    assert int(other.life[i]["marks"]) & BLACK
    assert "Nobody" not in sentences(life)


def test_an_owner_is_told_what_the_company_cost_and_the_company_what_its_owner_cost():
    data, rules = lived("rich")
    life = find(data, rules, "owner of a listed company, refused for a company", 1000)
    number = life["summary"]["organisations_listed"][0]
    assert number in life["head"]["owns"]
    assert f"organisation {number}, which the person owns, was put on the blacklist" in sentences(life).replace(
        "Organisation", "organisation"
    )
    story = tell_company(data, rules, number)
    assert "its owner was refused" in sentences(story)
    assert "because the organisation was listed" in sentences(story)


def test_a_company_listed_for_its_owner_says_so_on_both_sides():
    data, rules = lived("rich")
    story = organisation_finding.find(data, rules, "a company listed for its owner", 1000)
    assert "put on the blacklist because its owner was listed when the month began" in sentences(story)
    assert "its owner was on the black list of people" in sentences(story)
    life = told(replay(data, story["head"]["owner"]), data, rules)
    assert "because the person was on the black list" in sentences(life)


def test_every_single_ground_is_named():
    data, rules = lived("as-documented")
    checked = 0
    for moved in (replay_community(data, c) for c in communities("as-documented", 300)):
        for x in np.flatnonzero((moved.states["marks"] & BLACK).any(axis=0)):
            life = told(replay(data, moved.community.number * STRIDE + int(x)), data, rules)
            for entry in life["ledger"]:
                if entry["event"] == "entered":
                    checked += 1
                    assert entry["cause"]["ground"] in ("judgment", "fraud", "travel_disorder")
    assert checked > 0


def counted(kind: str) -> sampling.Counted:
    data = lived(kind)[0]
    return sampling.counted_in(months_of(data.world), data.names)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_whoever_fulfils_a_criterion_was_counted_in_the_province(kind):
    data, there = lived(kind)[0], counted(kind)
    for moved, lives in all_told(kind):
        province = int(data.layout[moved.community.number]["province"])
        for criterion in criteria.CRITERIA:
            if criterion.counted and any(criterion.test(life) for life in lives):
                assert (criterion.counted, province) in there, criterion.name


@pytest.mark.parametrize("kind", ["as-documented", "europe-with-rights"])
def test_lives_are_picked_in_one_pass_over_the_communities_and_nobody_else_is_picked(kind, monkeypatch):
    data, rules = lived(kind)
    seen: list[int] = []

    def watched(*of: Any) -> Replay:
        seen.append(of[1])
        return replay_community(*of)

    monkeypatch.setattr(searching, "replay_community", watched)
    picked = sampling.lives(data, rules)
    assert len(seen) == len(set(seen)) > 0
    everywhere = seen.copy()
    seen.clear()
    assert sampling.lives(data, rules, counted=counted(kind)) == picked
    assert set(seen) < set(everywhere)  # and not where the run counted nothing of the kind

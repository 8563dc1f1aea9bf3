"""How a life is told: plain data, sentences, a page, files in the run folder."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.helpers.lives import everybody, lived, lived_to_its_end

from demerit.keys import person_key
from demerit.life.entry import Entry
from demerit.life.figure import figure
from demerit.life.finding import find
from demerit.life.html import page
from demerit.life.routine import routine
from demerit.life.rules import Rules
from demerit.life.sampling import lives
from demerit.life.sentences import events
from demerit.life.story import concerning, told
from demerit.life.table import row, rows
from demerit.life.text import lines
from demerit.life.words import date_in_words
from demerit.phrases import say
from demerit.world.folder import NOTE as IN_PICTURES


def one(text="listed, refused"):
    """A life of `as-told`."""
    return find(*lived(), text)


def test_a_life_survives_json_unchanged():
    assert json.loads(json.dumps(one())) == one()


def test_a_life_opens_with_what_it_is_and_names_nobody():
    life = one()
    text = "\n".join(lines(life))
    assert text.startswith(say("statement"))
    assert f"Synthetic person {life['id']}" in text
    assert f"Filed under the number {person_key(life['id'])}, which no real person can have." in " ".join(text.split())
    assert not re.search(r"\b(he|she|his|her|him)\b", text)


def test_years_are_in_order_and_sentences_end():
    years = one()["years"]
    assert [year["year"] for year in years] == sorted({year["year"] for year in years})
    for year in years:
        for sentence in year["sentences"]:
            assert sentence.endswith(".")
            assert sentence[0].isupper() or sentence[0].isdigit()


def test_the_page_works_offline_says_what_it_is_inside_the_picture_and_labels_its_axes():
    text = page(one())
    assert not re.search(r"(src|href)\s*=|@import|url\(", text)
    picture = text[text.index("<svg") : text.index("</svg>")]
    for part in (IN_PICTURES, ">points<", ">month<", "<title", "<desc", "on the black list"):
        assert part in picture
    assert text.count("<h1") == 1
    assert 'lang="en"' in text
    assert "@media print" in text
    assert re.search(r'<th scope="col">', text)


def test_a_life_without_a_score_has_no_picture():
    assert figure([], 1) == ""


def test_the_picture_of_a_life_is_drawn_for_a_telephone_with_letters_as_large():
    """It was the wide one made small, with letters of five pixels."""
    months = [
        {
            "month": f"{year}-{n:02}",
            "score": 1000 - n,
            "blacklist": year > 2016,
            "redlist": year < 2015,
            "detained": n > 11,
        }
        for year in range(2014, 2026)
        for n in range(1, 13)
    ]
    drawing = figure(months, 1, narrow=True)
    (width,) = map(float, re.findall(r'viewBox="0 0 (\d+) ', drawing))
    assert 12 * 310 / width > 11  # pixels of a letter where 310 are free
    words = re.findall(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)<', drawing)
    years = sorted(float(x) for x, _, said in words if re.fullmatch(r"\d{4}", said) and float(x) > 52)
    assert len(years) > 3
    assert min(b - a for a, b in pairwise(years)) > 30
    assert all(float(x) + 6.2 * len(said) < width + 6 for x, _, said in words if not said.isdigit())
    keys = [float(y) for x, y, said in words if not said.isdigit() and float(x) > 60]
    assert len(set(keys)) == len(keys) == 3
    assert 'id="t1n"' in drawing
    assert 'id="t1"' in figure(months, 1)


def test_a_wrong_record_is_told_as_what_it_is():
    entry = Entry(
        0,
        "2018-05-04",
        "recorded",
        conduct="road_crossing",
        source="camera",
        truth="misattributed",
        region="province",
        told=False,
    )
    entry.effect = {"date": "2018-05-04", "change": -5}
    ((date, sentence),) = events([entry])
    assert date == "2018-05-04"
    assert sentence == (
        "On 4 May 2018 a camera recorded the person for crossing a street wrongly. Somebody else in the province had "
        "done it, and the person was not told; 5 points taken."
    )


def said_of(*entries):
    """The sentences of a year."""
    return [text for _, text in events(list(entries))]


def test_points_that_come_later_are_told_on_their_day_and_not_before():
    of: dict[str, Any] = {"conduct": "criticism", "record": 3, "source": "police", "truth": "correct"}
    record = Entry(0, "2018-05-04", "recorded", **of, counts_later=True)
    record.effect = {"date": "2018-05-07", "change": -50}
    points = Entry(3, "2018-05-07", "points", **of, record_date="2018-05-04", change=-50)
    assert said_of(record, points) == [
        "On 4 May 2018 the person criticised the government; the police recorded it.",
        "On 7 May 2018 50 points were taken for the record of 4 May 2018 (criticising the government).",
    ]


def test_whoever_is_told_of_a_wrong_record_later_is_told_later_in_the_story_too():
    of: dict[str, Any] = {"conduct": "loud_music", "record": 3, "source": "police", "truth": "false"}
    record = Entry(0, "2018-05-04", "recorded", **of, counts_later=True)
    notice = Entry(10, "2018-05-14", "notified", **of, record_date="2018-05-04")
    upheld = Entry(30, "2018-06-03", "upheld", **of, record_date="2018-05-04")
    assert said_of(record, notice, upheld) == [
        "On 4 May 2018 the police recorded the person for loud music on a train. Nobody had done it.",
        "On 14 May 2018 the person was told of the record of 4 May 2018 (loud music on a train).",
        "On 3 June 2018 the objection to the record of 4 May 2018 (loud music on a train) was upheld: it counts no "
        "longer.",
    ]


def test_a_listing_that_begins_after_days_of_grace_is_told_when_it_is_decided():
    assert said_of(Entry(0, "2020-05-31", "notified", list="blacklist", decided=True)) == [
        "On 31 May 2020 the person was told of a listing that had been decided, to begin after days of grace."
    ]
    assert said_of(Entry(0, "2020-06-28", "notified", list="blacklist")) == []


def test_a_listing_that_was_decided_and_fell_away_is_told():
    assert said_of(Entry(0, "2020-06-28", "fell_away", score=965, cause={"below": 960})) == [
        "On 28 June 2020 the listing that had been decided, to begin after days of grace, fell away, as the person had "
        "965 points by then: not fewer than 960."
    ]


def test_numbers_below_zero_have_a_minus_and_no_hyphen_in_sentences_and_ledgers():
    cause = {"because": "listing", "list": "blacklist", "below": -20, "since": "2018-02-28"}
    refused = Entry(0, "2018-05-04", "refused", demand="flight", score=-100, told=True, cause=cause)
    (sentence,) = said_of(refused)
    assert "had −100 points, fewer than −20" in sentence
    cells = row(Entry(0, "2018-05-04", "points", conduct="criticism", change=-50, score=-100).plain())
    assert (cells["change"], cells["score"]) == ("−50", "−100")


def test_no_hyphen_stands_before_a_number_of_a_life():
    for story in lives(*lived()):
        said = [text for year in story["years"] for text in year["sentences"]]
        cells = [cell for each in rows(story) for name, cell in each.items() if name != "date"]
        assert not [text for text in [*said, *cells] if re.search(r"(?<![\w-])-\d", text)]


def test_sentences_of_a_day_stand_in_the_order_of_the_ledger():
    cause = {"because": "listing", "list": "blacklist", "below": 960, "since": "2018-02-28"}
    refused = Entry(0, "2018-05-04", "refused", demand="flight", score=950, told=False, cause=cause)
    assert said_of(refused, Entry(0, "2018-05-04", "contested_listing")) == [
        "On 4 May 2018 the person asked for a flight and was refused: the person had been on the black list since 28 "
        "February 2018 and had 950 points, fewer than 960. This was how the person learned of the listing.",
        "On 4 May 2018 the person objected to the listing.",
    ]


def test_refusals_of_one_day_are_told_of_that_day():
    cause = {"because": "listing", "list": "blacklist", "since": "2018-02-28"}
    refused = [Entry(0, "2018-05-04", "refused", demand="flight", told=True, cause=cause) for _ in range(2)]
    assert said_of(*refused) == [
        "On 4 May 2018 the person was refused 2 flights: the person had been on the black list since 28 February 2018."
    ]


def test_refusals_for_two_listings_are_not_told_as_one():
    def refused(date, since):
        cause = {"because": "listing", "list": "blacklist", "since": since}
        return Entry(0, date, "refused", demand="flight", told=True, cause=cause)

    year = [
        refused("2018-02-01", "2017-01-31"),
        refused("2018-03-01", "2017-01-31"),
        refused("2018-09-01", "2018-07-31"),
    ]
    assert said_of(*year) == [
        "From 1 February 2018 to 1 March 2018 the person was refused 2 flights: the person had been on the black list "
        "since 31 January 2017.",
        "On 1 September 2018 a flight was refused: the person had been on the black list since 31 July 2018.",
    ]


def test_what_is_said_aloud_is_told_in_words_and_summed_up_where_it_changes_often():
    def said(date, aloud, private):
        return Entry(0, date, "said", cause={"said": aloud, "private": private})

    one, two, three = said("2018-01-01", 9, 2), said("2018-02-01", 2, 2), said("2018-03-01", 9, 2)
    assert said_of(one, two) == [
        "From 1 January 2018 on the person spoke rather for the government, as was expected, and in private was "
        "against the government.",
        "From 1 February 2018 on the person said what the person thought: against the government.",
    ]
    assert said_of(one, two, three) == []
    assert [*routine([one, two, three], ())] == [
        "What the person said of the government changed 3 times: once to what the person thought and twice to what "
        "was expected."
    ]


def test_an_opinion_that_still_stands_is_not_told_anew_in_a_later_year():
    def said(date, aloud, private):
        return Entry(0, date, "said", cause={"said": aloud, "private": private})

    before, same, other = said("2017-12-01", 14, 14), said("2018-07-01", 15, 15), said("2018-07-01", 2, 2)
    assert [*events([same], before)] == []
    assert [text for _, text in events([other], before)] == [
        "From 1 July 2018 on the person said what the person thought: against the government."
    ]


def test_there_are_no_points_before_the_community_takes_part():
    later = 0
    for story in lives(*lived()):
        begins = [text for year in story["years"] for text in year["sentences"] if "the community took part" in text]
        scored = [month["month"] for month in story["months"] if month["score"] is not None]
        told = [year["year"] for year in story["years"] for text in year["sentences"] if " points" in text]
        young = any("was on file" in text for year in story["years"] for text in year["sentences"])
        if begins and scored and not young:
            assert date_in_words(scored[0]) in begins[0]
            assert min(told, default=9999) >= int(scored[0][:4])
            later += story["months"][0]["month"] < scored[0]
    assert later


def test_whoever_is_too_young_to_be_on_file_has_no_points_until_the_birthday_and_the_life_says_so():
    data, rules = lived()
    grown = young = 0
    for moved in everybody(data, 0):
        life = told(moved, data, rules)
        months = {month["month"]: month["score"] for month in life["months"]}
        if not months:
            continue
        born, text = life["head"]["born"], " ".join(" ".join(lines(life)).split())
        birthday = f"{int(born[:4]) + 14}{born[4:7]}"
        if "2015-06" < birthday < "2021-12" and "2021-12" in months:
            assert {month for month, score in months.items() if score is not None} == {
                m for m in months if m >= birthday
            }
            assert f"From {date_in_words(birthday)} on the person, 14 years old, was on file." in text
            grown += 1
        elif birthday > "2021-12" and "2021-12" in months:
            assert set(months.values()) == {None}
            assert "Too young to be on file: that begins at 14." in text
            assert "Points at the end" not in text
            young += 1
    assert grown > 5
    assert young > 5


def test_a_private_score_is_in_force_and_nobody_joins_it_or_is_told_of_for_nothing():
    told = list(lives(*lived_to_its_end("schufa-like")))
    said = [text for story in told for year in story["years"] for text in year["sentences"]]
    assert any("the system was in force" in text for text in said)
    assert not any("took part" in text or "criticised" in text or "commercial" in text for text in said)
    assert not any("listing" in story["summary"]["remedy"] for story in told)
    refused = [entry for story in told for entry in story["ledger"] if entry["event"] == "refused"]
    assert refused, "of a score nobody was told, or not told: only a listing can be known of"
    assert not any("told" in entry for entry in refused)
    assert all(
        re.fullmatch(r"0\d{10}", story["head"]["key"]) for story in told
    )  # as a German tax number, not a Chinese one


def test_acts_that_are_nobodys_business_are_told_only_where_fear_or_voice_is():
    act = Entry(0, "2018-12-30", "act", conduct="criticism")
    feared = Entry(0, "2018-12-31", "feared", fear=5)
    assert concerning([act], [act], ()) == []
    assert concerning([act], [act], ("criticism",)) == [act]
    assert concerning([act], [act, feared], ()) == [act]


def test_points_of_the_year_before_are_told_in_the_year_in_which_they_come():
    of: dict[str, Any] = {"conduct": "loud_music", "record": 3, "source": "police", "truth": "correct"}
    act, record = (
        Entry(0, "2018-12-30", "act", conduct="loud_music", outcome="recorded"),
        Entry(0, "2018-12-30", "recorded", **of),
    )
    record.effect = {"date": "2019-01-02", "change": -10}
    points = Entry(3, "2019-01-02", "points", **of, record_date="2018-12-30", change=-10)
    assert [*routine([act, record], {"loud_music"})] == ["1 time of loud music on a train, recorded by the police."]
    assert [*routine([points], {"loud_music"})] == [
        "10 points were taken for what was recorded the year before (loud music on a train)."
    ]


def test_what_nobody_ever_looks_at_is_not_told_but_for_what_is_left_unsaid():
    done = Entry(0, "2018-05-04", "act", conduct="road_crossing")
    undone = [Entry(0, "2018-05-04", "self_censored", conduct=name) for name in ("road_crossing", "criticism")]
    assert [*routine([done, *undone], ())] == ["Left undone for fear: 1 criticism of the government."]
    assert len([*routine([done], {"road_crossing"})]) == 1


def test_a_life_where_there_is_no_list_says_nothing_of_one_and_once_when_it_began():
    of, rules = lived_to_its_end("europe-with-rights")
    life = find(of, rules, "ordinary")
    said = " ".join(sentence for year in life["years"] for sentence in year["sentences"])
    assert "list" not in life["summary"]["text"].replace("neither points nor a listing", "")
    assert said.count("There is no such system before January 2020.") == 1
    assert not re.search(r"street|frowned-upon purchase|\bno list\b", said)


def test_a_listing_on_the_ground_of_somebody_elses_judgment_says_so():
    entry = Entry(
        0,
        "2018-05-31",
        "entered",
        list="blacklist",
        truth="misattributed",
        region="province",
        told=False,
        wrongful=True,
    )
    entry.cause = {"ground": "judgment"}
    ((_, sentence),) = events([entry])
    assert sentence == (
        "On 31 May 2018 the person was put on the black list, for a judgment that was not performed (somebody else in "
        "the province had done it), and was not told. Without wrong records it would not have come to this."
    )


def test_a_refusal_for_a_relative_says_whose_listing_it_was_and_since_when():
    relative = {"id": 7, "sex": "female", "age": 45, "relation": "of a parent's age", "since": "2017-06"}
    cause = {"because": "relative", "relatives": [relative]}
    entry = Entry(0, "2018-03-01", "refused", demand="private_school", told=False, cause=cause)
    ((_, sentence),) = events([entry])
    assert sentence == (
        "On 1 March 2018 a place at a private school was refused: a woman of the household, 45, of a parent's age, was "
        "on the black list since June 2017."
    )


def test_rules_follow_interventions():
    rules = Rules(
        {
            "regime": {"rules": [{"id": "music", "conduct": "loud_music", "points": -10, "reference": "article"}]},
            "interventions": [{"date": "2016-01", "set": {"regime.rules.music.reference": "another"}}],
        }
    )
    before, after = (rules.rule("loud_music", month) for month in (2015 * 12, 2016 * 12))
    assert before == {"id": "rules.music", "reference": "article"}
    assert after == {"id": "rules.music", "reference": "another"}


def test_the_sampled_lives_are_different_people_and_say_why_they_were_chosen():
    chosen = lives(*lived(), most=10)
    assert len({life["id"] for life in chosen}) == len(chosen) == 3
    assert all(life["chosen"] and life["asked"] for life in chosen)
    assert chosen[-1]["summary"]["blacklisted"] == 0


@pytest.fixture(scope="module")
def run_folder(tmp_path_factory) -> Path:
    """A finished run of two years."""
    from demerit.calendar import month_of
    from demerit.scenario import load
    from demerit.world.run import Plan, run

    out: Path = tmp_path_factory.mktemp("runs") / "tiny"
    run(Plan(load("as-told"), out, scale=400_000, seed=3, until=month_of("2015-12"), quiet=True))
    return out


def called(*arguments):
    """The command line, in this process: exit code."""
    from typer.testing import CliRunner

    from demerit.cli.app import app
    from demerit.errors import DemeritError

    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        assert isinstance(result.exception, DemeritError), result.exception
        return 2, str(result.exception)
    return result.exit_code, result.output


def test_the_command_tells_a_life_of_a_run_folder_in_three_ways(run_folder, tmp_path):
    code, text = called("life", run_folder, 5)
    assert (code, text.splitlines()[0]) == (0, say("statement"))
    code, text = called("life", run_folder, "--find", "critic", "--json")
    assert code == 0
    assert json.loads(text)["statement"] == say("statement")
    code, text = called("life", run_folder, 5, "--html", tmp_path / "life.html")
    assert code == 0
    assert say("statement") in (tmp_path / "life.html").read_text()


def test_the_command_tells_an_organisation_and_finds_one_in_the_same_ways(run_folder, tmp_path):
    code, text = called("life", run_folder, "--find", "a company, never listed", "--json")
    assert code == 0
    story = json.loads(text)
    assert story["head"]["kind"] in ("domestic", "foreign")
    code, text = called("life", run_folder, "--organisation", story["organisation"])
    assert (code, text.splitlines()[0]) == (0, story["statement"])
    assert "Ledger." in text
    page_file = tmp_path / "company.html"
    code, text = called("life", run_folder, "--organisation", story["organisation"], "--html", page_file)
    assert (code, story["statement"] in page_file.read_text()) == (0, True)
    assert not re.search(r"(src|href)\s*=|@import|url\(", page_file.read_text())
    assert called("life", run_folder, 5, "--organisation", 3)[0] == 2
    assert called("life", run_folder, "--find", "a company of dragons")[0] == 2


def test_bad_questions_are_answered_with_a_message(run_folder, tmp_path):
    assert called("life", run_folder, 10**9)[0] == 2
    assert called("life", run_folder, "somebody")[0] == 2
    assert "one of the two" in called("life", run_folder)[1]
    assert called("life", tmp_path, 5)[0] == 2
    assert called("life", run_folder, 5, "--html", tmp_path / "no" / "life.html")[0] == 2


def test_sampled_lives_are_files_of_the_run_folder(run_folder):
    from demerit.life import sample

    files = sample(run_folder, 3)
    assert files
    for file in files:
        life = json.loads(file.read_text())
        assert file == run_folder / "lives" / f"{life['id']}.json"
        assert {"format", "statement", "id", "head", "summary", "years", "ledger", "months"} <= set(life)

"""The findings of every preset in a run of few people, read by somebody who looks for what is silly or out of place."""

import re
from pathlib import Path

import pytest
from tests.helpers.recount import folder
from tests.helpers.worlds import scenario, world

from demerit.calendar import text_of
from demerit.life.words import date_in_words
from demerit.report import exclusion, limits, opening
from demerit.report.finding import Finding, LeftOut
from demerit.report.findings import (
    DOCUMENTED,
    FINDINGS,
    aims,
    cameras,
    causes,
    claims_back,
    commercial,
    health,
    opinion,
    refusals,
    repair,
    scores,
    silence,
    sources,
    sureness,
)
from demerit.report.first import first
from demerit.report.folder import opened
from demerit.report.in_force import ever, last, months_of, regimes
from demerit.report.kind import Kind
from demerit.report.kinds import begun, sorted_by_kind
from demerit.report.measures import Measures
from demerit.report.numbers import FEW, people, words
from demerit.report.origins import provenance
from demerit.report.thresholds import entry

PRESETS = (
    *("as-told", "as-documented", "benefits-clawback", "europe-as-told", "europe-with-rights", "fuzhou", "rongcheng"),
    *("schufa-like", "sesame-like", "shenzhen-2023", "suining"),
)
SCALES = {"china": 200_000, "germany": 20_000}  # a few communities: most of what is rare happens once or never
SILLY = (
    r"(?<![\d.,])1 (people|times|records|requests|rules|arrests|provinces|states|months|organisations)\b",
    r"\bnan\b|\bNone\b(?! of)|\binf\b",
    r"(?<![\d.,])0 (of|times|cases|records|requests|people|objections|were|are|given)\b",
    r"\b0 % (of all points|over money)|(?<![\d.,])0 (unsaid|% of the criticism that)",
    r"(?<![\d.,])1 times",
    r"[_{}]|\b\d{4}-\d{2}\b",
    r" {2}|\.\.| \.| ,",
    r"(?<![\w–-])-\d",  # what is below zero has a minus
    r"(?<![\d.,])0\.0{5}",  # what rounding left of a sum is nothing
)
OF_CHINA = r"Chin|[Pp]rovinc|600 million|Supreme People|Globe and Mail|Human Rights Watch|pilot cities|the party\b"


def read(m: Measures) -> dict[str, str]:
    """Everything that the findings say, by key."""
    every = [find(m) for find in (opening.finding, *DOCUMENTED, *FINDINGS)]
    said = {}
    for one in every:
        if isinstance(one, Finding):
            figures = " | ".join(f"{figure.title} | {figure.unit}" for figure in one.figures)
            said[one.key] = f"{one.title} | {one.text} | {figures}"
        elif isinstance(one, LeftOut):
            said[one.key] = one.line
    return said


@pytest.fixture(scope="module", params=PRESETS)
def measures(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Measures:
    of = scenario(request.param)
    lived = world(of, of.end - of.start + 1, scale=SCALES[of.society.name], threads=1)
    path: Path = tmp_path_factory.mktemp("read") / request.param
    return Measures(opened(folder(of, lived, path)))


def test_nothing_that_is_said_is_silly(measures: Measures) -> None:
    found = [
        (key, one[0]) for key, said in read(measures).items() for p in SILLY if (one := re.search(f".*{p}.*", said))
    ]
    assert found == []


def names(finding: Finding) -> set[str]:
    """The inputs of a finding, without how many of a name there are."""
    return {re.sub(r" \([^()]*\)$", "", said) for said in finding.mark.inputs}


def test_whatever_rests_on_points_or_lists_moves_with_all_that_they_move_with(measures: Measures) -> None:
    every = (*DOCUMENTED, *FINDINGS)
    held = {one.key: names(one) for find in every if isinstance(one := find(measures), Finding)}
    rests = {"lists": ["scores", "bands"]} | {key: ["lists"] for key in ("poverty", "remedy", "learned", "afterwards")}
    if measures.seen("blacklist.stock"):
        rests |= {"refusals": ["lists"], "causes": ["refusals"]}
    if measures.run.scenario.regime.fear.listing:
        rests |= {"silence": ["lists"], "aims": ["lists"]}
    for key, below in rests.items():
        for each in below:
            assert held.get(each, set()) <= held.get(key, held.get(each, set())), (key, each)


def test_what_is_of_one_month_says_of_which(measures: Measures) -> None:
    for key, said in read(measures).items():
        assert not re.search(r"[Ii]n the end|[Aa]t the end(?! of)|The red list holds", said), key


def test_sentences_have_no_more_digits_than_three(measures: Measures) -> None:
    for key, said in read(measures).items():
        if key == "learned":  # people whom it was tested on were counted, and stand for nobody else
            continue
        for number in re.findall(r"(?<![\d.,])\d{1,3}(?:,\d{3})+", said):
            assert len(number.replace(",", "").rstrip("0")) <= 3, (key, number)


def test_where_points_list_the_first_screen_names_the_threshold_and_its_mark(measures: Measures) -> None:
    begins, found = first(measures), entry(measures)
    if begins is None or begins.about not in ("needed", "listed"):
        return
    if found is not None:
        assert f"below {found[0]} of the" in begins.below
        assert f"is listed ({found[1]})" in begins.below


def test_a_published_list_that_does_not_tell_the_listed_says_why(measures: Measures) -> None:
    said = read(measures)["remedy"]
    published = last(measures).lists.blacklist.published
    unread = published is not None and published.since <= measures.months[-1]
    unknown = measures.at_end("blacklist.unaware_share") > 0 and said.count(" | ") > 1
    assert ("nobody looks for their own name" in said) == (unread and unknown)


def test_where_more_dissent_aloud_than_in_private_the_title_says_why(measures: Measures) -> None:
    said = re.match(r"In \w+ \d{4}, (\S+) % dissent in private and (\S+) % aloud(.*?) \|", read(measures)["opinion"])
    louder = said is not None and float(said[2]) > float(said[1])
    assert louder == measures.run.scenario.name.startswith("europe")
    assert not louder or (said is not None and said[3] == ", as peers shun whoever differs from most")


def test_a_report_on_another_country_says_nothing_of_china(measures: Measures) -> None:
    if measures.run.of_china:
        return
    said = read(measures)
    left = {"demand", "ratings", "record", "afterwards"}  # they say why this country has no such comparison
    for key, text in said.items():
        assert key in left or not re.search(OF_CHINA, text), (key, text)
    assert not re.search(OF_CHINA, " ".join(limits.limits(measures)))
    assert opening.finding(measures) is None
    assert exclusion.box(measures) is None


def test_nothing_is_called_by_its_key_and_nobody_who_is_scored_a_customer(measures: Measures) -> None:
    keys = [name for name in measures.run.scenario.regime.commercial_scores if "-" in name]
    for key, text in read(measures).items():
        assert not re.search("|".join([*map(re.escape, keys), r"--\w", r"\bcustomers?\b"]), text), (key, text)


def test_a_score_that_refused_nobody_or_once_is_said_to_have_done_so(measures: Measures) -> None:
    """It was "It refuses loans below 480: 0 times"."""
    for name, score in measures.run.scenario.regime.commercial_scores.items():
        never, once = (commercial._told(measures, name, score, 1e6, refused) for refused in (0.0, 1.0))
        assert " time" not in never
        assert "It refuses" not in never or ", and had nobody to refuse from " in never
        assert "It refuses" not in once or ": 1 time from " in once


def test_what_repeats_the_file_says_which_value_in_every_preset(measures: Measures) -> None:
    found = [each for find in FINDINGS if isinstance(each := find(measures), Finding)]
    for finding in sorted_by_kind(measures, found):
        assert bool(finding.echo) == (finding.mark.kind is Kind.REPEATS), finding.title


def test_what_a_report_begins_with_and_the_finding_of_the_same_share_are_of_one_kind(measures: Measures) -> None:
    begins, finding = begun(measures), causes.find(measures)
    if begins and begins.about == "refused_for" and isinstance(finding, Finding):
        (told,) = sorted_by_kind(measures, [finding])
        assert told.mark.kind is begins.mark.kind, told.title


def test_nothing_is_said_of_lists_where_nothing_lists(measures: Measures) -> None:
    if ever(measures, lambda regime: regime.lists.blacklist.entry or regime.lists.blacklist.grounds):
        return
    said = read(measures)
    assert not re.search(r"\blisted\b", said["causes"])
    assert not re.search(r"\blisted\b", said["aims"])


def test_of_a_list_that_was_abolished_nothing_is_said_of_who_is_on_it(measures: Measures) -> None:
    if not measures.seen("blacklist.stock") or not last(measures).lists.blacklist.absent:
        return
    said = read(measures)
    assert said["poverty"] == (
        "No poverty trap to show: the black list was abolished, and rich and poor left it at once."
    )
    title, text, *figures = said["lists"].split(" | ")
    ended = date_in_words(text_of(months_of(measures, lambda regime: not regime.lists.blacklist.absent)[-1] + 1))
    assert title.startswith(
        f"Nobody is on the black list at the end of {measures.end}, as the file ends it in {ended}; "
    )
    assert any(figure.startswith(f"In {ended}, when the black list ends, ") for figure in figures)
    assert "whoever left when it ended" in text
    assert "of the listed" not in said["remedy"].partition(" | ")[0]


def test_where_nobody_can_be_refused_anything_a_report_begins_with_how_many_are_rewarded(measures: Measures) -> None:
    """That of `fuzhou` began with grades, to which nothing is tied, and not with the discount that nearly all get."""
    begins = first(measures)
    assert begins is not None
    assert (begins.about == "rewarded") == (measures.run.scenario.name == "fuzhou")
    if begins.about == "rewarded":
        on, adults = (measures.at(name, measures.months[-1]).scaled for name in ("redlist.stock", "adults"))
        assert f"{round(100 * on / adults)} of every 100 adults have the 697 points" in begins.title
        assert "650 points (assumed)" in begins.below
        assert "20 (assumed): whoever loses none has enough after 3 such years" in begins.below
        assert "has a record taken away gets its points back, and not the bonus of that year" in begins.below


def test_what_is_first_heard_of_is_named(measures: Measures) -> None:
    title = read(measures)["remedy"].partition(" | ")[0]
    if "the first that people hear of" in title:
        assert title.endswith("of it" if "of the listed" in title else "of being listed")


def test_points_given_for_clean_years_are_moved_by_no_record(measures: Measures) -> None:
    assert "Of all points moved" not in read(measures)["sources"]


def test_few_wrong_records_do_not_tell_which_data_source_errs_most(measures: Measures) -> None:
    found = sources.find(measures)
    for figure in found.figures if isinstance(found, Finding) else ():
        if figure.key == "sources-errors":
            most = max(figure.table.rows, key=lambda row: float(row["value"]))
            assert ("least reliable" in figure.title) == (int(most["counted"]) >= FEW)


def test_a_picture_of_aims_is_called_after_what_it_shows(measures: Measures) -> None:
    found = aims.find(measures)
    for figure in found.figures if isinstance(found, Finding) else ():
        shown = " ".join(str(row["what"]) for row in figure.table.rows)
        assert ("ourneys refused" in figure.unit) == ("journeys refused" in shown)
        assert ("ebts paid" in figure.unit) == ("defaults avoided" in shown or "judgments performed" in shown)


def test_a_private_score_is_not_said_to_stand_still(measures: Measures) -> None:
    for key in ("scores", "conduct"):
        assert not re.search(r"No (distribution|points).*\bscores?\b", read(measures)[key])


def test_conduct_that_ends_is_said_to(measures: Measures) -> None:
    society = measures.run.scenario.society
    for find, name in ((health.find, "health_breach"), (cameras.find, "curfew_breach")):
        finding, months = find(measures), society.conduct[name].months
        if isinstance(finding, Finding) and months is not None:
            assert f"a {words(name)} can happen only from" in finding.text


def test_no_criticism_unsaid_is_not_no_fear(measures: Measures) -> None:
    line = read(measures)["silence"]
    if line.startswith("No ") and measures.seen("self_censored.loyalty"):
        assert "praise of the government was" in line


def test_no_picture_compares_one_thing_with_nothing(measures: Measures) -> None:
    """A single bar, or a single dot, says no more than a sentence does."""
    for find in FINDINGS:
        finding = find(measures)
        for figure in finding.figures if isinstance(finding, Finding) else ():
            assert len(figure.table.rows) > 1 or figure.key in ("claims-back", "favours", "repair", "review", "aims"), (
                figure.key
            )


def test_bands_of_points_lie_on_the_scale(measures: Measures) -> None:
    points = measures.run.scenario.regime.points
    finding = scores.find(measures)
    for row in finding.figures[0].table.rows if isinstance(finding, Finding) else ():
        ends = [int(end) for end in re.findall(r"-?\d+", str(row["band"]).replace("−", "-"))]
        if not str(row["band"]).startswith("below"):
            assert points.lowest <= ends[0] <= ends[-1] <= points.highest, row["band"]


def test_refusals_are_told_of_a_year_that_was_lived_whole_or_of_all(measures: Measures) -> None:
    finding = refusals.find(measures)
    if isinstance(finding, Finding):
        when = re.match(r"(?:In (\d{4})|From (\d{4}) to (\d{4})) ", finding.title)
        assert when is not None
        assert int(when[1] or 0) in measures.whole_years or (when[2], when[3]) == (
            str(measures.years[0]),
            str(measures.years[-1]),
        )


def test_only_what_frightens_is_said_to(measures: Measures) -> None:
    finding = silence.find(measures)
    if isinstance(finding, Finding):
        for field, words in (("relative_listed", "listed relatives"), ("watched", "that one is watched")):
            there = any(getattr(regime.fear, field) for regime in regimes(measures))
            assert (words in finding.text) == there


def test_nobody_is_punished_unheard_where_somebody_looks_first(measures: Measures) -> None:
    said = " ".join(read(measures).values())
    if ever(measures, lambda regime: regime.rights.human_review):
        assert "without a hearing" not in said
    if not ever(measures, lambda regime: regime.lists.blacklist.entry or regime.lists.blacklist.grounds):
        assert not re.search(r"listed or not|[Ll]istings are announced", said)


def test_every_report_says_how_much_nobody_knows(measures: Measures) -> None:
    assert any(line.startswith("How often anything happens in reality. M") for line in limits.limits(measures))


def test_opinion_is_told_only_where_a_regime_moves_or_presses_it(measures: Measures) -> None:
    presses = measures.run.scenario.regime.opinion is not None
    found = {type(find(measures)) for find in FINDINGS if find.__module__.endswith(".opinion")}
    assert found == ({Finding} if presses else {LeftOut})


def test_only_what_has_cameras_sees_by_their_number(measures: Measures) -> None:
    sources = measures.run.scenario.regime.data_sources
    with_cameras = {f"data_sources.{name}.full_at" for name, source in sources.items() if source.cameras}
    named = {str(row["key"]) for row in provenance(measures.run).rows}
    assert {key for key in named if key.endswith(".full_at")} == with_cameras
    marked = {line for find in FINDINGS if isinstance(one := find(measures), Finding) for line in one.mark.inputs}
    assert with_cameras or not [line for line in marked if "how many cameras" in line]


def test_every_class_of_scores_has_had_somebody_in_it(measures: Measures) -> None:
    found = scores.find(measures)
    if isinstance(found, Finding):
        rows = found.figures[0].table.rows
        assert {row["band"] for row in rows} == {row["band"] for row in rows if row["value"]}


def test_axes_of_their_own_are_said_of_several_panels_alone(measures: Measures) -> None:
    found = refusals.find(measures)
    if isinstance(found, Finding):
        kinds = {row["demand"] for row in found.figures[0].table.rows}
        assert ("each panel has its own axis" in found.figures[0].unit) == (len(kinds) > 1)


def test_how_sure_opinion_is_stands_where_opinion_is_told(measures: Measures) -> None:
    told = isinstance(opinion.find(measures), Finding)
    assert told or not sureness._told(measures, "opinion.hidden_share")
    assert sureness._told(measures, "blacklist.stock")


def test_claw_backs_of_all_years_add_up_to_what_the_text_says(measures: Measures) -> None:
    found = claims_back.find(measures)
    if isinstance(found, Finding):
        rows = found.figures[0].table.rows
        total = {kind: sum(float(row["value"]) for row in rows if row["kind"] == kind) for kind in claims_back.OF}
        assert f"told {people(sum(total.values()))} times" in found.text
        assert f"{people(total[claims_back.WRONG])} of them for what the person never did" in found.text
        assert all(float(row["low"]) <= float(row["value"]) <= float(row["high"]) for row in rows)
        assert len(rows) == 2 * len(measures.years)


def test_what_is_drawn_of_self_censorship_rests_on_more_than_a_few(measures: Measures) -> None:
    found = silence.find(measures)
    if isinstance(found, Finding):
        (figure,) = found.figures
        (line,) = (layer for layer in figure.chart.wide["layer"] if layer["mark"]["type"] == "line")
        drawn = {row["kind"] for row in line["data"]["values"]}
        few = {
            words(kind)
            for kind in silence.KINDS
            if kind != "criticism" and measures.total(f"self_censored.{kind}").counted < silence.COUNTED
        }
        assert not drawn & few
        left_out = {str(row["kind"]) for row in figure.table.rows} - drawn
        assert left_out <= few
        assert all(kind in figure.chart.note for kind in left_out)


def test_objections_add_up(measures: Measures) -> None:
    found = repair.find(measures)
    made, answered = (
        measures.total(names) for names in (["objections"], ["objections.upheld", "objections.dismissed"])
    )
    if isinstance(found, Finding) and made.scaled:
        left = f"{people(made.scaled - answered.scaled)} had not been answered when the run ended"
        assert (left in found.text) == (made.counted > answered.counted)

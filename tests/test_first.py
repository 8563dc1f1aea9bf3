"""The first screen: one sentence and one picture of what comes out of a run, for every preset."""

import re
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers import kinds, made_up

from demerit.calendar import month_of
from demerit.report import opening, write
from demerit.report.charts.squares import WIDE, Part, Squares, rounded
from demerit.report.first import SCREENS, first, needed, whole
from demerit.report.first.screen import Share, of_whole, squares_of
from demerit.report.folder import opened
from demerit.report.marks import of_inputs
from demerit.report.measures import Measures
from demerit.report.theme import RED, contrast
from demerit.scenario import load
from demerit.scenario.shipped import names_in


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return made_up.folder(tmp_path_factory.mktemp("runs") / "run")


@pytest.fixture(scope="module")
def m(run):
    return Measures(opened(run))


def drawn(svg: str) -> list[float]:
    """Widths of the squares of a picture, against a whole one."""
    widths = [
        float(each) for each in re.findall(r'<rect x="[\d.]+" y="[\d.]+" width="([\d.]+)" height="[\d.]+" rx', svg)
    ]
    return [width / max(widths) for width in widths]


def test_a_page_begins_with_the_finding_and_its_picture_before_claim_record_and_fit(run, m):
    page = write(run).read_text(encoding="utf-8")
    begins = first(m)
    assert begins is not None
    places = [
        page.index(each) for each in ("<h1>", 'id="first-title"', 'id="first"', 'id="claim"', 'id="claims-title"')
    ]
    assert places == sorted(places)
    saved = (run / "figures" / "first.svg").read_text(encoding="utf-8")
    for said in ("Mark: ", "Synthetic people; an experiment, not a forecast.", "seed 1"):
        assert said in re.sub(r"</text><text[^>]*>", " ", saved)
    assert (run / "figures" / "first.png").stat().st_size > 1000
    assert (run / "figures" / "first.csv").is_file()


def test_as_told_sets_the_people_that_its_numbers_need_beside_those_on_record(m):
    begins = needed.first(m)
    assert begins is not None
    here, there = begins.table.rows
    assert here["value"] == pytest.approx(m.at("blacklist.stock", month_of("2018-05")).scaled, abs=1)
    assert there["value"] == 8.4e6
    assert "the record has 8.4 million" in begins.title
    assert "If the list begins below 960 points (assumed here)" in begins.title
    assert "below 960 of the 1000 points that everybody begins with is listed (assumed)" in begins.below
    assert "refused something below 920 to 960 points, by what is asked for (assumed)" in begins.below
    assert "The article names no thresholds" in begins.below
    assert "By chance alone (90 %)" in begins.below
    assert "had to" not in begins.title
    assert ("the article's numbers need" in begins.title) is opening.met(m)
    squares = drawn(begins.squares.svg())
    assert sum(squares) == pytest.approx(here["squares"] + there["squares"], abs=0.02)


@pytest.mark.parametrize(("off", "band", "said"), [(1.04, 0.01, True), (1.2, 0.3, True), (1.2, 0.1, False)])
def test_what_the_numbers_need_is_said_of_a_run_that_gives_them_or_misses_them_by_chance(
    m, monkeypatch, off, band, said
):
    """A coarse run said so, and further down that it gives none of them."""
    told = [
        {**row, "ratio": off, "low": row["told"] * (off - band), "high": row["told"] * (off + band)}
        for row in opening.rows(m).rows
    ]
    monkeypatch.setattr(opening, "rows", lambda _: SimpleNamespace(rows=told))
    assert opening.met(m) is said
    begins = needed.first(m)
    assert begins is not None
    assert ("the article's numbers need" in begins.title) is said
    assert ("a run fitted to the article's numbers has" in begins.title) is not said


@given(st.lists(st.floats(0.01, 1e9), min_size=1, max_size=5), st.sampled_from((100, 1000)))
def test_squares_add_up_and_none_is_off_by_a_whole_one(values, whole_of):
    counts = rounded(values, whole_of)
    assert sum(counts) == whole_of
    assert all(abs(n - whole_of * v / sum(values)) < 1 for n, v in zip(counts, values, strict=True))


def test_what_matters_is_seen_however_small(m):
    few = [Share("fallen", 3.0), Share("where they were", 997.0, rest=True)]
    assert squares_of(few) == 1000
    assert squares_of([Share("refused", 3.0), Share("declined", 460.0), Share("granted", 537.0, rest=True)]) == 1000
    assert squares_of([Share("where they were", 1.0, rest=True)]) == 100
    mark = of_inputs(m.run, "regime.points")
    shown = of_whole(few, "3 of every 1,000 fell", "adults", "", mark)
    assert [part.squares for part in shown.squares.parts] == [3, 997]
    assert shown.below == "Each square is one of 1,000 adults."


def test_a_band_stands_beside_the_share_that_squares_round():
    said = whole._within(0.0965, {"low": 0.094, "high": 0.099}, "those refused for the score", 200)
    assert said == " By chance alone (90 %) those refused for the score, 9.7 %, could be 9.4 % to 9.9 %."
    few = whole._within(1 / 3, {"low": 0.013, "high": 1.0}, "those for what the person never did", 1)
    assert "33 % (only 1 counted in the sample), could be 1.3 % to 100 %." in few


def test_a_picture_can_be_read_on_a_telephone():
    shares = (Part(9, RED, "9 below A, which is the grade that everybody begins with"), Part(91, "#d4d4d4", "91 in A"))
    for squares in (Squares(shares, 10, apart=False), Squares(shares, 6, apart=True)):
        root = ElementTree.fromstring(squares.svg())  # noqa: S314 - our own
        assert root.attrib["width"] == str(WIDE) <= "390"
        sizes = [float(e.attrib["font-size"]) for e in root.iter() if "font-size" in e.attrib]
        assert min(sizes) >= 13
        right = [float(e.attrib["x"]) + float(e.attrib["width"]) for e in root.iter() if e.tag.endswith("rect")]
        assert max(right) <= WIDE


def test_colours_differ_in_light_and_dark_too():
    assert contrast(RED, "#d4d4d4") > 2


def test_nothing_is_said_of_warnings_levels_or_claims_where_there_are_none(m):
    assert whole.clawed_back(m) is None
    assert whole.settled(m) is None
    assert whole.standing(m) is None  # `as-told` names no grades


def test_loans_are_refused_for_the_score_alone_only_where_nothing_else_refuses_anybody(m, monkeypatch):
    assert m.seen("refused.for.commercial", "refused.credit")
    assert whole.lending(m) is None  # of what the lists refuse some is loans
    monkeypatch.setitem(SCREENS, "needed", lambda m: None)  # as for other people than the article is about
    begins = first(m)
    assert begins is not None
    assert "adults are on the black list" in begins.title


def test_how_long_there_were_points_is_said_in_what_is_whole():
    """A run of half a year began with "After 0 years of points"."""
    assert [whole.long(months) for months in (1, 6, 12, 18, 108)] == [
        "1 month",
        "6 months",
        "1 year",
        "18 months",
        "9 years",
    ]


# Every preset, on a few people

BEGINS = {
    "as-told": "the article's numbers",
    "as-documented": "Without any score",
    "benefits-clawback": "demands to pay everything back are for what the person never did",
    "europe-as-told": "No state points or list refuse anybody here",
    "europe-with-rights": "With notice, objection and a person who looks first, ",
    "fuzhou": "adults have the 697 points that bring a reward; nobody is refused anything",
    "rongcheng": "adults have the grade that everybody begins with",
    "suining": "adults have the grade that everybody begins with",
    "schufa-like": "A private score alone refuses",
    "sesame-like": "A private score alone refuses",
    "shenzhen-2023": "With notice, a first warning and time to pay",
}


def test_every_preset_is_told_what_it_begins_with():
    assert set(BEGINS) == set(names_in("presets"))


@pytest.mark.slow
@pytest.mark.parametrize("preset", sorted(BEGINS))
def test_every_preset_begins_with_the_one_finding_of_its_kind(preset):
    m = kinds.lived(kinds.unlearned(load(preset, assume=True)), scale=50_000)
    begins = first(m)
    assert begins is not None
    assert BEGINS[preset] in begins.title
    assert len(begins.title) < 190
    values = [float(row["value"]) for row in begins.table.rows]
    assert min(values) >= 0 < max(values)

"""What the parts of a country are called: its people's word in every sentence, and `province` in every column."""

import csv
import re
from html import unescape
from importlib.resources import files
from pathlib import Path

import pytest
from tests.helpers import made_up
from tests.helpers.commands import demerit

import demerit as dm
from demerit.people.places import places, too_few
from demerit.phrases import LANGUAGES, say, speaking, texts
from demerit.report import write
from demerit.report.folder import Run
from demerit.report.tiles import CHINA, GERMANY
from demerit.scenario import load
from demerit.scenario.census import PROVINCES, Regions, provinces, regions
from demerit.serve.texts import texts as pages

SMALL = ("--scale", "1:150000", "--until", "2017-02", "--assume", "--quiet", "--society", "germany")
WORD = re.compile(r"provinc", re.I)
KEY = re.compile(r"[a-z_]+(?:\.[a-z_0-9]+)+")  # of a value, for whoever edits the file
SAID_OF_CHINA = Path(__file__).parent / "data" / "said-of-provinces.txt"


def visible(html: str) -> list[str]:
    """The texts of a page and of its pictures, and what its attributes say to whoever hears it."""
    html = re.sub(r"<style.*?</style>|<wbr>", "", html, flags=re.S)
    heard = re.findall(r'\b(?:alt|title|aria-label|aria-description)="([^"]*)"', html)
    parts = (" ".join(unescape(text).split()) for text in (*re.split(r"<[^>]+>", html), *heard))
    return [text for text in parts if text]


def with_word(html: str) -> list[str]:
    html = re.sub(r'<div class="on-paper close">.*?</div>', "", html, flags=re.S)  # keys of values, as in the file
    return sorted({text for text in visible(html) if WORD.search(text)})


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A regime with a list, cameras, a roll-out and critics who are watched, on the people of Germany."""
    out = tmp_path_factory.mktemp("germany") / "run"
    code, _, errors = demerit("run", "as-told", *SMALL, "--out", out)
    assert code == 0, errors
    return out


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("germany") / "compared"
    code, _, errors = demerit("compare", "as-told", "--without", "fear.watched", *SMALL, "--out", out)
    assert code == 0, errors
    return out


def test_every_census_file_says_what_its_provinces_are_called():
    folder = files("demerit").joinpath("people", "data")
    for about in (each.name for each in folder.iterdir() if each.name.endswith(".csv.yaml")):
        called = regions(provinces(about.removesuffix(".yaml")))
        for lang in LANGUAGES:  # in lives, and on pages
            assert f"region.in.{called.one}" in texts(lang)
            assert f"country.part_of.{called.one}" in pages(lang)


def test_a_country_is_known_by_some_of_its_provinces():
    assert regions(CHINA) == regions(["Tibet"]) == ("province", "provinces")
    assert regions(GERMANY) == regions(["Bavaria"]) == ("state", "states")
    assert regions([]) == regions(["Atlantis"]) == PROVINCES


def test_no_report_of_germany_speaks_of_provinces(run):
    html = (run / "report.html").read_text("utf-8")
    assert with_word(html) == []
    for said in (
        "at least one of each state",
        "Within a state they are independent by construction, and nobody moves between states",
        "the count in each state times that state's people",
        "by state (a tile each",
        "Within a month and a state",
    ):
        assert any(said in text for text in visible(html)), said


def test_no_comparison_of_germany_speaks_of_provinces(compared):
    html = (compared / "report.html").read_text("utf-8")
    assert with_word(html) == []
    assert "A tile for each state with its net difference." in html
    assert re.search(r"\d+ of 16 states rest on fewer than 10 counted", " ".join(visible(html)))


def test_columns_of_files_are_called_province_for_every_country(run, compared):
    for folder, name in ((run, "coverage-maps.csv"), (compared, "v1-map.csv")):
        lines = (folder / "figures" / name).read_text("utf-8").splitlines()
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
        assert {row["province"] for row in rows} <= set(GERMANY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up run of China, of which every finding has something to tell."""
    return made_up.folder(tmp_path_factory.mktemp("runs") / "run")


def test_what_a_report_of_china_says_of_provinces_is_as_it_was(folder):
    html = write(folder, pictures=False).read_text("utf-8")
    assert with_word(html) == SAID_OF_CHINA.read_text("utf-8").splitlines()


def test_all_that_it_says_of_provinces_it_says_by_the_word_of_the_country(folder, monkeypatch):
    monkeypatch.setattr(Run, "regions", Regions("canton", "cantons"))
    html = write(folder, pictures=False).read_text("utf-8")
    assert all(KEY.fullmatch(text) for text in with_word(html))
    said = {text for text in SAID_OF_CHINA.read_text("utf-8").splitlines() if not KEY.fullmatch(text)}
    assert [text for text in said if text.replace("province", "canton") not in " ".join(visible(html))] == []


def test_a_life_in_germany_has_somebody_else_in_the_state(run):
    code, text, errors = demerit("life", run, "--find", "record of somebody else")
    assert code == 0, errors
    assert "somebody else in the state had done it" in " ".join(text.split())
    assert not WORD.search(text)


@pytest.mark.parametrize(
    ("lang", "there"), [("en", "in the state"), ("nl", "in de deelstaat"), ("de", "im Bundesland")]
)
def test_it_does_so_in_every_language(lang, there):
    with speaking(lang):
        assert say("region.in.state") == there


def test_the_command_line_calls_them_so(run):
    _, listed, _ = demerit("lists", run)
    assert " state " in listed
    assert not WORD.search(listed)
    _, as_csv, _ = demerit("lists", run, "--csv")
    assert ",province," in as_csv
    _, _, unknown = demerit("life", run, "--find", "nonsense")
    assert "or a state (Baden-Württemberg, " in unknown
    _, _, wrong = demerit("run", "as-told", "--society", "germany", "--set", "rollout.provinces=[Bavaira]")
    assert "'Bavaira' is not a state of society germany" in wrong


def test_a_model_card_says_it_and_what_a_score_was_not_shown(run):
    card = (run / "model-card.md").read_text("utf-8")
    assert "Within a state, population group and income are independent" in card
    assert re.search(r"^Shown: .* Withheld: .*\bstate\b", card, re.M)
    assert not WORD.search(card)


def test_a_figure_by_province_is_drawn_by_state(run):
    figure = dm.open(run).figure("people", by="province", when="2016-12")
    assert {row["province"] for row in figure.rows} == set(GERMANY)
    drawn = " ".join(re.sub(r"<[^>]+>", " ", figure.chart().svg()).split())
    assert "by state" in drawn
    assert not WORD.search(drawn)


def test_few_communities_are_said_to_be_few_of_its_states():
    society = load("europe-as-told", assume=True).society
    said = too_few(places(society, 150_000, society.census, 1))
    assert said.startswith("these are 16 communities in 16 states: one is 100 % of a state on average")
    assert not WORD.search(said)

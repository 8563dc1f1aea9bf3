"""Pages in Dutch and German: no English is left but what has a reason, and what they show is the same."""

import re
from pathlib import Path

import pytest
from tests.helpers.serving import came, client, told_run

from demerit.catalogue.found import MEASURES, THEMES, by_name
from demerit.life.sampling import PICKS
from demerit.phrases import speaking, texts
from demerit.report.tiles import MAPS
from demerit.scenario.claims import claims
from demerit.serve import texts as of_pages
from demerit.serve.ask import Ask
from demerit.serve.country import naming
from demerit.serve.files import crate
from demerit.serve.lives.pages import UNSAID
from demerit.serve.site import Site
from demerit.vocabulary import ORGANISATIONS, SECTORS, SIZES

OTHERS = ("nl", "de")
ENGLISH = re.compile(r'<(\w+)[^>]* lang="en"[^>]*>(.*?)</\1>', re.S)
SWITCH = re.compile(r'<nav class="languages".*?</nav>', re.S)
WORDS = re.compile(r"[^\W\d_]{3,}")


def ask(lang: str) -> Ask:
    """A page's reader, without a page."""
    return Ask(Site(Path()), lang, "/")


# Texts.


@pytest.mark.parametrize("lang", OTHERS)
def test_every_measure_and_every_heading_of_the_catalogue_is_said_and_no_other(lang: str) -> None:
    assert set(of_pages.measures(lang, "meanings")) == {one.name for one in MEASURES}
    assert set(of_pages.measures(lang, "themes")) == {theme.title for theme in THEMES}
    said = list(of_pages.measures(lang, "meanings").values())
    assert all(said)
    assert len(set(said)) == len(said), "two measures mean the same"


@pytest.mark.parametrize("lang", of_pages.LANGUAGES)
def test_every_published_name_and_every_line_has_words(lang: str) -> None:
    for name, found in by_name().items():
        assert naming.meaning(ask(lang), name)
        for axis in found.measure.axes:
            assert naming.axis(ask(lang), axis.name)
            for _, value in axis.places:
                said = naming.value(ask(lang), found.measure.name, axis.name, value)
                assert "_" not in said, (name, value)
                assert lang == "en" or said != value or len(value) < 2 or axis.name == "points", (name, value)


def test_parts_of_a_measure_are_told_apart_in_every_language() -> None:
    for lang in of_pages.LANGUAGES:
        for measure in MEASURES:
            names = [name for name, found in by_name().items() if found.measure is measure]
            said = [naming.part(ask(lang), name) for name in names]
            assert len(set(said)) == len(said), (lang, measure.name)


@pytest.mark.parametrize("lang", of_pages.LANGUAGES)
def test_mechanisms_files_organisations_and_reasons_for_a_choice_have_words(lang: str) -> None:
    known = of_pages.texts(lang)
    assert {key.split(".")[1] for key in known if key.startswith("row.")} == set(claims().rows)
    assert {key.split(".")[1] for key in known if key.startswith("file.")} == {crate.key(name) for name in crate.WHAT}
    assert all(f"organisation_one.{kind}" in known for kind in ORGANISATIONS)
    assert all(f"sector.{sector}" in known for sector in SECTORS)
    assert all(f"size.{size}" in known for size in SIZES)
    reasons = {UNSAID.sub("_", text) for why, asked in PICKS for text in (why, *asked[1:])}
    assert {key.split(".")[1] for key in known if key.startswith("chosen.")} == reasons


def test_english_is_what_the_catalogue_and_the_claims_say() -> None:
    assert {name: of_pages.say("en", f"row.{name}") for name in claims().rows} == {
        name: row.title for name, row in claims().rows.items()
    }
    assert {of_pages.say("en", f"file.{crate.key(name)}") for name in crate.WHAT} == set(crate.WHAT.values())


@pytest.mark.parametrize("lang", OTHERS)
def test_provinces_are_called_by_pages_as_lives_call_them(lang: str) -> None:
    for grid in MAPS:
        assert {ask(lang).place(name) for name in grid} == {texts(lang, "places")[name] for name in grid}
        assert {ask("en").place(name) for name in grid} == set(grid)


# Pages.


@pytest.fixture(scope="module")
def asking(tmp_path_factory):
    where = tmp_path_factory.mktemp("runs")
    told_run(where / "first", scale=100_000, until=24168 + 11)
    with client(where) as one:
        yield one


@pytest.fixture(scope="module")
def number(asking):
    """Somebody who was fined."""
    return came(asking, "/en/run/first/lives?find=fined").headers["location"].rsplit("/", 1)[1]


def english(page: str) -> list[str]:
    """What a page says to be English."""
    return [part for _, part in ENGLISH.findall(SWITCH.sub("", page))]


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("part", ["lives", "country", "country?measure=decile.share.3&place=Hebei", "lists", "files"])
def test_a_page_in_another_language_has_no_english_in_it(asking, lang, part):
    page = came(asking, f"/{lang}/run/first/{part}").text
    assert english(page) == []


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("part", ["", "/why"])
def test_a_life_is_told_in_the_language_of_the_page(asking, number, lang, part):
    page = came(asking, f"/{lang}/run/first/life/{number}{part}").text
    assert english(page) == []
    other = came(asking, f"/en/run/first/life/{number}{part}").text
    for tag in ("<li>", "<tr", "<td", "<h3>"):
        assert page.count(tag) == other.count(tag)
    alone = said(other) - said(page)
    assert len(alone) > len(said(other)) / 2
    assert not said(page) & {"the", "and", "points", "were", "recorded", "black", "listed", "without", "whole"}


def said(page: str) -> set[str]:
    """Words of the body of a page, without keys, addresses and references."""
    body = re.sub(r"(?s).*<main[^>]*>|</main>.*", "", page)
    body = re.sub(r'<td>[^<]*\([^<]*\)</td>|<a [^>]*href="/en/[^>]*>[^<]*</a>', "", body)
    plain = re.sub(r"<[^>]*>", " ", body)
    return {word.lower() for word in WORDS.findall(re.sub(r"[\w-]+\.[\w.-]+", " ", plain))}


@pytest.mark.parametrize("lang", OTHERS)
def test_a_life_that_the_folder_has_is_told_anew(asking, lang):
    page = came(asking, f"/{lang}/run/first/lives").text
    (kept,) = re.findall(rf'href="/{lang}/run/first/life/(\d+)"', page)
    life = came(asking, f"/{lang}/run/first/life/{kept}").text
    assert {"nl": "Op de zwarte lijst", "de": "schwarze Liste"}[lang].lower()[3:] in life.lower()
    with speaking(lang):
        assert "Put on the black list" not in life
    assert "Synthetic person" not in page


@pytest.mark.parametrize("lang", OTHERS)
def test_a_map_names_provinces_in_the_language_of_the_page(asking, lang):
    page = asking.get(f"/{lang}/run/first/country?measure=people&per=total").text
    assert "Peking: " in page
    assert "Beijing: " not in page
    playing = asking.get(f"/{lang}/run/first/country/playing?measure=people&per=total").json()
    assert playing["called"][playing["provinces"].index("Beijing")] == "Peking"
    csv = asking.get(f"/{lang}/run/first/country/map.csv?measure=people&per=total").text
    assert ",Beijing," in csv


@pytest.mark.parametrize("lang", OTHERS)
def test_a_picture_says_what_stands_below_it_in_the_language_of_the_page(asking, lang):
    for part in ("map", "series"):
        picture = asking.get(f"/{lang}/run/first/country/{part}.svg?measure=blacklist.stock").text
        assert of_pages.say(lang, "country.mark") in picture
        assert of_pages.say(lang, "country.stated", stamp="")[:30] in picture
        assert not re.search("Mark:|Synthetic |Beijing|assumed|Inner Mongolia", picture)


@pytest.mark.parametrize("lang", of_pages.LANGUAGES)
def test_that_there_is_nobody_is_said_in_the_language_of_the_page(asking, lang):
    for address, key in (("life/999999999", "told.no_number"), ("lives?find=upheld", "told.nobody")):
        for _ in range(200):
            answer = asking.get(f"/{lang}/run/first/{address}")
            if 'http-equiv="refresh"' not in answer.text:
                break
        assert answer.status_code == 400
        assert of_pages.say(lang, key, number="999999999") in answer.text


@pytest.mark.parametrize("lang", OTHERS)
def test_a_life_that_is_tried_is_told_in_the_language_of_the_page(asking, number, lang):
    page = came(asking, f"/{lang}/try?run=first&person={number}").text
    assert english(page) == []
    assert not said(page) & {"the", "and", "recorded", "listed", "synthetic", "household"}
    assert {"nl": "Synthetische persoon", "de": "Synthetischer Mensch"}[lang] in page

"""The country of a run: map, series, meaning; the page, its table and what is taken away say one thing."""

import html
import re
import shutil

import pytest
from tests.helpers.runs import plan
from tests.helpers.serving import client, rows, small_run, table

import demerit
from demerit.api.asked import allowed_by
from demerit.catalogue.found import by_name
from demerit.report.tiles import CHINA, GERMANY
from demerit.scenario.census import regions
from demerit.serve import numerals
from demerit.serve.country.question import OFTEN
from demerit.world import claim, folder
from demerit.world.months_so_far import publish
from demerit.world.run import built

PAGE = "/en/run/first/country"
LAST = "2014-03"


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    where = tmp_path_factory.mktemp("runs")
    small_run(where / "first", seeds=2)
    return where


@pytest.fixture(scope="module")
def asking(runs):
    with client(runs) as one:
        yield one


def amount(text):
    return float(text) if text else None


@pytest.mark.parametrize("per", ["total", "head"])
@pytest.mark.parametrize("measure", ["people", "demand.flight", "points_lost.all", "decile.people.3"])
def test_map_table_and_download_agree_to_the_digit(asking, measure, per):
    query = f"measure={measure}&month={LAST}&per={per}"
    page = asking.get(f"{PAGE}?{query}").text
    taken = {row["province"]: amount(row["value"]) for row in rows(asking.get(f"{PAGE}/map.csv?{query}"))}
    assert set(taken) == set(CHINA)
    shown = {cells[0]: cells[1] for cells in table(page, "provinces")}
    assert shown == {name: numerals.number(value, "en") or "-" for name, value in taken.items()}
    tiles = dict(re.findall(r"<title>([^:<]+): ([^<]*)</title>", page.partition("</head>")[2]))
    assert tiles == shown
    playing = asking.get(f"{PAGE}/playing?{query}").json()
    exact = dict(zip(playing["provinces"], playing["exact"][playing["months"].index(LAST)], strict=True))
    assert exact == shown


def test_the_series_is_what_python_gives(asking, runs):
    run = demerit.open(runs / "first")
    for by, wanted in (("", "month"), ("group", ("month", "group"))):
        query = f"measure=demand.flight&per=total&by={by}"
        taken = rows(asking.get(f"{PAGE}/series.csv?{query}"))
        expected = run.figure("demand.flight", by=wanted).rows
        for name in ("value", "low", "high", "least", "most", "counted"):
            assert [amount(row[name]) for row in taken] == [row[name] for row in expected]
        shown = table(asking.get(f"{PAGE}?{query.removesuffix('&by=')}").text, "months")
        assert [cells[2 if by else 1] for cells in shown] == [numerals.number(r["value"], "en") for r in expected]


def test_a_download_has_no_digit_of_a_band_that_its_table_lacks(asking):
    """A table has four places; the ends of a band of a share had five digits in a download."""
    query = "measure=records.wrong_share&per=total"
    taken = rows(asking.get(f"{PAGE}/series.csv?{query}"))
    shown = [cells[2:4] for cells in table(asking.get(f"{PAGE}?{query}").text, "months")]
    assert [[float(end) for end in ends] for ends in shown] == [[float(r["low"]), float(r["high"])] for r in taken]


def test_a_province_has_a_series_of_its_own(asking, runs):
    expected = demerit.open(runs / "first").figure("people", by=("month", "province")).rows
    taken = rows(asking.get(f"{PAGE}/series.csv?measure=people&place=Shandong&per=total"))
    assert [int(row["value"]) for row in taken] == [row["value"] for row in expected if row["province"] == "Shandong"]
    assert ": Shandong</h2>" in asking.get(f"{PAGE}?measure=people&place=Shandong").text


def test_of_100_000_people_is_what_was_counted_over_how_many_there_are(asking):
    query = "measure=demand.flight&month=2014-02"
    total, heads = (rows(asking.get(f"{PAGE}/map.csv?{query}&per={per}")) for per in ("total", "head"))
    people = rows(asking.get(f"{PAGE}/map.csv?measure=people&month=2014-02&per=total"))
    for whole, each, inhabitants in zip(total, heads, people, strict=True):
        assert float(each["value"]) == round(1e5 * int(whole["value"]) / int(inhabitants["value"]), 2)


def test_numbers_are_in_the_readers_form_and_downloads_as_they_are(asking):
    query = f"measure=people&per=total&month={LAST}"
    value = int(rows(asking.get(f"/de/run/first/country/map.csv?{query}"))[0]["value"])
    assert f"{value:,}".replace(",", ".") in asking.get(f"/de/run/first/country?{query}").text
    assert "März 2014" in asking.get(f"/de/run/first/country?{query}").text


def test_every_measure_that_is_counted_can_be_looked_at(asking):
    """Of each of the catalogue's measures its first name, with whatever it is told apart by."""
    bases: dict[str, str] = {}
    for name, found in by_name().items():
        bases.setdefault(found.measure.name, name)
    for name in bases.values():
        by = allowed_by(name)[3:]
        answer = asking.get(f"{PAGE}?measure={name}" + (f"&by={by[0]}" if by else ""))
        assert answer.status_code in (200, 400), name
        if answer.status_code == 400:
            assert "is counted here under the name" in answer.text


def test_what_is_often_asked_has_a_name_in_every_language(asking):
    for lang in ("en", "nl", "de"):
        page = asking.get(f"/{lang}/run/first/country").text
        options = re.findall(r'<option value="([^"]+)"', page)
        assert set(OFTEN) & set(options)
        assert f'lang="{lang}"' in page


def test_the_form_leads_to_one_address_for_one_view(asking):
    asked = {"of": "refused", "part": "refused.train", "measure": "people", "by": "", "month": LAST, "per": "total"}
    answer = asking.get(PAGE, params=asked)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{PAGE}?measure=refused.")
    assert "of=" not in answer.headers["location"]
    assert asking.get(answer.headers["location"]).status_code == 200
    other = asking.get(PAGE, params={"of": "demand", "part": "demand.flight", "measure": "demand.train"})
    assert "measure=demand.flight" in other.headers["location"]
    often = asking.get(PAGE, params={"of": "refused.flight", "part": "demand.train", "measure": "demand.train"})
    assert "measure=refused.flight" in often.headers["location"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("measure=<b>", "&lt;b&gt;"),
        ("measure=nothing", "is counted here under the name"),
        ("month=2019-01", "is none of the months here"),
        ("month=x", "is none of the months here"),
        ("place=Atlantis", "is no part of this country"),
        ("of=nothing", "is counted here under the name"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_one_sentence(asking, query, said):
    answer = asking.get(f"{PAGE}?{query}")
    assert answer.status_code == 400
    assert said in answer.text


def test_the_page_says_what_a_figure_means_and_how_it_is_cited(asking, runs):
    page = asking.get(f"{PAGE}?measure=refused.unaware_share").text
    meaning = by_name()["refused.unaware_share"].measure.meaning
    assert meaning[1:] in html.unescape(page)
    assert "<code>refused.unaware</code>" in page
    assert "divided by" in page
    digest = folder.of_run(runs / "first")["digest"]
    assert digest in page
    assert digest in asking.get(f"{PAGE}/map.csv").text


def test_pictures_are_taken_away_as_svg_and_png(asking):
    query = f"measure=people&month={LAST}"
    for part in ("map", "series"):
        svg = asking.get(f"{PAGE}/{part}.svg?{query}")
        assert svg.headers["content-type"] == "image/svg+xml"
        assert svg.headers["content-disposition"].startswith("attachment")
        assert folder.NOTE[1:] in svg.text
        assert asking.get(f"{PAGE}/{part}.png?{query}").content.startswith(b"\x89PNG")
    assert "content-disposition" not in asking.get(f"{PAGE}/series.svg?{query}&inline=1").headers
    for wrong in ("map.exe", "map", "narrow.png", "..%2f..%2fmanifest.json", "other.csv"):
        assert asking.get(f"{PAGE}/{wrong}?{query}").status_code == 404


def test_a_run_can_be_looked_at_while_it_runs(asking, runs):
    path = runs / "second"
    world = built(plan(path))
    path.mkdir()
    while world.month < world.scenario.start + 2:
        world.step()
    with claim.claimed(path):
        early = asking.get("/en/run/second/country")
        assert early.status_code == 409
        assert "nothing to show yet" in early.text
        publish(world, path)
        page = asking.get("/en/run/second/country?measure=people")
        assert page.status_code == 200
        assert "lived until February 2014 so far" in page.text
        taken = rows(asking.get("/en/run/second/country/map.csv?measure=people&per=total&month=2014-02"))
        known = rows(asking.get(f"{PAGE}/map.csv?measure=people&per=total&month=2014-02"))
        assert taken == known  # of the same seed and scale
        world.step()
        publish(world, path)
        assert "March 2014" in asking.get("/en/run/second/country?measure=people").text
    shutil.rmtree(path)


def test_the_page_says_first_what_the_month_comes_to(asking, runs):
    run = demerit.open(runs / "first")
    whole = run.figure("demand.flight", by="month", when="2014-02").rows[0]
    parts = run.figure("demand.flight", by="province", when="2014-02").rows
    most = max(parts, key=lambda row: row["value"])
    page = asking.get(f"{PAGE}?measure=demand.flight&month=2014-02&per=total").text
    said = (
        f"February 2014, the whole country: {whole['value']:,} requests. Most in {most['province']}: {most['value']:,}"
    )
    assert f"{said} ({most['counted']:,} counted among the simulated people)." in page
    assert "One simulated person stands for" in page
    grouped = asking.get(f"{PAGE}?measure=demand.flight&month=2014-02&per=total&by=group").text
    assert f">Most in {most['province']}: {most['value']:,} requests (" in grouped
    dutch = asking.get("/nl/run/first/country?measure=demand.flight&month=2014-02&per=total").text
    assert ">Februari 2014, het hele land: " in dutch


def test_a_sentence_of_100_000_people_has_three_digits_and_the_table_beside_it_all(asking):
    query = "measure=demand.flight&month=2014-02&per=head"
    whole = next(row for row in rows(asking.get(f"{PAGE}/series.csv?{query}")) if row["month"] == "2014-02")["value"]
    most = max(rows(asking.get(f"{PAGE}/map.csv?{query}")), key=lambda row: float(row["value"]))
    page = asking.get(f"{PAGE}?{query}").text
    said = numerals.rate(float(whole), "en")
    assert len(said.replace(",", "").replace(".", "")) < len(whole.replace(".", ""))
    assert f"February 2014, the whole country: {said} requests per 100,000 people." in page
    assert f"Most in {most['province']}: {numerals.rate(float(most['value']), 'en')} (" in page
    assert f"{float(most['value']):,}" in page


def test_what_a_measure_comes_from_is_said_in_words(asking):
    page = asking.get(f"{PAGE}?measure=refused.all&per=total").text
    assert "consequences for citizens (M12)" in page


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("decile.share.3", "what there is at the end of the month"),
        ("blacklist.share", "what there is at the end of the month"),
        ("blacklist.stock", "what there is at the end of the month"),
        ("self_censored.share.criticism", "what happens in the month"),
        ("records.all", "what happens in the month"),
    ],
)
def test_a_share_of_what_there_is_does_not_happen_in_a_month(asking, measure, said):
    assert said in asking.get(f"{PAGE}?measure={measure}").text


def test_the_parts_of_germany_are_states(asking):
    assert [regions(names).one for names in (GERMANY, CHINA)] == ["state", "province"]
    assert "By province" in asking.get(f"{PAGE}?measure=people").text


@pytest.mark.parametrize(("lang", "word"), [("en", "1.2\u00a0bn"), ("nl", "1,2\u00a0mld"), ("de", "1,2\u00a0Mrd.")])
def test_numbers_in_pictures_are_in_the_form_of_the_reader(asking, lang, word):
    svg = asking.get(f"/{lang}/run/first/country/series.svg?measure=people&per=total&inline=1").text
    numbers = re.findall(r">([\d.,]+\u00a0[^<]+)</text>", svg)
    assert word in numbers

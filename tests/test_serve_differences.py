"""The country of a comparison: what one world has and the other has not, on a map and by month, to the digit."""

import re
import shutil
import subprocess
import sys

import pytest
from tests.helpers.commands import demerit as command
from tests.helpers.serving import client, launch, rows, small_run, table

import demerit
from demerit.report.tiles import CHINA
from demerit.serve import numerals
from demerit.serve.country.tilemap import tilemap
from demerit.serve.differences.values import NUMBERS
from demerit.world import folder

PAGE = "/en/run/both/differences"
LAST = "2014-12"
KEYS = ("rules.criticism", "consequences.high_speed")


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    where = tmp_path_factory.mktemp("runs")
    without = [part for key in KEYS for part in ("--without", key)]
    given = ("--scale", "1:100000", "--until", LAST, "--out", str(where / "both"), "--quiet")
    code, _, errors = command("compare", "as-told", *without, *given)
    assert code == 0, errors
    return where


@pytest.fixture(scope="module")
def asking(runs):
    with client(runs) as one:
        yield one


@pytest.fixture(scope="module")
def compared(runs):
    return demerit.open(runs / "both")


@pytest.mark.parametrize("measure", ["records.all", "self_censored.all", "blacklist.stock", "people"])
def test_months_and_provinces_are_what_python_gives(asking, compared, measure):
    for variant in compared.variants:
        query = f"variant={variant}&measure={measure}&per=total"
        expected = compared.figure(measure, by="month", variant=variant).rows
        taken = rows(asking.get(f"{PAGE}/series.csv?{query}"))
        assert [row["month"] for row in taken] == [f"{row['month']:%Y-%m}" for row in expected]
        for name in (*NUMBERS, "counted"):
            assert [int(row[name]) for row in taken] == [row[name] for row in expected]
        here = compared.figure(measure, by="province", when=LAST, variant=variant).rows
        map_of = rows(asking.get(f"{PAGE}/map.csv?{query}&month={LAST}"))
        assert [(row["province"], int(row["difference"])) for row in map_of] == [
            (row["province"], row["difference"]) for row in here
        ]
    assert any(row["difference"] for row in compared.figure("records.all", by="month").rows)


@pytest.mark.parametrize("shown", ["difference", "lost", "gained", "base", "other"])
@pytest.mark.parametrize("per", ["total", "head"])
def test_map_table_and_download_agree_to_the_digit(asking, shown, per):
    query = f"measure=records.all&month={LAST}&per={per}&shown={shown}"
    page = asking.get(f"{PAGE}?{query}").text
    taken = {row["province"]: float(row[shown]) for row in rows(asking.get(f"{PAGE}/map.csv?{query}"))}
    assert set(taken) == set(CHINA)
    said = {name: numerals.number(value, "en") for name, value in taken.items()}
    column = 1 + NUMBERS.index(shown)
    assert {cells[0]: cells[column] for cells in table(page, "provinces")} == said
    assert dict(re.findall(r"<title>([^:<]+): ([^<]*)</title>", page.partition("</head>")[2])) == said
    playing = asking.get(f"{PAGE}/playing?{query}").json()
    exact = playing["exact"][playing["months"].index(LAST)]
    assert dict(zip(playing["provinces"], exact, strict=True)) == said
    for ending in ("svg", "png"):
        assert asking.get(f"{PAGE}/map.{ending}?{query}").status_code == 200


def test_what_is_fewer_and_what_is_more_explain_the_difference(asking):
    for row in rows(asking.get(f"{PAGE}/series.csv?measure=records.all&per=total&place=Shandong")):
        base, other, lost, gained, net = (int(row[name]) for name in NUMBERS)
        assert other - base == gained - lost == net


def test_of_100_000_people_is_what_was_counted_over_how_many_there_are(asking):
    query = f"measure=records.all&month={LAST}"
    total, heads = (rows(asking.get(f"{PAGE}/map.csv?{query}&per={per}")) for per in ("total", "head"))
    people = rows(asking.get(f"{PAGE}/map.csv?measure=people&month={LAST}&per=total"))
    for whole, each, inhabitants in zip(total, heads, people, strict=True):
        assert float(each["lost"]) == round(1e5 * int(whole["lost"]) / int(inhabitants["base"]), 2)


def test_a_sentence_of_100_000_people_has_three_digits(asking):
    query = f"measure=records.all&month={LAST}&per=head"
    row = next(row for row in rows(asking.get(f"{PAGE}/series.csv?{query}")) if row["month"] == LAST)
    said = numerals.rate(float(row["base"]), "en")
    assert said != numerals.number(float(row["base"]), "en")
    assert f"the whole country: {said} as it is" in asking.get(f"{PAGE}?{query}").text


def test_the_year_is_said_with_its_band_as_the_comparison_has_it(asking, compared):
    said = compared.plain["variants"][compared.variants[0]]["effects"]["refused.all.2014"]
    page = asking.get(f"{PAGE}?measure=refused.all").text
    for value in (said["difference"], *said["chance"]):
        assert numerals.signed(value, "en") in page


def test_every_measure_that_is_told_apart_can_be_looked_at_in_every_language(asking):
    page = asking.get(f"{PAGE}?measure=people").text
    names = re.findall(r'<option value="([\w.]+)"', page.partition('name="shown"')[0])
    assert len(names) > 15
    for n, name in enumerate(names):
        lang = ("en", "nl", "de")[n % 3]
        answer = asking.get(f"/{lang}/run/both/differences?measure={name}")
        assert answer.status_code == 200, name
        assert asking.get(f"/{lang}/run/both/differences/series.svg?measure={name}&inline=1").status_code == 200, name


def test_the_page_of_a_comparison_leads_to_it_and_what_is_none_has_none(asking, runs):
    assert f'href="{PAGE}"' in asking.get("/en/run/both").text
    small_run(runs / "alone")
    for path, said in (
        ("/en/run/alone/differences", "is no comparison"),
        (f"{PAGE}?measure=demand.flight", "is counted here under the name"),
        (f"{PAGE}?variant=nothing", "There is no change"),
        (f"{PAGE}?month=2031-01", "is none of the months"),
        (f"{PAGE}?place=Atlantis", "is no part of this country"),
        (f"{PAGE}/map.exe", "There is no page"),
    ):
        answer = asking.get(path)
        assert answer.status_code in (400, 404)
        assert said in answer.text
    shutil.rmtree(runs / "alone")


def test_cells_that_are_not_what_was_written_are_refused(asking, runs):
    shutil.copytree(runs / "both", runs / "cut")
    path = runs / "cut" / "effects.parquet"
    path.write_bytes(path.read_bytes()[:100])
    answer = asking.get("/en/run/cut/differences")
    assert answer.status_code == 400
    assert "is not what was written" in answer.text
    assert asking.post("/en/run/cut/delete", data={"launch": launch(asking)}).status_code == 303


def test_looking_at_differences_loads_nothing_of_a_month(runs):
    code = f"""
import sys
from pathlib import Path
from tests.helpers.serving import client
with client(Path({str(runs)!r})) as asking:
    for path in ("", "/series.svg", "/map.png", "/playing"):
        assert asking.get("{PAGE}" + path).status_code == 200, path
print(*sorted(name for name in sys.modules if name.startswith(("demerit.month.", "demerit.world.simulation"))))
"""
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.split() == []


def test_classes_of_what_has_a_sign_are_as_wide_below_zero_as_above():
    every: list[list[float | None]] = [[float(n - 10) for _ in range(2)] for n in range(31)]
    shown = tilemap(("Berlin", "Bavaria"), every[0], every, signed=True)
    assert shown is not None
    assert shown.limits == [-12.0, -4.0, 4.0, 12.0]
    assert {tile.number for tile in shown.tiles} == {1}


def test_one_month_of_one_province_does_not_leave_all_others_one_colour():
    every: list[list[float | None]] = [[float(n % 10), float(n % 7)] for n in range(300)]
    every[7][0] = 10_000.0
    shown = tilemap(("Berlin", "Bavaria"), every[9], every)
    assert shown is not None
    assert shown.high == 10_000.0
    assert next(tile.number for tile in shown.tiles if tile.province == "Berlin") == 4


def test_a_manifest_that_names_files_elsewhere_is_refused(runs, asking):
    shutil.copytree(runs / "both", runs / "crafted")
    said = folder.manifest(runs / "crafted")
    for name in ("../../secret.txt", "/etc/passwd", "a/../../b", ""):
        folder.write_json(
            runs / "crafted" / folder.MANIFEST, said | {folder.FILES: {**said[folder.FILES], name: "0" * 32}}
        )
        for page in ("", "/files", "/crate.zip", "/differences"):
            answer = asking.get(f"/en/run/crafted{page}")
            assert "is damaged (files)" in answer.text, (name, page)
    shutil.rmtree(runs / "crafted")


def test_where_nothing_differs_no_band_says_that_this_is_sure(asking, compared):
    same = compared.variants[KEYS.index("consequences.high_speed")]
    page = asking.get(f"{PAGE}?variant={same}&measure=refused.all&month={LAST}").text
    assert "in the whole country: no difference among the simulated people" in page
    assert "by chance, in nine of ten" not in page
    differs = asking.get(f"{PAGE}?variant={compared.variants[0]}&measure=records.all&month={LAST}").text
    assert "by chance, in nine of ten" in differs

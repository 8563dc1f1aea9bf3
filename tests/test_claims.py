"""The claims: every one of both readings is there, names only what exists, and is told the same everywhere."""

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.helpers import made_up
from tests.helpers.commands import demerit as command

from demerit.month.state import COUNT
from demerit.report import exclusion, opening
from demerit.report import findings as sections
from demerit.report.claims import full, given, table
from demerit.report.folder import opened
from demerit.report.measures import Measures
from demerit.scenario import load
from demerit.scenario.claims import PARTS, claims, parsed
from demerit.scenario.loading import text_of_preset
from demerit.scenario.problems import dotted
from demerit.scenario.provenance import TAKEN, Separation, nearest
from demerit.scenario.reading import read
from demerit.scenario.references import references
from demerit.scenario.shipped import names_in
from demerit.world.errors import DemeritError
from demerit.world.measures import measured
from tools import documents
from tools.documents import article as article_page
from tools.documents import presets as preset_pages
from tools.documents.parts import article

ROOT = Path(__file__).parent.parent
DOCS, TESTS = ROOT / "docs", ROOT / "tests"
FILE = ROOT / "src" / "demerit" / "scenario" / "claims.yaml"
FIRST = {*map(str, range(1, 23)), "1b", *(f"more-{n}" for n in range(1, 8))}  # numbers of the first reading
SECOND = set(map(str, range(1, 30)))


def demerit(*words):
    """(exit code, what was said, errors) of `demerit claims`."""
    return command("claims", *words)


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Two made-up runs with one figure each and a different end."""
    folder = tmp_path_factory.mktemp("claims")
    out = []
    for name, scenario, until, figures in (
        ("a", "as-told", "2021-12", {"refused.flight.2018": 17000001, "covered.2017": 5}),
        ("b", "other", "2018-06", {"refused.flight.2018": 3, "covered.2017": 7}),
    ):
        run = folder / name
        run.mkdir()
        from demerit import __version__

        about = {"scenario": scenario, "seed": 4, "until": until, "version": __version__}
        about |= {"scenario_hash": "0", "scale": 1000, "seconds": {}, "weights": {"Hebei": [1, 1]}}
        (run / "summary.json").write_text(json.dumps(figures))
        made_up.sealed(run, about)
        out.append(run)
    return out


def test_every_claim_of_both_readings_is_there():
    told = [claim.readings for claim in claims().claims.values()]
    assert {number for each in told for number in each.first} == FIRST
    assert {number for each in told for number in each.second} == SECOND


def test_every_mechanism_has_a_claim_and_every_claim_its_place_in_the_article():
    assert {row for claim in claims().claims.values() for row in claim.rows} == set(claims().rows)
    assert sorted(key for part in article() for key in part.claims) == sorted(claims().claims)
    assert {claim.part for claim in claims().claims.values()} == set(PARTS)


def test_every_figure_of_a_claim_is_one_that_a_run_counts():
    import numpy as np

    known = {name for name, _ in measured(np.zeros((1, 1), COUNT))}
    asked = {shown.measure for claim in claims().claims.values() for shown in claim.figures}
    assert asked
    assert asked <= known


def test_every_section_of_a_mechanism_is_one_of_the_report():
    keys = {sys.modules[find.__module__].KEY for find in sections.FINDINGS}
    named = {section for row in claims().rows.values() for section in row.sections}
    assert named <= keys, "a mechanism names a section that the report does not have"


def test_what_is_still_to_come_is_what_has_no_test():
    tested = {name for name in claims().rows if article_page.files(TESTS, name)}
    assert {name for name, row in claims().rows.items() if not row.to_come} == tested, (
        "a mechanism with a test named after it is no longer `to_come` in claims.yaml, and one without is"
    )
    described = re.findall(r"^\| (M\d\d) \|", (DOCS / "mechanisms.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert set(described) <= tested


def test_every_shipped_preset_is_in_the_list_of_presets():
    assert set(names_in("presets")) <= set(claims().presets)


def test_files_with_tests_that_a_mechanism_names_exist():
    assert all((TESTS / file).is_file() for row in claims().rows.values() for file in row.tests)


def test_exclusions_work_both_ways_and_give_their_reason():
    for key in claims().claims:
        for other, reason in claims().excluded_by(key).items():
            assert claims().excluded_by(other)[key] is reason
            assert reason.because
            assert reason.unless
    assert "trains" in claims().excluded_by("high-speed")
    assert "high-speed" in claims().excluded_by("trains")


def test_numbers_in_the_reasons_follow_from_the_references():
    known = references()
    air, rail = known["caac-2018"].figures["passengers_m"], known["rail-2018"].figures["passengers_m"]
    told = known["article"].figures["flights_refused_2018_m"]
    assert f"{100 * told / air:.1f} %" in claims().excluded_by("flights")["cities-2017"].because
    assert f"some {told * rail / air:.0f} million" in claims().excluded_by("flights")["trains"].because


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("references: [ihs-2017]", "references: [ihs-2071]", "ihs-2071 is not a reference; did you mean `ihs-2017`?"),
        ("presets: [europe-as-told]", "presets: [europe-told]", "europe-told is not a preset; did you mean"),
        ("name: refused.train.2018", "name: refused train", "String should match pattern"),
        ("told: high_speed_refused", "told: high_speed", "high_speed is not a figure; did you mean"),
        ("figure: subjects_m", "figure: subject_m", "subject_m is not a figure of npcic-2018-05"),
        ("between: [trains, high-speed]", "between: [trains, highspeed]", "highspeed is not a claim"),
        ("between: [trains, high-speed]", "between: [trains, trains]", "trains excludes itself"),
        ("between: [flights, trains]", "between: [high-speed, trains]", "a pair of claims is excluded twice"),
        ("rows: [M17]\n    presets: [as-told, as-documented]", "rows: [M26]\n    presets: [as-told]", "should match"),
        ("    mark: recalled\n", "    mark: found\n", "face-fines is marked found, its references are recalled"),
    ],
)
def test_what_names_nothing_is_refused(old, new, message):
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(ValueError, match=re.escape(message)):
        parsed(text.replace(old, new, 1))


def test_the_pages_are_made_from_the_claims_the_presets_and_the_tests():
    made = dict(documents.pages(TESTS))
    for name, text in made.items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, (
            f"docs/{name} is out of date: python -m tools.documents docs tests"
        )
    assert {f"presets/{path.name}" for path in (DOCS / "presets").iterdir()} <= set(made)


def test_the_page_of_claims_says_what_the_command_says():
    page = (DOCS / "claims.md").read_text(encoding="utf-8")
    for line in json.loads(demerit("--json")[1])["claims"]:
        for text in (line["claim"], line["record"], line["verdict"], *([line["differ"]] if line["differ"] else [])):
            assert " ".join(text.split()) in page
        assert f"`{line['key']}`" in page


def test_the_article_page_tells_shipped_presets_from_those_to_come():
    page = (DOCS / "article.md").read_text(encoding="utf-8")
    listed = subprocess.run([sys.executable, "-m", "demerit", "scenarios"], capture_output=True, text=True, check=True)
    shipped = {line.split()[0] for line in listed.stdout.splitlines()[1:] if line.strip()} & set(claims().presets)
    assert set(re.findall(r"^\| \[`([a-z0-9-]+)`\]\(.*\) \| ships \|$", page, flags=re.M)) == shipped
    assert set(re.findall(r"^\| `([a-z0-9-]+)`\* \| to come \|$", page, flags=re.M)) == set(claims().presets) - shipped


def test_a_preset_page_has_every_provenance_of_its_preset_and_no_value_twice():
    for name in names_in("presets"):
        raw, positions, _ = read(text_of_preset(name), name)
        shown = list(preset_pages.values(raw))
        assert len({value.key for value in shown}) == len(shown)
        separation = Separation(positions, frozenset(references()), assume=True)
        separation.plain(raw)
        given = {key: said for key, said in load(name, assume=True).provenance.items() if not key.startswith("society")}
        assert given == {dotted(path): said for path, said in separation.given.items() if path[:1] != ("society",)}
        used = [value.said for value in shown]
        left = [said for said in separation.given.values() if said.note and TAKEN in said.note]
        assert len([value for value in shown if value.mark == preset_pages.LEFT]) >= len(left)
        for path in separation.given:
            inner = [p for p in separation.given if len(p) > len(path) and p[: len(path)] == path]
            covers = nearest(separation.given, path)
            assert covers in used or inner or path[:1] not in (("regime",), ("interventions",)), path


def test_a_preset_page_leaves_to_the_user_what_the_preset_leaves_open():
    raw = {
        "regime": {
            "rules": [{"id": "fine", "points": {"value": None, "assume": -5, "note": "nobody knows"}}],
            "points": {"start": {"value": 1000, "reference": "suining-2010", "mark": "found", "confidence": "H"}},
        }
    }
    shown = {value.key: value for value in preset_pages.values(raw)}
    assert shown["rules.fine.points"].mark == preset_pages.LEFT
    assert preset_pages.row(shown["rules.fine.points"])[1:] == ("-5 (suggested)", "", "L", "none", "nobody knows")
    assert shown["points.start"][1:3] == ("1000", "found")
    assert shown["rules.fine.id"].mark == ""


def test_claims_need_no_run_and_stand_in_a_table():
    code, text, _ = demerit()
    assert code == 0
    assert "synthetic people" in text
    for key in claims().claims:
        assert key in text
    for each in claims().exclusions:
        assert each.unless.split()[0] in text


def test_runs_stand_side_by_side_and_a_year_not_lived_to_its_end_gives_nothing(runs):
    lines = {line["key"]: line for line in json.loads(demerit(*runs, "--json")[1])["claims"]}
    assert lines["flights"]["figures"][0]["runs"] == {"as-told, seed 4": 17000001, "other, seed 4": None}
    assert lines["cities-2017"]["figures"][0]["runs"] == {"as-told, seed 4": 5, "other, seed 4": 7}
    assert lines["flights"]["figures"][0]["article"] == 17e6
    assert lines["flights"]["figures"][0]["record"] == 17.46e6
    code, text, _ = demerit(*runs)
    assert code == 0
    assert "17 million" in text
    assert "not in this run" in text


def test_two_runs_of_one_scenario_and_seed_are_told_apart(runs):
    labels = [run.label for run in given([runs[0], runs[0].parent / "b" / ".." / "a"])]
    assert len(set(labels)) == 2


def test_the_csv_has_a_row_a_claim_and_figure(runs):
    text = demerit(runs[0], "--csv")[1]
    assert text.startswith("# ")
    rows = list(csv.DictReader(io.StringIO(text.split("\n", 1)[1])))
    assert len(rows) == sum(max(1, len(claim.figures)) for claim in claims().claims.values())
    flights = next(row for row in rows if row["key"] == "flights")
    assert (flights["article"], flights["as-told, seed 4"]) == ("17000000.0", "17000001")
    assert "trains" in flights["excludes"].split()
    assert flights["on_record_counts"] == "2013 to the end of 2018"
    assert (flights["on_record_that_year_low"], flights["on_record_that_year_high"]) == ("6000000.0", "9000000.0")
    heads = text.split("\n", 2)[1].split(",")
    assert len(set(heads)) == len(heads)


def test_what_the_record_comes_to_in_the_year_of_the_article_stands_beside_what_it_counts(runs):
    said = " ".join(demerit("--claim", "flights")[1].split())
    assert "the record 17.46 million (2013 to the end of 2018); 2018 alone 6 to 9 million [inferred, M]" in said
    assert "2018 alone 6 to 9 million" in " ".join(demerit(runs[0])[1].split())


def test_one_claim_is_told_in_full():
    code, text, _ = demerit("--claim", "high-speed")
    said = " ".join(text.split())
    assert code == 0
    assert claims().claims["high-speed"].record in said
    assert "Unless: The bar on high-speed seats began late in the year" in said
    assert "Reference: National Development and Reform Commission" in said


def test_an_unknown_claim_and_a_folder_that_is_no_run_are_one_message(tmp_path):
    code, _, errors = demerit("--claim", "highspeed")
    assert code == 2
    assert "did you mean `high-speed`?" in errors
    code, _, errors = demerit(tmp_path)
    assert code == 2
    assert errors.count("\n") == 1
    with pytest.raises(DemeritError):
        given([tmp_path])


def test_the_report_opens_with_the_same_figures(tmp_path):
    m = Measures(opened(made_up.folder(tmp_path / "run")))
    shown = opening.rows(m).rows
    lines = {line["title"]: line for line in table()}
    assert len(shown) == 4
    for row in shown:
        figure = lines[row["claim"]]["figures"][0]
        assert row["told"] == figure["article"]
        assert row["record_figure"] == figure["record"]
    assert exclusion.box(m) is not None


def test_a_preset_that_does_not_ship_and_a_mechanism_that_is_not_there_show_nothing(monkeypatch):
    for key, claim in claims().claims.items():
        line = full(key)
        assert sorted([*line["presets"], *line["presets_to_come"]]) == sorted(claim.presets)
        assert set(line["presets"]) <= set(names_in("presets"))
    key = next(key for key, claim in claims().claims.items() if full(key)["presets"])
    row = claims().claims[key].rows[0]
    absent = {**claims().rows, row: claims().rows[row].model_copy(update={"to_come": True})}
    without = claims().model_copy(update={"rows": absent})
    monkeypatch.setattr("demerit.report.claims.claims", lambda: without)
    assert full(key)["presets"] == []

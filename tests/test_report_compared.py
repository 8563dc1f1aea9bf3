"""The report of a comparison: its figures are those of the folder, its sentences are true, and it opens anywhere."""

import base64
import dataclasses
import itertools
import json
import re
import shlex
import shutil
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.helpers.browsers import needs_chromium, on_each_other
from tests.helpers.commands import demerit
from tests.helpers.comparisons import plan
from tests.helpers.worlds import scenario

import demerit as dm
from demerit.cli.compare import said_again
from demerit.comparison import changed, filled, other
from demerit.comparison.attribution.keeping import Lived
from demerit.comparison.attribution.lived import Worlds
from demerit.life.two.changes import Change
from demerit.life.two.naming import said as differs
from demerit.life.words import capital
from demerit.report.attributed import Told
from demerit.report.charts.gross import net
from demerit.report.compared import attributing, naming, write
from demerit.report.compared.cells import BY, Cells, kept
from demerit.report.compared.figures import FLOWS, OF_HARMS, _leads, every_year, flows, where
from demerit.report.compared.folder import Compared, opened
from demerit.report.compared.naming import _for, _looked
from demerit.report.compared.page import page as page_of
from demerit.report.compared.screen import _states, hangs, screen
from demerit.report.drawers import Drawers
from demerit.report.numbers import people
from demerit.report.tiles import SIGNED, around_zero
from demerit.world import folder as world_folder
from demerit.world.errors import DemeritError
from demerit.world.undergone import HARMS

NAME = "without-rules.criticism"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """as-told beside itself, without a rule, and with a right."""
    out = tmp_path_factory.mktemp("compared") / "it"
    base = scenario("as-told")
    variants = other(base), changed(base, without=["rules.criticism"]), changed(base, values={"rights.notice": True})
    filled(plan(base, *variants, out=out))
    return out


@pytest.fixture(scope="module")
def found(folder) -> Compared:
    return opened(folder)


@pytest.fixture(scope="module")
def html(folder) -> str:
    return write(folder).read_text("utf-8")


def words(html: str) -> str:
    bare = re.sub(r"<(style|svg).*?</\1>", " ", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", bare)).split())


def sections(html: str) -> list[str]:
    """What is said of each variant."""
    return [words(part) for part in html.split('<section class="first"')[1:]]


def test_the_first_screen_says_who_is_spared_and_harmed_and_how_many(found, html):
    said = found.said["variants"][NAME]
    text = sections(html)[1]
    assert (
        f"Without the rule on criticising the government, {people(said['spared']['people'])} people are spared" in text
    )
    low, high = said["spared"]["chance"]
    assert f"spared {people(said['spared']['people'])} ({people(low)} to {people(high)})" in text
    assert "independent runs would" in text


def test_the_picture_comes_before_all_that_is_said_of_bands_but_the_first(html):
    """On a telephone the first screen had five notes and no picture."""
    for part in re.findall(r'<section class="first".*?</section>', html, re.S)[1:]:  # the first differs from nothing
        notes = [found.start() for found in re.finditer('<p class="band">', part)]
        assert len(notes) > 1
        assert notes[0] < part.index("<figure") < part.index("</figure>") < notes[1]


def test_everybody_of_the_block_is_in_one_part_and_all_together_are_the_country(found):
    for name in found.said["variants"]:
        said = found.said["variants"][name]
        rows = screen(found, name, "x").table.rows
        assert sum(row["dots"] for row in rows) in (1000, 10_000)
        assert abs(sum(row["value"] for row in rows) - found.said["people"]) <= len(rows)
        lit = sum(row["value"] for row in rows[:-1])
        assert lit >= said["share_differing"] * found.said["people"] - len(rows) - 1e-6 * found.said["people"]


def test_figures_are_those_of_comparison_json_to_the_digit(found):
    effects = found.said["variants"][NAME]["effects"]
    called = {what: name for name, what in FLOWS.items()}
    rows = every_year(found, NAME).rows
    assert rows
    for row in rows:
        one = effects[f"{called[row['what']]}.{row['year']}"]
        assert {key: row[key] for key in ("base", "other", "gained", "lost", "difference")} == {
            key: one[key] for key in ("base", "other", "gained", "lost", "difference")
        }
        assert [row["low"], row["high"]] == [round(limit) for limit in one["chance"]]


def test_the_flow_picture_has_what_differs_and_nothing_else(found):
    (figure,) = flows(found, NAME, "v")
    assert all(row["gained"] or row["lost"] for row in figure.table.rows)
    assert all(row["gained"] - row["lost"] == row["difference"] for row in figure.table.rows)
    assert list(flows(found, "as-told", "v")) == []


def test_however_cells_are_summed_up_they_come_to_the_same(found):
    cells = Cells(kept(found))
    for measure in ("refused.all", "blacklist.entries"):
        totals = [sum(one.lost for one in cells.by(NAME, measure, trait)) for trait in BY]
        effects = found.said["variants"][NAME]["effects"]
        whole = sum(one["lost"] for name, one in effects.items() if name.rsplit(".", 1)[0] == measure)
        assert totals == pytest.approx([whole] * len(BY), abs=2)


def test_a_heading_says_what_differs_by_what_and_for_whom_most(found):
    titles = [figure.title for figure in where(found, Cells(kept(found)), NAME, "v")]
    (by_age,) = (title for title in titles if ", by age: " in title)
    said = (
        r"[A-Z][\w ]+, by age: (the net difference is (largest for ages [\w ]+|about as large for all)|"
        r"too few are counted[\w ]+|as many[\w ]+)"
    )
    assert re.fullmatch(said, by_age)
    assert [title for title in titles if title.count(": ") != 1] == []


def test_every_harm_has_words():
    assert OF_HARMS.keys() == set(HARMS)


def test_a_world_beside_itself_is_told_as_such(html):
    text = sections(html)[0]
    assert "nobody's life differs" in text
    assert "that is exact" in text
    assert "No harm that is counted here came to anybody in one world only" in text
    assert "Nothing: both worlds have the same rules in every month." in text
    for false in ("people are spared", "One life in both worlds", "When, where and to whom", "tells as much as"):
        assert false not in text


def test_what_was_changed_is_told_with_what_went_along(html):
    changed = sections(html)[1].split("What was changed")[1]
    assert "the rule on criticising the government there none" in changed
    assert "how much more closely known critics are watched" in changed


def test_one_life_is_told_of_who_parts_most(found, html):
    first = found.lives.sample(NAME)[0]["person"]
    text = sections(html)[1]
    assert f"Synthetic person {first}" in text
    assert f"demerit life {found.path.name} {first} --variant {NAME}" in text


def test_nothing_is_said_of_draws_that_were_not_lived(html):
    text = words(html)
    assert "What it hangs on" not in text
    assert "no value that nobody knows was drawn anew" in text


def test_every_picture_says_what_it_is_not(html):
    pictures = re.findall(r'<svg [^>]*role="img"[^>]*aria-label="([^"]*)"', html)
    assert len(pictures) > 10
    assert all("synthetic people; an experiment, not a forecast" in label for label in pictures)


def test_no_key_stands_in_a_sentence(html):
    said = re.sub(r"<code>.*?</code>", " ", html.split('id="manifest"')[0])
    said = re.sub(r"v\d-\w+\.csv|comparison\.json|effects\.parquet|sample\.parquet", " ", words(said))
    said = said.replace("without-rules.criticism", "").replace("set-rights.notice", "")  # names of worlds
    assert re.findall(r"\b[a-z_]+\.[a-z_]+\b", said) == []


def test_why_two_lives_part_is_said_in_words(found):
    def called(key: str, base: Any, other: Any) -> str:
        return naming.differing(found, Change(key, base, other))

    assert called("rights.notice", False, True) == "notice of records and listings"
    assert called("rules.criticism", {"points": -100}, None) == "the rule on criticising the government"
    assert called("rights.objection_days", 0, 30) == "“how soon objections are answered”"
    pair = found.pair("set-rights.notice")
    text = differs(pair, [Change("rights.objection_days", 0, 30)], lambda change: naming.differing(found, change))
    assert text == f"“how soon objections are answered” is 0 in {pair.base.name} and 30 in {pair.other.name}."
    rights = [Change("rights.notice", False, True), Change("rights.suspends", False, True)]
    text = differs(pair.called("the base", "the other world"), rights, lambda change: change.key)
    assert re.findall(r"(?:^|\. )(\w)", text) == ["T", "T"]
    assert differs(pair, rights[:1], lambda change: change.key).startswith("set-rights.notice has")  # a name as it is


def test_every_value_that_differs_is_told(found):
    change = Change("rights.objecting.schooling", [1.0, 1.0], [0.6, 1.2])
    assert naming.told(found, change) == (
        "how many more object by schooling, from none to university",
        "1, 1",
        "0.6, 1.2",
    )
    assert naming.told(found, Change("x.points", -250, None))[1:] == ("−250", "none")
    assert naming.part(found, "rules.music") == "the rule on loud music on a train"
    assert naming.told(found, Change("enforcement.critics.rules", ["music"], []))[1:] == (
        "loud music on a train",
        "none",
    )


def altered(found: Compared, **values: Any) -> Compared:
    said: dict[str, Any] = json.loads(json.dumps(found.said))
    return Compared(found.path, {**said, **values}, found.manifest, found.lives)


def test_what_rests_on_a_few_people_says_so(found):
    one, few = altered(found), "(only 1 counted in the sample)"
    said, scale = one.said["variants"][NAME], one.said["scale"]
    said["harmed"] |= {"people": scale, "chance": [0.0, 3.0 * scale]}
    said["spared"] |= {"people": 200.0 * scale}
    assert screen(one, NAME, "x").title.endswith(f"is harmed more {few}".replace("is", "people are"))
    assert few not in screen(one, NAME, "x").title.partition(", and ")[0]
    said["effects"][f"blacklist.entries.{one.year}"] |= {"lost": 3.0 * scale, "gained": 2.0 * scale}
    (flow,) = flows(one, NAME, "x")
    assert re.search("; on fewer than 10 counted: .*entries onto the black list", flow.unit)


def test_a_band_both_ends_of_which_read_alike_is_one_number(found):
    """It was "spared 20 million (20 million to 20 million)", and "harmed 0 to 0" over what nobody knows."""
    one = altered(found)
    said = one.said["variants"][NAME]
    said["spared"] |= {"people": 20_000_000, "chance": [20_000_100.0, 20_000_300.0], "unknown": [6e6, 2e7]}
    said["harmed"] |= {"people": 0, "chance": [0.0, 3e6], "unknown": [0.0, 0.0]}
    text = " ".join(screen(one, NAME, "x").sure)
    assert "nine of ten: spared 20 million, harmed 0 (0 to 3 million)." in text
    assert "spared 6 million to 20 million, harmed 0." in text


def test_flows_are_of_a_year_in_which_something_flows(found):
    """A rule that ended years before the last one was said to bring nothing to anybody."""
    one = altered(found)
    effects = one.said["variants"][NAME]["effects"]
    for measure in FLOWS:
        if f"{measure}.{one.year}" in effects:
            effects[f"{measure}.{one.year}"] |= {"lost": 0.0, "gained": 0.0}
    (flow,) = flows(one, NAME, "x")
    assert one.year == "2014"
    assert flow.title.endswith(", in January 2015 to August 2015")
    for measure in FLOWS:
        for year in (one.year, "2015"):
            effects.pop(f"{measure}.{year}", None)
    assert list(flows(one, NAME, "x")) == []


def test_as_many_are_as_many_whatever_their_provinces_weigh():
    row = {"lost": 60_007.0, "gained": 60_003.0, "difference": -4.0, "low": -96_800.0, "high": 96_800.0}
    assert net(row, least=10_000) == "as many in both (−96,800 to 96,800)"
    assert net({**row, "difference": -20_000.0}, least=10_000).startswith("net −20,000 ")


@pytest.mark.parametrize(("preset", "states"), [("as-told", "points or fear"), ("europe-as-told", "fear")])
def test_points_are_named_only_where_there_are_any(preset, states):
    world = SimpleNamespace(scenario=scenario(preset))
    c: Any = SimpleNamespace(last=scenario(preset).start, pair=lambda name: SimpleNamespace(base=world, other=world))
    assert _states(c, "x") == states


def test_a_share_of_errors_that_somebody_finds_is_said_as_a_right():
    """It was “review by a person” at 0.5 instead of 0."""
    assert _looked("0.5", "0") == "with a person who looks first and finds 50 % of the errors"
    assert _looked("0.5", "0.2") == "with a person who looks first and finds 50 % instead of 20 % of the errors"
    assert _looked("0", "0.5") == "without a person who looks first"


def test_what_tells_several_apart_stands_between_commas_and_a_quoted_name_begins_large():
    assert _for("criticism-police-Xinjiang-minority") == "criticising the government (police, Xinjiang, minority)"
    assert capital("“days of grace” is 0") == "“Days of grace” is 0"
    assert capital("days of grace") == "Days of grace"


def test_one_person_who_differs_is_one_person(found):
    said: dict[str, Any] = json.loads(json.dumps(found.said))
    one = said["variants"]["as-told"]
    one |= {"share_differing": 1e-9, "spared": {"people": 1, "chance": [0.0, 3.0], "unknown": None}}
    said["scale"] = 1
    first = screen(Compared(found.path, said, found.manifest, found.lives), "as-told", "x")
    assert "1 person is spared some harm, and nobody is harmed more" in first.title


def test_a_folder_that_was_altered_makes_no_report(folder, tmp_path):
    import shutil

    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    (copy / "comparison.json").write_text((copy / "comparison.json").read_text().replace("as-told", "as-tald"))
    with pytest.raises(DemeritError, match=r"comparison\.json"):
        write(copy)


def test_the_command_writes_a_report_that_verifies(tmp_path):
    out = tmp_path / "it"
    given = ("as-told", "--without", "rules.demonstration", "--scale", "1:200000", "--until", "2014-02", "--quiet")
    code, said, errors = demerit("compare", *given, "--threads", "1", "--out", out)
    assert code == 0, errors
    assert f"report: {out / 'report.html'}" in said
    before = (out / "report.html").read_bytes()
    assert demerit("report", out)[0] == 0
    assert (out / "report.html").read_bytes() == before
    code, said, errors = demerit("verify", out, "--threads", "1")
    assert code == 0, said + errors


@needs_chromium
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_opens_without_network_and_never_scrolls_sideways(browser, folder, html, width):
    page = browser.looking(width)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((folder / "report.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert said == []
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map(h => +h.tagName[1])")
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_an_input_is_named_only_where_it_stands_out_of_chance_among_all_that_were_drawn(found):
    said = json.loads(json.dumps(found.said))
    strong, weak = ["regime.fear.neighbours", 0.8], ["regime.fear.listing", 0.3]
    said["variants"][NAME]["spared"]["hangs_on"] = [strong, weak]
    for draws, inputs, named in ((64, 160, 1), (64, 1, 2), (10, 160, 0)):
        said["beside"] = {"scale": 150_000, "seeds": [], "draws": draws, "inputs": inputs, "left_out": 0}
        table = hangs(dataclasses.replace(found, said=said), NAME)
        assert len(table.rows if table else ()) == named
    told = Told({"draws": 64, "draws_inputs": 160})
    assert told.hangs({"hangs_on": {"share": [strong, weak]}}, "share") == [tuple(strong)]


# What is beside the page, and what is attributed


def test_every_picture_of_the_page_is_in_figures_with_its_table_and_the_manifest_knows_them(folder, html):
    code, _, errors = demerit("report", folder)
    assert code == 0, errors
    keys = set(re.findall(r'<figure id="([^"]+)"', html))
    assert len(keys) > 10
    files = {f"figures/{key}.{ending}" for key in keys for ending in ("svg", "png", "csv")}
    assert files == {f"figures/{path.name}" for path in (folder / "figures").iterdir()}
    assert files < set(world_folder.manifest(folder)["files"])
    for key in keys:
        (uri,) = re.findall(rf'download="{key}.csv" href="data:text/csv;charset=utf-8;base64,([^"]+)"', html)
        assert base64.b64decode(uri) == (folder / "figures" / f"{key}.csv").read_bytes()
        assert "ynthetic people" in (folder / "figures" / f"{key}.svg").read_text("utf-8")


def test_the_printed_command_names_the_folder_as_a_shell_takes_it(folder, tmp_path, monkeypatch):
    out = tmp_path / "it's $HOME; two"
    shutil.copytree(folder, out)
    (command,) = set(re.findall(rf"<code>(demerit life [^<]*{NAME})</code>", write(out).read_text("utf-8")))
    words = shlex.split(unescape(command))
    assert words[:3] == ["demerit", "life", out.name]
    monkeypatch.chdir(tmp_path)
    code, said, errors = demerit(*words[1:])
    assert code == 0, errors
    assert f"synthetic person {words[3]}" in said.lower()


def lived(self, scenarios):
    """Worlds in which what is refused depends on how many rules there are."""
    for one in scenarios:
        self.asked.say(f"lived {one.values_hash}")
        refused = {"all": 1000 * len(one.regime.rules)}
        yield Lived({"refused.flight": refused, "refused.all": refused})


def test_what_is_attributed_to_the_base_stands_in_its_report(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(Worlds, "_together", lived)
    monkeypatch.setattr(attributing, "ORDERS", 2)
    out = tmp_path / "it"
    shutil.copytree(folder, out)
    code, said, errors = demerit("report", out, "--attribute", "rules")
    assert code == 0, errors
    assert re.search("lived [0-9a-f]{16}", said)
    text = words((out / "report.html").read_text("utf-8"))
    assert "What each rule of the base brings about" in text
    assert re.search(r"Of one outcome \([^)]*\), January 2014 to \w+ 201\d: what goes when a rule alone", text)
    assert "of the refusals that rules add fall where the conduct does not belong" in text
    assert (out / "figures" / "rules-contexts.png").exists()
    there = dm.open(out / "attributions" / "rules")
    assert isinstance(there, dm.Attribution)
    assert there.plain["scenario_hash"] == world_folder.manifest(out)["scenario_hash"]
    known = world_folder.manifest(out)["files"]
    assert {"attributions/rules/attribution.json", "report.html"} < set(known) == set(world_folder.files(out))
    assert not [name for name, hashed in known.items() if world_folder.wrong_with(out, name, hashed)]
    file = out / "attributions" / "rules" / "attribution.json"
    file.write_text(file.read_text("utf-8").replace("1", "2"), "utf-8")
    code, _, errors = demerit("report", out)
    assert code == 2
    assert "attribution.json is not what the run wrote" in errors


def test_other_seeds_and_values_that_are_named_are_asked_what_is_attributed_as_well(folder, tmp_path, monkeypatch):
    asked = []

    def noted(out, question, say):
        asked.append((question.by, question.seeds, question.draws))

    monkeypatch.setattr(attributing, "attributed", noted)
    out = tmp_path / "it"
    shutil.copytree(folder, out)
    others = "--seeds", "5", "--draws", "3"
    assert demerit("report", out, "--attribute", "rules", *others)[0] == 0
    assert demerit("report", out, "--attribute", "rules")[0] == 0
    assert asked == [("rules", 5, 3), ("rules", 0, 0)]
    of = attributing.of_plan(plan(scenario(), other(scenario()), seeds=5, draws=3), "rules", "refused.all")
    assert (of.seeds, of.draws) == (5, 3)
    assert said_again(of) == " --attribute rules --outcome refused.all --draws 3 --seeds 5"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--attribute", "rule"), "--attribute rule is no kind of player; did you mean `rules`?"),
        (("--attribute", "rights"), "has no rights, so nothing can be attributed to them"),
        (("--attribute", "rules", "--outcome", "refused.al"), "is no measure; did you mean `refused.all`?"),
        (("--outcome", "refused.all"), "say with --attribute KIND"),
    ],
)
def test_what_cannot_be_attributed_is_said_before_anything_is_lived(given, said, folder, tmp_path):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    out = tmp_path / "it"
    new = "compare", "as-told", "--without", "rules.criticism", "--scale", "1:150000", "--out", out, "--quiet"
    for words in (new, ("report", folder)):
        code, _, errors = demerit(*words, *given)
        assert code == 2
        assert said in errors
    assert not out.exists()
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_other_seeds_of_nothing_are_refused(folder):
    code, _, errors = demerit("report", folder, "--seeds", "5", "--draws", "2")
    assert code == 2
    for option in ("--seeds 5", "--draws 2"):
        assert f"{option}: say with --attribute KIND" in errors


def test_a_difference_is_largest_for_nobody_where_it_is_about_alike():
    def leads(*values: float) -> str:
        rows = [
            {"what": f"tenth {n}", "lost": 0.0, "gained": abs(value), "difference": value, "counted": 50}
            for n, value in enumerate(values, 1)
        ]
        return _leads(rows)

    assert leads(-15.6, -15.8) == "the net difference is about as large for all"
    assert leads(-9.5, -20.2) == "the net difference is largest for tenth 2"
    assert leads(-15.6, 15.8) == "the net difference is largest for tenth 2"  # of unlike signs nothing is alike


def test_a_difference_that_chance_may_make_is_no_finding():
    def leads(*each: tuple[float, int]) -> str:
        rows = [
            {"what": f"tenth {n}", "lost": -value, "gained": 0.0, "difference": value, "counted": counted}
            for n, (value, counted) in enumerate(each, 1)
        ]
        return _leads(rows)

    assert leads((-6.3, 17), (-4.5, 14)) == "by the chance of who was counted, no net difference stands out"
    assert leads((-6.3, 17), (-5.7, 15), (-1.1, 12)) == "the net difference is largest for tenth 1 and tenth 2"
    assert leads((-6.3, 1700), (-4.5, 1400)) == "the net difference is largest for tenth 1"
    hardly = leads((-6.3, 17), (-5.7, 15), (-5.6, 15), (-5.5, 15), (-1.1, 12))
    assert hardly == "the net difference is largest for tenth 1, but hardly larger than for 3 others"


def test_a_page_that_is_handed_on_does_not_say_where_it_was_made(folder, html):
    assert str(folder.resolve().parent) not in html
    assert f"where the folder of this comparison lies: demerit life {folder.name} " in words(html)


def test_months_and_worlds_are_in_words(found, html):
    told = words(html)
    assert found.span == "January 2014 to August 2015"
    assert f"live the same months, {found.span}, in" in told
    titles = [figure.title for figure in where(found, Cells(kept(found)), NAME, "v")]
    assert [title for title in titles if re.search(r"fewer and .* more in all, from [A-Z][a-z]+ \d{4} on$", title)]
    for part in sections(html):
        said = part.split("What was changed")[0].split("The whole story")[0]
        assert not re.search(r"\b\d{4}-\d\d to \d{4}-\d\d\b", said)
        if "One life in both worlds" in said:
            life = said.split("One life in both worlds")[1]
            assert not re.search(r"\b(without|set)-[\w.]+|(?<![Tt]he )\bbase\b", life), life


@needs_chromium
def test_changes_side_by_side_and_the_first_of_them_stand_on_one_page(browser, folder, html):
    page = browser.looking(680, 1000)  # A4 within its margins, 18 cm
    page.goto((folder / "report.html").as_uri())
    page.emulate_media(media="print")
    high = page.evaluate("[...document.querySelectorAll('.first')].map(e => e.getBoundingClientRect().height)")
    assert len(high) > 1
    assert max(high) < 0.5 * 26.5 / 2.54 * 96


@needs_chromium
def test_on_paper_a_heading_and_what_it_says_of_its_picture_stand_on_the_page_of_the_picture(browser, folder, html):
    page = browser.looking(680, 1000)
    page.goto((folder / "report.html").as_uri())
    page.emulate_media(media="print")
    between = "[...document.querySelectorAll('h3 + p')].filter(p => p.nextElementSibling?.matches('figure, h4, .wide'))"
    after = page.evaluate(f"{between}.map(p => getComputedStyle(p).breakAfter)")
    assert len(after) > 1
    assert set(after) == {"avoid"}


def test_colours_of_a_map_lie_around_zero(found):
    """Blue is fewer, orange more, as in the bars; white is neither, and each class is as wide on both sides."""
    cells = Cells(kept(found))
    maps = [each for name in found.said["variants"] for each in where(found, cells, name, "v") if "-map" in each.key]
    assert maps
    for figure in maps:
        low, middle, up, high = around_zero([float(row["value"]) for row in figure.table.rows])
        assert (low, middle) == pytest.approx((-high, -up))
        tiles = [layer for layer in figure.chart.wide["vconcat"][0]["layer"] if layer["mark"]["type"] == "rect"]
        for tile in tiles[0]["data"]["values"]:
            step = SIGNED.index(tile["colour"])
            assert (step < 2) <= (tile["value"] < 0)
            assert (step > 2) <= (tile["value"] > 0)


@needs_chromium
def test_tables_of_a_comparison_fit_a_wide_screen(browser, folder, html):
    page = browser.looking(1280, 900)
    page.goto((folder / "report.html").as_uri())
    wide = "[...document.querySelectorAll('.wide')].filter(t => !t.closest('details') && t.scrollWidth > t.clientWidth)"
    assert page.evaluate(f"{wide}.map(t => t.innerText.slice(0, 80))") == []


@needs_chromium
@pytest.mark.parametrize(("width", "shown"), [(390, ".on-phone > svg"), (1280, ".on-page > svg")])
def test_no_label_of_a_picture_lies_on_another(browser, folder, html, width, shown):
    page = browser.looking(width, 900)
    page.goto((folder / "report.html").as_uri())
    assert on_each_other(page, shown) == []


@needs_chromium
def test_on_paper_no_table_is_cut_and_every_letter_can_be_read(browser, found, tmp_path):
    """With the columns of what nobody knows, which make the widest tables."""
    drawn = altered(found, beside={"draws": 12, "inputs": 160})
    for one in (one for each in drawn.said["variants"].values() for one in each["effects"].values()):
        one |= {"unknown": [-98_765_432.0, 98_765_432.0], "sign_holds": [11, 12]}
    with Drawers() as drawers:
        html, _ = page_of(drawn, drawers)
    (tmp_path / "drawn.html").write_text(html, "utf-8")
    page = browser.looking(680, 1000)  # A4 within its margins, 18 cm
    page.goto((tmp_path / "drawn.html").as_uri())
    page.emulate_media(media="print")
    right = "t.getBoundingClientRect().right > document.body.clientWidth + 1"
    cut = f"[...document.querySelectorAll('table')].filter(t => {right})"
    assert page.evaluate(f"{cut}.map(t => t.innerText.slice(0, 80))") == []
    shown = "s.getBoundingClientRect().height / s.getAttribute('height')"
    sizes = f"[...document.querySelectorAll('.on-page > svg')].map(s => {shown})"
    assert min(page.evaluate(sizes)) * 12 > 6.4  # of letters of 12 pixels

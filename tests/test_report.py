"""The report: what it says follows from the run folder, and nothing stands in it without its mark."""

import ast
import csv
import html
import io
import itertools
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.helpers import made_up
from tests.helpers.provinces import PROVINCES

from demerit.calendar import month_of, text_of
from demerit.report import lives, write
from demerit.report.beside import Beside, against, compared
from demerit.report.charts.bars import bars
from demerit.report.charts.labels import spread
from demerit.report.charts.lines import lines
from demerit.report.charts.panels import panels
from demerit.report.finding import Figure, Finding, LeftOut
from demerit.report.findings import (
    FINDINGS,
    aims,
    conduct,
    groups,
    health,
    learned,
    organisations,
    remedy,
    repair,
    scores,
    sources,
)
from demerit.report.folder import Run, opened
from demerit.report.kind import WORDS
from demerit.report.limits import small_numbers
from demerit.report.links import breaking, linked
from demerit.report.marks import OTHERS, Mark, of_inputs
from demerit.report.measures import Amount, Measures
from demerit.report.numbers import percent, plain, significant
from demerit.report.opening import finding as claims
from demerit.report.page import SHOWN, few
from demerit.report.picture import drawn
from demerit.report.table import Kind, Table, table
from demerit.report.theme import OKABE_ITO, contrast, ink_on, readable
from demerit.report.tiles import CHINA, STEPS
from demerit.scenario import load
from demerit.scenario.census import regions
from demerit.world.errors import DemeritError
from demerit.world.folder import NOTE as SYNTHETIC
from demerit.world.twins import AS_IT_IS, WITHOUT


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_up.folder(tmp_path_factory.mktemp("runs") / "run")


@pytest.fixture(scope="module")
def page(run: Path) -> str:
    return write(run).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def measures(run: Path) -> Measures:
    return Measures(opened(run))


@pytest.fixture(scope="module")
def findings(measures: Measures) -> list[Finding]:
    first = claims(measures)
    assert first is not None
    return [first, *(found for find in FINDINGS if isinstance(found := find(measures), Finding))]


def figures(findings: list[Finding]) -> list[Figure]:
    return [figure for finding in findings for figure in finding.figures]


def values_in(spec: Any) -> Iterator[dict[str, Any]]:
    """Every row of data anywhere in a chart's specification."""
    if isinstance(spec, dict):
        if isinstance(spec.get("data"), dict):
            yield from spec["data"].get("values", [])
        for inner in spec.values():
            yield from values_in(inner)
    elif isinstance(spec, list):
        for inner in spec:
            yield from values_in(inner)


def text_of_page(page: str) -> str:
    page = re.sub(r"<style>.*?</style>|<wbr>", "", page, flags=re.S)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def test_every_mechanism_of_the_run_has_its_finding(findings):
    # `as-told` names no bands, has no remedy, review, yearly rating or claw-back, and no world was lived beside it
    elsewhere = {"bands", "repair", "review", "ratings", "claims-back", "sureness"}
    assert len(findings) == 1 + len(FINDINGS) - len(elsewhere)
    assert not elsewhere & {finding.key for finding in findings}


def test_every_picture_says_mark_reference_and_that_people_are_synthetic(run, page):
    saved = sorted(path for path in (run / "figures").glob("*.svg") if path.stem != "first")  # see test_first.py
    inline = re.findall(r'<svg xmlns[^>]*role="img".*?</svg>(?=</div>)', page, flags=re.S)
    assert 2 * len(saved) == len(inline) >= 40  # for a page, and for a telephone
    for svg in [path.read_text(encoding="utf-8") for path in saved] + inline:
        said = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", svg)).split())
        assert re.search(r"Mark: (set to match|predicted|assumed)\. Reference: \S", said)
        assert any(kind in said for kind in WORDS.values())
        assert "Synthetic people; an experiment, not a forecast." in said
        assert "seed 1" in said
        assert "Demerit 0" in said
        assert re.search(r'role="img" aria-label="[^"]{40,}"', svg)


def test_every_picture_is_also_saved_as_svg_png_and_csv(run, page, findings):
    for figure in figures(findings):
        for ending in ("svg", "png", "csv"):
            assert (run / "figures" / f"{figure.key}.{ending}").stat().st_size > 100
        assert f'download="{figure.key}.csv"' in page


def test_no_text_in_a_picture_is_smaller_than_11_pixels(run, page):
    for path in (run / "figures").glob("*.svg"):
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)', path.read_text(encoding="utf-8"))]
        assert min(sizes) >= 11, path.name


def test_the_csv_holds_the_very_numbers_that_the_chart_draws(findings):
    for figure in figures(findings):
        lines = [line for line in figure.table.csv("x").splitlines() if not line.startswith("#")]
        read = list(csv.DictReader(io.StringIO("\n".join(lines))))
        assert len(read) == len(figure.table.rows) > 0
        for row, cells in zip(figure.table.rows, read, strict=True):
            assert cells == {key: "" if value is None else str(value) for key, value in row.items()}, figure.key
        for chart in (figure.chart.wide, figure.chart.narrow):
            drawn = list(values_in(chart))
            for row in figure.table.rows:
                if row["value"] is not None:
                    assert any(all(data.get(key) == value for key, value in row.items()) for data in drawn), (
                        figure.key,
                        row,
                    )


def test_what_a_figure_moves_with_folds_into_a_list_in_words(page, findings):
    for finding in findings:
        assert len(finding.mark.because) < 200, finding.key
        for said in (finding.mark.because, *finding.mark.inputs):
            assert not re.search(r"[a-z]_[a-z]|\b(regime|society)\.", said), said
        for said in finding.mark.inputs:
            assert f"<li>{html.escape(said, quote=False)}</li>" in page.replace("&#39;", "'").replace("&#34;", '"')
    assert page.count('<details class="mark">') == len(findings)


def test_as_many_inputs_are_listed_as_are_counted(findings):
    counted = 0
    for finding in findings:
        told = re.search(r"moves with (\d+) inputs", finding.mark.because)
        if told:
            listed = [re.search(r"; (\d+) inputs\)$", said) for said in finding.mark.inputs]
            assert sum(int(found[1]) if found else 1 for found in listed) == int(told[1]), finding.key
            counted += 1
    assert counted > 5


def test_worlds_in_coarse_stand_beside_the_same_figure_of_the_run(measures, monkeypatch):
    name = "self_censored.share.criticism"
    worlds = {AS_IT_IS: {f"{name}.2019": 0.34}, WITHOUT: {f"{name}.2019": 0.0}}
    monkeypatch.setattr("demerit.report.beside.beside", lambda m: Beside(worlds, 2019, 50_000))
    own = percent(measures.ratio(name, 2019))
    text = compared(measures, {name: "of the criticism"})
    assert "There, over 2019 as a whole: 34 % of the criticism under the regime" in text
    told = re.search(r"by chance alone, 90 %, (\d+) % to (\d+) %; in this run (\d+ %) in that year", text)
    assert told is not None, text
    assert float(told[1]) < 34 < float(told[2])
    assert told[3] == own
    assert "; 0 % without the regime" in text


def test_where_a_coarse_world_counts_nothing_its_band_does_not_end_at_nothing(measures):
    """The run counts some: three events is what a world may have and show none of."""
    scale = 10 * measures.run.manifest["scale"]
    low, high = measures.coarse_band("self_censored.share.criticism", 0.0, 2019, scale)
    assert low == 0
    assert high == pytest.approx(30 * measures.one_in("self_censored.share.criticism", 2019), rel=0.01) or high == 1


def test_what_rests_on_a_few_counted_events_says_so():
    few, many = ({"what": "fraud left undone", "value": 20_000.0 * n, "counted": n} for n in (3, 30))
    assert aims._times(few) == "fraud left undone, 60,000 times (only 3 counted in the sample)"
    assert aims._times(many) == "fraud left undone, 600,000 times"
    assert "only 3 counted" in aims._besides([few])

    def listed(n: int) -> str:
        counts = {"blacklist.wrongful_days": SimpleNamespace(scaled=15_900_000.0 * n)}
        counts["blacklist.wrongful_entries"] = SimpleNamespace(counted=n)
        made_up_of: Any = SimpleNamespace(total=counts.__getitem__)
        return remedy._wrongly(made_up_of, 0.01)

    def objected(n: int) -> str:
        counts = {"objections": 30 * n, "objections.justified": n, "objections.upheld": n - 1}
        counts |= {"objections.justified_upheld": n - 1}
        made_up_of: Any = SimpleNamespace(
            total=lambda names: Amount(1e5 * (c := 30 * n if isinstance(names, list) else counts[names]), c)
        )
        return repair._objected(made_up_of)

    assert objected(1) == (
        "Of 3 million objections 100,000 were to what never happened (only 1 counted in the sample); none of these "
        "was upheld, and none of the others."
    )
    assert "counted" not in objected(20)
    assert " days; only 1 such listing counted in the sample)" in listed(1)
    assert "counted" not in listed(10)


def test_what_rounding_leaves_of_a_sum_is_nothing():
    """Of 2.86 million objections 0.000000000466 had not been answered."""
    made = Amount(0.1 + 0.2 + 0.3, 3)
    assert made.scaled != 0.6
    assert made.less(Amount(0.6, 3)) == (0.0, 0)
    assert made.less(Amount(0.5, 2)).scaled == pytest.approx(0.1)


def test_points_below_zero_have_a_minus():
    points: Any = SimpleNamespace(start=0, lowest=-100, highest=1000)
    assert scores._label(-100, -50, points) == "−100 to −51"
    months = table(
        [("month", "month", "text"), ("score", "points", "number"), ("listed", "listed", "text")],
        [{"month": "2014-01", "score": 0, "listed": "no"}, {"month": "2014-02", "score": -100, "listed": "yes"}],
    )
    shown = lives.figure(lives.Life(7, "", "", "", (), months))
    assert shown is not None
    assert shown.title == "Synthetic person 7: 0 points at first, −100 at the end"


def test_what_is_counted_has_its_article():
    assert [conduct._a(each) for each in ("court judgment", "unpaid fine", "volunteering")] == [
        *("a court judgment", "an unpaid fine", "volunteering")
    ]
    assert sources._whose("police") == "the police"
    assert sources._whose("courts") == "courts"


def test_a_coarser_world_has_the_wider_band(measures):
    def width(scale: int) -> float:
        low, high = measures.coarse_band("self_censored.share.criticism", 0.34, 2019, scale)
        assert low <= 0.34 <= high
        return float(high - low)

    assert width(100 * measures.run.manifest["scale"]) > 2 * width(measures.run.manifest["scale"]) > 0


@pytest.mark.parametrize(("finer", "said"), [(1, "in worlds of its own scale. "), (2, "in coarser worlds, of one in ")])
def test_worlds_of_the_scale_of_the_run_are_not_called_coarser(finer, said, measures, monkeypatch):
    name, scale = "self_censored.share.criticism", measures.run.manifest["scale"]
    worlds = {AS_IT_IS: {f"{name}.2019": 0.34}, WITHOUT: {f"{name}.2019": 0.0}}
    monkeypatch.setattr("demerit.report.beside.beside", lambda m: Beside(worlds, 2019, finer * scale))
    text = compared(measures, {name: "of the criticism"})
    assert text.startswith(f"Beside this run the same people were simulated {said}")


def test_the_innocent_are_not_said_to_be_punished_as_often_as_false_matches_come(findings):
    (cameras,) = (finding for finding in findings if finding.key == "cameras")
    assert "10 times as often" in cameras.echo
    assert "What nobody did is recorded" in cameras.echo
    units = [figure.unit for figure in cameras.figures if figure.key == "cameras-penalties"]
    assert units
    assert "number" not in units[0]


def test_the_note_on_bands_stands_once(page, measures):
    assert text_of_page(page).count(measures.how) == 1


def test_a_reference_with_semicolons_of_its_own_is_one():
    mark = Mark(
        "assumed", "Curfews of states; emergency brake [found, M]; A second one [found, H]; for other inputs none", ""
    )
    assert mark.references == ["Curfews of states; emergency brake [found, M]", "A second one [found, H]", OTHERS]
    assert mark.reference_in_short == (
        "Curfews of states; emergency brake [found, M]; 1 more in the table and the report; for other inputs none"
    )


def test_of_many_months_some_are_printed_up_to_the_last_and_of_every_line():
    columns: list[tuple[str, str, Kind]] = [
        ("month", "month", "text"),
        ("what", "what", "text"),
        ("value", "number", "count"),
    ]
    months = [text_of(month_of("2020-01") + n) for n in range(78)]
    long = [{"month": month, "what": what, "value": n} for what in ("one", "two") for n, month in enumerate(months)]
    shown, rest = few(table(columns, long))
    assert {row["what"] for row in shown.rows} == {"one", "two"}
    assert SHOWN // 2 < len(shown.rows) <= SHOWN
    assert months[-1] in {row["month"] for row in shown.rows}
    assert rest == "One date in 4, up to the last; all 156 rows are in the file."
    assert few(table(columns, long[:SHOWN]))[1] == ""
    others = [{**row, "month": "2020-01"} for row in long]
    assert few(table(columns, others))[1] == "The first 40 rows; 116 more are in the file."


def test_ratios_have_no_more_digits_than_two(findings):
    found = 0
    for finding in findings:
        for number in re.findall(r"(\d[\d.]*) (?:exits a year|enter it|times as often)", read_aloud(finding)):
            found += 1
            assert len(number.replace(".", "").strip("0")) <= 2, (finding.key, number)
    assert found > 2


def read_aloud(finding):
    """Title, text and titles of pictures."""
    return " | ".join((finding.title, finding.text, *(figure.title for figure in finding.figures)))


def test_titles_are_short(findings):
    for finding in findings:
        assert len(finding.title) <= 120, finding.title
        assert len(finding.echo) <= 300, finding.echo


def test_letters_of_a_map_are_explained_below_it(run):
    maps = [path.read_text(encoding="utf-8") for path in (run / "figures").glob("*map*.svg")]
    assert len(maps) >= 2
    for svg in maps:
        said = " ".join(re.sub(r"<[^>]+>", " ", svg).split())
        for name, (letters, _, _) in CHINA.items():
            assert f"{letters} {name}" in said


def test_every_csv_says_that_people_are_synthetic(findings):
    assert all(figure.table.csv().startswith(f"# {SYNTHETIC}\n") for figure in figures(findings))


def test_figures_are_counts_times_exact_weights(measures):
    year = [m for m in measures.months if m // 12 == 2018]
    counted = measures.by_province("refused.flight", year)
    expected = sum(
        amount.counted * PROVINCES[name] / (PROVINCES[name] // made_up.SCALE) for name, amount in counted.items()
    )
    assert measures.total("refused.flight", 2018).scaled == pytest.approx(expected, rel=1e-12)


def test_cameras_are_a_fact_of_the_regime_and_never_scaled(measures):
    last = measures.at("cameras", measures.months[-1])
    assert last.scaled == last.counted


def test_the_opening_sets_article_record_and_run_side_by_side(page, measures):
    said = text_of_page(page)
    opening = said[said.index("What the claim is") : said.index("One life")]
    for part in ("What the record says", "What the model gives", "What this cannot tell you"):
        assert part in opening
    for figure in ("17 million", "5 million", "425,000", "14 million", "17.46 million", "5.47 million", "4.25 million"):
        assert figure in opening.replace("\N{NO-BREAK SPACE}", " ")
    assert "no source was found" in opening


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        ("1000", "One person in 1,000 was simulated, in whole communities, at least one of each province"),
        ("1216033", "One person in 1,216,033 was simulated"),
        ("1000", "twenty counted events stand for 20,000"),
        ("1", "Everybody was simulated, one for one, and nothing is scaled up"),
        ("", "Small numbers: another seed"),
    ],
)
def test_what_small_numbers_are_worth_is_said_by_scale(scale, said):
    assert said in small_numbers(scale, regions(PROVINCES))


def test_the_box_computes_what_excludes_what(page):
    said = text_of_page(page)
    box = said[said.index("5 million train tickets and 425,000") : said.index("What this cannot tell you")]
    assert "Whoever is barred from trains is barred from high-speed seats too" in box
    # ordinary : high-speed is 1/2 : 1/3 in the made-up folder, so two fifths of the trips are high-speed
    assert "Of all rail trips that people of this society ask for in 2018, 40 % are high-speed" in box
    assert "would be high-speed seats, about 2 million: 5 times the 425,000" in box
    # three ordinary trips in five all year, and for m months two in five: 0.085 = 2 m / (2 m + 3 * 12)
    assert f"{plain(significant(0.085 * 3 * 365 / (2 * (1 - 0.085)), 2))} days" in box
    for share in ("8.5 % of its train refusals", "the 60 % of trips in ordinary trains", "% of that whole year"):
        assert share in box
    assert "in 37 % of all communities" in box
    assert "in 19 % of them" in box
    assert "of the listed" not in box


def test_a_life_is_told_and_its_text_is_escaped(page):
    assert "Something &lt; happened. It was &amp; recorded." in page


def test_without_a_life_the_section_is_left_out(tmp_path):
    page = write(made_up.folder(tmp_path / "run", life=False), pictures=False).read_text(encoding="utf-8")
    assert "One life" not in page


@pytest.mark.parametrize(
    ("without", "key"),
    [
        (("score.-", "score.+50"), "scores"),
        (("points_",), "conduct"),
        (("records.correct",), "sources"),
        (("penalties",), "cameras"),
        (("blacklist", "redlist"), "lists"),
        (("refused",), "refusals"),
        (("self_censored",), "silence"),
        (("refused.unaware", "blacklist.wrongful"), "remedy"),
        (("decile",), "poverty"),
        (("blacklist", "penalties", "records", "claw_backs", "detain"), "groups"),
        (("detentions",), "detention"),
        (("covered",), "coverage"),
        (("enforcement",), "enforcement"),
        (("refused.for",), "causes"),
        (("aim.", "self_censored", "refused"), "aims"),
        (("learned",), "learned"),
        (("opinion",), "opinion"),
        (("commercial.customers",), "commercial"),
        (("records.correct.health", "passes"), "health"),
    ],
)
def test_an_absent_mechanism_leaves_its_finding_out_with_one_line(tmp_path, without, key):
    folder = made_up.folder(tmp_path / "run", without, life=False, months=made_up.ONE_YEAR)
    (find,) = [find for find in FINDINGS if key == sys.modules[find.__module__].KEY]
    left = find(Measures(opened(folder)))
    assert isinstance(left, LeftOut)
    assert left.key == key
    assert "\n" not in left.line
    assert left.line.endswith(".")


def test_a_report_of_a_run_without_any_regime_can_be_written(tmp_path):
    nothing = (
        "score",
        "points",
        "records",
        "penalties",
        "blacklist",
        "redlist",
        "refused",
        "self_",
        "decile",
        "covered",
    )
    folder = made_up.folder(tmp_path / "run", (*nothing, "enforcement", "missed", "detain", "favoured"))
    said = text_of_page(write(folder, pictures=False).read_text(encoding="utf-8"))
    assert "Not in this run" in said
    assert "the regime of this run refused nobody anything" in said


@pytest.mark.parametrize("months", [1, 2, 5, 20])
def test_a_run_of_any_length_gets_its_report(tmp_path, months):
    first = made_up.ONE_YEAR[0] - 12
    folder = made_up.folder(tmp_path / "run", months=range(first, first + months), life=False)
    said = text_of_page(write(folder, pictures=False).read_text(encoding="utf-8"))
    assert "Of 2017 only a part was lived" in said or months >= 12
    assert "Of 2018 only a part was lived" in said or months <= 12


def test_a_folder_that_is_no_finished_run_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(DemeritError, match=r"manifest\.json is missing"):
        write(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_half_written_stays_behind(run, page):
    assert not [path for path in run.rglob("*") if ".part" in path.name]


def test_other_seeds_make_the_band(run, tmp_path):
    other = made_up.folder(tmp_path / "other", seed=3, life=False)
    both = Measures(opened(run), [Measures(opened(other))])
    here, there = (m.total("refused.flight", 2018) for m in (both, both.others[0]))
    alone = Measures(opened(run)).band(lambda m: m.total("refused.flight", 2018).scaled, here.counted)
    limits = both.band(lambda m: m.total("refused.flight", 2018).scaled, here.counted)
    assert here.scaled != there.scaled
    assert limits["high"] - limits["low"] > alone["high"] - alone["low"]
    assert "from 1 other seed)" in both.how


def test_another_scenario_makes_no_band(run, tmp_path):
    other = made_up.folder(tmp_path / "other", life=False)
    text = (other / "manifest.json").read_text(encoding="utf-8")
    (other / "manifest.json").write_text(re.sub('"scenario_hash": "..', '"scenario_hash": "zz', text), encoding="utf-8")
    with pytest.raises(DemeritError, match="no band"):
        write(run, [other])


def test_the_band_of_one_seed_holds_the_figure_and_widens_as_events_get_fewer(measures):
    def width(events: float) -> float:
        limits = measures.band(lambda m: 100.0, events)
        assert limits["low"] < 100.0 < limits["high"]
        return float(limits["high"] - limits["low"])

    assert width(10) > width(100) > width(1000)


def test_a_share_of_which_nothing_was_counted_ends_where_three_events_would(measures):
    one = measures.one_in("records.wrong_share")
    limits = measures.band(lambda m: 0.0, 0, one)
    assert limits == {"low": 0.0, "high": pytest.approx(3 * one)}
    assert 0.0 < limits["high"] < 0.01


def test_a_band_of_a_ratio_says_what_one_event_more_would_add():
    """Of a count that is whom an event stands for, which would be no share."""
    for path in Path(groups.__file__).parent.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            banded = isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "band"
            if isinstance(call, ast.Call) and banded and ".ratio(" in ast.unparse(call):
                assert len(call.args) > 2, f"{path.name}: {ast.unparse(call)}"


def test_the_factors_of_a_disparity_multiply_to_the_whole():
    # places: minority lives where rates double; errors: three times everywhere; a rule: twice more in C
    majority = {"A": (10, 1000), "B": (40, 2000), "C": (20, 1000)}
    minority = {"A": (3 * 1, 100), "B": (3 * 6, 300), "C": (3 * 2 * 4, 200)}
    cells = {"majority": majority, "minority": minority}
    parts = groups.taken_apart(
        lambda g: {p: float(n) for p, (n, _) in cells[g].items()},
        lambda g: {p: float(d) for p, (_, d) in cells[g].items()},
        {"C"},
    )
    assert parts is not None
    assert parts.ratio == pytest.approx(parts.place * parts.errors * parts.rules)
    assert parts.ratio == pytest.approx((45 / 600) / (70 / 4000))
    assert parts.errors == pytest.approx(3)


def test_detention_is_told_in_ratios_only(findings):
    found = next(f for f in findings if f.key == groups.KEY)
    assert any("detention" in str(row["what"]) for row in found.figures[0].table.rows)
    assert {column.key for column in found.figures[0].table.columns} == {"what", "cause", "value", "low", "high"}


def test_a_figure_is_predicted_only_if_every_input_was_found(measures):
    found = next(key for key in measures.run.values if measures.run.scenario.provenance_of(key).mark == "found")
    assert of_inputs(measures.run, found).word == "predicted"
    assert of_inputs(measures.run, found, "regime.fear").word == "assumed"
    assert of_inputs(measures.run, "regime.consequences.flight").word == "assumed"  # fitted to other figures


def test_what_is_found_as_a_whole_predicts_nothing_while_a_value_in_it_is_fitted_or_assumed():
    documented = Run(Path(), {}, {}, load("as-documented").resolved(), {})
    said = of_inputs(documented, "regime.consequences.flight")
    assert said.word == "assumed"
    assert "found" in said.because
    assert "fitted" in said.because
    court = of_inputs(documented, "regime.data_sources.court")
    assert "fitted" in court.because
    assert "assumed" in court.because


def test_every_value_of_the_regime_has_its_line_of_provenance(page):
    said = text_of_page(page)
    table_text = said[said.index("Values of the regime and where they come from") :]
    for key in (
        "consequences.flight.share",
        "data_sources.camera.wrong_person_rate",
        "rights.notice",
        "rules.0.points",
    ):
        assert key in table_text


def test_each_province_has_one_tile_of_its_own():
    assert set(CHINA) == set(PROVINCES)
    places = {(column, row) for _, column, row in CHINA.values()}
    assert len(places) == len({code for code, _, _ in CHINA.values()}) == 31


def test_text_on_every_tile_can_be_read():
    assert all(contrast(ink_on(colour), colour) >= 4.5 for colour in STEPS)


def test_refusals_and_months_are_never_on_one_axis(measures):
    figures = {figure.key: figure for figure in organisations._spillover(measures)}
    heads = {key: [column.label for column in figure.table.columns] for key, figure in figures.items()}
    assert heads == {
        "organisations-spillover": ["what people were refused", "refusals, all years"],
        "organisations-unlicensed": ["who lived through it", "months, all years"],
    }
    months = {str(row["what"]): row["value"] for row in figures["organisations-unlicensed"].table.rows}
    for who, name in (("owners", "owners_burdened"), ("employees", "staff_burdened")):
        assert months[who] == pytest.approx(measures.total(f"organisation.spillover.{name}").scaled, abs=1)


def test_labels_keep_apart_and_in_order():
    placed = spread([0.0, 0.01, 0.02, 5.0], 1.0)
    assert placed == sorted(placed)
    assert min(b - a for a, b in itertools.pairwise(placed)) >= 1.0 - 1e-9
    assert placed[3] == 5.0


def test_a_table_prints_what_it_holds():
    shown = table(
        [("who", "who", "text"), ("share", "share", "share"), ("n", "n", "count")],
        [{"who": "a, b", "share": 0.0341, "n": 1.4}],
    )
    assert isinstance(shown, Table)
    assert shown.csv("a\nremark") == f'# {SYNTHETIC}\n# a remark\nwho,share,n\n"a, b",0.0341,1\n'
    assert [c.shown(shown.rows[0][c.key]) for c in shown.columns] == ["a, b", "3.4 %", "1"]


def test_the_check_of_demand_reads_as_written(measures):
    """Golden text of one small finding; the made-up folder travels less than the country did."""
    found = FINDINGS[0](measures)
    assert isinstance(found, Finding)
    assert found.title == "The synthetic country's travel misses that of 2018 by 79 %"
    assert found.text == (
        "Whoever is barred is always refused, so refusals can only be right if people ask as often as they did. "
        "The run has 854 million requests for flights and 712 million for rail trips in 2018; "
        "the statistics count 612 million and 3.37 billion passengers. "
        "Demand belongs to the society, was fitted once, and knows nothing of any scoring."
    )
    assert found.mark.word == "set to match"


def test_the_months_of_a_report_are_those_of_the_regime(measures):
    assert measures.months == list(range(month_of("2016-01"), month_of("2019-12") + 1))
    assert measures.years == measures.whole_years == [2016, 2017, 2018, 2019]


def test_a_key_breaks_between_its_words():
    assert breaking(linked("fear.neighbours_share")) == "fear.<wbr>neighbours_<wbr>share"
    assert breaking(linked("a missing health proof")) == "a missing health proof"


def test_lasting_identifiers_are_links_that_load_nothing(page):
    assert '<a href="https://doi.org/10.6028/NIST.IR.8280">NISTIR 8280</a>' in page
    assert linked("<b>, Regulation (EU) 2016/679") == (
        '&lt;b&gt;, <a href="https://eur-lex.europa.eu/eli/reg/2016/679/oj">Regulation (EU) 2016/679</a>'
    )


def test_health_begins_where_something_is_counted_and_is_told_where_nothing_is(run, tmp_path):
    measures = Measures(opened(run))
    found = health.find(measures)
    assert isinstance(found, Finding)
    first = next(i for i, n in enumerate(measures.series("passes.lost", counted=True)) if n)
    assert found.figures[0].table.rows[0]["month"] == measures.texts[max(0, first - 1)]
    none = Measures(opened(made_up.folder(tmp_path / "none", without=("passes.", "refused.for.health"), life=False)))
    assert isinstance(health.find(none), Finding)


def test_an_axis_says_no_m_of_a_thousandth_and_labels_every_year_of_a_few():
    rows = [{"what": "millions", "year": year, "value": value} for year, value in ((2020, 0.2), (2021, 0.6))]
    said = re.findall(r"<text[^>]*>([^<]*)</text>", drawn(panels(rows, "what", "year").wide))
    assert {"2020", "2021", "0.2"} <= set(said)
    assert not [each for each in said if re.fullmatch(r"[\d.]+[mµ]", each)]


def test_letters_of_every_colour_can_be_read():
    assert min(contrast(readable(colour), "#ffffff") for colour in OKABE_ITO) >= 4.5
    rows = [{"month": "2020-01", "who": name, "value": 1.0} for name in "abcdef"]
    svg = drawn(lines(rows, "who", "people").wide)
    inks = re.findall(r'font-weight="bold" fill="(#\w{6})"|fill="(#\w{6})"[^>]*>[a-f]</text>', svg)
    assert inks
    assert min(contrast(one or other, "#ffffff") for one, other in inks) >= 4.5


def test_no_label_of_a_bar_is_cut():
    label = "lost to somebody else in the province who bears it"
    assert f">{label}<" in drawn(bars([{"what": label, "value": 1.0}], "what", "cases").wide)


def test_an_option_of_the_command_line_is_never_broken():
    assert linked("the option --draws 64 lives") == 'the option <code class="option">--draws 64</code> lives'
    assert linked("well-known - as ever") == "well-known - as ever"


def test_the_page_says_what_is_lived_before_a_scenario_begins(page):
    said = r"\d+ months pass without any regime; in all of them but the last 24 only loans and work are lived\."
    assert re.search(said, text_of_page(page))


def test_what_is_printed_as_a_limit_is_not_called_outside(monkeypatch, tmp_path):
    """ "By chance alone, 22 % to 23 %; in this run 23 % in that year, outside that" """
    m = Measures(opened(made_up.folder(tmp_path / "run", life=False, months=made_up.ONE_YEAR)))
    found = Beside({}, m.years[0], 10**9)
    monkeypatch.setattr(m, "coarse_band", lambda *asked: (0.222, 0.2261))
    for here, outside in ((0.2263, False), (0.2219, False), (0.225, False), (0.241, True), (0.21, True)):
        monkeypatch.setattr(m, "ratio", lambda *asked, here=here: here)
        assert ("outside that" in against(m, found, "any", 0.22)) == outside


def test_a_learned_score_is_drawn_beside_the_points_that_its_heading_names(tmp_path):
    found = learned.find(Measures(opened(made_up.folder(tmp_path / "run", life=False, months=made_up.ONE_YEAR))))
    assert isinstance(found, Finding)
    (alone,) = [row for row in found.figures[0].table.rows if row["group"] == "everybody, by points alone"]
    assert found.title.endswith(f"points alone in {percent(float(alone['value']))}")
    assert float(alone["low"]) < float(alone["value"]) < float(alone["high"])
    assert "The first fit, never renewed, ranks 70 % of these later pairs rightly." in found.text

"""Charts drawn from rows alone: every number of an axis is one, no name is cut, no line crosses a letter."""

import json
import re
from itertools import pairwise

import pytest

from demerit.report.charts import labels
from demerit.report.charts.areas import areas
from demerit.report.charts.bars import LETTER, bars
from demerit.report.charts.dots import MOST, dots
from demerit.report.charts.flow import flow
from demerit.report.charts.gross import gross, monthly
from demerit.report.charts.lines import lines
from demerit.report.charts.pairs import pairs
from demerit.report.charts.panels import panels
from demerit.report.picture import TITLE, _lines, drawn

LONG = "months of everybody who works for an organisation without licence"


def texts(svg):
    return [re.sub(r"<[^>]+>", "", found) for found in re.findall(r"<text[^>]*>.*?</text>", svg, re.S)]


def of_groups(low, high):
    return [
        {"what": "listed", "who": "one", "value": low, "low": low * 0.9, "high": low * 1.1},
        {"what": "listed", "who": "another", "value": high, "low": high * 0.9, "high": high * 1.1},
    ]


def test_a_tenth_of_a_million_is_not_written_as_a_hundred_millions():
    rows = [{"what": "person-years, millions", "year": year, "value": 0.03 * (year - 2015)} for year in (2016, 2018)]
    said = texts(drawn(panels(rows, "what", "year").wide))
    assert not [text for text in said if re.fullmatch(r"[\d.]+m", text)], said
    assert "0.04" in said


def test_thousands_are_written_out():
    rows = [{"month": f"2018-0{n}", "who": "all", "value": 700 * n} for n in range(1, 6)]
    said = texts(drawn(lines(rows, "who", "people").wide))
    assert "1,000" in said
    assert not [text for text in said if text.endswith("k")], said


@pytest.mark.parametrize("value", [115_000.0, 11_500.0, 1_150_000.0])
def test_numbers_below_bars_do_not_touch(value):
    """The last one was moved inwards, and 100,000 and 120,000 read as one number."""
    said = drawn(bars([{"what": "objection dismissed", "value": value}], "what", "cases").wide)
    label = r'<text text-anchor="(\w+)" transform="translate\(([\d.]+),[\d.]+\)"[^>]*>([\d,.]+(?: M)?)</text>'
    numbers = [(at, float(x), text) for at, x, text in re.findall(label, said) if at != "start"]
    assert len(numbers) > 2
    assert {at for at, _, _ in numbers} == {"middle"}
    for (_, one, a), (_, other, b) in pairwise(numbers):
        assert other - one > LETTER * (len(a) + len(b)) / 2


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_no_name_beside_a_bar_is_cut(width):
    chart = bars([{"what": LONG, "value": 2e8}, {"what": "refused", "value": 4e8}], "what", "number")
    said = " ".join(texts(drawn(getattr(chart, width))))
    assert "…" not in said
    assert LONG.split()[-1] in said


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_words_in_a_chart_stand_on_white(width):
    spec = getattr(dots(of_groups(1.0, 3.0), "what", "who", "times", log=True), width)
    said = [layer["mark"] for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    halos = [mark for mark in said if mark.get("stroke") == "white"]
    assert halos
    assert len(halos) * 2 == len(said)
    assert {mark["strokeJoin"] for mark in halos} == {"round"}  # a pointed corner of an M pricked the bar above


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_names_of_a_flow_end_before_the_next_column(width):
    heads = ("Seen by", "What was done", "What is refused")
    names = ("tax and benefits offices", "tax, insurance or benefits fraud", "social services")
    spec = getattr(flow([(names, 480_000.0)], heads), width)
    nodes = next(part["data"]["values"] for part in spec["layer"] if part["mark"]["type"] == "rect")
    for here, there in pairwise(nodes):
        assert max(map(len, here["name"].split("\n"))) * 7 < there["x"] - here["to"]
    said = [part["data"]["values"] for part in spec["layer"] if part["mark"].get("fontWeight") == "bold"]
    for here, there in pairwise(said[0]):
        assert max(map(len, here["name"].split("\n"))) * 7 < there["x"] - here["x"]


def test_a_long_name_beside_two_bars_stands_in_lines():
    rows = [{"what": LONG, "kind": kind, "value": 1.0} for kind in ("alone", "share")]
    spec = pairs(rows, "what", "kind", "requests").wide
    (name,) = {row["what"] for row in spec["layer"][0]["data"]["values"]}
    assert max(map(len, name.split("\n"))) <= 30
    assert LONG.split()[-1] in " ".join(texts(drawn(spec)))


def test_a_telephone_shows_the_years_of_many_months():
    rows = [
        {"month": f"{y}-{m:02d}", "lost": 1, "gained": 0, "difference": -1}
        for y in range(2014, 2022)
        for m in range(1, 13)
    ]
    said = texts(drawn(monthly(rows, "times").narrow))
    assert "2016" in said
    assert not [text for text in said if re.fullmatch(r"\d{4}-\d\d", text)]


def test_a_value_below_zero_has_room_between_its_bar_and_the_name():
    chart = bars([{"what": "judgment", "value": -62.6e6}, {"what": "volunteering", "value": 57.6e6}], "what", "points")
    beside = chart.wide["layer"][0]["encoding"]["x"]["scale"]["padding"]
    assert beside > 7 * len("−62.6 M") + 8  # pixels, where letters are wide


@pytest.mark.parametrize(("low", "high"), [(0.9, 1.1), (0.965, 1.036), (0.0009, 0.29), (0.7, 3.6), (612e6, 3.37e9)])
def test_every_line_of_a_logarithmic_grid_has_its_number(low, high):
    values = dots(of_groups(low, high), "what", "who", "times", log=True).wide["layer"][-1]["encoding"]["x"]["axis"][
        "values"
    ]
    assert 2 <= len(values) <= MOST
    assert all(low * 0.9 <= value <= high * 1.1 for value in values)


def test_what_is_counted_in_the_same_may_be_drawn_to_one_scale():
    rows = [
        {"what": who, "year": 2018, "value": value, "high": value} for who, value in (("few", 900.0), ("many", 90.0))
    ]
    own, alike = (panels(rows, "what", "year", alike=shared).wide["concat"] for shared in (False, True))
    scales = [panel["layer"][0]["encoding"]["y"].get("scale") for panel in alike]
    assert scales[0] == scales[1]
    assert scales[0]["domain"] == [0, 900.0]
    assert [panel["layer"][0]["encoding"]["y"].get("scale") for panel in own] == [None, None]


def test_a_title_leaves_room_for_wide_letters():
    title = "Employees lived through 218 million months in which their employer had no licence"
    for line in _lines(title, 324, TITLE):
        assert len(line) * 0.66 * TITLE <= 324, line


def test_no_line_of_a_picture_ends_between_a_number_and_its_unit():
    for letters in range(8, 40):
        lines = labels.in_lines("in this run: 32.1 million, 45 % of 1.41 billion", letters)
        assert " ".join(lines) == "in this run: 32.1 million, 45 % of 1.41 billion"
        assert not any(line.startswith(("million", "%", "billion")) for line in lines)
    for said in ("schade (259 miljoen)", "schade (8,88 miljard)", "Schaden (259 Millionen)", "Schaden (1 Milliarde)"):
        assert labels.in_lines(said, 12)[-1].startswith("(")


def test_a_line_that_is_named_by_the_title_alone_has_no_label_that_could_be_cut():
    rows = over_years(2014, 2016, LONG)
    for spec in (
        lines(rows, "who", "people", labelled=False).wide,
        lines(rows, "who", "people", labelled=False).narrow,
    ):
        assert LONG[:12] not in drawn(spec)
    assert LONG[:12] in drawn(lines(rows, "who", "people").wide)


FLOWS = [
    {"what": what, "lost": 37.5e6, "gained": 3.66e6, "difference": -33.8e6, "low": -38.4e6, "high": -29.6e6}
    for what in ("requests refused", "entries onto the black list")
]


def test_the_zero_line_of_flows_crosses_no_word():
    for spec in (gross(FLOWS, "what", "times").wide, gross(FLOWS, "what", "times").narrow):
        (zero,) = [one for one in spec["layer"] if one["mark"]["type"] == "rule" and "zero" in one["data"]["values"][0]]
        down = [one["data"]["values"] for one in spec["layer"] if one["mark"]["type"] == "text"]
        letters = {row["down"] for rows in down for row in rows}
        assert letters
        for piece in zero["data"]["values"]:
            assert not [at for at in letters if piece["top"] - 5 < at < piece["bottom"] + 5]


def test_numbers_at_the_axis_of_flows_do_not_touch_on_a_telephone():
    spec = gross(FLOWS, "what", "times").narrow
    long = json.loads(json.dumps(spec).replace("' M'", "'\u00a0Mio.'"))
    said = sorted((x, text) for _, x, text in placed_anywhere(drawn(long), r"(−?[\d.]+\u00a0Mio\.|0)"))
    assert len(said) > 2
    for (x, text), (after, other) in pairwise(said):
        assert after - x > 0.3 * 12 * (len(text) + len(other)) + 6, said


def test_a_band_that_begins_with_nothing_begins_at_the_edge_of_a_logarithmic_axis():
    rows = [
        {"of": "a", "from": "b", "value": 0.2, "low": 0.0, "high": 0.4},
        {"of": "c", "from": "b", "value": 0.1, "low": 0.05, "high": 0.3},
    ]
    chart = dots(rows, "of", "from", "share", log=True)
    for spec in (chart.wide, chart.narrow):
        assert "NaN" not in drawn(spec)


def over_years(first, last, name="all"):
    months = [f"{year}-{month:02}" for year in range(first, last + 1) for month in range(1, 13)]
    return [{"month": month, "who": name, "value": 0.5} for month in months]


def placed_anywhere(svg, text):
    """The same of words with or without an anchor of their own."""
    found = re.findall(r'<text([^>]*)transform="translate\(([-\d.]+),[^>]*>([^<]*)</text>', svg)
    return [(head, float(x), said) for head, x, said in found if re.fullmatch(text, said)]


def placed(svg, text):
    """Left ends of middle-aligned words of an SVG whose text matches, from their transforms."""
    found = re.findall(r'<text[^>]*text-anchor="(\w+)"[^>]*transform="translate\(([-\d.]+),[^>]*>([^<]*)</text>', svg)
    return [(anchor, float(x)) for anchor, x, said in found if re.fullmatch(text, said)]


def test_years_stand_below_their_ticks_and_not_on_each_other():
    """The first was pushed to the right, onto the second, where many years are shown."""
    years = placed(drawn(lines(over_years(2014, 2025), "who", "people").wide), r"\d{4}")
    assert len(years) > 5
    assert {anchor for anchor, _ in years} == {"middle"}
    assert min(b - a for (_, a), (_, b) in pairwise(years)) > 30


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("kind", ["lines", "areas"])
def test_the_number_of_a_step_can_be_read_on_whatever_lies_under_it(kind, width):
    rows, marks = over_years(2014, 2016), [("2015-06", "1"), ("2016-02", "2")]
    chart = (
        lines(rows, "who", "share", marks=marks)
        if kind == "lines"
        else areas(rows, "who", "share", ["#0072B2"], marks=marks)
    )
    spec = getattr(chart, width)
    said = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text" and "month" in str(layer["encoding"])]
    numbered = [layer["mark"] for layer in said if {"1", "2"} <= {row.get("text") for row in layer["data"]["values"]}]
    assert [mark.get("stroke") for mark in numbered] == ["white", None]


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize("kind", ["lines", "areas"])
def test_numbers_of_steps_that_lie_close_do_not_lie_on_each_other(kind, width):
    rows, marks = over_years(2014, 2021), [("2015-01", "1"), ("2018-12", "2"), ("2019-01", "3"), ("2021-01", "4")]
    chart = (
        lines(rows, "who", "share", marks=marks)
        if kind == "lines"
        else areas(rows, "who", "share", ["#0072B2"], marks=marks)
    )
    said = texts(drawn(getattr(chart, width)))
    assert {"1", "2, 3", "4"} <= set(said)
    assert not {"2", "3"} & set(said)


def over_time(high):
    return [{"month": f"2018-0{n}", "who": "all", "value": 10 * n, "low": 0, "high": high} for n in range(1, 6)]


def axis_ends(chart):
    (line,) = (layer for layer in chart.wide["layer"] if layer["mark"]["type"] == "line")
    return line["encoding"]["y"]["scale"]["domain"][1]


def test_a_band_that_dwarfs_its_line_ends_at_the_edge_and_says_so():
    usual, dwarfing = (lines(over_time(high), "who", "people") for high in (150, 10_000))
    assert (axis_ends(usual), usual.note) == (150, "")
    assert axis_ends(dwarfing) == 200  # four times the highest point
    assert dwarfing.note == "A band that ends at the upper edge goes on beyond it."
    for chart in (dwarfing.wide, dwarfing.narrow):
        assert [layer["mark"]["clip"] for layer in chart["layer"] if layer["mark"]["type"] == "area"] == [True]


def test_a_band_above_lines_at_zero_is_drawn_whole():
    flat = [{**row, "value": 0} for row in over_time(50)]
    assert (axis_ends(lines(flat, "who", "people")), lines(flat, "who", "people").note) == (50, "")


def test_a_panel_alone_has_the_room_of_several_and_every_year():
    rows = [{"what": "loan", "year": year, "value": year - 2010} for year in range(2014, 2022)]
    alone = panels(rows, "what", "year").wide["concat"]
    several = panels([*rows, *({**row, "what": "flight"} for row in rows)], "what", "year").wide["concat"]
    assert alone[0]["width"] > 3 * several[0]["width"]
    said = [text for text in texts(drawn(panels(rows, "what", "year").wide)) if re.fullmatch(r"20\d\d", text)]
    assert said == [str(row["year"]) for row in rows]


@pytest.mark.parametrize("top", [0.004, 0.012, 0.04, 0.3, 1.0])
def test_no_two_marks_of_an_axis_of_shares_are_written_alike(top):
    rows = [{"month": f"2018-0{n}", "who": "all", "value": top * n / 5} for n in range(1, 6)]
    said = [text for text in texts(drawn(lines(rows, "who", "share", axis=".0%").wide)) if text.endswith("%")]
    assert len(said) > 2
    assert len(set(said)) == len(said), said


@pytest.mark.parametrize("unit", ["M", "bn", "million", "%"])
def test_no_line_of_a_label_ends_between_a_number_and_its_unit(unit):
    text = f"net 301,000 (44,600 to 1 {unit})"
    for letters in range(8, 30):
        said = labels.in_lines(text, letters)
        assert " ".join(said) == text
        assert not [line for line in said[:-1] if line.endswith(" 1")]

"""`demerit bench --sizes`: the same protocol at every size, in fresh processes; what does not fit is refused."""

import json
import os
from math import log10
from pathlib import Path

import pytest
from tests.helpers.commands import demerit
from tests.helpers.worlds import scenario

from demerit.bench import sizes
from demerit.bench.conditions import conditions
from demerit.report.numbers import plain
from demerit.report.theme import contrast
from demerit.world.errors import DemeritError
from tools import documents
from tools.documents import size_chart, size_rows
from tools.documents.measured import digest
from tools.documents.phases import PARTS

TESTS = Path(__file__).parent
BENCHMARKS = TESTS.parent / "benchmarks"
BY_HAND = {
    "scale": 1,
    "threads": 2,
    "people": 1_400_000_000,
    "seconds": 1000.0,
    "ns_a_person_day": 2.0,
    "state_bytes": 1 << 34,
    "peak_rss_bytes": 1 << 35,
    "source": "a run by hand",
}


def test_people_go_up_tenfold_to_the_most_that_is_asked_for():
    assert sizes.scales(scenario(), 1e4) == [140978]
    assert sizes.scales(scenario(), 1e8) == [140978, 14098, 1410, 141, 14]
    assert sizes.scales(scenario(), 1e10) == [140978, 14098, 1410, 141, 14, 1]


def test_less_than_the_smallest_size_is_refused():
    with pytest.raises(DemeritError, match="must be at least 10000"):
        sizes.scales(scenario(), 9_999)


def test_what_does_not_fit_in_memory_is_refused_and_never_started(monkeypatch):
    monkeypatch.setattr(sizes, "available_memory", lambda: 700 << 20)
    assert sizes.lacking(scenario(), 140_978, 1) is None
    assert "needs 1.8 GiB" in str(sizes.lacking(scenario(), 14, 1))
    monkeypatch.setattr(sizes, "available_memory", lambda: 0)
    started = []
    monkeypatch.setattr(sizes, "once", lambda *words: started.append(words))
    said: list[str] = []
    rows = list(sizes.measured("as-told", None, 1, [1, 2], 1e5, said.append))
    assert len(started) == 1  # the one that fills the compile cache
    assert [(row["scale"], row["threads"]) for row in rows] == [(140978, 1), (140978, 2), (14098, 1), (14098, 2)]
    assert all("0.0 GiB are free" in row["refused"] for row in rows)
    assert all("refused" in line for line in said)


def test_a_size_that_fails_says_why():
    with pytest.raises(DemeritError, match=r"1:0 on 1 threads: .*scale"):
        sizes.once("as-told", None, 1, 0, 1)


def test_rows_are_whole_and_in_order():
    other = BY_HAND | {"scale": 100}
    assert sizes.ordered([BY_HAND, other, BY_HAND | {"threads": 1}])[0] is other
    without = {name: value for name, value in BY_HAND.items() if name != "peak_rss_bytes"}
    with pytest.raises(ValueError, match="a row without peak_rss_bytes"):
        sizes.ordered([without])


@pytest.mark.parametrize(("load", "quiet"), [(0.1, True), (1.5, False)])
def test_a_machine_that_is_not_quiet_says_so(monkeypatch, load, quiet):
    monkeypatch.setattr(os, "getloadavg", lambda: (load, 0.0, 0.0))
    found = conditions("a note")
    assert found["quiet"] is quiet
    assert ("not to be cited" in found["warning"]) is not quiet
    assert found["note"] == "a note"


def test_sizes_are_measured_into_a_file_and_rows_by_hand_stay(tmp_path):
    path = tmp_path / "sizes.json"
    path.write_text(json.dumps({"rows": [BY_HAND, BY_HAND | {"source": sizes.SOURCE, "people": 1}]}), encoding="utf-8")
    code, said, errors = demerit(
        "bench", "--sizes", "--out", path, "--most", "1e4", "--threads", "2", "--note", "for a test"
    )
    assert code == 0, errors
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["note"] == "for a test"
    assert found["refused"] == []
    assert found["protocol"]["burn_in_months"] == 84
    *measured, last = found["rows"]
    assert last == BY_HAND
    assert [(row["scale"], row["threads"]) for row in measured] == [(140978, 1), (140978, 2)]
    assert len(said.splitlines()) == 2
    for row in measured:
        assert row["source"] == sizes.SOURCE
        assert row["people"] == pytest.approx(1e4, rel=0.05)
        assert row["ns_a_person_day"] == pytest.approx(row["seconds"] * 1e9 / (row["people"] * 365), rel=0.001)
        assert row["state_bytes"] > 10 * row["people"]
        assert 0 < row["busy_share"] <= 1.05
    one, two = measured
    assert one["people"] == two["people"], "the same people, however many threads move them"
    assert one["state_bytes"] == two["state_bytes"]


# --- The picture and its page -----------------------------------------------------------------------------------------


def straight(*threads, seconds=lambda people, threads: people / threads / 1e6, always=2e8, each=16):
    """Made-up sizes."""
    rows = [
        BY_HAND
        | {"people": 10**i, "threads": t, "seconds": seconds(10**i, t), "peak_rss_bytes": always + each * 10**i}
        | {"source": size_rows.MEASURED}
        for i in range(4, 9)
        for t in threads
    ]
    return size_rows.Sizes(rows, json.loads((BENCHMARKS / size_rows.FILE).read_text(encoding="utf-8")))


def test_the_pictures_are_made_from_the_benchmarks():
    made = dict(documents.pictures(TESTS))
    docs, out_of_date = TESTS.parent / "docs", "is out of date: python -m tools.documents docs tests"
    svg = made["pictures/sizes.svg"].decode()
    assert (docs / "pictures/sizes.svg").read_text(encoding="utf-8") == svg, f"sizes.svg {out_of_date}"
    for content in (made["pictures/sizes.png"], (docs / "pictures/sizes.png").read_bytes()):
        assert digest(svg).encode() in content, f"sizes.png {out_of_date}"
        assert content.startswith(b"\x89PNG")
        assert len(content) < 400_000


def test_what_was_measured_is_whole_and_says_whether_the_machine_was_quiet():
    found = json.loads((BENCHMARKS / size_rows.FILE).read_text(encoding="utf-8"))
    assert sizes.ordered(found["rows"]) == found["rows"]
    assert found["note"]
    assert found["quiet"] == (not found["warning"])
    said = size_chart.picture(size_rows.read(BENCHMARKS))
    assert ("Not to be cited" in said) is not found["quiet"]


def test_a_straight_line_is_told_as_one():
    found = straight(1, 2)
    assert found.tenfold(2) == pytest.approx(10)
    assert found.memory() == pytest.approx((2e8, 16))
    assert size_chart.finding(found) == (
        "From 1 million people on, ten times the people take 10 times as long; memory is 200 MB and 16 bytes a person"
    )


def test_a_line_that_bends_is_not_told_as_straight():
    bent = straight(2, seconds=lambda people, threads: (people / 1e6) ** 1.2)
    assert "take 16 times as long" in size_chart.finding(bent)


def test_the_thin_line_goes_up_tenfold_with_ten_times_the_people():
    low, high = size_chart.straight(straight(1, 2), "seconds", 1e-3)
    assert log10(high["seconds"] / low["seconds"]) == pytest.approx(log10(high["people"] / low["people"]))
    assert high["people"] == 10**8


def test_rows_by_hand_are_told_apart():
    assert size_rows.MEASURED == sizes.SOURCE
    measured = straight(1, 2)
    assert "measured apart" not in size_chart.picture(measured)
    slower = BY_HAND | {"seconds": 1e6}  # another machine, perhaps: it is shown, and nothing is concluded from it
    more = size_rows.Sizes([*measured.rows, slower], measured.said)
    assert "measured apart" in size_chart.picture(more)
    assert more.tenfold(2) == measured.tenfold(2)


def test_the_label_of_a_line_that_ends_early_is_not_on_the_other():
    short = straight(1, 2)
    fewer = [row for row in short.rows if (row["threads"], row["people"]) != (1, 10**8)]
    one, two = size_chart.ends(size_rows.Sizes(fewer, short.said), "seconds", [1e-3, 1e2])
    assert (one["beside"], two["beside"]) == (False, True)


def test_labels_of_lines_that_meet_lie_apart():
    one, two = size_chart.ends(straight(1, 2), "peak_rss_bytes", [1e8, 1e10])
    pixels = size_chart.HEIGHT * abs(log10(one["peak_rss_bytes"] / two["peak_rss_bytes"])) / 2
    assert pixels >= size_chart.LINE - 0.01
    assert all(contrast(end["colour"], "#ffffff") >= 3.8 for end in (one, two))


def test_one_size_is_no_line(tmp_path):
    (tmp_path / size_rows.FILE).write_text(json.dumps({"rows": [BY_HAND]}), encoding="utf-8")
    with pytest.raises(ValueError, match="two sizes at least"):
        size_rows.read(tmp_path)


def test_the_measured_page_says_what_the_benchmarks_say():
    page = documents.measured.document(BENCHMARKS)
    found = json.loads((BENCHMARKS / "phases.json").read_text(encoding="utf-8"))
    for name, phase in found["profile"]["phases"].items():
        assert f"| {name.replace('_', ' ')} | {phase['what']} | {plain(phase['ns_a_person_month'])} |" in page
    assert "| **rest** | what no phase explains |" in page
    assert f"| **total** | **{found['to_first_month']['seconds']['total']:.2f}** |" in page
    assert ("not to be cited" in page) is not (found["quiet"] and size_rows.read(BENCHMARKS).said["quiet"])
    assert sum(found["to_first_month"]["seconds"][part] for part in PARTS) == pytest.approx(
        found["to_first_month"]["seconds"]["total"]
    )

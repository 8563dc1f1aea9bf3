"""A user's file is checked strictly, with nothing but the package: what is wrong in it is found, and nothing else."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import demerit as dm

OF_RUNS = """
from datetime import date

import demerit as dm


def tell(run: dm.Run) -> list[str]:
    figure: dm.Figure = run.figure("refused.flight", by=("year", "province"), when=2018)
    chart: dm.Chart = figure.chart()
    life: dm.Life = run.find("wrongly listed")
    scenario: dm.Scenario = dm.load("as-told").without("rules.criticism").set({"rights.notice": True}, since="2018-05")
    society: dm.Society = dm.society("germany")
    again: dm.Run = dm.run(scenario, scale=10_000, seed=1, seeds=5, draws=0, until=date(2018, 12, 1), threads=2)
    try:
        dm.open(again.save("there"))
    except dm.DemeritError as error:
        return [str(error), society.name]
    return [*run.findings, chart.svg(), life.text, *(str(row["value"]) for row in figure.rows)]
"""
WRONG_OF_RUNS = {
    "scale=10_000": ('scale="1:1000"', "arg-type"),
    "figure.chart()": ("figure.charts()", "attr-defined"),
    "dm.society(": ("dm.sociaty(", "attr-defined"),
}
OF_COMPARISONS = """
import demerit as dm


def tell() -> list[str]:
    told: dm.Scenario = dm.load("as-told")
    comparison: dm.Comparison = dm.compare(told, told.without("rules.criticism"), "other.yaml", scale=10_000, seeds=5)
    figure: dm.Figure = comparison.figure("refused.flight", by=("year", "tenth"), when=2018)
    chart: dm.Chart = comparison.chart()
    again: dm.Comparison = dm.open(comparison.save("there"))
    life = again.life(17, variant="without-rules.criticism")
    shares = dm.attribute(told, by="rules", outcome="refused.flight", orders=8, until="2015-12")
    return [chart.svg(), life.text, figure.title, shares.chart("contexts").svg(), *again.variants, str(shares.total)]
"""
WRONG_OF_COMPARISONS = {"scale=10_000": ('scale="1:1000"', "arg-type"), "life.text": ("life.txt", "attr-defined")}
USED = {"runs": (OF_RUNS, WRONG_OF_RUNS), "comparisons": (OF_COMPARISONS, WRONG_OF_COMPARISONS)}


@pytest.mark.slow
def test_what_is_right_passes_and_what_is_misspelt_or_of_another_type_is_found(tmp_path):
    """All files at once: most of the time goes into what they load."""
    for name, (text, wrong) in USED.items():
        (tmp_path / f"{name}.py").write_text(text)
        for old, (new, _) in wrong.items():
            assert old in text
            text = text.replace(old, new)
        (tmp_path / f"{name}_misspelt.py").write_text(text)
    files = sorted(path.name for path in tmp_path.iterdir())
    checked = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), *files]
    path = {"MYPYPATH": str(Path(dm.__file__).parent.parent), "PATH": ""}
    done = subprocess.run(checked, cwd=tmp_path, env=path, capture_output=True, text=True, check=False)
    *lines, last = done.stdout.splitlines()
    said = [re.findall(r"^(\w+)\.py:\d+: error: .*\[([\w-]+)\]$", line)[0] for line in lines]
    for name, (_, wrong) in USED.items():
        found = [kind for file, kind in said if file == f"{name}_misspelt"]
        assert sorted(found) == sorted(kind for _, kind in wrong.values()), done.stdout + done.stderr
    assert {file for file, _ in said} == {f"{name}_misspelt" for name in USED}, done.stdout
    assert last == f"Found {len(said)} errors in 2 files (checked 4 source files)"

"""The findings of every preset in a run of few people, read by somebody who looks for what is silly or out of place."""

import re
from pathlib import Path

import pytest
from tests.helpers.recount import folder
from tests.helpers.worlds import scenario, world

from demerit.report import exclusion, limits, opening
from demerit.report.finding import Finding, LeftOut
from demerit.report.findings import DOCUMENTED, FINDINGS
from demerit.report.folder import opened
from demerit.report.measures import Measures

PRESETS = (
    *("as-told", "as-documented", "benefits-clawback", "europe-as-told", "europe-with-rights", "fuzhou", "rongcheng"),
    *("schufa-like", "sesame-like", "shenzhen-2023", "suining"),
)
SCALES = {"china": 200_000, "germany": 20_000}  # a few communities: most of what is rare happens once or never
SILLY = (
    r"(?<![\d.,])1 (people|times|records|requests|rules|arrests|provinces|months|organisations)\b",
    r"\bnan\b|\bNone\b(?! of)|\binf\b",
    r"(?<![\d.,])0 (of|times|cases|records|requests|people|objections|were|are|given)\b",
    r"\b0 % (of all points|over money)",
    r"(?<![\d.,])1 times",
    r"[_{}]|\b\d{4}-\d{2}\b.*\bfrom \d{4}-\d{2} on\b",
    r" {2}|\.\.| \.| ,",
)
OF_CHINA = r"Chin|600 million|Supreme People|Globe and Mail|Human Rights Watch|pilot cities|the party\b"


def read(m: Measures) -> dict[str, str]:
    """Everything that the findings say, by key."""
    every = [find(m) for find in (opening.finding, *DOCUMENTED, *FINDINGS)]
    said = {}
    for one in every:
        if isinstance(one, Finding):
            figures = " | ".join(f"{figure.title} | {figure.unit}" for figure in one.figures)
            said[one.key] = f"{one.title} | {one.text} | {figures}"
        elif isinstance(one, LeftOut):
            said[one.key] = one.line
    return said


@pytest.fixture(scope="module", params=PRESETS)
def measures(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Measures:
    of = scenario(request.param)
    lived = world(of, of.end - of.start + 1, scale=SCALES[of.society.name], threads=1)
    path: Path = tmp_path_factory.mktemp("read") / request.param
    return Measures(opened(folder(of, lived, path)))


def test_nothing_that_is_said_is_silly(measures: Measures) -> None:
    found = [
        (key, one[0]) for key, said in read(measures).items() for p in SILLY if (one := re.search(f".*{p}.*", said))
    ]
    assert found == []


def test_a_report_on_another_country_says_nothing_of_china(measures: Measures) -> None:
    if measures.run.of_china:
        return
    said = read(measures)
    left = {"demand", "ratings", "record", "afterwards"}  # they say why this country has no such comparison
    for key, text in said.items():
        told = text.replace("made in China", "")  # whose algorithms were tested, wherever they are used
        assert key in left or not re.search(OF_CHINA, told), (key, text)
    assert not re.search(OF_CHINA, " ".join(limits.limits(measures)))
    assert opening.finding(measures) is None
    assert exclusion.box(measures) is None


def test_opinion_is_told_only_where_a_regime_moves_or_presses_it(measures: Measures) -> None:
    presses = measures.run.scenario.regime.opinion is not None
    found = {type(find(measures)) for find in FINDINGS if find.__module__.endswith(".opinion")}
    assert found == ({Finding} if presses else {LeftOut})

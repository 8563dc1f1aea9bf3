"""What the command line says of a run: every number is one of its summary, worded as its report words it."""

import re

import pytest
from tests.helpers import made_up
from tests.helpers.commands import demerit

from demerit.amounts import people, percent
from demerit.catalogue.found import by_name
from demerit.catalogue.measure import Ratio
from demerit.report.folder import opened
from demerit.report.measures import Measures
from demerit.scenario import load
from demerit.world.findings import findings, presses

NUMBER = re.compile(r"\b\d[\d,.]*\d(?: (?:million|billion|%))?|\b\d(?: (?:million|billion|%))?")
WHEN = re.compile(r"\(to \d{4}-\d\d\)|\b\d{4}-\d\d\b|\b2018\b(?=: )|in 2018")
DATES = ("2018", "2018-12")


def summary(scale: float = 1e6) -> dict[str, float]:
    """Every figure of the catalogue for a year, no two of which read alike."""
    out: dict[str, float] = {}
    for number, (name, found) in enumerate(sorted(by_name().items()), 1):
        share = isinstance(found.measure, Ratio)
        for date in DATES:
            value = number / 1e3 if share else scale * (1 + number / 1000)
            out[f"{name}.{date}"] = value + (0.5 / 1e3 if share else 0) * (date != "2018")
    return out


def numbers(line: str) -> list[str]:
    return NUMBER.findall(WHEN.sub("", line))


@pytest.mark.parametrize("scale", [1e6, 1e3, 1e9])
def test_every_number_of_the_command_line_is_a_figure_of_the_summary(scale):
    given = summary(scale)
    known = {people(value) for value in given.values()} | {percent(value) for value in given.values()}
    lines = findings(given)
    assert len(lines) == 5
    for line in lines:
        found = numbers(line)
        assert found, line
        assert set(found) <= known, line


def test_refusals_are_those_of_every_kind():
    given = summary() | {"refused.all.2018": 14_312_345.0, "refused.unaware.2018": 1.0}
    (line,) = (line for line in findings(given) if "refusals" in line)
    assert "14.3 million refusals" in line


def test_the_command_line_and_the_report_word_a_number_alike(tmp_path):
    m = Measures(opened(made_up.folder(tmp_path / "run")))
    refused = m.total("refused.all", 2018).scaled
    given = summary() | {"refused.all.2018": round(refused)}
    assert any(f"{people(refused)} refusals" in line for line in findings(given))


@pytest.mark.parametrize("amount", [0.0, 1.0])
def test_small_numbers_are_worded_as_such(amount):
    given = dict.fromkeys(summary(), amount)
    given |= {key: 0.0004 * amount for key in given if isinstance(by_name()[key.rsplit(".", 1)[0]].measure, Ratio)}
    told = " ".join(findings(given))
    for wrong in ("1 people", "1 times", "1 refusals", "1 flights", "1 records", "nan", "inf", "0 % of"):
        assert not re.search(rf"(?<![\d,.]){wrong}", told), told


@pytest.mark.parametrize("where", ["cold", "cold_at"])  # here, or wherever people are moved
def test_a_run_says_up_to_five_of_them_and_before_that_what_it_waits_for(where, tmp_path, monkeypatch):
    monkeypatch.setattr(f"demerit.world.compiling.{where}", lambda *_: True)
    code, said, errors = demerit(
        *(
            "run",
            "as-documented",
            "--assume",
            "--scale",
            "1:400000",
            "--until",
            "2014-03",
            "--seeds",
            "0",
            "--no-report",
        ),
        *("--out", tmp_path / "run"),
    )
    assert code == 0, errors
    assert "; before that, about a minute of compiling" in said.splitlines()[0]
    assert 1 <= len([line for line in said.splitlines() if line.startswith("  - ")]) <= 5


def test_what_people_keep_to_themselves_is_told_of_regimes_alone_that_press_them():
    hidden = {"people.2018-12": 1e6, "people.2018": 1e6, "opinion.hidden_share.2018-12": 0.14}
    assert findings(hidden) == ["End of 2018-12: 14 % of those who dissent keep it to themselves."]
    assert findings(hidden, opinion=False) == ["2018: nobody was recorded, listed or refused anything by the regime."]
    assert presses(load("as-told"))
    assert not presses(load("rongcheng", assume=True))
    assert presses(load("rongcheng", assume=True).set({"opinion": {"media": 0.1}}, since="2015-01"))


def test_what_few_were_counted_of_says_how_few_and_no_share_is_told_of_it():
    """One person on the list stood for 400,000, "100 % would not be, had nothing been recorded that they never did"."""
    given = {"people.2018-12": 1e9, "people.2018": 1e9, "blacklist.stock.2018": 4e5, "refused.flight.2018": 6e6}
    given |= {"blacklist.wrongful_share.2018-12": 1.0, "claw_backs.2018": 8e5, "claw_backs.wrong_share.2018": 0.5}
    given |= {"self_censored.share.criticism.2018": 0.1, "self_censored.criticism.2018": 1.2e6}
    few = " (only {} counted in the sample)"
    assert findings(given, one_in=400_000) == [
        "2018: 6 million flights refused.",
        f"End of 2018-12: 400,000 people on the blacklist{few.format(1)}.",
        "2018: 10 % of the criticism that would have been voiced without fear was left unsaid" + few.format(3) + ".",
        f"2018: everything clawed back 800,000 times{few.format(2)}.",
    ]
    told = " ".join(findings(given, one_in=1000))
    assert "counted" not in told
    assert "100 % would not be" in told
    assert "50 % for a false record" in told


def test_kinds_of_journey_of_which_none_was_refused_are_not_named():
    given = {"people.2018-12": 1e6, "people.2018": 1e6, "refused.train.2018": 7_270_000.0}
    assert findings(given)[0] == "2018: 7.27 million train tickets refused, none of them for high-speed trains."

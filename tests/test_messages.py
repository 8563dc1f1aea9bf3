"""What messages look like, whichever module says them."""

import inspect
import re
from pathlib import Path

import pytest
import typer

import demerit
from demerit.cli import app
from demerit.cli.options import scale_of, seeds_of
from demerit.scenario.problems import Problem
from demerit.world.errors import DemeritError

PACKAGE = Path(demerit.__file__).parent
COMPILED = ("bench", "month", "people", "organisations", "scorecard")  # where a word changed compiles everything anew
VERBS = "is|are|was|cannot|must|exists|holds|has|ends|would"


def test_no_message_has_a_colon_between_what_it_is_about_and_what_it_says_of_it():
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] not in COMPILED
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(rf"\}}: (?:{VERBS}) ", line)
    ]
    assert not found


def test_a_problem_is_a_sentence_about_a_key_a_value_or_a_file():
    message = "must be a text"
    assert str(Problem("mine.yaml", 3, "name", None, message)) == "mine.yaml:3: name must be a text"
    assert str(Problem("mine.yaml", 3, "name", 5, message)) == "mine.yaml:3: name: 5 must be a text"
    assert str(Problem("mine.yaml", 3, "", None, "is not valid YAML")) == "mine.yaml:3: this file is not valid YAML"
    assert str(Problem("--society", 0, "", "x", "is no file")) == "--society: 'x' is no file"
    assert str(Problem("mine.yaml", 0, "", None, "is empty")) == "mine.yaml is empty"


def test_a_number_longer_than_python_reads_is_one_message():
    many = "9" * 5000
    with pytest.raises(DemeritError, match="is not a scale"):
        scale_of(f"1:{many}")
    with pytest.raises(DemeritError, match="write whole numbers"):
        seeds_of("--seeds", f"1,{many}")


def test_a_number_that_is_too_large_is_told_how_large_it_may_be():
    many = "9" * 50
    allowed = "whole number from {} to 999999999999999999"
    for words, low in (
        (("life", "here", many), 0),
        (("life", "here", "--organisation", many), 0),
        (("life", "here", "--find", "refused", "--communities", many), 1),
    ):
        with pytest.raises(DemeritError, match=rf"{many} must be a {allowed.format(low)}(\n|$)"):
            app([*words], standalone_mode=False)
    with pytest.raises(DemeritError, match="a whole N from 1 to 999999999999999999, such as"):
        scale_of(f"1:{many}")
    with pytest.raises(DemeritError, match="whole numbers from 0 to 18446744073709551615, separated"):
        seeds_of("--seeds", f"1,{2**64}")


WRONGLY = {
    ("run", "as-told", "--scale", "1:0", "--seed", "-1", "--until", "soon", "--draws", "x", "--threads", "300"): (
        "--scale 1:0 is not a scale; write 1:N with a whole N of at least 1, such as 1:1000",
        "--seed -1 must be a whole number from 0 to 18446744073709551615",
        "--until soon is not a month; write YYYY-MM, such as 2018-12",
        "--threads 300 must be a whole number from 1 to 256",
        "--draws x must be a whole number from 0 to 10000",
    ),
    ("compare", "as-told", "--from", "3", "--published", "all", "--attribute", "rule", "--seeds", "1001"): (
        "--from 3 is not a month; write YYYY-MM, such as 2018-12",
        "nothing to compare with: name another scenario, or say --without KEY or --set KEY=VALUE",
        "--seeds 1001 must be a whole number from 0 to 1000",
        "--published all: write one of own, base, both",
        "--attribute rule is no kind of player; did you mean `rules`?; allowed: rules, sources, rights, consequences, "
        "chains",
    ),
    ("life", "here", "somebody", "--communities", "0"): (
        "ID somebody must be a whole number from 0 on",
        "--communities 0 must be a whole number from 1 on",
        "here/manifest.json cannot be read (No such file or directory); is here the folder of a finished run?",
    ),
    ("fit", "as-told", "--seeds", "a", "--judge", "1,,2", "--also", "people,zzz.2018", "--until", "2"): (
        "--seeds a: write whole numbers from 0 on, separated by commas, such as 11,12",
        "--judge 1,,2: write whole numbers from 0 on, separated by commas, such as 11,12",
        "--also people: needs a year, a month, or a span of months such as 2018-05..2018-12",
        "--also zzz.2018: zzz is no measure",
        "--until 2 is not a month; write YYYY-MM, such as 2018-12",
    ),
    ("run", "as-told", "--sed", "3", "--untl=2018", "--quiet=yes", "--scale", "0", "--threads"): (
        "--sed is no option of run; did you mean `--seed`?; demerit run --help lists them",
        "--untl is no option of run; did you mean `--until`?; demerit run --help lists them",
        "--quiet takes no value",
        "--threads needs a value: threads; all cores unless said",
        "--scale 0 is not a scale; write 1:N with a whole N of at least 1, such as 1:1000",
    ),
    ("attribute", "--scale", "0"): (
        "scenario is missing: a preset's name, or a scenario file",
        "--by is missing: rules, sources, rights, consequences, or chains: source, conduct",
        "--outcome is missing: what is attributed: refused.flight, or refused.flight.2018",
        "--scale 0 is not a scale; write 1:N with a whole N of at least 1, such as 1:1000",
    ),
    ("life", "-folder", "-1", "--communities", "0"): (
        "-folder is no option of life; write ./-folder for what is called so",
        "-1 is below zero; numbers that are no value of an option are from 0 on",
        "--communities 0 must be a whole number from 1 on",
    ),
    ("verify", "one", "two", "--threads", "0"): (
        "two is a word too many for verify",
        "--threads 0 must be a whole number from 1 to 256",
        "one/manifest.json cannot be read (No such file or directory); is one the folder of a finished run?",
    ),
    ("bench", "--most", "many", "--months", "1e2"): (
        "--months 1e2 must be a whole number from 12 on",
        "--most many must be a number, such as 1e6",
    ),
}


@pytest.mark.parametrize("words", WRONGLY, ids=lambda words: words[0])
def test_every_word_of_a_command_that_cannot_be_is_named_at_once_with_what_is_allowed(words):
    with pytest.raises(DemeritError) as caught:
        app([*words], standalone_mode=False)
    assert sorted(str(caught.value).splitlines()) == sorted(WRONGLY[words])


ALL_AT_ONCE = {
    ("run", "as-told", "--set", "points.strt=3", "--set", "rights.notce=true", "--without", "lists.grenlist"): (
        "points.strt is not there",
        "rights.notce is not there",
        "lists.grenlist is not there",
    ),
    ("compare", "as-told", "--without", "lists.grenlist", "--without", "lists.x", "--set", "rights.notce=true"): (
        "lists.grenlist is not there",
        "lists.x is not there",
        "rights.notce is not there",
    ),
    ("compare", "as-tld", "europe", "--without", "lists.x"): ("as-tld is neither a file", "europe is neither a file"),
    ("change", "as-told", "mine.yaml", "--set", "rights.notice", "--set", "=3"): (
        "--set rights.notice: write KEY=VALUE",
        "--set =3: write KEY=VALUE",
    ),
    ("run", "as-tld", "--seed", "x", "--set", "rights.notice", "--cuda", "--threads", "2"): (
        "--seed x must be a whole number",
        "as-tld is neither a file",
        "--set rights.notice: write KEY=VALUE",
        "--cuda: one device moves everybody; leave out --threads",
    ),
    ("run", "as-told", "--set", "rights.notce=true", "--until", "2050-01", "--scale", "1:99999999"): (
        "rights.notce is not there",
        "--until 2050-01 must be",
        "--scale 1:99999999",
    ),
    ("run", "as-told", "--draws", "3", "--until", "2050-01", "--out", "/dev/null"): (
        "--until 2050-01 must be",
        "/dev/null cannot be used as a folder",
    ),
    ("compare", "as-tld", "--scale", "0", "--outcome", "jobs", "--set", "x"): (
        "--scale 0 is not a scale",
        "as-tld is neither a file",
        "--set x: write KEY=VALUE",
        "--outcome jobs is no measure",
    ),
    ("compare", "as-told", "--set", "rights.notice=true", "--attribute", "rules", "--outcome", "jobs")
    + ("--until", "1950-01", "--out", "/dev/null"): (
        "--until 1950-01 must be",
        "/dev/null cannot be used as a folder",
        "--outcome jobs is no measure",
    ),
    ("compare", "as-told", "--without", "rules.x", "--attribute", "rules", "--outcome", "jobs", "--until", "1950-01"): (
        "rules.x is not there",
        "--until 1950-01 must be",
        "--outcome jobs is no measure",
    ),
    (
        "attribute",
        "as-told",
        "--by",
        "rules",
        "--outcome",
        "refused.flight.2018",
        "--until",
        "1950-01",
        "--set",
        "a=1",
    ): (
        "as-told: a is not there",
        "--until 1950-01 must be",
        "2018 is no year that is lived; write refused.flight for all months, or a year: 2014",
    ),
    ("attribute", "as-told", "--by", "rules", "--outcome", "jobs", "--until", "1950-01", "--out", "/dev/null"): (
        "--until 1950-01 must be",
        "--outcome jobs is no measure",
        "/dev/null cannot be used as a folder (Not a directory)",
    ),
    ("fit", "as-tld", "--targets", "none", "--history", "/none/x", "--verdict", "/none/y", "--judge", "11"): (
        "as-tld is neither a file",
        "none: there are no targets",
        "--history /none/x cannot be written",
        "--verdict /none/y cannot be written",
        "--judge has 11, as --seeds",
    ),
    ("run", "as-tld", "--out", "here", "--burn-in", "here/there"): (
        "as-tld is neither a file",
        "--burn-in here/there lies within the run folder here",
    ),
    ("fit", "as-tld", "--targets", "as-told", "--history", "one", "--verdict", "./one"): (
        "as-tld is neither a file",
        "--verdict one is the file of --history",
    ),
    ("fit", "as-told", "--scale", "1:99999999", "--until", "1950-01"): (
        "--scale 1:99999999",
        "--until 1950-01 must be",
    ),
    ("fit", "as-told", "--until", "2017-12", "--also", "people.2019"): (
        "refused.flight.2018 is of months that are not lived; allowed: 2014-01 to 2017-12",
        "refused.train.2018 is of months",
        "refused.high_speed.2018 is of months",
        "refused.credit.people.2018 is of months",
        "--also people.2019 is of months",
    ),
    ("fit", "rongcheng", "--assume", "--targets", "as-told"): (
        "regime.consequences.flight.share is no number of rongcheng",
        "regime.consequences.ordinary_train.share is no number",
        "regime.consequences.high_speed.share is no number",
    ),
    ("bench", "--preset", "as-tld", "--drivers", "--sizes", "--cuda", "--out", "/none/x"): (
        "--cuda: leave it out; --drivers does not use it",
        "--cuda: leave it out; --sizes does not use it",
        "--drivers, --sizes and --compare exclude each other",
        "as-tld is neither a file",
        "--out /none/x cannot be written",
    ),
    ("life", "none", "--variant", "x", "--html", "/none/x", "--why", "--organisation", "3"): (
        "--organisation 3: --why is asked of people",
        "none/manifest.json cannot be read",
        "--html /none/x cannot be written",
    ),
    ("claims", "none", "nothing", "--claim", "flies"): (
        "none/manifest.json cannot be read",
        "nothing/manifest.json cannot be read",
        "--claim flies is not a claim",
    ),
    ("check", "as-tld", "--society", "chna"): ("as-tld is neither a file", "--society: 'chna' is neither a file"),
    ("new", "/none/mine.yaml", "--from", "as-tld"): ("/none/mine.yaml cannot be written", "as-tld is not a preset"),
    ("change", "as-tld", "/none/mine.yaml", "--from", "3"): (
        "--from 3 is not a month",
        "as-tld is neither a file",
        "/none/mine.yaml cannot be written",
    ),
    ("serve", "/dev/null", "--token", "short"): ("--token must be 16 or more", "/dev/null is no folder"),
    ("run", "as-told", "--set", "a=1", "--scale", "x", "--until", "1950-01", "--out", "/dev/null"): (
        "--scale x is not a scale",
        "as-told: a is not there",
        "--until 1950-01 must be",
        "/dev/null cannot be used as a folder",
    ),
    (
        "attribute",
        "as-told",
        "--by",
        "x",
        "--outcome",
        "jobs",
        "--scale",
        "x",
        "--until",
        "1950-01",
        "--out",
        "/dev/null",
    ): (
        "--by x is no kind of player",
        "--outcome jobs is no measure",
        "--scale x is not a scale",
        "--until 1950-01 must be",
        "/dev/null cannot be used as a folder",
    ),
    ("compare", "as-told", "--without", "rules.x", "--seeds", "x", "--published", "x", "--out", "/dev/null"): (
        "--seeds x must be a whole number",
        "--published x: write one of",
        "rules.x is not there",
        "/dev/null cannot be used as a folder",
    ),
    ("fit", "as-told", "--steps", "x", "--until", "1950-01", "--verdict", "/none/y", "--judge", "11"): (
        "--steps x must be a whole number",
        "--verdict /none/y cannot be written",
        "--judge has 11, as --seeds",
    ),
    ("bench", "--months", "1", "--out", "/none/x", "--preset", "as-tld", "--without", "rules.x"): (
        "--months 1 must be",
        "--out /none/x cannot be written",
        "as-tld is neither a file",
        "--without goes with --compare",
    ),
    ("bench", "--sizes", "--scale", "1:5000", "--most", "0"): (
        "--scale: leave it out; --sizes does not use it",
        "--most 0.0 goes with --sizes",
        "--sizes takes long",
    ),
    ("serve", "/dev/null", "--host", "203.0.113.1", "--token", "short"): (
        "--token must be 16 or more",
        "/dev/null is no folder",
        "--host 203.0.113.1 --port 8765 cannot be used",
    ),
    ("new", "/none/mine.yaml", "--from", "as-tld", "--bogus"): (
        "--bogus is no option of new",
        "/none/mine.yaml cannot be written",
        "as-tld is not a preset",
    ),
    ("change", "as-told", "/none/mine.yaml", "--without", "rules.x", "--set", "rights.notce=1", "--from", "1950-01"): (
        "/none/mine.yaml cannot be written",
        "rules.x is not there",
        "rights.notce is not there",
        "since: '1950-01' is outside the scenario",
    ),
    ("lists", "none", "--limit", "0", "--csv", "--json"): (
        "--limit 0 must be a whole number",
        "none/manifest.json cannot be read",
        "--json and --csv exclude each other",
    ),
    ("claims", "--claim", "flies", "--csv", "--json", "--bogus"): (
        "--bogus is no option of claims",
        "--claim flies is not a claim",
        "--json and --csv exclude each other",
    ),
    ("report", "none", "--attribute", "x", "--threads", "0"): (
        "--attribute x is no kind of player",
        "--threads 0 must be",
        "none/manifest.json cannot be read",
    ),
    ("check", "as-tld", "--bogus"): ("--bogus is no option of check", "as-tld is neither a file"),
    ("run", "as-told", "--until", "2030-01", "--scale", "1:99999999"): (
        "--until 2030-01 must be",
        "--scale 1:99999999",
    ),
    ("compare", "as-told", "--set", "rights.notice=true", "--until", "2022-01", "--scale", "1:99999999"): (
        "--until 2022-01 is after the end of as-told",
        "--scale 1:99999999",
    ),
}


@pytest.mark.parametrize("words", ALL_AT_ONCE, ids=lambda words: " ".join((words[0], *words[2:4])))
def test_everything_that_a_command_asks_in_vain_is_said_at_once(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DemeritError) as caught:
        app([*words], standalone_mode=False)
    lines = str(caught.value).splitlines()
    assert len(lines) == len(ALL_AT_ONCE[words])
    assert all(any(said in line for line in lines) for said in ALL_AT_ONCE[words])
    assert not any(tmp_path.iterdir())


def test_a_command_looks_at_all_that_it_is_asked_before_it_does_anything():
    for name, command in vars(typer.main.get_command(app))["commands"].items():
        source = inspect.getsource(inspect.unwrap(command.callback))
        calls = " asked()" in source or " asked_for()" in source or name == "compare"
        assert command.whole == calls, name


LONG = "a" * 300  # letters, more than a name may have
NAMED = {
    "folder of a run": (("verify",), ("lists",), ("report",), ("claims",), ("serve",), ("life",)),
    "scenario": (("run",), ("check",), ("compare",), ("fit",), ("attribute", "--by", "rules", "--outcome", "people")),
    "file": (("new",), ("change", "as-told"), ("fit", "as-told", "--targets"), ("run", "as-told", "--society")),
    "folder": (
        ("run", "as-told", "--burn-in"),
        ("run", "as-told", "--out"),
        ("bench", "--out"),
        ("new", "x", "--from"),
    ),
}


@pytest.mark.parametrize("words", [words for those in NAMED.values() for words in those], ids=" ".join)
def test_a_name_that_is_too_long_for_any_file_is_one_message_of_every_command(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DemeritError) as caught:
        app([*words, LONG], standalone_mode=False)
    (line,) = str(caught.value).splitlines()
    assert line.endswith(f"{LONG[:40]}... cannot be the name of a file (File name too long)")
    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("make", ["a link in a circle", "a file", "below a file", "a link to nothing"])
def test_pages_are_served_of_no_folder_that_cannot_be_one(make, tmp_path):
    at = tmp_path / "runs"
    if make.startswith("a link"):
        at.symlink_to(at if "circle" in make else tmp_path / "nothing")
    else:
        at.write_text("a file", encoding="utf-8")
    with pytest.raises(DemeritError, match="is no folder; give the one in which runs lie"):
        app(["serve", str(at / "x" if make.startswith("below") else at), "--port", "0"], standalone_mode=False)


def test_whoever_asks_for_help_gets_it_whatever_else_is_wrong(capsys):
    with pytest.raises(SystemExit) as ended:
        app(["run", "as-told", "--scale", "1:0", "--help"])
    assert ended.value.code == 0
    assert "Live a scenario" in capsys.readouterr().out

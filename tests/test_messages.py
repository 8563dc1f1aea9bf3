"""What messages look like, whichever module says them."""

import re
from pathlib import Path

import pytest

import demerit
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

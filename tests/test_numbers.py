"""Numbers of words are frozen: whatever is appended to the vocabulary changes nothing for anybody else."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.appended import ADDED, candidates, lived, made
from tests.helpers.runs import keeping_households

import demerit
from demerit import vocabulary
from demerit.numbered import Numbered
from demerit.vocabulary import ACTS, CANDIDATES, CONDUCT, CONSEQUENT, DEMANDS, DRAWN_DEMANDS

# As they were when they were frozen: a line here never changes, and new words need not be added.
FROZEN = {
    "GROUPS": "majority minority",
    "LISTS": "blacklist redlist",
    "CAUSES": "listing points relative company health commercial learned",
    "SOURCES": "administration payments search social police camera court tax transport health location commercial",
    "MATTERS": "loan arrears claim judgment fine record listing detention jobless pass entry expiry",
    "CONDUCT": "road_crossing loud_music criticism demonstration search purchase petty_offence truancy volunteering "
    "loyalty travel_disorder fraud health_breach curfew_breach arrears judgment unpaid_fine low_commercial_score "
    "arrears_month",
    "DEMANDS": "flight ordinary_train high_speed credit property school service private_school luxury insurance job",
    "CANDIDATES": "road_crossing loud_music criticism demonstration search purchase petty_offence truancy volunteering "
    "loyalty travel_disorder fraud health_breach curfew_breach flight ordinary_train high_speed credit property school "
    "service private_school luxury insurance",
    "ORGANISATION_CANDIDATES": "tax_default unsafe_workplace pollution contract_breach withheld_data compliance_award "
    "revoked credit tender market_access",
    "ORGANISATION_SOURCES": "tax safety environment courts data_sharing premises_camera",
}
NUMBERS = st.dictionaries(st.text(min_size=1), st.integers(0, 63), min_size=1).filter(
    lambda numbers: len(set(numbers.values())) == len(numbers)
)


@pytest.mark.parametrize("name", FROZEN)
def test_no_word_ever_gets_another_number(name):
    words = getattr(vocabulary, name)
    assert [words.index(word) for word in FROZEN[name].split()] == [*range(len(FROZEN[name].split()))]


def test_an_act_has_one_number_and_what_nothing_is_drawn_for_has_none_that_an_act_could_get():
    assert all(CONDUCT.index(name) == CANDIDATES.index(name) == number for number, name in ACTS.numbered())
    of_demands = {DRAWN_DEMANDS.index(name) for name in DRAWN_DEMANDS}
    assert {CONSEQUENT.index(name) for name in CONSEQUENT} <= of_demands
    assert set(DEMANDS) - set(DRAWN_DEMANDS) == {"job"}


@given(NUMBERS)
def test_names_and_numbers_say_the_same(numbers):
    words = Numbered(numbers, most=64)
    assert dict(words.numbered()) == {number: name for name, number in numbers.items()}
    assert [words.index(name) for name in words] == sorted(numbers.values())
    assert all(words[words.index(name)] == name for name in numbers)
    assert words.room == 1 + max(numbers.values())


@given(NUMBERS, NUMBERS)
def test_two_vocabularies_go_together_unless_they_share_a_name_or_a_number(one, other):
    if set(one) & set(other) or set(one.values()) & set(other.values()):
        with pytest.raises(ValueError, match=r"share|both"):
            Numbered(one, 64) | Numbered(other, 64)
    else:
        assert [*(Numbered(one, 64) | Numbered(other, 64)).numbered()] == sorted(
            (number, name) for name, number in {**one, **other}.items()
        )


def test_a_number_twice_or_out_of_range_is_refused():
    with pytest.raises(ValueError, match="share a number"):
        Numbered({"a": 1, "b": 1}, most=2)
    with pytest.raises(ValueError, match="within 0 to 1"):
        Numbered({"a": 2}, most=2)


CODE = """
import json, sys
from tests.helpers import appended as of
from tests.helpers.runs import keeping_households
out = {"without": of.candidates(), "with": of.candidates(**of.DRAWN)}
if sys.argv[2] == "lived":
    with keeping_households(sys.argv[1]):
        out["idle"], out["forbidden"] = of.lived(**of.DRAWN), of.lived(**of.DRAWN, **of.forbidden())
print(json.dumps(out))
"""


@pytest.fixture(scope="module")
def appended(tmp_path_factory):
    """What the package says with an act, a demand and a data source more; uncompiled: "1" as plain Python, else "0"."""
    folder = tmp_path_factory.mktemp("appended")
    shutil.copytree(Path(demerit.__file__).parent, folder / "demerit", ignore=shutil.ignore_patterns("__pycache__"))
    file = folder / "demerit" / "vocabulary.py"
    text = file.read_text("utf-8")
    for old, new in ADDED.items():
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, "utf-8")

    with keeping_households(folder):  # the same whatever is appended, and slow in plain Python
        made().close()

    def said(uncompiled, *words):
        env = {**os.environ, "PYTHONPATH": str(folder), "NUMBA_DISABLE_JIT": uncompiled}
        env |= {"XDG_CACHE_HOME": str(folder / "cache"), "NUMBA_CACHE_DIR": ""}
        code = f"from tests.helpers import records\n{CODE}" if uncompiled == "1" else CODE
        command = [sys.executable, "-W", "error", "-c", code, str(folder), *words]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return said


@pytest.fixture(scope="module")
def plain(appended):
    return appended("1", "lived")


def test_what_is_appended_and_never_done_changes_nothing_at_all(plain):
    assert plain["without"] == candidates()


def test_what_is_appended_changes_nobodys_other_candidates_and_nothing_that_becomes_of_them(plain):
    new = [row for row in plain["with"] if row[2] in ("whistling", "museum")]
    assert {row[2] for row in new} == {"whistling", "museum"}
    assert max(row[3] for row in new) == 2  # three of a kind in a month
    assert [row for row in plain["with"] if row not in new] == candidates()


def test_what_is_appended_is_drawn_alike_compiled_and_as_plain_python(appended, plain):
    compiled = appended("0", "candidates only")
    assert (compiled["without"], compiled["with"]) == (plain["without"], plain["with"])


def test_what_is_appended_without_effect_leaves_everybodys_state_as_it_was(plain):
    (before, counted), (after, counted_after) = lived(), plain["idle"]
    assert after == before
    assert counted_after["acts.whistling"] > 500
    assert counted_after["granted.museum"] == counted_after["acts.museum"] > 500
    assert {name: counted_after[name] for name in counted if name != "candidates"} == {
        name: value for name, value in counted.items() if name != "candidates"
    }


def test_what_is_appended_is_recorded_where_a_rule_forbids_it(plain):
    (idle, _), (state, counted) = plain["idle"], plain["forbidden"]
    assert state != idle
    assert counted["records.correct.porters"] == counted["records.whistling"] > 100
    assert counted["points_lost.source.porters"] == counted["points_lost.whistling"] == 5 * counted["records.whistling"]

"""No key of ours can be a real one: the official checks refuse every one of them."""

import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc
from stdnum.de import handelsregisternummer, idnr, vat
from stdnum.iso7064 import mod_11_10

import demerit
from demerit.keys import GERMAN, MOST_ORGANISATIONS, MOST_PEOPLE, organisation_key, organisation_keys, person_key
from demerit.organisations.desk import ORG_STRIDE
from demerit.people.desk import STRIDE

MILLION = 1_000_000
COMMUNITIES = 1_410_000  # one for one


def spread(most: int) -> range:
    """A million numbers, evenly from the first to the last that a country one for one has."""
    return range(0, most, most // MILLION)


def refused(module, text: str) -> bool:
    """Whether an official check refuses a key, whatever it raises."""
    try:
        module.validate(text)
    except Exception:  # one of its tables lacks an entry and raises KeyError
        return True
    return False


@pytest.mark.slow
def test_the_official_check_refuses_a_million_codes_of_organisations():
    keys = organisation_keys(np.array(spread(COMMUNITIES * ORG_STRIDE)))
    assert len(set(keys)) >= MILLION
    assert all(refused(uscc, key.decode()) for key in keys)


@pytest.mark.slow
def test_the_official_check_refuses_a_million_keys_of_people():
    numbers = spread(COMMUNITIES * STRIDE)
    assert len(numbers) >= MILLION
    assert all(refused(ric, person_key(number)) for number in numbers)


def test_the_wrong_check_character_alone_is_enough():
    """Every key with its right check character would pass, or fail for its area alone: the area is a second lock."""
    for number in range(0, COMMUNITIES * ORG_STRIDE, 36_097_001):
        key = organisation_key(number)
        assert uscc.calc_check_digit(key) != key[-1]
        assert uscc.is_valid(key[:-1] + uscc.calc_check_digit(key))
        key = person_key(number)
        assert ric.calc_check_digit(key) != key[-1]
        assert refused(ric, key[:-1] + ric.calc_check_digit(key))


def test_german_checks_refuse_them_too():
    for number in range(0, COMMUNITIES * ORG_STRIDE, 360_971):
        for key in (organisation_key(number), person_key(number)):
            assert refused(idnr, key)
            assert refused(handelsregisternummer, key)


def test_keys_of_germany_have_the_form_of_its_tax_numbers_and_the_official_checks_refuse_them():
    numbers = range(0, 84_000 * STRIDE, 71_993)
    people = [person_key(number, GERMAN) for number in numbers]
    assert len(set(people)) == len(people)
    assert all(re.fullmatch(r"0\d{10}", key) and refused(idnr, key) for key in people)
    assert all(refused(idnr, key[:-1] + str(n)) for key in people[:50] for n in range(10))  # the zero alone is enough
    taken = [person_key(number, GERMAN)[:-1] for number in range(100)]
    assert all(mod_11_10.calc_check_digit(body) != person_key(n, GERMAN)[-1] for n, body in enumerate(taken))
    owned = np.array(range(0, 84_000 * ORG_STRIDE, 9_973), np.int64)
    made = [text.decode("ascii") for text in organisation_keys(owned, GERMAN)]
    assert made == [organisation_key(number, GERMAN) for number in owned.tolist()]
    assert all(re.fullmatch(r"DE0\d{8}", key) and refused(vat, key) for key in made)
    with pytest.raises(ValueError, match="no organisation has the number 100000000"):
        organisation_keys(np.array([10**8]), GERMAN)
    with pytest.raises(ValueError, match="no person has the number 1000000000"):
        person_key(10**9, GERMAN)


def test_a_key_has_eighteen_characters_and_belongs_to_one_number():
    for key in (organisation_key, person_key):
        made = [key(number) for number in range(5000)]
        assert len(set(made)) == 5000
        assert {len(one) for one in made} == {18}


@pytest.mark.parametrize(("key", "most"), [(organisation_key, MOST_ORGANISATIONS), (person_key, MOST_PEOPLE)])
def test_a_number_that_nobody_has_gets_no_key(key, most):
    for number in (-1, most):
        with pytest.raises(ValueError, match=r"no \w+ has the number"):
            key(number)


@given(st.lists(st.integers(0, MOST_ORGANISATIONS - 1)))
def test_many_keys_at_once_are_those_of_each_number_and_the_official_check_refuses_them(numbers):
    made = [text.decode("ascii") for text in organisation_keys(np.array(numbers, np.int64))]
    assert made == [organisation_key(number) for number in numbers]
    assert all(refused(uscc, text) for text in made)


@pytest.mark.parametrize("wrong", [-1, MOST_ORGANISATIONS])
def test_one_number_that_nobody_has_among_many_gets_no_keys(wrong):
    with pytest.raises(ValueError, match=f"no organisation has the number {wrong}"):
        organisation_keys(np.array([5, wrong, 7]))


def test_m03_keys_are_written_down_and_nothing_that_decides_reads_one():
    """Off equals absent: a month, a law or a list that cannot name a key comes out the same without any."""
    package = Path(demerit.__file__).parent
    users = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(
            r"^(from demerit\.keys import|import demerit\.keys|from demerit import keys)", path.read_text(), re.M
        )
    }
    deciding = ("month/", "rulebook/", "people/", "organisations/", "scorecard/", "scenario/")
    living = {f"world/{name}.py" for name in ("simulation", "engine", "economy", "published", "learning")}
    assert not [name for name in users if name.startswith(deciding) or name in living]
    assert users

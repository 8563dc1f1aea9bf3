"""What organisations suffer for records of what they never did: nothing where there are none; never made up later."""

from functools import lru_cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.helpers.organisations import BOOK, Changes, close, closely, counted, faultless, lived, sources
from tests.helpers.worlds import scenario, world

from demerit.draws import ONE
from demerit.month.organisation_state import IN_TRUTH, LISTED, ON_FILE, ORG_COUNT, ORG_STATE, B, marks_of
from demerit.rulebook.organisations import ORGANISATION_LAW
from demerit.vocabulary import ORGANISATION_ACTS, ORGANISATION_SOURCES
from demerit.world.economy import like_correct
from demerit.world.simulation import World

WRONGFUL = tuple(name for name in ORG_COUNT.names or () if "wrongful" in name)
UNTRUE = ("records_false", "records_misattributed", "records_lost")
# Everything that a record can bring, at once.
ALL: Changes = {
    "watchlist": {"grounds": ["missing_report", "pollution"], "escalates_after_days": 120, "from": "2014-01"},
    "inspection": {"ratings": ["C", "D"], "watched": True, "factor": 3.0, "deterrence": 0.3, "from": "2014-01"},
    "blacklist": {
        **BOOK["blacklist"],
        "grounds": ["unsafe_workplace"],
        "terms": {"unsafe_workplace": 60},
        "repeat_days": 30,
    },
}


def right(name: str) -> Any:
    """A preset whose data sources on organisations make no mistake."""
    given = scenario(name).resolved()["regime"]["organisations"]["data_sources"]
    for source in given.values():
        source |= {"false_record_rate": 0.0, "wrong_organisation_rate": 0.0}
    return scenario(name, regime__organisations__data_sources=given)


def test_every_error_figure_is_named():
    assert {name.split("_wrongful")[0] for name in WRONGFUL} >= {
        *("blacklist", "watchlist", "fines", "refused", "taxed", "suspended", "inspected", "rated_lower"),
    }


@pytest.mark.parametrize("yearly", [None, 4])
def test_where_no_record_is_wrong_nothing_is_wrongful(yearly):
    of = lived(closely(data_sources=faultless(), rating__yearly=yearly, **ALL), 30)
    for name in UNTRUE:
        assert counted(of, name).sum() == 0, name
    for name in WRONGFUL:
        assert (counted(of, name) == 0).all(), name
    assert counted(of, "blacklist_entries").sum() > 30
    assert counted(of, "watchlist_escalated").sum() > 5
    orgs = of.people.orgs
    for field in ("points", "marks", "since"):
        assert (orgs[field][:, ON_FILE] == orgs[field][:, IN_TRUTH]).all()


@pytest.mark.parametrize("name", ["as-told", "as-documented"])
def test_of_the_presets_too(name):
    of = world(right(name), 72, scale=100_000)
    assert all((counted(of, error) == 0).all() for error in WRONGFUL)
    assert counted(of, "records_correct").sum() > 100
    assert counted(of, "blacklist_entries").sum() > 5


@lru_cache(maxsize=1)
def mistaken() -> World:
    """Much is recorded of those who did not do it; whoever is listed stays to the end."""
    wrong = sources(false_record_rate=0.01, wrong_organisation_rate=0.3)
    return lived(closely(data_sources=wrong, blacklist__least_days=7300, **{"suspension": None}))


def test_with_wrong_records_every_error_figure_is_more_than_nothing_and_less_than_what_it_is_part_of():
    of = lived(closely(data_sources=sources(false_record_rate=0.01, wrong_organisation_rate=0.3), **ALL), 30)
    whole = {
        "fines_wrongful": "fines",
        "refused_wrongful": "refused",
        "taxed_wrongful": "taxed",
        "suspended_wrongful": "suspended",
        "suspended_wrongful_days": "suspended_days",
        "inspected_wrongful": "inspected",
        "rated_lower_wrongful": "rated",
        "blacklist_wrongful_days": "blacklist_listed_days",
        **{
            f"{of}_wrongful_{what}": f"{of}_{what}"
            for of in ("blacklist", "watchlist")
            for what in ("entries", "stock")
        },
    }
    assert set(whole) == set(WRONGFUL)
    for part, all_of_it in whole.items():
        assert 0 < counted(of, part).sum() < counted(of, all_of_it).sum(), part


def test_a_rightful_listing_does_not_become_wrongful_because_points_recover():
    """Points come back every month and nobody leaves: only new entries can add to what is wrongful."""
    before = 0
    entered = 0
    for sums in mistaken().org_history:
        stock, entries = (int(sums[f"blacklist_wrongful_{what}"].sum()) for what in ("stock", "entries"))
        assert stock <= before + entries
        before, entered = stock, entered + entries
    assert 20 < before <= entered


def test_wrongful_is_whether_the_second_file_is_listed():
    orgs = mistaken().people.orgs
    listed, in_truth = (marks_of(orgs, file) & LISTED != 0 for file in (ON_FILE, IN_TRUTH))
    last = mistaken().org_history[-1]
    assert last["blacklist_wrongful_stock"].sum() == (listed & ~in_truth).sum() > 0
    assert last["blacklist_stock"].sum() == listed.sum()


def test_the_second_file_is_that_of_the_world_in_which_nothing_wrong_is_recorded():
    """Where nothing that is recorded changes what organisations do, it equals what another run writes into the first.

    Records that are put down to others are lost in both worlds: in the other one, nobody sees them.
    """
    calm: Changes = {"strain": {}, "caution": {}, "suspension": None}
    wrong = closely(data_sources=sources(wrong_organisation_rate=0.0, false_record_rate=0.02), **calm)
    true = closely(data_sources=faultless(), **calm)
    one, other = (lived(book, 24).people.orgs for book in (wrong, true))
    for field in ("points", "marks", "since"):
        assert (one[field][:, IN_TRUTH] == other[field][:, ON_FILE]).all(), field
    assert (one["points"][:, ON_FILE] != other["points"][:, ON_FILE]).any()


def test_two_files_fit_the_bytes_of_the_state():
    assert ORG_STATE["points"].shape == (2,)
    assert close().people.orgs["marks"].shape == (len(close().people.orgs), 2)


# What is recorded that never happened.


def recorded(of: World, source: int) -> np.ndarray[Any, Any]:
    """Correct records of a data source, by conduct."""
    return np.asarray(counted(of, "rightly")[:, source].sum(axis=0))


def invented(of: World) -> np.ndarray[Any, Any]:
    """False records by conduct, where no record is put down to others."""
    return np.asarray(counted(of, "records").sum(axis=0) - counted(of, "rightly").sum(axis=(0, 1)))


def with_false(**changes: Any) -> World:
    return lived(closely(data_sources=sources(false_record_rate=0.02, wrong_organisation_rate=0.0), **changes), 24)


SHARING = ORGANISATION_SOURCES.index("data_sharing")
SAID = [ORGANISATION_ACTS.index(name) for name in ("withheld_data", "compliance_award")]  # that it may record


def test_false_records_follow_what_the_same_source_records_rightly():
    of = with_false()
    false, true = invented(of)[SAID], recorded(of, SHARING)[SAID]
    assert false.sum() == counted(of, "records_false")[:, SHARING].sum() > 200
    assert abs(true[0] / true.sum() - 0.5) > 0.1  # or nothing could be told apart
    share = true[0] / true.sum()
    assert abs(false[0] / false.sum() - share) < 4 * np.sqrt(share * (1 - share) / false.sum()) + 0.03


def test_false_records_that_are_uniform_are_as_often_of_each_conduct():
    false = invented(with_false(false_records="uniform"))[SAID]
    assert abs(false[0] / false.sum() - 0.5) < 4 * np.sqrt(0.25 / false.sum())


def test_nothing_is_made_up_that_its_source_records_nowhere():
    of = with_false()
    never = {number for number, _ in ORGANISATION_ACTS.numbered()} - {
        ORGANISATION_ACTS.index(act) for source in sources().values() for act in source["sees"]
    }
    assert never
    assert invented(of)[sorted(never)].sum() == 0


@given(
    st.lists(st.lists(st.integers(0, 50), min_size=3, max_size=3), min_size=0, max_size=4),
    st.lists(st.booleans(), min_size=3, max_size=3),
)
def test_what_a_false_record_says_is_drawn_in_proportion_to_the_months_it_follows(months, seen):
    """Of three kinds of conduct, of which a source sees some."""
    laws = np.zeros(B, ORGANISATION_LAW)
    laws["sees"][0, :3, 2:] = np.array(seen)[:, None] * 1000
    correct = []
    for row in months:
        sums = np.zeros(1, ORG_COUNT)
        sums["rightly"][0, 0, 2, :3] = row
        correct.append(sums["rightly"].sum(axis=0))
    made = np.diff(like_correct(laws, correct)[0, 2], prepend=0)
    wanted = np.array([sum(row[c] for row in months) * seen[c] for c in range(3)] + [0] * (len(made) - 3))
    if not wanted.any():
        wanted[:3] = seen
    assert made.sum() == (ONE if any(seen) else 0)
    assert (np.abs(made * max(wanted.sum(), 1) - wanted * ONE) <= wanted.sum()).all()

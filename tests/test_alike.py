"""What is stated of people and of organisations in two places says the same, over made-up rules."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from demerit.draws import record
from demerit.month import filing, organisation_records, recording
from demerit.month.alike import NOBODY, first_below
from demerit.month.alike import given as given_points
from demerit.month.organisation import marked, opened
from demerit.month.organisation_standing import standing
from demerit.month.organisation_state import (
    FILE,
    LATER,
    ORG,
    ORG_COUNT,
    ORG_DESK,
    ORG_NEXT,
    ORG_STATE,
    entries_in,
    ground_in,
    rating_in,
    standing_in,
)
from demerit.month.state import COUNT, LIFE, NEXT, NOW
from demerit.rulebook.law import LAW
from demerit.rulebook.organisations import ORGANISATION_LAW, no_organisation_law
from demerit.rulebook.society import SOCIETY
from demerit.vocabulary import CONDUCT, ORGANISATION_ACTS, ORGANISATION_SOURCES, SOURCES, TRUTHS

DRAW = st.integers(0, (1 << 31) - 1)
SHARES = st.lists(DRAW, min_size=ORGANISATION_SOURCES.room, max_size=ORGANISATION_SOURCES.room).map(sorted)
POINTS = st.integers(-300, 300)


@given(SHARES, DRAW)
def test_whoever_it_is_the_first_data_source_whose_share_a_draw_is_below_records(shares, draw):
    law, me = record(LAW), record(LIFE)
    law.critics[:] = 1024
    law.sees[0, 0, 0, 3, : len(shares)] = shares
    law.sees[0, 0, 0, 3, len(shares) :] = shares[-1]
    assert recording.witness(me, law, 3, draw) == first_below(np.array(shares), draw)
    assert NOBODY == recording.NOBODY


@given(POINTS, POINTS, st.integers(-200, 0), st.integers(0, 200), st.integers(0, len(TRUTHS) - 1))
def test_whoever_it_is_points_stay_within_the_scale_and_are_counted_alike(before, change, lowest, highest, truth):
    law, me, nxt, count = record(LAW), record(LIFE), record(NEXT), record(COUNT)
    law.lowest, law.highest = lowest, highest
    nxt.points = before
    filing.scored(me, nxt, law, 0, 0, 0, truth, change, 0, count, None)
    own, org, made, sums = no_organisation_law(), record(ORG), record(ORG_NEXT), record(ORG_COUNT)
    own.lowest, own.highest = lowest, highest
    own.points[0] = change
    made.file[0].points = before
    organisation_records.filed(org, made, own, 0, 0, truth, record(ORG_DESK, watch=-1), sums, None)
    assert nxt.points == made.file[0].points == given_points(before, change, law)
    for name in ("points_gained", "points_lost"):
        assert count[name][0, 0] == sums[name][0, 0]


@given(st.integers(0, len(TRUTHS) - 1), st.integers(0, 5))
def test_whoever_it_is_a_record_is_counted_by_what_truly_happened(truth, source):
    """A data source of the same number: what is counted is where it stands, not what it is called."""
    law, me, nxt, now, count = record(LAW), record(LIFE), record(NEXT), record(NOW, days=30), record(COUNT)
    law.critics[:] = 1024
    law.delay[:] = 1000  # nothing but the record itself happens in this month
    recording.registered(me, nxt, record(SOCIETY), law, now, 0, 0, source, truth, 0, count, None)
    own, org, made, sums = no_organisation_law(), record(ORG), record(ORG_NEXT), record(ORG_COUNT)
    organisation_records.registered(org, made, own, 0, 0, source, truth, record(ORG_DESK, watch=-1), sums, None)
    assert count.records[0, 0] == sums.records[0, 0] == 1
    for name in ("records_correct", "records_false", "records_misattributed"):
        assert count[name][0, source] == sums[name][0, source]
    assert min(SOURCES.room, ORGANISATION_SOURCES.room) > 5
    assert CONDUCT[0] != ORGANISATION_ACTS[0]


@given(
    st.booleans(),
    st.booleans(),
    st.integers(0, 5),
    st.integers(0, 7),
    st.integers(0, 17),
    st.booleans(),
    st.booleans(),
)
def test_what_is_written_into_the_marks_of_a_file_is_read_out_of_them_and_stands_where_it_stood(
    listed, watched, rating, entries, ground, kept, closed
):
    """The month's file, the marks that are carried, and what lives and registers read off them."""
    file = record(
        FILE, listed=listed, watched=watched and not listed, rating=rating, entries=entries, ground=ground, kept=kept
    )
    row, back, law = np.zeros(1, ORG_STATE)[0], record(FILE), record(ORGANISATION_LAW)
    row["marks"][1] = marked(file, closed, 100)
    opened(back, row, 1, law, True)
    for name in ("listed", "watched", "rating", "entries", "ground", "kept"):
        assert back[name] == file[name], name
    back.leaves = LATER
    marks = int(row["marks"][1]) & 0xFFFF
    assert standing(back, 50) == standing_in(marks)
    assert (rating_in(marks), entries_in(marks), ground_in(marks)) == (rating, entries, ground)

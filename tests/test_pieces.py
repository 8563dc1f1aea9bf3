"""Records kept as the pieces they share come back as they were."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from demerit.world.pieces import PIECE, Pieced, divided

RECORD = np.dtype((np.record, [("many", np.int64, (300,)), ("one", np.int64)]))


@given(st.lists(st.tuples(st.integers(0, 299), st.integers(-(2**62), 2**62)), min_size=1, max_size=6))
def test_every_record_comes_back_whichever_order_it_is_asked_for_in(changes):
    records = np.zeros(len(changes), RECORD)
    for record, (at, value) in zip(records, changes, strict=True):
        record["many"][at] = value
        record["one"] = at
    back = Pieced(*divided(record.tobytes() for record in records), RECORD)
    assert len(back) == len(records)
    for number in [*range(len(records)), *reversed(range(len(records)))]:
        assert back[number].tobytes() == records[number].tobytes()
        assert back[number].one == records[number]["one"]


def test_what_does_not_change_is_kept_once():
    records = np.zeros(50, RECORD)
    records["one"] = range(50)
    pieces, places = divided(record.tobytes() for record in records)
    assert len(pieces) <= 50 + 2
    assert places.shape == (50, -(-RECORD.itemsize // PIECE))


def test_there_may_be_none():
    assert len(Pieced(*divided(()), RECORD)) == 0

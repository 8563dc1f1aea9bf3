"""Records that differ little from one another, kept as the pieces they share: a month's law is mostly the last one's.

Read back one at a time, when asked for: a replay then starts in a moment, and not after megabytes of zeros.
"""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np

Array = np.ndarray[Any, Any]
PIECE: Final = 1024  # bytes


def divided(records: Iterable[bytes]) -> tuple[Array, Array]:
    """All pieces there are, uint8 (n, PIECE), and which of them each record is made of, int32 (records, pieces)."""
    known: dict[bytes, int] = {}
    places = [
        [
            known.setdefault(record[at : at + PIECE].ljust(PIECE, b"\0"), len(known))
            for at in range(0, len(record), PIECE)
        ]
        for record in records
    ]
    pieces = np.frombuffer(b"".join(known), np.uint8).reshape(-1, PIECE)
    return pieces, np.array(places, np.int32) if places else np.zeros((0, 0), np.int32)


class Pieced:
    """Records put together from their pieces when they are asked for.

    Only the latest is remembered: making one again is quicker than touching memory for all of them.
    """

    def __init__(self, pieces: Array, places: Array, dtype: Any) -> None:
        self.pieces, self.places, self.dtype = pieces, places, dtype
        self.latest: tuple[int, Any] = (-1, None)

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, number: int) -> Any:
        """The record of this number."""
        if number != self.latest[0]:
            whole = self.pieces[self.places[number]].reshape(-1)
            self.latest = number, whole[: self.dtype.itemsize].view(self.dtype)[0]
        return self.latest[1]

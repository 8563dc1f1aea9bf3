"""One small job in four ways: agents, a vector a day, a frame a day, candidate events only.

`compare` times each of them, after each has passed the same gate (`gate.examine`).
"""

from demerit.bench.peers.timing import PEERS, compare

__all__ = ["PEERS", "compare"]

"""Small jobs in many libraries, side by side: `compare` times each of them after it has passed the job's gate."""

from tools.peers.comparison import compare

__all__ = ["compare"]

"""Months over communities: threads, exact sums, checkpoints, the run folder."""

"""One life, replayed from the seed and the published sums, and told."""

"""One offline HTML file from a run folder: findings, charts, provenance."""

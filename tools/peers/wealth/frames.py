"""The wealth model in Polars: a frame a step."""

import numpy as np
import polars as pl

from tools.peers.wealth import job


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The model, people x steps."""
    rng = np.random.default_rng(seed)
    person = pl.Series("person", np.arange(people))
    frame = pl.DataFrame([person, pl.Series("wealth", np.ones(people, np.int64))])
    gifts = 0
    for _ in range(days):
        number = int((frame["wealth"] > 0).sum())
        gifts += number
        received = (
            pl.DataFrame({"person": rng.integers(people, size=number)})
            .group_by("person")
            .agg(received=pl.len().cast(pl.Int64))
        )
        frame = frame.join(received, on="person", how="left", maintain_order="left").select(
            "person",
            wealth=pl.col("wealth") - (pl.col("wealth") > 0).cast(pl.Int64) + pl.col("received").fill_null(0),
        )
    return job.Outcome(frame["wealth"].to_numpy(), gifts)

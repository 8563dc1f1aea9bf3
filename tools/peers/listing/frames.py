"""The job in Polars: a frame a day."""

import numpy as np
import polars as pl

from tools.peers.listing import job


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The job, people x days."""
    rng = np.random.default_rng(seed)
    kind = np.arange(people) % job.CLASSES
    frame = pl.DataFrame(
        {
            "kind": kind.astype(np.int8),
            "chance": np.array(job.CHANCES, np.float32)[kind],
            "score": np.full(people, job.START, np.int16),
            "until": np.full(people, -1, np.int32),
        }
    )
    # Counts of every day stay in small frames, and are read once at the end.
    counts: list[pl.DataFrame] = []
    free = pl.col("until") < 0
    for day in range(days):
        back = pl.col("until") == day
        frame = (
            frame.with_columns(
                pl.Series("acting", rng.random(people, np.float32)) < pl.col("chance"),
                back=back,
                score=pl.when(back).then(pl.lit(job.START, pl.Int16)).otherwise("score"),
                until=pl.when(back).then(pl.lit(-1, pl.Int32)).otherwise("until"),
            )
            .with_columns(counted=pl.col("acting") & free)
            .with_columns(score=pl.col("score") - pl.col("counted").cast(pl.Int16) * job.LOSS)
            .with_columns(new=pl.col("counted") & (pl.col("score") <= job.THRESHOLD))
            .with_columns(until=pl.when("new").then(pl.lit(day + job.TERM, pl.Int32)).otherwise("until"))
        )
        counts.append(frame.group_by("kind").agg(pl.col("acting", "counted", "new", "back").sum()).sort("kind"))
    daily = np.array([c.select("acting", "counted", "new", "back").to_numpy() for c in counts], np.int64)
    acts, counted, entries, exits = daily[:, :, 0].sum(axis=0), daily[:, :, 1], daily[:, :, 2], daily[:, :, 3]
    stock = int((frame["until"] >= 0).sum())
    return job.Outcome(
        acts, int(counted.sum()), entries, int(exits.sum()), stock, int(frame["score"].cast(pl.Int64).sum())
    )

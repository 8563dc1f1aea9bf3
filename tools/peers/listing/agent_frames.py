"""The job in mesa-frames: an agent set that is a Polars frame, a step a day."""

import numpy as np
import polars as pl
from mesa_frames import AgentSetPolars, ModelDF

from tools.peers.listing import job


class People(AgentSetPolars):  # type: ignore[misc]  # mesa-frames may be missing where types are checked
    """Everybody: class, score, day of the exit (-1: not listed)."""

    agents: pl.DataFrame

    def __init__(self, people: int, model: "Country") -> None:
        super().__init__(model)
        kind = np.arange(people) % job.CLASSES
        self.add(
            pl.DataFrame(
                {
                    "unique_id": np.arange(people),
                    "kind": kind.astype(np.int8),
                    "chance": np.array(job.CHANCES, np.float32)[kind],
                    "score": np.full(people, job.START, np.int16),
                    "until": np.full(people, -1, np.int32),
                }
            )
        )

    def step(self) -> None:
        """One day."""
        day, random = self.model.day, self.model.random
        back, free = pl.col("until") == day, pl.col("until") < 0
        self.agents = (
            self.agents.with_columns(
                pl.Series("acting", random.random(len(self), np.float32)) < pl.col("chance"),
                back=back,
                score=pl.when(back).then(pl.lit(job.START, pl.Int16)).otherwise("score"),
                until=pl.when(back).then(pl.lit(-1, pl.Int32)).otherwise("until"),
            )
            .with_columns(counted=pl.col("acting") & free)
            .with_columns(score=pl.col("score") - pl.col("counted").cast(pl.Int16) * job.LOSS)
            .with_columns(new=pl.col("counted") & (pl.col("score") <= job.THRESHOLD))
            .with_columns(until=pl.when("new").then(pl.lit(day + job.TERM, pl.Int32)).otherwise("until"))
        )
        sums = self.agents.group_by("kind").agg(pl.col("acting", "counted", "new", "back").sum()).sort("kind")
        self.model.daily.append(sums.select("acting", "counted", "new", "back"))


class Country(ModelDF):  # type: ignore[misc]
    """All people, and the counts of each day."""

    def __init__(self, people: int, seed: int) -> None:
        super().__init__(seed)
        self.day = 0
        self.daily: list[pl.DataFrame] = []
        self.agents += People(people, self)

    def step(self) -> None:
        """One day for everybody."""
        self.agents.do("step", inplace=True)
        self.day += 1


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The job, people x days."""
    country = Country(people, seed)
    for _ in range(days):
        country.step()
    daily = np.array([sums.to_numpy() for sums in country.daily], np.int64)
    acts, counted, entries, exits = (daily[:, :, column] for column in range(4))
    everybody = country.get_agents_of_type(People).agents
    stock, score = int((everybody["until"] >= 0).sum()), int(everybody["score"].cast(pl.Int64).sum())
    return job.Outcome(acts.sum(axis=0), int(counted.sum()), entries, int(exits.sum()), stock, score)

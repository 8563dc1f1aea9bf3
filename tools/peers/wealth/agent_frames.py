"""The wealth model in mesa-frames: an agent set that is a Polars frame, after the example of its documentation."""

import numpy as np
import polars as pl
from mesa_frames import AgentSetPolars, ModelDF

from tools.peers.wealth import job


class People(AgentSetPolars):  # type: ignore[misc]  # mesa-frames may be missing where types are checked
    """Everybody."""

    agents: pl.DataFrame

    def __init__(self, people: int, model: "Country") -> None:
        super().__init__(model)
        self.add(pl.DataFrame({"unique_id": np.arange(people), "wealth": np.ones(people, np.int64)}))

    def step(self) -> None:
        """Whoever has something gives."""
        self.select(pl.col("wealth") > 0)
        giving = len(self.active_agents)
        self.model.gifts += giving
        received = (
            pl.DataFrame({"unique_id": self.model.random.integers(len(self), size=giving)})
            .group_by("unique_id")
            .agg(received=pl.len().cast(pl.Int64))
        )
        self["active", "wealth"] -= 1
        self.agents = self.agents.join(received, on="unique_id", how="left", maintain_order="left").select(
            "unique_id", wealth=pl.col("wealth") + pl.col("received").fill_null(0)
        )


class Country(ModelDF):  # type: ignore[misc]
    """All people."""

    def __init__(self, people: int, seed: int) -> None:
        super().__init__(seed)
        self.gifts = 0
        self.agents += People(people, self)

    def step(self) -> None:
        """One step of everybody."""
        self.agents.do("step", inplace=True)


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The model, people x steps."""
    country = Country(people, seed)
    for _ in range(days):
        country.step()
    return job.Outcome(country.get_agents_of_type(People).agents["wealth"].to_numpy(), country.gifts)

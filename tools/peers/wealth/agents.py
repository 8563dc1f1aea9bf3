"""The wealth model in Mesa: an object a person."""

import mesa
import numpy as np

from tools.peers.wealth import job


class Person(mesa.Agent):  # type: ignore[misc]  # Mesa has no types
    """One person."""

    def __init__(self, model: "Country") -> None:
        super().__init__(model)
        self.wealth = 1

    def give(self) -> None:
        """One unit to somebody."""
        self.wealth -= 1
        self.random.choice(self.model.everybody).wealth += 1


class Country(mesa.Model):  # type: ignore[misc]
    """All people."""

    def __init__(self, people: int, seed: int) -> None:
        super().__init__(seed=seed)
        self.everybody = [Person(self) for _ in range(people)]
        self.gifts = 0

    def step(self) -> None:
        """Whoever has something at the beginning gives."""
        giving = self.agents.select(lambda person: person.wealth > 0)
        self.gifts += len(giving)
        giving.do("give")


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The model, people x steps."""
    country = Country(people, seed)
    for _ in range(days):
        country.step()
    return job.Outcome(np.array([person.wealth for person in country.everybody]), country.gifts)

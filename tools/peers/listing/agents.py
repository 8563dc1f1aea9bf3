"""The job in Mesa: an object a person, a step a day."""

import mesa
import numpy as np

from tools.peers.listing import job


class Person(mesa.Agent):  # type: ignore[misc]  # Mesa has no types
    """One person: class, score, day of the exit (-1: not listed)."""

    def __init__(self, model: "Country", kind: int) -> None:
        super().__init__(model)
        self.kind = kind
        self.chance = job.CHANCES[kind]
        self.score = job.START
        self.until = -1

    def step(self) -> None:
        """One day."""
        country = self.model
        if self.until == country.day:
            self.score, self.until = job.START, -1
            country.exits += 1
        if country.random.random() >= self.chance:
            return
        country.acts[self.kind] += 1
        if self.until >= 0:
            return
        country.counted += 1
        self.score -= job.LOSS
        if self.score <= job.THRESHOLD:
            self.until = country.day + job.TERM
            country.entries[country.day][self.kind] += 1


class Country(mesa.Model):  # type: ignore[misc]
    """All people, and the counts."""

    def __init__(self, people: int, days: int, seed: int) -> None:
        super().__init__(seed=seed)
        self.day = 0
        self.acts = [0] * job.CLASSES
        self.entries = [[0] * job.CLASSES for _ in range(days)]
        self.counted = self.exits = 0
        for number in range(people):
            Person(self, number % job.CLASSES)

    def step(self) -> None:
        """One day for everybody."""
        self.agents.do("step")
        self.day += 1


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The job, people x days."""
    country = Country(people, days, seed)
    for _ in range(days):
        country.step()
    stock = sum(person.until >= 0 for person in country.agents)
    score = sum(person.score for person in country.agents)
    acts, entries = np.array(country.acts, np.int64), np.array(country.entries, np.int64)
    return job.Outcome(acts, country.counted, entries, country.exits, stock, score)

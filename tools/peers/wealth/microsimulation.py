"""The wealth model in neworder: a pandas population on a timeline, its stream of chance."""

import neworder
import numpy as np
import pandas as pd

from tools.peers.wealth import job


class Country(neworder.Model):  # type: ignore[misc]  # neworder may be missing where types are checked
    """All people."""

    def __init__(self, people: int, days: int, seed: int) -> None:
        super().__init__(neworder.LinearTimeline(0, days, days), lambda: seed)
        self.people = pd.DataFrame({"wealth": np.ones(people, np.int64)})
        self.gifts = 0

    def step(self) -> None:
        """Whoever has something gives."""
        everybody = len(self.people)
        giving = self.people["wealth"] > 0
        number = int(giving.sum())
        self.gifts += number
        to = (self.mc.ustream(number) * everybody).astype(np.int64)
        self.people["wealth"] += np.bincount(to, minlength=everybody) - giving


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The model, people x steps."""
    country = Country(people, days, seed)
    if not neworder.run(country):
        raise RuntimeError("neworder stopped before the end of the timeline")
    return job.Outcome(country.people["wealth"].to_numpy(), country.gifts)

"""The job in neworder: a pandas population on a timeline, events by hazard."""

import neworder
import numpy as np
import pandas as pd

from tools.peers.listing import job


class Country(neworder.Model):  # type: ignore[misc]  # neworder may be missing where types are checked
    """All people, and the counts."""

    def __init__(self, people: int, days: int, seed: int) -> None:
        super().__init__(neworder.LinearTimeline(0, days, days), lambda: seed)
        kind = np.arange(people) % job.CLASSES
        self.people = pd.DataFrame({"kind": kind.astype(np.int8), "score": np.int16(job.START), "until": np.int32(-1)})
        self.chance = np.array(job.CHANCES)[kind]
        self.acts = np.zeros(job.CLASSES, np.int64)
        self.entries = np.zeros((days, job.CLASSES), np.int64)
        self.counted = self.exits = 0

    def step(self) -> None:
        """One day."""
        day, people = self.timeline.index, self.people
        back = people.index[people["until"] == day]
        self.exits += len(back)
        people.loc[back, ["score", "until"]] = job.START, -1
        acting = people[self.mc.hazard(self.chance) == 1]
        self.acts += np.bincount(acting["kind"], minlength=job.CLASSES)
        acting = acting.index[acting["until"] < 0]
        self.counted += len(acting)
        people.loc[acting, "score"] -= job.LOSS
        new = acting[people.loc[acting, "score"] <= job.THRESHOLD]
        people.loc[new, "until"] = day + job.TERM
        self.entries[day] = np.bincount(people.loc[new, "kind"], minlength=job.CLASSES)


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The job, people x days."""
    country = Country(people, days, seed)
    if not neworder.run(country):
        raise RuntimeError("neworder stopped before the end of the timeline")
    stock, score = int((country.people["until"] >= 0).sum()), int(country.people["score"].sum())
    return job.Outcome(country.acts, country.counted, country.entries, country.exits, stock, score)

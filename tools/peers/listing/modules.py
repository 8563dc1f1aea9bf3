"""The job in Starsim: a module of a simulation, states of agents, a distribution."""

import numpy as np
import starsim as ss

from tools.peers.listing import job

ss.options(verbose=0)


class Listing(ss.Module):  # type: ignore[misc]  # Starsim may be missing where types are checked
    """All people's class, chance, score and list, and the counts."""

    def __init__(self, days: int) -> None:
        super().__init__()
        self.define_pars(act=ss.bernoulli(p=lambda module, sim, uids: module.chance[uids]))
        self.define_states(
            ss.IntArr("kind"),
            ss.FloatArr("chance"),
            ss.IntArr("points", default=job.START),
            ss.BoolState("listed"),
            ss.IntArr("ti_out", default=-1),
        )
        self.acts = np.zeros(job.CLASSES, np.int64)
        self.entries = np.zeros((days, job.CLASSES), np.int64)
        self.counted = self.exits = 0

    def init_post(self) -> None:
        """Who is of which class."""
        super().init_post()
        uids = self.sim.people.auids
        self.kind[uids] = np.asarray(uids) % job.CLASSES
        self.chance[uids] = np.array(job.CHANCES)[np.asarray(uids) % job.CLASSES]

    def step(self) -> None:
        """One day."""
        back = (self.ti_out == self.ti).uids
        self.exits += len(back)
        self.listed[back], self.points[back], self.ti_out[back] = False, job.START, -1
        acting = self.pars.act.filter()
        self.acts += np.bincount(self.kind[acting], minlength=job.CLASSES)
        acting = acting[~self.listed[acting]]
        self.counted += len(acting)
        self.points[acting] -= job.LOSS
        new = acting[self.points[acting] <= job.THRESHOLD]
        self.listed[new], self.ti_out[new] = True, self.ti + job.TERM
        self.entries[self.ti] = np.bincount(self.kind[new], minlength=job.CLASSES)


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The job, people x days."""
    listing = Listing(days)
    sim = ss.Sim(
        n_agents=people,
        start=ss.days(0),
        dt=ss.days(1),
        stop=ss.days(days - 1),  # both ends are lived
        rand_seed=seed,
        modules=listing,
        copy_inputs=False,
    )
    sim.run()
    stock, score = int(listing.listed.sum()), int(listing.points.sum())
    return job.Outcome(listing.acts, listing.counted, listing.entries, listing.exits, stock, score)

"""The wealth model in Starsim: a module of a simulation, a state of agents, a distribution."""

import numpy as np
import starsim as ss

from tools.peers.wealth import job

ss.options(verbose=0)


class Gifts(ss.Module):  # type: ignore[misc]  # Starsim may be missing where types are checked
    """All people's wealth."""

    def __init__(self, people: int) -> None:
        super().__init__()
        self.define_pars(to=ss.randint(low=0, high=people))
        self.define_states(ss.IntArr("wealth", default=1))
        self.gifts = 0

    def step(self) -> None:
        """Whoever has something gives."""
        giving = (self.wealth > 0).uids
        self.gifts += len(giving)
        to = self.pars.to.rvs(giving)
        self.wealth[giving] -= 1
        self.wealth[:] += np.bincount(to, minlength=len(self.wealth))


def run(people: int, days: int, seed: int) -> job.Outcome:
    """The model, people x steps."""
    gifts = Gifts(people)
    sim = ss.Sim(
        n_agents=people,
        start=ss.days(0),
        dt=ss.days(1),
        stop=ss.days(days - 1),  # both ends are lived
        rand_seed=seed,
        modules=gifts,
        copy_inputs=False,
    )
    sim.run()
    return job.Outcome(np.asarray(gifts.wealth.values), gifts.gifts)

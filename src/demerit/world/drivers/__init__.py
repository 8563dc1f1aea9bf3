"""Drivers: who moves the people of a world.  Threads of this process, worker processes, or actors of a Ray cluster.

A world is cut into shards, ranges of communities.  A driver does one thing: it has a function called on each shard,
where the shard is, and hands back the answers in order.  All that a world needs of its people are such functions
(`demerit.world.shard`), so that no driver knows anything of the model, and the model nothing of drivers.
"""

from demerit.world.drivers.driver import Driver, Way, cut
from demerit.world.drivers.starting import start

__all__ = ["Driver", "Way", "cut", "start"]

"""The driver that was asked for."""

from demerit.world.drivers.driver import Driver, Way
from demerit.world.drivers.local import Local
from demerit.world.drivers.processes import Processes
from demerit.world.shard import Common


def start(common: Common, way: Way) -> Driver:
    """Start it.  Raises DemeritError where that cannot be."""
    if way.ray is not None:
        from demerit.world.drivers.cluster import Cluster  # an extra, and slow to load

        return Cluster(common, way)
    if way.workers:
        return Processes(common, way)
    return Local(common, way.threads, way.spill, way.cuda)

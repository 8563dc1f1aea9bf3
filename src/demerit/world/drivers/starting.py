"""The driver that was asked for."""

from demerit.world.drivers.driver import Driver, Way
from demerit.world.shard import Common


def start(common: Common, way: Way) -> Driver:
    """Start it.  Raises DemeritError where that cannot be."""
    if way.ray is not None:
        from demerit.world.drivers.cluster import Cluster  # slow to load, and an extra

        return Cluster(common, way)
    if way.workers:
        from demerit.world.drivers.processes import Processes

        return Processes(common, way)
    from demerit.world.drivers.local import Local

    return Local(common, way.threads, way.spill)

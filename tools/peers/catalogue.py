"""Which jobs there are, and who does them."""

from typing import Final, NamedTuple


class Peer(NamedTuple):
    """One way to do a job."""

    module: str  # within the job's folder
    library: str  # as it is installed
    form: str
    shorter: int = 1  # timed on so many times fewer people; a time a person-day hardly depends on it
    function: str = "run"
    threads: str = "1"


class Job(NamedTuple):
    """One benchmark: a folder with a gate, and peers."""

    people: int
    days: int
    about: str
    peers: dict[str, Peer]


LISTING: Final = Job(
    people=200_000,
    days=360,
    about="acts cost points, few points put on a list, the list is left after a term",
    peers={
        "mesa": Peer("agents", "mesa", "an object a person, a step a day", shorter=50),
        "mesa-frames": Peer("agent_frames", "mesa-frames", "an agent set that is a frame, a step a day", threads="all"),
        "polars": Peer("frames", "polars", "a frame a day", threads="all"),
        "numpy": Peer("vectors", "numpy", "a vector a day"),
        "numpy-acts": Peer("rounds", "numpy", "a vector a round of one more act"),
        "starsim": Peer("modules", "starsim", "a module with states and a distribution, a step a day"),
        "neworder": Peer("microsimulation", "neworder", "a pandas population, hazards, a step a day"),
        "demerit-months": Peer("months", "numba", "a month's number of acts, then their days"),
        "demerit": Peer("events", "numba", "from act to act"),
        "demerit-2": Peer("events", "numba", "from act to act", function="run_on_two", threads="2"),
    },
)
WEALTH: Final = Job(
    people=200_000,
    days=100,
    about="Boltzmann wealth: whoever has something gives one unit to somebody",
    peers={
        "mesa": Peer("agents", "mesa", "an object a person, all givers a step", shorter=50),
        "mesa-frames": Peer("agent_frames", "mesa-frames", "an agent set that is a frame", threads="all"),
        "polars": Peer("frames", "polars", "a frame a step, gifts joined to it", threads="all"),
        "numpy": Peer("vectors", "numpy", "a vector a step"),
        "starsim": Peer("modules", "starsim", "a module with a state and a distribution"),
        "neworder": Peer("microsimulation", "neworder", "a pandas population, its stream of chance"),
        "demerit": Peer("counted", "numba", "everybody every step, compiled, draws counted ahead"),
    },
)
JOBS: Final = {"listing": LISTING, "wealth": WEALTH}

"""What is too much to ask for."""

from typing import Final

ADDRESS: Final = 8192  # bytes of a path and its query
BODY: Final = 1 << 20  # bytes of what a form sends
FIELDS: Final = 400  # of a form
FINEST, COARSEST = 100, 200_000  # scales of runs that are started here: at most 14 million people
RUNS: Final = 2  # started here, at once
CONNECTIONS: Final = 600  # a browser opens up to six: a hundred readers at once
ASKED: Final = 8  # comparisons that wait to be computed
LIVES: Final = 60  # lives that wait to be told: two classes
DIGITS: Final = 20  # of a whole number in an address

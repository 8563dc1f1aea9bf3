"""What is too much to ask for."""

from typing import Final

ADDRESS: Final = 8192  # bytes of a path and its query
BODY: Final = 1 << 20  # bytes of what a form sends
FIELDS: Final = 400  # of a form
PEOPLE: Final = 20_000_000  # that a run started here may simulate
RUNS: Final = 2  # started here, at once

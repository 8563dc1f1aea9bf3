"""What all tests share."""

from hypothesis import settings

# No deadline, since a first call may compile; no fresh randomness, so that a failure is the same for everybody.
settings.register_profile("demerit", deadline=None, derandomize=True)
settings.load_profile("demerit")

"""The listing job: acts cost points, few points put on a list, the list is left after a term."""

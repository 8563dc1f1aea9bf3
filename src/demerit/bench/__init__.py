"""How fast, how small, and beside what: speed measured with its limits in the same call."""

"""What can go wrong in a way that a user can put right: one clear message, exit code 2."""


class DemeritError(Exception):
    """One clear message for whoever ran the command."""

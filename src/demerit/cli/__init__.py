"""The command line."""

from demerit.cli.app import main

__all__ = ["main"]

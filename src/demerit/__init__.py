"""Demerit: a simulator of social credit systems, on synthetic people only."""

__version__ = "0.1.0"

"""Runs: listed, started, followed, stopped, gone on with, deleted.  Each is a process of its own, `demerit run`."""

from demerit.serve.running.pages import PAGES

__all__ = ["PAGES"]

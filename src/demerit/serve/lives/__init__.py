"""Lives: those that a run has told are read from its folder."""

from demerit.serve.lives.pages import PAGES

__all__ = ["PAGES"]

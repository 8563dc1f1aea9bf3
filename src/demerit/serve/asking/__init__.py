"""What if: a preset, something changed in it, and what that does, computed by a warm process of its own."""

from demerit.serve.asking.pages import PAGES

__all__ = ["PAGES"]

"""What is published at the end of a run: the black list, the red list, the register of organisations."""

from demerit.serve.lists.pages import PAGES

__all__ = ["PAGES"]

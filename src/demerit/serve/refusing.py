"""What a page refuses: one plain sentence in the reader's language, and a status."""

from typing import Any


class Refused(Exception):  # noqa: N818 - it is no fault
    """status: of HTTP; key: of the text; said: what is filled into it."""

    def __init__(self, status: int, key: str, **said: Any) -> None:
        super().__init__(key)
        self.status, self.key, self.said = status, key, said


def missing(key: str, **said: Any) -> Refused:
    """Nothing is there."""
    return Refused(404, key, **said)


def wrong(key: str, **said: Any) -> Refused:
    """What was asked cannot be."""
    return Refused(400, key, **said)

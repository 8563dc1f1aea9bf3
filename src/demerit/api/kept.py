"""What holds a world in memory, or a folder: kept by saving it, and no other way."""

from typing import NoReturn

from demerit.errors import DemeritError


class Kept:
    """Pickling and copying are refused in one sentence."""

    def __reduce__(self) -> NoReturn:
        what = f"a {type(self).__name__} is neither pickled nor copied"
        raise DemeritError(f"{what}; its save(path) writes it, and dm.open(path) reads it")
